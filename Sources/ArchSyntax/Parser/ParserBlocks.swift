extension Parser {
  /// The block of a statement, when one follows.
  mutating func block(of node: Int) {
    guard kind == .leftBrace else { return }
    if current.newlineBefore {
      warn(
        ParserMessage.braceOnNextLine(
          span(index), gap: Span(source.id, tokens[index - 1].end..<current.start),
          hasComment: current.flags.contains(.commentBefore)), in: node)
    }
    guard open.count < Self.depthLimit else {
      skipDeepBlock(of: node)
      return
    }
    let opening = index
    let block = begin(.block)
    let owner = nodes[node].firstToken
    open.append(OpenBlock(opening: opening, owner: owner, indentation: lineIndentation(of: owner)))
    advance()
    items()
    let opened = open.removeLast()
    if kind == .rightBrace {
      advance()
    } else if closings.contains(where: { $0.before == index && $0.opening == opening }) {
      nodes[block].isBroken = true
      tell(unclosed(opened, before: index))
    } else if atEnd {
      nodes[block].isBroken = true
      if let suspicion {
        missingClosing = suspicion
      } else if !current.isMalformed, !tokens[index - 1].isMalformed {
        tell(unclosed(opened, before: nil))
      }
    }
    end(block)
  }

  private func unclosed(_ block: OpenBlock, before token: Int?) -> Diagnostic {
    var header = text(block.owner)
    var last = block.owner + 1
    while last < block.opening, tokens[last].kind == .name || tokens[last].kind == .dot || tokens[last].kind.isArrow,
      last - block.owner < 8
    {
      header += (tokens[last].flags.contains(.spaceBefore) ? " " : "") + text(last)
      last += 1
    }
    return ParserMessage.unclosedBlock(
      owner: header, opening: span(block.opening),
      place: token.map { place in
        // Above the comments of the statement that stands outside, where there are any.
        let hasComment = tokens[place].flags.contains(.commentBefore)
        var offset = hasComment ? tokens[place - 1].end : tokens[place].start
        if hasComment {
          while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
          offset = min(offset + 1, tokens[place].start)
        } else {
          while offset > 0, bytes[offset - 1] != 0x0A, bytes[offset - 1] != 0x0D { offset -= 1 }
        }
        let line = bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        return ParserMessage.ClosingPlace(
          first: Span(source.id, tokens[place].start..<tokens[place].start + 1), offset: offset, line: line,
          indentation: block.indentation)
      }, end: Span(source.id, bytes.count..<bytes.count), endsInNewline: bytes.last == 0x0A)
  }

  /// Passes a block that lies too deep without reading it.
  private mutating func skipDeepBlock(of node: Int) {
    report(ParserMessage.tooDeep(span(index), limit: Self.depthLimit), in: node)
    var depth = 0
    repeat {
      if kind == .leftBrace { depth += 1 }
      if kind == .rightBrace { depth -= 1 }
      advance()
    } while depth > 0 && !atEnd
  }

  /// The value of a property: atoms up to the end of the line, a separator, a `{` or a `}`.
  ///
  /// The atoms are no nodes; only the signs that open and close are checked here.
  mutating func phrase(of node: Int) {
    var lists: [Int] = []
    while true {
      let token = current
      switch token.kind {
      case .endOfFile, .rightBrace, .leftBrace:
        if let opening = lists.last {
          report(unclosedList(opening), in: node)
        }
        return
      case .semicolon:
        if let opening = lists.last { report(unclosedList(opening), in: node) }
        return
      case .comma:
        guard let opening = lists.last else { return }
        if isNextProperty(index + 1), !closesOnThisLine() {
          report(unclosedList(opening), in: node)
          return
        }
        checkElement(opening, in: node)
        advance()
      case .leftBracket, .leftParenthesis:
        guard lists.count < Self.listDepthLimit else {
          report(ParserMessage.tooDeep(span(index), limit: Self.listDepthLimit), in: node)
          recover()
          return
        }
        if lists.isEmpty, token.newlineBefore, index > nodes[node].firstToken + 2, !continues(after: index - 1) {
          return
        }
        lists.append(index)
        advance()
      case .rightBracket, .rightParenthesis:
        guard let opening = lists.last,
          (tokens[opening].kind == .leftBracket) == (token.kind == .rightBracket)
        else {
          report(ParserMessage.strayClosing(span(index), sign: text(index)), in: node)
          recover()
          return
        }
        checkElement(opening, in: node)
        lists.removeLast()
        advance()
      case .colon, .equal:
        guard reportMisplaced(in: node, lists: lists) else { return }
      default:
        if lists.isEmpty {
          let isFirst = index == nodes[node].firstToken + 2
          if token.newlineBefore, !isFirst, !continues(after: index - 1) { return }
          if !isFirst, isNextProperty(index) { return }
          // Inside a block an arrow begins a relation, whose missing separator is reported where the value ends. In
          // `rate: 3/s Web -> Api` the name before it is its left end.
          if !isFirst, token.kind.isArrow, !open.isEmpty {
            if tokens[index - 1].kind == .name, tokens[index - 2].kind.isNumeric { index -= 1 }
            return
          }
        } else if token.newlineBefore, isNextProperty(index) || isNextBlock(index), let opening = lists.last {
          report(unclosedList(opening), in: node)
          return
        }
        if token.kind.isArrow || (token.kind == .dot && !joinsNames(inList: !lists.isEmpty)) {
          guard reportMisplaced(in: node, lists: lists) else { return }
          continue
        }
        advance()
        if lists.isEmpty, isOperator(index - 1), dangles(afterColon: false) {
          report(
            ParserMessage.missingOperand(span(index - 1), what: "nothing stands behind `\(text(index - 1))`"), in: node)
          return
        }
      }
    }
  }

  /// Reports a token that no value holds and passes it: inside a list alone, else with the rest of the line. Tells
  /// whether the value goes on.
  private mutating func reportMisplaced(in node: Int, lists: [Int]) -> Bool {
    report(ParserMessage.leftOver(span(index), found: described(index), kind: kind, what: nil), in: node)
    guard lists.isEmpty else {
      advance()
      return true
    }
    recover()
    return false
  }

  /// Whether the current dot stands between two names.
  private func joinsNames(inList: Bool) -> Bool {
    tokens[index - 1].kind == .name && following.kind == .name && (inList || !following.newlineBefore)
  }

  /// Reports an element of a list or a parenthesis that is missing or not complete before the current `,`, `]` or `)`.
  private mutating func checkElement(_ opening: Int, in node: Int) {
    let previous = tokens[index - 1].kind
    let isList = tokens[opening].kind == .leftBracket
    if previous == .comma || index - 1 == opening {
      // An empty list and a last comma are fine.
      if isList, kind == .rightBracket { return }
      report(ParserMessage.missingElement(span(index), before: text(index)), in: node)
    } else if previous.isOperatorSign {
      report(
        ParserMessage.missingOperand(span(index - 1), what: "nothing stands behind `\(text(index - 1))`"), in: node)
    } else if !isList, kind == .comma {
      report(ParserMessage.leftOver(span(index), found: described(index), kind: kind, what: nil), in: node)
    }
  }

  private func unclosedList(_ opening: Int) -> Diagnostic {
    let sign = tokens[opening].kind == .leftBracket ? "]" : ")"
    // What stands before the end of the list's first line, without a separator, is taken for the list.
    var last = opening
    while last + 1 < index, !tokens[last + 1].newlineBefore { last += 1 }
    if tokens[last].kind == .comma { last -= 1 }
    return ParserMessage.unclosedList(span(opening), sign: sign, at: span(last))
  }

  private func isNextProperty(_ token: Int) -> Bool {
    guard token + 1 < tokens.count else { return false }
    return tokens[token].kind == .name && tokens[token + 1].kind == .colon && !tokens[token + 1].newlineBefore
  }

  /// Whether a line begins a declaration with a block, such as `service Orders "…" {`, which no list goes on with.
  func isNextBlock(_ token: Int) -> Bool {
    guard token + 2 < tokens.count, tokens[token].newlineBefore, tokens[token].kind == .name,
      tokens[token + 1].kind == .name
    else { return false }
    // A title and a few tags at most stand before the block.
    for next in token + 1..<min(token + 10, tokens.count) {
      if tokens[next].newlineBefore { return false }
      switch tokens[next].kind {
      case .leftBrace: return true
      case .name where next == token + 1: continue
      case .string where next == token + 2: continue
      case .tag: continue
      default: return false
      }
    }
    return false
  }

  /// Whether the innermost open list is closed on the current line. Looks at the next tokens only, so that a long line
  /// is not searched again and again.
  private func closesOnThisLine() -> Bool {
    var depth = 0
    for token in index + 1..<min(index + 64, tokens.count) {
      if tokens[token].newlineBefore { return false }
      switch tokens[token].kind {
      case .leftBracket, .leftParenthesis: depth += 1
      case .rightBracket, .rightParenthesis:
        if depth == 0 { return true }
        depth -= 1
      case .leftBrace, .rightBrace, .semicolon: return false
      default: break
      }
    }
    return false
  }

  /// Whether a token that ends a line carries the phrase on to the next one.
  private func continues(after token: Int) -> Bool {
    tokens[token].kind == .colon || isOperator(token)
  }

  private func isOperator(_ token: Int) -> Bool {
    tokens[token].kind.isOperatorSign || isWord(token, "and") || isWord(token, "or") || isWord(token, "not")
  }
}
