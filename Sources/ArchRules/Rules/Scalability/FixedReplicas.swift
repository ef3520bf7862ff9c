import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let fixedReplicas = Rule(
    "SCA008", "fixed-replicas", .info,
    summary: "A stateless program with a fixed number of replicas whose load at peak is more than twice its mean.",
    why: """
      So many replicas as the peak needs run all the time and idle for most of it, or so many as the mean needs break at \
      the peak.
      """,
    fix: "Let it scale: `replicas: 2..8, autoscale: cpu 60%`. What keeps state of its own (`stateful`) is left out.",
    remedy: "let it scale",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL07-BP01 Use automation when obtaining or scaling resources",
      "Azure Architecture Center: Autoscaling",
    ],
    options: [.threshold(2, .count, "How many times its mean the load may have at peak.")],
    bad: [
      """
      client Web { -> Shop }
      service Shop { replicas: 4 }
      flow Buy { rate: 20/s peak 100/s, Web -> Shop }
      """,
      """
      defaults { service { replicas: 4, timeout: 1s } }
      client Web { -> Shop }
      service Shop { replicas: 2..6, autoscale: cpu 60%, -> Stock }
      service Stock {}
      flow Buy { rate: 20/s peak 50/s, Web -> Shop -> Stock }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { replicas: 2..8, autoscale: cpu 60% }
      flow Buy { rate: 20/s peak 100/s, Web -> Shop }
      """,
      """
      client Web { -> [Shop, Game] }
      service Shop { replicas: 4 }
      service Game { replicas: 2, stateful }
      flow Buy { rate: 20/s peak 30/s, Web -> Shop }
      flow Play { rate: 20/s peak 100/s, Web -> Game }
      """,
    ],
    check: { context in
      let model = context.model
      let inputs = context.figures.inputs
      let rush = context.computed.rushHour
      guard rush.hasPeak else { return [] }
      return context.elements(of: [.service, .worker, .gateway, .loadBalancer]).compactMap { element in
        guard let lower = inputs[element, .replicasLower]?.value, inputs[element, .replicasUpper]?.value == lower,
          !context.facts.isTrueInEffect(.stateful, of: element),
          rush.state.loads.isReached[Int(element.index)],
          let peak = rush.rate(element), let mean = rush.state.mean.attempts(of: element).value, mean > 0,
          peak / mean > context.figure() + 1e-9
        else { return nil }
        let ratio = Wording.number(peak / mean, .count, digits: 2)
        return Finding(
          .element(element),
          "\(Wording.name(element, in: model)) keeps \(Wording.number(lower, .count, digits: 12)) replicas, and its load "
            + "at peak is \(ratio) times its mean",
          at: model.nameSpan(element),
          label: "\(Wording.number(mean, .rate)) on average, \(Wording.number(peak, .rate)) at peak",
          help: "state a range and what it follows: `replicas: 2..8, autoscale: cpu 60%`"
        ).gathered(
          Gathering(.model) { "\($0) parts keep their number of replicas, while their load goes up and down" })
      }
    })
}

extension ModelFacts {
  /// Whether a flag holds for an element, by itself or by what it inherits.
  func isTrueInEffect(_ name: PropertyName, of element: ElementID) -> Bool {
    value(name, of: element)?.value == .flag(true)
  }
}
