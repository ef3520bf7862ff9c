import TestTools
import Testing

/// Figures of random systems against computations of other kinds, and properties that hold of all of them. The oracle
/// command runs the same in larger numbers.
@Suite struct RandomWorkloadTests {
  private static let seed = 20_261_123

  private func compare(cases: Int, least: Int, _ body: (inout WorkloadComparison, Int) -> Void) {
    var compared = 0
    for number in 0..<cases {
      var comparison = WorkloadComparison(RandomWorkload(seed: Self.seed, case: number))
      body(&comparison, number)
      compared += comparison.compared
      guard comparison.disagreements.isEmpty else {
        Issue.record("case \(number): \(comparison.disagreements.prefix(5))\n\(comparison.system.text)")
        return
      }
    }
    #expect(compared > least)
  }

  @Test func loadIsTheSolutionOfADenseLinearSystem() {
    compare(cases: 150, least: 3_000) { comparison, _ in comparison.compareLoad() }
  }

  @Test func loadIsTheMeanOfManyWalks() {
    compare(cases: 100, least: 50) { comparison, number in
      var random = SeededRandom(seed: Self.seed + 1, case: number)
      comparison.compareWalks(count: 300, random: &random)
    }
  }

  @Test func costIsTheDirectSum() {
    compare(cases: 150, least: 100) { comparison, _ in comparison.compareCost() }
  }

  @Test func everyFigureIsPossibleAndItsTermsGiveItAgain() {
    properties(cases: 6, least: 3_000) { properties, number in
      properties.tryFigures(of: RandomWorkload(seed: Self.seed, case: number).text, number: number)
    }
  }

  @Test func removingAnInputMakesFiguresUnknownAndNeverAnotherValue() {
    properties(cases: 12, least: 10_000) { properties, number in
      properties.tryRemovals(from: RandomWorkload(seed: Self.seed, case: number)) { $0 % 12 == number % 12 }
    }
  }

  private func properties(cases: Int, least: Int, _ body: (inout FigureProperties, Int) -> Void) {
    var properties = FigureProperties()
    for number in 0..<cases {
      body(&properties, number)
      guard properties.violations.isEmpty else {
        let text = RandomWorkload(seed: Self.seed, case: number).text
        Issue.record("case \(number): \(properties.violations.prefix(8).joined(separator: "\n"))\n\(text)")
        return
      }
    }
    #expect(properties.tried > least)
  }
}
