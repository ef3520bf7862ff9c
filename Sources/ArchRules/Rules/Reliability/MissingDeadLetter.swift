import ArchModel
import ArchSyntax

extension Rule {
  static let missingDeadLetter = Rule(
    "REL016", "missing-dead-letter", .warning, isDefault: true, needsWholeProgram: true,
    summary: "A queue, stream or topic with consumers and no place for messages that none of them can handle.",
    why: """
      One message that makes its consumer fail is given out again and again: it blocks those behind it, or it is thrown \
      away and nobody knows.
      """,
    fix: """
      Name a queue for them, `dead-letter: Refused`, here or in `defaults { queue { … } }`, and tell somebody: \
      `alert: "pages the owner"`. What takes dead letters needs none itself, nor does delivery `at-most-once`.
      """,
    remedy: "name a dead-letter queue",
    sources: [
      "G. Hohpe and B. Woolf, Enterprise Integration Patterns, 2003: Dead Letter Channel",
      "Amazon SQS Developer Guide: dead-letter queues",
    ],
    bad: [
      """
      service Shop { ~> Mails }
      queue Mails {}
      worker Mailer { <~ Mails }
      """,
      """
      defaults { queue { dead-letter: Refused } }
      service Shop { ~> [Mails, Changes] }
      queue Mails { ~> Mailer }
      stream Changes { ~> Mailer }
      queue Refused { alert }
      worker Mailer {}
      """,
    ],
    good: [
      """
      service Shop { ~> Mails ~> Mailer }
      queue Mails { dead-letter: Refused }
      queue Refused { alert, ~> Repairs }
      worker Mailer {}
      worker Repairs {}
      """,
      """
      defaults { queue { dead-letter: Refused } }
      service Shop { ~> [Mails, Ticks] }
      queue Mails { ~> Mailer }
      topic Ticks { delivery: at-most-once, ~> Mailer }
      queue Refused { alert }
      worker Mailer {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: KindSet.messaging).compactMap { queue in
        guard facts.effective(.deadLetter, of: queue) == nil, !facts.deadLetterTargets.contains(queue),
          facts.value(.delivery, of: queue).flatMap({ model.word($0.value) }) != "at-most-once"
        else { return nil }
        let consumers = facts.consumers(of: queue)
        guard let first = consumers.first else { return nil }
        return Finding(
          .element(queue), "\(Wording.name(queue, in: model)) has no dead-letter queue", at: model.nameSpan(queue),
          labels: [Label(model.nameSpan(first), "when this cannot handle a message …")],
          why: "a message that nobody can handle blocks those behind it, or is lost unseen",
          help: "declare a queue for them and name it here: `dead-letter: …`")
      }
    })
}

extension ModelFacts {
  /// The programs and outside systems that take messages from a queue, stream or topic: they are sent its messages, or
  /// they call it to fetch them.
  func consumers(of queue: ElementID) -> [ElementID] {
    let kinds: KindSet = KindSet.compute | [.external, .gateway]
    var result: [ElementID] = []
    for relation in model.outgoing(queue) where model[relation].arrow == .message {
      if kinds.contains(model[model[relation].target].kind) { result.append(model[relation].target) }
    }
    for relation in model.incoming(queue) where model[relation].arrow.isSynchronous {
      let isFetch = model.stated(.access, of: relation).flatMap { model.word($0.value) } == "read"
      let source = model[relation].source
      if kinds.contains(model[source].kind), isFetch || model[source].kind == .worker { result.append(source) }
    }
    return result
  }
}
