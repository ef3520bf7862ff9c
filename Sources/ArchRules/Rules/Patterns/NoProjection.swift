import ArchModel
import ArchSyntax

extension Rule {
  static let noProjection = Rule(
    "PAT004", "no-projection", .warning, needsWholeProgram: true,
    summary: "Queries that read a log of events itself, with no projection beside it.",
    why: """
      A log answers one question: what happened to this one thing. Every other question reads all of it, slower with each \
      day, and competes with the writes.
      """,
    fix: """
      Let a worker follow the log and build what queries want, in a store that is `derived`; feed it from the log, \
      `Log ~> Feed`, or from what appends to it.
      """,
    remedy: "build a projection",
    sources: [
      "Azure Architecture Center: Event Sourcing pattern, Materialized View pattern",
      "G. Young, CQRS Documents, 2010: Event Sourcing and CQRS",
    ],
    bad: [
      """
      defaults { service { timeout: 1s } }
      service Ledger { -> Log { access: write } }
      service Reports { -> Log { access: read } }
      database Log { needs: event-sourcing, backup: every 1h }
      """,
      """
      import "parts.arch"
      defaults { service { timeout: 1s } }
      service Ledger { -> Log { access: read-write } }
      service Reports { module Sums { -> Log { access: read } } }
      // file: parts.arch
      database Log { tech: EventStoreDB, backup: every 1h }
      """,
    ],
    good: [
      """
      defaults { service { timeout: 1s }, worker { timeout: 1s } }
      service Ledger { -> Log { access: write } }
      worker Builder { -> Log { access: read }, -> Views { access: write } }
      service Reports { -> Views { access: read } }
      database Log { needs: event-sourcing, backup: every 1h }
      database Views { derived }
      """,
      """
      defaults { service { timeout: 1s } }
      service Ledger { -> Log "append" { access: write }, -> Log "load" { access: read }, ~> Feed }
      service Audit { -> Log { access: read } }
      topic Feed { delivery: at-most-once, ~> Builder }
      worker Builder
      database Log { needs: event-sourcing, backup: every 1h }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return facts.eventStores(context).compactMap { store, statement in
        guard model[store].kind != .stream, model.outgoing(store).allSatisfy({ model[$0].arrow.isSynchronous }) else {
          return nil
        }
        let writers = facts.writers(of: store).map(\.program)
        // What appends may announce it; who reads may build a projection.
        if writers.contains(where: { publishes($0, facts) }) { return nil }
        let readers = facts.users(of: store, where: { facts.isRead($0) }).filter { !writers.contains($0.program) }
        guard let reader = readers.first, readers.allSatisfy({ !builds($0.program, besides: store, facts) }) else {
          return nil
        }
        return Finding(
          .element(store),
          "queries of \(Wording.name(reader.program, in: model)) read the log \(Wording.name(store, in: model)) itself",
          at: model.nameSpan(store),
          labels: readers.prefix(3).map { Label(model.span($0.relation), "reads events") }
            + [Label(model.span(statement), "a log of events")],
          why: "every question that is not about one thing reads all of it",
          help: "let a worker follow the log and build what queries want, in a `derived` store")
      }
    })

  private static func outgoing(_ program: ElementID, _ facts: ModelFacts) -> [RelationID] {
    Array(facts.model.outgoing(program)) + facts.model.children(program).flatMap { facts.model.outgoing($0) }
  }

  private static func publishes(_ program: ElementID, _ facts: ModelFacts) -> Bool {
    outgoing(program, facts).contains { facts.model[$0].arrow == .message }
  }

  /// Whether a program may keep what it makes of events: it writes another store, or goes to one without saying how.
  private static func builds(_ program: ElementID, besides log: ElementID, _ facts: ModelFacts) -> Bool {
    outgoing(program, facts).contains { relation in
      let data = facts.model[relation]
      if data.arrow == .message { return true }
      return data.target != log && KindSet.stores.contains(facts.model[data.target].kind) && !facts.isRead(relation)
    }
  }
}
