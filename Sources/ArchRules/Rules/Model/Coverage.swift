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
  private static let running: KindSet =
    [.dns, .cdn, .waf, .loadBalancer, .gateway, .service, .function, .worker, .job] as KindSet
    | KindSet.stores | KindSet.messaging

  let context: RuleContext
  private let model: Model

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
  }

  /// The figures that are read of an element. Outside parts have no capacity or cost of ours, the edge that others run
  /// has no capacity to state, and what lives on another part shares that part's.
  private func figures(_ element: ElementID) -> [PropertyName] {
    let kind = model[element].kind
    switch kind {
    case .flow: return [.rate]
    case .external: return [.p50, .p99, .availability]
    case .dns, .cdn, .waf: return [.p50, .p99, .availability, .cost]
    default:
      guard Self.running.contains(kind) else { return [] }
      let isHosted = model.stated(.on, of: element) != nil
      if isHosted { return [.p50, .p99, .availability] }
      return KindSet.messaging.contains(kind)
        ? [.p50, .p99, .availability, .cost] : [.capacity, .p50, .p99, .availability, .cost]
    }
  }

  func finding() -> Finding? {
    var gaps: [PropertyName: Int] = [:]
    var order: [PropertyName] = []
    var total = 0
    var missing = 0
    var first: (element: ElementID, name: PropertyName)?
    for element in subjects() {
      for name in figures(element) {
        total += 1
        if isStated(name, of: element) { continue }
        missing += 1
        if first == nil { first = (element, name) }
        if gaps[name] == nil { order.append(name) }
        gaps[name, default: 0] += 1
      }
    }
    guard let first else { return nil }
    let largest = order.enumerated().sorted { a, b in
      let left = gaps[a.element] ?? 0
      let right = gaps[b.element] ?? 0
      return left != right ? left > right : a.offset < b.offset
    }.map { item in
      let noun = item.element == .rate ? "flow" : "component"
      return "`\(item.element.rawValue)` of \(Wording.count(gaps[item.element] ?? 0, noun))"
    }
    let place = model.system ?? first.element
    let hint = "no `\(first.name.rawValue)`"
    return Finding(
      model.system.map { .element($0) } ?? .program,
      "\(missing) of \(Wording.count(total, "figure")) that results rest on \(missing == 1 ? "is" : "are") not stated",
      at: model.nameSpan(place), label: model.system == nil ? hint : "",
      labels: model.system == nil ? [] : [Label(model.nameSpan(first.element), hint)],
      note: "missing: \(Wording.list(largest))",
      help: gaps[.p50] == nil && gaps[.p99] == nil && gaps[.availability] == nil
        ? nil : "`import \"std/typical\"` assumes the usual latencies and availabilities")
  }

  /// Whether a figure is stated on the element or handed down to it. Flows inherit nothing.
  private func isStated(_ name: PropertyName, of element: ElementID) -> Bool {
    model[element].kind == .flow
      ? model.stated(name, of: element) != nil : context.facts.effective(name, of: element) != nil
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
