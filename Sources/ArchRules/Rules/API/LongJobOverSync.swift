import ArchModel
import ArchSyntax

extension Rule {
  static let longJobOverSync = Rule(
    "API004", "long-job-over-sync", .warning,
    summary: "A caller that waits for work that takes long.",
    why: """
      The connection is held all the while; a proxy, a browser or a deploy cuts it, the caller asks again, and the work is \
      done twice.
      """,
    fix: """
      Take the order by a queue and answer at once; let the caller ask for the result, or tell it. A `job` is started by \
      its schedule or a message.
      """,
    remedy: "hand it over by a queue",
    sources: [
      "Azure Architecture Center: Asynchronous Request-Reply pattern",
      "RFC 9110, HTTP Semantics, section 15.3.3: 202 Accepted",
    ],
    options: [.threshold(30, .duration, "From which p99 of the callee's own work on it takes long.")],
    bad: [
      """
      service Shop { -> Reports { timeout: 5min } }
      service Reports { p99: 90s }
      """,
      """
      defaults { gateway { timeout: 1s } }
      rule API004 { threshold: 5s }
      gateway Api { -> Reports { timeout: 20s } }
      service Reports { p99: 8s }
      """,
    ],
    good: [
      """
      service Shop { ~> Orders }
      queue Orders { dead-letter: Refused, ~> Reports }
      queue Refused { alert }
      worker Reports { p99: 90s }
      """,
      """
      defaults { service { p99: 2s, timeout: 5s } }
      service Shop { -> Reports }
      service Reports {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.relations.compactMap { relation in
        let data = model[relation]
        let target = data.target
        // What runs by a schedule keeps nobody waiting, and neither does what takes its work from a queue.
        guard data.arrow == .call, !facts.isInProcess(relation), KindSet.compute.contains(model[target].kind),
          ![Kind.job, .worker, .pipeline].contains(model[data.source].kind)
        else { return nil }
        let slow = facts.effective(.p99, of: target) ?? facts.effective(.p50, of: target)
        let seconds = slow.flatMap { model.figure($0.property.stated)?.value } ?? 0
        let isJob = model[target].kind == .job
        guard isJob || seconds >= context.figure() else { return nil }
        let name = Wording.name(target, in: model)
        let length = QuantityFormatter.text(Quantity(seconds, .duration), .significant(2))
        return Finding(
          .relation(relation), "\(Wording.name(data.source, in: model)) waits for \(name)", at: model.span(relation),
          label: seconds >= context.figure() ? "takes \(length)" : "a job",
          labels: slow.flatMap {
            $0.origin == .own && seconds > 0 ? [Label(model.span($0.property), "takes long")] : nil
          } ?? [],
          why: "a connection that is cut meanwhile makes the caller ask again",
          help: "hand the work over by a queue, and answer at once")
      }
    })
}
