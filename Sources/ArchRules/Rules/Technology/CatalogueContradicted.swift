import ArchModel
import ArchSyntax

extension Rule {
  static let catalogueContradicted = Rule(
    "TEC005", "catalogue-contradicted", .warning,
    summary: "A store that is stated to be what its technology cannot be.",
    why: "The design rests on a guarantee that the product's own documentation does not give.",
    fix: """
      Correct the statement, or the technology. If it is a setup or an extension that the catalogue does not know, keep \
      it and say so with `allow`.
      """,
    remedy: "correct statement or technology",
    sources: [
      "K. Kingsbury, Jepsen: analyses of distributed databases",
      "P. Bailis and others, Highly Available Transactions: Virtues and Limitations, VLDB 2013",
    ],
    bad: [
      "database Posts { tech: CouchDB, consistency: serializable, backup: every 1h }",
      """
      defaults { database { backup: every 1h } }
      zone Inner { database Ledger { tech: PostgreSQL 16, cap: AP } }
      """,
      "database Ledger { tech: MySQL, type: graph, backup: every 1h }",
    ],
    good: [
      """
      database Posts { tech: CouchDB, consistency: eventual, cap: AP, backup: every 1h }
      database Ledger { tech: MongoDB, cap: CP, consistency: strong, backup: every 1h }
      """,
      """
      defaults { database { backup: every 1h } }
      zone Inner {
        database Ledger { tech: PostgreSQL 16, type: vector }
        database Wards { tech: "Our own store", cap: AP, holds: catalog }
        database Small { tech: SQLite, cap: CP }
      }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: KindSet.stores | KindSet.messaging).compactMap { store in
        guard let technology = facts.technology(store) else { return nil }
        let wrong = [PropertyName.type, .consistency, .cap].compactMap {
          name -> (property: StatedProperty, truth: String)? in
          guard let property = facts.effective(name, of: store)?.property, let word = model.word(property.stated.value)
          else { return nil }
          return truth(technology, name, word).map { (property, $0) }
        }
        guard let first = wrong.first else { return nil }
        return Finding(
          .element(store), "\(Wording.name(store, in: model)) is stated to be what \(technology.name) is not",
          at: model.nameSpan(store), label: technology.name,
          labels: wrong.map { Label(model.span($0.property), $0.truth) },
          why: "\(technology.name): \(first.truth)", note: technology.source.isEmpty ? nil : "see \(technology.source)",
          help: "correct the statement, or the technology")
      }
    })

  /// What the catalogue says instead, where a statement contradicts it.
  private static func truth(_ technology: Technology, _ name: PropertyName, _ word: String) -> String? {
    switch name {
    case .type:
      // Of storage the type says how it is addressed, of which the catalogue knows nothing.
      return technology.canHold(type: word) ? nil : "a store of type \(technology.storeType ?? "")"
    case .consistency:
      return technology.canGive(consistency: word) ? nil : "at most \(technology.strongestConsistency ?? "")"
    case .cap: return technology.canTake(cap: word) ? nil : technology.cap ?? ""
    default: return nil
    }
  }
}
