extension Formatter {
  /// Writes a statement on one line; only for one that has a flat width.
  mutating func writeFlat(_ node: Int) {
    collectHead(of: node)
    writeFlatHead(0..<head.count, indentation: output.column)
    guard let block = tree.block(of: node) else { return }
    writeInline(gap(after: nodes[block].firstToken - 1, before: nodes[block].firstToken), separator: false)
    writeFlatBlock(block)
  }

  mutating func writeFlatBlock(_ block: Int) {
    output.append("{")
    var last = nodes[block].firstToken
    let opening = last
    for child in tree.children(of: block) {
      writeInline(gap(after: last, before: nodes[child].firstToken), separator: last != opening)
      writeFlat(child)
      last = nodes[child].endToken - 1
    }
    let gap = self.gap(after: last, before: nodes[block].endToken - 1)
    if last != opening || !gap.comments.isEmpty { writeInline(gap, separator: false) }
    output.append("}")
  }

  /// Writes a statement that does not stand on one line.
  mutating func write(_ node: Int, indentation: Int) {
    collectHead(of: node)
    let block = tree.block(of: node)
    writeHead(indentation: indentation, tail: block == nil ? 0 : 2, isPhrase: nodes[node].kind == .property)
    guard let block else { return }
    let brace = nodes[block].firstToken
    writeHeadGap(after: brace - 1, before: brace, indentation: indentation)
    if let width = facts[block].flatWidth, output.column + width <= Self.limit || width == 2 {
      writeFlatBlock(block)
    } else {
      // Properties that shared one line with their braces fill as few lines as they need.
      output.append("{")
      items(of: block, indentation: indentation + 2)
    }
  }
}
