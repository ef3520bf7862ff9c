/// What the layout needs to know of a node before it writes anything.
struct NodeFacts {
  /// The columns of the node on one line; nil when it cannot stand on one.
  var flatWidth: Int? {
    get { width < 0 ? nil : Int(width) }
    set { width = newValue.map { Int32(clamping: $0) } ?? -1 }
  }
  /// Whether a line ends inside the node in the source.
  var spansLines = false
  /// Whether the statement keeps its bytes.
  var isKept = false
  /// Whether the statement's own part keeps its bytes, while its block is laid out.
  var isHeadKept = false
  /// Whether a block inside is not closed, so that nobody knows what belongs where.
  var isUnclosed = false
  /// Whether the statement before is broken, so that its reading may depend on how this one begins.
  var followsBroken = false
  private var width: Int32 = -1
}

extension Formatter {
  /// Collects the facts from the innermost nodes outwards, in time linear in the tokens.
  mutating func collectFacts() {
    facts = [NodeFacts](repeating: NodeFacts(), count: nodes.count)
    var index = nodes.count - 1
    while index > 0 {
      if nodes[index].kind == .block {
        collectBlock(index)
      } else {
        collectStatement(index)
      }
      index -= 1
    }
    keepBrokenLines(of: 0, first: -1)
  }

  private mutating func collectBlock(_ block: Int) {
    var fact = NodeFacts()
    let closing = nodes[block].endToken - 1
    let opening = nodes[block].firstToken
    fact.isUnclosed = nodes[block].isBroken || closing <= opening || tokens[closing].kind != .rightBrace
    keepBrokenLines(of: block, first: opening)
    var width: Int? = 2
    var last = opening
    var child = block + 1
    while child < nodes[block].next {
      let gap = self.gap(after: last, before: nodes[child].firstToken)
      let isFirst = last == opening
      width = sum(width, facts[child].flatWidth, inlineWidth(of: gap), isFirst ? 1 : 2)
      if facts[child].isKept || facts[child].isHeadKept { width = nil }
      if facts[child].isUnclosed { fact.isUnclosed = true }
      if facts[child].spansLines || gap.hasBreak { fact.spansLines = true }
      last = nodes[child].endToken - 1
      child = nodes[child].next
    }
    if !fact.isUnclosed {
      let gap = self.gap(after: last, before: closing)
      let isEmpty = block + 1 == nodes[block].next
      width = sum(width, inlineWidth(of: gap), isEmpty && gap.comments.isEmpty ? 0 : 1)
      if gap.hasBreak { fact.spansLines = true }
      // An empty block takes no line, however it was written.
      let opens = fact.spansLines && !(isEmpty && gap.comments.isEmpty)
      fact.flatWidth = opens ? nil : width
    }
    facts[block] = fact
  }

  private func sum(_ first: Int?, _ others: Int?...) -> Int? {
    others.reduce(first) { sum, next in
      guard let sum, let next else { return nil }
      return sum + next
    }
  }

  /// The columns of the comments of a gap with a space before each, or nil when one ends its line.
  func inlineWidth(of gap: FormatGap) -> Int? {
    var width = 0
    for item in gap.comments {
      if item.endsLine || item.spansLines { return nil }
      width += 1 + self.width(item.comment.range)
    }
    return width
  }

  private mutating func collectStatement(_ node: Int) {
    var fact = NodeFacts()
    let first = nodes[node].firstToken
    let end = nodes[node].endToken
    guard end > first else {
      fact.isKept = true
      facts[node] = fact
      return
    }
    let block = tree.block(of: node)
    let headEnd = block.map { nodes[$0].firstToken } ?? end
    // After its block a statement ends; anything else is the parser's recovery.
    let isSimple =
      block.map { nodes[$0].next == nodes[node].next && nodes[$0].endToken == end } ?? (nodes[node].next == node + 1)
    var isBroken = nodes[node].isBroken || nodes[node].kind == .error || !isSimple
    let measure = isBroken ? HeadMeasure() : measureHead(first..<headEnd)
    if measure.isMalformed { isBroken = true }
    fact.spansLines = measure.spansLines
    var token = first
    var child = node + 1
    while child < nodes[node].next {
      if facts[child].isUnclosed { fact.isUnclosed = true }
      if facts[child].spansLines { fact.spansLines = true }
      if isBroken, hasLineEnd(token...nodes[child].firstToken, after: first) { fact.spansLines = true }
      token = nodes[child].endToken
      child = nodes[child].next
    }
    if isBroken, token < end, hasLineEnd(token...(end - 1), after: first) { fact.spansLines = true }
    if let block {
      let gap = self.gap(after: headEnd - 1, before: headEnd)
      if facts[block].spansLines || gap.hasBreak { fact.spansLines = true }
      if isBroken, isSimple, facts[block].spansLines, nodes[node].kind != .error {
        fact.isHeadKept = true
      } else if isBroken {
        fact.isKept = true
      } else {
        if !facts[block].spansLines, holdsKept(block) { fact.isKept = true }
        fact.flatWidth = sum(measure.width, inlineWidth(of: gap), 1, facts[block].flatWidth)
      }
    } else {
      fact.isKept = isBroken
      fact.flatWidth = isBroken ? nil : measure.width
    }
    facts[node] = fact
  }

  /// Whether a line ends inside some tokens, or before one of them that stands behind the first one of a statement.
  private func hasLineEnd(_ range: ClosedRange<Int>, after first: Int) -> Bool {
    range.contains {
      (tokens[$0].newlineBefore && $0 > first) || (tokens[$0].kind == .multilineString && spansLines(tokens[$0]))
    }
  }

  private func holdsKept(_ block: Int) -> Bool {
    tree.children(of: block).contains { facts[$0].isKept || facts[$0].isHeadKept }
  }

  /// What shares a line with something broken keeps its bytes as well: nobody knows where the broken part ends.
  private mutating func keepBrokenLines(of parent: Int, first: Int) {
    var lineStart = parent + 1
    var last = first
    var child = parent + 1
    let end = nodes[parent].next
    var holdsBroken = false
    var isBrokenBefore = false
    while child < end {
      if child != lineStart, gap(after: last, before: nodes[child].firstToken).hasBreak {
        isBrokenBefore = holdsBroken
        holdsBroken = false
        lineStart = child
      }
      facts[child].followsBroken = isBrokenBefore
      let isBroken = facts[child].isKept || facts[child].isHeadKept
      if isBroken || holdsBroken, child != lineStart {
        if !holdsBroken { keep(from: lineStart, to: child) }
        facts[lineStart].isKept = true
        facts[child].isKept = true
      }
      if isBroken { holdsBroken = true }
      last = nodes[child].endToken - 1
      child = nodes[child].next
    }
  }

  private mutating func keep(from first: Int, to end: Int) {
    var child = first
    while child < end {
      facts[child].isKept = true
      child = nodes[child].next
    }
  }

  struct HeadMeasure {
    /// The columns on one line; nil when it cannot stand on one.
    var width: Int?
    var spansLines = false
    var isMalformed = false
  }

  /// Measures the own part of a statement.
  private func measureHead(_ range: Range<Int>) -> HeadMeasure {
    var measure = HeadMeasure(width: 0)
    var total = 0
    var isFlat = true
    var previous = range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound {
      let token = tokens[index]
      if token.isMalformed || token.kind == .unknown { measure.isMalformed = true }
      if token.newlineBefore, index > range.lowerBound { measure.spansLines = true }
      if token.kind == .multilineString, spansLines(token) {
        measure.spansLines = true
        isFlat = false
      }
      if token.kind == .comma, isLeftOut(index) {
        index += 1
        continue
      }
      if index > range.lowerBound {
        if hasComment(after: previous, before: index) {
          let gap = self.gap(after: previous, before: index)
          let width = inlineWidth(of: gap, after: previous, before: index)
          total += width ?? 0
          if width == nil { isFlat = false }
        } else if isSpaced(previous, index) {
          total += 1
        }
      }
      total += width(token.range)
      previous = index
      index += 1
    }
    measure.width = isFlat ? total : nil
    return measure
  }

  func spansLines(_ token: Token) -> Bool {
    bytes[token.range].contains { $0 == 0x0A || $0 == 0x0D }
  }

  /// Whether a comment stands between two tokens.
  func hasComment(after first: Int, before second: Int) -> Bool {
    if second == first + 1 { return tokens[second].flags.contains(.commentBefore) }
    guard second > first else { return false }
    return (first + 1...second).contains { tokens[$0].flags.contains(.commentBefore) }
  }

  func width(_ range: Range<Int>) -> Int {
    FormatWidth.cells(of: bytes[range])
  }
}
