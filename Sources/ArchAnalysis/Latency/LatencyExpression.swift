/// How the latency of a flow is made of that of its parts.
public indirect enum LatencyExpression: Sendable, Hashable {
  /// A part's own time: two stated percentiles, or one that counts as a constant.
  case hop(name: String, percentiles: [LatencyPercentile])
  /// The further wait for a free server: the chance of one, and the seconds of those who wait, on average.
  case wait(name: String, chance: Double, mean: Double)
  case sequence([LatencyExpression])
  case parallel([LatencyExpression])
  /// Branches with their shares, which add up to one.
  case mixture([LatencyBranch])
  /// No longer than a timeout, in seconds.
  case capped(LatencyExpression, Double)
  /// So many times one after the other.
  case repeated(LatencyExpression, Double)
  /// The slowest of so many at once.
  case slowest(LatencyExpression, Double)

  /// What takes no time.
  public static let nothing = LatencyExpression.sequence([])

  /// One after the other, without sequences in sequences.
  static func steps(_ parts: [LatencyExpression]) -> LatencyExpression {
    var list: [LatencyExpression] = []
    for part in parts {
      if case .sequence(let inner) = part { list += inner } else { list.append(part) }
    }
    if list.count == 1, let only = list.first { return only }
    return .sequence(list)
  }

  /// At once, without what takes no time.
  static func together(_ parts: [LatencyExpression]) -> LatencyExpression {
    let list = parts.filter { $0 != .nothing }
    if list.count < 2 { return list.first ?? .nothing }
    return .parallel(list)
  }

  /// What a share of the requests goes through; the others take no time.
  static func sometimes(_ share: Double, _ part: LatencyExpression) -> LatencyExpression {
    if part == .nothing || share <= 0 { return .nothing }
    if share >= 1 { return part }
    return .mixture([
      LatencyBranch(share: 1 - share, latency: .nothing), LatencyBranch(share: share, latency: part),
    ])
  }
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
