import ArchModel
import ArchSyntax

/// Lines that can be folded away.
struct Fold: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case block, comment, imports, region
  }

  /// From the end of the line that stays to the end of what is hidden.
  var range: Range<Int>
  var kind: Kind
}

/// The blocks, lists, texts and comments of several lines, runs of imports, and what stands between `// #region` and
/// `// #endregion`.
func folds(in snapshot: Snapshot, file: FileID) -> [Fold] {
  guard let tree = snapshot.tree(of: file) else { return [] }
  var finder = FoldFinder(tree)
  finder.run()
  return finder.result.sorted {
    ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
  }
}

private struct FoldFinder {
  private let tree: SyntaxTree
  private let bytes: [UInt8]
  private(set) var result: [Fold] = []
  /// Where the regions begin that are open.
  private var regions: [Int] = []

  init(_ tree: SyntaxTree) {
    self.tree = tree
    bytes = tree.source.bytes
  }

  mutating func run() {
    for node in tree.nodes where node.kind == .block {
      let start = tree.tokens[node.firstToken].end
      add(start..<max(start, tree.tokens[node.endToken - 1].start), .block)
    }
    var brackets: [Int] = []
    for index in tree.tokens.indices {
      let token = tree.tokens[index]
      switch token.kind {
      case .leftBracket: brackets.append(index)
      case .rightBracket:
        if let opening = brackets.popLast() { add(tree.tokens[opening].end..<token.start, .block) }
      case .leftBrace, .rightBrace: brackets.removeAll(keepingCapacity: true)
      case .multilineString: add(token.range, .block)
      default: break
      }
      if token.flags.contains(.commentBefore) { comments(before: index) }
    }
    imports()
  }

  private func isBreak(_ offset: Int) -> Bool { bytes[offset] == 0x0A || bytes[offset] == 0x0D }

  private mutating func add(_ range: Range<Int>, _ kind: Fold.Kind) {
    for offset in range where isBreak(offset) {
      result.append(Fold(range: range, kind: kind))
      return
    }
  }

  private mutating func imports() {
    var first: Int?
    var last: Int?
    for node in tree.children(of: 0) {
      if tree.nodes[node].kind == .importStatement {
        first = first ?? node
        last = node
      } else if first != nil {
        break
      }
    }
    guard let first, let last, first != last else { return }
    let start = tree.tokens[tree.nodes[first].endToken - 1].end
    result.append(Fold(range: start..<tree.tokens[tree.nodes[last].endToken - 1].end, kind: .imports))
  }

  /// Comments of several lines, and runs of line comments that stand directly below each other.
  private mutating func comments(before index: Int) {
    var run: Range<Int>?
    for (position, comment) in tree.trivia(before: index).comments.enumerated() {
      if comment.kind == .line, mark(comment.range) {
        close(run)
        run = nil
        continue
      }
      let isBehindCode = position == 0 && comment.newlinesBefore == 0 && index > 0
      if let open = run, comment.newlinesBefore == 1, comment.kind != .block {
        run = open.lowerBound..<comment.range.upperBound
      } else {
        close(run)
        run = isBehindCode ? nil : comment.range
      }
    }
    close(run)
  }

  /// Notes where a region begins or ends; whether the comment says so.
  private mutating func mark(_ comment: Range<Int>) -> Bool {
    let text = bytes[comment].dropFirst(2).drop { $0 == 0x20 || $0 == 0x09 }
    let name = text.first == UInt8(ascii: "#") ? text.dropFirst() : text
    let word = name.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    if word.elementsEqual("region".utf8) {
      regions.append(comment.upperBound)
    } else if word.elementsEqual("endregion".utf8) {
      if let start = regions.popLast() { add(start..<comment.upperBound, .region) }
    } else {
      return false
    }
    return true
  }

  /// The first line of a comment stays in sight.
  private mutating func close(_ run: Range<Int>?) {
    guard let run else { return }
    var end = run.lowerBound
    while end < run.upperBound, !isBreak(end) { end += 1 }
    if end < run.upperBound { result.append(Fold(range: end..<run.upperBound, kind: .comment)) }
  }
}

/// What a selection grows to, from the inside out: the name, the path, the phrase, the statement, what the block holds,
/// the block.
func selectionRanges(in snapshot: Snapshot, file: FileID, at offset: Int) -> [Range<Int>] {
  guard let tree = snapshot.tree(of: file) else { return [] }
  var ranges: [Range<Int>] = []
  func add(_ range: Range<Int>) {
    guard range.lowerBound <= offset, offset <= range.upperBound, !range.isEmpty else { return }
    if let last = ranges.last {
      guard range != last, range.lowerBound <= last.lowerBound, range.upperBound >= last.upperBound else { return }
    }
    ranges.append(range)
  }
  let touched = tree.token(at: offset)
  let token = touched ?? max(0, min(tree.firstToken(endingAtOrAfter: offset), tree.tokens.count - 1))
  if let touched {
    let range = tree.tokens[touched].range
    if tree.tokens[touched].kind == .string, range.count >= 2 { add(range.lowerBound + 1..<range.upperBound - 1) }
    add(range)
    if let place = RolePlace(snapshot, file: file, at: offset) { add(tree.span(ofTokens: place.span.tokens).range) }
  }
  for comment in tree.trivia(before: token).comments { add(comment.range) }
  for node in tree.nodes(around: token) {
    let data = tree.nodes[node]
    guard !data.tokens.isEmpty else { continue }
    switch data.kind {
    case .property:
      let value = data.firstToken + 2..<max(data.firstToken + 2, tree.headEnd(of: node))
      list(around: token, in: value, tree).map(add)
      if !value.isEmpty { add(tree.span(ofTokens: value).range) }
      add(tree.span(ofTokens: data.firstToken..<tree.headEnd(of: node)).range)
    case .block:
      let opening = tree.tokens[data.firstToken].end
      add(opening..<max(opening, tree.tokens[data.endToken - 1].start))
    case .declaration, .relation: add(tree.span(ofTokens: data.firstToken..<tree.headEnd(of: node)).range)
    default: break
    }
    add(tree.span(ofTokens: data.tokens).range)
  }
  add(0..<tree.source.bytes.count)
  return ranges
}

/// The list around a token, or nil.
private func list(around token: Int, in value: Range<Int>, _ tree: SyntaxTree) -> Range<Int>? {
  var open: [Int] = []
  for index in value {
    switch tree.tokens[index].kind {
    case .leftBracket, .leftParenthesis: open.append(index)
    case .rightBracket, .rightParenthesis:
      if let start = open.popLast(), start <= token, token <= index {
        return tree.tokens[start].start..<tree.tokens[index].end
      }
    default: break
    }
  }
  return nil
}
