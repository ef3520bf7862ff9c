/// What a node of the tree is.
public enum NodeKind: UInt8, Sendable {
  /// The whole file.
  case file
  /// `import "path"`
  case importStatement
  /// `kind Name "title" #tag { … }`
  case declaration
  /// `A -> B "label" { … }`
  case relation
  /// `name: phrase`
  case property
  /// A bare name, which is a property that is true.
  case flag
  /// `{ … }` of a declaration, a relation or a property.
  case block
  /// Tokens that form no statement; the parser has said why.
  case error
}

/// A node: what it is, the tokens it spans, and how many nodes lie inside.
///
/// Nodes lie in one flat array in preorder, so that the children of node `i` begin at `i + 1` and each next sibling
/// stands at `next` of the one before. Names, values and signs are no nodes: they are read from the tokens.
public struct Node: Sendable {
  public let kind: NodeKind
  /// Whether something in the node itself (not in its block) has been reported; nobody else shall complain about it.
  public internal(set) var isBroken: Bool
  private let lower: UInt32
  private var upper: UInt32
  private var after: UInt32

  init(kind: NodeKind, firstToken: Int) {
    self.kind = kind
    isBroken = false
    lower = UInt32(truncatingIfNeeded: firstToken)
    upper = lower
    after = 0
  }

  /// The index of the first token.
  public var firstToken: Int { Int(lower) }
  /// The index past the last token.
  public internal(set) var endToken: Int {
    get { Int(upper) }
    set { upper = UInt32(truncatingIfNeeded: newValue) }
  }
  /// The index of the first node that is not inside this one.
  public internal(set) var next: Int {
    get { Int(after) }
    set { after = UInt32(truncatingIfNeeded: newValue) }
  }
  /// The tokens, its block included.
  public var tokens: Range<Int> { firstToken..<endToken }
}

/// The lossless tree of one file: its tokens with the trivia between them are the text, byte for byte.
public final class SyntaxTree: Sendable {
  public let source: SourceFile
  /// All tokens in order; the last one is `endOfFile`.
  public let tokens: [Token]
  /// All nodes in preorder; the first one is the file.
  public let nodes: [Node]

  init(source: SourceFile, tokens: [Token], nodes: [Node]) {
    self.source = source
    self.tokens = tokens
    self.nodes = nodes
  }

  /// The indices of the nodes directly inside a node.
  public func children(of node: Int) -> Children {
    Children(tree: self, index: node + 1, end: nodes[node].next)
  }

  public struct Children: Sequence, IteratorProtocol {
    let tree: SyntaxTree
    var index: Int
    let end: Int

    public mutating func next() -> Int? {
      guard index < end else { return nil }
      defer { index = tree.nodes[index].next }
      return index
    }
  }

  /// The block of a statement, or nil.
  public func block(of node: Int) -> Int? {
    let child = node + 1
    guard child < nodes[node].next, nodes[child].kind == .block else { return nil }
    return child
  }

  /// The statements of a declaration's, relation's or property's block; empty when it has none.
  public func statements(of node: Int) -> Children {
    guard let block = block(of: node) else { return Children(tree: self, index: 0, end: 0) }
    return children(of: block)
  }

  /// The index past the last token of a statement's own part, which is all but its block.
  public func headEnd(of node: Int) -> Int {
    block(of: node).map { nodes[$0].firstToken } ?? nodes[node].endToken
  }

  public func text(ofToken index: Int) -> String { source.text(tokens[index].range) }

  public func span(ofToken index: Int) -> Span { Span(source.id, tokens[index].range) }

  /// The bytes from the first to the last token of a range; empty at the place of the first when the range is empty.
  public func span(ofTokens range: Range<Int>) -> Span {
    let start = tokens[min(range.lowerBound, tokens.count - 1)].start
    guard !range.isEmpty else { return Span(source.id, start..<start) }
    return Span(source.id, start..<max(start, tokens[range.upperBound - 1].end))
  }

  /// Whether a token is this word.
  public func token(_ index: Int, is word: StaticString) -> Bool {
    let range = tokens[index].range
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { word in
      source.bytes[range].elementsEqual(word)
    }
  }

  /// The text, put together from tokens and the trivia before each: what the tree was made from, byte for byte.
  public var text: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.bytes.count)
    var end = 0
    for token in tokens {
      result.append(contentsOf: source.bytes[end..<token.start])
      result.append(contentsOf: source.bytes[token.range])
      end = token.end
    }
    return result
  }
}
