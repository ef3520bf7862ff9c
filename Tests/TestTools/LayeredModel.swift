/// A large program in layers for measurements: each tenth of its services calls the next, databases lie at the bottom,
/// flows lead through the layers. A domain holds each hundred services of a layer.
public enum LayeredModel {
  private static let depth = 10

  /// With 10,000 components there are 20,000 relations. The same counts and seed give the same text everywhere.
  public static func text(components: Int, flows: Int, seed: Int) -> String {
    var random = SeededRandom(seed: seed)
    let width = max(3, components / depth)
    var lines = [
      "constraints { growth: 5%/month }",
      "client Web { -> [" + (0..<width).map { "S0x\($0)" }.joined(separator: ", ") + "] }",
    ]
    for layer in 0..<depth {
      for index in 0..<width {
        if index % 100 == 0 { lines.append("domain B\(layer)x\(index) {") }
        lines.append(component(layer, index, width, &random))
        if index % 100 == 99 || index == width - 1 { lines.append("}") }
      }
    }
    for flow in 0..<flows {
      var index = random.below(width)
      var path = ["Web", "S0x\(index)"]
      for layer in 1...(3 + random.below(5)) {
        if random.chance(50) { index = (index + 1) % width }
        path.append("S\(layer)x\(index)")
      }
      let rate = "rate: \(1 + random.below(90))/s peak \(100 + random.below(300))/s"
      lines.append("flow F\(flow) { \(rate), \(path.joined(separator: " -> ")) }")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func component(_ layer: Int, _ index: Int, _ width: Int, _ random: inout SeededRandom) -> String {
    // Three calls out of the first layer, two out of the others: with the client's as many as two a component.
    let ways = layer + 1 == depth ? [] : layer == 0 ? [0, 1, 2] : [0, 1]
    let calls = ways.map { way in
      "-> S\(layer + 1)x\((index + way) % width) { timeout: 1s, share: \(20 + random.below(30))%, access: read, pool: 4 }"
    }
    let own: String
    if layer + 1 == depth {
      own =
        "database S\(layer)x\(index) { replicas: 3, capacity: 9k/s, write-capacity: 4k/s, size: 40GB, growth: 1GB/d"
        + ", p50: 2ms, p99: 20ms, availability: 99.9%, common-cause: 10%, max-connections: 500"
        + ", cost: [$100/month, $0.1/GB/month]"
    } else {
      let median = 1 + random.below(9)
      own =
        "service S\(layer)x\(index) { replicas: 2..40, autoscale: cpu 60%, capacity: \(100 + random.below(900))/s"
        + ", p50: \(median)ms, p99: \(median * (2 + random.below(8)))ms, availability: 99.9%, common-cause: 10%"
        + ", cost: [$40/month, $0.2/1M]"
    }
    return ([own] + calls).joined(separator: ", ") + " }"
  }
}
