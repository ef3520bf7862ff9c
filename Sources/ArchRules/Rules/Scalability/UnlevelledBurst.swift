import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let unlevelledBurst = Rule(
    "SCA007", "unlevelled-burst", .info,
    summary: "Bursts of more than three times the mean that go straight into a store.",
    why: """
      The store has to be bought for the few minutes of the burst, or it breaks in them. A queue before it turns the burst \
      into a longer, even load.
      """,
    fix: """
      Take the request, put the work into a queue (`~>`), and let a worker write at its own pace; for reads put a cache \
      before the store. Peaks of up to ten a second, and stores that are known to stay below 70 % at peak, need no \
      levelling.
      """,
    remedy: "level the burst by a queue",
    sources: ["Azure Architecture Center: Queue-Based Load Leveling pattern"],
    options: [.threshold(3, .count, "How many times its mean a flow may have at peak.")],
    bad: [
      """
      client Web { -> Shop }
      service Shop { -> Orders { timeout: 1s, access: write } }
      database Orders {}
      flow Buy { rate: 20/s peak 100/s, Web -> Shop -> Orders }
      """,
      """
      import "parts.arch"
      client Web { -> Shop }
      flow Buy { rate: 20/s peak 100/s, Web -> Shop -> Orders }
      flow Ask { rate: 5/s peak 80/s, Web -> Shop -> Orders }
      // file: parts.arch
      service Shop { timeout: 1s, -> Orders { access: read-write } }
      database Orders { replicas: 2, capacity: 100/s, write-capacity: 200/s }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { ~> Work ~> Writer }
      queue Work { dead-letter: Refused }
      queue Refused { alert }
      worker Writer { timeout: 1s, -> Orders { access: write } }
      database Orders {}
      flow Buy { rate: 20/s peak 100/s, Web -> Shop ~> Work ~> Writer -> Orders }
      """,
      """
      client Web { -> Shop }
      service Shop { -> Orders { timeout: 1s, access: write } }
      database Orders { replicas: 2, capacity: 1k/s, write-capacity: 1k/s }
      flow Buy { rate: 20/s peak 100/s, Web -> Shop -> Orders }
      """,
    ],
    check: { context in
      let model = context.model
      let inputs = context.figures.inputs
      var bursts: [ElementID: [(flow: ElementID, ratio: Double, relation: RelationID)]] = [:]
      var order: [ElementID] = []
      for flow in model.flows where context.isSound(flow.element) && !flow.isBroken && !flow.isCut {
        guard let mean = inputs[flow.element, .rateMean]?.value, let peak = inputs[flow.element, .ratePeak]?.value,
          mean > 0, peak > leastPeak, peak / mean > context.figure() + 1e-9
        else { continue }
        for relation in flow.requestPath(in: model) where context.isSound(relation) {
          let store = model[relation].target
          guard model[relation].arrow == .call, [.database, .storage].contains(model[store].kind),
            model.stated(.onMiss, of: relation) == nil, bursts[store]?.last?.flow != flow.element
          else { continue }
          if bursts[store] == nil { order.append(store) }
          bursts[store, default: []].append((flow.element, peak / mean, relation))
        }
      }
      let rush = context.computed.rushHour
      return order.compactMap { store in
        let known = context.figures.figure(.element(store), .utilization, .peak)?.value.value
        if known != nil, let share = rush.utilization(store), share <= 0.7 { return nil }
        let all = bursts[store] ?? []
        guard let worst = all.max(by: { $0.ratio < $1.ratio }) else { return nil }
        let others = all.count > 1 ? " and of \(Wording.count(all.count - 1, "other flow"))" : ""
        return Finding(
          .element(store),
          "bursts of \(Wording.name(worst.flow, in: model))\(others) go straight into \(Wording.name(store, in: model))",
          at: model.nameSpan(store),
          label: "\(Wording.number(worst.ratio, .count, digits: 2)) times the mean at peak",
          labels: all.prefix(3).map { Label(model.span($0.relation), "no queue before it") },
          help: "put what can wait into a queue, and what is read often into a cache")
      }
    })

  /// A second; what any store bears.
  private static let leastPeak = 10.0
}

extension Flow {
  /// The calls that a request waits for, in the order of the steps: those behind a message are none of them.
  func requestPath(in model: Model) -> [RelationID] {
    var later: Set<ElementID> = []
    var waitedFor: Set<ElementID> = []
    var result: [RelationID] = []
    for step in steps {
      let data = model[step.relation]
      let isLater = later.contains(data.source) && !waitedFor.contains(data.source)
      if data.arrow.isSynchronous, !isLater {
        waitedFor.insert(data.target)
        result.append(step.relation)
      } else {
        later.insert(data.target)
      }
    }
    return result
  }
}
