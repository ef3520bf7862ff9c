import TestTools

/// What has to hold of all figures of random workloads: their terms give them again, and without an input they are unknown.
enum PropertyOracle {
  /// Of each workload every so many statements are left out; which, depends on its number.
  private static let stride = 10

  /// Prints what does not hold; gives how many systems are wrong.
  static func run(cases: Int) -> Int {
    var wrong = 0
    var tried = 0
    for number in 0..<cases {
      let workload = RandomWorkload(seed: 13, case: number)
      var properties = FigureProperties()
      properties.tryFigures(of: workload.text, number: number)
      properties.tryRemovals(from: workload) { $0 % stride == number % stride }
      tried += properties.tried
      guard !properties.violations.isEmpty else { continue }
      wrong += 1
      print("case \(number): \(properties.violations.prefix(10).joined(separator: "\n"))\n\(workload.text)")
    }
    print("properties: \(cases) systems, \(tried) figures, \(wrong) systems are wrong")
    return wrong
  }
}
