import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let unpricedComponent = Rule(
    "CST003", "unpriced-component", .info, needsWholeProgram: true,
    summary: "Parts without a price, in a model that counts its costs.",
    why: "Every sum is \"at least\" as long as a part has no price, so that no budget can be said to be kept.",
    fix: """
      State `cost: $70/month` (each replica, or `total`), `cost: $0.023/GB/month` or `cost: $0.40/1M`; `$0/month total` \
      where somebody else pays. Parts inside or on a part with a price need none. The rule speaks where a budget or a \
      price is stated.
      """,
    remedy: "state the price",
    sources: [
      "FinOps Foundation, FinOps Framework: Allocation",
      "AWS Well-Architected Framework, Cost Optimization Pillar: COST03 Monitor your cost and usage",
    ],
    bad: [
      """
      constraints { budget: $500/month }
      service Shop {}
      """,
      """
      defaults { service { cost: $70/month, replicas: 2 } }
      service Shop {}
      database Ledger { backup: every 1h }
      database Names { backup: every 1h }
      """,
    ],
    good: [
      """
      service Shop {}
      external Cards
      """,
      """
      constraints { budget: $500/month }
      defaults { service { cost: $70/month, replicas: 2 } }
      service Shop { module Basket }
      database Ledger { backup: every 1h, cost: $90/month total }
      queue Mails { on: Ledger, delivery: at-most-once }
      external Cards
      """,
    ],
    check: { context in
      let model = context.model
      let inputs = context.figures.inputs
      guard !inputs.prices.isEmpty || inputs.constraint(.budget) != nil else { return [] }
      let now = context.figures.under(.now)
      return now.resources.unpriced().filter { context.isSound($0) && model[$0].kind != .module }.map { element in
        Finding(
          .element(element), "\(Wording.name(element, in: model)) has no price", at: model.nameSpan(element),
          label: "no `cost`", why: "the costs can only be given as \"at least\"",
          help: "state `cost:`, also where it is `$0/month total`"
        ).gathered(Gathering(.model, isGap: true) { "\($0) components have no price" })
      }
    })
}
