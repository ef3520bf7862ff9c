import ArchAnalysis
import Foundation
import TestTools
import Testing

@Suite struct DistributionTests {
  private func percentile(_ share: Double, _ seconds: Double) -> LatencyPercentile {
    LatencyPercentile(share: share, seconds: seconds)
  }

  private func curve(_ p50: Double, _ p99: Double) -> LogNormal {
    LogNormal([percentile(0.5, p50), percentile(0.99, p99)]) ?? LogNormal(median: 0, deviation: 0)
  }

  private func cumulative(_ curve: LogNormal, _ time: Double) -> Double {
    time > 0 ? 1 - StandardNormal.upperTail(log(time / curve.median) / curve.deviation) : 0
  }

  // MARK: Fits

  @Test func curvesGoThroughTheirPercentiles() throws {
    for (low, high) in [(0.5, 0.99), (0.5, 0.9), (0.9, 0.999), (0.95, 0.99)] {
      let fit = try #require(LogNormal([percentile(low, 0.004), percentile(high, 0.025)]))
      #expect(isClose(fit.quantile(low), 0.004))
      #expect(isClose(fit.quantile(high), 0.025))
    }
  }

  @Test func normalQuantilesAreThoseOfTables() {
    // NIST/SEMATECH e-Handbook, table 1.3.6.7.1.
    for (share, z) in [(0.5, 0.0), (0.9, 1.2815515655), (0.99, 2.3263478740), (0.999, 3.0902323062)] {
      #expect(isClose(StandardNormal.quantile(upper: 1 - share), z, within: 1e-9))
      #expect(isClose(StandardNormal.quantile(upper: share), -z, within: 1e-9))
    }
    #expect(isClose(StandardNormal.quantile(upper: 1e-9), 5.9978070150, within: 1e-8))
  }

  @Test func ofSeveralPercentilesTheUsualTwoAreUsed() throws {
    let four = [percentile(0.999, 9), percentile(0.5, 1), percentile(0.99, 4), percentile(0.95, 3)]
    let used = try #require(LogNormal.used(four))
    #expect([used.0.name, used.1?.name] == ["p50", "p99"])
    let three = try #require(LogNormal.used([percentile(0.9, 1), percentile(0.999, 9), percentile(0.95, 3)]))
    #expect([three.0.name, three.1?.name] == ["p90", "p999"])
  }

  @Test(arguments: [
    ([(0.5, 5.0), (0.99, 4.0)], "p50 is above p99"), ([(0.5, 0.0), (0.99, 4.0)], "p50 is zero"),
    ([(0.5, 1e-300), (0.99, 1e90)], "too far apart"), ([(0.5, -1.0)], "no time"), ([(0.9, Double.infinity)], "no time"),
    ([(0.5, 1.0), (0.95, 3.0), (0.99, 2.0)], "p95 is above p99"),
  ])
  func contradictionsHaveNoCurve(_ stated: [(Double, Double)], _ words: String) {
    let percentiles = stated.map { percentile($0.0, $0.1) }
    #expect(LogNormal(percentiles) == nil)
    #expect(LogNormal.contradiction(percentiles)?.contains(words) == true)
  }

  @Test func equalPercentilesAndZeroAreConstants() {
    #expect(curve(3, 3).deviation == 0)
    #expect(LogNormal([percentile(0.5, 0), percentile(0.99, 0)]) == LogNormal(median: 0, deviation: 0))
    #expect(Distribution(curve(3, 3)).constant == 3)
  }

  // MARK: Single curves

  @Test func aCurveKeepsItsQuantilesMeanAndVariance() {
    for ratio in [1.001, 1.05, 2, 5, 20, 100, 1000] {
      let curve = curve(0.01, 0.01 * ratio)
      let distribution = Distribution(curve)
      for share in [0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999] {
        #expect(isNear(distribution.quantile(share), curve.quantile(share), 0.005), "\(ratio) \(share)")
      }
      #expect(isNear(distribution.mean, curve.mean, 1e-5), "\(ratio)")
      let variance = curve.mean * curve.mean * (exp(curve.deviation * curve.deviation) - 1)
      #expect(isNear(distribution.variance, variance, 0.01), "\(ratio)")
    }
  }

  private func isNear(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool { abs(a - b) <= tolerance * abs(b) }

  // MARK: Two curves, by integrals

  /// The chance that a sum stays below a time: the midpoint rule over 4,000 quantiles of the first.
  private func chanceOfSum(_ first: LogNormal, _ second: LogNormal, below time: Double) -> Double {
    let steps = 4000
    var sum = 0.0
    for step in 0..<steps {
      let z = -8 + 16 * (Double(step) + 0.5) / Double(steps)
      let own = first.median * exp(first.deviation * z)
      sum += StandardNormal.density(z) * 16 / Double(steps) * cumulative(second, time - own)
    }
    return sum
  }

  @Test func sumsAgreeWithIntegrals() {
    var dice = LatencySampling(random: SeededRandom(seed: 71))
    for _ in 0..<60 {
      let a = LogNormal(median: pow(10, -3 + 2 * dice.uniform()), deviation: 0.05 + 1.5 * dice.uniform())
      let b = LogNormal(median: pow(10, -3 + 2 * dice.uniform()), deviation: 0.05 + 1.5 * dice.uniform())
      let sum = Distribution.sum([Distribution(a), Distribution(b)])
      for share in [0.5, 0.9, 0.95, 0.99, 0.999] {
        let time = sum.quantile(share)
        // One percent of the time to both sides contains the share.
        #expect(chanceOfSum(a, b, below: time * 0.99) < share, "\(a) \(b) \(share)")
        #expect(chanceOfSum(a, b, below: time * 1.01) > share, "\(a) \(b) \(share)")
      }
    }
  }

  @Test func maximaAndMixturesAgreeWithTheirFormulas() {
    var dice = LatencySampling(random: SeededRandom(seed: 72))
    for _ in 0..<60 {
      let a = LogNormal(median: pow(10, -3 + 2 * dice.uniform()), deviation: 0.05 + 1.5 * dice.uniform())
      let b = LogNormal(median: pow(10, -3 + 2 * dice.uniform()), deviation: 0.05 + 1.5 * dice.uniform())
      let part = dice.uniform()
      let longest = Distribution.maximum([Distribution(a), Distribution(b)])
      let mixed = Distribution.mixture([(part, Distribution(a)), (1 - part, Distribution(b))])
      let slowest = Distribution(a).slowest(of: 7)
      for share in [0.5, 0.9, 0.95, 0.99, 0.999] {
        func isBetween(_ time: Double, _ chance: (Double) -> Double) -> Bool {
          chance(time * 0.99) <= share && chance(time * 1.01) >= share
        }
        #expect(isBetween(longest.quantile(share)) { cumulative(a, $0) * cumulative(b, $0) })
        #expect(isBetween(mixed.quantile(share)) { part * cumulative(a, $0) + (1 - part) * cumulative(b, $0) })
        #expect(isBetween(slowest.quantile(share)) { pow(cumulative(a, $0), 7) })
      }
    }
  }

  @Test func sumsKeepMeanAndVariance() {
    var dice = LatencySampling(random: SeededRandom(seed: 73))
    for count in [2, 3, 7, 40] {
      let curves = (0..<count).map { _ in
        LogNormal(median: pow(10, -3 + 2 * dice.uniform()), deviation: 0.05 + dice.uniform())
      }
      let terms = curves.map { Distribution($0) }
      let sum = Distribution.sum(terms)
      #expect(isNear(sum.mean, terms.reduce(0) { $0 + $1.mean }, 1e-9))
      #expect(isNear(sum.variance, terms.reduce(0) { $0 + $1.variance }, 1e-6))
    }
  }

  // MARK: Repetition

  @Test func manyRepetitionsAreNormal() {
    let part = Distribution(curve(0.01, 0.05))
    for count in [10_000.0, 1e6, 1e9] {
      let sum = part.repeated(count)
      let deviation = (part.variance * count).squareRoot()
      #expect(isNear(sum.mean, part.mean * count, 1e-9))
      #expect(isNear(sum.quantile(0.5), part.mean * count, 0.01))
      #expect(isNear(sum.quantile(0.99), part.mean * count + 2.3263478740408408 * deviation, 0.01))
    }
  }

  @Test func repetitionsBetweenWholeNumbersAreMixed() {
    #expect(Distribution(constant: 2).repeated(2.5).mean == 5)
    let part = Distribution(curve(0.01, 0.05))
    #expect(isNear(part.repeated(2.5).mean, 2.5 * part.mean, 1e-9))
    #expect(part.repeated(0).constant == 0)
    #expect(part.repeated(-3).constant == 0)
    #expect(part.repeated(.nan).constant == 0)
  }

  // MARK: Steps

  @Test func pointsKeepTheirSharesExactly() {
    let steps = Distribution.mixture([(0.9, Distribution(constant: 0.001)), (0.1, Distribution(constant: 5))])
    #expect(steps.quantiles([0.5, 0.9, 0.91, 0.999]) == [0.001, 0.001, 5, 5])
    let twice = Distribution.sum([steps, steps])
    #expect(isNear(twice.quantile(0.8), 0.002, 1e-9))
    #expect(isNear(twice.quantile(0.9), 5.001, 1e-9))
    #expect(isNear(twice.quantile(0.999), 10, 1e-9))
  }

  @Test func aTimeoutCutsTheTail() {
    let capped = Distribution(curve(0.01, 0.1)).capped(at: 0.05)
    #expect(isNear(capped.quantile(0.5), 0.01, 0.005))
    #expect(capped.quantile(0.99) == 0.05)
    #expect(Distribution(curve(0.01, 0.1)).capped(at: 0).constant == 0)
    #expect(
      Distribution(curve(0.01, 0.1)).capped(at: 1e9).quantile(0.99) == Distribution(curve(0.01, 0.1)).quantile(0.99))
  }

  // MARK: Extremes

  @Test func extremesStayFinite() {
    let extremes = [
      Distribution(constant: 0), Distribution(constant: 1e12), Distribution(curve(1e12, 1e15)),
      Distribution(curve(1e-12, 1e-3)), Distribution(waitChance: 0.3, mean: 1e9), Distribution(waitChance: 0, mean: 5),
      Distribution(waitChance: 1, mean: 1e-9), Distribution(curve(1, 1e18)), Distribution(constant: 1e100),
    ]
    for a in extremes {
      #expect(a.repeated(1e6).quantile(0.999).isFinite)
      for b in extremes {
        for joined in [
          Distribution.sum([a, b]), .maximum([a, b]), .mixture([(0.999, a), (0.001, b)]), a.capped(at: b.mean),
          a.slowest(of: 1e6),
        ] {
          for time in joined.quantiles([0, 0.5, 0.9, 0.99, 0.999, 1]) { #expect(time.isFinite && time >= 0) }
          #expect(joined.mean.isFinite)
        }
      }
    }
    #expect(Distribution.sum([]).constant == 0)
    #expect(Distribution.maximum([]).constant == 0)
    #expect(Distribution.mixture([]).constant == 0)
  }

  @Test func quantilesRise() {
    var dice = LatencySampling(random: SeededRandom(seed: 74))
    for _ in 0..<40 {
      var evaluation = LatencyEvaluation()
      let shares = (0...100).map { Double($0) / 100 } + [0.999]
      let times = evaluation.distribution(of: dice.expression(depth: 2)).quantiles(shares.sorted())
      #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  // MARK: Dice

  /// 500 random expressions with 600 samples each, within 1 % or three standard errors; `oracle latency` throws a million.
  @Test func randomExpressionsAgreeWithDice() {
    for number in 0..<500 {
      var dice = LatencySampling(random: SeededRandom(seed: 2026, case: number))
      let expression = dice.expression(depth: 2)
      let wrong = dice.disagreements(on: expression, samples: 600, errors: 3.6)
      #expect(wrong.isEmpty, "case \(number): \(wrong) \(expression)")
    }
  }

  @Test func theDependenceFreeBoundHolds() {
    for number in 0..<200 {
      var dice = LatencySampling(random: SeededRandom(seed: 2027, case: number))
      let expression = dice.expression(depth: 2)
      var evaluation = LatencyEvaluation()
      let time = evaluation.distribution(of: expression).quantile(0.99)
      #expect(expression.boundedQuantile(0.99) >= time * 0.99, "case \(number): \(expression)")
    }
  }

  @Test func ofAHundredCallsMostRequestsAreSlow() {
    #expect(isClose(TailFanOut.slowShare(fast: 0.99, calls: 100), 0.6339676587267709))
    #expect(TailFanOut.slowShare(fast: 1, calls: 100) == 0)
    #expect(TailFanOut.slowShare(fast: 0.99, calls: 0) == 0)
  }

  @Test func contributionsAddUpToTheTime() {
    for number in 0..<30 {
      var dice = LatencySampling(random: SeededRandom(seed: 2028, case: number))
      let parts = (0..<3).map { index -> LatencyExpression in
        guard case .hop(_, let percentiles) = dice.hop() else { return .sequence([]) }
        return .hop(name: "P\(index)", percentiles: percentiles)
      }
      var evaluation = LatencyEvaluation()
      let expression = LatencyExpression.sequence(parts)
      let time = evaluation.distribution(of: expression).quantile(0.99)
      let list = evaluation.contributions(to: expression, at: time)
      #expect(isClose(list.reduce(0) { $0 + $1.seconds }, time, within: 1e-9))
      #expect(zip(list, list.dropFirst()).allSatisfy { $0.seconds >= $1.seconds })
    }
  }
}
