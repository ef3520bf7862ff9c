import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let failureClaimContradicted = Rule(
    "REL021", "failure-claim-contradicted", .error, isPath: true,
    summary: "A `failure` that says what breaks, degrades or survives, where the model says otherwise.",
    why: """
      People act on what is written here in the middle of an outage. A flow that was said to survive and breaks is the \
      surprise that the record was to prevent.
      """,
    fix: """
      Correct the record, or the model: make the call `optional`, give it a `fallback`, put a queue before it, or enough \
      capacity. Failures move load, and what then exceeds its capacity fails too; a claim is judged at the mean and at \
      peak.
      """,
    remedy: "correct record or model",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL12-BP04 Test resiliency using chaos engineering",
      "IEC 60812:2018, Failure modes and effects analysis",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop { -> Cards { timeout: 1s } }
      external Cards {}
      flow Buy { Web -> Shop -> Cards }
      failure CardsDown { of: Cards, survives: Buy }
      """,
      """
      defaults { service { timeout: 1s } }
      client Web { -> Shop }
      service Shop { -> [Prices, Stock] }
      service Prices { -> Rates { optional } }
      service Stock {}
      service Rates {}
      flow Look { Web -> Shop -> Prices }
      flow Buy { Web -> Shop -> Stock }
      failure RatesDown { of: Rates, breaks: [Look, Buy] }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { timeout: 1s, -> Cards { fallback: "invoice" }, -> Stock }
      external Cards {}
      database Stock {}
      flow Buy { Web -> Shop -> [Cards, Stock] }
      failure CardsDown { of: Cards, degrades: Buy }
      failure StockDown { of: Stock, breaks: Buy }
      """,
      """
      client Web { -> Shop }
      service Shop { timeout: 1s, -> Hot, -> Titles { on-miss: Hot } }
      cache Hot { ttl: 1min, hit-rate: 90% }
      database Titles {}
      flow Look { rate: 100/s, Web -> Shop -> Hot }
      failure HotDown { of: Hot, survives: Look }
      """,
    ],
    check: { context in
      let model = context.model
      guard !model.elements(of: .failure).isEmpty else { return [] }
      var byFailure: [ElementID: [FailureContradiction]] = [:]
      for contradiction in context.figures.contradictions where context.isSound(contradiction.failure) {
        byFailure[contradiction.failure, default: []].append(contradiction)
      }
      let failures = byFailure.keys.sorted()
      guard !failures.isEmpty else { return [] }
      let near = Set(failures.flatMap { model.stated(.of, of: $0).map { model.references($0.value) } ?? [] })
      let flips = AssumptionTrial(inputs: context.figures.inputs).flips(failures.count, near: near) { inputs in
        let contradicted = Set(Figures(inputs).contradictions.map(\.failure))
        return failures.map(contradicted.contains)
      }
      return failures.enumerated().compactMap { index, failure in
        finding(byFailure[failure] ?? [], context)?.resting(on: flips[index], in: model)
      }
    })

  private static func finding(_ all: [FailureContradiction], _ context: RuleContext) -> Finding? {
    let model = context.model
    guard let first = all.first else { return nil }
    let subject = Wording.name(first.subject, in: model)
    let moment = first.conditions.moment == .peak ? " at peak" : ""
    let effect: String
    switch first.effect.kind {
    case .breaks: effect = "it breaks\(moment)"
    case .degrades:
      let share = first.effect.available.value ?? 1
      effect =
        share < 1 ? "only \(Wording.share(share)) of its requests are served\(moment)" : "it only degrades\(moment)"
    case .delayed: effect = "only what comes after its answer waits"
    case .survives, .unknown: effect = "it does not need it"
    }
    let claim: String
    switch first.property {
    case .survives: claim = "\(subject) survives"
    case .breaks: claim = "\(subject) breaks"
    default: claim = "\(subject) degrades"
    }
    let others = all.dropFirst().map(\.subject)
    let further = others.isEmpty ? "" : "; the same for \(Wording.names(others, in: model))"
    let property = model.property(first.property, in: model[first.failure].properties)
    let way = first.effect.path.compactMap(\.relation)
    return Finding(
      .element(first.failure), "\(Wording.name(first.failure, in: model)) says that \(claim), but \(effect)\(further)",
      at: model.nameSpan(first.failure),
      labels: way.prefix(8).map { Label(model.span($0), "needed on the way") }
        + (property.map { [Label(model.span($0), "claimed here")] } ?? []),
      why: first.reason, help: "correct the record, or let \(subject) do without it")
  }
}
