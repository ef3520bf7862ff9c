import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let overCapacity = Rule(
    "SCA001", "over-capacity", .error,
    summary: "A part that more arrives at than all its replicas can do.",
    why: """
      What it cannot do piles up: waiting times grow without end, callers time out and ask again, and what the callers \
      serve fails with it.
      """,
    fix: """
      Run more replicas, raise what one can do, or keep load away: a cache, a queue, fewer calls. Repetitions of failed \
      calls count, replicas that scale are taken at their upper end, and what comes through queues at its mean.
      """,
    remedy: "add capacity",
    sources: [
      "Google, Site Reliability Engineering, 2016, chapter 21: Handling Overload",
      "AWS Well-Architected Framework, Reliability Pillar: REL07-BP03 Obtain resources upon detection that more resources "
        + "are needed for a workload",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop { replicas: 2, capacity: 100/s }
      flow Browse { rate: 90/s peak 300/s, Web -> Shop }
      """,
      """
      defaults { service { timeout: 1s, replicas: 2..4, autoscale: cpu 60%, capacity: 100/s } }
      client Web { -> Shop }
      service Shop { -> Prices { calls: 3 } }
      service Prices {}
      flow Browse { rate: 150/s, Web -> Shop -> Prices }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { replicas: 2, capacity: 100/s }
      flow Browse { rate: 90/s peak 190/s, Web -> Shop }
      """,
      """
      client Web { -> Shop }
      service Shop { replicas: 2, capacity: 400/s, ~> Mails ~> Post }
      queue Mails { dead-letter: Refused }
      queue Refused { alert }
      worker Post { replicas: 2, capacity: 50/s }
      flow Buy { rate: 60/s peak 300/s, Web -> Shop ~> Mails ~> Post }
      """,
    ],
    check: { context in
      let rush = context.computed.rushHour
      let model = context.model
      let found = context.elements(of: KindSet.components).compactMap { element -> (ElementID, Double)? in
        guard !KindSet.messaging.contains(model[element].kind), let share = rush.utilization(element),
          share > 1 + 1e-9
        else { return nil }
        return (element, share)
      }
      guard !found.isEmpty else { return [] }
      let trial = AssumptionTrial(inputs: context.computed.atBest.inputs)
      let flips = trial.flips(found.count, near: Set(found.map(\.0))) { inputs in
        let moved = RushHour(Figures(inputs))
        return found.map { moved.utilization($0.0).map { $0 > 1 + 1e-9 } ?? true }
      }
      return found.enumerated().map { index, item in
        finding(item.0, item.1, rush, context).resting(on: flips[index], in: model)
      }
    })

  private static func finding(
    _ element: ElementID, _ share: Double, _ rush: RushHour, _ context: RuleContext
  ) -> Finding {
    let model = context.model
    let name = Wording.name(element, in: model)
    let inputs = context.figures.inputs
    var why = "what it cannot do piles up, and its callers wait until they give up"
    if let rate = rush.rate(element), let capacity = inputs[element, .capacity] {
      let count = capacity.isTotal ? nil : inputs[element, .replicasUpper]?.value
      let number = count.map { Wording.count(Int(exactly: $0.rounded(.down)) ?? 0, "replica") }
      why =
        "\(Wording.number(rate, .rate)) arrive\(rush.when), and "
        + (number.map { "\($0) of \(Wording.number(capacity.value, .rate)) each" }
          ?? Wording.number(capacity.value, .rate)) + " is what it can do"
    }
    var help = "add capacity, or keep load away by a cache, a queue or fewer calls"
    if let needed = rush.resources.figure(.element(element), .replicasNeeded, rush.state)?.value.value {
      help = "\(Wording.number(needed, .count)) replicas would do; else a cache, a queue or fewer calls"
    }
    let isKnown = context.figures.figure(.element(element), .utilization, .peak)?.value.value != nil
    return Finding(
      .element(element),
      "\(name) is asked for \(isKnown ? "" : "at least ")\(Wording.share(share)) of its capacity\(rush.when)",
      at: model.nameSpan(element), labels: rush.sources(of: element, in: model), why: why, help: help)
  }
}

extension RushHour {
  /// The relations that bring most of a part's load, the most first.
  func sources(of element: ElementID, in model: Model, limit: Int = 3) -> [Label] {
    var rates: [(relation: RelationID, rate: Double)] = []
    for relation in model.incoming(element) {
      if let rate = rate(relation), rate > 0 { rates.append((relation, rate)) }
    }
    rates.sort { $0.rate != $1.rate ? $0.rate > $1.rate : $0.relation < $1.relation }
    return rates.prefix(limit).map {
      Label(model.span($0.relation), "brings \(Wording.number($0.rate, .rate))\(when)")
    }
  }
}
