import ArchModel
import ArchSyntax

extension Rule {
  static let timeoutAboveBudget = Rule(
    "PER009", "timeout-above-budget", .warning,
    summary: "A call on the path of a flow may last longer than the flow's whole objective.",
    why: """
      Where the callee hangs, the objective is missed long before the timeout ends the call. Meanwhile the caller keeps \
      its thread and connection for an answer that comes too late.
      """,
    fix: "Give the call a timeout within the flow's objective, and let the callee know how much is left (`deadline`).",
    remedy: "shorten the timeout",
    sources: [
      "Google, Site Reliability Engineering, 2016, chapter 22: Addressing Cascading Failures (deadlines)",
      "AWS Builders' Library, Timeouts, retries, and backoff with jitter, 2019",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop { -> Stock { timeout: 5s } }
      service Stock {}
      flow Buy { objective { p99: 400ms }, Web -> Shop -> Stock }
      """,
      """
      defaults { service { timeout: 2s } }
      client Web { -> Shop }
      service Shop { -> [Stock, Prices] }
      service Stock {}
      service Prices {}
      flow Buy { objective { p50: 100ms, p95: 1s }, Web -> Shop -> [Stock, Prices] }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { -> Stock { timeout: 300ms }, ~> Mails { timeout: 5s } }
      service Stock {}
      queue Mails { alert }
      worker Post { -> Stock { timeout: 5s } }
      Mails ~> Post
      flow Buy { objective { p99: 400ms }, Web -> Shop -> Stock, Shop ~> Mails ~> Post -> Stock }
      """,
      """
      client Web { -> Shop }
      service Shop { -> Stock { timeout: 5s } }
      service Stock {}
      flow Buy { objective { availability: 99% }, Web -> Shop -> Stock }
      """,
    ],
    check: { context in
      let model = context.model
      return model.flows.compactMap { flow in
        guard context.isSound(flow.element), let budget = budget(flow.element, in: model) else { return nil }
        var seen: Set<RelationID> = []
        var above: [(relation: RelationID, timeout: Quantity)] = []
        for relation in flow.requestPath(in: model) where seen.insert(relation).inserted {
          guard let timeout = context.facts.value(.timeout, of: relation).flatMap({ model.figure($0) }),
            timeout.value > budget.limit.value
          else { continue }
          above.append((relation, timeout))
        }
        guard let longest = above.max(by: { $0.timeout.value < $1.timeout.value }) else { return nil }
        let others = above.count > 1 ? ", and \(Wording.count(above.count - 1, "further call"))," : ""
        return Finding(
          .element(flow.element),
          "\(Wording.name(longest.relation, in: model))\(others) may last "
            + "\(QuantityFormatter.text(longest.timeout, .significant(3))), more than the objective of "
            + Wording.name(flow.element, in: model),
          at: model.span(budget.property), label: "within \(QuantityFormatter.text(budget.limit, .significant(3)))",
          labels: above.prefix(4).map {
            Label(model.span($0.relation), "may last \(QuantityFormatter.text($0.timeout, .significant(3)))")
          },
          why: "a callee that hangs is waited for after the objective is missed",
          help: "shorten the timeouts, or loosen the objective"
        ).caused(by: above.map { .relation($0.relation) })
      }
    })

  /// The longest time that an objective of the flow allows.
  private static func budget(_ flow: ElementID, in model: Model) -> (limit: Quantity, property: StatedProperty)? {
    var result: (limit: Quantity, property: StatedProperty)?
    for objective in model.children(flow, of: .objective) {
      for name in [PropertyName.p50, .p90, .p95, .p99, .p999] {
        guard let property = model.property(name, in: model[objective].properties),
          let limit = model.figure(property.stated), limit.value > result?.limit.value ?? 0
        else { continue }
        result = (limit, property)
      }
    }
    return result
  }
}
