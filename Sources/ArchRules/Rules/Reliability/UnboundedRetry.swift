import ArchModel
import ArchSyntax

extension Rule {
  static let unboundedRetry = Rule(
    "REL002", "unbounded-retry", .error,
    summary: "A call or message that is repeated without a bound.",
    why: """
      While the callee is down every request of every caller stays alive and asks again. The callee comes back into a \
      storm that takes it down once more, and a message that can never be handled is tried for ever.
      """,
    fix: "Bound it: `retry: 3 exponential 100ms jitter`, and let a queue or a dead-letter queue keep what is left.",
    remedy: "bound the retries",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL05-BP03 Control and limit retry calls",
      "Site Reliability Engineering, 2016, chapter 22: Addressing Cascading Failures",
      "Azure Architecture Center: Retry Storm antipattern",
    ],
    bad: [
      """
      service Shop { -> Stock { timeout: 1s, retry: unbounded } }
      service Stock {}
      """,
      """
      defaults { service { timeout: 1s, retry: unbounded } }
      service Shop { -> [Stock, Prices] }
      service Stock { -> Prices }
      service Prices {}
      """,
    ],
    good: [
      """
      service Shop { -> Stock { timeout: 1s, retry: 3 exponential 100ms jitter } }
      service Stock {}
      """,
      """
      defaults { service { timeout: 1s, retry: unbounded } }
      service Shop { -> Stock { retry: none } }
      service Stock {}
      """,
    ],
    check: { context in
      let model = context.model
      // A replica has to catch up whenever its source is back.
      let relations = context.relations.filter { model[$0].arrow != .replication }
      let causes = context.facts.causes(of: .retry, on: relations) { _, stated in
        model.retry(stated)?.limit == .unbounded
      }
      return causes.map { cause in
        let isOne = cause.relations.count == 1
        let what =
          isOne
          ? Wording.ends(cause.relations[0], in: model) + " is" : "\(cause.relations.count) relations are"
        let place = model.span(cause.property)
        let span = Span(place.file, place.range)
        return Finding(
          cause.subject, "\(what) repeated without a bound", at: cause.place, label: "",
          labels: cause.place == span ? [] : [Label(span, "nothing ends it")],
          why: "when the callee fails, every caller goes on asking, and the load keeps it down",
          fix: Fix(
            "write `retry: 3 exponential 100ms jitter`", safety: .needsReview,
            edits: [Edit(span, "retry: 3 exponential 100ms jitter")])
        ).caused(by: cause.relations.map { .relation($0) })
      }
    })
}
