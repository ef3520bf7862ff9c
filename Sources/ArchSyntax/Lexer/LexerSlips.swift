/// What people write by habit: links and paths without quotes, units behind a space. Each is one token, reported once.
extension Lexer {
  /// `https://…` outside quotes: one token, so that the comment it would begin swallows nothing.
  mutating func link(_ cursor: Cursor, at start: Int, flags: Token.Flags) -> Token {
    var index = start
    while index < cursor.bytes.count {
      let byte = cursor.bytes[index]
      if cursor.class(index) & (CharacterClass.whitespace | CharacterClass.newline) != 0 || byte == UInt8(ascii: "}")
        || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\"") || byte >= 0x80
      {
        break
      }
      index += 1
    }
    while index > start + 1,
      cursor.bytes[index - 1] == UInt8(ascii: ",") || cursor.bytes[index - 1] == UInt8(ascii: ";")
    {
      index -= 1
    }
    report(SyntaxMessage.unquotedLink(span(start, index)))
    return Token(kind: .string, flags: flags.union([.malformed, .notPlain]), start: start, end: index)
  }

  /// The token that is a typical slip behind a name or a number, or nil.
  @inline(__always)
  mutating func slip(
    _ cursor: Cursor, at index: Int, flags: Token.Flags, _ buffer: UnsafeMutableBufferPointer<Token>, _ made: Int
  ) -> Token? {
    // Nearly every token ends here: what follows a name or a number is a sign.
    guard cursor.class(index) & CharacterClass.nameStart != 0 || cursor.byte(index).beginsSlip else { return nil }
    if made > 0, buffer[made - 1].kind == .name {
      guard !flags.contains(.newlineBefore), isImportWord(cursor, before: index, buffer, made) else { return nil }
      return unquotedPath(cursor, at: index, flags: flags)
    }
    return strayUnit(cursor, at: index, flags: flags, buffer, made)
  }

  /// A unit behind a space: the `%` of `99.9 %`, the `req/s` of `100 req/s`. It reads as one word, so that the message
  /// about the value can offer the right spelling.
  @inline(__always)
  func strayUnit(
    _ cursor: Cursor, at index: Int, flags: Token.Flags, _ buffer: UnsafeMutableBufferPointer<Token>, _ made: Int
  ) -> Token? {
    guard made > 0, buffer[made - 1].kind.isNumeric, !flags.contains(.newlineBefore) else { return nil }
    if cursor.bytes[index] == UInt8(ascii: "%") {
      return Token(kind: .name, flags: flags, start: index, end: index + 1)
    }
    guard cursor.class(index) & CharacterClass.nameStart != 0 else { return nil }
    var slash = index + 1
    while cursor.class(slash) & CharacterClass.nameContinue != 0 { slash += 1 }
    guard cursor.byte(slash) == UInt8(ascii: "/"), cursor.class(slash + 1) & CharacterClass.nameStart != 0 else {
      return nil
    }
    var end = slash + 1
    while cursor.class(end) & CharacterClass.nameContinue != 0 { end += 1 }
    return Token(kind: .name, flags: flags, start: index, end: end)
  }

  /// Whether the last token is `import` at the beginning of a statement and an unquoted path follows.
  func isImportWord(
    _ cursor: Cursor, before index: Int, _ buffer: UnsafeMutableBufferPointer<Token>, _ made: Int
  ) -> Bool {
    let word = buffer[made - 1]
    guard word.end - word.start == 6, cursor.bytes[word.start] == UInt8(ascii: "i"),
      cursor.bytes[word.range].elementsEqual("import".utf8),
      word.newlineBefore || made == 1 || buffer[made - 2].kind.endsStatement
    else { return false }
    let byte = cursor.byte(index)
    return cursor.class(index) & CharacterClass.nameStart != 0 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
  }

  /// `import std/typical`: one token, reported with the fix.
  mutating func unquotedPath(_ cursor: Cursor, at start: Int, flags: Token.Flags) -> Token {
    var index = start
    while index < cursor.bytes.count, cursor.class(index) & (CharacterClass.whitespace | CharacterClass.newline) == 0 {
      index += 1
    }
    report(SyntaxMessage.unquotedPath(span(start, index)))
    return Token(kind: .string, flags: flags.union([.malformed, .notPlain]), start: start, end: index)
  }
}

extension TokenKind {
  /// Whether a statement may begin behind the sign on its line.
  fileprivate var endsStatement: Bool {
    self == .comma || self == .semicolon || self == .leftBrace || self == .rightBrace
  }
}

extension UInt8 {
  /// `%`, `.` and `/`, which may begin what a slip is about.
  fileprivate var beginsSlip: Bool {
    self == UInt8(ascii: "%") || self == UInt8(ascii: ".") || self == UInt8(ascii: "/")
  }
}
