import TestTools

/// Availability, cut sets and losses of random systems against an enumeration of all their states.
enum AvailabilityOracle {
  /// Prints what disagrees; gives how many systems do.
  static func run(cases: Int) -> Int {
    var wrong = 0
    var compared = 0
    for number in 0..<cases {
      var comparison = AvailabilityComparison(RandomSystem(seed: 21, case: number))
      comparison.compareAvailability()
      comparison.compareCutSets()
      comparison.compareLosses()
      comparison.tryTerms()
      comparison.tryRemovals()
      compared += comparison.compared
      guard !comparison.disagreements.isEmpty else { continue }
      wrong += 1
      print("case \(number): \(comparison.disagreements.prefix(10).joined(separator: "\n"))\n\(comparison.system.text)")
    }
    print("availability: \(cases) systems, \(compared) comparisons, \(wrong) disagree")
    return wrong
  }
}
