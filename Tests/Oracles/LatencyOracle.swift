import ArchAnalysis
import ArchModel
import ArchSyntax
import TestTools

/// Latencies against dice.
enum LatencyOracle {
  /// Random expressions, each with so many samples; a percentile has to lie within 1 % or three
  /// standard errors. Prints what disagrees; gives how many expressions do.
  static func run(cases: Int, samples: Int) -> Int {
    var wrong = 0
    for number in 0..<cases {
      var dice = LatencySampling(random: SeededRandom(seed: 5, case: number))
      let expression = dice.expression(depth: 3)
      let shares = dice.disagreements(on: expression, samples: samples, errors: 3)
      guard !shares.isEmpty else { continue }
      wrong += 1
      print("case \(number): \(shares) of \(expression)")
    }
    print("latency: \(cases) expressions, \(samples) samples each, \(wrong) disagree")
    return wrong
  }

  /// The time of all latency figures of a generated model.
  static func measure(components: Int, flows: Int) {
    let source = SourceFile(id: FileID(0), path: "large.arch", text: text(components: components, flows: flows))
    let model = compile([parse(source)]).model
    let clock = ContinuousClock()
    var figures: [Figure] = []
    let inputs = Inputs(model)
    let time = clock.measure {
      let analysis = LatencyAnalysis(inputs)
      var evaluation = LatencyEvaluation()
      for flow in model.flows {
        figures += analysis.figures(flow.element, LatencyAnalysis.ofFlows, using: &evaluation)
      }
      for component in model.components {
        figures += analysis.figures(component, [.p50, .p99], using: &evaluation)
      }
    }
    let known = figures.count { $0.value.value != nil }
    print(
      "latency: \(model.components.count) components, \(model.liveRelations.count) relations, \(model.flows.count) flows:"
        + " \(figures.count) figures, \(known) known, \(time)")
  }

  /// Services in a row of layers, each calling two of the next; flows of four to nine hops through them.
  private static func text(components: Int, flows: Int) -> String {
    var random = SeededRandom(seed: 9)
    let depth = 10
    let width = max(3, components / depth)
    var lines = ["client Web { -> [" + (0..<width).map { "S0x\($0)" }.joined(separator: ", ") + "] }"]
    for layer in 0..<depth {
      for index in 0..<width {
        let median = 1 + random.below(20)
        var line = "service S\(layer)x\(index) { p50: \(median)ms, p99: \(median * (2 + random.below(8)))ms"
        if layer + 1 < depth {
          let next = (index + 1) % width
          line += ", -> S\(layer + 1)x\(index) { timeout: 1s }, -> S\(layer + 1)x\(next) { timeout: 1s }"
        }
        lines.append(line + " }")
      }
    }
    for flow in 0..<flows {
      var index = random.below(width)
      var path = ["Web", "S0x\(index)"]
      for layer in 1...(3 + random.below(6)) {
        if random.chance(50) { index = (index + 1) % width }
        path.append("S\(layer)x\(index)")
      }
      lines.append("flow F\(flow) { " + path.joined(separator: " -> ") + " }")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
