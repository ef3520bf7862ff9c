import ArchModel
import ArchSyntax

extension Rule {
  static let orphanDeadLetter = Rule(
    "REL017", "orphan-dead-letter", .info, needsWholeProgram: true,
    summary: "A dead-letter queue that nobody reads and of which nobody is told.",
    why: "What lies in it is lost as surely as if it had been thrown away, only later and at a price.",
    fix: """
      State who is told, `alert: "pages the owner"`, or which program takes its messages, with an arrow from the queue.
      """,
    remedy: "tell somebody",
    sources: [
      "G. Hohpe and B. Woolf, Enterprise Integration Patterns, 2003: Dead Letter Channel"
    ],
    bad: [
      """
      service Shop { ~> Mails ~> Mailer }
      queue Mails { dead-letter: Refused }
      queue Refused {}
      worker Mailer {}
      """,
      """
      defaults { queue { dead-letter: Refused } }
      service Shop { ~> Mails ~> Mailer }
      queue Mails {}
      queue Refused { alert: false }
      worker Mailer {}
      """,
    ],
    good: [
      """
      service Shop { ~> Mails ~> Mailer }
      queue Mails { dead-letter: Refused }
      queue Refused { alert: "pages the owner" }
      worker Mailer {}
      """,
      """
      defaults { queue { dead-letter: Refused } }
      service Shop { ~> Mails ~> Mailer }
      queue Mails {}
      queue Refused { ~> Repairs }
      worker Mailer {}
      function Repairs {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: KindSet.messaging).compactMap { queue in
        guard facts.deadLetterTargets.contains(queue), facts.stance(.alert, of: queue) != .yes,
          facts.consumers(of: queue).isEmpty
        else { return nil }
        return Finding(
          .element(queue), "nobody learns of the messages in \(Wording.name(queue, in: model))",
          at: model.nameSpan(queue), label: "no `alert`, no consumer",
          help: "add `alert: \"…\"`, or an arrow to what handles them")
      }
    })
}
