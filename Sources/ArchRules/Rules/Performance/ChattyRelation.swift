import ArchModel
import ArchSyntax

extension Rule {
  static let chattyRelation = Rule(
    "PER004", "chatty-relation", .warning,
    summary: "A synchronous relation that makes more than ten calls for one request, one after the other.",
    why: """
      Each call pays the way there and back, so that ten calls of 5 ms are 50 ms in which nothing is worked at. A slow \
      callee is felt as often as it is called.
      """,
    fix:
      "Fetch in one call what is needed: a batch endpoint, a join, a cache. Calls that do not need one another run at once with `parallel`.",
    remedy: "batch the calls",
    sources: [
      "Azure Architecture Center: Chatty I/O antipattern",
      "M. Fowler, Patterns of Enterprise Application Architecture, 2002: Remote Facade",
    ],
    options: [.threshold(10, .count, "Up to how many calls for one request are fine.")],
    bad: [
      """
      service Shop { -> Prices { timeout: 1s, calls: 40 } }
      service Prices {}
      """,
      """
      service Shop {}
      database Items {}
      Shop -> Items { timeout: 1s, calls: 11, access: read }
      """,
    ],
    good: [
      """
      service Shop { -> Prices { timeout: 1s, calls: 10 } }
      service Prices {}
      """,
      """
      service Shop { -> Prices { timeout: 1s, calls: 40, parallel }, ~> Mails { calls: 40 } }
      service Prices {}
      queue Mails {}
      """,
    ],
    check: { context in
      let model = context.model
      return context.relations.compactMap { relation in
        guard model[relation].arrow.isSynchronous, !context.facts.isInProcess(relation),
          !context.facts.isTrue(.parallel, of: relation),
          let property = model.property(.calls, in: model[relation].properties),
          let calls = model.figure(property.stated)?.value, calls > context.figure()
        else { return nil }
        let number = QuantityFormatter.text(Quantity(calls, .count))
        return Finding(
          .relation(relation), "\(Wording.name(relation, in: model)) makes \(number) calls for one request",
          at: model.span(property), label: "one after the other",
          why: "their times add up, and a slow callee is felt \(number) times",
          help: "fetch it in one call, or run them at once with `parallel`")
      }
    })
}
