import ArchModel
import ArchSyntax

extension Rule {
  static let noFallback = Rule(
    "REL012", "no-fallback", .info, needsWholeProgram: true,
    summary: "A request from outside that cannot be answered when a system of others is down.",
    why: """
      Outside systems fail on their own schedule. Unless the answer can do without them, their outages are outages of \
      ours.
      """,
    fix: """
      Say what serves then: `fallback: "the last known price"` or `fallback: Cache`; mark the call `optional`; or move \
      it behind a queue. The rule leaves one note for all such calls.
      """,
    remedy: "give it a fallback",
    sources: [
      """
      AWS Well-Architected Framework, Reliability Pillar: REL05-BP01 Implement graceful degradation to transform \
      applicable hard dependencies into soft dependencies
      """,
      "M. Nygard, Release It!, 2nd edition, 2018: Integration Points",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop { auth: jwt, -> Rates { timeout: 1s } }
      external Rates {}
      """,
      """
      import "parts.arch"
      client Web { -> Shop }
      service Shop { auth: jwt, timeout: 1s, -> Prices }
      // file: parts.arch
      service Prices { timeout: 1s, -> [Rates, Taxes] }
      external Rates {}
      external Taxes {}
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { auth: jwt, -> Rates { timeout: 1s, fallback: "yesterday's rates" } }
      external Rates {}
      """,
      """
      defaults { service { timeout: 1s } }
      client Web { -> Shop }
      service Shop { auth: jwt, -> Rates { optional }, ~> Mails }
      queue Mails { dead-letter: Refused }
      queue Refused { alert }
      worker Mailer { timeout: 1s, <~ Mails, -> Relay }
      external Rates {}
      external Relay {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let isReached = facts.reachedByRequests()
      return context.relations.compactMap { relation in
        let data = model[relation]
        guard model[data.target].kind == .external, !KindSet.outside.contains(model[data.source].kind),
          facts.isNetworkCall(relation), isReached[Int(data.source.index)], !facts.canDoWithout(relation)
        else { return nil }
        let target = Wording.name(data.target, in: model)
        return Finding(
          .relation(relation), "\(Wording.name(data.source, in: model)) cannot answer while \(target) is down",
          at: model.span(relation), label: "no `fallback`, not `optional`",
          help: "say what serves then: `fallback: \"…\"`, or `optional`"
        ).gap("no fallback is stated for \(Wording.ends(relation, in: model))") {
          "\($0) calls to systems of others have no fallback"
        }
      }
    })
}
