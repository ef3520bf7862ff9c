import ArchModel
import ArchSyntax

extension Rule {
  static let missingCircuitBreaker = Rule(
    "REL007", "missing-circuit-breaker", .warning, needsWholeProgram: true,
    summary: "A call to an outside or widely shared part that its caller cannot do without and that no breaker guards.",
    why: """
      While such a part is slow, each request waits for the full timeout before it fails. A breaker fails at once, spares \
      the callee and frees the caller.
      """,
    fix: """
      State `circuit-breaker: 50% over 10s open 30s half-open 5` on the relation, the caller, a mesh or in `defaults`; or \
      make the call `optional`, or give it a `fallback`. Where nothing is stated the rule leaves one note for all.
      """,
    remedy: "guard it by a circuit breaker",
    sources: [
      "M. Nygard, Release It!, 2nd edition, 2018: Circuit Breaker",
      "Azure Architecture Center: Circuit Breaker pattern",
    ],
    options: [
      .threshold(3, .count, "From how many callers on a part counts as shared.")
    ],
    bad: [
      """
      service Shop { -> Cards { timeout: 1s, circuit-breaker: none } }
      external Cards {}
      """,
      """
      defaults { service { timeout: 1s } }
      service Shop { -> Cards }
      service Mail { -> Cards }
      external Cards {}
      """,
    ],
    good: [
      """
      service Shop { -> Cards { timeout: 1s, circuit-breaker: 50% over 10s open 30s half-open 5 } }
      external Cards {}
      """,
      """
      zone Inner {
        mesh Linkerd { timeout: 1s, circuit-breaker: 5 over 10s open 30s half-open 1 }
        service Shop { -> Cards }
      }
      service Mail { timeout: 1s, -> Cards { optional } }
      external Cards {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let calls = context.relations.filter { relation in
        (KindSet.compute | [.gateway]).contains(model[model[relation].source].kind) && facts.isNetworkCall(relation)
      }
      var callers: [ElementID: Set<ElementID>] = [:]
      for call in calls { callers[model[call].target, default: []].insert(model[call].source) }
      return calls.compactMap { relation in
        let target = model[relation].target
        let isOutside = model[target].kind == .external
        let count = callers[target]?.count ?? 0
        let isShared = KindSet.compute.contains(model[target].kind) && Double(count) >= context.figure()
        let stance = facts.stance(.circuitBreaker, of: relation)
        guard isOutside || isShared, stance != .yes, !facts.canDoWithout(relation) else { return nil }
        let finding = Finding(
          .relation(relation), "\(Wording.ends(relation, in: model)) has no circuit breaker",
          at: model.span(relation), label: isOutside ? "outside of our control" : "shared by \(count) callers",
          why: "while \(Wording.name(target, in: model)) is slow, each request waits for the full timeout",
          help: "add `circuit-breaker: 50% over 10s open 30s half-open 5`, or a `fallback`")
        if stance == .no { return finding }
        return finding.gap("no circuit breaker is stated for \(Wording.ends(relation, in: model))") {
          "no circuit breaker is stated for \($0) calls to outside or shared parts"
        }
      }
    })
}

extension ModelFacts {
  /// Whether the caller goes on when the call fails.
  func canDoWithout(_ relation: RelationID) -> Bool {
    isTrue(.optional, of: relation) || Stance(model.stated(.fallback, of: relation), in: model) == .yes
  }
}
