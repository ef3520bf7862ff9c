import ArchModel
import ArchSyntax

extension Rule {
  static let breakerMisconfigured = Rule(
    "PAT005", "breaker-misconfigured", .warning,
    summary: "A circuit breaker that does not say when it opens, for how long, or how it closes again.",
    why: """
      A breaker without a threshold never opens, one without an open time never lets the callee rest, and one that lets \
      everything through at once when it closes knocks over what has just stood up.
      """,
    fix: """
      State all of it: `circuit-breaker: 50% over 10s open 30s half-open 5` opens at half of the calls of ten seconds, \
      rests for thirty, then lets five calls try.
      """,
    remedy: "complete the breaker",
    sources: [
      "M. Nygard, Release It!, 2nd edition, 2018: Circuit Breaker",
      "Azure Architecture Center: Circuit Breaker pattern",
    ],
    bad: [
      """
      service Shop { -> Stock { timeout: 1s, circuit-breaker: 50% } }
      service Stock {}
      """,
      """
      defaults { service { timeout: 1s, circuit-breaker } }
      service Shop { -> [Stock, Prices] }
      service Stock { -> Prices }
      service Prices {}
      """,
      """
      service Shop { timeout: 1s, circuit-breaker: 0% over 10s open 30s half-open 5, -> Stock }
      service Stock {}
      """,
    ],
    good: [
      """
      service Shop { -> Stock { timeout: 1s, circuit-breaker: 50% over 10s open 30s half-open 5 } }
      service Stock { -> Prices { timeout: 1s } }
      service Prices {}
      """,
      """
      defaults { service { timeout: 1s, circuit-breaker: 5 over 10s open 30s half-open 1 } }
      service Shop { -> Stock, -> Prices { circuit-breaker: none } }
      service Stock {}
      service Prices {}
      """,
    ],
    check: { context in
      let model = context.model
      let calls = context.relations.filter { model[$0].arrow.isSynchronous }
      let causes = context.facts.causes(of: .circuitBreaker, on: calls) { _, stated in
        model.circuitBreaker(stated).map { !faults($0).isEmpty } ?? false
      }
      return causes.compactMap { cause in
        guard let breaker = model.circuitBreaker(cause.property.stated) else { return nil }
        let scope =
          cause.relations.count == 1
          ? cause.relations.first.map { Wording.ends($0, in: model) } ?? "" : "\(cause.relations.count) calls"
        return Finding(
          cause.subject, "the circuit breaker of \(scope) \(Wording.list(faults(breaker)))", at: cause.place,
          labels: [Label(model.span(cause.property), "stated here")],
          why: "it never opens, never rests or never closes gently",
          help: "state all of it: `circuit-breaker: 50% over 10s open 30s half-open 5`")
      }
    })

  /// What is wrong with a breaker, as verbs.
  private static func faults(_ breaker: CircuitBreaker) -> [String] {
    var result: [String] = []
    switch breaker.threshold?.value {
    case nil: result.append("does not say when it opens")
    case let value? where value <= 0: result.append("opens without a failure")
    default: break
    }
    switch breaker.openTime {
    case nil: result.append("does not say how long it stays open")
    case let time? where time <= 0: result.append("never stays open")
    default: break
    }
    switch breaker.trialCalls {
    case nil: result.append("does not say how many calls try again (`half-open`)")
    case let calls? where calls <= 0: result.append("lets no call try again")
    default: break
    }
    return result
  }
}
