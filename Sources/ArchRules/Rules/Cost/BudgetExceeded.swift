import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let budgetExceeded = Rule(
    "CST001", "budget-exceeded", .error,
    summary: "Parts that together cost more than the budget.",
    why: "The money runs out while the system is built as designed, and what is cut then is cut in a hurry.",
    fix: """
      `archc why` prints what the cost is made of. Take fewer or smaller instances of what costs most, let replicas follow \
      the load, move cold data to cheaper storage, or ask for more money. Where some prices are unknown the known ones \
      alone may exceed the budget. A budget that is paid once is not compared with what is paid each month.
      """,
    remedy: "spend less, or ask for more",
    sources: [
      "AWS Well-Architected Framework, Cost Optimization Pillar: COST01-BP05 Report and notify on cost optimization",
      "FinOps Foundation, FinOps Framework: Budgeting",
    ],
    bad: [
      """
      constraints { budget: $500/month }
      database Ledger { replicas: 2, cost: $300/month, backup: every 1h }
      """,
      """
      import "parts.arch"
      constraints { budget: €1k/month }
      defaults { service { cost: €90/month, replicas: 4 } }
      service Shop {}
      service Stock {}
      // file: parts.arch
      service Prices {}
      service Names { replicas: 2 }
      cache Pages { ttl: 1h }
      """,
    ],
    good: [
      """
      constraints { budget: $700/month }
      database Ledger { replicas: 2, cost: $300/month, backup: every 1h }
      """,
      """
      constraints { budget: $500/month }
      defaults { database { cost: $900/month total, backup: every 1h } }
      service Shop { cost: $100/month }
      """,
    ],
    check: { context in
      let wording = VerdictWording(context)
      let model = context.model
      return context.elements(of: [.constraints]).isEmpty
        ? []
        : context.computed.verdicts.compactMap { verdict in
          guard case .constraint(let constraints, .budget) = verdict.subject, verdict.state == .failed,
            context.isSound(constraints), let term = verdict.deciding, let limit = term.limit
          else { return nil }
          let property = model.property(.budget, in: model[constraints].properties)
          let finding = Finding(
            .element(constraints),
            "the parts cost \(term.text), and the budget is \(QuantityFormatter.text(limit))",
            at: model.nameSpan(constraints),
            labels: (property.map { [Label(model.span($0), "may be spent")] } ?? []) + dearest(context),
            help: "take less of what costs most, or let replicas follow the load")
          return wording.failure(verdict, term, finding)
        }
    })

  /// The parts that cost most.
  private static func dearest(_ context: RuleContext) -> [Label] {
    let model = context.model
    let now = context.figures.under(.now)
    var items: [(subject: FigureSubject, cost: Double, currency: Currency)] = []
    for item in now.resources.costs(now.state) {
      if let cost = item.mean.value, cost > 0 { items.append((item.subject, cost, item.currency)) }
    }
    let order = items.indices.sorted { items[$0].cost != items[$1].cost ? items[$0].cost > items[$1].cost : $0 < $1 }
    return order.prefix(3).compactMap { index in
      let item = items[index]
      let text = QuantityFormatter.text(Quantity(item.cost, .moneyRate, currency: item.currency), .significant(3))
      return switch item.subject {
      case .system: nil
      case .element(let element): Label(model.nameSpan(element), text)
      case .relation(let relation): Label(model.span(relation), text)
      }
    }
  }
}
