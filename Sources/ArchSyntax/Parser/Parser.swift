/// The outcome of parsing, which there always is.
public struct Parsed: Sendable {
  public let tree: SyntaxTree
  /// What the lexer and the parser found, in source order.
  public let diagnostics: [Diagnostic]
}

/// Parses any bytes whatsoever into a lossless tree, in time linear in the input.
public func parse(_ source: SourceFile) -> Parsed {
  let lexed = Lexer.lex(source)
  var closings: [Parser.ImplicitClosing] = []
  while true {
    let run = lexed.tokens.withUnsafeBufferPointer { tokens in
      source.bytes.withUnsafeBufferPointer { bytes in
        var parser = Parser(source: source, tokens: tokens, bytes: bytes, closings: closings)
        parser.parseFile()
        return (nodes: parser.nodes, diagnostics: parser.diagnostics, closing: parser.missingClosing)
      }
    }
    // A forgotten `}` swallows the rest of the file. Where the indentation shows the place, the file is read again with
    // the block closed there, so that everything after it keeps its meaning.
    if let closing = run.closing, closings.count < Parser.implicitClosingLimit, !closings.contains(closing) {
      closings.append(closing)
      continue
    }
    let tree = SyntaxTree(source: source, tokens: lexed.tokens, nodes: run.nodes)
    let diagnostics = (lexed.diagnostics + run.diagnostics).enumerated().sorted {
      ($0.element.primary.span.start, $0.offset) < ($1.element.primary.span.start, $1.offset)
    }
    return Parsed(tree: tree, diagnostics: withoutCommented(diagnostics.map(\.element)))
  }
}

/// What was found, without what stands behind a comment that nothing closes: that may be meant as its text.
private func withoutCommented(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  let id = ErrorPage.unclosedComment.id
  guard let open = diagnostics.first(where: { $0.id == id })?.primary.span.start else { return diagnostics }
  return diagnostics.filter { $0.primary.span.start <= open || $0.id == id }
}

/// A recursive-descent parser with one token of look-ahead beyond the current one. Its depth is bounded.
struct Parser {
  static let depthLimit = 200
  static let listDepthLimit = 50
  /// How many diagnostics the lexer and the parser each report for one file.
  static let diagnosticLimit = 1000
  /// How many forgotten `}` are mended by reading the file again.
  static let implicitClosingLimit = 8

  /// A block that the parser closes by itself before a token.
  struct ImplicitClosing: Equatable {
    /// The token `{` of the block.
    let opening: Int
    /// The first token of the statement that stands outside.
    let before: Int
  }

  /// A block that is being read.
  struct OpenBlock {
    let opening: Int
    let owner: Int
    let indentation: Int
  }

  let source: SourceFile
  let tokens: UnsafeBufferPointer<Token>
  let bytes: UnsafeBufferPointer<UInt8>
  let closings: [ImplicitClosing]
  var nodes: [Node] = []
  var diagnostics: [Diagnostic] = []
  /// The index of the current token.
  var index = 0
  var open: [OpenBlock] = []
  /// The first statement that stands no further right than the block it is in.
  var suspicion: ImplicitClosing?
  private var line = LineIndentation()
  /// Where the file should be read again with a block closed.
  var missingClosing: ImplicitClosing?

  init(
    source: SourceFile, tokens: UnsafeBufferPointer<Token>, bytes: UnsafeBufferPointer<UInt8>,
    closings: [ImplicitClosing]
  ) {
    self.source = source
    self.tokens = tokens
    self.bytes = bytes
    self.closings = closings
    // Two tokens make a node at least, nearly always; room that stays empty costs address space alone.
    nodes.reserveCapacity(tokens.count / 2 + 16)
  }

  @inline(__always)
  var current: Token { tokens[index] }
  @inline(__always)
  var kind: TokenKind { tokens[index].kind }
  @inline(__always)
  var following: Token { tokens[min(index + 1, tokens.count - 1)] }
  @inline(__always)
  var atEnd: Bool { kind == .endOfFile }

  /// Whether the current token stands on the line of the one before it.
  @inline(__always)
  var sameLine: Bool { !current.newlineBefore }

  @inline(__always)
  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  @inline(__always)
  mutating func begin(_ kind: NodeKind) -> Int {
    nodes.append(Node(kind: kind, firstToken: index))
    return nodes.count - 1
  }

  @inline(__always)
  mutating func end(_ node: Int) {
    nodes[node].endToken = index
    nodes[node].next = nodes.count
  }

  func span(_ token: Int) -> Span { Span(source.id, tokens[token].range) }

  func text(_ token: Int) -> String { String(decoding: bytes[tokens[token].range], as: UTF8.self) }

  func isWord(_ token: Int, _ word: StaticString) -> Bool {
    let range = tokens[token].range
    guard tokens[token].kind == .name, range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { $0.elementsEqual(UnsafeBufferPointer(rebasing: bytes[range])) }
  }

  /// Marks a statement as broken and reports, unless the lexer has already spoken about one of its tokens.
  mutating func report(_ diagnostic: Diagnostic, in node: Int) {
    let silent = nodes[node].isBroken || holdsMalformedToken(nodes[node].firstToken...index)
    nodes[node].isBroken = true
    if !silent { tell(diagnostic) }
  }

  /// Reports what leaves the statement readable.
  mutating func warn(_ diagnostic: Diagnostic, in node: Int) {
    if !nodes[node].isBroken { tell(diagnostic) }
  }

  /// Adds a diagnostic, unless there are too many already for anybody to read.
  mutating func tell(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic, upTo: Self.diagnosticLimit)
  }

  func holdsMalformedToken(_ range: ClosedRange<Int>) -> Bool {
    var token = range.lowerBound
    while token <= min(range.upperBound, tokens.count - 1) {
      if tokens[token].isMalformed, token == range.lowerBound || !tokens[token].newlineBefore || token <= index {
        return true
      }
      token += 1
    }
    return false
  }

  mutating func parseFile() {
    let file = begin(.file)
    while true {
      items()
      guard !atEnd else { break }
      // A `}` at the top level.
      let stray = begin(.error)
      nodes[stray].isBroken = true
      tell(ParserMessage.strayBrace(span(index)))
      advance()
      end(stray)
    }
    advance()
    nodes[file].endToken = tokens.count
    nodes[file].next = nodes.count
  }

  /// Reads statements up to a `}`, the end of the file, or a place where the block is closed without a sign.
  mutating func items() {
    while true {
      switch kind {
      case .comma, .semicolon: advance()
      case .endOfFile, .rightBrace: return
      default:
        if current.newlineBefore, checkIndentation() { return }
        statement()
      }
    }
  }

  /// Notes a statement that stands no further right than its block, and tells whether the block is to be closed here.
  private mutating func checkIndentation() -> Bool {
    guard let block = open.last else { return false }
    for closing in closings where closing.before == index && open.contains(where: { $0.opening == closing.opening }) {
      return true
    }
    // Where the block begins on the line of its sign, its properties may stand anywhere, and declarations alone tell.
    guard suspicion == nil, tokens[block.opening + 1].newlineBefore || isDeclaration,
      lineIndentation(of: index) <= block.indentation
    else { return false }
    let closing = ImplicitClosing(opening: block.opening, before: index)
    if !closings.contains(closing) { suspicion = closing }
    return false
  }

  /// Whether a kind and a name, or a kind and a title, stand here.
  private var isDeclaration: Bool {
    kind == .name && !following.newlineBefore && (following.kind == .name || following.kind.isString)
  }

  /// The width of the white space that a token's line begins with; a tab counts to the next multiple of four.
  ///
  /// The line of the token asked for last is remembered, so that a file of one line is not searched again and again.
  mutating func lineIndentation(of token: Int) -> Int {
    let position = tokens[token].start
    if position < line.start { line = LineIndentation() }
    var start = position
    while start > line.end, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    if start > line.end || start == 0 {
      line.start = start
      line.width = 0
      while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 {
        line.width = bytes[start] == 0x20 ? line.width + 1 : (line.width / 4 + 1) * 4
        start += 1
      }
    }
    line.end = max(line.end, position)
    return line.width
  }

  /// The indentation of a line, of which the bytes up to `end` are known to hold no line break.
  private struct LineIndentation {
    var start = 0
    var end = 0
    var width = 0
  }

  /// Skips what cannot be read, up to the end of the statement or a `{` that may open its block.
  mutating func recover() {
    var isFirst = true
    while true {
      switch kind {
      case .endOfFile, .rightBrace, .leftBrace: return
      case .comma, .semicolon: return
      default:
        if !isFirst, current.newlineBefore { return }
        isFirst = false
        advance()
      }
    }
  }
}

extension [Diagnostic] {
  /// Appends a diagnostic while there are fewer than a limit; the last one says that more were left out.
  mutating func append(_ diagnostic: Diagnostic, upTo limit: Int) {
    guard count < limit else { return }
    append(diagnostic)
    if count == limit { self[limit - 1].note = "only the first \(limit) errors of this kind are told" }
  }
}
