import ArchModel
import ArchSyntax

extension Rule {
  static let eventStoreMutable = Rule(
    "PAT003", "event-store-mutable", .error,
    summary: "A log of events whose events go away or are changed.",
    why: """
      State is what comes out when all events are read again. With one event changed or gone it comes out differently \
      from what was true, and no audit can tell.
      """,
    fix: """
      Keep events for ever, `retention: unlimited`, and correct by appending the opposite; what a law wants forgotten is \
      encrypted with a key that is thrown away. A log that only carries events on, such as a feed of seven days, does not \
      `need: event-sourcing`. What is kept longer than the threshold is not judged.
      """,
    remedy: "keep events as they are",
    sources: [
      "Azure Architecture Center: Event Sourcing pattern",
      "G. Young, Versioning in an Event Sourced System, 2017",
      "P. Helland, Immutability Changes Everything, CIDR 2015",
    ],
    options: [
      .threshold(365 * 86_400, .duration, "What keeps events for less than this throws them away.")
    ],
    bad: [
      "stream Log { tech: Kafka, needs: event-sourcing, retention: 7d }",
      """
      defaults { database { backup: every 1h, ttl: 30d } }
      zone Inner { database Log { tech: EventStoreDB } }
      """,
      """
      service Ledger { -> Log "DELETE /events/{id}" { timeout: 1s } }
      database Log { needs: [event-sourcing, audit-trail], backup: every 1h }
      """,
    ],
    good: [
      """
      service Ledger { -> Log "POST /events" { timeout: 1s, access: write } }
      database Log { needs: event-sourcing, retention: unlimited, backup: every 1h }
      stream Feed { tech: Kafka, retention: 7d }
      """,
      """
      rule event-store-mutable { threshold: 30d }
      defaults { stream { retention: 90d } }
      stream Log { tech: Kafka, needs: event-sourcing }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return facts.eventStores(context).compactMap { store, statement in
        guard let label = loss(of: store, context) else { return nil }
        return Finding(
          .element(store), "\(Wording.name(store, in: model)) is a log of events, and its events do not stay",
          at: model.nameSpan(store), labels: [label, Label(model.span(statement), "state is rebuilt from it")],
          why: "without every event the state that is rebuilt is wrong",
          help: "keep events for ever, and correct by appending")
      }
    })

  /// What takes events away or changes them, or nil.
  private static func loss(of store: ElementID, _ context: RuleContext) -> Label? {
    let model = context.model
    let facts = context.facts
    for name in [PropertyName.retention, .ttl, .eviction] {
      guard let property = facts.effective(name, of: store)?.property else { continue }
      if name == .eviction {
        if Stance(property.stated, in: model) == .yes { return Label(model.span(property), "events are thrown out") }
        continue
      }
      guard let limit = model.figure(property.stated), limit.dimension != .duration || limit.value < context.figure()
      else { continue }
      return Label(model.span(property), "older events go away")
    }
    let change = model.incoming(store).first { relation in
      guard context.isSound(relation), let verb = model.label(relation).flatMap(Operation.init)?.verb else {
        return false
      }
      return ["PUT", "PATCH", "DELETE"].contains(verb)
    }
    return change.map { Label(model.span($0), "changes what has happened") }
  }
}
