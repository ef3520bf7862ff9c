import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let singlePointOfFailure = Rule(
    "REL008", "single-point-of-failure", .error,
    summary: "A part with one instance that a flow cannot do without.",
    why:
      "Every crash, every release and every restart of its machine stops the flow, for as long as it takes to bring it back.",
    fix: """
      Run a second instance (`replicas: 2`) with `failover: automatic 60s` where only one may write, or let the flow do \
      without it: `optional`, a `fallback`, a queue before it. An error where the flow has an objective, else a warning.
      """,
    remedy: "add a second instance",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL11-BP02 Fail over to healthy resources",
      "Azure Well-Architected Framework, Reliability: Redundancy",
      "J. Fussell and W. Vesely, A new methodology for obtaining cut sets for fault trees, 1972",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop { replicas: 3, timeout: 1s, -> Stock }
      database Stock { replicas: 1 }
      flow Buy { objective { availability: 99% }, Web -> Shop -> Stock }
      """,
      """
      defaults { service { replicas: 2, timeout: 1s } }
      client Web { -> Shop }
      service Shop { -> Mailer { optional }, ~> Work }
      service Mailer { replicas: 1 }
      queue Work { on: Broker, dead-letter: Refused }
      queue Refused { alert }
      service Broker { replicas: 1 }
      flow Buy { objective { p99: 1s }, Web -> Shop ~> Work }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { replicas: 3, timeout: 1s, -> Hot, -> Stock { on-miss: Hot } }
      cache Hot { replicas: 1, ttl: 1min }
      database Stock { replicas: 2, failover: automatic 30s }
      flow Buy { objective { availability: 99% }, Web -> Shop -> Hot }
      """,
      """
      client Web { -> Shop }
      service Shop { replicas: 3, timeout: 1s, -> Rates { fallback: Old } }
      service Rates { replicas: 1 }
      service Old { replicas: 1 }
      service Stock {}
      flow Buy { objective { availability: 99% }, Web -> Shop -> Rates }
      """,
    ],
    check: { context in
      var parts = SinglePoints(context)
      return parts.findings()
    })
}

/// The parts of which there is one, and the flows that each of them breaks.
private struct SinglePoints {
  private struct Point {
    var flows: [ElementID] = []
    var isPrimary: Bool
  }

  private let context: RuleContext
  private let model: Model
  private let rush: RushHour
  private var order: [ElementID] = []
  private var points: [ElementID: Point] = [:]

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    rush = context.computed.rushHour
  }

  mutating func findings() -> [Finding] {
    for (flow, cuts) in zip(model.flows, context.computed.cutSets) {
      guard context.isSound(flow.element), !flow.isBroken, !flow.isCut else { continue }
      for member in cuts.single where KindSet.components.contains(model[member.element].kind) {
        // A module lives and dies with the program that holds it.
        let part = context.facts.process(of: member.element)
        guard context.isSound(part), member.isPrimary || isOne(part) else { continue }
        if points[part] == nil {
          order.append(part)
          points[part] = Point(isPrimary: member.isPrimary && !isOne(part))
        }
        if points[part]?.flows.last != flow.element { points[part]?.flows.append(flow.element) }
      }
    }
    return order.sorted().compactMap { part in points[part].map { finding(part, $0) } }
  }

  /// Whether one instance is known to run. Jobs run once by their nature, and others run outside parts.
  private func isOne(_ part: ElementID) -> Bool {
    let kind = model[part].kind
    let inputs = context.figures.inputs
    guard !KindSet.outside.contains(kind), kind != .job, let lower = inputs[part, .replicasLower]?.value,
      let upper = inputs[part, .replicasUpper]?.value, lower.rounded(.down) == 1
    else { return false }
    if upper.rounded(.down) == 1 { return true }
    // What scales is one instance as long as the load needs no more.
    let now = context.figures.under(.peak)
    return now.resources.runningReplicas(part, now.state).value == 1
  }

  private func finding(_ part: ElementID, _ point: Point) -> Finding {
    let name = Wording.name(part, in: model)
    let aimed = point.flows.filter { !model.children($0, of: .objective).isEmpty }
    let shown = aimed.isEmpty ? point.flows : aimed
    let what = point.isPrimary ? "nobody takes over from the primary of \(name)" : "\(name) is one instance"
    let isAssumed = context.figures.inputs[part, .replicasLower]?.confidence == .assumed
    var finding = Finding(
      .element(part), "\(what), and \(Wording.names(shown, in: model)) cannot do without it",
      at: model.nameSpan(part), label: point.isPrimary ? "its failover is done by hand" : "nothing takes over",
      labels: shown.prefix(3).map {
        Label(model.nameSpan($0), aimed.isEmpty ? "stops with it" : "has an objective")
      },
      severity: aimed.isEmpty || isAssumed || point.isPrimary ? .warning : .error,
      why: "every crash, release and restart of it stops \(point.flows.count == 1 ? "the flow" : "these flows")",
      help: point.isPrimary
        ? "let a replica take over by itself: `failover: automatic 60s`"
        : "run a second instance, or let the flow do without it: `optional`, `fallback`, a queue")
    if isAssumed, !point.isPrimary { finding.note = "it rests on assumed `replicas` of \(name)" }
    return finding
  }
}
