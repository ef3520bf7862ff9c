import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let verticalOnly = Rule(
    "SCA009", "vertical-only", .warning,
    summary: "A part with one replica that is nearly full, in a system that grows.",
    why:
      "It can only get a bigger machine. Each is dearer than the last, every change of it is an outage, and there is a biggest one.",
    fix: """
      Make it fit for several replicas before it has to be: keep its state elsewhere, split its data by a key, give reads \
      copies of their own. Then state `replicas: 2..6` or `shards`.
      """,
    remedy: "let it scale out",
    sources: [
      "M. Abbott and M. Fisher, The Art of Scalability, 2nd edition, 2015: the scale cube",
      "Azure Well-Architected Framework, Performance Efficiency: Scale out",
    ],
    options: [.threshold(0.7, .ratio, "How much of its capacity one replica may be used to.")],
    bad: [
      """
      constraints { growth: 3%/month }
      client Web { -> Shop }
      service Shop { replicas: 1, capacity: 100/s }
      flow Buy { rate: 75/s, Web -> Shop }
      """,
      """
      constraints { growth: 30%/y }
      defaults { service { replicas: 3, capacity: 1k/s, timeout: 1s }, database { replicas: 1, capacity: 500/s } }
      client Web { -> Shop }
      service Shop { -> Stock }
      database Stock {}
      flow Buy { rate: 100/s peak 400/s, Web -> Shop -> Stock }
      """,
    ],
    good: [
      """
      constraints { growth: 3%/month }
      client Web { -> Shop }
      service Shop { replicas: 1, capacity: 100/s }
      flow Buy { rate: 40/s, Web -> Shop }
      """,
      """
      client Web { -> Shop }
      service Shop { replicas: 1, capacity: 100/s }
      flow Buy { rate: 90/s, Web -> Shop }
      """,
    ],
    check: { context in
      let rush = context.computed.rushHour
      let model = context.model
      let inputs = context.figures.inputs
      guard let growth = inputs.constraint(.growth), growth.input.value > 0 else { return [] }
      return context.elements(of: KindSet.components).compactMap { element in
        guard !KindSet.messaging.contains(model[element].kind), inputs[element, .replicasUpper]?.value == 1,
          (inputs[element, .shards]?.value ?? 1) <= 1, (inputs[element, .readReplicas]?.value ?? 0) < 1,
          let share = rush.utilization(element), share > context.figure() + 1e-9, share <= 1 + 1e-9
        else { return nil }
        return Finding(
          .element(element),
          "\(Wording.name(element, in: model)) is one replica that is used to "
            + "\(Wording.share(share, against: context.figure()))\(rush.when), and load grows",
          at: model.nameSpan(element), label: "one replica",
          labels: growth.input.property >= 0
            ? [Label(model.span(model.properties[Int(growth.input.property)]), "grows so fast")] : [],
          why: "nothing but a bigger machine helps it", help: "make it fit for several replicas, or split its data")
      }
    })
}
