/// An SVG drawing of ours as a part of a page with others: its names and its style sheet get a prefix, so that none of
/// them reaches another drawing.
struct InlinePicture {
  /// The `<svg>` element, without its style sheet.
  let element: String
  /// The rules of its style sheet, each for this drawing alone.
  let style: String

  /// - Parameters:
  ///   - svg: a whole document as `SVGDrawing` makes it: well-formed, with at most one style sheet.
  ///   - name: unique on the page; letters and digits.
  init(_ svg: String, name: String) {
    var text = svg[...]
    var style = ""
    if let open = text.firstRange(of: "<style>"), let close = text.firstRange(of: "</style>"),
      open.upperBound <= close.lowerBound
    {
      style = String(text[open.upperBound..<close.lowerBound])
      text = text[..<open.lowerBound] + text[close.upperBound...]
    }
    // An XML declaration has no place inside a page.
    if let start = text.firstRange(of: "<svg") { text = text[start.lowerBound...] }
    var element = Self.renamed(String(text), prefix: name + "-")
    if let end = element.firstRange(of: "<svg") { element.insert(contentsOf: " id=\"\(name)\"", at: end.upperBound) }
    while element.last?.isNewline ?? false { element.removeLast() }
    self.element = element
    self.style = Self.scoped(style, to: "#" + name)
  }

  /// The document with a prefix before each name, and before what refers to one. Only tags are looked at.
  private static func renamed(_ svg: String, prefix: String) -> String {
    let bytes = Array(svg.utf8)
    let marks = [" id=\"", " href=\"#", " xlink:href=\"#", " aria-labelledby=\"", "=\"url(#"].map { Array($0.utf8) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 1024)
    var isTag = false
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isTag, !isQuoted, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "=") {
        if let mark = marks.first(where: { bytes[index...].starts(with: $0) }) {
          result += mark + Array(prefix.utf8)
          index += mark.count
          isQuoted = true
          continue
        }
      }
      if isTag, byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted {
        if byte == UInt8(ascii: "<") { isTag = true }
        if byte == UInt8(ascii: ">") { isTag = false }
      }
      result.append(byte)
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The rules with a selector before each of theirs; `svg` is the drawing itself. Rules stand at the top or in one
  /// `@media`, as `StyleRules` writes them.
  static func scoped(_ style: String, to scope: String) -> String {
    var result = ""
    var head = ""
    var isBody = false
    for character in style {
      if isBody {
        result.append(character)
        if character == "}" { isBody = false }
        continue
      }
      switch character {
      case "{":
        let selector = head.trimmingBlanks
        if selector.hasPrefix("@") {
          result += selector + "{"
        } else {
          let parts = selector.split(separator: ",").map { part -> String in
            let part = String(part).trimmingBlanks
            if part == "svg" { return scope }
            return part.hasPrefix("svg ") || part.hasPrefix("svg:") ? scope + part.dropFirst(3) : scope + " " + part
          }
          result += parts.joined(separator: ",") + "{"
          isBody = true
        }
        head = ""
      case "}":
        result += "}\n"
        head = ""
      default: head.append(character)
      }
    }
    return result.trimmingBlanks
  }
}

extension String {
  /// Without white space at its ends.
  fileprivate var trimmingBlanks: String {
    var rest = self[...]
    while rest.first?.isWhitespace ?? false { rest = rest.dropFirst() }
    while rest.last?.isWhitespace ?? false { rest = rest.dropLast() }
    return String(rest)
  }
}
