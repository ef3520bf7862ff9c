/// A lognormal distribution: the logarithm of the time is normal.
///
/// Latencies of computers are skewed to the right and never negative; two percentiles fix the curve. Constants are the
/// case of no deviation.
public struct LogNormal: Sendable, Hashable {
  /// In seconds.
  public let median: Double
  /// The standard deviation of the natural logarithm; 0 for a constant.
  public let deviation: Double

  public init(median: Double, deviation: Double) {
    self.median = median
    self.deviation = deviation
  }

  /// A wider one has percentiles that no computer has, and a mean that no number holds.
  public static let deviationLimit = 20.0

  /// The curve through two percentiles: those for 50 and 99 of 100 where both are stated, else the lowest and the
  /// highest. One percentile gives a constant.
  ///
  /// - Returns: nil where the percentiles contradict each other, or none is given; `contradiction` has the words.
  public init?(_ percentiles: [LatencyPercentile]) {
    guard Self.contradiction(percentiles) == nil, let (low, high) = Self.used(percentiles) else { return nil }
    guard let high, high.seconds > low.seconds else {
      self.init(median: low.seconds, deviation: 0)
      return
    }
    let lowZ = Self.deviations(of: low.share)
    let highZ = Self.deviations(of: high.share)
    let deviation = Mathematics.logarithm(high.seconds / low.seconds) / (highZ - lowZ)
    let median = low.seconds * Mathematics.exponential(-lowZ * deviation)
    guard deviation.isFinite, deviation <= Self.deviationLimit, median.isFinite, median > 0 else { return nil }
    self.init(median: median, deviation: deviation)
  }

  /// Which of the percentiles the curve goes through; the second is nil where only one is stated.
  public static func used(_ percentiles: [LatencyPercentile]) -> (LatencyPercentile, LatencyPercentile?)? {
    let sorted = percentiles.sorted { $0.share < $1.share }
    guard let first = sorted.first, let last = sorted.last else { return nil }
    guard sorted.count > 1, first.share < last.share else { return (first, nil) }
    if let middle = sorted.first(where: { $0.share == 0.5 }), let tail = sorted.first(where: { $0.share == 0.99 }) {
      return (middle, tail)
    }
    return (first, last)
  }

  /// Why no curve goes through the percentiles, in words that stand behind a part's name; nil where one does.
  public static func contradiction(_ percentiles: [LatencyPercentile]) -> String? {
    let sorted = percentiles.sorted { $0.share < $1.share }
    if let wrong = sorted.first(where: { !$0.seconds.isFinite || $0.seconds < 0 || $0.seconds > 1e100 }) {
      return "\(wrong.name) is no time that a request can take"
    }
    for (low, high) in zip(sorted, sorted.dropFirst()) where low.share < high.share && low.seconds > high.seconds {
      return "\(low.name) is above \(high.name)"
    }
    guard let (low, high) = used(sorted), let high else { return nil }
    if low.seconds == 0, high.seconds > 0 { return "\(low.name) is zero and \(high.name) is not: no curve fits both" }
    if low.seconds > 0 {
      let spread = Mathematics.logarithm(high.seconds / low.seconds)
      let apart = deviations(of: high.share) - deviations(of: low.share)
      let median = low.seconds * Mathematics.exponential(-spread)
      if !spread.isFinite || spread > deviationLimit * apart || !(median > 0) {
        return "\(low.name) and \(high.name) are too far apart"
      }
    }
    return nil
  }

  /// The time within which a share of the requests is done.
  public func quantile(_ share: Double) -> Double {
    guard deviation > 0 else { return median }
    return median * Mathematics.exponential(deviation * Self.deviations(of: share))
  }

  /// The same by the share that takes longer, which keeps its digits in the tail.
  public func quantile(upper share: Double) -> Double {
    guard deviation > 0 else { return median }
    return median * Mathematics.exponential(deviation * StandardNormal.quantile(upper: share))
  }

  /// How many deviations above the middle a share of a normal distribution ends. Of the percentiles that can be stated
  /// they are known.
  private static func deviations(of share: Double) -> Double {
    for (known, deviations) in stated where known == share { return deviations }
    return StandardNormal.quantile(upper: 1 - share)
  }

  private static let stated = PartLatency.names.map { _, share in
    (share: share, deviations: StandardNormal.quantile(upper: 1 - share))
  }

  public var mean: Double { median * Mathematics.exponential(deviation * deviation / 2) }
}

extension LatencyPercentile {
  /// `p50`, `p999`.
  public var name: String {
    let digits = "\((share * 1000).rounded() / 10)"
    let plain = digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits.filter { $0 != "." }
    return "p" + plain
  }
}
