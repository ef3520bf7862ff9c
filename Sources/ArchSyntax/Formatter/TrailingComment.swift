/// A comment behind the code of a line, as it was first written: two spaces behind the code.
struct TrailingComment {
  /// Where the code ends in the text.
  let offset: Int
  /// The columns of the line up to the end of the code.
  let column: Int
  let line: Int
  /// The token that opens the block or list the line belongs to.
  let block: Int
}

extension Formatter {
  /// Remembers the comment that is about to be written behind the code of a line.
  mutating func noteTrailingComment(block: Int) {
    // The last line of a statement that spans lines is no line of the block.
    guard output.unitLine == output.line else { return }
    trailingComments.append(
      TrailingComment(offset: output.text.count, column: output.column, line: output.line, block: block))
  }

  /// The text with comments on adjacent lines of a block below each other, as far as no gap becomes too wide.
  func withAlignedComments(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var copied = 0
    var start = 0
    while start < trailingComments.count {
      var end = start + 1
      var narrowest = trailingComments[start].column
      var widest = narrowest
      while end < trailingComments.count {
        let next = trailingComments[end]
        let low = min(narrowest, next.column)
        let high = max(widest, next.column)
        guard next.line == trailingComments[end - 1].line + 1, next.block == trailingComments[start].block,
          high - low <= Self.widestPadding
        else { break }
        narrowest = low
        widest = high
        end += 1
      }
      for comment in trailingComments[start..<end] where comment.column < widest {
        if result.isEmpty { result.reserveCapacity(text.count + text.count / 16) }
        result.append(contentsOf: text[copied..<comment.offset])
        result.append(contentsOf: repeatElement(0x20, count: widest - comment.column))
        copied = comment.offset
      }
      start = end
    }
    if copied == 0 { return text }
    result.append(contentsOf: text[copied...])
    return result
  }
}
