/// Declarations of one kind on adjacent lines, whose titles and braces stand below each other.
struct AlignedRun {
  /// The node past the last declaration.
  var end = 0
  /// The columns from the beginning of the declarations to their titles; nil when these are not aligned.
  var titleColumn: Int?
  /// The columns from the beginning of the declarations to their braces; nil when these are not aligned.
  var braceColumn: Int?
}

/// The columns of the parts of a declaration that stands on one line.
private struct DeclarationCells {
  let flatWidth: Int
  /// The kind and the name.
  let name: Int
  /// The title and the tags; nil when there are none.
  let title: Int?
  /// Whether a block with something in it follows.
  let hasBraces: Bool
}

extension Formatter {
  /// The run that begins with a declaration, of one declaration when the next line holds no other of its kind.
  func alignedRun(from first: Int, end: Int, indentation: Int) -> AlignedRun {
    var run = AlignedRun(end: first)
    guard let cells = cells(of: first, indentation: indentation) else { return run }
    let kind = bytes[tokens[nodes[first].firstToken].range]
    var members = [cells]
    var child = first
    while true {
      let next = nodes[child].next
      guard next < end, let cells = self.cells(of: next, indentation: indentation),
        bytes[tokens[nodes[next].firstToken].range] == kind,
        isAdjacent(gap(after: nodes[child].endToken - 1, before: nodes[next].firstToken))
      else {
        // A declaration alone is written as it is; a longer run is not searched again.
        run.end = members.count > 1 ? next : first
        break
      }
      members.append(cells)
      child = next
    }
    guard members.count > 1 else { return run }
    align(&run, members, indentation: indentation)
    return run
  }

  private func align(_ run: inout AlignedRun, _ members: [DeclarationCells], indentation: Int) {
    let names = members.filter { $0.title != nil }.map(\.name)
    if let widest = names.max(), let narrowest = names.min(), widest - narrowest <= Self.widestPadding {
      run.titleColumn = widest + 1
    }
    func braceStart(_ cells: DeclarationCells) -> Int {
      guard let title = cells.title else { return cells.name + 1 }
      return (run.titleColumn ?? cells.name + 1) + title + 1
    }
    let braces = members.filter(\.hasBraces)
    let starts = braces.map(braceStart)
    if let widest = starts.max(), let narrowest = starts.min(), widest - narrowest <= Self.widestPadding {
      run.braceColumn = widest
    }
    func exceeds() -> Bool {
      members.contains { cells in
        let title = cells.title == nil ? 0 : run.titleColumn.map { $0 - cells.name - 1 } ?? 0
        let brace = cells.hasBraces ? run.braceColumn.map { $0 - braceStart(cells) } ?? 0 : 0
        return indentation + cells.flatWidth + title + brace > Self.limit
      }
    }
    if exceeds() { run.braceColumn = nil }
    if exceeds() { run.titleColumn = nil }
  }

  /// Whether a gap only ends a line, with comments at its end at most.
  private func isAdjacent(_ gap: FormatGap) -> Bool {
    guard gap.lastBreak < 2, gap.comments.allSatisfy({ $0.breakBefore == 0 && !$0.spansLines }) else { return false }
    return gap.lastBreak == 1 || gap.comments.isEmpty || gap.separatorIndex == gap.comments.count
  }

  private func cells(of node: Int, indentation: Int) -> DeclarationCells? {
    let fact = facts[node]
    guard nodes[node].kind == .declaration, !fact.isKept, !fact.isHeadKept, let flatWidth = fact.flatWidth,
      indentation + flatWidth <= Self.limit
    else { return nil }
    let first = nodes[node].firstToken
    let end = tree.headEnd(of: node)
    let block = tree.block(of: node)
    guard tokens[first].kind == .name, !hasComment(after: first, before: block == nil ? end - 1 : end) else {
      return nil
    }
    var width = 0
    var name = 0
    var hasTitle = false
    for index in first..<end {
      if index > first, isSpaced(index - 1, index) { width += 1 }
      if tokens[index].kind.isString || tokens[index].kind == .tag { hasTitle = true }
      width += self.width(tokens[index].range)
      if !hasTitle { name = width }
    }
    let hasBraces = block.map { facts[$0].flatWidth != 2 } ?? false
    return DeclarationCells(
      flatWidth: flatWidth, name: name, title: hasTitle ? width - name - 1 : nil, hasBraces: hasBraces)
  }

  /// Writes a declaration of a run on one line.
  mutating func writeAligned(_ node: Int, _ run: AlignedRun) {
    let start = output.column
    collectHead(of: node)
    var hasTitle = false
    for position in head.indices {
      if position > 0 { writeInlineSpace(before: position) }
      let kind = tokens[head[position]].kind
      if !hasTitle, kind.isString || kind == .tag {
        hasTitle = true
        if let column = run.titleColumn { output.spaces(start + column - output.column) }
      }
      writeToken(head[position], indentation: start + 2)
    }
    guard let block = tree.block(of: node) else { return }
    output.spaces(1)
    if facts[block].flatWidth != 2, let column = run.braceColumn { output.spaces(start + column - output.column) }
    writeFlatBlock(block)
  }
}
