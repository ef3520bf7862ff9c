import ArchModel
import ArchSyntax

extension Rule {
  static let decisionMissing = Rule(
    "MNT008", "decision-missing", .warning, isDefault: true, needsWholeProgram: true,
    summary: "The technology of a primary store or broker, chosen without a decision on record.",
    why: """
      Stores and brokers are what is hardest to change later. Who comes after has to know what was weighed, or will weigh \
      it again, or not dare to touch it.
      """,
    fix: """
      Write it down: `decision D3 "…" { affects: Ledger, context: "…", chosen: … }`, or add the part to the `affects` of \
      the decision that covers it; a boundary in `affects` covers what is in it, a host what lives on it, a queue its \
      dead letters, and one queue or topic all others of its technology. The rule speaks once the model has any decision.
      """,
    remedy: "record the decision",
    sources: [
      "M. Nygard, Documenting Architecture Decisions, 2011",
      "ISO/IEC/IEEE 42010:2022: architecture decisions and rationale",
    ],
    bad: [
      """
      decision D1 "Orders are rows" { status: accepted, affects: Ledger }
      database Ledger { tech: PostgreSQL, backup: every 1h }
      stream Events { tech: Kafka }
      """,
      """
      import "parts.arch"
      defaults { database { backup: every 1h } }
      decision D1 "Documents" { status: superseded, affects: Shows }
      database Shows { tech: MongoDB }
      database Seats { tech: MongoDB }
      // file: parts.arch
      service Shop
      """,
    ],
    good: [
      """
      database Ledger { tech: PostgreSQL, backup: every 1h }
      stream Events { tech: Kafka }
      """,
      """
      decision D1 "Orders are rows" { status: accepted, affects: [Inner, Jobs] }
      zone Inner { database Ledger { tech: PostgreSQL, backup: every 1h to Vault } }
      database Jobs { tech: Redis, backup: every 1h to Vault }
      queue Mails { tech: Sidekiq, on: Jobs, dead-letter: Refused }
      queue Refused { tech: Sidekiq, alert }
      database Views { tech: PostgreSQL, derived }
      storage Vault { tech: S3 }
      cache Pages { tech: Redis, ttl: 1h }
      """,
    ],
    check: { context in
      let model = context.model
      let decisions = context.elements(of: [.decision])
      guard !decisions.isEmpty else { return [] }
      let covered = DecidedParts(decisions, context)
      var order: [String] = []
      var missing: [String: [ElementID]] = [:]
      for element in context.elements(of: [.database, .storage, .queue, .stream, .topic]) {
        guard let text = model.technologyText(element), !covered.covers(element) else { continue }
        let isStore = KindSet.stores.contains(model[element].kind)
        if isStore ? !context.facts.holdsPrimaryData(element) : context.facts.isTrue(.derived, of: element) { continue }
        let key = context.facts.technology(element)?.name ?? text
        if missing[key] == nil { order.append(key) }
        missing[key, default: []].append(element)
      }
      return order.compactMap { key in
        guard let parts = missing[key], let first = parts.first else { return nil }
        return Finding(
          .element(first),
          "no decision says why \(Wording.names(parts, in: model)) \(parts.count == 1 ? "is" : "are") \(key)",
          at: model.nameSpan(first), label: key,
          labels: parts.dropFirst().prefix(3).map { Label(model.nameSpan($0), key) },
          why: "a store or broker is what is hardest to change later",
          help: "record it: `decision … { affects: \(model.shortName(first)), … }`"
        ).caused(by: parts.dropFirst().map { .element($0) })
      }
    })
}

/// The parts that a decision on record speaks of.
private struct DecidedParts {
  private var parts: Set<ElementID> = []
  /// The technologies of brokers that a decision speaks of: their queues and topics are added and removed every day.
  private var brokers: Set<String> = []
  private let facts: ModelFacts

  init(_ decisions: [ElementID], _ context: RuleContext) {
    facts = context.facts
    let model = context.model
    for decision in decisions {
      let status = model.stated(.status, of: decision).flatMap { model.word($0.value) }
      if ["rejected", "deprecated", "superseded"].contains(status) { continue }
      if let affects = model.stated(.affects, of: decision) { parts.formUnion(model.references(affects.value)) }
    }
    for queue in model.elements(of: KindSet.messaging) where covers(queue) {
      if let name = Self.technology(of: queue, facts) { brokers.insert(name) }
      guard case .element(let target) = facts.effective(.deadLetter, of: queue)?.property.stated.value else { continue }
      parts.insert(target)
    }
  }

  private static func technology(of element: ElementID, _ facts: ModelFacts) -> String? {
    facts.technology(element)?.name ?? facts.model.technologyText(element)
  }

  func covers(_ element: ElementID) -> Bool {
    if KindSet.messaging.contains(facts.model[element].kind), let name = Self.technology(of: element, facts),
      brokers.contains(name)
    {
      return true
    }
    let host = facts.host(of: element)
    if host != element, isNamed(host) { return true }
    return isNamed(element)
  }

  private func isNamed(_ element: ElementID) -> Bool {
    var current = element
    while current != .program {
      if parts.contains(current) { return true }
      current = facts.model[current].parent
    }
    return false
  }
}
