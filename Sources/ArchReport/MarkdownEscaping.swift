/// Makes text of a model harmless inside Markdown, so that a reader sees the letters that its author wrote.
///
/// Signs of Markdown and HTML get a backslash. What a forge turns into a link although no sign asks for it (`@name`,
/// `#12`, `:word:`, addresses) is set as code, which is the only thing that all forges leave alone: they look for it
/// after the backslashes are gone. Invisible characters are spelled as their number, `U+202E`.
enum MarkdownEscaping {
  /// The text on one line, without meaning for Markdown wherever in a paragraph, list item or cell it stands.
  static func escape(_ text: String) -> String {
    if isPlain(text) { return text }
    let scalars = visible(text)
    var output = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      var endsInCode = false
      let end = runEnd(scalars, from: index)
      if let code = codeRange(scalars, index..<end) {
        appendEscaped(scalars, index..<code.lowerBound, to: &output)
        // A literal back-tick before the span would be counted as a part of its fence.
        if output.last == "`" {
          output.removeLast(2)
          output.append(contentsOf: "&#96;".unicodeScalars)
        }
        output.append("`")
        output.append(contentsOf: scalars[code])
        output.append("`")
        appendEscaped(scalars, code.upperBound..<end, to: &output)
        endsInCode = code.upperBound == end
      } else {
        appendEscaped(scalars, index..<end, to: &output)
      }
      index = end
      if index < scalars.count {
        if scalars[index] == "`", endsInCode {
          output.append(contentsOf: "&#96;".unicodeScalars)
        } else {
          appendEscaped(scalars, index..<index + 1, to: &output)
        }
        index += 1
      }
    }
    return String(output)
  }

  /// Whether a text is words of letters and digits with single spaces between them, as most are: nothing to do.
  private static func isPlain(_ text: String) -> Bool {
    var isBehindSpace = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: ","):
        isBehindSpace = false
      case UInt8(ascii: " "):
        if isBehindSpace { return false }
        isBehindSpace = true
      default: return false
      }
    }
    return !isBehindSpace || text.isEmpty
  }

  /// The text as a span of code. Not for cells of a table, where `|` would still end the cell.
  static func code(_ text: String) -> String {
    let scalars = visible(text)
    guard !scalars.isEmpty else { return "" }
    var longest = 0
    var run = 0
    for scalar in scalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    var content = String.UnicodeScalarView()
    content.append(contentsOf: scalars)
    let fence = String(repeating: "`", count: longest + 1)
    let padding = scalars.first == "`" || scalars.last == "`" ? " " : ""
    return fence + padding + String(content) + padding + fence
  }
}

// MARK: What can be seen

extension MarkdownEscaping {
  /// The text with one space for every run of white space, none at its ends, and numbers for what cannot be seen.
  static func visible(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var isSpacePending = false
    for scalar in text.unicodeScalars {
      if isBlank(scalar) {
        isSpacePending = !result.isEmpty
        continue
      }
      if isSpacePending {
        result.append(" ")
        isSpacePending = false
      }
      if isHarmful(scalar) || (result.last.map { $0 == " " } ?? true) && combines(scalar) {
        result.append(contentsOf: number(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return result
  }

  /// The same as one text.
  static func visibleText(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: visible(text))
    return String(view)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == " " || (0x09...0x0D).contains(scalar.value) }
    if scalar.value == 0x85 || scalar.value == 0x2028 || scalar.value == 0x2029 { return true }
    return scalar.properties.generalCategory == .spaceSeparator
  }

  /// Whether a scalar acts on the text around it instead of being seen. The joiners and the variation selectors stay:
  /// they shape letters and emoji.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    if scalar.value == 0x200C || scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether a scalar is drawn onto the one before it, which at the start would be a sign of ours.
  private static func combines(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .format: return true
    default: return false
    }
  }

  private static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

// MARK: What forges turn into links

extension MarkdownEscaping {
  /// The end of the run of scalars from `start` that may stand in a span of code of any fence and in any cell.
  private static func runEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    var index = start
    while index < scalars.count {
      switch scalars[index] {
      case " ", "`", "|", "\\", "<", ">": return index
      default: index += 1
      }
    }
    return index
  }

  /// The part of a run that has to be set as code, or nil where forges make nothing of it.
  private static func codeRange(_ scalars: [Unicode.Scalar], _ run: Range<Int>) -> Range<Int>? {
    guard isActive(scalars, run) else { return nil }
    var lower = run.lowerBound
    var upper = run.upperBound
    while lower < upper, isOpening(scalars[lower]) { lower += 1 }
    while upper > lower, isClosing(scalars[upper - 1]) { upper -= 1 }
    return lower < upper ? lower..<upper : nil
  }

  private static func isActive(_ scalars: [Unicode.Scalar], _ run: Range<Int>) -> Bool {
    /// The end of the last word of an emoji's name that began behind a colon, or nil.
    var emojiStart: Int?
    for index in run {
      let scalar = scalars[index]
      switch scalar {
      case "@":
        if index + 1 < run.upperBound { return true }
      case "#":
        let isEntity = index > 0 && scalars[index - 1] == "&"
        if index + 1 < run.upperBound, isDigit(scalars[index + 1]), !isEntity { return true }
      case ":":
        if let start = emojiStart, index > start { return true }
        if matches(scalars, "://", at: index, end: run.upperBound) { return true }
        emojiStart = index + 1
      case "w", "W":
        if matches(scalars, "www.", at: index, end: run.upperBound) { return true }
      case "g", "G":
        if matches(scalars, "gh-", at: index, end: run.upperBound), index + 3 < run.upperBound,
          isDigit(scalars[index + 3]), index == run.lowerBound || !isWordScalar(scalars[index - 1])
        {
          return true
        }
      default: break
      }
      if scalar != ":", !isEmojiScalar(scalar) { emojiStart = nil }
    }
    return false
  }

  private static func matches(_ scalars: [Unicode.Scalar], _ word: String, at start: Int, end: Int) -> Bool {
    var index = start
    for wanted in word.unicodeScalars {
      guard index < end, lowercased(scalars[index]) == wanted else { return false }
      index += 1
    }
    return true
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20) : scalar
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isEmojiScalar(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || ("a"..."z").contains(lowercased(scalar)) || scalar == "_" || scalar == "+" || scalar == "-"
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", "[", "{", "\"", "'", "*", "_", "~", "!": true
    default: false
    }
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ")", "]", "}", "\"", "'", "*", "_", "~", "!", "?", ".", ",", ";": true
    default: false
    }
  }
}

// MARK: What has a meaning in Markdown

extension MarkdownEscaping {
  /// Letters, digits and marks, between which an underscore begins no emphasis.
  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isDigit(scalar) || ("a"..."z").contains(lowercased(scalar)) }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func appendEscaped(
    _ scalars: [Unicode.Scalar], _ range: Range<Int>, to output: inout String.UnicodeScalarView
  ) {
    for index in range {
      if needsBackslash(scalars, at: index) { output.append("\\") }
      output.append(scalars[index])
    }
  }

  private static func needsBackslash(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    let next = index + 1 < scalars.count ? scalars[index + 1] : nil
    switch scalars[index] {
    case "\\", "`", "*", "[", "]", "|": return true
    case "~":
      // The arrow of `A~>B` can end a deletion but not begin one, and all that could begin one are escaped.
      return !(next == ">" && index > 0 && isWordScalar(scalars[index - 1]))
    case "_":
      guard index > 0, let next else { return true }
      return !(isWordScalar(scalars[index - 1]) && isWordScalar(next))
    case "<":
      // A tag or an address begins with a letter or a sign; `< 400ms` is a comparison.
      guard let next else { return true }
      return !(next == " " || next == "=" || isDigit(next))
    case "&": return beginsEntity(scalars, at: index)
    case "!": return next == nil || next == "["
    case "$": return !(next.map(isDigit) ?? false)
    case "#", "+", "-", "=", ">", ":", ".", ")": return beginsBlock(scalars, at: index, next: next)
    default: return false
    }
  }

  private static func beginsEntity(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    var end = index + 1
    while end < scalars.count, end - index < 40, scalars[end] == "#" || isWordScalar(scalars[end]) { end += 1 }
    return end == scalars.count || scalars[end] == ";"
  }

  /// Whether a sign at the start of a text would make a heading, a list, a quotation or a line of a table of it.
  private static func beginsBlock(_ scalars: [Unicode.Scalar], at index: Int, next: Unicode.Scalar?) -> Bool {
    switch scalars[index] {
    case ".", ")":
      return (1...9).contains(index) && (next ?? " ") == " " && scalars[..<index].allSatisfy(isDigit)
    case ">": return index == 0
    case "#": return index == 0
    case ":": return index == 0 && next == "-"
    default:
      return index == 0 && (next == nil || next == " " || next == scalars[index])
    }
  }
}
