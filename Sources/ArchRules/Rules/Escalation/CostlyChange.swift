import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let costlyChange = Rule(
    "ESC003", "costly-change", .info,
    summary: "A change after which the system costs more than $1000 a month more.",
    why: "It is paid every month from now on, and whoever pays wants to know before.",
    fix: """
      Let whoever answers for the budget agree, or take what does with less. A program that counts in another currency \
      states its own threshold: `rule ESC003 { threshold: €900/month }`.
      """,
    remedy: "have the cost agreed",
    sources: ["AWS Well-Architected Framework, Cost Optimization, COST 2: govern usage"],
    options: [
      RuleOption(.threshold, Quantity(1000, .moneyRate, currency: .dollar), "What it may cost more without a word.")
    ],
    bad: [
      """
      service Api { replicas: 1, cost: $100/month, -> Big { timeout: 1s } }
      database Big { replicas: 1, cost: $1400/month, backup: every 1h keep 30d }
      // file: before.arch
      service Api { replicas: 1, cost: $100/month }
      """,
      """
      service Api { replicas: 30, cost: $100/month }
      // file: before.arch
      service Api { replicas: 3, cost: $100/month }
      """,
      """
      service Api { replicas: 2, cost: €80/month }
      // file: before.arch
      service Api { replicas: 1, cost: €80/month }
      """,
    ],
    good: [
      """
      service Api { replicas: 1, cost: $100/month, -> Small { timeout: 1s } }
      database Small { replicas: 1, cost: $900/month, backup: every 1h keep 30d }
      // file: before.arch
      service Api { replicas: 1, cost: $100/month }
      """,
      """
      service Api { was: Old, replicas: 1, cost: $5000/month }
      // file: before.arch
      service Old { replicas: 1, cost: $5000/month }
      """,
      """
      rule ESC003 { threshold: €900/month }
      service Api { replicas: 2, cost: €800/month }
      // file: before.arch
      rule ESC003 { threshold: €900/month }
      service Api { replicas: 1, cost: €800/month }
      """,
    ],
    check: { context in
      guard let comparison = context.comparison else { return [] }
      let consequences = Consequences(comparison)
      guard let difference = consequences.costDifference, let threshold = context.quantity() else { return [] }
      // Rates of exchange change by the hour: what is in another currency is told, and not compared.
      let isCompared = difference.currency == threshold.currency
      guard difference.value > (isCompared ? threshold.value : 0) else { return [] }
      let limit = QuantityFormatter.text(threshold)
      let currency = difference.currency.sign
      let figures = consequences.figures
      // What costs most of it comes first.
      let parts = comparison.elements(of: KindSet.components).compactMap { change -> (ElementID, Double)? in
        guard let after = change.after, let new = figures.after.figure(.element(after), .cost)?.value.value else {
          return nil
        }
        let old = change.before.flatMap { figures.before.figure(.element($0), .cost)?.value.value } ?? 0
        return new > old ? (after, new - old) : nil
      }.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
      let (subject, span) = context.place(ofChange: parts.map(\.0))
      return [
        Finding(
          subject,
          "the change costs \(Consequences.signed(difference))"
            + (isCompared ? "" : ", which is not compared with \(limit)"), at: span,
          labels: parts.dropFirst().prefix(3).map { Label(context.model.nameSpan($0.0), "and this") },
          help: isCompared
            ? "let whoever answers for the budget agree"
            : "state from where on somebody has to agree: `rule ESC003 { threshold: \(currency)…/month }`")
      ]
    })
}
