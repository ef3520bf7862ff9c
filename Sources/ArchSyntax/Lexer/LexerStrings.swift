extension Lexer {
  mutating func string(_ cursor: Cursor, at start: Int, flags: Token.Flags) -> Token {
    if cursor.byte(start + 1) == UInt8(ascii: "\""), cursor.byte(start + 2) == UInt8(ascii: "\"") {
      return multilineString(cursor, at: start, flags: flags)
    }
    var flags = flags
    var index = start + 1
    while index < cursor.bytes.count {
      let classes = cursor.class(index)
      if classes & CharacterClass.stringStop == 0 {
        index += 1
        continue
      }
      let byte = cursor.bytes[index]
      if byte == UInt8(ascii: "\"") {
        return Token(kind: .string, flags: flags, start: start, end: index + 1)
      }
      if classes & CharacterClass.newline != 0 { break }
      flags.insert(.notPlain)
      index = inner(cursor, at: index, flags: &flags)
    }
    // The text that a forgotten quote swallowed: what closes or opens a block stays outside.
    var end = index
    var seesBrace = false
    while end > start + 1 {
      let byte = cursor.bytes[end - 1]
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
        seesBrace = true
        end -= 1
      } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        end -= 1
      } else {
        break
      }
    }
    if !seesBrace { end = trimmed(cursor, start: start, end: index) }
    if seesBrace, let block = Self.blockInside(cursor, start + 1..<index, closingFrom: end) {
      end = block
      while end > start + 1, cursor.bytes[end - 1] == 0x20 || cursor.bytes[end - 1] == 0x09 { end -= 1 }
    }
    flags.insert(.malformed)
    report(SyntaxMessage.unclosedString(span(start, end), end: span(end, end)))
    return Token(kind: .string, flags: flags, start: start, end: end)
  }

  private func trimmed(_ cursor: Cursor, start: Int, end: Int) -> Int {
    var end = end
    while end > start + 1, cursor.class(end - 1) & CharacterClass.whitespace != 0 { end -= 1 }
    return end
  }

  /// Passes an escape or a character above ASCII inside a string; returns the index past it.
  private mutating func inner(_ cursor: Cursor, at index: Int, flags: inout Token.Flags) -> Int {
    let byte = cursor.bytes[index]
    if byte >= 0x80 {
      if let decoded = DecodedScalar(cursor.bytes, at: index) { return index + decoded.length }
      noteIllFormed(at: index)
      flags.insert(.malformed)
      return index + 1
    }
    // An escape.
    switch cursor.byte(index + 1) {
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "\""), UInt8(ascii: "\\"): return index + 2
    case UInt8(ascii: "u"):
      var end = index + 2
      if cursor.byte(end) == UInt8(ascii: "{") {
        end += 1
        let digits = end
        while end - digits < 8, cursor.class(end) & CharacterClass.hexDigit != 0 { end += 1 }
        if end > digits, cursor.byte(end) == UInt8(ascii: "}"), StringValue.scalar(cursor.bytes[digits..<end]) != nil {
          return end + 1
        }
      }
      if cursor.byte(end) == UInt8(ascii: "}") { end += 1 }
      report(SyntaxMessage.wrongScalarEscape(span(index, end)))
      flags.insert(.malformed)
      return end
    default:
      let next = cursor.class(index + 1)
      guard index + 1 < cursor.bytes.count, next & CharacterClass.newline == 0 else { return index + 1 }
      let length = DecodedScalar(cursor.bytes, at: index + 1)?.length ?? 1
      report(SyntaxMessage.unknownEscape(span(index, index + 1 + length), backslash: span(index, index)))
      flags.insert(.malformed)
      return index + 1 + length
    }
  }

  /// Where a block begins that a forgotten quote swallowed and that the last braces of the line close, as in
  /// `service Orders "Takes orders { tech: Swift }`; nil where there is none.
  private static func blockInside(_ cursor: Cursor, _ range: Range<Int>, closingFrom end: Int) -> Int? {
    var open: [Int] = []
    var found: Int?
    for index in range {
      switch cursor.bytes[index] {
      case UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: "}"):
        guard let opening = open.popLast() else { continue }
        // `/v1/{id}` is text.
        if index >= end, opening > range.lowerBound, cursor.bytes[opening - 1] == UInt8(ascii: " ") { found = opening }
      default: break
      }
    }
    return found
  }

  private mutating func multilineString(_ cursor: Cursor, at start: Int, flags: Token.Flags) -> Token {
    var flags = flags.union(.notPlain)
    var index = start + 3
    let closing = hasUnclosedText ? nil : Self.closingQuotes(cursor, from: index)
    let limit = closing ?? Self.endOfUnclosedText(cursor, at: start)
    while index < limit || index == closing {
      let byte = cursor.bytes[index]
      if index == closing {
        let token = Token(kind: .multilineString, flags: flags, start: start, end: index + 3)
        let layout = StringValue.multilineLines(token, bytes: cursor.bytes)
        if let place = layout.tooFarLeft {
          report(SyntaxMessage.multilineIndentation(span(place, place + 1)))
        } else if layout.textOnOpeningLine {
          report(SyntaxMessage.textOnOpeningLine(span(start, start + 3)))
        } else {
          return token
        }
        return Token(kind: .multilineString, flags: flags.union(.malformed), start: start, end: index + 3)
      }
      index = byte == UInt8(ascii: "\\") || byte >= 0x80 ? inner(cursor, at: index, flags: &flags) : index + 1
    }
    flags.insert(.malformed)
    hasUnclosedText = true
    report(SyntaxMessage.unclosedMultilineString(span(start, start + 3)))
    return Token(kind: .multilineString, flags: flags, start: start, end: max(index, limit))
  }

  /// Where the quotes stand that close a text; nil where none do.
  private static func closingQuotes(_ cursor: Cursor, from start: Int) -> Int? {
    let quote = UInt8(ascii: "\"")
    var index = start
    while index < cursor.bytes.count {
      let byte = cursor.bytes[index]
      if byte == quote, cursor.byte(index + 1) == quote, cursor.byte(index + 2) == quote { return index }
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// Where a text that nothing closes is taken to end, so that the rest of the file keeps its meaning: before the next
  /// line that stands no further in than the one on which the text begins.
  private static func endOfUnclosedText(_ cursor: Cursor, at start: Int) -> Int {
    let bytes = cursor.bytes
    func isBreak(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }
    func indentation(_ line: Int) -> Int {
      var index = line
      while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
      return index - line
    }
    var line = start
    while line > 0, !isBreak(line - 1) { line -= 1 }
    let outer = indentation(line)
    var index = start + 3
    while index < bytes.count, !isBreak(index) { index += 1 }
    var end = index
    while index < bytes.count {
      index += 1
      let inner = indentation(index)
      guard index + inner < bytes.count else { break }
      let first = index + inner
      // A comment may stand anywhere, and says nothing.
      let isComment =
        inner <= outer && bytes[first] == UInt8(ascii: "/") && cursor.byte(first + 1) == UInt8(ascii: "/")
      let isNeutral = isBreak(first) || isComment
      if !isNeutral, inner <= outer { break }
      index = first
      while index < bytes.count, !isBreak(index) { index += 1 }
      if !isNeutral { end = index }
    }
    return end
  }

  /// Characters that begin nothing in ASCII: names in other scripts, pasted quotes and arrows, currencies, the rest.
  @inline(never)
  mutating func unusual(_ cursor: Cursor, at start: Int, flags: Token.Flags) -> Token {
    guard let decoded = DecodedScalar(cursor.bytes, at: start) else {
      noteIllFormed(at: start)
      return Token(kind: .unknown, flags: flags.union(.malformed), start: start, end: start + 1)
    }
    let scalar = decoded.scalar
    let end = start + decoded.length
    if scalar.properties.isXIDStart { return nonASCIIName(cursor, at: start, flags: flags) }
    if scalar.value == 0x20AC || scalar.value == 0xA3, cursor.class(end) & CharacterClass.digit != 0 {
      return number(cursor, at: start, digits: end, flags: flags)
    }
    if scalar.isTypographicDoubleQuote || scalar.isTypographicSingleQuote || scalar == "'" || scalar == "`" {
      return pastedQuote(cursor, at: start, opening: decoded, flags: flags)
    }
    if let arrow = pastedArrow(cursor, at: start) {
      report(SyntaxMessage.pastedArrow(span(start, arrow.end), replacement: arrow.text))
      return Token(kind: arrow.kind, flags: flags.union(.malformed), start: start, end: arrow.end)
    }
    if scalar.isBidirectionalControl {
      report(SyntaxMessage.bidirectionalControl(span(start, end), scalar: scalar))
    } else if strayEnd != start, diagnostics.count < Parser.diagnosticLimit {
      report(SyntaxMessage.strayCharacter(span(start, end), scalar: scalar))
    }
    strayEnd = end
    return Token(kind: .unknown, flags: flags.union(.malformed), start: start, end: end)
  }

  /// A string in quotes that are not `"`: read as a string, reported once with the fix.
  private mutating func pastedQuote(
    _ cursor: Cursor, at start: Int, opening: DecodedScalar, flags: Token.Flags
  ) -> Token {
    let isDouble = opening.scalar.isTypographicDoubleQuote
    var index = start + opening.length
    var holdsQuote = false
    while index < cursor.bytes.count, cursor.class(index) & CharacterClass.newline == 0 {
      guard let decoded = DecodedScalar(cursor.bytes, at: index) else {
        noteIllFormed(at: index)
        index += 1
        continue
      }
      let closes =
        isDouble
        ? decoded.scalar.isTypographicDoubleQuote || decoded.scalar == "\""
        : decoded.scalar == opening.scalar || (opening.scalar.value > 0x7F && decoded.scalar.isTypographicSingleQuote)
      if closes {
        let end = index + decoded.length
        let edits =
          holdsQuote ? [] : [(start, start + opening.length), (index, end)].filter { source.bytes[$0.0] != 0x22 }
        report(
          SyntaxMessage.pastedQuotes(span(start, end), edits: edits.map { Edit(span($0.0, $0.1), "\"") }))
        return Token(kind: .string, flags: flags.union([.malformed, .notPlain]), start: start, end: end)
      }
      if decoded.scalar == "\"" || decoded.scalar == "\\" { holdsQuote = true }
      index += decoded.length
    }
    let end = trimmed(cursor, start: start, end: index)
    report(SyntaxMessage.pastedQuotes(span(start, start + opening.length), edits: []))
    return Token(
      kind: .string, flags: flags.union([.malformed, .notPlain]), start: start, end: max(end, start + opening.length))
  }

  /// Arrows as word processors and other tools write them.
  private func pastedArrow(_ cursor: Cursor, at start: Int) -> (kind: TokenKind, text: String, end: Int)? {
    guard let first = DecodedScalar(cursor.bytes, at: start) else { return nil }
    let end = start + first.length
    switch first.scalar.value {
    case 0x2192, 0x27F6, 0x279C, 0x2794: return (.arrowCall, "->", end)
    case 0x21D2: return (.arrowReplication, "=>", end)
    case 0x2194, 0x27F7: return (.arrowTwoWay, "<->", end)
    case 0x2190: return (.arrowCallBack, "<-", end)
    case 0x2D, 0x2010...0x2015:
      var index = end
      // Nobody draws a longer one, and a line of hyphens is not to be searched from each of them.
      while index - start < 16, let next = DecodedScalar(cursor.bytes, at: index),
        next.scalar == "-" || (0x2010...0x2015).contains(next.scalar.value)
      {
        index += next.length
      }
      guard cursor.byte(index) == UInt8(ascii: ">"), index - start > 1 else { return nil }
      return (.arrowCall, "->", index + 1)
    default: return nil
    }
  }
}
