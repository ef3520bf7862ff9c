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
}
