/// How wide text is, and where it breaks.
///
/// Widths come from a table and not from a font of this machine, so that a drawing is the same everywhere.
enum TextMetrics {
  /// The width of one line, and whether the table knows every character of it.
  struct Width {
    var points: Double
    var isExact: Bool
  }

  /// Measures one line at a font size in points.
  static func width(_ text: String, size: Double, bold: Bool = false) -> Width {
    var thousandths = 0
    var isExact = true
    for character in text {
      let (advance, isKnown) = advance(of: character, bold: bold)
      thousandths &+= advance
      isExact = isExact && isKnown
    }
    return Width(points: Double(thousandths) * size / 1_000, isExact: isExact)
  }

  /// The text in at most `lineLimit` lines of at most `limit` points; the last one ends in an ellipsis when more follows.
  ///
  /// Lines break at spaces. A word that is wider than a line breaks after `-`, `.`, `_` or `/` and where a capital follows
  /// a small letter, and when that is not enough between any two characters.
  static func wrap(_ text: String, limit: Double, lineLimit: Int, size: Double, bold: Bool = false) -> [String] {
    // More than this never fits, and a text may be megabytes long.
    let text = XMLText.clean(XMLText.prefix(text, 64 * lineLimit))
    var lines: [String] = []
    var line = ""
    func fits(_ candidate: String) -> Bool { width(candidate, size: size, bold: bold).points <= limit }
    for word in text.split(separator: " ") {
      for (index, piece) in pieces(of: String(word), fits: fits).enumerated() {
        let candidate = line.isEmpty || index > 0 ? line + piece : line + " " + piece
        if line.isEmpty || fits(candidate) {
          line = candidate
        } else {
          lines.append(line)
          line = piece
        }
      }
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > lineLimit else { return lines }
    lines.removeSubrange(lineLimit...)
    lines[lineLimit - 1] = cut(lines[lineLimit - 1] + "…", limit: limit, size: size, bold: bold)
    return lines
  }

  /// One line of at most `limit` points; what is longer ends in an ellipsis.
  static func cut(_ text: String, limit: Double, size: Double, bold: Bool = false) -> String {
    // A renderer draws several spaces as one, and none at the ends.
    var kept = XMLText.clean(XMLText.prefix(text, 400)).split(separator: " ").joined(separator: " ")
    guard width(kept, size: size, bold: bold).points > limit else { return kept }
    while !kept.isEmpty, width(kept + "…", size: size, bold: bold).points > limit { kept.removeLast() }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// A word whole when it fits a line, else in pieces that do.
  private static func pieces(of word: String, fits: (String) -> Bool) -> [String] {
    if fits(word) { return [word] }
    var parts: [String] = []
    var part = ""
    var previous: Character?
    for character in word {
      let isCaseChange = character.isUppercase && previous?.isLowercase == true
      if let previous, isCaseChange || "-._/".contains(previous) || !fits(part + String(character)) {
        parts.append(part)
        part = ""
      }
      part.append(character)
      previous = character
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  /// The advance of a character in thousandths of the font size, and whether the table has it.
  private static func advance(of character: Character, bold: Bool) -> (Int, Bool) {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return (0, true) }
    if scalars.count == 1, let known = HelveticaAdvances.advance(of: first, bold: bold) { return (known, true) }
    // Marks that follow a letter take no room of their own.
    if scalars.contains("\u{FE0F}") || first.properties.isEmojiPresentation { return (1_250, false) }
    if isWide(first) { return (1_000, false) }
    if let known = HelveticaAdvances.advance(of: first, bold: bold) { return (known, false) }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return (0, false)
    default: return (750, false)
    }
  }

  /// Whether East Asian writing gives the scalar a full square (Unicode Standard Annex 11, classes W and F, by block).
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
