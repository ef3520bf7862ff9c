import ArchModel
import ArchSyntax

/// Edits that take a statement out of its file.
enum StatementRemoval {
  /// The edit that removes a statement: with its lines where it stands alone on them, else with one separator.
  static func edit(_ reference: NodeRef, in model: Model) -> Edit? {
    let tree = model.tree(of: reference)
    guard tree.nodes.indices.contains(reference.node), reference.node > 0 else { return nil }
    let node = tree.nodes[reference.node]
    guard node.endToken > node.firstToken else { return nil }
    let bytes = tree.source.bytes
    let start = tree.tokens[node.firstToken].start
    var end = tree.tokens[node.endToken - 1].end
    var hasSeparator = false
    if tree.tokens.indices.contains(node.endToken) {
      let next = tree.tokens[node.endToken]
      if next.kind == .comma || next.kind == .semicolon {
        hasSeparator = true
        end = next.end
      }
    }

    var lineStart = start
    while lineStart > 0, isBlank(bytes[lineStart - 1]) { lineStart -= 1 }
    var lineEnd = end
    while lineEnd < bytes.count, isBlank(bytes[lineEnd]) { lineEnd += 1 }
    let beginsLine = lineStart == 0 || isBreak(bytes[lineStart - 1])
    let endsLine = lineEnd == bytes.count || isBreak(bytes[lineEnd])
    if beginsLine, endsLine {
      if lineEnd < bytes.count, bytes[lineEnd] == 0x0D { lineEnd += 1 }
      if lineEnd < bytes.count, bytes[lineEnd] == 0x0A { lineEnd += 1 }
      return Edit(Span(reference.file, lineStart..<lineEnd), "")
    }
    if hasSeparator, !endsLine { return Edit(Span(reference.file, start..<lineEnd), "") }
    let previous = node.firstToken - 1
    if previous >= 0, tree.tokens[previous].kind == .comma || tree.tokens[previous].kind == .semicolon {
      return Edit(Span(reference.file, tree.tokens[previous].start..<tree.tokens[node.endToken - 1].end), "")
    }
    return Edit(Span(reference.file, lineStart..<end), "")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
