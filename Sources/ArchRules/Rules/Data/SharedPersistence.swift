import ArchModel
import ArchSyntax

extension Rule {
  static let sharedPersistence = Rule(
    "DAT001", "shared-persistence", .warning, isDefault: true,
    summary: "A store that programs of different owners write.",
    why: """
      Its tables are a contract that nobody wrote down: neither team can change one without asking the other, each can \
      break what the other takes for granted, and nobody can say whose fault a wrong row is.
      """,
    fix: """
      Give the store to one of them and let the others ask it, over its interface or by messages; or split the data. Who \
      only reads is MNT003's matter, and what has one owner may share. Where no owner is stated, a `domain` stands for \
      one.
      """,
    remedy: "let one program write it",
    sources: [
      "C. Richardson, Microservices Patterns, 2018: Database per Service",
      "Azure Architecture Center: Data considerations for microservices",
      "S. Newman, Building Microservices, 2nd edition, 2021, chapter 4: the shared database",
    ],
    bad: [
      """
      service Orders { owner: "Sales", -> Ledger { timeout: 1s, access: write } }
      service Billing { owner: "Finance", -> Ledger { timeout: 1s, access: read-write } }
      database Ledger { backup: every 1h }
      """,
      """
      import "parts.arch"
      defaults { service { timeout: 1s } }
      domain Sales { service Orders { -> Ledger { access: write } } }
      domain Stock { service Shelves { module Counts { -> Ledger { access: write } } } }
      // file: parts.arch
      database Ledger { backup: every 1h }
      """,
    ],
    good: [
      """
      service Orders { owner: "Sales", -> Ledger { timeout: 1s, access: write } }
      service Billing { owner: "Finance", -> Orders { timeout: 2s }, <~ Booked }
      worker Importer { owner: "Sales", -> Ledger { timeout: 1s, access: write } }
      topic Booked { delivery: at-most-once }
      database Ledger { backup: every 1h }
      """,
      """
      system Shop { owner: "One team" }
      domain Sales { service Orders { -> Ledger { timeout: 1s, access: write } } }
      domain Stock { service Shelves { -> Ledger { timeout: 1s, access: write } } }
      database Ledger { backup: every 1h }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: KindSet.stores).compactMap { store in
        let writers = facts.writers(of: store).filter { context.isSound($0.relation) }
        guard writers.count > 1 else { return nil }
        let sides = writers.map { Side(of: $0.program, in: facts) }
        guard let other = sides.indices.dropFirst().first(where: { sides[$0].differs(from: sides[0]) }) else {
          return nil
        }
        let programs = writers.map(\.program)
        return Finding(
          .element(store), "\(Wording.name(store, in: model)) is written by \(Wording.names(programs, in: model))",
          at: model.nameSpan(store), label: "shared by \(sides[0].text) and \(sides[other].text)",
          labels: ([0, other] + sides.indices.filter { $0 != 0 && $0 != other }).prefix(4).map {
            Label(model.span(writers[$0].relation), "\(sides[$0].text) writes")
          },
          why: "neither can change its tables alone, and each can break the other's data",
          help: "let one of them write it, and the others ask that one"
        ).caused(by: writers.map { .relation($0.relation) })
      }
    })

  /// Who answers for a program.
  private struct Side {
    let owner: String?
    let domain: ElementID?
    let text: String

    init(of program: ElementID, in facts: ModelFacts) {
      owner = facts.owner(of: program)
      domain = facts.domain(of: program)
      text = owner ?? domain.map { Wording.name($0, in: facts.model) } ?? "somebody"
    }

    /// Whether two are known to be different.
    func differs(from other: Side) -> Bool {
      if let owner, let theirs = other.owner { return owner != theirs }
      if let domain, let theirs = other.domain { return domain != theirs }
      return false
    }
  }
}
