import Testing

@testable import ArchSyntax

/// What holds for the tree of any bytes whatsoever.
enum TreeInvariants {
  @discardableResult
  static func check(_ bytes: [UInt8], _ name: String) -> Parsed {
    let parsed = parse(SourceFile(path: "test.arch", bytes: bytes))
    let tree = parsed.tree
    #expect(tree.text == bytes, "\(name): the tree loses bytes")
    #expect(tokensAreInOrder(tree), "\(name): tokens overlap")
    #expect(nodesNest(tree), "\(name): nodes do not nest")
    #expect(onlyTriviaIsLeftOut(tree), "\(name): a gap holds more than white space and comments")
    let spans = parsed.diagnostics.flatMap { diagnostic in
      [diagnostic.primary.span] + diagnostic.labels.map(\.span) + (diagnostic.fix?.edits.map(\.span) ?? [])
    }
    #expect(spans.allSatisfy { $0.start <= $0.end && $0.end <= bytes.count }, "\(name): a place outside the file")
    let starts = parsed.diagnostics.map(\.primary.span.start)
    #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }, "\(name): diagnostics out of order")
    let isBroken = tree.nodes.contains { $0.isBroken } || tree.tokens.contains { $0.isMalformed }
    #expect(!isBroken || !parsed.diagnostics.isEmpty, "\(name): broken, and nobody says why")
    return parsed
  }

  private static func tokensAreInOrder(_ tree: SyntaxTree) -> Bool {
    var end = 0
    for (index, token) in tree.tokens.enumerated() {
      let isLast = index == tree.tokens.count - 1
      if token.start < end || token.end > tree.source.bytes.count || (token.kind == .endOfFile) != isLast {
        return false
      }
      if token.end == token.start, !isLast { return false }
      end = token.end
    }
    return true
  }

  /// Children lie inside their parents, in order and without overlap, and every token but separators is in a node.
  private static func nodesNest(_ tree: SyntaxTree) -> Bool {
    guard let file = tree.nodes.first, file.kind == .file, file.tokens == 0..<tree.tokens.count,
      file.next == tree.nodes.count
    else { return false }
    var open = [(end: file.next, limit: file.endToken, reached: 0)]
    for (index, node) in tree.nodes.enumerated().dropFirst() {
      while let last = open.last, last.end <= index { open.removeLast() }
      guard let parent = open.last, node.next > index, node.next <= parent.end, node.firstToken >= parent.reached,
        node.endToken >= node.firstToken, node.endToken <= parent.limit
      else { return false }
      open[open.count - 1].reached = node.endToken
      open.append((node.next, node.endToken, node.firstToken))
    }
    return true
  }

  private static func onlyTriviaIsLeftOut(_ tree: SyntaxTree) -> Bool {
    var end = 0
    for (index, token) in tree.tokens.enumerated() {
      if token.start > end {
        guard token.flags.contains(.spaceBefore) else { return false }
        var bytes = Array(tree.source.bytes[end..<token.start])
        for comment in tree.trivia(before: index).comments.reversed() {
          bytes.removeSubrange(comment.range.lowerBound - end..<comment.range.upperBound - end)
        }
        let rest = String(decoding: bytes, as: UTF8.self).unicodeScalars
        guard
          rest.allSatisfy({ $0.properties.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}" })
        else { return false }
      }
      end = token.end
    }
    return true
  }
}
