import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let noHeadroomForFailure = Rule(
    "REL011", "no-headroom-for-failure", .warning, isDefault: true,
    summary: "A part whose replicas carry the load at peak, but no longer when one of them is gone.",
    why: """
      Losing one replica is an ordinary event: a crash, a release, a new machine. Here the others are full at once, fail \
      in turn, and take the part down.
      """,
    fix: "Run one replica more than the peak needs (n + 1), or let the upper end of what scales leave room for one.",
    remedy: "add a spare replica",
    sources: [
      "AWS Builders' Library, Static stability using Availability Zones, 2019",
      "Google, Site Reliability Engineering, 2016, chapter 22: Addressing Cascading Failures (n + 2)",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop { replicas: 3, capacity: 100/s }
      flow Buy { rate: 90/s peak 250/s, Web -> Shop }
      """,
      """
      defaults { service { replicas: 2..4, autoscale: cpu 60%, capacity: 100/s, timeout: 1s } }
      client Web { -> Shop }
      service Shop { replicas: 5, -> Stock { calls: 2 } }
      service Stock {}
      flow Buy { rate: 160/s, Web -> Shop -> Stock }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { replicas: 4, capacity: 100/s }
      flow Buy { rate: 90/s peak 250/s, Web -> Shop }
      """,
      """
      client Web { -> Shop }
      service Shop { replicas: 3, capacity: 100/s, ~> Work ~> Packer }
      queue Work { dead-letter: Refused }
      queue Refused { alert }
      worker Packer { replicas: 2, capacity: 100/s }
      flow Buy { rate: 90/s peak 150/s, Web -> Shop ~> Work ~> Packer }
      """,
    ],
    check: { context in
      let rush = context.computed.rushHour
      let model = context.model
      let inputs = context.figures.inputs
      return context.elements(of: KindSet.components).compactMap { element in
        guard !KindSet.messaging.contains(model[element].kind), let replicas = inputs[element, .replicasUpper]?.value,
          replicas.rounded(.down) >= 2, let all = rush.utilization(element), all <= 1 + 1e-9,
          let rest = rush.resources.utilizationAtMost(element, rush.state, lost: 1).value, rest > 1 + 1e-9
        else { return nil }
        let count = replicas.rounded(.down)
        let name = Wording.name(element, in: model)
        let when = rush.isLevelled(element) ? "\(rush.when), though queues level it," : rush.when
        return Finding(
          .element(element),
          "\(name) is asked for \(Wording.share(rest)) of its capacity\(when) when one replica is gone",
          at: model.nameSpan(element),
          label: "\(Wording.share(all)) with \(Wording.count(Int(exactly: count) ?? 0, "replica"))",
          labels: rush.sources(of: element, in: model),
          why: "the other replicas are full at once, and fail in turn",
          help: "run one replica more than the peak needs")
      }
    })
}
