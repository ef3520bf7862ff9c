import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let timeoutInversion = Rule(
    "REL006", "timeout-inversion", .warning, isDefault: true, isPath: true,
    summary: "A caller gives up while its callee goes on waiting for a call of its own.",
    why: """
      The work behind it goes on for nobody, with its threads and connections, and the caller that tries again adds a \
      second run beside the first. Timeouts get shorter on the way in, repetitions included.
      """,
    fix: """
      Give the caller more time than attempts × timeout and the pauses of its callee's slowest call, or shorten those. \
      `deadline` tells the callee how much time is left.
      """,
    remedy: "put timeouts in order",
    sources: [
      "Google, Site Reliability Engineering, 2016, chapter 22: Addressing Cascading Failures (deadlines)",
      "M. Nygard, Release It!, 2nd edition, 2018: Timeouts",
    ],
    bad: [
      """
      service Shop { -> Orders { timeout: 1s } }
      service Orders { -> Items { timeout: 5s } }
      database Items {}
      """,
      """
      defaults { service { timeout: 1s } }
      service Shop { -> Orders }
      service Orders { -> Items { retry: 2 exponential 100ms jitter, idempotent } }
      service Items {}
      """,
    ],
    good: [
      """
      service Shop { -> Orders { timeout: 1s } }
      service Orders { -> Items { timeout: 400ms, retry: 1 fixed 100ms, idempotent } }
      database Items {}
      """,
      """
      defaults { service { timeout: 1s } }
      service Shop { -> Orders }
      service Orders { -> Items }
      service Items {}
      """,
    ],
    check: { context in
      let model = context.model
      return TimeoutBudget.all(context.figures.inputs).compactMap { budget in
        guard budget.isInverted, context.isSound(budget.relation), context.isSound(budget.through),
          !context.facts.isTrue(.deadline, of: budget.through)
        else { return nil }
        let timeout = QuantityFormatter.text(Quantity(budget.timeout, .duration), .significant(3))
        let limit = Quantity(budget.timeout, .duration)
        let downstream = FigureText.text(
          Quantity(budget.downstream, .duration), of: .worstLatency, against: limit)
        let callee = Wording.name(model[budget.relation].target, in: model)
        return Finding(
          .relation(budget.relation),
          "\(Wording.name(budget.relation, in: model)) gives up after \(timeout), while \(callee) waits up to \(downstream)",
          at: model.span(budget.relation), label: "gives up after \(timeout)",
          labels: [Label(model.span(budget.through), "waits up to \(downstream)")],
          why: "\(callee) goes on working for nobody, and a repeated call adds to it",
          help: "allow more than \(downstream), or let \(callee) give up sooner"
        ).caused(by: [.relation(budget.relation), .relation(budget.through)])
      }
    })
}
