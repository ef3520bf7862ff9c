import ArchAnalysis
import ArchModel
import ArchSyntax

/// Findings about what was judged: requirements, objectives, constraints.
struct VerdictWording {
  let model: Model
  let verifier: Verifier<Figures>

  init(_ context: RuleContext) {
    self.init(context.figures)
  }

  init(_ figures: Figures) {
    model = figures.inputs.model
    verifier = Verifier(figures)
  }

  /// `Checkout.p99` at peak, with the conditions as `verify:` writes them.
  func figure(_ term: TermVerdict) -> String {
    var text = "`\(plainName(term))`"
    let conditions = term.figure.conditions
    switch conditions.moment {
    case .now: break
    case .peak: text += " at peak"
    case .after(let seconds): text += " at \(QuantityFormatter.text(Quantity(seconds, .duration)))"
    }
    if let scenario = term.scenario { text += " under \(Wording.name(scenario, in: model))" }
    for failure in conditions.failures {
      text += " when \(failure.isOneReplica ? "1 of " : "")\(Wording.name(failure.element, in: model)) fails"
    }
    return text
  }

  /// The figure as `archc why` takes it.
  private func plainName(_ term: TermVerdict) -> String {
    let name = term.figure.name.rawValue
    return switch term.figure.subject {
    case .system: name
    case .element(let element): model.shortName(element) + "." + name
    case .relation(let relation): model.identity(relation, naming: model.shortName) + "." + name
    }
  }

  /// `Checkout.p99` at peak is 100ms, limit 90ms
  func outcome(_ term: TermVerdict) -> String {
    if term.isEndless { return "\(figure(term)) is \(term.text): \(term.figure.value.missing.reason)" }
    if term.figure.quantity == nil { return "\(figure(term)) is unknown" }
    let limit =
      term.limit.map { limit in
        ", limit \(term.limitText(in: model) ?? FigureText.text(limit, of: term.figure.name))"
      } ?? ""
    return "\(figure(term)) is \(term.text)\(limit)"
  }

  /// What has to be stated, the most valuable first.
  func missing(_ missing: Missing) -> String {
    guard !missing.inputs.isEmpty else { return missing.reason.isEmpty ? "it has no figure" : missing.reason }
    let inputs = missing.inputs.prefix(3).map { Wording.input($0.subject, $0.property, in: model) }
    let rest = missing.inputs.count > 3 || missing.isCut ? " and more" : ""
    return "state " + (rest.isEmpty ? Wording.list(inputs) : inputs.joined(separator: ", ")) + rest
  }

  func span(_ tokens: TokenRef) -> Span { model.trees[Int(tokens.file.index)].span(ofTokens: tokens.tokens) }

  /// Why it fails, what it rests on and what would mend it.
  func failure(_ verdict: Verdict, _ term: TermVerdict, _ finding: Finding) -> Finding {
    var finding = finding
    let explanation = verifier.figures.explanation(term.figure.subject, term.figure.name, term.figure.conditions)
    finding.why = explanation.flatMap { composition($0, term) } ?? finding.why
    let assumed = verdict.assumptions.filter { $0.term.input.confidence == .assumed }
    if let flip = assumed.first(where: \.isFlipping) {
      finding.severity = .warning
      finding.note =
        "\(Wording.term(flip.term, in: model)) decides it: \(flip.factor < 1 ? "half" : "one and a half times") of it "
        + "meets it"
    } else if let explanation, term.scenario == nil {
      finding.note = note(explanation, term)
    }
    if let remedy = verifier.remedy(of: term), case .element(let element) = remedy.term.subject {
      let value = QuantityFormatter.text(Quantity(remedy.value, .duration), .significant(3))
      finding.help =
        "\(Wording.name(element, in: model)) with \(remedy.term.property.rawValue) \(value) instead of "
        + "\(QuantityFormatter.text(remedy.term.quantity, .significant(3))) meets it"
    }
    return finding
  }

  /// What the figure rests on; of a failure the way to what is out of order.
  private func note(_ explanation: Explanation, _ term: TermVerdict) -> String? {
    guard term.figure.conditions.failures.isEmpty else { return explanation.remarks.first }
    let basis = explanation.allTerms.isEmpty ? "" : "rests on \(grounds(explanation)); "
    return "\(basis)more: `archc why \(plainName(term))`"
  }

  /// The parts that add most; of an availability those that take most away.
  private func composition(_ explanation: Explanation, _ term: TermVerdict) -> String? {
    let parts = explanation.contributions()
    guard parts.count > 1 else { return nil }
    let name = term.figure.name
    if name == .availability {
      let list = parts.map { "\($0.name) \(Wording.number($0.quantity.value, .ratio, digits: 2))" }
      return "most is lost by \(Wording.list(list))"
    }
    let list = parts.map { "\($0.name) \(FigureText.text($0.quantity, of: name))" }
    guard name.quantile != nil || name == .completion else { return "most comes from \(Wording.list(list))" }
    let first = "\(parts[0].name) takes \(FigureText.text(parts[0].quantity, of: .p99))"
    return "among requests of \(term.text), \(Wording.list([first] + list.dropFirst()))"
  }

  /// "1 measured figure, none assumed"
  private func grounds(_ explanation: Explanation) -> String {
    let terms = explanation.allTerms
    var words: [String] = []
    for confidence in [Confidence.measured, .sla, .target] {
      let count = terms.count { $0.input.confidence == confidence }
      if count > 0 { words.append("\(Wording.count(count, "\(confidence.word) figure"))") }
    }
    let assumed = terms.count { $0.input.confidence == .assumed }
    words.append(assumed == 0 ? "none assumed" : "\(assumed) assumed")
    return words.count == 1 && assumed == 0
      ? Wording.count(terms.count, "stated figure") + ", none assumed" : words.joined(separator: ", ")
  }
}
