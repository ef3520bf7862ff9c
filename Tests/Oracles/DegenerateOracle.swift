import TestTools

/// Programs with extreme figures: every result is a finding or unknown, never no number, and comes to an end.
enum DegenerateOracle {
  /// Prints what is wrong; gives how many programs are.
  static func run(cases: Int) -> Int {
    var wrong = 0
    var tried = 0
    var known = 0
    for number in 0..<cases {
      let text = DegenerateProgram.text(seed: 31, case: number)
      var properties = FigureProperties()
      properties.tryFigures(of: text, number: number)
      properties.tryAnalyses(of: text)
      tried += properties.tried
      known += properties.known
      guard !properties.violations.isEmpty else { continue }
      wrong += 1
      print("case \(number): \(properties.violations.prefix(10).joined(separator: "\n"))\n\(text)")
    }
    print("degenerate: \(cases) programs, \(tried) figures, \(known) of them known, \(wrong) programs are wrong")
    return wrong
  }
}
