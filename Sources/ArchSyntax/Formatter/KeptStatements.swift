extension Formatter {
  /// Keeps the bytes of all statements that share a line, one of which is broken, with the separators behind them.
  ///
  /// - Returns: The last token that was written, and the statement after it.
  mutating func keepLine(from first: Int, end: Int) -> (last: Int, next: Int) {
    var last = nodes[first].endToken - 1
    var child = nodes[first].next
    while child < end, facts[child].isKept, !gap(after: last, before: nodes[child].firstToken).hasBreak {
      last = nodes[child].endToken - 1
      child = nodes[child].next
    }
    last = max(last, nodes[first].firstToken)
    let range = nodes[first].firstToken...last
    // Without its separator a broken statement may run on into the next one.
    while tokens[last + 1].kind == .comma || tokens[last + 1].kind == .semicolon { last += 1 }
    output.appendVerbatim(bytes[tokens[range.lowerBound].start..<tokens[last].end])
    leftAlone.append(tree.span(ofTokens: range.lowerBound..<range.upperBound + 1))
    return (last, child)
  }

  /// Keeps the bytes of a statement up to the sign that opens its block, and lays the block out.
  mutating func keepHead(of node: Int, indentation: Int) {
    guard let block = tree.block(of: node) else { return }
    let range = nodes[node].firstToken..<nodes[block].firstToken
    output.appendVerbatim(bytes[tokens[range.lowerBound].start..<tokens[range.upperBound].end])
    leftAlone.append(tree.span(ofTokens: range))
    items(of: block, indentation: indentation + 2)
  }

  /// Keeps everything from a statement of the file on, because a block in it is not closed.
  mutating func keepRest(from child: Int, after last: Int, place: BreakPlace) {
    let first = nodes[child].firstToken
    breakLine(gap(after: last, before: first), place: place, indentation: 0, block: -1)
    output.appendVerbatim(bytes[tokens[first].start...])
    leftAlone.append(Span(tree.source.id, tokens[first].start..<bytes.count))
  }
}
