import ArchModel
import ArchSyntax

extension Rule {
  static let capContradiction = Rule(
    "DAT004", "cap-contradiction", .error,
    summary: "What is asked of a store cannot be had from the side of CAP that it takes.",
    why: """
      When the network splits, a store either answers with what may be out of date (AP) or does not answer (CP). Money \
      and stock that two halves may both spend are spent twice; what has to answer from both halves cannot be \
      consistent.
      """,
    fix: """
      Keep payments and inventory in a store that stays consistent, `cap: CP`; read what has to be current from the \
      primary, `read: primary`; and ask no store that gives up answering to answer from a minority: spread it over three \
      places, or serve from a cache meanwhile. A side that only the catalogue knows makes it a warning.
      """,
    remedy: "choose the other side of CAP",
    sources: [
      "S. Gilbert and N. Lynch, Brewer's Conjecture and the Feasibility of Consistent, Available, Partition-Tolerant Web Services, 2002",
      "E. Brewer, CAP Twelve Years Later: How the \"Rules\" Have Changed, IEEE Computer 45(2), 2012",
      "M. Kleppmann, Designing Data-Intensive Applications, 2017, chapter 9: The Cost of Linearizability",
    ],
    bad: [
      "database Ledger { cap: AP, holds: [orders, payments], backup: every 1h }",
      """
      defaults { database { backup: every 1h, replication: async }, service { timeout: 1s } }
      service Shop { module Sale { -> Stock { consistent, read: replica, access: read } } }
      database Stock { replicas: 3 }
      """,
      """
      asset Bottles { class: inventory }
      database Stock { tech: Cassandra, holds: Bottles, backup: every 1h }
      """,
      """
      region North {}
      region South {}
      client Web { -> Shop }
      service Shop { auth: jwt, rate-limit: 9/s, -> Ledger { timeout: 1s } }
      database Ledger { cap: CP, replicas: 4 across [North, South], backup: every 1h }
      flow Look { Web -> Shop -> Ledger }
      requirement R "Looking goes on" { verify: Look.available when North fails }
      """,
    ],
    good: [
      """
      defaults { database { backup: every 1h } }
      database Ledger { cap: CP, holds: [orders, payments] }
      database Posts { cap: AP, holds: social }
      database Stock { tech: Cassandra, consistency: serializable, holds: inventory }
      database Balances { cap: AP, derived, holds: payments }
      """,
      """
      region North {}
      region South {}
      region West {}
      client Web { -> Shop }
      service Shop { auth: jwt, rate-limit: 9/s, -> Ledger { timeout: 1s, consistent, read: primary } }
      database Ledger {
        cap: CP, replicas: 3 across [North, South, West], replication: async, backup: every 1h
      }
      flow Look { Web -> Shop -> Ledger }
      requirement R "Looking goes on" { verify: Look.available when North fails }
      """,
    ],
    check: { context in
      let contradictions = CAPContradictions(context)
      let stores = context.elements(of: [.database, .storage])
      let kept = contradictions.keptStores()
      var result = stores.compactMap { store in
        contradictions.ofItself(store) ?? contradictions.ofItsData(store)
          ?? kept[store].flatMap { contradictions.finding(store, $0) }
      }
      result += context.relations.compactMap { contradictions.ofRead($0) }
      return result
    })
}

/// A requirement that keeps something going when a place is cut off.
private struct KeptStore {
  let requirement: ElementID
  let place: ElementID
  let side: CAPSide
}

private struct CAPContradictions {
  private static let valuables: Set<String> = ["payments", "financial", "inventory"]

  let context: RuleContext
  private let model: Model
  private let facts: ModelFacts

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    facts = context.facts
  }

  /// A store that is stated to be AP and to be strongly consistent.
  func ofItself(_ store: ElementID) -> Finding? {
    guard let side = facts.capSide(of: store), side.word == "AP", let cap = side.property,
      let consistency = facts.consistency(of: store), facts.isStrong(consistency)
    else { return nil }
    let word = model.word(consistency.stated.value) ?? "strong"
    return Finding(
      .element(store), "\(Wording.name(store, in: model)) is AP and \(word): it cannot be both",
      at: model.nameSpan(store),
      labels: [
        Label(model.span(cap), "answers also while cut off"),
        Label(model.span(consistency), "never answers out of date"),
      ],
      why: "while the network is split it has to give up one of the two", help: "decide which of the two it gives up")
  }

  /// Money or stock in a store that answers with what may be out of date.
  func ofItsData(_ store: ElementID) -> Finding? {
    guard facts.holdsPrimaryData(store) else { return nil }
    let held = facts.held(by: store).filter(Self.valuables.contains)
    guard !held.isEmpty else { return nil }
    let consistency = facts.consistency(of: store)
    if facts.isStrong(consistency) { return nil }
    let side = facts.capSide(of: store)
    var severity: Severity?
    var labels: [Label] = []
    let reason: String
    if let side, side.word == "AP" {
      reason = "is AP"
      if let cap = side.property {
        labels = [Label(model.span(cap), "answers also while cut off")]
      } else {
        severity = .warning
      }
    } else if let consistency, model.word(consistency.stated.value) == "eventual", !(side?.isStated ?? false) {
      reason = "is eventually consistent"
      labels = [Label(model.span(consistency), "a reader may see what is out of date")]
    } else {
      return nil
    }
    let technology = facts.technology(store)?.name ?? ""
    return Finding(
      .element(store), "\(Wording.name(store, in: model)) holds \(Wording.list(held)) and \(reason)",
      at: model.nameSpan(store), labels: labels, severity: severity,
      why: "two halves of a split network can both spend the same",
      note: severity == nil
        ? nil : "the catalogue says so of \(technology); state `cap` or `consistency` if yours is set up otherwise",
      help: "keep it in a store that stays consistent (`cap: CP`)")
  }

  /// A read of the latest write from a copy that lags.
  func ofRead(_ relation: RelationID) -> Finding? {
    let data = model[relation]
    guard data.arrow.isSynchronous, KindSet.stores.contains(model[data.target].kind),
      model[data.target].kind != .cache
    else { return nil }
    let consistent = model.property(.consistent, in: data.properties)
    let isConsistent = consistent?.stated.value == .flag(true)
    let readsReplica = model.stated(.read, of: relation).flatMap { model.word($0.value) } == "replica"
    let isStore = facts.isStrong(facts.consistency(of: data.target))
    var late: StatedProperty?
    if readsReplica, isConsistent || isStore { late = facts.latenessOfCopies(of: data.target) }
    if late == nil, isConsistent { late = latenessOfCopying(to: data.target) }
    guard let late else { return nil }
    return Finding(
      .relation(relation), "\(Wording.ends(relation, in: model)) needs the latest write and reads a copy that lags",
      at: model.span(relation), label: isConsistent ? "`consistent`" : "`read: replica`",
      labels: [Label(model.span(late), "copies are late")],
      why: "for a moment after each write the copy answers as if there had been none",
      help: "read from the primary, or let copies be written before a write is confirmed (`replication: sync`)")
  }

  /// What makes the copying over `=>` to a store late.
  private func latenessOfCopying(to store: ElementID) -> StatedProperty? {
    for use in facts.replicationSources(of: store) {
      if let lag = facts.effective(.lag, of: use.relation)?.property, facts.isPositive(lag) { return lag }
      if let late = facts.latenessOfCopies(of: store) { return late }
    }
    return nil
  }

  // MARK: Requirements

  /// The stores of which a requirement asks that they answer when a place is cut off that leaves them no majority.
  func keptStores() -> [ElementID: KeptStore] {
    var result: [ElementID: KeptStore] = [:]
    for verification in model.verifications where context.isSound(verification.element) {
      let isPlain = verification.nodes.allSatisfy {
        switch $0 {
        case .term, .and: true
        case .or, .not: false
        }
      }
      guard isPlain else { continue }
      for term in verification.terms {
        guard let failure = term.failure, !failure.isOneReplica, term.metric == .available, asksForAnswers(term),
          KindSet.boundaries.contains(model[failure.element].kind), let subject = term.subject
        else { continue }
        for store in stores(neededBy: subject) where result[store] == nil {
          guard let side = facts.capSide(of: store), side.word == "CP", losesMajority(store, without: failure.element),
            side.isStated || facts.stance(.failover, of: store) != .yes
          else { continue }
          result[store] = KeptStore(requirement: verification.element, place: failure.element, side: side)
        }
      }
    }
    return result
  }

  private func asksForAnswers(_ term: VerificationTerm) -> Bool {
    guard let comparison = term.comparison else { return true }
    return [.greater, .greaterOrEqual, .equal].contains(comparison) && (term.limit?.value ?? 0) > 0
  }

  private func stores(neededBy subject: ElementID) -> [ElementID] {
    if KindSet.stores.contains(model[subject].kind) { return [subject] }
    guard let flow = model.flows.first(where: { $0.element == subject }) else { return [] }
    var seen: Set<ElementID> = []
    return flow.steps.compactMap { step in
      let data = model[step.relation]
      var block = step.block
      while let index = block, flow.blocks.indices.contains(index) {
        if flow.blocks[index].kind != .parallel, flow.blocks[index].kind != .loop { return nil }
        block = flow.blocks[index].parent
      }
      guard data.arrow.isSynchronous, model[data.target].kind == .database, !facts.canDoWithout(step.relation),
        model.stated(.onMiss, of: step.relation) == nil, seen.insert(data.target).inserted
      else { return nil }
      return data.target
    }
  }

  /// Whether the replicas in the other places are no majority; they are dealt out to the places one by one.
  private func losesMajority(_ store: ElementID, without place: ElementID) -> Bool {
    guard let stated = facts.value(.replicas, of: store), let replicas = model.replicas(stated),
      let index = replicas.across.firstIndex(of: place), replicas.lower.isFinite, replicas.lower >= 2,
      replicas.lower < 1e6
    else { return false }
    let count = Int(replicas.lower)
    let places = replicas.across.count
    let lost = count / places + (index < count % places ? 1 : 0)
    return count - lost < count / 2 + 1
  }

  func finding(_ store: ElementID, _ kept: KeptStore) -> Finding {
    let cap = kept.side.property.map { [Label(model.span($0), "stops answering without a majority")] } ?? []
    return Finding(
      .element(store),
      "\(Wording.name(store, in: model)) is CP and has no majority without \(Wording.name(kept.place, in: model)), yet a requirement needs its answers then",
      at: model.nameSpan(store), labels: [Label(model.nameSpan(kept.requirement), "asks for it")] + cap,
      severity: kept.side.isStated ? nil : .warning,
      why: "a half that cannot see the other has to stop answering to stay consistent",
      help: "spread it over three places, or serve from a cache meanwhile")
  }
}
