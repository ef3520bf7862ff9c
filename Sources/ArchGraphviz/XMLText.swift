/// Text on its way into a document.
///
/// Every text of a diagram goes through `escape`, whether it ends in an element or in an attribute, so that no text can
/// become markup, break the document or reorder what stands beside it.
enum XMLText {
  /// The text as it may stand in an element or between quotes of either kind in an attribute.
  static func escape(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in clean(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Several lines of text; only a line feed of ours parts them.
  static func escape(lines: [String]) -> String {
    lines.map { escape($0) }.joined(separator: "\n")
  }

  /// The text without what a document may not hold and without what acts on its surroundings.
  ///
  /// White space becomes a plain space. Control characters, noncharacters and the characters that open or close a change
  /// of writing direction become U+FFFD, which a reader sees. A letter keeps at most `largestCluster` scalars: more marks
  /// than that are no writing and would cover the lines above.
  static func clean(_ text: String) -> String {
    var result = ""
    for character in text {
      for scalar in character.unicodeScalars.prefix(largestCluster) {
        result.unicodeScalars.append(replacement(of: scalar))
      }
    }
    return result
  }

  /// At most `limit` characters of the text; what is longer ends in an ellipsis.
  static func prefix(_ text: String, _ limit: Int) -> String {
    guard let end = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex), end < text.endIndex else {
      return text
    }
    return String(text[..<end]) + "…"
  }

  private static let largestCluster = 16

  private static func replacement(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: " "
    case 0x00...0x1F, 0x7F...0x9F: "\u{FFFD}"
    case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: "\u{FFFD}"
    case 0xFDD0...0xFDEF: "\u{FFFD}"
    case let value where value & 0xFFFE == 0xFFFE: "\u{FFFD}"
    default: scalar
    }
  }
}
