import ArchSyntax

/// Reads the rules that the program declares: `rule`, `never` and `require`.
extension Binder {
  /// A rule as it is read.
  private struct RuleDraft {
    var element: ElementID?
    /// The name that it was given.
    var name: String?
    var title: String?
    /// What its id is made of where it has neither.
    var words: String
    var span: Span
    var properties: Range<Int>
    var clauses: [RuleClause] = []
    var isBroken = false
  }

  mutating func bindCustomRules() {
    var drafts: [RuleDraft] = []
    for tree in trees {
      enter(tree.source.id)
      drafts += readTopLevelRequirements(of: 0, scope: .program)
    }
    for index in elements.indices where elements[index].kind == .pattern {
      reportJudgements(inPattern: elements[index])
    }
    for index in elements.indices where Self.judgements.contains(elements[index].kind) && !elements[index].isRemoved {
      drafts.append(readJudgement(ElementID(index)))
    }
    guard !drafts.isEmpty else { return }
    drafts.sort { ($0.span.file, $0.span.start) < ($1.span.file, $1.span.start) }
    name(drafts)
  }

  private static let judgements: KindSet = [.rule, .never, .require]

  // MARK: Reading

  /// The `require:` properties that stand directly inside a node.
  private mutating func readTopLevelRequirements(of node: Int, scope: ElementID) -> [RuleDraft] {
    var drafts: [RuleDraft] = []
    var child = node + 1
    while child < nodes[node].next {
      if isRequirement(child) {
        let end = block(of: child).map { nodes[$0].firstToken } ?? nodes[child].endToken
        let words = nodes[child].firstToken + 2..<max(nodes[child].firstToken + 2, end)
        let span = words.isEmpty ? self.span(nodes[child].firstToken) : self.span(words)
        var draft = RuleDraft(words: text(words), span: span, properties: 0..<0)
        if let block = block(of: child) {
          draft.properties = readBlock(block, kind: .require, scope: scope, place: nil)
          reportStrays(in: block, parent: .require)
        }
        if !nodes[child].isBroken, let clause = readRequirement(words, scope: scope) {
          draft.clauses = [clause]
        } else {
          draft.isBroken = true
        }
        drafts.append(draft)
      }
      child = nodes[child].next
    }
    return drafts
  }

  private func isRequirement(_ node: Int) -> Bool {
    nodes[node].kind == .property && text(nodes[node].firstToken) == PropertyName.require.rawValue
  }

  /// A property's block holds properties alone.
  private mutating func reportStrays(in block: Int, parent: Kind) {
    var child = block + 1
    while child < nodes[block].next {
      if nodes[child].kind == .relation || nodes[child].kind == .declaration, !nodes[child].isBroken {
        let token = nodes[child].firstToken
        report(RuleMessage.misplaced(span(token), word: text(token), parent: parent))
      }
      child = nodes[child].next
    }
  }

  /// Of rules a pattern holds `never`s alone, which speak of its parts.
  private mutating func reportJudgements(inPattern pattern: Element) {
    enter(pattern.node.file)
    guard let block = block(of: pattern.node.node) else { return }
    var child = block + 1
    while child < nodes[block].next {
      let token = nodes[child].firstToken
      if nodes[child].kind == .declaration, !nodes[child].isBroken, let kind = Schema.kind(name(token)),
        kind == .rule || kind == .require
      {
        report(RuleMessage.misplaced(span(token), word: text(token), parent: .pattern))
      }
      child = nodes[child].next
    }
  }

  private mutating func readJudgement(_ id: ElementID) -> RuleDraft {
    let element = elements[Int(id.index)]
    enter(element.node.file)
    let node = element.node.node
    let head = head(node)
    let title = head.title.map { string(TokenRef(file, $0..<$0 + 1)) }
    var draft = RuleDraft(
      element: id, name: head.name.map { text($0) }, title: title, words: element.kind.rawValue,
      span: nameSpan(of: id), properties: element.properties)
    draft.isBroken = element.isBroken
    guard let block = block(of: node) else {
      if element.kind != .rule, !element.isBroken {
        report(RuleMessage.noContent(draft.span, kind: element.kind, name: draft.name))
        draft.isBroken = true
      }
      return draft
    }
    if element.kind == .rule {
      readRule(block, scope: id, into: &draft)
    } else {
      readRelations(block, of: element.kind, scope: id, into: &draft)
      if draft.clauses.isEmpty, !draft.isBroken {
        report(RuleMessage.noContent(draft.span, kind: element.kind, name: draft.name))
        draft.isBroken = true
      }
      if let words = draft.clauses.first?.tokens.tokens { draft.words += " " + text(words) }
    }
    return draft
  }

  /// `rule NAME { never { … }, require { … }, require: … }`
  private mutating func readRule(_ block: Int, scope: ElementID, into draft: inout RuleDraft) {
    var child = block + 1
    while child < nodes[block].next {
      defer { child = nodes[child].next }
      if nodes[child].isBroken {
        draft.isBroken = true
        continue
      }
      switch nodes[child].kind {
      case .relation:
        report(RuleMessage.relationInRule(span(nodes[child].firstToken..<(relationEnd(child)))))
        draft.isBroken = true
      case .declaration:
        let token = nodes[child].firstToken
        let kind = Schema.kind(name(token))
        if kind == .never || kind == .require, let kind {
          guard let inner = self.block(of: child) else {
            report(RuleMessage.noContent(span(token), kind: kind, name: nil))
            draft.isBroken = true
            continue
          }
          let reported = diagnostics.count
          _ = readBlock(inner, kind: kind, scope: scope, place: nil)
          let known = draft.clauses.count
          readRelations(inner, of: kind, scope: scope, into: &draft)
          if draft.clauses.count == known, !draft.isBroken {
            draft.isBroken = true
            if diagnostics.count > reported { continue }
            report(RuleMessage.noContent(span(token), kind: kind, name: nil))
          }
        } else if kind != .metadata {
          report(RuleMessage.misplaced(span(token), word: text(token), parent: .rule))
          draft.isBroken = true
        }
      default: break
      }
    }
    for requirement in readTopLevelRequirements(of: block, scope: scope) {
      draft.clauses += requirement.clauses
      if requirement.isBroken { draft.isBroken = true }
      if !requirement.properties.isEmpty {
        report(
          RuleMessage.misplaced(
            requirement.span, word: "require: … { … }", parent: .rule))
        draft.isBroken = true
      }
    }
  }

  private func relationEnd(_ node: Int) -> Int { block(of: node).map { nodes[$0].firstToken } ?? nodes[node].endToken }

  /// The relations of a `never` or `require`, each hop a demand of its own.
  private mutating func readRelations(_ block: Int, of kind: Kind, scope: ElementID, into draft: inout RuleDraft) {
    var child = block + 1
    while child < nodes[block].next {
      defer { child = nodes[child].next }
      if nodes[child].isBroken {
        draft.isBroken = true
        continue
      }
      if nodes[child].kind == .declaration {
        let token = nodes[child].firstToken
        report(RuleMessage.misplaced(span(token), word: text(token), parent: kind))
        draft.isBroken = true
      }
      guard nodes[child].kind == .relation else { continue }
      guard let patterns = readPatterns(child, scope: scope) else {
        draft.isBroken = true
        continue
      }
      let words = TokenRef(file, nodes[child].firstToken..<relationEnd(child))
      for pattern in patterns {
        draft.clauses.append(
          RuleClause(demand: kind == .never ? .never(pattern) : .relation(pattern), tokens: words))
      }
    }
  }

  /// The pairs of a relation statement of a rule, or nil after a report.
  private mutating func readPatterns(_ node: Int, scope: ElementID) -> [RelationPattern]? {
    let head = relationHead(node)
    guard head.ends.count > 1 else { return nil }
    var condition: RuleCondition?
    if let block = block(of: node) {
      let known = diagnostics.count
      let range = readBlock(block, kind: .relation, scope: scope, place: nil)
      guard diagnostics.count == known else { return nil }
      let terms = properties[range].compactMap { property -> RuleCondition? in
        guard let name = property.name else { return nil }
        let statement = nodes[property.node.node]
        return .term(
          RuleTerm(
            test: .value(name, nil, property.stated), tokens: TokenRef(file, statement.firstToken..<statement.endToken))
        )
      }
      condition = terms.isEmpty ? nil : .and(terms)
    }
    let tags = head.tags.map { tagName($0) }
    var left = readEnd(head.ends[0], arrow: head.arrows.first, scope: scope)
    var patterns: [RelationPattern] = []
    for (index, arrow) in head.arrows.enumerated() {
      let right = readEnd(head.ends[index + 1], arrow: nil, scope: scope)
      guard let source = left, let target = right else { return nil }
      let kind = tokens[arrow].kind
      let isTurned = kind == .arrowCallBack || kind == .arrowMessageBack
      let isLast = index == head.arrows.count - 1
      patterns.append(
        RelationPattern(
          source: isTurned ? target : source, target: isTurned ? source : target, arrows: Self.arrows(kind),
          label: isLast ? head.label.map { string(TokenRef(file, $0..<$0 + 1)) } : nil, tags: tags,
          condition: condition))
      left = right
    }
    return patterns
  }

  /// The relations that an arrow of a rule speaks of; nil for paths. A stream of two ways is a call as well.
  private static func arrows(_ kind: TokenKind) -> [Arrow]? {
    switch kind {
    case .arrowPath: nil
    case .arrowTwoWay: [.twoWay]
    case .arrowMessage, .arrowMessageBack: [.message]
    case .arrowReplication: [.replication]
    default: [.call, .twoWay]
    }
  }

  /// The parts at one end; the component around the rule where there is none.
  private mutating func readEnd(_ end: Range<Int>, arrow: Int?, scope: ElementID) -> RuleSelector? {
    var terms: [RuleSelector.Term] = []
    var kinds = KindSet()
    if end.isEmpty {
      var current = scope
      while current != .program, !componentKinds.contains(elements[Int(current.index)].kind) {
        current = elements[Int(current.index)].parent
      }
      guard current != .program else {
        if let arrow { report(NameMessage.noLeftEnd(span(arrow))) }
        return nil
      }
      terms = [.element(current)]
      kinds.insert(elements[Int(current.index)].kind)
    }
    for path in RelationHead.paths(of: end, tokens: tokens) {
      guard let term = selectorTerm(path: path, scope: scope) else { return nil }
      if case .kinds(let set) = term { kinds = kinds | set }
      if case .element(let element) = term { kinds.insert(elements[Int(element.index)].kind) }
      terms.append(term)
    }
    guard !terms.isEmpty else { return nil }
    return RuleSelector(terms: terms, condition: nil, tokens: TokenRef(file, end), kinds: kinds)
  }

  // MARK: Names

  /// Gives each rule its id. Names come first, so that none has to give way to what is made of words.
  private mutating func name(_ drafts: [RuleDraft]) {
    var taken: [String: Int] = [:]
    func free(_ id: String) -> String {
      guard taken[id] != nil else {
        taken[id] = 1
        return id
      }
      var candidate = id
      var number = taken[id, default: 1]
      repeat {
        number += 1
        candidate = "\(id)-\(number)"
      } while taken[candidate] != nil
      taken[id] = number
      taken[candidate] = 1
      return candidate
    }
    var ids = drafts.map { draft in draft.name.map { free($0) } ?? "" }
    for (index, draft) in drafts.enumerated() where draft.name == nil {
      ids[index] = free(RuleName.made(of: draft.title ?? draft.words))
    }
    customRules = zip(drafts, ids).map { draft, id in
      func text(_ name: PropertyName) -> String? {
        for index in draft.properties where properties[index].name == name {
          switch properties[index].stated.value {
          case .text(let reference): return string(reference)
          case .word(let word): return interner.text(word)
          default: return nil
          }
        }
        return nil
      }
      return CustomRule(
        id: id, title: draft.title, severity: text(.severity), why: text(.why), help: text(.help),
        element: draft.element, span: draft.span, clauses: draft.clauses, isBroken: draft.isBroken)
    }
  }
}

/// Names made of words.
enum RuleName {
  private static let lengthLimit = 60
  private static let signs: [(sign: String, word: String)] = [
    ("->+", "reaches"), ("<->", "and"), ("->", "to"), ("~>", "to"), ("=>", "to"), ("<=", "at-most"), (">=", "at-least"),
    ("==", "is"), ("!=", "is-not"), ("<", "below"), (">", "above"),
  ]

  /// `every service has owner` is `every-service-has-owner`: letters and digits in lower case, joined by `-`.
  static func made(of text: String) -> String {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var rest = text.unicodeScalars.prefix(400)
    func flush() {
      if !word.isEmpty { words.append(String(word).lowercased()) }
      word = String.UnicodeScalarView()
    }
    while let scalar = rest.first {
      if scalar.properties.isXIDContinue {
        word.append(scalar)
        rest.removeFirst()
      } else if let sign = signs.first(where: { rest.starts(with: $0.sign.unicodeScalars) }) {
        flush()
        words.append(sign.word)
        rest.removeFirst(sign.sign.unicodeScalars.count)
      } else {
        flush()
        rest.removeFirst()
      }
    }
    flush()
    var result = ""
    for word in words {
      guard result.isEmpty || result.unicodeScalars.count + word.unicodeScalars.count < lengthLimit else { break }
      result += (result.isEmpty ? "" : "-") + String(String.UnicodeScalarView(word.unicodeScalars.prefix(lengthLimit)))
    }
    guard let first = result.unicodeScalars.first, first.properties.isXIDStart else {
      return result.isEmpty ? "rule" : "rule-" + result
    }
    return result
  }
}
