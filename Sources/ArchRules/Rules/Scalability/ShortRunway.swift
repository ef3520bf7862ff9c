import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let shortRunway = Rule(
    "SCA003", "short-runway", .warning, isDefault: true,
    summary: "A part that the stated growth fills within six months.",
    why: """
      Capacity takes time to buy, to build and to test, and a split of a database takes months. What is full before then \
      decides the date of the next outage.
      """,
    fix: """
      Plan the next step now: more replicas, a higher upper end, a cache, shards. The time is ln(1/ρ)/ln(1 + g), from the \
      use at peak and the `growth` of `constraints`.
      """,
    remedy: "plan more capacity",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL01 How do you manage Service Quotas and constraints?",
      "J. Allspaw, The Art of Capacity Planning, 2008",
    ],
    options: [
      .threshold(6 * 730 * 3600, .duration, "How long capacity has to last.")
    ],
    bad: [
      """
      constraints { growth: 8%/month }
      client Web { -> Shop }
      service Shop { replicas: 2, capacity: 100/s }
      flow Browse { rate: 140/s, Web -> Shop }
      """,
      """
      constraints { growth: 10%/month }
      defaults { service { timeout: 1s, replicas: 2..3, autoscale: cpu 60%, capacity: 100/s } }
      client Web { -> Shop }
      service Shop { -> Stock }
      service Stock { capacity: 900/s }
      flow Browse { rate: 90/s peak 200/s, Web -> Shop -> Stock }
      """,
    ],
    good: [
      """
      constraints { growth: 2%/month }
      client Web { -> Shop }
      service Shop { replicas: 2, capacity: 100/s }
      flow Browse { rate: 140/s, Web -> Shop }
      """,
      """
      rule SCA003 { threshold: 1mo }
      constraints { growth: 8%/month }
      client Web { -> Shop }
      service Shop { replicas: 2, capacity: 100/s }
      flow Browse { rate: 140/s, Web -> Shop }
      """,
    ],
    check: { context in
      let rush = context.computed.rushHour
      let model = context.model
      let growth = context.figures.inputs.constraint(.growth)
      guard let growth, growth.input.value > 0 else { return [] }
      return context.elements(of: KindSet.components).compactMap { element in
        guard !KindSet.messaging.contains(model[element].kind), let share = rush.utilization(element), share <= 1,
          let runway = rush.resources.runway(from: share).value, runway < context.figure()
        else { return nil }
        let limit = Quantity(context.figure(), .duration)
        let time =
          runway < 86_400
          ? "already" : "in \(FigureText.text(Quantity(runway, .duration), of: .runway, against: limit))"
        let levelled = rush.isLevelled(element) ? ", though queues level its peak" : ""
        return Finding(
          .element(element), "\(Wording.name(element, in: model)) is full \(time), at the stated growth\(levelled)",
          at: model.nameSpan(element), label: "\(Wording.share(share)) used\(rush.when) today",
          labels: growthLabel(growth, model),
          why: "it is used to \(Wording.share(share))\(rush.when), and load grows by "
            + QuantityFormatter.text(growth.input.quantity),
          help: "plan more replicas, a higher upper end, a cache or shards in time")
      }
    })

  private static func growthLabel(_ growth: (element: ElementID, input: Input), _ model: Model) -> [Label] {
    guard growth.input.property >= 0 else { return [] }
    return [Label(model.span(model.properties[Int(growth.input.property)]), "grows so fast")]
  }
}
