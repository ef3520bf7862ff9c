import ArchSyntax

/// Turns the trees of a program into a model, in passes: declare every name, apply what changes the model (patterns,
/// variants, `extend`, `remove`), resolve relations, read properties, bind flows, read records.
///
/// The binder never fails. What cannot be understood is reported once and left out.
struct Binder {
  /// The files of the program, by `FileID`.
  let trees: [SyntaxTree]
  var interner: Interner
  var diagnostics: [Diagnostic] = []
  /// The values of lists, ranges and composed phrases.
  var pool: [Stated] = []

  // The file at hand. Plain arrays, so that the hot loops pay for no class.
  private(set) var file = FileID(0)
  private(set) var tokens: [Token] = []
  private(set) var bytes: [UInt8] = []
  private(set) var nodes: [Node] = []

  init(trees: [SyntaxTree]) {
    self.trees = trees
    interner = Schema.interner
    if let first = trees.first { enter(first) }
  }

  /// Makes a file the one at hand.
  mutating func enter(_ file: FileID) {
    guard file != self.file, Int(file.index) < trees.count else { return }
    enter(trees[Int(file.index)])
  }

  private mutating func enter(_ tree: SyntaxTree) {
    file = tree.source.id
    tokens = tree.tokens
    bytes = tree.source.bytes
    nodes = tree.nodes
  }

  var tree: SyntaxTree { trees[Int(file.index)] }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// The name that a token writes, interned.
  mutating func name(_ token: Int) -> NameID {
    let range = tokens[token].range
    return bytes.withUnsafeBufferPointer { interner.intern(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  func text(_ token: Int) -> String {
    String(decoding: bytes[tokens[token].range], as: UTF8.self)
  }

  func text(_ tokens: Range<Int>) -> String {
    guard let last = tokens.last else { return "" }
    return String(decoding: bytes[self.tokens[tokens.lowerBound].start..<self.tokens[last].end], as: UTF8.self)
  }

  func span(_ token: Int) -> Span { Span(file, tokens[token].range) }

  func span(_ tokens: Range<Int>) -> Span {
    guard let last = tokens.last else { return Span(file, self.tokens[tokens.lowerBound].start..<self.tokens[tokens.lowerBound].start) }
    return Span(file, self.tokens[tokens.lowerBound].start..<self.tokens[last].end)
  }
}
