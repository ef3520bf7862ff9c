/// The parts of a relation before its block: ends, arrows, label and tags.
public struct RelationHead: Sendable {
  /// The tokens of one end: a path, or a list of paths with its brackets. Empty where the relation begins with its arrow.
  public private(set) var ends: [Range<Int>] = []
  /// The arrow tokens; one less than the ends.
  public private(set) var arrows: [Int] = []
  public private(set) var label: Int?
  public private(set) var tags: Range<Int>

  public init(tokens: [Token], first: Int, end: Int) {
    var index = first
    var start = first
    tags = end..<end
    while index < end {
      let kind = tokens[index].kind
      if kind.isArrow {
        ends.append(start..<index)
        arrows.append(index)
        start = index + 1
      } else if kind.isString || kind == .tag {
        break
      }
      index += 1
    }
    ends.append(start..<index)
    if index < end, tokens[index].kind.isString {
      label = index
      index += 1
    }
    let firstTag = index
    while index < end, tokens[index].kind == .tag { index += 1 }
    tags = firstTag..<index
  }

  /// The paths of one end, each as its tokens.
  public static func paths(of end: Range<Int>, tokens: [Token]) -> [Range<Int>] {
    var paths: [Range<Int>] = []
    var index = end.lowerBound
    while index < end.upperBound {
      guard tokens[index].kind == .name else {
        index += 1
        continue
      }
      let start = index
      index += 1
      while index + 1 < end.upperBound, tokens[index].kind == .dot, tokens[index + 1].kind == .name { index += 2 }
      paths.append(start..<index)
    }
    return paths
  }
}

extension SyntaxTree {
  public func head(ofRelation node: Int) -> RelationHead {
    RelationHead(tokens: tokens, first: nodes[node].firstToken, end: headEnd(of: node))
  }
}
