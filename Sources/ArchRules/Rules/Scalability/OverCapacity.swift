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
    let (why, help) = advice(element, rush, context)
    let isKnown = context.figures.figure(.element(element), .utilization, .peak)?.value.value != nil
    return Finding(
      .element(element),
      "\(name) is asked for \(isKnown ? "" : "at least ")\(Wording.share(share)) of its capacity\(rush.when)",
      at: model.nameSpan(element), labels: rush.sources(of: element, in: model), why: why, help: help)
  }

  /// Why it is full, and what would help: replicas relieve everything but the one primary that writes.
  private static func advice(
    _ element: ElementID, _ rush: RushHour, _ context: RuleContext
  ) -> (why: String, help: String) {
    let inputs = context.figures.inputs
    let usual = "add capacity, or keep load away by a cache, a queue or fewer calls"
    let loads = rush.state.loads
    if let capacity = inputs[element, .writeCapacity], loads.isReached[Int(element.index)],
      let writes = loads.writeAttempts[Int(element.index)].value, writes > 0
    {
      let shards = capacity.isTotal ? 1 : max(1, inputs[element, .shards]?.value ?? 1)
      let most = capacity.value * shards
      let what = "\(Wording.number(writes, .rate)) are written\(rush.when), and \(Wording.number(most, .rate)) is what "
      guard writes > most else { return (what + "can be written, beside what is read", usual) }
      return (
        what + "can be written, which no replica relieves",
        "split it by a key (`shards`), write in batches or behind a queue, or write less"
      )
    }
    var help = usual
    if let needed = rush.resources.figure(.element(element), .replicasNeeded, rush.state)?.value.value {
      help = "\(Wording.number(needed, .count, digits: 12)) replicas would do; else a cache, a queue or fewer calls"
    }
    guard let rate = rush.rate(element), let capacity = inputs[element, .capacity] else {
      return ("what it cannot do piles up, and its callers wait until they give up", help)
    }
    let each = Wording.number(capacity.value, .rate)
    let arriving = "\(Wording.number(rate, .rate)) arrive\(rush.when), and "
    guard !capacity.isTotal, let count = inputs[element, .replicasUpper]?.value else {
      return (arriving + "\(each) is what it can do", help)
    }
    let replicas = Wording.count(Int(exactly: count.rounded(.down)) ?? 0, "replica")
    return (arriving + "\(replicas) of \(each) each is what it can do", help)
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
