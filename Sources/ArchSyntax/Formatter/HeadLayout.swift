extension Formatter {
  /// Whether a space stands between two tokens that follow each other on a line.
  func isSpaced(_ previous: Int, _ next: Int) -> Bool {
    switch tokens[next].kind {
    case .comma, .colon, .dot, .rightBracket, .rightParenthesis: return false
    default: break
    }
    switch tokens[previous].kind {
    case .dot, .leftBracket, .leftParenthesis: return false
    default: return true
    }
  }

  /// The comma after the last element of a list is left out.
  func isLeftOut(_ index: Int) -> Bool {
    tokens[index].kind == .comma && tokens[index + 1].kind == .rightBracket
  }

  /// Whether a space stands between a token and a comment behind it.
  func isSpacedFromComment(_ previous: Int) -> Bool {
    tokens[previous].kind != .leftBracket && tokens[previous].kind != .leftParenthesis
  }

  /// Whether a space stands between a comment and a token behind it.
  func isSpacedToComment(_ next: Int) -> Bool {
    switch tokens[next].kind {
    case .comma, .colon, .rightBracket, .rightParenthesis, .dot: false
    default: true
    }
  }

  /// The columns of comments between two tokens with the spaces around them, or nil when one ends its line.
  func inlineWidth(of gap: FormatGap, after previous: Int, before next: Int) -> Int? {
    guard let width = inlineWidth(of: gap) else { return nil }
    return width - (isSpacedFromComment(previous) ? 0 : 1) + (isSpacedToComment(next) ? 1 : 0)
  }

  /// Puts the tokens of a statement's own part into `head`, in the order in which they are written.
  mutating func collectHead(of node: Int) {
    head.removeAll(keepingCapacity: true)
    isTurned = false
    let first = nodes[node].firstToken
    let end = tree.headEnd(of: node)
    if nodes[node].kind == .relation, collectTurned(node, first..<end) { return }
    for index in first..<end {
      if !isLeftOut(index) { head.append(index) }
    }
  }

  /// Puts a relation whose arrows all point backwards into `head` the other way round: `A <- B` as `B -> A`.
  ///
  /// Stays as written: what holds a comment, which would pass another token; `<- B`, whose left end is the component
  /// around it; and a chain with a label, tags or a block, as the label belongs to the last hop as written.
  private mutating func collectTurned(_ node: Int, _ range: Range<Int>) -> Bool {
    guard !facts[node].followsBroken, !tokens[range.lowerBound].kind.isArrow else { return false }
    var ends: [Range<Int>] = []
    var arrows: [Int] = []
    var start = range.lowerBound
    var rest = range.upperBound
    var depth = 0
    for index in range {
      let kind = tokens[index].kind
      if index > range.lowerBound, tokens[index].flags.contains(.commentBefore) { return false }
      if kind == .leftBracket { depth += 1 }
      if kind == .rightBracket { depth -= 1 }
      if kind.isArrow {
        guard kind == .arrowCallBack || kind == .arrowMessageBack else { return false }
        ends.append(start..<index)
        arrows.append(index)
        start = index + 1
      } else if depth == 0, kind.isString || kind == .tag {
        rest = min(rest, index)
      }
    }
    guard !arrows.isEmpty, start < rest else { return false }
    let hasMore = rest < range.upperBound || tree.block(of: node) != nil
    guard arrows.count == 1 || !hasMore else { return false }
    ends.append(start..<rest)
    for (index, end) in ends.enumerated().reversed() {
      for token in end where !isLeftOut(token) { head.append(token) }
      if index > 0 { head.append(arrows[index - 1]) }
    }
    head.append(contentsOf: rest..<range.upperBound)
    isTurned = true
    return true
  }

  /// Writes a token as it is spelled, or an arrow as it points after turning.
  mutating func writeToken(_ index: Int, indentation: Int) {
    let token = tokens[index]
    switch token.kind {
    case .arrowCallBack where isTurned: output.append("->")
    case .arrowMessageBack where isTurned: output.append("~>")
    case .multilineString where spansLines(token): writeMultilineString(token, indentation: indentation)
    default: output.append(bytes[token.range], width: width(token.range))
    }
  }

  /// Writes some of the tokens of `head` on one line.
  mutating func writeFlatHead(_ range: Range<Int>, indentation: Int) {
    for position in range {
      if position > range.lowerBound { writeInlineSpace(before: position) }
      writeToken(head[position], indentation: indentation)
    }
  }

  /// Writes what stands between two tokens of `head` on one line.
  mutating func writeInlineSpace(before position: Int) {
    let previous = head[position - 1]
    let next = head[position]
    if !isTurned, hasComment(after: previous, before: next) {
      for (index, item) in gap(after: previous, before: next).comments.enumerated() {
        if index > 0 || isSpacedFromComment(previous) { output.spaces(1) }
        write(item, isOwnLine: false)
      }
      if isSpacedToComment(next) { output.spaces(1) }
    } else if isSpaced(previous, next) {
      output.spaces(1)
    }
  }

  /// Writes a text of several lines so that its lines keep their value: indented like the closing quotes.
  private mutating func writeMultilineString(_ token: Token, indentation: Int) {
    let lines = self.lines(of: token.range)
    let closing = lines[lines.count - 1]
    let isIndented = bytes[closing.lowerBound..<max(closing.lowerBound, closing.upperBound - 3)].allSatisfy {
      $0 == 0x20 || $0 == 0x09
    }
    output.append("\"\"\"")
    guard isIndented else {
      // Without a closing line of its own, the white space belongs to the text.
      for (index, line) in lines.enumerated() {
        if index > 0 { output.newLine(indentation: 0) }
        let line = index == 0 ? line.lowerBound + 3..<line.upperBound : line
        output.append(bytes[line], width: width(line))
      }
      return
    }
    let value = bytes.withUnsafeBufferPointer { StringValue.multilineLines(token, bytes: $0).lines }
    for line in value {
      output.newLine(indentation: line.isEmpty ? 0 : indentation)
      output.append(line, width: FormatWidth.cells(of: line))
    }
    output.newLine(indentation: indentation)
    output.append("\"\"\"")
  }
}
