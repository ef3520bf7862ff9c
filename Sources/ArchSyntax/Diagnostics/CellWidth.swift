/// How many cells of a terminal a character takes.
public enum CellWidth {
  /// The width of a character that is printed as it is: 0 for lone combining marks, 2 for East Asian wide characters
  /// and emoji, 1 for most others.
  ///
  /// Follows Unicode Standard Annex 11 (East Asian Width) and Technical Standard 51 (emoji presentation); characters
  /// of ambiguous width count 1.
  public static func cells(of character: Character) -> Int {
    if character.isASCII { return 1 }
    var sum = 0
    var isEmoji = false
    for scalar in character.unicodeScalars {
      switch scalar.value {
      case 0xFE0E: return 1
      case 0xFE0F: isEmoji = true
      default:
        if scalar.properties.isEmojiPresentation { isEmoji = true }
        sum &+= cells(of: scalar)
      }
    }
    // A family or a flag is several scalars and one picture.
    return isEmoji ? 2 : sum
  }

  private static func cells(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // Vowels and final consonants of conjoining Hangul join the syllable before them.
    if (0x1160...0x11FF).contains(scalar.value) { return 0 }
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].contains(scalar.value) ? 2 : 1
  }

  /// The blocks of wide and fullwidth characters, in order; emoji are found by their property.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1D300...0x1D376, 0x1F200...0x1F265, 0x20000...0x2FFFD,
    0x30000...0x3FFFD,
  ]
}
