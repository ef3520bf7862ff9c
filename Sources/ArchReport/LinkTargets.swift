/// The targets of the links of a report, which stand at its end so that tables read as text.
struct LinkTargets {
  private var targetOfLabel: [String: String] = [:]
  private var definitions: [(label: MarkdownText, target: String)] = []

  /// The name as a link to a target; as it is where there is no target.
  mutating func link(_ name: String, to target: String?) -> MarkdownText {
    let text = MarkdownText(text: name)
    // CommonMark takes no longer label.
    guard let target, !text.isEmpty, text.markup.unicodeScalars.count < 900 else { return text }
    var label = text
    var number = 2
    while true {
      let key = Self.folded(label.markup)
      guard let known = targetOfLabel[key] else {
        targetOfLabel[key] = target
        definitions.append((label, target))
        return .reference(text, label: label)
      }
      if known == target { return .reference(text, label: label) }
      label = "\(text) \(number)"
      number += 1
    }
  }

  /// The targets by label, in the order of the labels.
  var all: [(label: String, target: String)] {
    definitions
      .sorted { $0.label.markup.unicodeScalars.lexicographicallyPrecedes($1.label.markup.unicodeScalars) }
      .map { ($0.label.markup, $0.target) }
  }

  /// Labels are compared without regard to case.
  private static func folded(_ label: String) -> String { label.uppercased().lowercased() }

  /// A path as the target of a relative link: what has a meaning in addresses or in Markdown is encoded.
  static func encoded(_ path: String) -> String {
    var result = ""
    var isLeading = true
    for byte in path.utf8 {
      if byte == UInt8(ascii: "/"), isLeading, !result.isEmpty { continue }
      if byte != UInt8(ascii: "/") { isLeading = false }
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
