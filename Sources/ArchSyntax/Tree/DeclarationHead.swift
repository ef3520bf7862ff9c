/// The parts of a declaration before its block: `kind Name Second "title" #tag`.
///
/// A typed view: it points at tokens, and costs one walk over them.
public struct DeclarationHead: Sendable {
  /// The token of the kind; nil for `#tag { … }` inside `defaults`.
  public private(set) var kind: Int?
  /// The tokens of the name or path; empty when there is none.
  public private(set) var path: Range<Int>
  /// The second name of a `use`.
  public private(set) var second: Int?
  /// The number of a `loop`.
  public private(set) var number: Int?
  public private(set) var title: Int?
  /// The tags, which stand side by side.
  public private(set) var tags: Range<Int>

  public init(tokens: [Token], first: Int, end: Int) {
    var index = first
    path = first..<first
    tags = first..<first
    if index < end, tokens[index].kind == .name {
      kind = index
      index += 1
    }
    path = index..<index
    if index < end, tokens[index].kind == .name {
      let start = index
      index += 1
      while index + 1 < end, tokens[index].kind == .dot, tokens[index + 1].kind == .name { index += 2 }
      path = start..<index
      if index < end, tokens[index].kind == .name {
        second = index
        index += 1
      }
    } else if index < end, tokens[index].kind.isNumeric {
      number = index
      index += 1
    }
    if index < end, tokens[index].kind.isString {
      title = index
      index += 1
    }
    let start = index
    while index < end, tokens[index].kind == .tag { index += 1 }
    tags = start..<index
  }

  /// The last name of the path: what a declaration declares.
  public var name: Int? { path.last }
}

extension SyntaxTree {
  public func head(ofDeclaration node: Int) -> DeclarationHead {
    DeclarationHead(tokens: tokens, first: nodes[node].firstToken, end: headEnd(of: node))
  }
}
