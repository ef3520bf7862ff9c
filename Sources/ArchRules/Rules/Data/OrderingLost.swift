import ArchModel
import ArchSyntax

extension Rule {
  static let orderingLost = Rule(
    "DAT011", "ordering-lost", .warning,
    summary: "Messages that have to arrive in order travel over what does not keep it.",
    why: "An update that overtakes the one before it is overwritten by older data, and nothing ever looks wrong.",
    fix: """
      Use a queue that keeps the order of each key (`ordering: key` or `partition`), or let consumers drop what is older \
      than what they have, by a version in the message, and take `ordered` away. One order over all messages needs one \
      partition.
      """,
    remedy: "keep the order by key",
    sources: [
      "G. Hohpe and B. Woolf, Enterprise Integration Patterns, 2003: Resequencer",
      "Amazon SQS Developer Guide: standard queues, best-effort ordering",
      "Apache Kafka documentation: order within a partition",
    ],
    bad: [
      """
      service Shop { ~> Changes { ordered } }
      queue Changes { ordering: none, delivery: at-most-once, ~> Views }
      worker Views {}
      """,
      """
      defaults { queue { tech: SQS, delivery: at-most-once } }
      service Shop { ~> [Changes, Mails] }
      queue Changes { tech: SQS, ~> Views { ordered } }
      queue Mails {}
      worker Views {}
      """,
      """
      service Shop { ~> Changes ~> Views { ordered } }
      stream Changes { ordering: global, partitions: 12, delivery: at-most-once }
      worker Views {}
      """,
    ],
    good: [
      """
      service Shop { ~> Changes { ordered } }
      stream Changes { tech: Kafka, partitions: 12, ordering: key, delivery: at-most-once, ~> Views { ordered } }
      worker Views {}
      """,
      """
      defaults { queue { delivery: at-most-once } }
      service Shop { ~> [Changes, Mails] }
      queue Changes { tech: SQS FIFO, ~> Views { ordered } }
      queue Mails { tech: SQS, ~> Views }
      worker Views {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: KindSet.messaging).compactMap { queue in
        let joined = Array(model.incoming(queue)) + Array(model.outgoing(queue))
        let asked = joined.filter { facts.isTrue(.ordered, of: $0) && context.isSound($0) }.min()
        guard let asked, let reason = disorder(of: queue, facts) else { return nil }
        return Finding(
          .element(queue), "\(Wording.name(queue, in: model)) does not keep the order that its messages need",
          at: model.nameSpan(queue), label: reason.text,
          labels: reason.labels + [Label(model.span(asked), "has to arrive in order")],
          why: "older data can overwrite newer data, and nothing looks wrong",
          help: "keep the order of each key (`ordering: key`), or let consumers drop what is older than what they have")
      }
    })

  /// Brokers whose documentation promises no order.
  private static let unordered: Set<String> = [
    "Amazon SQS", "Amazon SNS", "EventBridge", "Azure Event Grid", "Azure Queue Storage", "Cloud Tasks",
    "Cloudflare Queues", "Eventarc",
  ]

  /// Why a queue is known to mix its messages up, or nil.
  private static func disorder(of queue: ElementID, _ facts: ModelFacts) -> (text: String, labels: [Label])? {
    let model = facts.model
    guard let ordering = facts.effective(.ordering, of: queue)?.property else {
      guard let name = facts.technology(queue)?.name, unordered.contains(name) else { return nil }
      return ("\(name) promises no order", [])
    }
    if Stance(ordering.stated, in: model) == .no { return ("", [Label(model.span(ordering), "keeps no order")]) }
    guard model.word(ordering.stated.value) == "global", let split = facts.effective(.partitions, of: queue)?.property,
      let count = model.figure(split.stated)?.value, count > 1
    else { return nil }
    return (
      "",
      [Label(model.span(ordering), "one order over all"), Label(model.span(split), "kept within each of these alone")]
    )
  }
}
