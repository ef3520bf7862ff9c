import ArchModel
import ArchSyntax

extension Rule {
  static let coverage = Rule(
    "MOD010", "coverage", .info,
    summary: "Which figures that load, latency, availability and cost rest on are not stated: one note for the model.",
    why: "What is not stated is unknown: sums that it belongs to are given as \"at least\" or not at all.",
    fix: """
      State the figures of the parts that matter, or `import "std/typical"` for assumed ones. What a `defaults` gives \
      counts as stated.
      """,
    remedy: "state the figures",
    sources: ["ISO/IEC/IEEE 42010:2022, Architecture description: known issues of completeness"],
    bad: [
      """
      client Web { -> Api }
      service Api { p50: 20ms, p99: 90ms, availability: 99.9% }
      flow Buy { rate: 20/s, Web -> Api }
      """,
      """
      defaults { service { capacity: 200/s assumed } }
      client Web { -> Api }
      service Api {}
      flow Buy { rate: 20/s, Web -> Api }
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api { replicas: 2, capacity: 200/s, p50: 20ms, p99: 90ms, availability: 99.9%, cost: $70/month }
      flow Buy { rate: 20/s, Web -> Api }
      """,
      """
      defaults { service { replicas: 2, capacity: 200/s, p50: 20ms, p99: 90ms, availability: 99.9%, cost: $70/month } }
      client Web { -> Api }
      service Api {}
      flow Buy { rate: 20/s, Web -> Api }
      """,
    ],
    check: { context in Coverage(context).finding().map { [$0] } ?? [] })
}

/// Counts what is stated of what the analyses read.
private struct Coverage {
  private static let running: KindSet = KindSet.edge | KindSet.compute | KindSet.stores | KindSet.messaging

  private struct Gap: Hashable {
    let kind: Kind
    let name: PropertyName
  }

  let context: RuleContext
  private let model: Model

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
  }

  /// The figures that are read of a kind. Managed and outside parts have no replicas to state.
  private static func figures(_ kind: Kind) -> [PropertyName] {
    if running.contains(kind) { return [.capacity, .p50, .p99, .availability, .cost] }
    switch kind {
    case .external: return [.p50, .p99, .availability]
    case .flow: return [.rate]
    default: return []
    }
  }

  func finding() -> Finding? {
    var gaps: [Gap: Int] = [:]
    var order: [Gap] = []
    var total = 0
    var missing = 0
    var first: (element: ElementID, name: PropertyName)?
    for element in subjects() {
      let kind = model[element].kind
      for name in Self.figures(kind) {
        total += 1
        let isStated =
          kind == .flow ? model.stated(name, of: element) != nil : model.effective(name, of: element) != nil
        if isStated { continue }
        missing += 1
        if first == nil { first = (element, name) }
        let gap = Gap(kind: kind, name: name)
        if gaps[gap] == nil { order.append(gap) }
        gaps[gap, default: 0] += 1
      }
    }
    guard let first else { return nil }
    let largest = order.enumerated().sorted { a, b in
      let left = gaps[a.element] ?? 0
      let right = gaps[b.element] ?? 0
      return left != right ? left > right : a.offset < b.offset
    }.prefix(4).map { item in
      let count = gaps[item.element] ?? 0
      let noun = count == 1 ? item.element.kind.rawValue : Schema.plural(item.element.kind)
      return "`\(item.element.name.rawValue)` of \(count) \(noun)"
    }
    let place = model.system ?? first.element
    return Finding(
      model.system.map { .element($0) } ?? .program,
      "\(missing) of \(Wording.count(total, "figure")) that results rest on \(missing == 1 ? "is" : "are") not stated",
      at: model.nameSpan(place),
      labels: model.system == nil ? [] : [Label(model.nameSpan(first.element), "no `\(first.name.rawValue)`")],
      note: "most often missing: \(Wording.list(Array(largest)))",
      help: "`import \"std/typical\"` assumes the usual latencies and availabilities")
  }

  /// What flows touch, and the flows; every running part where there are no flows.
  private func subjects() -> [ElementID] {
    guard !model.flows.isEmpty else { return context.elements(of: Self.running | [.external]) }
    var touched: Set<ElementID> = []
    for flow in model.flows {
      touched.insert(flow.element)
      for step in flow.steps {
        touched.insert(model[step.relation].source)
        touched.insert(model[step.relation].target)
      }
    }
    return context.elements(of: Self.running | [.external, .flow]).filter(touched.contains)
  }
}
