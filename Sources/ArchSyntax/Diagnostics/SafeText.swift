/// Keeps control codes, bidirectional controls and invisible characters of a source away from the terminal.
///
/// They are shown as `<U+202E>`: a source must not move the cursor, colour its neighbours or reorder what is read
/// (Unicode Technical Report 36, "Trojan Source").
enum SafeText {
  /// Whether a scalar can be printed as it is.
  static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator:
      return false
    case .format:
      // The joiners shape Persian, Indic scripts and emoji; other invisible format characters only mislead.
      return scalar.value == 0x200C || scalar.value == 0x200D || !scalar.properties.isDefaultIgnorableCodePoint
    default:
      return true
    }
  }

  /// The visible stand-in for a scalar that is not harmless, such as `<U+202E>`.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
  }

  /// A text on one line: breaks and tabs become spaces, harmful scalars are escaped, and what exceeds `limit` scalars
  /// is replaced by `…`, so that a quoted name of a megabyte stays a message.
  static func clean(_ text: String, limit: Int = 1000) -> String {
    if text.utf8.count <= limit, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if count >= limit {
        result.append("…")
        break
      }
      count += 1
      if scalar == "\n" || scalar == "\r" || scalar == "\t" {
        result.append(" ")
      } else if isHarmless(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: escape(scalar).unicodeScalars)
      }
    }
    return String(result)
  }
}
