import ArchModel
import ArchSyntax

extension Rule {
  static let retryWithoutBackoff = Rule(
    "REL003", "retry-without-backoff", .warning, needsWholeProgram: true,
    summary: "A call that is repeated at once, without a pause that grows.",
    why: """
      What failed for want of capacity fails again a millisecond later, and all callers repeat in step. Repeating at once \
      multiplies the load at the very moment at which there is none to spare.
      """,
    fix: "Write how long to wait: `retry: 3 exponential 100ms jitter`. The jitter keeps callers out of step.",
    remedy: "wait between retries",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL05-BP03 Control and limit retry calls",
      "M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015",
      "Azure Architecture Center: Retry pattern",
    ],
    bad: [
      """
      service Shop { -> Stock { timeout: 1s, retry: 3 } }
      service Stock {}
      """,
      """
      zone Inner {
        mesh Linkerd { timeout: 1s, retry: 2 none }
        service Shop { -> [Stock, Prices] }
        service Stock {}
        service Prices {}
      }
      """,
    ],
    good: [
      """
      service Shop { -> Stock { timeout: 1s, retry: 3 exponential 100ms jitter } }
      service Stock {}
      """,
      """
      defaults { service { timeout: 1s, retry: 1 fixed 200ms } }
      service Shop { -> Stock }
      service Stock {}
      """,
    ],
    check: { context in
      let model = context.model
      let causes = context.facts.causes(of: .retry, on: context.relations) { _, stated in
        guard let policy = model.retry(stated), case .times(let times) = policy.limit, times > 0 else { return false }
        return policy.backoff == "none" || (policy.pause ?? (policy.backoff == nil ? 0 : 1)) <= 0
      }
      return causes.map { cause in
        let first = cause.relations[0]
        let isOne = cause.relations.count == 1
        let what = isOne ? Wording.ends(first, in: model) + " is" : "\(cause.relations.count) relations are"
        let span = model.span(cause.property)
        return Finding(
          cause.subject, "\(what) repeated without a pause", at: cause.place,
          label: cause.place == span ? "no pause" : "", labels: cause.place == span ? [] : [Label(span, "no pause")],
          why: "all callers repeat at once, when the callee has the least to spare",
          help: "add the pause: `exponential 100ms jitter`")
      }
    })
}
