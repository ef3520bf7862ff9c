/// Turns bytes into tokens. It never fails: what it does not know becomes a token of kind `unknown` or a malformed one.
struct Lexer {
  /// The tokens, ended by `endOfFile`.
  private(set) var tokens: [Token] = []
  private(set) var diagnostics: [Diagnostic] = []

  let source: SourceFile
  /// How many ill-formed bytes were met; only the first is reported.
  var illFormedCount = 0
  private var illFormedIndex: Int?
  /// Where the last character that means nothing ends; a run of them is one mistake.
  var strayEnd = -1
  /// Whether a `"""` was met that nothing closes; none behind it is searched for its end again.
  var hasUnclosedText = false
  /// How many comments were met that nothing closes.
  private var openComments = 0

  init(_ source: SourceFile) {
    self.source = source
  }

  static func lex(_ source: SourceFile) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    if let message = BinaryContent.message(for: source) {
      let end = Token(
        kind: .endOfFile, flags: [.newlineBefore, .malformed], start: source.bytes.count, end: source.bytes.count)
      let unknown = Token(kind: .unknown, flags: [.malformed], start: 0, end: source.bytes.count)
      return ([unknown, end], [message])
    }
    var lexer = Lexer(source)
    source.bytes.withUnsafeBufferPointer { bytes in
      CharacterClass.table.withUnsafeBufferPointer { classes in
        lexer.run(Cursor(bytes: bytes, classes: classes))
      }
    }
    lexer.finishIllFormed()
    return (lexer.tokens, lexer.diagnostics)
  }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic, upTo: Parser.diagnosticLimit)
  }

  func span(_ start: Int, _ end: Int) -> Span { Span(source.id, start..<max(start, end)) }

  mutating func noteIllFormed(at index: Int) {
    illFormedCount += 1
    guard illFormedCount == 1 else { return }
    illFormedIndex = diagnostics.count
    report(SyntaxMessage.illFormedByte(span(index, index + 1), byte: source.bytes[index]))
  }

  private mutating func finishIllFormed() {
    guard let illFormedIndex, illFormedIndex < diagnostics.count, illFormedCount > 1 else { return }
    diagnostics[illFormedIndex].note = "\(illFormedCount - 1) more in this file"
  }
}

/// A position in the bytes, with the table of classes at hand.
struct Cursor {
  let bytes: UnsafeBufferPointer<UInt8>
  let classes: UnsafeBufferPointer<UInt8>

  @inline(__always)
  func `class`(_ index: Int) -> UInt8 {
    index < bytes.count ? classes[Int(bytes[index])] : 0
  }

  @inline(__always)
  func byte(_ index: Int) -> UInt8 {
    index < bytes.count ? bytes[index] : 0
  }
}

extension Lexer {
  private mutating func run(_ cursor: Cursor) {
    let count = cursor.bytes.count
    // Worst case one token a byte; the untouched part of the buffer costs address space alone.
    var lexer = self
    let made = [Token](unsafeUninitializedCapacity: count + 1) { buffer, initialized in
      var index = 0
      var made = 0
      if count >= 3, cursor.bytes[0] == 0xEF, cursor.bytes[1] == 0xBB, cursor.bytes[2] == 0xBF { index = 3 }
      var previous = TokenKind.endOfFile
      while true {
        var flags: Token.Flags = []
        index = lexer.skipTrivia(cursor, from: index, flags: &flags)
        guard index < count else {
          flags.insert(.newlineBefore)
          buffer.initializeElement(at: made, to: Token(kind: .endOfFile, flags: flags, start: count, end: count))
          made += 1
          break
        }
        let token: Token
        if let sign = TokenKind(sign: cursor.bytes[index]) {
          token = Token(kind: sign, flags: flags, start: index, end: index &+ 1)
        } else if previous == .name || previous.isNumeric,
          let slip = lexer.slip(cursor, at: index, flags: flags, buffer, made)
        {
          token = slip
        } else {
          token = lexer.next(cursor, at: index, flags: flags, previous: previous)
        }
        buffer.initializeElement(at: made, to: token)
        made += 1
        previous = token.kind
        index = token.end
      }
      initialized = made
    }
    self = lexer
    tokens = made
  }

  /// Skips white space and comments and says what they held.
  @inline(__always)
  private mutating func skipTrivia(_ cursor: Cursor, from start: Int, flags: inout Token.Flags) -> Int {
    var index = start
    while true {
      let classes = cursor.class(index)
      if classes & CharacterClass.whitespace != 0 {
        index &+= 1
      } else if classes & CharacterClass.newline != 0 {
        flags.insert(.newlineBefore)
        index &+= 1
      } else if cursor.byte(index) == UInt8(ascii: "/") || classes & CharacterClass.nonASCII != 0 {
        let rare = skipRareTrivia(cursor, from: index, flags: flags)
        flags = rare.flags
        guard rare.end > index else { break }
        index = rare.end
      } else {
        break
      }
    }
    if index > start { flags.insert(.spaceBefore) }
    return index
  }

  /// Skips one comment, or one character above ASCII that separates. Apart from the loop that runs before every token,
  /// which needs its registers.
  @inline(never)
  private mutating func skipRareTrivia(
    _ cursor: Cursor, from start: Int, flags: Token.Flags
  ) -> (end: Int, flags: Token.Flags) {
    var flags = flags
    guard cursor.byte(start) == UInt8(ascii: "/") else {
      // No-break spaces come with text pasted from word processors; they separate like any other.
      guard let scalar = DecodedScalar(cursor.bytes, at: start),
        scalar.scalar.properties.isWhitespace || scalar.scalar.value == 0xFEFF || scalar.scalar.value == 0x200B
      else { return (start, flags) }
      return (start + scalar.length, flags)
    }
    switch cursor.byte(start + 1) {
    case UInt8(ascii: "/"):
      flags.insert(.commentBefore)
      if cursor.byte(start + 2) == UInt8(ascii: "/"), cursor.byte(start + 3) != UInt8(ascii: "/") {
        flags.insert(.docBefore)
      }
      return (skipLine(cursor, from: start), flags)
    case UInt8(ascii: "*"):
      flags.insert(.commentBefore)
      let end = skipBlockComment(cursor, from: start, flags: &flags)
      return (end, flags)
    default: return (start, flags)
    }
  }

  private mutating func skipLine(_ cursor: Cursor, from start: Int) -> Int {
    var index = start
    while index < cursor.bytes.count {
      let classes = cursor.class(index)
      if classes & CharacterClass.newline != 0 { break }
      index = classes & CharacterClass.nonASCII == 0 ? index + 1 : advanceNonASCII(cursor, at: index)
    }
    return index
  }

  private mutating func advanceNonASCII(_ cursor: Cursor, at index: Int) -> Int {
    if let scalar = DecodedScalar(cursor.bytes, at: index) { return index + scalar.length }
    noteIllFormed(at: index)
    return index + 1
  }

  /// Skips a comment to its `*/`. One without an end is read to the end of its line, so that what follows keeps its
  /// meaning while somebody writes.
  private mutating func skipBlockComment(_ cursor: Cursor, from start: Int, flags: inout Token.Flags) -> Int {
    let comment = BlockComment(cursor.bytes, from: start, limit: cursor.bytes.count, openBefore: openComments)
    var index = start
    while index < comment.end {
      let classes = cursor.class(index)
      if classes & CharacterClass.newline != 0 { flags.insert(.newlineBefore) }
      index = classes & CharacterClass.nonASCII == 0 ? index + 1 : advanceNonASCII(cursor, at: index)
    }
    if !comment.isClosed {
      openComments += 1
      let lineEnd = span(comment.end, comment.end)
      report(SyntaxMessage.unclosedComment(span(start, start + 2), lineEnd: lineEnd, depth: comment.depth))
    }
    return comment.end
  }

  @inline(__always)
  private mutating func next(
    _ cursor: Cursor, at start: Int, flags: Token.Flags, previous: TokenKind
  ) -> Token {
    let classes = cursor.class(start)
    if classes & CharacterClass.nameStart != 0 { return name(cursor, at: start, flags: flags) }
    if classes & CharacterClass.digit != 0 { return number(cursor, at: start, digits: start, flags: flags) }
    func token(_ kind: TokenKind, _ length: Int) -> Token {
      Token(kind: kind, flags: flags, start: start, end: start + length)
    }
    let second = cursor.byte(start + 1)
    switch cursor.bytes[start] {
    case UInt8(ascii: "\""): return string(cursor, at: start, flags: flags)
    case UInt8(ascii: "-"):
      if second == UInt8(ascii: ">") { return token(.arrowCall, 2).pathIfPlus(cursor) }
      if cursor.class(start + 1) & CharacterClass.digit != 0, previous.allowsSignAfter {
        return number(cursor, at: start, digits: start + 1, flags: flags)
      }
    case UInt8(ascii: "."): return token(.dot, 1)
    case UInt8(ascii: "~"):
      if second == UInt8(ascii: ">") { return token(.arrowMessage, 2) }
    case UInt8(ascii: "="):
      if second == UInt8(ascii: ">") { return token(.arrowReplication, 2) }
      return second == UInt8(ascii: "=") ? token(.equalEqual, 2) : token(.equal, 1)
    case UInt8(ascii: "<"):
      if second == UInt8(ascii: "=") { return token(.lessEqual, 2) }
      if second == UInt8(ascii: "~") { return token(.arrowMessageBack, 2) }
      if second == UInt8(ascii: "-") {
        return cursor.byte(start + 2) == UInt8(ascii: ">") ? token(.arrowTwoWay, 3) : token(.arrowCallBack, 2)
      }
      return token(.less, 1)
    case UInt8(ascii: ">"): return second == UInt8(ascii: "=") ? token(.greaterEqual, 2) : token(.greater, 1)
    case UInt8(ascii: "!"):
      if second == UInt8(ascii: "=") { return token(.notEqual, 2) }
    case UInt8(ascii: "#"): return tag(cursor, at: start, flags: flags)
    case UInt8(ascii: "$"):
      if cursor.class(start + 1) & CharacterClass.digit != 0 {
        return number(cursor, at: start, digits: start + 1, flags: flags)
      }
    default: break
    }
    return unusual(cursor, at: start, flags: flags)
  }

  /// A name: letters, digits, `_`, and `-` between two of them.
  @inline(__always)
  private mutating func name(_ cursor: Cursor, at start: Int, flags: Token.Flags) -> Token {
    var index = start &+ 1
    while cursor.class(index) & CharacterClass.nameContinue != 0 { index &+= 1 }
    switch cursor.byte(index) {
    case UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...0xFF:
      return nameRest(cursor, at: start, from: index, flags: flags)
    case UInt8(ascii: ":") where cursor.byte(index &+ 1) == UInt8(ascii: "/"):
      return nameRest(cursor, at: start, from: index, flags: flags)
    default: return Token(kind: .name, flags: flags, start: start, end: index)
    }
  }

  /// A name from its first byte on that is no letter, digit or `_`, or what such a byte makes of it.
  @inline(never)
  private mutating func nameRest(_ cursor: Cursor, at start: Int, from middle: Int, flags: Token.Flags) -> Token {
    var index = middle
    var flags = flags
    while true {
      let classes = cursor.class(index)
      if classes & CharacterClass.nameContinue != 0 {
        index += 1
      } else if cursor.byte(index) == UInt8(ascii: "-") {
        guard let next = nameContinuation(cursor, at: index + 1, flags: &flags) else { break }
        index = next
      } else if classes & CharacterClass.nonASCII != 0, let next = nameContinuation(cursor, at: index, flags: &flags) {
        index = next
      } else {
        break
      }
    }
    if cursor.byte(index) == UInt8(ascii: "."), cursor.bytes[start] == UInt8(ascii: "v"), index > start + 1,
      cursor.class(index + 1) & CharacterClass.digit != 0,
      cursor.bytes[start + 1..<index].allSatisfy({ cursor.classes[Int($0)] & CharacterClass.digit != 0 })
    {
      return Token(kind: .version, flags: flags, start: start, end: versionEnd(cursor, from: index))
    }
    if cursor.byte(index) == UInt8(ascii: ":"), cursor.byte(index + 1) == UInt8(ascii: "/"),
      cursor.byte(index + 2) == UInt8(ascii: "/")
    {
      return link(cursor, at: start, flags: flags)
    }
    return Token(kind: .name, flags: flags, start: start, end: index)
  }

  /// The index past one character that may stand inside a name, or nil.
  private func nameContinuation(_ cursor: Cursor, at index: Int, flags: inout Token.Flags) -> Int? {
    let classes = cursor.class(index)
    if classes & CharacterClass.nameContinue != 0 { return index + 1 }
    guard classes & CharacterClass.nonASCII != 0, let decoded = DecodedScalar(cursor.bytes, at: index),
      decoded.scalar.properties.isXIDContinue
    else { return nil }
    flags.insert(.notPlain)
    return index + decoded.length
  }

  @inline(never)
  private mutating func tag(_ cursor: Cursor, at start: Int, flags: Token.Flags) -> Token {
    var ignored: Token.Flags = []
    let first = cursor.class(start + 1)
    if first & CharacterClass.nameStart != 0
      || (first & CharacterClass.nonASCII != 0
        && DecodedScalar(cursor.bytes, at: start + 1)?.scalar.properties.isXIDStart == true)
    {
      let word =
        first & CharacterClass.nonASCII == 0
        ? name(cursor, at: start + 1, flags: ignored)
        : nonASCIIName(cursor, at: start + 1, flags: ignored)
      ignored = word.flags
      return Token(kind: .tag, flags: flags.union(ignored), start: start, end: word.end)
    }
    let end = skipLine(cursor, from: start)
    report(SyntaxMessage.hashComment(span(start, end), sign: span(start, start + 1)))
    return Token(kind: .unknown, flags: flags.union(.malformed), start: start, end: end)
  }

  func nonASCIIName(_ cursor: Cursor, at start: Int, flags: Token.Flags) -> Token {
    var flags = flags
    var index = start
    while true {
      // A hyphen stands between two characters of the name.
      let isHyphen = index > start && cursor.byte(index) == UInt8(ascii: "-")
      guard let next = nameContinuation(cursor, at: isHyphen ? index + 1 : index, flags: &flags) else { break }
      index = next
    }
    return Token(kind: .name, flags: flags, start: start, end: index)
  }

  func versionEnd(_ cursor: Cursor, from start: Int) -> Int {
    var index = start
    while true {
      let byte = cursor.byte(index)
      if cursor.class(index) & CharacterClass.nameContinue != 0 {
        index += 1
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-"),
        cursor.class(index + 1) & CharacterClass.nameContinue != 0
      {
        index += 1
      } else {
        return index
      }
    }
  }
}

extension Token {
  /// `->+` where a plus follows directly.
  fileprivate func pathIfPlus(_ cursor: Cursor) -> Token {
    guard cursor.byte(end) == UInt8(ascii: "+") else { return self }
    return Token(kind: .arrowPath, flags: flags, start: start, end: end + 1)
  }
}

extension TokenKind {
  /// The sign that one byte is, whatever follows it.
  @inline(__always)
  fileprivate init?(sign byte: UInt8) {
    switch byte {
    case UInt8(ascii: ":"): self = .colon
    case UInt8(ascii: ","): self = .comma
    case UInt8(ascii: ";"): self = .semicolon
    case UInt8(ascii: "{"): self = .leftBrace
    case UInt8(ascii: "}"): self = .rightBrace
    case UInt8(ascii: "["): self = .leftBracket
    case UInt8(ascii: "]"): self = .rightBracket
    case UInt8(ascii: "("): self = .leftParenthesis
    case UInt8(ascii: ")"): self = .rightParenthesis
    default: return nil
    }
  }

  /// Whether a `-` that follows begins a negative number.
  fileprivate var allowsSignAfter: Bool {
    switch self {
    case .colon, .equal, .leftBracket, .leftParenthesis, .comma: true
    default: isOperatorSign
    }
  }
}
