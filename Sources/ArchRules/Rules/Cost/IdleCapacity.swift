import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let idleCapacity = Rule(
    "CST002", "idle-capacity", .info,
    summary: "Replicas that have next to nothing to do even at peak.",
    why: "Each of them is paid for every hour, and the load would be carried with a spare for a failure by far fewer.",
    fix: """
      Lower the number, or let it follow the load: `replicas: 2..8, autoscale: cpu 60%`. Three replicas are never too \
      many, one for each zone; nor is twice of what the peak needs, and one more. Stores and brokers run their replicas \
      for the data and are not judged.
      """,
    remedy: "run fewer replicas",
    sources: [
      "AWS Well-Architected Framework, Cost Optimization Pillar: COST06-BP02 Select resource type, size, and number based on data",
      "AWS Well-Architected Framework, Sustainability Pillar: SUS02-BP01 Scale workload infrastructure dynamically",
    ],
    options: [.threshold(0.15, .ratio, "What is busier than this at peak is not idle.")],
    bad: [
      """
      client Web { -> Shop }
      service Shop { replicas: 8, capacity: 500/s, auth: jwt, rate-limit: 9/s }
      flow Buy { rate: 20/s peak 60/s, Web -> Shop }
      """,
      """
      defaults { service { replicas: 6..20, capacity: 1k/s, timeout: 1s } }
      client Web { -> Shop }
      service Shop { auth: jwt, rate-limit: 9/s, -> Stock { calls: 20 } }
      service Stock { capacity: 4k/s, replicas: 4 }
      flow Buy { rate: 20/s peak 90/s, Web -> Shop -> Stock }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { replicas: 3, capacity: 500/s, auth: jwt, rate-limit: 9/s }
      flow Buy { rate: 20/s peak 60/s, Web -> Shop }
      """,
      """
      defaults { service { replicas: 8 } }
      client Web { -> [Shop, Stock] }
      service Shop { capacity: 500/s, auth: jwt, rate-limit: 9/s }
      service Stock { auth: jwt, rate-limit: 9/s }
      flow Buy { rate: 20/s peak 900/s, Web -> Shop }
      flow Look { rate: 1/s, Web -> Stock }
      """,
    ],
    check: { context in
      let model = context.model
      let inputs = context.figures.inputs
      let candidates = context.elements(of: KindSet.compute | [.gateway, .loadBalancer, .identity]).filter {
        (inputs[$0, .replicasLower]?.value ?? 0) > 3
      }
      guard !candidates.isEmpty else { return [] }
      let peak = context.figures.under(.peak)
      return candidates.compactMap { element in
        let subject = FigureSubject.element(element)
        guard let share = peak.figure(subject, .utilization)?.value.value, share < context.figure(),
          let needed = peak.figure(subject, .replicasNeeded)?.value.value,
          let replicas = inputs[element, .replicasLower]?.value, replicas > max(3, 2 * needed + 1),
          let property = context.facts.effective(.replicas, of: element)?.property
        else { return nil }
        return Finding(
          .element(element),
          "\(Wording.number(replicas, .count)) replicas of \(Wording.name(element, in: model)) are \(Wording.share(share, against: context.figure())) busy at peak",
          at: model.nameSpan(element), labels: [Label(model.span(property), "paid for every hour")],
          why: "\(Wording.number(max(1, needed), .count)) would carry the peak",
          help: "run fewer, or let their number follow the load (`autoscale`)")
      }
    })
}
