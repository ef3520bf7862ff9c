import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let highUtilisation = Rule(
    "SCA002", "high-utilisation", .warning,
    summary: "A part that is used to more than 70 % of what all its replicas can do.",
    why: """
      Waiting times grow with the distance to full, not with the load: at 70 % a request waits for about two others, at \
      90 % for nine. There is little left for a burst, a failure or a release.
      """,
    fix: "Run more replicas, let them scale further, or keep load away by a cache or a queue.",
    remedy: "leave more room",
    sources: [
      "L. Kleinrock, Queueing Systems, volume 1, 1975",
      "Google, Site Reliability Engineering, 2016, chapter 21: Handling Overload",
    ],
    options: [.threshold(0.7, .ratio, "How much of its capacity a part may be used to.")],
    bad: [
      """
      client Web { -> Shop }
      service Shop { replicas: 2, capacity: 100/s }
      flow Browse { rate: 90/s peak 170/s, Web -> Shop }
      """,
      """
      defaults { service { timeout: 1s, replicas: 2 }, database { capacity: 1k/s total } }
      client Web { -> Shop }
      service Shop { -> [Stock, Prices] }
      database Stock {}
      database Prices { capacity: 4k/s total }
      flow Browse { rate: 800/s, Web -> Shop -> [Stock, Prices] }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { replicas: 2, capacity: 100/s }
      flow Browse { rate: 90/s peak 130/s, Web -> Shop }
      """,
      """
      rule SCA002 { threshold: 90% }
      client Web { -> Shop }
      service Shop { replicas: 1..4, autoscale: cpu 80%, capacity: 100/s }
      flow Browse { rate: 350/s, Web -> Shop }
      """,
    ],
    check: { context in
      let rush = context.computed.rushHour
      let model = context.model
      return context.elements(of: KindSet.components).compactMap { element in
        guard !KindSet.messaging.contains(model[element].kind), let share = rush.utilization(element),
          share > context.figure() + 1e-9
        else { return nil }
        let limit = Quantity(context.figure(), .ratio)
        return Finding(
          .element(element),
          "\(Wording.name(element, in: model)) is used to "
            + "\(FigureText.text(Quantity(share, .ratio), of: .utilization, against: limit)) of its capacity\(rush.when)",
          at: model.nameSpan(element), label: "above \(QuantityFormatter.text(limit))",
          labels: rush.sources(of: element, in: model),
          why: "waits grow fast from here, and little is left for a burst or a failure",
          help: "more replicas, a higher upper end, or less load")
      }
    })
}
