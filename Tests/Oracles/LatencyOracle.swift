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
}
