/// How the latency of a flow is made of that of its parts.
public indirect enum LatencyExpression: Sendable, Hashable {
  /// A part's own time: two stated percentiles, or one that counts as a constant.
  case hop(name: String, percentiles: [LatencyPercentile])
  case sequence([LatencyExpression])
  case parallel([LatencyExpression])
  /// Branches with their shares, which add up to one.
  case mixture([LatencyBranch])
  /// No longer than a timeout, in seconds.
  case capped(LatencyExpression, Double)
}

/// A stated percentile: the share of requests (0.99), and the seconds within which they are done.
public struct LatencyPercentile: Sendable, Hashable {
  public let share: Double
  public let seconds: Double

  public init(share: Double, seconds: Double) {
    self.share = share
    self.seconds = seconds
  }
}

public struct LatencyBranch: Sendable, Hashable {
  public let share: Double
  public let latency: LatencyExpression

  public init(share: Double, latency: LatencyExpression) {
    self.share = share
    self.latency = latency
  }
}
