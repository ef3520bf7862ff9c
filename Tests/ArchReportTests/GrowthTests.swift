import Testing

@testable import ArchReport

@Suite struct GrowthTests {
  private func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-13) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(b))
  }

  /// Reference values from tables of the functions.
  @Test(arguments: [
    (1.0, 0.0), (2, 0.693_147_180_559_945_3), (10, 2.302_585_092_994_046), (1.06, 0.058_268_908_123_975_82),
    (0.5, -0.693_147_180_559_945_3), (1e300, 690.775_527_898_213_7), (1e-300, -690.775_527_898_213_7),
  ])
  func logarithms(x: Double, expected: Double) {
    #expect(isClose(Growth.logarithm(x), expected))
  }

  @Test(arguments: [
    (0.0, 1.0), (1, 2.718_281_828_459_045), (-1, 0.367_879_441_171_442_33), (0.5, 1.648_721_270_700_128_2),
    (10, 22_026.465_794_806_718), (1000, .infinity), (-1000, 0),
  ])
  func exponentials(x: Double, expected: Double) {
    let result = Growth.exponential(x)
    #expect(result == expected || isClose(result, expected))
  }

  @Test(arguments: [0.01, 0.06, 0.5, 2.0, -0.1])
  func factorsAreRepeatedMultiplication(share: Double) throws {
    let growth = try #require(Growth(share: share, period: 10))
    var product = 1.0
    for period in 0...24 {
      #expect(isClose(growth.factor(after: Double(period) * 10), product, 1e-12))
      product *= 1 + share
    }
  }

  @Test(arguments: [0.06, -0.2, 1.0])
  func theAccumulatedIsTheIntegral(share: Double) throws {
    let growth = try #require(Growth(share: share, period: 10))
    let steps = 20_000
    let width = 50.0 / Double(steps)
    let sum = (0..<steps).reduce(0.0) { $0 + growth.factor(after: 20 + (Double($1) + 0.5) * width) * width }
    #expect(isClose(growth.accumulated(from: 20, to: 70), sum, 1e-8))
  }

  @Test func withoutGrowthTheAccumulatedIsTheTime() {
    #expect(Growth.none.accumulated(from: 3, to: 10) == 7)
    #expect(Growth.none.factor(after: 1e9) == 1)
  }

  @Test(arguments: [(-1.0, 10.0), (-2, 10), (0.1, 0), (0.1, -1), (.nan, 10), (.infinity, 10)])
  func whatIsNoGrowthHasNone(share: Double, period: Double) {
    #expect(Growth(share: share, period: period) == nil)
  }

  private func size(_ properties: String) -> [String]? {
    let program = "constraints { growth: 10%/month }\ndatabase A { size: 100GB, \(properties) }"
    return ReadReport(of: program).section("### Capacity Planning").first { $0.hasPrefix("| [A], one copy") }
      .map { Array(ReadReport.cells($0).dropFirst()) }
  }

  @Test func storesGrowWithTheLoadUnlessFixed() {
    #expect(size("growth: 1GB/d") == ["100GB", "346GB", "782GB"])
    #expect(size("growth: 1GB/d fixed") == ["100GB", "283GB", "465GB"])
    #expect(size("growth: 10%/month") == ["100GB", "177GB", "314GB"])
  }

  @Test func retentionBoundsTheSize() {
    #expect(size("growth: 10%/month, retention: 150GB") == ["100GB", "150GB", "150GB"])
    // What was written in the last thirty days of a growth that stays the same.
    #expect(size("growth: 1GB/d fixed, retention: 30d") == ["100GB", "30GB", "30GB"])
  }
}
