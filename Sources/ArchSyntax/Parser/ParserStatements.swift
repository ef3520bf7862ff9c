extension Parser {
  mutating func statement() {
    let next = following
    switch kind {
    case .name:
      switch next.kind {
      case .colon where !next.newlineBefore: property()
      case .arrowCall, .arrowTwoWay, .arrowMessage, .arrowReplication, .arrowPath, .arrowCallBack, .arrowMessageBack,
        .dot:
        // Inside a block an arrow on the next line begins a relation of the component, and the name is a flag.
        if next.newlineBefore, next.kind.isArrow, !open.isEmpty { flag() } else { relation() }
      case .string where isWord(index, "import"): importStatement()
      case .equal where !next.newlineBefore: property()
      case .name, .string, .multilineString, .number, .quantity, .version, .date, .range, .tag:
        if next.newlineBefore { flag() } else { declaration() }
      case .leftBrace: declaration()
      default: flag()
      }
    case .tag: declaration()
    case .leftBracket: relation()
    case _ where kind.isArrow: relation()
    default: unreadable()
    }
  }

  private mutating func importStatement() {
    let node = begin(.importStatement)
    advance()
    advance()
    if hasRest { reportRest(of: node, behind: "an import") }
    end(node)
  }

  private mutating func flag() {
    let node = begin(.flag)
    advance()
    if hasRest { reportRest(of: node, behind: "`\(text(nodes[node].firstToken))`") }
    end(node)
  }

  /// `kind Name second "title" #tag { … }`, or `#tag { … }` inside `defaults`.
  private mutating func declaration() {
    let node = begin(.declaration)
    if kind == .tag {
      while kind == .tag, sameLine || index == nodes[node].firstToken { advance() }
      guard kind == .leftBrace else {
        index = nodes[node].firstToken
        hashLine(node)
        return
      }
      block(of: node)
      end(node)
      return
    }
    let takesTwoNames = isWord(index, "use")
    advance()
    if kind == .name, sameLine {
      path()
      if takesTwoNames, kind == .name, sameLine { advance() }
    } else if kind.isNumeric, sameLine {
      advance()
    }
    if kind.isString, sameLine { advance() }
    while kind == .tag, sameLine { advance() }
    block(of: node)
    if hasRest { reportRest(of: node, behind: nil) }
    end(node)
  }

  /// A line that begins with `#word` and opens no block is a comment in the wrong spelling.
  private mutating func hashLine(_ node: Int) {
    let sign = Span(source.id, current.start..<current.start + 1)
    nodes[node].isBroken = true
    tell(SyntaxMessage.hashComment(sign, sign: sign))
    advance()
    while !atEnd, sameLine, kind != .rightBrace { advance() }
    end(node)
  }

  /// Names joined by dots; the first one is current.
  mutating func path() {
    advance()
    while kind == .dot, sameLine, following.kind == .name, !following.newlineBefore {
      advance()
      advance()
    }
  }

  private mutating func relation() {
    let node = begin(.relation)
    if !kind.isArrow, !ends(of: node) {
      block(of: node)
      end(node)
      return
    }
    guard kind.isArrow else {
      // `Zone.Service` alone, or `[A, B]` alone.
      report(
        ParserMessage.missingArrow(span(index), after: span(index - 1), atLineEnd: current.newlineBefore || atEnd),
        in: node)
      recover()
      block(of: node)
      end(node)
      return
    }
    while kind.isArrow {
      let arrow = index
      advance()
      if dangles(afterColon: false) {
        report(ParserMessage.missingOperand(span(arrow), what: "`\(text(arrow))` leads to nothing"), in: node)
        break
      }
      if !ends(of: node) { break }
      // Inside a block an arrow at the beginning of a line begins a relation of the component.
      if kind.isArrow, current.newlineBefore, !open.isEmpty { break }
    }
    if kind.isString, sameLine { advance() }
    while kind == .tag, sameLine { advance() }
    block(of: node)
    if hasRest { reportRest(of: node, behind: "a relation") }
    end(node)
  }

  /// A path or a list of paths. Gives false, and reports, when there is none.
  private mutating func ends(of node: Int) -> Bool {
    if kind == .name {
      path()
      if kind == .dot, sameLine {
        report(ParserMessage.missingOperand(span(index), what: "a name is missing behind `.`"), in: node)
        recover()
        return false
      }
      return true
    }
    guard kind == .leftBracket else {
      report(ParserMessage.notAnEnd(span(index), found: described(index)), in: node)
      recover()
      return false
    }
    let opening = index
    advance()
    while true {
      switch kind {
      case .name
      where current.newlineBefore && tokens[index - 1].kind == .comma && following.kind == .name
        && !following.newlineBefore:
        // A declaration on a line of its own, such as `queue Mails`: two names side by side are no end.
        report(ParserMessage.unclosedList(span(opening), sign: "]", at: span(index - 1)), in: node)
        return false
      case .name:
        path()
        if kind == .name || kind == .leftBracket {
          report(ParserMessage.missingComma(span(index), after: span(index - 1)), in: node)
        }
      case .comma, .rightBracket:
        let isLast = kind == .rightBracket
        if index - 1 == opening || (!isLast && tokens[index - 1].kind == .comma) {
          report(ParserMessage.missingElement(span(index), before: text(index)), in: node)
        }
        advance()
        if isLast { return true }
      default:
        if kind == .endOfFile || kind == .rightBrace || kind == .leftBrace || kind == .colon || kind.isArrow {
          report(ParserMessage.unclosedList(span(opening), sign: "]", at: span(index - 1)), in: node)
        } else {
          report(ParserMessage.notAnEnd(span(index), found: described(index)), in: node)
        }
        recover()
        return false
      }
    }
  }

  private mutating func property() {
    let node = begin(.property)
    advance()
    if kind == .equal { warn(ParserMessage.equalSign(span(index)), in: node) }
    let colon = index
    advance()
    if dangles(afterColon: true) {
      report(
        ParserMessage.missingOperand(
          span(colon), what: "`\(text(nodes[node].firstToken))` has no value"), in: node)
    } else {
      phrase(of: node)
    }
    block(of: node)
    if hasRest { reportRest(of: node, behind: "the value of `\(text(nodes[node].firstToken))`") }
    end(node)
  }

  /// Whether nothing follows an arrow, a colon or an operator: the next line begins a statement of its own, or the
  /// block ends.
  // Inlined, as is what else is asked of every statement: a call hands over a copy of the whole parser.
  @inline(__always)
  func dangles(afterColon: Bool) -> Bool {
    switch kind {
    case .endOfFile, .rightBrace, .comma, .semicolon: return true
    case .leftBrace: return true
    case .name:
      let next = following
      if afterColon, !current.newlineBefore { return next.kind == .colon && !next.newlineBefore }
      guard current.newlineBefore, !next.newlineBefore else { return false }
      switch next.kind {
      case .colon, .name: return true
      case .string, .multilineString, .leftBrace: return afterColon
      default: return afterColon && next.kind.isArrow
      }
    default: return afterColon && current.newlineBefore && kind.isArrow
    }
  }

  /// A statement that begins with something no statement begins with.
  private mutating func unreadable() {
    let node = begin(.error)
    nodes[node].isBroken = true
    let first = index
    if !current.isMalformed {
      if let slip = thousandsSeparator() {
        tell(slip.message)
        index = slip.last
        recover()
        // The value before the comma is half a number; nobody shall judge it.
        if let value = nodes.indices.dropLast().last, nodes[value].kind == .property { nodes[value].isBroken = true }
      } else {
        tell(ParserMessage.noStatement(span(index), found: described(index)))
      }
    }
    if index == first, kind == .leftBrace || kind == .rightBracket || kind == .rightParenthesis { advance() }
    if index == first { recover() }
    if index == first { advance() }
    if tokens[first].kind == .leftBrace {
      // The statements of a block that belongs to nothing are read, but mean nothing.
      let depth = open.count
      if depth < Self.depthLimit {
        open.append(OpenBlock(opening: first, owner: first, indentation: lineIndentation(of: first)))
        items()
        open.removeLast()
        if kind == .rightBrace { advance() }
      }
    } else {
      block(of: node)
    }
    end(node)
  }

  /// `1,000/s`: the comma ended the property, and digits stand where a statement should. Gives the last group of digits.
  private func thousandsSeparator() -> (message: Diagnostic, last: Int)? {
    guard index >= 2, tokens[index - 2].kind.isNumeric, isGroup(index) else { return nil }
    var last = index
    while last + 2 < tokens.count, isGroup(last + 2) { last += 2 }
    let span = Span(source.id, tokens[index - 2].start..<tokens[last].end)
    let commas = stride(from: index - 1, to: last, by: 2).map { self.span($0) }
    return (ParserMessage.thousandsSeparator(span, commas: commas), last)
  }

  /// Whether a token begins with three digits and follows a comma without a space.
  private func isGroup(_ token: Int) -> Bool {
    let comma = tokens[token - 1]
    return tokens[token].kind.isNumeric && comma.kind == .comma && comma.end == tokens[token].start
      && comma.start == tokens[token - 2].end
      && bytes[tokens[token].range].prefix { $0 >= 0x30 && $0 <= 0x39 }.count == 3
  }

  /// Whether something is left over on the line of a statement. Asked first, so that the happy path builds no text.
  @inline(__always)
  private var hasRest: Bool {
    switch kind {
    case .endOfFile, .rightBrace, .comma, .semicolon: false
    default: sameLine && tokens[index - 1].kind != .rightBrace
    }
  }

  /// Reports what is left over on the line of a statement.
  private mutating func reportRest(of node: Int, behind what: String?) {
    if kind == .name, following.kind == .colon, !following.newlineBefore {
      report(
        ParserMessage.missingSeparator(
          span(index), "`\(text(index))` begins another property on this line", after: tokens[index - 1].end), in: node)
      nodes[node].isBroken = false
      return
    }
    let beginsRelation = kind.isArrow || (kind == .name && following.kind.isArrow)
    if beginsRelation, !open.isEmpty, nodes[node].kind == .property || nodes[node].kind == .flag {
      // `tech: Go -> Db`: what the arrow leads to keeps its meaning.
      report(
        ParserMessage.missingSeparator(
          span(index), "a relation begins on this line", after: tokens[index - 1].end), in: node)
      nodes[node].isBroken = false
      return
    }
    report(ParserMessage.leftOver(span(index), found: described(index), kind: kind, what: what), in: node)
    recover()
    if kind == .leftBrace { block(of: node) }
  }

  /// A token in words.
  func described(_ token: Int) -> String {
    switch tokens[token].kind {
    case .endOfFile: "the end of the file"
    case .string, .multilineString: "a text"
    case .number, .quantity, .range: "the number `\(short(token))`"
    case .date: "the date `\(short(token))`"
    default: "`\(short(token))`"
    }
  }

  private func short(_ token: Int) -> String {
    let text = text(token)
    return text.count <= 40 ? text : text.prefix(39) + "…"
  }
}
