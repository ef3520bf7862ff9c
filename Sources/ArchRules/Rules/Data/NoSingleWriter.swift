import ArchModel
import ArchSyntax

extension Rule {
  static let noSingleWriter = Rule(
    "DAT012", "no-single-writer", .warning,
    summary: "Data that is written in two places at once, with nobody to decide which write counts.",
    why: """
      Two writes of the same record at the same time both succeed, and one of them is lost, or both stay and contradict \
      each other. Nobody is told.
      """,
    fix: """
      Let one program, or one region for each key, do all writes and the others ask it; or keep the data in a store that \
      orders writes (`cap: CP`). The rule speaks of stores that copy to each other and are both written, of an `asset` \
      that several primary stores hold and different programs write, and of a store that is AP with several writers.
      """,
    remedy: "let one place write",
    sources: [
      "M. Kleppmann, Designing Data-Intensive Applications, 2017, chapter 5: Handling Write Conflicts",
      "P. Helland, Data on the Outside versus Data on the Inside, CIDR 2005",
      "M. Thompson, Single Writer Principle, 2011",
    ],
    bad: [
      """
      service North { -> Here { timeout: 1s, access: write } }
      service South { -> There { timeout: 1s, access: write } }
      database Here { backup: every 1h, => There }
      database There { backup: every 1h, => Here }
      """,
      """
      import "parts.arch"
      defaults { database { backup: every 1h } }
      service Sales { timeout: 1s, -> Orders { access: write } }
      service Support { timeout: 1s, -> Tickets { access: read-write } }
      database Orders { holds: [orders, Customer] }
      database Tickets { holds: Customer }
      // file: parts.arch
      asset Customer { class: pii }
      """,
      """
      defaults { database { tech: Cassandra, backup: every 1h } }
      service Sales { timeout: 1s, -> Profiles { access: write } }
      service Support { timeout: 1s, -> Profiles { access: write } }
      database Profiles { cap: AP }
      """,
    ],
    good: [
      """
      service North { -> Here { timeout: 1s, access: write } }
      service South { -> There { timeout: 1s, access: read } }
      database Here { backup: every 1h, => There }
      database There { backup: every 1h, => Here }
      """,
      """
      asset Customer { class: pii }
      defaults { database { backup: every 1h } }
      service Sales { timeout: 1s, -> Orders { access: write }, ~> Changes }
      worker Copier { timeout: 1s, <~ Changes, -> Tickets { access: write } }
      topic Changes { delivery: at-most-once }
      database Orders { holds: Customer }
      database Tickets { holds: Customer }
      database Profiles { cap: CP }
      """,
    ],
    check: { context in
      let writing = ConcurrentWrites(context)
      return writing.mutualCopies() + writing.sharedAssets() + writing.availableStores()
    })
}

private struct ConcurrentWrites {
  let context: RuleContext
  private let model: Model
  private let facts: ModelFacts

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    facts = context.facts
  }

  /// Pairs of stores that copy to each other, both of them written.
  func mutualCopies() -> [Finding] {
    context.elements(of: KindSet.stores).compactMap { store in
      let back = facts.replicationSources(of: store).map(\.program)
      let other = model.outgoing(store).lazy.filter { model[$0].arrow == .replication }.map { model[$0].target }
        .first { store < $0 && back.contains($0) && !facts.writers(of: $0).isEmpty }
      guard let other, let own = facts.writers(of: store).first, let theirs = facts.writers(of: other).first else {
        return nil
      }
      return Finding(
        .element(store),
        "\(Wording.name(store, in: model)) and \(Wording.name(other, in: model)) copy to each other and are both written",
        at: model.nameSpan(store), label: "written here",
        labels: [
          Label(model.nameSpan(other), "and here"), Label(model.span(own.relation), "by this"),
          Label(model.span(theirs.relation), "and by this"),
        ], why: "of two writes of one record at the same time one is lost",
        help: "let one of them take the writes of each record")
    }
  }

  /// Assets that several primary stores hold, written by different programs.
  func sharedAssets() -> [Finding] {
    var holders: [ElementID: [(store: ElementID, writer: StoreUse)]] = [:]
    for store in context.elements(of: [.database, .storage]) where facts.holdsPrimaryData(store) {
      guard let stated = facts.value(.holds, of: store), facts.replicationSources(of: store).isEmpty else { continue }
      let writers = facts.writers(of: store).filter { !isFed($0.program) }
      guard let writer = writers.first else { continue }
      for item in model.items(stated) {
        if case .element(let asset) = item.value { holders[asset, default: []].append((store, writer)) }
      }
    }
    return context.elements(of: [.asset]).compactMap { asset in
      guard let places = holders[asset], let first = places.first,
        let second = places.first(where: { $0.store != first.store && $0.writer.program != first.writer.program })
      else { return nil }
      return Finding(
        .element(asset),
        "\(Wording.name(asset, in: model)) is written in \(Wording.names(places.map(\.store), in: model)), and neither is the original",
        at: model.nameSpan(asset),
        labels: [
          Label(model.nameSpan(first.store), "held here, not `derived`"),
          Label(model.nameSpan(second.store), "and here"),
        ],
        why: "the two drift apart, and nobody can say which is right",
        help: "let one of them be the original, and mark the other `derived` and fill it by messages or `=>`")
    }
  }

  /// Stores that take writes on every side of a split network, with several writing programs.
  func availableStores() -> [Finding] {
    context.elements(of: [.database]).compactMap { store in
      guard let side = facts.capSide(of: store), side.word == "AP", facts.holdsPrimaryData(store),
        !facts.isStrong(facts.consistency(of: store))
      else { return nil }
      let writers = facts.writers(of: store)
      guard writers.count > 1 else { return nil }
      let cap = side.property.map { [Label(model.span($0), "takes writes on every side of a split")] } ?? []
      return Finding(
        .element(store),
        "\(Wording.name(store, in: model)) is AP and is written by \(Wording.names(writers.map(\.program), in: model))",
        at: model.nameSpan(store),
        labels: cap + writers.prefix(3).map { Label(model.span($0.relation), "writes") },
        why: "of two writes of one record at the same time one is lost", help: "let one of them do the writes")
    }
  }

  /// Whether a program writes what it is told: it takes messages, and no other program calls it.
  private func isFed(_ program: ElementID) -> Bool {
    let incoming = model.incoming(program)
    return incoming.contains { KindSet.messaging.contains(model[model[$0].source].kind) }
      && incoming.allSatisfy { KindSet.messaging.contains(model[model[$0].source].kind) }
  }
}
