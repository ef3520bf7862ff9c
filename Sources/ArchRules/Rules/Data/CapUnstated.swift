import ArchModel
import ArchSyntax

extension Rule {
  static let capUnstated = Rule(
    "DAT014", "cap-unstated", .info, needsWholeProgram: true,
    summary: "A store with several copies of which nobody says what it gives up when they cannot reach one another.",
    why:
      "It will do one of two things on the day of the split: answer out of date, or not at all. Users find out which.",
    fix: """
      State `cap: CP` or `cap: AP`, or the `consistency` that readers get. The catalogue knows it of many technologies; \
      of those that can do both, one has to be chosen.
      """,
    remedy: "state the side of CAP",
    sources: [
      "E. Brewer, CAP Twelve Years Later: How the \"Rules\" Have Changed, IEEE Computer 45(2), 2012",
      "D. Abadi, Consistency Tradeoffs in Modern Distributed Database System Design, IEEE Computer 45(2), 2012",
    ],
    bad: [
      "database Ledger { replicas: 3, backup: every 1h }",
      """
      defaults { database { replicas: 3, backup: every 1h } }
      database Ledger { tech: MongoDB }
      database Stock {}
      """,
    ],
    good: [
      """
      database Ledger { replicas: 3, cap: CP, backup: every 1h }
      database Words { replicas: 1, backup: every 1h }
      database Posts { shards: 4, consistency: eventual, backup: every 1h }
      """,
      """
      defaults { database { replicas: 3, backup: every 1h } }
      database Ledger { tech: PostgreSQL }
      database Views { derived }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: [.database]).compactMap { store in
        guard facts.holdsPrimaryData(store), facts.capSide(of: store) == nil, facts.consistency(of: store) == nil,
          let copies = copies(of: store, facts)
        else { return nil }
        if let stated = facts.value(.cap, of: store), model.word(stated.value) == "CA" { return nil }
        let isTunable =
          (facts.value(.cap, of: store).flatMap { model.word($0.value) } ?? facts.technology(store)?.cap) == "tunable"
        return Finding(
          .element(store), "", at: model.nameSpan(store),
          label: isTunable ? "it can do both: say which was chosen" : "what does it give up when the network splits?",
          labels: [Label(model.span(copies), "several copies")],
          help: "state `cap: CP` or `cap: AP`, or a `consistency`"
        ).gap("the side of CAP that \(Wording.name(store, in: model)) takes is not stated") {
          "the side of CAP that \($0) stores take is not stated"
        }
      }
    })

  /// The statement that gives a store several copies that have to agree.
  private static func copies(of store: ElementID, _ facts: ModelFacts) -> StatedProperty? {
    for name in [PropertyName.replicas, .readReplicas, .shards] {
      guard let property = facts.effective(name, of: store)?.property else { continue }
      let least = name == .readReplicas ? 1.0 : 2.0
      let count =
        name == .replicas
        ? facts.model.replicas(property.stated)?.upper ?? 0 : facts.model.figure(property.stated)?.value ?? 0
      if count >= least { return property }
    }
    return nil
  }
}
