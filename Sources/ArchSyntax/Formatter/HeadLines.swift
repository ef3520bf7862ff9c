/// How wide the parts of a statement's own part are, and where its lists end.
struct HeadLines {
  /// The tail is what stands behind the last token on its line.
  let tail: Int
  /// Whether the statement is a property, so that `and` and `or` are operators.
  let isPhrase: Bool
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var obstaclesBefore: [Int] = []
  private var obstaclesAfter: [Int] = []
  /// The position of the sign that closes the one at a position; the position itself elsewhere.
  private(set) var closings: [Int] = []

  init(tail: Int, isPhrase: Bool) {
    self.tail = tail
    self.isPhrase = isPhrase
  }

  /// Adds a token: its first and last column on an endless line, and how many things that end a line came before it
  /// and up to its end.
  mutating func add(_ columns: (start: Int, end: Int), obstacles: (before: Int, after: Int)) {
    starts.append(columns.start)
    ends.append(columns.end)
    obstaclesBefore.append(obstacles.before)
    obstaclesAfter.append(obstacles.after)
  }

  /// The columns of some tokens on one line; nil when something in them ends the line.
  func width(_ range: ClosedRange<Int>) -> Int? {
    guard obstaclesAfter[range.upperBound] == obstaclesBefore[range.lowerBound] else { return nil }
    return ends[range.upperBound] - starts[range.lowerBound]
  }

  mutating func matchBrackets(_ head: [Int], _ tokens: [Token]) {
    closings = Array(head.indices)
    var open: [Int] = []
    for position in head.indices {
      switch tokens[head[position]].kind {
      case .leftBracket, .leftParenthesis: open.append(position)
      case .rightBracket, .rightParenthesis:
        if let opening = open.popLast() { closings[opening] = position }
      default: break
      }
    }
  }
}

extension Formatter {
  /// Writes the tokens of `head` in as many lines as they need, with room for `tail` columns behind them.
  mutating func writeHead(indentation: Int, tail: Int, isPhrase: Bool) {
    var layout = HeadLines(tail: tail, isPhrase: isPhrase)
    var width = 0
    var obstacles = 0
    for position in head.indices {
      if position > 0 {
        let previous = head[position - 1]
        let next = head[position]
        if !isTurned, hasComment(after: previous, before: next) {
          let gap = self.gap(after: previous, before: next)
          if let inline = inlineWidth(of: gap, after: previous, before: next) {
            width += inline
          } else {
            obstacles += 1
          }
        } else if isSpaced(previous, next) {
          width += 1
        }
      }
      let token = tokens[head[position]]
      let end = width + self.width(token.range)
      let after = obstacles + (token.kind == .multilineString && spansLines(token) ? 1 : 0)
      layout.add((width, end), obstacles: (obstacles, after))
      width = end
      obstacles = after
    }
    layout.matchBrackets(head, tokens)
    writeLines(0..<head.count, layout, base: indentation, tail: tail)
  }

  /// Writes some tokens of `head`. Lists that do not fit open, and behind arrows, `and` and `or` a full line ends.
  ///
  /// The depth of the recursion is that of the lists, which the parser bounds.
  private mutating func writeLines(_ range: Range<Int>, _ layout: HeadLines, base: Int, tail: Int) {
    var position = range.lowerBound
    var lineIndentation = base
    var breaks = false
    while position < range.upperBound {
      if position > range.lowerBound {
        let hasComment = !isTurned && hasComment(after: head[position - 1], before: head[position])
        if breaks, !hasComment {
          output.newLine(indentation: base + 4)
          lineIndentation = base + 4
        } else if !hasComment {
          writeInlineSpace(before: position)
        } else if writeHeadGap(after: head[position - 1], before: head[position], indentation: base + 4) {
          lineIndentation = base + 4
        }
      }
      let close = layout.closings[position]
      if tokens[head[position]].kind == .leftBracket, close > position, close < range.upperBound {
        let tail = close + 1 == range.upperBound ? tail : 0
        if let width = layout.width(position...close), output.column + width + tail <= Self.limit {
          writeFlatHead(position..<close + 1, indentation: lineIndentation + 2)
        } else {
          writeOpenList(position, close, layout, base: lineIndentation)
        }
        position = close + 1
      } else {
        writeToken(head[position], indentation: lineIndentation + 2)
        position += 1
      }
      breaks =
        position < range.upperBound && canBreak(after: position - 1, layout)
        && shouldBreak(before: position, range, layout, base: base, tail: tail)
    }
  }

  /// Whether the parser reads on over a line break behind a token of `head`.
  private func canBreak(after position: Int, _ layout: HeadLines) -> Bool {
    if tokens[head[position]].kind.isArrow { return true }
    guard layout.isPhrase, position > 2, isWord(head[position], "and") || isWord(head[position], "or") else {
      return false
    }
    // `name name` and `name:` on a line of their own would begin a statement.
    guard position + 2 < head.count, tokens[head[position + 1]].kind == .name else { return true }
    let next = tokens[head[position + 2]].kind
    return next != .name && next != .colon
  }

  private func isWord(_ token: Int, _ word: StaticString) -> Bool {
    tokens[token].kind == .name && tree.token(token, is: word)
  }

  /// Whether what comes before the next place for a break fits on a new line only.
  private func shouldBreak(
    before position: Int, _ range: Range<Int>, _ layout: HeadLines, base: Int, tail: Int
  ) -> Bool {
    let column = output.column + 1
    guard column > base + 4 else { return false }
    var end = position
    var firstList: Int?
    repeat {
      if tokens[head[end]].kind == .leftBracket, layout.closings[end] < range.upperBound {
        if firstList == nil { firstList = end }
        end = layout.closings[end]
      }
      end += 1
    } while end < range.upperBound && !canBreak(after: end - 1, layout)
    let tail = end >= range.upperBound ? tail : 0
    if let width = layout.width(position...(end - 1)), column + width + tail <= Self.limit { return false }
    // A list that can open on this line stays on it.
    if let firstList, let width = layout.width(position...firstList) { return column + width > Self.limit }
    return true
  }

  /// Writes a list with one element a line.
  private mutating func writeOpenList(_ open: Int, _ close: Int, _ layout: HeadLines, base: Int) {
    writeToken(head[open], indentation: base + 2)
    var start = open + 1
    var place = BreakPlace.afterOpening
    var gap = self.gap(after: head[open], before: head[start])
    while start < close {
      breakLine(gap, place: place, indentation: base + 2, block: head[open])
      place = .between
      output.beginUnit()
      var end = start
      while end < close, tokens[head[end]].kind != .comma { end = layout.closings[end] + 1 }
      writeLines(start..<end, layout, base: base + 2, tail: 1)
      // The gap reaches over the comma, or over one that is left out.
      start = min(end + 1, close)
      gap = self.gap(after: head[end - 1], before: head[start])
      if end < close {
        writeBeforeComma(&gap)
        output.append(",")
      }
    }
    breakLine(
      gap, place: place == .between ? .beforeClosing : .empty, indentation: base + 2, block: head[open], closing: base)
    writeToken(head[close], indentation: base)
  }

  /// Writes the comments that stay between an element and its comma, and takes them out of the gap.
  private mutating func writeBeforeComma(_ gap: inout FormatGap) {
    let count = gap.comments.prefix(gap.separatorIndex ?? 0).prefix {
      !$0.endsLine && !$0.spansLines && $0.breakBefore == 0
    }.count
    for item in gap.comments.prefix(count) {
      output.spaces(1)
      write(item, isOwnLine: false)
    }
    gap.comments.removeFirst(count)
    gap.separatorIndex = gap.separatorIndex.map { $0 - count }
  }

  /// Writes what stands between two tokens of a statement when comments are among it, and tells whether a new line was
  /// begun.
  @discardableResult
  mutating func writeHeadGap(after previous: Int, before next: Int, indentation: Int) -> Bool {
    let gap = self.gap(after: previous, before: next)
    var mustBreak = false
    var spansLines = false
    var hasBroken = false
    for (index, item) in gap.comments.enumerated() {
      let breaks = mustBreak || ((item.endsLine || item.spansLines || spansLines) && item.breakBefore > 0)
      if breaks {
        output.newLine(indentation: indentation)
        hasBroken = true
      } else if item.endsLine {
        output.spaces(2)
      } else if index > 0 || isSpacedFromComment(previous) {
        output.spaces(1)
      }
      write(item, isOwnLine: breaks)
      mustBreak = item.endsLine
      spansLines = item.spansLines
    }
    if mustBreak || (spansLines && gap.lastBreak > 0) {
      output.newLine(indentation: indentation)
      return true
    }
    if gap.comments.isEmpty || isSpacedToComment(next) { output.spaces(1) }
    return hasBroken
  }
}
