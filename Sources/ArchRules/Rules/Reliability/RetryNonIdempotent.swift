import ArchModel
import ArchSyntax

extension Rule {
  static let retryNonIdempotent = Rule(
    "REL004", "retry-non-idempotent", .error, needsWholeProgram: true,
    summary: "A call that is repeated although doing it twice is not as good as once.",
    why: """
      A caller that got no answer does not know whether the work was done. Repeating it charges a card, sends a message \
      or sells a seat twice.
      """,
    fix: """
      Send an `idempotency-key` that the callee remembers, make the operation `idempotent`, or do not repeat it: \
      `retry: none`. What HTTP says counts: POST and PATCH promise nothing.
      """,
    remedy: "make it idempotent",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL04-BP04 Make mutating operations idempotent",
      "RFC 9110, HTTP Semantics, section 9.2.2: Idempotent Methods",
      "M. Nygard, Release It!, 2nd edition, 2018: Timeouts",
    ],
    bad: [
      """
      service Shop { -> Cards { timeout: 2s, retry: 2 exponential 100ms jitter, idempotent: false } }
      external Cards {}
      """,
      """
      defaults { gateway { timeout: 1s, retry: 2 exponential 100ms jitter } }
      gateway Api { -> Orders, endpoint Place "POST /v1/orders" { to: Orders, auth: jwt, rate-limit: 9/s } }
      service Orders {}
      """,
    ],
    good: [
      """
      service Shop { -> Cards { timeout: 2s, retry: 2 exponential 100ms jitter, idempotency-key } }
      external Cards {}
      """,
      """
      defaults { gateway { timeout: 1s, retry: 2 exponential 100ms jitter } }
      gateway Api { -> Orders, endpoint Place "POST /v1/orders" { to: Orders, idempotent } }
      service Orders {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.relations.compactMap { relation in
        guard model[relation].arrow == .call, let retry = facts.effective(.retry, of: relation),
          let policy = model.retry(retry.property.stated), policy.attempts > 1,
          let reason = reasonAgainstRepeating(relation, in: facts)
        else { return nil }
        let policySpan = model.span(retry.property)
        var labels = retry.origin == .own ? [] : [Label(policySpan, "repeated by this")]
        if let endpoint = reason.endpoint { labels.append(Label(model.nameSpan(endpoint), "not idempotent")) }
        return Finding(
          .relation(relation), "\(Wording.ends(relation, in: model)) is repeated, and \(reason.text)",
          at: model.span(relation), label: "may be done twice", labels: labels,
          why: "a caller that got no answer cannot know whether the work was done",
          help: "add `idempotency-key` and let the callee remember it, or `retry: none`")
      }
    })

  /// Why a call must not be repeated, as far as it is known.
  private static func reasonAgainstRepeating(
    _ relation: RelationID, in facts: ModelFacts
  ) -> (text: String, endpoint: ElementID?)? {
    let model = facts.model
    if Stance(model.stated(.idempotencyKey, of: relation), in: model) == .yes { return nil }
    switch Stance(model.stated(.idempotent, of: relation), in: model) {
    case .yes: return nil
    case .no: return ("it is stated not to be idempotent", nil)
    case .unstated: break
    }
    let endpoints = facts.endpoints(of: model[relation].target)
    if let label = model.label(relation) {
      let operation = Operation(label)
      let named = endpoints.first {
        model.name($0) == label || (operation != nil && facts.operation($0)?.key == operation?.key)
      }
      if let named {
        return facts.isIdempotent(named) == false
          ? ("\(Wording.name(named, in: model)) is not idempotent", named) : nil
      }
      if let operation {
        return operation.isIdempotent == false ? ("\(operation.verb) promises no idempotence", nil) : nil
      }
    }
    guard let first = endpoints.first, endpoints.allSatisfy({ facts.isIdempotent($0) == false }) else { return nil }
    let which = endpoints.count == 1 ? Wording.name(first, in: model) : "no endpoint of its callee"
    return ("\(which) is \(endpoints.count == 1 ? "not " : "")idempotent", first)
  }
}
