import ArchModel
import ArchSyntax

extension Rule {
  static let protocolMismatch = Rule(
    "API003", "protocol-mismatch", .error,
    summary: "A relation whose protocol its target does not speak.",
    why: "It cannot work as drawn: the protocol, the target or the technology is not what its author thinks.",
    fix: "Correct the protocol, or lead the relation to the part that speaks it.",
    remedy: "correct the protocol",
    sources: ["G. Hohpe and B. Woolf, Enterprise Integration Patterns, 2003: Channel Adapter"],
    bad: [
      """
      service Shop { -> Mails { timeout: 1s, protocol: sql } }
      queue Mails {}
      """,
      """
      defaults { worker { timeout: 1s, protocol: kafka } }
      worker Mailer { -> Ledger }
      database Ledger { tech: PostgreSQL, backup: every 1h }
      """,
    ],
    good: [
      """
      service Shop { -> Ledger { timeout: 1s, protocol: sql }, ~> Mails { protocol: amqp } }
      queue Mails { tech: RabbitMQ }
      database Ledger { backup: every 1h }
      """,
      """
      defaults { stream { protocol: kafka } }
      service Shop { ~> Events, -> Carts { timeout: 1s, protocol: redis } }
      stream Events { dead-letter: Refused, ~> Views { protocol: kafka } }
      queue Refused { tech: Redis, protocol: redis, alert }
      database Views { derived }
      cache Carts { ttl: 1h }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.relations.compactMap { relation in
        guard let stated = facts.effective(.protocol, of: relation),
          let word = model.word(stated.property.stated.value),
          let problem = ProtocolFit(word)?.problem(of: relation, in: facts)
        else { return nil }
        let span = model.span(stated.property)
        let target = model[relation].target
        let isOwn = stated.origin == .own
        return Finding(
          .relation(relation), "\(Wording.name(target, in: model)) does not speak \(word)", at: model.span(relation),
          label: problem,
          labels: [Label(span, isOwn ? "this protocol" : "inherited from here"), Label(model.nameSpan(target))],
          why: "the relation cannot work as it is drawn", help: "correct the protocol, or the target")
      }
    })
}

/// What certainly does not speak a protocol. What is not listed may.
private struct ProtocolFit {
  private let refusing: KindSet
  /// Types of stores that refuse it; a store whose type nobody knows may speak it.
  private let refusingTypes: Set<String>
  private let refusingTechnologies: Set<String>
  /// Whether a broker at the near end explains it: what a stream hands out travels by the stream's protocol.
  private let isMessaging: Bool

  init?(_ word: String) {
    let broker: KindSet = KindSet.messaging
    let never: KindSet = [.cdn, .dns, .secrets, .identity]
    switch word {
    case "sql", "jdbc", "odbc":
      (refusing, isMessaging) = ([.queue, .topic, .stream] | never, false)
      refusingTypes = ["key-value", "objects", "files", "block"]
      refusingTechnologies = ["Redis", "Memcached", "Valkey", "MongoDB"]
    case "cql", "mongodb":
      (refusing, isMessaging) = (broker | [.storage, .cache] | never, false)
      refusingTypes = ["sql", "graph", "warehouse"]
      refusingTechnologies = []
    case "redis", "memcached":
      (refusing, isMessaging) = ([.storage, .stream] as KindSet | never, false)
      refusingTypes = ["sql", "wide-column", "graph", "warehouse", "lake"]
      refusingTechnologies = ["Kafka", "SQS", "RabbitMQ", "MongoDB", "Elasticsearch"]
    case "kafka", "amqp", "stomp", "jms", "nats":
      (refusing, isMessaging) = (KindSet.stores | never, true)
      refusingTypes = []
      refusingTechnologies = word == "kafka" ? ["SQS", "RabbitMQ", "SNS"] : ["Kafka", "SQS", "SNS"]
    case "s3":
      (refusing, isMessaging) = (broker | [.cache] | [.dns, .secrets, .identity], false)
      refusingTypes = ["sql", "document", "key-value", "wide-column", "graph", "time-series"]
      refusingTechnologies = []
    case "smtp", "imap":
      (refusing, isMessaging) = (KindSet.stores | broker | never, false)
      refusingTypes = []
      refusingTechnologies = []
    default: return nil
    }
  }

  /// Why the relation cannot speak it, or nil.
  func problem(of relation: RelationID, in facts: ModelFacts) -> String? {
    let data = facts.model[relation]
    let target = data.target
    let kind = facts.model[target].kind
    if isMessaging, KindSet.messaging.contains(facts.model[data.source].kind) { return nil }
    // Messages that are fetched or handed out by a broker say nothing of the consumer.
    if KindSet.messaging.contains(facts.model[data.source].kind), !refusing.contains(kind) { return nil }
    if refusing.contains(kind) { return Schema.article(kind) }
    let technology = facts.technology(target)
    if let name = technology?.name, refusingTechnologies.contains(name) { return name }
    let type =
      facts.model.stated(.type, of: target).flatMap { facts.model.word($0.value) } ?? technology?.storeType
    if KindSet.stores.contains(kind), let type, refusingTypes.contains(type) { return "a store of type \(type)" }
    return nil
  }
}
