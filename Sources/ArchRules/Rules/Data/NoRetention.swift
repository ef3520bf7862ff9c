import ArchModel
import ArchSyntax

extension Rule {
  static let noRetention = Rule(
    "DAT013", "no-retention", .info, needsWholeProgram: true,
    summary: "Data about people that is kept without an end.",
    why: """
      Data about people may be kept no longer than it is needed. What is kept for ever grows, costs, and is all there on \
      the day of a leak.
      """,
    fix: """
      State `retention: 10y` or a `ttl` on the store, or `retention` on the `asset` that it holds. A log of \
      events from which state is rebuilt keeps them all; there the key of what is to be forgotten is thrown away.
      """,
    remedy: "state how long it is kept",
    sources: [
      "Regulation (EU) 2016/679 (GDPR), article 5(1)(e): storage limitation",
      "AWS Well-Architected Framework, Security Pillar: SEC07-BP04 Define scalable data lifecycle management",
    ],
    bad: [
      "database People { backup: every 1h, holds: [pii, orders], encrypted: at-rest, retention: unlimited }",
      """
      asset Patient { class: health }
      defaults { database { backup: every 1h, encrypted: at-rest } }
      database Wards { holds: Patient }
      database Rota { holds: pii }
      """,
    ],
    good: [
      """
      database People { backup: every 1h, holds: pii, encrypted: at-rest, retention: 2y }
      database Shows { backup: every 1h, holds: catalog, retention: unlimited }
      """,
      """
      asset Patient { class: health, retention: 30y }
      defaults { database { backup: every 1h, encrypted: at-rest } }
      database Wards { holds: Patient }
      database Views { holds: pii, derived }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: [.database, .storage, .stream]).compactMap { store in
        // A log from which state is rebuilt keeps its events; who is forgotten loses the key (PAT003).
        guard !facts.isTrue(.derived, of: store), facts.eventStoreStatement(store) == nil,
          let holds = facts.value(.holds, of: store)
        else { return nil }
        let unlimited = model.items(holds).filter { item in
          guard case .element(let asset) = item.value else { return true }
          return model.stated(.retention, of: asset) == nil
        }
        var people: [String] = []
        for item in unlimited { people += facts.classes(item).filter(ModelFacts.personalClasses.contains) }
        guard !people.isEmpty, facts.effective(.ttl, of: store) == nil else { return nil }
        let name = Wording.name(store, in: model)
        if let stated = facts.effective(.retention, of: store)?.property {
          guard model.word(stated.stated.value) == "unlimited" else { return nil }
          return Finding(
            .element(store), "\(name) keeps \(Wording.list(people)) for ever", at: model.nameSpan(store),
            labels: [Label(model.span(stated), "without an end")],
            why: "data about people may be kept no longer than it is needed", help: "state `retention:` with a time")
        }
        return Finding(
          .element(store), "", at: model.nameSpan(store), label: "holds \(Wording.list(people))",
          help: "state `retention: …` on it, or on the asset that it holds"
        ).gap("how long \(name) keeps \(Wording.list(people)) is not stated") {
          "how long \($0) stores keep data about people is not stated"
        }
      }
    })
}
