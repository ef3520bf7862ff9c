import ArchAnalysis
import Foundation

/// Latencies by throwing dice: an oracle that shares nothing with the distributions but the expressions.
public struct LatencySampling {
  public var random: SeededRandom

  public init(random: SeededRandom) {
    self.random = random
  }

  public mutating func uniform() -> Double { (Double(random.next() >> 11) + 0.5) * 0x1p-53 }

  /// G. E. P. Box, M. E. Muller, "A Note on the Generation of Random Normal Deviates", 1958.
  public mutating func normal() -> Double { (-2 * log(uniform())).squareRoot() * cos(2 * Double.pi * uniform()) }

  public mutating func sample(_ expression: LatencyExpression) -> Double {
    switch expression {
    case .hop(_, let percentiles):
      guard percentiles.count > 1, percentiles[0].seconds < percentiles[1].seconds else {
        return percentiles[0].seconds
      }
      // Only 50 and 99 of 100 are drawn here; 2.3263… is the 99th percentile of the normal distribution.
      let deviation = log(percentiles[1].seconds / percentiles[0].seconds) / 2.3263478740408408
      return percentiles[0].seconds * exp(deviation * normal())
    case .wait(_, let chance, let mean): return uniform() < chance ? -mean * log(uniform()) : 0
    case .sequence(let parts):
      var sum = 0.0
      for part in parts { sum += sample(part) }
      return sum
    case .parallel(let parts):
      var longest = 0.0
      for part in parts { longest = max(longest, sample(part)) }
      return longest
    case .mixture(let branches):
      var rest = uniform()
      for branch in branches {
        if rest < branch.share { return sample(branch.latency) }
        rest -= branch.share
      }
      return branches.last.map { sample($0.latency) } ?? 0
    case .capped(let part, let limit): return min(limit, sample(part))
    case .repeated(let part, let count):
      var sum = 0.0
      for _ in 0..<Int(count) { sum += sample(part) }
      return sum
    case .slowest(let part, let count):
      var longest = 0.0
      for _ in 0..<Int(count) { longest = max(longest, sample(part)) }
      return longest
    }
  }

  // MARK: Random expressions

  public mutating func hop() -> LatencyExpression {
    let median = pow(10, -4 + 4 * uniform())
    let ratio = random.pick([1.0, 1.01, 1.1, 1.5, 3, 5, 10, 30, 100])
    return .hop(
      name: "part",
      percentiles: [
        LatencyPercentile(share: 0.5, seconds: median), LatencyPercentile(share: 0.99, seconds: median * ratio),
      ])
  }

  public mutating func expression(depth: Int) -> LatencyExpression {
    guard depth > 0 else { return hop() }
    switch random.below(9) {
    case 0: return hop()
    case 1, 2, 3: return .sequence((0...random.below(4)).map { _ in expression(depth: depth - 1) })
    case 4: return .parallel((0...random.below(3)).map { _ in expression(depth: depth - 1) })
    case 5:
      let share = random.pick([0.9, 0.5, 0.99, 0.3, 0.05])
      let miss = LatencyBranch(share: 1 - share, latency: expression(depth: depth - 1))
      return .sequence([hop(), .mixture([LatencyBranch(share: share, latency: .sequence([])), miss])])
    case 6: return .capped(expression(depth: depth - 1), pow(10, -4 + 5 * uniform()))
    case 7: return .repeated(expression(depth: depth - 1), Double(1 + random.below(4)))
    default: return .slowest(expression(depth: depth - 1), Double(1 + random.below(5)))
    }
  }

  /// The shares of an expression's quantiles that lie neither within 1 % nor within so many standard errors of the
  /// samples.
  public mutating func disagreements(on expression: LatencyExpression, samples count: Int, errors: Double) -> [Double] {
    var samples: [Double] = []
    samples.reserveCapacity(count)
    for _ in 0..<count { samples.append(sample(expression)) }
    samples.sort()
    var evaluation = LatencyEvaluation()
    let shares = [0.5, 0.9, 0.95, 0.99, 0.999]
    let times = evaluation.distribution(of: expression).quantiles(shares)
    return zip(shares, times).filter { share, time in
      let spread = errors * (share * (1 - share) / Double(count)).squareRoot() * Double(count)
      let middle = share * Double(count)
      // Where the band reaches beyond the samples, they say nothing of that side.
      let below = Int(middle - spread) - 1
      let above = Int(middle + spread) + 1
      let low = below < 0 ? 0 : samples[below]
      let high = above < count ? samples[above] : .infinity
      return time < low * 0.99 || time > high * 1.01
    }.map(\.0)
  }
}
