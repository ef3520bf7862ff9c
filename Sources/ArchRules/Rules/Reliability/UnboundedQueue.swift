import ArchModel
import ArchSyntax

extension Rule {
  static let unboundedQueue = Rule(
    "REL015", "unbounded-queue", .warning, needsWholeProgram: true,
    summary: "A queue that may grow without a bound in number and age.",
    why: """
      Behind a consumer that is too slow it grows until memory or disk is full, and by then its oldest messages are of no \
      use. A bound makes the overload visible where something can still be done about it.
      """,
    fix: """
      State what bounds it: `max-depth: 100k`, `retention: 4d` or `ttl: 1h`. Where nothing is stated the rule leaves one \
      note for all; queues that a provider runs have a bound of theirs.
      """,
    remedy: "bound the queue",
    sources: [
      "M. Nygard, Release It!, 2nd edition, 2018: Create Back Pressure",
      "AWS Well-Architected Framework, Reliability Pillar: REL05-BP04 Fail fast and limit queues",
    ],
    bad: [
      """
      service Shop { ~> Mails }
      queue Mails { retention: unlimited, dead-letter: Refused }
      queue Refused { alert }
      worker Mailer { <~ Mails }
      """,
      """
      defaults { queue { dead-letter: Refused } }
      client Web { -> Shop }
      service Shop { auth: jwt, ~> [Mails, Bills] }
      queue Mails {}
      queue Bills {}
      queue Refused { retention: 14d, alert }
      """,
    ],
    good: [
      """
      service Shop { ~> Mails }
      queue Mails { max-depth: 10k, dead-letter: Refused }
      queue Refused { alert }
      worker Mailer { <~ Mails }
      """,
      """
      client Web { -> Shop }
      service Shop { auth: jwt, ~> [Mails, Bills] }
      queue Mails { tech: SQS, dead-letter: Refused }
      queue Bills { ttl: 1h, dead-letter: Refused }
      queue Refused { alert }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let isReached = facts.reachedByRequests()
      return context.elements(of: [.queue, .topic]).compactMap { queue in
        if facts.effective(.maxDepth, of: queue) != nil || facts.effective(.ttl, of: queue) != nil { return nil }
        let name = Wording.name(queue, in: model)
        let finding = Finding(
          .element(queue), "nothing bounds \(name)", at: model.nameSpan(queue), label: "",
          why: "behind a slow consumer it grows until memory or disk is full",
          help: "state `max-depth`, `retention` or `ttl`")
        if let retention = facts.effective(.retention, of: queue) {
          guard model.text(retention.property.stated.value) == "unlimited" else { return nil }
          var known = finding
          known.labels = [Label(model.span(retention.property), "kept for ever")]
          return known
        }
        guard !facts.deadLetterTargets.contains(queue), facts.technology(queue)?.managed != .yes,
          model.incoming(queue).contains(where: { isReached[Int(model[$0].source.index)] })
        else { return nil }
        return finding.gap("nothing is stated that bounds \(name)") { "nothing is stated that bounds \($0) queues" }
      }
    })
}
