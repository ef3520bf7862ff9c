import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let consumerDeficit = Rule(
    "SCA005", "consumer-deficit", .error,
    summary: "A queue, stream or topic that more is sent to than its consumers can take, on average.",
    why: """
      The backlog grows for ever: what is handled is older from hour to hour, until the queue is full, or what it keeps is \
      lost to `retention`.
      """,
    fix: """
      Run more consumers, let them take more, or send less. A stream needs as many partitions as consumers are to read at \
      once.
      """,
    remedy: "add consumers",
    sources: [
      "G. Hohpe and B. Woolf, Enterprise Integration Patterns, 2003: Competing Consumers",
      "AWS Builders' Library, Avoiding insurmountable queue backlogs, 2019",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop { ~> Mails ~> Post }
      queue Mails { dead-letter: Refused }
      queue Refused { alert }
      worker Post { replicas: 2, capacity: 20/s }
      flow Buy { rate: 60/s, Web -> Shop ~> Mails ~> Post }
      """,
      """
      import "parts.arch"
      client Web { -> Shop }
      service Shop { ~> Log }
      flow Buy { rate: 60/s, Web -> Shop ~> Log ~> Index }
      // file: parts.arch
      defaults { worker { replicas: 4, capacity: 20/s } }
      stream Log { partitions: 2, dead-letter: Refused, ~> Index }
      queue Refused { alert }
      worker Index {}
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { ~> Mails ~> Post }
      queue Mails { dead-letter: Refused }
      queue Refused { alert }
      worker Post { replicas: 2, capacity: 40/s }
      flow Buy { rate: 60/s peak 300/s, Web -> Shop ~> Mails ~> Post }
      """,
      """
      client Web { -> Shop }
      service Shop { ~> Mails ~> Post }
      queue Mails { dead-letter: Refused }
      queue Refused { alert }
      worker Post {}
      flow Buy { rate: 60/s, Web -> Shop ~> Mails ~> Post }
      """,
    ],
    check: { context in
      let model = context.model
      let rush = context.computed.rushHour
      var found: [(broker: ElementID, consumers: [ElementID], backlog: Double)] = []
      for broker in context.elements(of: KindSet.messaging) {
        guard let backlog = backlog(broker, rush), backlog > 0 else { continue }
        // An outside consumer without a figure counts as one that keeps up.
        let consumers = slowest(consumers(of: broker, model), of: broker, rush, model)
        guard !consumers.isEmpty else { continue }
        found.append((broker, consumers, backlog))
      }
      guard !found.isEmpty else { return [] }
      let near = Set(found.flatMap { [$0.broker] + $0.consumers })
      let flips = AssumptionTrial(inputs: context.computed.atBest.inputs).flips(found.count, near: near) { inputs in
        let moved = RushHour(Figures(inputs))
        return found.map { backlog($0.broker, moved).map { $0 > 0 } ?? true }
      }
      // The same consumers that fall behind at several queues are one cause.
      var places: [[ElementID]: Int] = [:]
      var findings: [Finding] = []
      for (index, item) in found.enumerated() {
        if let place = places[item.consumers] {
          if findings[place].labels.count < 6 {
            findings[place].labels.append(Label(model.nameSpan(item.broker), "grows too"))
          }
          findings[place].causes.append(.element(item.broker))
          continue
        }
        places[item.consumers] = findings.count
        findings.append(
          finding(item.broker, item.consumers, item.backlog, rush, context)
            .resting(on: flips[index], in: model).caused(by: item.consumers.map { .element($0) }))
      }
      return findings
    })

  /// Messages a second that pile up, at least; what is lost in the last digits of the sum is none.
  private static func backlog(_ broker: ElementID, _ rush: RushHour) -> Double? {
    guard let produced = rush.state.mean.rate(of: broker).value,
      let backlog = rush.resources.figure(.element(broker), .backlog, rush.state)?.value.value
    else { return nil }
    return backlog > 1e-9 * produced ? backlog : 0
  }

  private static func consumers(of broker: ElementID, _ model: Model) -> [ElementID] {
    var result: [ElementID] = []
    for relation in model.outgoing(broker) where model[relation].arrow == .message {
      if !result.contains(model[relation].target), result.count < 64 { result.append(model[relation].target) }
    }
    return result
  }

  /// Those that fall behind: of a queue all of its consumers, as they share its messages; of others, of which each reads
  /// everything, the ones that cannot take that. All of them where that is known of none.
  private static func slowest(
    _ consumers: [ElementID], of broker: ElementID, _ rush: RushHour, _ model: Model
  ) -> [ElementID] {
    guard model[broker].kind != .queue, consumers.count > 1 else { return consumers }
    let slow = consumers.filter { consumer in
      rush.resources.utilizationAtMost(consumer, rush.mean).value.map { $0 > 1 } ?? false
    }
    return slow.isEmpty ? consumers : slow
  }

  private static func finding(
    _ broker: ElementID, _ consumers: [ElementID], _ backlog: Double, _ rush: RushHour, _ context: RuleContext
  ) -> Finding {
    let model = context.model
    let produced = rush.state.mean.rate(of: broker).value ?? 0
    var why = "the backlog grows by \(Wording.number(backlog * 3600, .count)) messages an hour"
    if let full = rush.resources.figure(.element(broker), .timeToFull, rush.state)?.value.value {
      why += ", and \(Wording.name(broker, in: model)) is full after \(Wording.number(full, .duration, digits: 2))"
    }
    return Finding(
      .element(broker),
      "\(Wording.name(broker, in: model)) gets \(Wording.number(produced, .rate)), and \(Wording.names(consumers, in: model)) "
        + "can take \(Wording.number(max(0, produced - backlog), .rate))",
      at: model.nameSpan(broker), label: "grows by \(Wording.number(backlog, .rate))",
      labels: consumers.prefix(3).map { Label(model.nameSpan($0), "falls behind") }, why: why,
      help: "more consumers, more partitions where they limit the readers, or less to send")
  }
}
