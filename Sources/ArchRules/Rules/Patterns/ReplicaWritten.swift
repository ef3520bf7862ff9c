import ArchModel
import ArchSyntax

extension Rule {
  static let replicaWritten = Rule(
    "PAT008", "replica-written", .error,
    summary: "A program writes a store that is a copy of another one.",
    why: """
      The next thing that is copied overwrites what was written, or stops the copying altogether; and the original never \
      learns of it.
      """,
    fix: """
      Write to the original, and read from the copy. Two stores that copy to each other are DAT012's matter; a warehouse, \
      a lake or a store of another kind or technology, into which data is brought from elsewhere, is no copy.
      """,
    remedy: "write to the original",
    sources: [
      "M. Kleppmann, Designing Data-Intensive Applications, 2017, chapter 5: Leaders and Followers",
      "PostgreSQL documentation: Hot Standby; read-only transactions",
    ],
    bad: [
      """
      service Shop { -> Copy { timeout: 1s, access: write } }
      database Ledger { backup: every 1h, => Copy }
      database Copy
      """,
      """
      defaults { database { tech: PostgreSQL, backup: every 1h }, service { timeout: 1s } }
      service Shop { module Sale { -> Copy { access: read-write } } }
      database Ledger
      region South { database Copy { tech: PostgreSQL 16 } }
      Ledger => Copy { lag: 2s }
      """,
    ],
    good: [
      """
      service Shop { -> Ledger { timeout: 1s, access: write }, -> Copy { timeout: 1s, access: read } }
      database Ledger { backup: every 1h, => Copy }
      database Copy
      """,
      """
      defaults { database { backup: every 1h }, job { timeout: 1s } }
      job Loader { -> Mart { access: write } }
      database Ledger { tech: PostgreSQL, => Mart }
      database Mart { tech: ClickHouse }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: KindSet.stores).compactMap { store in
        let sources = facts.replicationSources(of: store)
        guard sources.count == 1, let source = sources.first, isCopy(store, of: source.program, facts),
          !model.outgoing(store).contains(where: {
            model[$0].target == source.program && model[$0].arrow == .replication
          })
        else { return nil }
        let writers = facts.writers(of: store).filter { context.isSound($0.relation) }
        guard let writer = writers.first else { return nil }
        return Finding(
          .element(store),
          "\(Wording.names(writers.map(\.program), in: model)) \(writers.count == 1 ? "writes" : "write") \(Wording.name(store, in: model)), a copy of \(Wording.name(source.program, in: model))",
          at: model.nameSpan(store),
          labels: [
            Label(model.span(source.relation), "copied from here"), Label(model.span(writer.relation), "writes"),
          ],
          why: "the next thing that is copied overwrites it, and the original never learns of it",
          help: "write to \(Wording.name(source.program, in: model))")
      }
    })

  /// Whether a store that another one is copied to is the same thing twice, and not a place where data is gathered.
  private static func isCopy(_ store: ElementID, of source: ElementID, _ facts: ModelFacts) -> Bool {
    guard facts.model[store].kind == facts.model[source].kind else { return false }
    let type = facts.storeType(of: store)
    if let type, ["warehouse", "lake", "search", "vector"].contains(type), type != facts.storeType(of: source) {
      return false
    }
    if let own = facts.technology(store)?.name, let theirs = facts.technology(source)?.name, own != theirs {
      return false
    }
    return true
  }
}
