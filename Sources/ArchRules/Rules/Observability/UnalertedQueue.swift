import ArchModel
import ArchSyntax

extension Rule {
  static let unalertedQueue = Rule(
    "OBS004", "unalerted-queue", .warning, needsWholeProgram: true,
    summary: "A queue or stream that can fill up without anybody being told.",
    why:
      "A consumer that stops makes no error: the queue grows in silence until it is full or its messages are too old.",
    fix: """
      State `alert: "pages the owner"` on the queue, or on the monitor that watches it. Where nothing is stated the rule \
      leaves one note for all.
      """,
    remedy: "alert on its depth",
    sources: [
      "Site Reliability Engineering, 2016, chapter 6: Monitoring Distributed Systems (saturation)",
      "Amazon SQS Developer Guide: CloudWatch metrics, ApproximateAgeOfOldestMessage",
    ],
    bad: [
      """
      service Shop { ~> Mails ~> Mailer }
      queue Mails { alert: false, dead-letter: Refused }
      queue Refused { alert }
      worker Mailer {}
      """,
      """
      defaults { queue { dead-letter: Refused } }
      service Shop { ~> [Mails, Bills] ~> Mailer }
      queue Mails {}
      queue Bills {}
      queue Refused { alert }
      worker Mailer {}
      """,
    ],
    good: [
      """
      service Shop { ~> Mails ~> Mailer }
      queue Mails { alert: "pages the owner", dead-letter: Refused }
      queue Refused { alert }
      worker Mailer {}
      """,
      """
      defaults { queue { dead-letter: Refused, alert: "pages the owner" } }
      service Shop { ~> [Mails, Bills] ~> Mailer }
      queue Mails {}
      queue Bills {}
      queue Refused {}
      worker Mailer {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let alerting = model.elements(of: .monitor).filter { facts.stance(.alert, of: $0) == .yes }
      let isWatched = !alerting.isEmpty
      return context.elements(of: KindSet.messaging).compactMap { queue in
        let stance = facts.stance(.alert, of: queue)
        // What takes dead letters is REL017's, unless somebody reads it.
        guard stance != .yes, !(stance == .unstated && isWatched), !facts.consumers(of: queue).isEmpty else {
          return nil
        }
        let finding = Finding(
          .element(queue), "nobody is told when \(Wording.name(queue, in: model)) fills up", at: model.nameSpan(queue),
          label: stance == .no ? "" : "`alert` is not stated",
          why: "a consumer that stops makes no error, and the queue grows in silence",
          help: "state who is told: `alert: \"…\"`")
        return stance == .no
          ? finding
          : finding.gap("no `alert` is stated for \(Wording.name(queue, in: model))") {
            "no `alert` is stated for \($0) queues"
          }
      }
    })
}
