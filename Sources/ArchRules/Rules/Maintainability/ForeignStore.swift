import ArchModel
import ArchSyntax

extension Rule {
  static let foreignStore = Rule(
    "MNT003", "foreign-store", .warning,
    summary: "A program that goes to a store of another owner.",
    why: """
      It rests on tables that the other team takes for its own and may change tomorrow; and its load and its locks are \
      found in a place where nobody expects them.
      """,
    fix: """
      Ask the owner's program, or take a copy that is made for others: events, a view that is promised, `=>` into a store \
      of one's own. The rule speaks where the store's owner has a program that could be asked; who owns stores alone runs \
      them for others.
      """,
    remedy: "ask the owner's program",
    sources: [
      "C. Richardson, Microservices Patterns, 2018: Database per Service, API Composition",
      "Z. Dehghani, Data Mesh, 2022, chapter 2: Principle of Domain Ownership",
    ],
    bad: [
      """
      service Orders { owner: "Sales", -> Ledger { timeout: 1s } }
      service Reports { owner: "Finance", -> Ledger { timeout: 1s, access: read } }
      database Ledger { owner: "Sales", backup: every 1h }
      """,
      """
      domain Selling { owner: "Sales", service Orders {}, database Ledger { backup: every 1h } }
      domain Counting { owner: "Finance", service Reports { module Sums { -> [Ledger, Books] { timeout: 1s } } } }
      defaults { database { owner: "Finance" } }
      database Books { backup: every 1h }
      """,
    ],
    good: [
      """
      domain Selling { owner: "Sales", service Orders { -> Ledger { timeout: 1s } }, database Ledger { backup: every 1h } }
      service Reports { owner: "Finance", -> Orders { timeout: 2s } }
      service Audit {}
      """,
      """
      defaults { database { owner: "Database team", backup: every 1h } }
      system Shop { owner: "Sales" }
      service Orders { -> Ledger { timeout: 1s } }
      database Ledger
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let askable = Set(context.elements(of: KindSet.compute).compactMap { facts.owner(of: $0) })
      guard askable.count > 1 else { return [] }
      return context.relations.compactMap { relation in
        let data = model[relation]
        guard KindSet.compute.contains(model[data.source].kind), KindSet.stores.contains(model[data.target].kind),
          data.arrow != .replication,
          facts.value(.usage, of: relation).flatMap({ model.word($0.value) }) != "operations",
          let own = facts.owner(of: data.source), let theirs = facts.owner(of: data.target), own != theirs,
          askable.contains(theirs)
        else { return nil }
        return Finding(
          .relation(relation),
          "\(Wording.name(data.source, in: model)) of \(own) goes to \(Wording.name(data.target, in: model)), a store of \(theirs)",
          at: model.span(relation), labels: [Label(model.nameSpan(data.target), "owned by \(theirs)")],
          why: "\(theirs) can no longer change its tables alone",
          help: "ask a program of \(theirs), or take a copy that is made for others")
      }
    })
}
