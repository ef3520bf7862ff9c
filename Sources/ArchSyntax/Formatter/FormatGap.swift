/// The comments between two tokens, separators between them passed over.
struct FormatGap {
  struct Item {
    let comment: Comment
    /// The lines that end before the comment; 2 stands for all greater numbers.
    let breakBefore: Int
    /// Whether the comment itself holds a line break.
    let spansLines: Bool
    /// Whether no code can follow on its line.
    var endsLine: Bool { comment.kind != .block }
  }

  var comments: [Item] = []
  /// The lines that end after the last comment; 2 stands for all greater numbers.
  var lastBreak = 0
  /// How many of the comments stand before the first separator; nil when there is no separator.
  var separatorIndex: Int?

  var hasSeparator: Bool { separatorIndex != nil }
  /// Whether a line ends outside the comments.
  var hasLineEnd: Bool { lastBreak > 0 || comments.contains { $0.breakBefore > 0 } }
  /// Whether a line ends anywhere.
  var hasBreak: Bool { hasLineEnd || comments.contains { $0.spansLines } }
}

extension Formatter {
  /// What lies between two tokens, of which only separators may lie between them.
  func gap(after first: Int, before second: Int) -> FormatGap {
    var gap = FormatGap()
    var index = first + 1
    while index <= second {
      let token = tokens[index]
      if token.flags.contains(.commentBefore) {
        let trivia = tree.trivia(before: index)
        for comment in trivia.comments {
          let spansLines =
            comment.kind == .block && bytes[comment.range].contains { $0 == 0x0A || $0 == 0x0D }
          gap.comments.append(
            FormatGap.Item(
              comment: comment, breakBefore: min(2, max(gap.lastBreak, comment.newlinesBefore)),
              spansLines: spansLines))
          gap.lastBreak = 0
        }
        gap.lastBreak = min(2, trivia.newlinesBefore)
      } else if token.newlineBefore {
        gap.lastBreak = max(gap.lastBreak, lineBreaks(before: index))
      }
      if index < second, gap.separatorIndex == nil, token.kind == .comma || token.kind == .semicolon {
        gap.separatorIndex = gap.comments.count
      }
      index += 1
    }
    return gap
  }

  /// How many lines end in the white space before a token; 2 stands for all greater numbers.
  private func lineBreaks(before index: Int) -> Int {
    var position = index > 0 ? tokens[index - 1].end : 0
    let end = tokens[index].start
    var count = 0
    while position < end, count < 2 {
      let byte = bytes[position]
      position += 1
      if byte == 0x0A || (byte == 0x0D && !(position < end && bytes[position] == 0x0A)) { count += 1 }
    }
    return count
  }
}

/// Where in a block or a list a line break stands.
enum BreakPlace {
  /// Before the first statement of the file.
  case start
  /// After the sign that opens a block or a list.
  case afterOpening
  case between
  /// Before the sign that closes a block or a list.
  case beforeClosing
  /// Between the two signs of a block without statements.
  case empty
  /// After the last statement of the file.
  case end
}

extension Formatter {
  /// Ends a line and begins the next one, with the comments of a gap where they were.
  ///
  /// - Parameters:
  ///   - indentation: The indentation of the comments, and of what follows unless `closing` says otherwise.
  ///   - block: The token that opens the block or list, by which adjacent comments know that they belong together.
  ///   - closing: The indentation of the closing sign.
  mutating func breakLine(
    _ gap: FormatGap, place: BreakPlace, indentation: Int, block: Int, closing: Int? = nil
  ) {
    // Where the source has no break, one comes where the separator was, else where it moves no comment from its token.
    var forced = -1
    if !gap.hasLineEnd {
      switch place {
      case .start: break
      case .between: forced = gap.separatorIndex ?? 0
      case .afterOpening: forced = 0
      case .beforeClosing, .empty, .end: forced = gap.comments.count
      }
    } else if place == .beforeClosing || place == .empty, gap.lastBreak == 0 {
      forced = gap.comments.count
    }
    var mayBeBlank = place != .start && place != .afterOpening && place != .empty
    for (index, item) in gap.comments.enumerated() {
      var breaks = max(item.breakBefore, index == forced ? 1 : 0)
      if index > 0, gap.comments[index - 1].endsLine { breaks = max(breaks, 1) }
      if output.isEmpty { breaks = 0 }
      if breaks > 0 {
        output.newLine(indentation: indentation, blank: breaks > 1 && mayBeBlank)
      } else if index > 0 || !output.isEmpty {
        if item.endsLine, place == .between || place == .beforeClosing || place == .end {
          noteTrailingComment(block: block)
        }
        output.spaces(item.endsLine ? 2 : 1)
      }
      if breaks > 0 || place == .start { mayBeBlank = true }
      write(item, isOwnLine: breaks > 0 || output.column == 0)
    }
    let isClosing = place == .beforeClosing || place == .empty
    if place == .end || (place == .start && gap.comments.isEmpty) { return }
    var breaks = max(gap.lastBreak, forced == gap.comments.count ? 1 : 0)
    if let last = gap.comments.last, last.endsLine { breaks = max(breaks, 1) }
    if breaks > 0 {
      output.newLine(
        indentation: isClosing ? closing ?? indentation : indentation, blank: breaks > 1 && mayBeBlank && !isClosing)
    } else {
      output.spaces(1)
    }
  }

  /// Writes the comments of a gap that stays on one line, the separator among them.
  mutating func writeInline(_ gap: FormatGap, separator: Bool) {
    let separatorIndex = gap.separatorIndex ?? 0
    for (index, item) in gap.comments.enumerated() {
      if separator, index == separatorIndex { output.append(",") }
      output.spaces(1)
      write(item, isOwnLine: false)
    }
    if separator, separatorIndex >= gap.comments.count { output.append(",") }
    output.spaces(1)
  }

  /// Writes a comment without the white space at the ends of its lines.
  mutating func write(_ item: FormatGap.Item, isOwnLine: Bool) {
    let range = item.comment.range
    guard item.spansLines else {
      var end = range.upperBound
      while item.endsLine, end > range.lowerBound, isWhitespace(end - 1) { end -= 1 }
      output.append(bytes[range.lowerBound..<end], width: width(range.lowerBound..<end))
      return
    }
    let indentation = output.column
    let original = isOwnLine ? lineIndentation(before: range.lowerBound) : nil
    let lines = self.lines(of: range)
    // The lines move with the first one when all of them stand at least as far right.
    let moves = original.map { original in
      lines.dropFirst().allSatisfy { trimmed($0).isEmpty || bytes[$0].starts(with: bytes[original]) }
    }
    for (index, line) in lines.enumerated() {
      var line = trimmed(line)
      if index > 0 {
        output.newLine(indentation: 0)
        if let original, moves == true, !line.isEmpty {
          output.spaces(indentation)
          line = (line.lowerBound + original.count)..<line.upperBound
        }
      }
      output.append(bytes[line], width: width(line))
    }
  }

  private func trimmed(_ line: Range<Int>) -> Range<Int> {
    var end = line.upperBound
    while end > line.lowerBound, isWhitespace(end - 1) { end -= 1 }
    return line.lowerBound..<end
  }

  private func isWhitespace(_ index: Int) -> Bool {
    CharacterClass.table[Int(bytes[index])] & CharacterClass.whitespace != 0
  }

  /// The white space that a line begins with, when nothing else stands before an offset on it.
  private func lineIndentation(before offset: Int) -> Range<Int>? {
    var start = offset
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    guard start == 0 || bytes[start - 1] == 0x0A || bytes[start - 1] == 0x0D else { return nil }
    return start..<offset
  }

  /// The lines of a range, without their ends.
  func lines(of range: Range<Int>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      let byte = bytes[index]
      guard byte == 0x0A || byte == 0x0D else {
        index += 1
        continue
      }
      lines.append(start..<index)
      index += byte == 0x0D && index + 1 < range.upperBound && bytes[index + 1] == 0x0A ? 2 : 1
      start = index
    }
    lines.append(start..<range.upperBound)
    return lines
  }
}
