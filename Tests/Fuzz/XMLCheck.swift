/// Whether a text is well-formed XML as far as a drawing uses it: elements that nest, quoted attributes, references,
/// characters that XML 1.0 allows. There are neither comments nor sections in it, so they count as mistakes.
struct XMLCheck {
  private var rest: Substring.UnicodeScalarView
  private var open: [String] = []

  /// What is wrong, or nil.
  static func problem(in text: String) -> String? {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: continue
      default: return "the character U+\(String(scalar.value, radix: 16))"
      }
    }
    var check = XMLCheck(rest: text[...].unicodeScalars)
    return check.content()
  }

  private init(rest: Substring.UnicodeScalarView) {
    self.rest = rest
  }

  private mutating func content() -> String? {
    while !rest.isEmpty {
      if let problem = wrongReference(in: take { $0 != "<" }) { return problem }
      guard rest.popFirst() != nil else { break }
      let tag = take { $0 != ">" }
      guard rest.popFirst() != nil else { return "a tag without an end: <\(tag.prefix(40))" }
      if tag.hasPrefix("?") { continue }
      if let problem = element(tag) { return problem }
    }
    return open.isEmpty ? nil : "the element \(open.last ?? "") is not closed"
  }

  /// A tag without its angle brackets.
  private mutating func element(_ tag: String) -> String? {
    if tag.hasPrefix("/") {
      let name = open.popLast() ?? "nothing"
      return name == tag.dropFirst() ? nil : "</\(tag.dropFirst())> closes \(name)"
    }
    let isEmpty = tag.hasSuffix("/")
    let body = isEmpty ? tag.dropLast() : tag[...]
    let name = String(body.prefix { $0 != " " && $0 != "\n" })
    guard let first = name.unicodeScalars.first, first.properties.isAlphabetic else {
      return "a tag <\(tag.prefix(40))"
    }
    // Names and values alternate between the quotes.
    for (index, part) in body.dropFirst(name.count).split(separator: "\"", omittingEmptySubsequences: false)
      .enumerated()
    {
      let isValue = index % 2 == 1
      let isRest = part.allSatisfy { $0 == " " || $0 == "\n" }
      if isValue, part.contains("<") { return "`<` in a value of <\(name)" }
      if isValue, let problem = wrongReference(in: String(part)) { return problem }
      if !isValue, !isRest, !part.hasSuffix("=") { return "an attribute of <\(name): \(part)" }
    }
    if !isEmpty { open.append(name) }
    return nil
  }

  private func wrongReference(in text: String) -> String? {
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      let name = part.prefix { $0 != ";" }
      guard ["amp", "lt", "gt", "quot", "apos"].contains(name) || name.hasPrefix("#"), name.count < part.count else {
        return "the reference &\(part.prefix(10))"
      }
    }
    return nil
  }

  private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
    let taken = rest.prefix(while: condition)
    rest = rest[taken.endIndex...]
    return String(taken)
  }
}
