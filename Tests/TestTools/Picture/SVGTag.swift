/// One tag of an SVG document, with the text behind it.
struct SVGTag {
  var name = ""
  var isClosing = false
  var attributes: [(name: String, value: String)] = []
  var text = ""

  subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  func number(_ name: String) -> Double { self[name].flatMap(Double.init) ?? 0 }

  /// All tags of a document in order. A tag that closes itself is one tag and opens nothing, except that a `g` never does.
  static func all(in svg: String) -> [SVGTag] {
    var tags: [SVGTag] = []
    let bytes = Array(svg.utf8)
    var position = 0
    while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      if open > position, !tags.isEmpty { tags[tags.count - 1].text = decoded(bytes[position..<open]) }
      var tag = SVGTag()
      var end = open + 1
      // Comments and declarations are no tags; what they hold looks like attributes.
      if end < bytes.count, bytes[end] == UInt8(ascii: "!") || bytes[end] == UInt8(ascii: "?") {
        position = bytes[end...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
        continue
      }
      tag.isClosing = end < bytes.count && bytes[end] == UInt8(ascii: "/")
      if tag.isClosing { end += 1 }
      tag.name = word(bytes, &end)
      while end < bytes.count, bytes[end] != UInt8(ascii: ">") {
        guard isWord(bytes[end]) else {
          end += 1
          continue
        }
        let name = word(bytes, &end)
        // Behind `="`.
        end += 2
        let start = min(end, bytes.count)
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += 1 }
        tag.attributes.append((name, decoded(bytes[start..<max(start, min(end, bytes.count))])))
        end += 1
      }
      tags.append(tag)
      position = min(bytes.count, end + 1)
    }
    return tags
  }

  private static func word(_ bytes: [UInt8], _ position: inout Int) -> String {
    let start = position
    while position < bytes.count, isWord(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing(
      "&quot;", with: "\""
    ).replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
