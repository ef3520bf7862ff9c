import ArchModel
import ArchSyntax

/// What `verify:` and `require:` may say.
extension Completion {
  // MARK: verify

  /// The figure before a comparison at the end of some tokens.
  func metric(before end: Int) -> Metric? {
    guard end >= 2, tree.tokens[end - 1].kind.isOperatorSign else { return nil }
    return Metric(rawValue: tree.text(ofToken: end - 2))
  }

  mutating func verification(_ tokens: Range<Int>) {
    guard let last = tokens.last else { return figures() }
    let kind = tree.tokens[last].kind
    let word = kind == .name ? tree.text(ofToken: last) : ""
    if kind == .dot { return metrics(behind: last, in: tokens) }
    if kind == .leftParenthesis { return figures() }
    if kind.isOperatorSign {
      guard site.prefix.isEmpty, let metric = metric(before: last + 1) else { return }
      for dimension in metric.dimensions {
        var item = CompletionItem(dimension.example, .unit, detail: dimension.noun, rank: 0)
        item.text = "${1:\(Snippet.escaped(dimension.example))}"
        item.isSnippet = true
        add(item)
      }
      return
    }
    switch word {
    case "at":
      for moment in VerificationWords.moments { add(CompletionItem(moment, .keyword, rank: 0)) }
      add(CompletionItem("1y", .unit, detail: "a year from today", rank: 1))
    case "under": names(of: [.scenario], rank: 0)
    case "when", "of": names(of: KindSet.parts, rank: 0, preferred: KindSet.stores | [.external])
    case "and", "or", "not": figures()
    default: behindTerm(last, tokens)
    }
  }

  private mutating func figures() {
    names(of: [.flow], rank: 0)
    names(of: KindSet.components, rank: 20)
    for metric in Metric.ofSystem {
      add(CompletionItem(metric.rawValue, .metric, detail: "of the whole system", rank: 10))
    }
  }

  private mutating func metrics(behind dot: Int, in tokens: Range<Int>) {
    var start = dot - 1
    while start - 2 >= tokens.lowerBound, tree.tokens[start - 1].kind == .dot { start -= 2 }
    guard start >= 0 else { return }
    let scope = site.context.scope
    let owner = table.resolve(
      path: start..<dot, in: tree, from: scope, kinds: KindSet.parts | [.flow, .system])?.last
    let metrics: [Metric]
    switch owner.flatMap({ table[$0].kind }) {
    case .flow: metrics = Metric.ofFlows
    case .system: metrics = Metric.ofSystem
    default: metrics = Metric.ofComponents
    }
    for metric in metrics {
      add(CompletionItem(metric.rawValue, .metric, detail: metric.dimensions.first?.noun ?? "", rank: 0))
    }
    parts(behind: dot, in: tokens, kinds: KindSet.parts)
  }

  private mutating func behindTerm(_ last: Int, _ tokens: Range<Int>) {
    let isFigure = Metric(rawValue: tree.text(ofToken: last)) != nil
    if isFigure {
      for comparison in Comparison.allCases { add(CompletionItem(comparison.rawValue, .operatorSign, rank: 0)) }
    }
    let behindWhen = tokens.reversed().dropFirst().prefix(8).first {
      let word = tree.text(ofToken: $0)
      return word == "when" || VerificationWords.joints.contains(word)
    }
    if let behindWhen, tree.token(behindWhen, is: "when"), !tree.token(last, is: "fails") {
      add(CompletionItem(VerificationWords.failure, .keyword, rank: 0))
      return
    }
    for condition in VerificationWords.conditions {
      var item = CompletionItem(condition.word, .keyword, detail: condition.meaning, rank: 5)
      item.text = condition.word + " "
      item.asksAgain = true
      add(item)
    }
    for word in VerificationWords.joints { add(CompletionItem(word, .keyword, text: word + " ", rank: 6)) }
  }

  // MARK: require

  /// Kinds, groups of kinds and names, by which a rule selects.
  mutating func selectors() {
    for group in RuleWords.groups {
      add(CompletionItem(group.word, .keyword, detail: "every \(group.word)", rank: 0))
    }
    for kind in RuleWords.selectable.kinds {
      add(
        CompletionItem(
          kind.rawValue, .kind, detail: "every \(kind.rawValue)", rank: 1, topic: .kind(kind.rawValue)))
    }
    names(of: RuleWords.selectable, rank: 5)
  }

  mutating func demand(_ tokens: Range<Int>) {
    let words = tokens.filter { tree.tokens[$0].kind == .name }.map { tree.text(ofToken: $0) }
    guard let last = tokens.last else {
      return keywords(RuleWords.quantifiers + ["path"], rank: 0)
    }
    let word = tree.tokens[last].kind == .name ? tree.text(ofToken: last) : ""
    let sign = tree.tokens[last].kind
    let isPath =
      words.contains("path") || words.contains("relation") || words.contains("call")
      || words.contains("message")
    if words.count == 1, RuleWords.quantifiers.contains(word) {
      keywords(RuleWords.relations, rank: 2)
      return selectors()
    }
    if RuleWords.relations.contains(word) || word == RuleWords.target || word == RuleWords.passage || word == "in"
      || sign == .leftBracket || sign == .comma
    {
      return selectors()
    }
    if RuleWords.verbs.contains(word) || word == "with" || RuleWords.joints.contains(word) {
      return conditions(words, isPath: isPath)
    }
    let hasVerb = words.contains { RuleWords.verbs.contains($0) }
    if hasVerb {
      keywords(RuleWords.joints.filter { $0 != "not" }, rank: 0)
    } else {
      if isPath {
        keywords(words.contains(RuleWords.target) ? [RuleWords.passage] : [RuleWords.target], rank: 0)
      }
      keywords(RuleWords.verbs + RuleWords.restrictions, rank: 1)
    }
  }

  private mutating func keywords(_ words: [String], rank: Int) {
    for word in words {
      var item = CompletionItem(word, .keyword, rank: rank)
      item.text = word + " "
      item.asksAgain = true
      add(item)
    }
  }

  /// The properties that the selected kinds may have.
  private mutating func conditions(_ words: [String], isPath: Bool) {
    var kinds: [Kind] = words.compactMap { Schema.kind(Schema.word($0)) }
    if let group = RuleWords.groups.first(where: { words.contains($0.word) }) { kinds += group.kinds.kinds }
    if isPath { kinds = [.relation] }
    if kinds.isEmpty { kinds = KindSet.components.kinds }
    var seen: Set<PropertyName> = []
    for kind in kinds {
      for row in Schema.properties.indices where Schema.properties[row].kinds.contains(kind) {
        let spec = Schema.properties[row]
        guard seen.insert(spec.name).inserted else { continue }
        add(
          CompletionItem(
            spec.name.rawValue, .property, detail: PhraseSignature.labels[row], rank: 0, topic: .property(row)))
      }
    }
  }
}
