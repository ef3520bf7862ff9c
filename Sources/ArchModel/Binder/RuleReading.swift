import ArchSyntax

/// Where the reading of a rule's words stands.
struct RuleCursor {
  var index: Int
  let end: Int
  /// Where names are looked up.
  let scope: ElementID
  /// Whether `to` and `passes` end a selector.
  var readsPath = false

  var atEnd: Bool { index >= end }
}

/// Reads the words of `require:` and the ends of a rule's relations.
extension Binder {
  /// What may be selected by its kind.
  static var selectable: KindSet { RuleWords.selectable }

  func isWord(_ cursor: RuleCursor, _ words: String...) -> Bool {
    guard !cursor.atEnd, tokens[cursor.index].kind == .name else { return false }
    let range = tokens[cursor.index].range
    return words.contains { $0.utf8.elementsEqual(bytes[range]) }
  }

  /// The demand behind `require:`, or nil after a report.
  mutating func readRequirement(_ range: Range<Int>, scope: ElementID) -> RuleClause? {
    guard !range.isEmpty, range.upperBound <= tokens.count, !range.contains(where: { tokens[$0].isMalformed }) else {
      return nil
    }
    var cursor = RuleCursor(index: range.lowerBound, end: range.upperBound, scope: scope)
    guard let demand = readDemand(&cursor) else { return nil }
    guard cursor.atEnd else {
      report(RuleMessage.leftOver(span(cursor.index..<cursor.end), text: text(cursor.index..<cursor.end)))
      return nil
    }
    return RuleClause(demand: demand, tokens: TokenRef(file, range))
  }

  private mutating func readDemand(_ cursor: inout RuleCursor) -> RuleClause.Demand? {
    let isNegated = isWord(cursor, "no")
    if isNegated || isWord(cursor, "every") { cursor.index += 1 }
    if isWord(cursor, "path") { return readPath(&cursor, isNegated: isNegated) }
    if isWord(cursor, "relation", "call", "message") { return readRelations(&cursor, isNegated: isNegated) }
    guard let selector = readSelector(&cursor) else { return nil }
    if isNegated {
      guard isWord(cursor, "has") else { return .none(selector) }
      cursor.index += 1
      guard let condition = readCondition(&cursor, kinds: selector.kinds) else { return nil }
      guard isConsistent(selector.condition, condition) else { return nil }
      return .every(selector, .not(condition))
    }
    guard isWord(cursor, "has", "lacks") else {
      reportWanted("`has` and a condition", cursor)
      return nil
    }
    let lacks = isWord(cursor, "lacks")
    cursor.index += 1
    guard let condition = readCondition(&cursor, kinds: selector.kinds) else { return nil }
    if lacks { return .every(selector, .not(condition)) }
    guard isConsistent(selector.condition, condition) else { return nil }
    return .every(selector, condition)
  }

  /// `path A to B passes C`, `no path A to B`
  private mutating func readPath(_ cursor: inout RuleCursor, isNegated: Bool) -> RuleClause.Demand? {
    cursor.index += 1
    cursor.readsPath = true
    guard let (source, target) = readEnds(&cursor) else { return nil }
    if isNegated {
      return .never(
        RelationPattern(source: source, target: target, arrows: nil, label: nil, tags: [], condition: nil))
    }
    guard isWord(cursor, "passes", "through") else {
      reportWanted("`passes` and what lies on the path", cursor)
      return nil
    }
    cursor.index += 1
    guard let through = readSelector(&cursor) else { return nil }
    return .path(from: source, to: target, through: through)
  }

  /// `every relation A to B has …`, `no call A to B`
  private mutating func readRelations(_ cursor: inout RuleCursor, isNegated: Bool) -> RuleClause.Demand? {
    let arrows: [Arrow] =
      isWord(cursor, "call") ? [.call, .twoWay] : isWord(cursor, "message") ? [.message] : Arrow.allCases
    cursor.index += 1
    cursor.readsPath = true
    guard let (source, target) = readEnds(&cursor) else { return nil }
    cursor.readsPath = false
    var condition: RuleCondition?
    let hasCondition = isWord(cursor, "has", "lacks")
    let lacks = isWord(cursor, "lacks")
    if hasCondition {
      cursor.index += 1
      condition = readCondition(&cursor, kinds: [.relation])
      guard condition != nil else { return nil }
    } else if !isNegated {
      reportWanted("`has` and a condition", cursor)
      return nil
    }
    let pattern = RelationPattern(
      source: source, target: target, arrows: arrows, label: nil, tags: [],
      condition: isNegated ? condition.map { lacks ? .not($0) : $0 } : nil)
    guard !isNegated, let condition else { return .never(pattern) }
    return .everyRelation(pattern, lacks ? .not(condition) : condition)
  }

  /// `[from] A to B`
  private mutating func readEnds(_ cursor: inout RuleCursor) -> (RuleSelector, RuleSelector)? {
    if isWord(cursor, "from") { cursor.index += 1 }
    guard let source = readSelector(&cursor) else { return nil }
    guard isWord(cursor, "to") else {
      reportWanted("`to` and where it leads", cursor)
      return nil
    }
    cursor.index += 1
    guard let target = readSelector(&cursor) else { return nil }
    return (source, target)
  }

  // MARK: Selectors

  /// `service`, `[service, Orders] in Private with replicas >= 2`, `#legacy`
  mutating func readSelector(_ cursor: inout RuleCursor) -> RuleSelector? {
    let start = cursor.index
    guard let terms = readTerms(&cursor) else { return nil }
    var conditions: [RuleCondition] = []
    let kinds = kinds(of: terms)
    while !cursor.atEnd {
      if isWord(cursor, "in") {
        guard let term = readInside(&cursor) else { return nil }
        conditions.append(.term(term))
      } else if isWord(cursor, "with") {
        cursor.index += 1
        guard let condition = readCondition(&cursor, kinds: kinds) else { return nil }
        conditions.append(condition)
      } else if tokens[cursor.index].kind == .tag {
        // `service #legacy`: those that bear the tag.
        conditions.append(
          .term(RuleTerm(test: .tag(tagName(cursor.index)), tokens: TokenRef(file, cursor.index..<cursor.index + 1))))
        cursor.index += 1
      } else {
        break
      }
    }
    let condition: RuleCondition? =
      conditions.count > 1 ? .and(conditions) : conditions.first
    guard isConsistent(condition, nil) else { return nil }
    return RuleSelector(
      terms: terms, condition: condition, tokens: TokenRef(file, start..<cursor.index), kinds: kinds)
  }

  /// One term, or several in brackets.
  private mutating func readTerms(_ cursor: inout RuleCursor) -> [RuleSelector.Term]? {
    guard !cursor.atEnd else {
      reportWanted("a kind, a name or a tag", cursor)
      return nil
    }
    guard tokens[cursor.index].kind == .leftBracket else { return readTerm(&cursor).map { [$0] } }
    cursor.index += 1
    var terms: [RuleSelector.Term] = []
    while !cursor.atEnd, tokens[cursor.index].kind != .rightBracket {
      guard let term = readTerm(&cursor) else { return nil }
      terms.append(term)
      if !cursor.atEnd, tokens[cursor.index].kind == .comma {
        cursor.index += 1
      } else if !cursor.atEnd, tokens[cursor.index].kind != .rightBracket {
        reportWanted("`,` or `]`", cursor)
        return nil
      }
    }
    guard !cursor.atEnd, !terms.isEmpty else {
      reportWanted("a kind, a name or a tag", cursor)
      return nil
    }
    cursor.index += 1
    return terms
  }

  /// A name beats a kind, as in `watches`.
  private mutating func readTerm(_ cursor: inout RuleCursor) -> RuleSelector.Term? {
    guard !cursor.atEnd else {
      reportWanted("a kind, a name or a tag", cursor)
      return nil
    }
    switch tokens[cursor.index].kind {
    case .tag:
      cursor.index += 1
      return .tag(tagName(cursor.index - 1))
    case .leftParenthesis:
      cursor.index += 1
      var inner = cursor
      inner.readsPath = false
      guard let selector = readSelector(&inner) else { return nil }
      guard !inner.atEnd, tokens[inner.index].kind == .rightParenthesis else {
        reportWanted("`)`", inner)
        return nil
      }
      cursor.index = inner.index + 1
      return .selector(selector)
    case .name:
      let start = cursor.index
      cursor.index += 1
      while cursor.index + 1 < cursor.end, tokens[cursor.index].kind == .dot, tokens[cursor.index + 1].kind == .name {
        cursor.index += 2
      }
      return selectorTerm(path: start..<cursor.index, scope: cursor.scope)
    default:
      reportWanted("a kind, a name or a tag", cursor)
      return nil
    }
  }

  /// The part or the kinds that a path means, or nil after a report.
  mutating func selectorTerm(path: Range<Int>, scope: ElementID) -> RuleSelector.Term? {
    if path.count == 1, !isDeclared(name(path.lowerBound), Self.selectable) {
      if let kind = Schema.kind(name(path.lowerBound)), Self.selectable.contains(kind) { return .kinds([kind]) }
      let word = text(path)
      if let group = RuleWords.groups.first(where: { $0.word == word }) { return .kinds(group.kinds) }
      reportUnknownSelector(path, word: word)
      return nil
    }
    return resolve(path: path, scope: scope, allowing: Self.selectable).map { .element($0) }
  }

  private mutating func reportUnknownSelector(_ path: Range<Int>, word: String) {
    var words = Self.selectable.kinds.map(\.rawValue) + RuleWords.groups.map(\.word)
    if unknownNames.count < 100 {
      unknownNames[interner.intern(word)] = diagnostics.count
      for element in elements where Self.selectable.contains(element.kind) && !element.isBroken && element.name != .none
      {
        words.append(interner.text(element.name))
      }
    }
    report(RuleMessage.unknownSelector(span(path), word: word, nearest: nearest(to: word, among: words)))
  }

  private func kinds(of terms: [RuleSelector.Term]) -> KindSet {
    var result = KindSet()
    for term in terms {
      switch term {
      case .kinds(let kinds): result = result | kinds
      case .element(let element): result.insert(elements[Int(element.index)].kind)
      case .tag: result = result | KindSet.subjects
      case .selector(let selector): result = result | selector.kinds
      }
    }
    return result
  }

  /// `in Private`
  mutating func readInside(_ cursor: inout RuleCursor) -> RuleTerm? {
    let start = cursor.index
    cursor.index += 1
    guard let terms = readTerms(&cursor) else { return nil }
    let selector = RuleSelector(
      terms: terms, condition: nil, tokens: TokenRef(file, start + 1..<cursor.index), kinds: kinds(of: terms))
    return RuleTerm(test: .inside(selector), tokens: TokenRef(file, start..<cursor.index))
  }

  // MARK: Reports

  func reportedWords(_ cursor: RuleCursor) -> (span: Span, behind: String?) {
    let last = max(0, cursor.index - 1)
    return (span(cursor.atEnd ? last : cursor.index), text(last))
  }

  mutating func reportWanted(_ wanted: String, _ cursor: RuleCursor) {
    let (span, behind) = reportedWords(cursor)
    report(
      RuleMessage.wanted(
        span, behind: behind, wanted: wanted, found: cursor.atEnd ? nil : text(cursor.index),
        readsPath: cursor.readsPath))
  }
}
