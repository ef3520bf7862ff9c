import ArchAnalysis
import ArchModel
import ArchSyntax
import TestTools

/// Load and cost of random systems against a dense linear solve, dice and a direct sum.
enum LoadOracle {
  /// Prints what disagrees; gives how many systems do.
  static func run(cases: Int, walks: Int) -> Int {
    var wrong = 0
    var compared = 0
    for number in 0..<cases {
      var comparison = WorkloadComparison(RandomWorkload(seed: 11, case: number))
      var random = SeededRandom(seed: 12, case: number)
      comparison.compareLoad()
      comparison.compareWalks(count: walks, random: &random)
      comparison.compareCost()
      compared += comparison.compared
      guard !comparison.disagreements.isEmpty else { continue }
      wrong += 1
      print("case \(number): \(comparison.disagreements.prefix(10))\n\(comparison.system.text)")
    }
    print("load: \(cases) systems, \(walks) walks each, \(compared) comparisons, \(wrong) disagree")
    return wrong
  }

  /// The time of all figures of load, capacity and cost of a generated model.
  static func measure(components: Int, flows: Int) {
    let source = SourceFile(path: "large.arch", text: text(components: components, flows: flows))
    let compilation = compile([parse(source)])
    let model = compilation.model
    let clock = ContinuousClock()
    var inputs: Inputs?
    let reading = clock.measure { inputs = Inputs(model) }
    guard let inputs else { return }
    let availability = model.elements.indices.map { inputs.known(ElementID($0), .availability) }
    var figures: [Figure] = []
    var states: [LoadState] = []
    var analysis: ResourceAnalysis?
    let loading = clock.measure {
      let resources = ResourceAnalysis(inputs)
      for conditions in [Conditions.now, .peak, Conditions(.after(8_760 * 3_600))] {
        states.append(resources.state(conditions, availability: availability))
      }
      analysis = resources
    }
    guard let analysis else { return }
    let computing = clock.measure {
      for state in states {
        let subjects =
          [FigureSubject.system] + model.components.map { .element($0) } + model.flows.map { .element($0.element) }
          + model.liveRelations.map { .relation($0) }
        for subject in subjects {
          for name in FigureName.allCases where name != .worstAttempts || subject == .system {
            // What a flow costs is asked for singly.
            if name == .cost, case .element(let element) = subject, model[element].kind == .flow { continue }
            if let figure = analysis.figure(subject, name, state) { figures.append(figure) }
          }
        }
      }
      for flow in model.flows {
        if let figure = analysis.figure(.element(flow.element), .worstAttempts, states[0]) { figures.append(figure) }
      }
      _ = analysis.amplifiedPaths(above: 10)
    }
    let known = figures.count { $0.value.value != nil }
    print(
      "load: \(model.components.count) components, \(model.liveRelations.count) relations, \(model.flows.count) flows,"
        + " errors: \(compilation.hasErrors); inputs \(reading), load at three moments \(loading),"
        + " \(figures.count) figures (\(known) known) \(computing)")
  }

  /// Services in layers with a cache, a store and a queue for every tenth; each calls two of the next layer.
  private static func text(components: Int, flows: Int) -> String {
    var random = SeededRandom(seed: 9)
    let depth = 10
    let width = max(3, components / depth)
    var lines = [
      "constraints { growth: 5%/month }",
      "client Web { -> [" + (0..<width).map { "S0x\($0)" }.joined(separator: ", ") + "] }",
    ]
    for layer in 0..<depth {
      for index in 0..<width {
        let name = "S\(layer)x\(index)"
        let next = layer + 1 < depth ? ["S\(layer + 1)x\(index)", "S\(layer + 1)x\((index + 1) % width)"] : []
        let calls = next.map { "-> \($0) { timeout: 1s, share: \(20 + random.below(50))%, access: read, pool: 4 }" }
        let own: String
        if layer + 1 == depth {
          own =
            "database \(name) { replicas: 3, capacity: 9k/s, write-capacity: 4k/s, size: 40GB, growth: 1GB/d"
            + ", max-connections: 500, cost: [$100/month, $0.1/GB/month]"
        } else {
          own =
            "service \(name) { replicas: 2..40, autoscale: cpu 60%, capacity: \(100 + random.below(900))/s"
            + ", p50: 3ms, p99: 30ms, availability: 99.9%, cost: [$40/month, $0.2/1M]"
        }
        lines.append(([own] + calls).joined(separator: ", ") + " }")
      }
    }
    for flow in 0..<flows {
      var index = random.below(width)
      var path = ["Web", "S0x\(index)"]
      for layer in 1...(3 + random.below(5)) {
        if random.chance(50) { index = (index + 1) % width }
        path.append("S\(layer)x\(index)")
      }
      lines.append(
        "flow F\(flow) { rate: \(1 + random.below(90))/s peak 400/s, " + path.joined(separator: " -> ") + " }")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
