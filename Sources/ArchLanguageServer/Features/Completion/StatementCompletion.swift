import ArchModel
import ArchRules
import ArchSyntax

/// What may begin a statement, or stand in the head of one.
extension Completion {
  /// At the place of a statement: properties and kinds of the block, arrows, names that begin a relation.
  mutating func statements() {
    let context = site.context
    if let use = context.use { roles(of: use) }
    guard let kind = context.kind else { return }
    if KindSet.components.contains(kind) || kind == .relation {
      properties(rank: 0)
      if kind != .relation { arrows(rank: 30) }
      kinds(in: kind, rank: 40)
    } else if isFlow {
      // A flow is nothing without its rate.
      if kind == .flow, !site.isStated(.rate),
        let row = context.rows.first(where: { Schema.properties[$0].name == .rate })
      {
        add(property(row, rank: -1))
      }
      names(of: KindSet.components, rank: 0, preferred: KindSet.outside | KindSet.edge)
      kinds(in: kind, rank: 20)
      properties(rank: 30)
    } else if kind == .program || KindSet.boundaries.contains(kind) {
      // Of a boundary it matters most what is in it; what its example states comes before.
      if kind != .program { properties(rank: 10, others: 30) }
      kinds(in: kind, rank: 20)
      names(of: KindSet.components, rank: 60)
      if kind == .program {
        add(
          CompletionItem("import", .keyword, detail: "another file", text: "import \"$0\"", isSnippet: true, rank: 25))
      }
    } else {
      properties(rank: 0)
      if !context.isDefaults || kind == .defaults { kinds(in: kind, rank: 20) }
      if context.isJudgement {
        selectors()
      } else if Schema.spec(of: kind).holdsRelations {
        names(of: KindSet.components, rank: 60)
      }
    }
  }

  private var isFlow: Bool {
    switch site.context.kind {
    case .flow, .parallel, .optional, .alternative, .loop: true
    default: false
    }
  }

  // MARK: Properties

  /// What figures are computed from, and what most components state.
  private static let usual: Set<PropertyName> = [
    .tech, .replicas, .capacity, .p50, .p99, .availability, .cost, .type, .trust, .rate,
  ]

  /// What calls are kept alive with.
  private static let usualOfRelations: Set<PropertyName> = [.retry, .protocol, .circuitBreaker, .fallback, .optional]

  /// The properties that fit and are not stated yet. Those that the kind's example shows come first, then the usual
  /// ones, then those of few kinds, then what describes anything.
  ///
  /// - Parameter others: the rank of all but the first; by default they follow at once.
  mutating func properties(rank: Int, others: Int? = nil) {
    let example = site.context.kind.map { Schema.spec(of: $0).example } ?? ""
    for row in site.context.rows {
      let spec = Schema.properties[row]
      if site.isStated(spec.name), spec.name != .require { continue }
      let isShown = example.contains(spec.name.rawValue + ":") || example.contains(spec.name.rawValue + ",")
      let isGeneral = spec.kinds.contains(.requirement) || spec.kinds.contains(.flow) && spec.kinds.contains(.zone)
      let usual = site.context.kind == .relation ? Self.usualOfRelations : Self.usual
      let isUsual = usual.contains(spec.name)
      add(property(row, rank: isShown ? rank : (others ?? rank) + (isUsual ? 2 : isGeneral ? 8 : 4)))
    }
  }

  private func property(_ row: Int, rank: Int) -> CompletionItem {
    let spec = Schema.properties[row]
    let word = spec.name.rawValue
    let shape = PropertyShape(row)
    var item = CompletionItem(
      word, .property, detail: PhraseSignature.labels[row], rank: rank, topic: .property(row))
    if site.isFollowed(asKind: false) { return item }
    switch shape {
    case .flag: break
    case .text:
      item.text = "\(word): \"$1\""
      item.isSnippet = true
    case .placeholder(let text):
      item.text = "\(word): ${1:\(Snippet.escaped(text))}"
      item.isSnippet = true
    case .word:
      item.text = "\(word): "
      item.asksAgain = true
    }
    return item
  }

  // MARK: Kinds

  private static let variants: KindSet = [.environment, .scenario, .option, .phase]

  /// The kinds that may be declared in a block, as snippets that leave the cursor where the name goes.
  mutating func kinds(in owner: Kind, rank: Int) {
    var holds = Schema.spec(of: owner).holds
    if owner == .program, snapshot.compilation.model.system != nil {
      holds = KindSet(holds.kinds.filter { $0 != .system })
    }
    for (position, kind) in Self.likelyFirst(holds.kinds).enumerated() {
      let spec = Schema.spec(of: kind)
      // A variant is what it changes.
      let isChange = Self.variants.contains(owner) && (kind == .extend || kind == .remove)
      var item = CompletionItem(
        kind.rawValue, .kind, detail: spec.documentation, rank: isChange ? 1 : rank + min(position / 8, 9),
        topic: .kind(kind.rawValue))
      if !site.isFollowed(asKind: true) {
        item.text = snippet(kind)
        item.isSnippet = true
      }
      item.asksAgain = kind == .use || kind == .extend || kind == .remove || kind == .allow
      add(item)
    }
  }

  /// What systems are mostly made of, before what they rarely have: components, boundaries and flows before headers.
  private static func likelyFirst(_ kinds: [Kind]) -> [Kind] {
    func weight(_ kind: Kind) -> Int {
      switch Schema.spec(of: kind).family {
      case .compute: 0
      case .data, .messaging: 1
      case .outside, .edge, .boundary: 2
      case .behaviour: 3
      case .header, .record: 4
      case .platform, .control, .reuse: 5
      }
    }
    return kinds.enumerated().sorted { (weight($0.element), $0.offset) < (weight($1.element), $1.offset) }.map(
      \.element)
  }

  private func snippet(_ kind: Kind) -> String {
    let word = kind.rawValue
    switch kind {
    case .extend, .remove, .use, .allow: return word + " "
    case .next, .tradeoff: return word + " \"$1\" {\n  $0\n}"
    case .loop: return word + " ${1:3} {\n  $0\n}"
    case .alternative: return word + " \"$1\" {\n  share: ${2:20%}\n  $0\n}"
    case .never, .require: return word + " \"$1\" {\n  $0\n}"
    case .requirement, .decision, .failure, .scenario: return word + " ${1:Name} \"$2\" {\n  $0\n}"
    case .flow: return word + " ${1:Name} \"$2\" {\n  rate: ${3:100/s}\n  $0\n}"
    default: break
    }
    switch Schema.spec(of: kind).naming {
    case .none: return word + " {\n  $0\n}"
    case .required, .optional:
      if site.context.isDefaults { return word + " {\n  $0\n}" }
      return word + " ${1:Name} {\n  $0\n}"
    }
  }

  /// The arrows that may begin a relation of the component.
  mutating func arrows(rank: Int) {
    guard site.prefix.isEmpty else { return }
    for arrow in Arrow.allCases {
      var item = CompletionItem(arrow.rawValue, .operatorSign, detail: Self.meaning(of: arrow), rank: rank)
      item.text = arrow.rawValue + " "
      item.asksAgain = true
      add(item)
    }
  }

  static func meaning(of arrow: Arrow) -> String {
    switch arrow {
    case .call: "calls, and waits for the answer"
    case .twoWay: "a stream both ways"
    case .message: "sends a message, and does not wait"
    case .replication: "replication or bulk copy"
    }
  }

  // MARK: Patterns

  /// The roles of a pattern that a `use` has not filled.
  private mutating func roles(of use: Int) {
    let pattern = Int(table[use].target)
    guard pattern > 0 else { return }
    let useTree = table.tree(of: use)
    let filled = useTree.statements(of: table[use].node).filter { useTree.nodes[$0].kind == .property }.map {
      useTree.text(ofToken: useTree.nodes[$0].firstToken)
    }
    for part in table.children(pattern).map({ Int($0) })
    where table[part].kind.map(KindSet.components.contains) ?? false {
      let role = table.name(part)
      guard !filled.contains(role) else { continue }
      var item = CompletionItem(
        role, .property, detail: table[part].kind.map { Schema.article($0) } ?? "", rank: 0,
        topic: .declaration(file: Int(table[part].file.index), node: table[part].node))
      item.text = role + ": "
      item.asksAgain = true
      add(item)
    }
  }

  // MARK: Heads

  /// Behind the first word of a statement that is no property and has no arrow.
  mutating func head(_ statement: Range<Int>) {
    guard let first = statement.first else { return }
    let word = tree.text(ofToken: first)
    let kind = Schema.kind(Schema.word(word))
    let scope = site.context.scope
    if statement.count == 1 {
      switch kind {
      case .extend, .remove:
        return names(of: KindSet.described, rank: 0, preferred: KindSet.parts, excluded: [scope])
      case .use:
        names(of: [.pattern], rank: 0)
        return libraryPatterns(rank: 20)
      case .allow: return rules()
      case .rule: return rules()
      case .tech where site.context.isDefaults: return technologies(rank: 0)
      default: break
      }
    }
    // A name that begins a relation; in a rule a kind does as well, and the way may be a long one.
    let path = RelationHead.paths(of: statement, tokens: tree.tokens)
    if site.context.isJudgement, statement.count == 1, kind.map(RuleWords.selectable.contains) ?? true {
      arrows(rank: 0)
      add(CompletionItem("->+", .operatorSign, detail: "over any number of relations", text: "->+ ", rank: 0))
      return
    }
    if kind == nil || statement.count > 1, path.count == 1, path[0] == statement,
      table.resolve(path: path[0], in: tree, from: scope, kinds: KindSet.components) != nil
    {
      arrows(rank: 0)
    }
  }

  /// The rules that an `allow` may name or a `rule` may set; those that have found something here come first.
  private mutating func rules() {
    let here = tree.span(ofTokens: tree.nodes[site.owner].tokens)
    let found = Set(
      snapshot.diagnostics.lazy.map { ($0.id, $0.primary.span) }
        .filter { $1.file == here.file && here.start <= $1.start && $1.end <= here.end }.map { $0.0 })
    for rule in RuleSet.all.including(snapshot.compilation.model).rules {
      add(
        CompletionItem(
          rule.name, .rule, detail: "\(rule.id) · \(rule.summary)", rank: found.contains(rule.id) ? 0 : 1,
          topic: .rule(rule.id)))
    }
  }

  /// The tags of the program.
  mutating func tags() {
    var seen: Set<String> = []
    for tree in table.trees {
      for token in tree.tokens where token.kind == .tag && token.range.upperBound != site.word.upperBound {
        let name = tree.source.text(token.start + 1..<token.end)
        if seen.insert(name).inserted { add(CompletionItem(name, .tag, rank: 0)) }
        if seen.count >= CompletionList.limit { return markCut() }
      }
    }
  }
}

/// How the value of a property is best begun.
enum PropertyShape {
  /// The name alone says it.
  case flag
  case text
  /// A value is put there that is typed over.
  case placeholder(String)
  /// A word or a name that completion offers next.
  case word

  init(_ row: Int) {
    let spec = Schema.properties[row]
    if Schema.takesFlag(row) {
      self = .flag
      return
    }
    self = Self.shape(spec.type, spec.example)
  }

  private static func shape(_ type: PhraseType, _ example: String) -> PropertyShape {
    switch type {
    case .flag: return .flag
    case .text, .link: return .text
    case .quantity, .range, .count, .date, .version: return .placeholder(example)
    case .figure(let inner): return shape(inner, example)
    case .list(let inner, _):
      switch shape(inner, example) {
      case .text: return .placeholder(example)
      case let other: return other
      }
    case .sequence(let parts):
      guard let first = parts.first else { return .word }
      if case .word = first { return .placeholder(example) }
      return shape(first, example)
    case .either(let types):
      if example.first == "\"" { return .text }
      if let first = example.utf8.first, first >= 0x30 && first <= 0x39 { return .placeholder(example) }
      return types.contains { if case .flag = $0 { return true } else { return false } } ? .flag : .word
    default: return .word
    }
  }
}

enum Snippet {
  /// A text in which nothing means a placeholder.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if character == "$" || character == "}" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
