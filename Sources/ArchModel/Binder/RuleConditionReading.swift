import ArchSyntax

/// Reads what a rule wants of a part: `owner and (replicas >= 2 or #small)`.
extension Binder {
  /// Parentheses nest no deeper; the parser has refused deeper ones.
  private static let depthLimit = 50

  mutating func readCondition(_ cursor: inout RuleCursor, kinds: KindSet) -> RuleCondition? {
    readAlternatives(&cursor, kinds: kinds, depth: 0)
  }

  /// Conditions joined by `or`, which binds less than `and`.
  private mutating func readAlternatives(_ cursor: inout RuleCursor, kinds: KindSet, depth: Int) -> RuleCondition? {
    guard depth <= Self.depthLimit, let first = readConjunction(&cursor, kinds: kinds, depth: depth) else { return nil }
    var all = [first]
    while isWord(cursor, "or") {
      cursor.index += 1
      guard let next = readConjunction(&cursor, kinds: kinds, depth: depth) else { return nil }
      all.append(next)
    }
    return all.count == 1 ? first : .or(all)
  }

  private mutating func readConjunction(_ cursor: inout RuleCursor, kinds: KindSet, depth: Int) -> RuleCondition? {
    guard let first = readNegation(&cursor, kinds: kinds, depth: depth) else { return nil }
    var all = [first]
    while isWord(cursor, "and") {
      cursor.index += 1
      guard let next = readNegation(&cursor, kinds: kinds, depth: depth) else { return nil }
      all.append(next)
    }
    return all.count == 1 ? first : .and(all)
  }

  private mutating func readNegation(_ cursor: inout RuleCursor, kinds: KindSet, depth: Int) -> RuleCondition? {
    var isNegated = false
    while isWord(cursor, "not") {
      isNegated.toggle()
      cursor.index += 1
    }
    let condition: RuleCondition?
    if !cursor.atEnd, tokens[cursor.index].kind == .leftParenthesis {
      cursor.index += 1
      condition = readAlternatives(&cursor, kinds: kinds, depth: depth + 1)
      guard condition != nil else { return nil }
      guard !cursor.atEnd, tokens[cursor.index].kind == .rightParenthesis else {
        reportWanted("`)`", cursor)
        return nil
      }
      cursor.index += 1
    } else {
      condition = readTest(&cursor, kinds: kinds).map { .term($0) }
    }
    return condition.map { isNegated ? .not($0) : $0 }
  }

  /// `owner`, `replicas >= 2`, `holds pii`, `#legacy`, `in Private`
  private mutating func readTest(_ cursor: inout RuleCursor, kinds: KindSet) -> RuleTerm? {
    guard !cursor.atEnd else {
      reportWanted("a property", cursor)
      return nil
    }
    let start = cursor.index
    if tokens[start].kind == .tag {
      cursor.index += 1
      return RuleTerm(test: .tag(tagName(start)), tokens: TokenRef(file, start..<start + 1))
    }
    if isWord(cursor, "in") { return readInside(&cursor) }
    guard tokens[start].kind == .name else {
      reportWanted("a property", cursor)
      return nil
    }
    let id = name(start)
    cursor.index += 1
    let row = kinds.kinds.lazy.compactMap { Schema.property(id, on: $0) }.first
    guard let row else { return readChildKind(start, kinds: kinds) }
    return readValue(row, key: start, &cursor)
  }

  /// `flow has objective`: a declaration in the block.
  private mutating func readChildKind(_ token: Int, kinds: KindSet) -> RuleTerm? {
    if let kind = Schema.kind(name(token)), kinds.kinds.contains(where: { Schema.spec(of: $0).holds.contains(kind) }) {
      return RuleTerm(test: .holds(kind), tokens: TokenRef(file, token..<token + 1))
    }
    let all = kinds.kinds
    var words: [String] = []
    var seen: Set<String> = []
    for kind in all {
      for word in Schema.propertyNames(on: kind) where seen.insert(word).inserted { words.append(word) }
    }
    let matches = nearest(to: text(token), among: words)
    if all.count == 1, let kind = all.first {
      report(
        NameMessage.unknownProperty(
          span(token), word: text(token), kind: kind, nearest: matches, elsewhere: Schema.kinds(having: name(token))))
    } else {
      report(RuleMessage.unknownProperty(span(token), word: text(token), nearest: matches))
    }
    return nil
  }

  /// What stands behind the name of a property, read by the type of the property.
  private mutating func readValue(_ row: Int, key: Int, _ cursor: inout RuleCursor) -> RuleTerm? {
    let property = Schema.properties[row].name
    var comparison: Comparison?
    if !cursor.atEnd, let found = Comparison(token: tokens[cursor.index].kind) {
      comparison = found
      cursor.index += 1
    }
    let start = cursor.index
    let end = valueEnd(cursor)
    cursor.index = end
    let words = TokenRef(file, key..<end)
    guard start < end else {
      if comparison != nil {
        reportWanted("a value", cursor)
        return nil
      }
      return RuleTerm(test: .stated(property), tokens: words)
    }
    switch Schema.properties[row].type {
    case .verification, .words:
      report(RuleMessage.noValue(span(start..<end), property: property.rawValue))
      return nil
    default: break
    }
    guard let value = readPhrase(tokens: start..<end, property: row, scope: cursor.scope) else { return nil }
    if let comparison, comparison != .equal, comparison != .notEqual, quantity(of: value.value) == nil {
      report(
        RuleMessage.notOrdered(
          span(start - 1), property: property.rawValue, sign: comparison.rawValue, value: text(start..<end)))
      return nil
    }
    return RuleTerm(test: .value(property, comparison, value), tokens: words)
  }

  /// Where the value at the cursor ends: at a word that goes on with the rule, or at a closing sign.
  private func valueEnd(_ cursor: RuleCursor) -> Int {
    var depth = 0
    var at = cursor
    while !at.atEnd {
      switch tokens[at.index].kind {
      case .leftParenthesis, .leftBracket: depth += 1
      case .rightParenthesis, .rightBracket:
        if depth == 0 { return at.index }
        depth -= 1
      case .comma where depth == 0: return at.index
      case .name where depth == 0:
        if isWord(at, "and", "or", "has", "lacks", "with", "in") { return at.index }
        if cursor.readsPath, isWord(at, "to", "passes", "through") { return at.index }
      default: break
      }
      at.index += 1
    }
    return at.end
  }

  /// The one quantity of a value; of a range or a list there is none.
  fileprivate func quantity(of value: Value) -> Quantity? {
    switch value {
    case .quantity(let quantity): return quantity
    case .record(let range), .list(let range):
      guard let first = range.indices.first, case .quantity(let quantity) = pool[first].value else { return nil }
      return quantity
    default: return nil
    }
  }

  // MARK: Contradictions

  /// Whether something can meet both conditions; reports where one of them excludes the other.
  mutating func isConsistent(_ first: RuleCondition?, _ second: RuleCondition?) -> Bool {
    var bounds = ConditionBounds()
    for term in conjuncts(first) + conjuncts(second) {
      guard let earlier = bounds.add(term, in: self) else { continue }
      let isDemand = conjuncts(second).contains { $0.term.tokens == term.term.tokens }
      report(
        RuleMessage.contradiction(
          span(term.term.tokens.tokens), words: (term.isNegated ? "not " : "") + text(term.term.tokens.tokens),
          first: span(earlier.term.tokens.tokens),
          firstWords: (earlier.isNegated ? "not " : "") + text(earlier.term.tokens.tokens), isDemand: isDemand))
      return false
    }
    return true
  }

  /// The terms that all have to hold, through `and` alone.
  private func conjuncts(_ condition: RuleCondition?) -> [(term: RuleTerm, isNegated: Bool)] {
    switch condition {
    case nil, .or: []
    case .term(let term): [(term, false)]
    case .and(let all): all.flatMap { conjuncts($0) }
    case .not(.term(let term)): [(term, true)]
    case .not: []
    }
  }

  /// What the terms read so far leave open for each property.
  private struct ConditionBounds {
    typealias Item = (term: RuleTerm, isNegated: Bool)

    private struct Bound {
      var lower = -Double.infinity
      var upper = Double.infinity
      var exact: Value?
      /// Whether it is wanted to be there at all.
      var isStated: Bool
      var item: Item
    }

    private var bounds: [PropertyName: Bound] = [:]
    private var tags: [NameID: Item] = [:]

    /// Adds a term; gives an earlier one that excludes it.
    mutating func add(_ item: Item, in binder: Binder) -> Item? {
      switch item.term.test {
      case .tag(let tag):
        if let known = tags[tag], known.isNegated != item.isNegated { return known }
        tags[tag] = item
      case .stated(let name):
        if let known = bounds[name] { return known.isStated == item.isNegated ? known.item : nil }
        bounds[name] = Bound(isStated: !item.isNegated, item: item)
      case .value(let name, let comparison, let stated) where !item.isNegated:
        return add(item, name, comparison ?? .equal, stated.value, in: binder)
      default: break
      }
      return nil
    }

    private mutating func add(
      _ item: Item, _ name: PropertyName, _ comparison: Comparison, _ value: Value, in binder: Binder
    ) -> Item? {
      let single = Self.single(value, in: binder)
      let isNone = single == .word(binder.tables.words.none)
      var bound = bounds[name] ?? Bound(isStated: !isNone, item: item)
      if comparison == .notEqual { return nil }
      if bound.isStated == isNone { return bound.item }
      if let number = binder.quantity(of: value)?.value, number.isFinite {
        // A strict bound is taken a little further in, so that `< 2 and >= 2` has no room.
        let step = max(abs(number), 1) * 1e-12
        if comparison == .greater || comparison == .greaterOrEqual || comparison == .equal {
          bound.lower = max(bound.lower, comparison == .greater ? number + step : number)
        }
        if comparison == .less || comparison == .lessOrEqual || comparison == .equal {
          bound.upper = min(bound.upper, comparison == .less ? number - step : number)
        }
        if bound.lower > bound.upper { return bound.item }
      } else if let single, single == value {
        if let exact = bound.exact, exact != value { return bound.item }
        bound.exact = value
      }
      bounds[name] = bound
      return nil
    }

    /// The one value of a list, or the value where a property has one such value at a time.
    private static func single(_ value: Value, in binder: Binder) -> Value? {
      switch value {
      case .flag, .word, .date, .element: return value
      case .list(let range):
        guard range.indices.count == 1, let first = range.indices.first else { return nil }
        return binder.pool[first].value
      default: return nil
      }
    }
  }
}
