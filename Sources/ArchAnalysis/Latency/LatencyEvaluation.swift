/// Computes the distributions of latency expressions and keeps those of equal parts, which flows share.
public struct LatencyEvaluation: Sendable {
  private var curves: [LogNormal: Distribution] = [:]
  private var known: [LatencyExpression: Distribution] = [:]
  /// Larger expressions are not looked up, as hashing them would cost more than it saves.
  private static let sizeLimit = 64
  /// A distribution takes some 4 KB.
  private static let countLimit = 8192

  public init() {}

  public mutating func distribution(of expression: LatencyExpression) -> Distribution {
    switch expression {
    case .hop(_, let percentiles): return hop(percentiles)
    case .wait(_, let chance, let mean): return Distribution(waitChance: chance, mean: mean)
    default: break
    }
    var budget = Self.sizeLimit
    let isSmall = expression.fits(&budget)
    if isSmall, let result = known[expression] { return result }
    let result = composed(expression)
    if isSmall, known.count < Self.countLimit { known[expression] = result }
    return result
  }

  /// The time within which a share of the requests is done, in seconds. That of a single part is read off its curve.
  public mutating func quantile(_ share: Double, of expression: LatencyExpression) -> Double {
    if case .hop(_, let percentiles) = expression { return LogNormal(percentiles)?.quantile(share) ?? 0 }
    return distribution(of: expression).quantile(share)
  }

  private mutating func composed(_ expression: LatencyExpression) -> Distribution {
    switch expression {
    case .hop(_, let percentiles): return hop(percentiles)
    case .wait(_, let chance, let mean): return Distribution(waitChance: chance, mean: mean)
    case .sequence(let parts): return .sum(distributions(of: parts))
    case .parallel(let parts): return .maximum(distributions(of: parts))
    case .mixture(let branches):
      let times = distributions(of: branches.map(\.latency))
      return .mixture(zip(branches, times).map { ($0.share, $1) })
    case .capped(let part, let limit): return distribution(of: part).capped(at: limit)
    case .repeated(let part, let count): return distribution(of: part).repeated(count)
    case .slowest(let part, let count): return distribution(of: part).slowest(of: count)
    }
  }

  private mutating func distributions(of parts: [LatencyExpression]) -> [Distribution] {
    var result: [Distribution] = []
    result.reserveCapacity(parts.count)
    for part in parts { result.append(distribution(of: part)) }
    return result
  }

  private mutating func hop(_ percentiles: [LatencyPercentile]) -> Distribution {
    guard let curve = LogNormal(percentiles) else { return Distribution(constant: 0) }
    if let result = curves[curve] { return result }
    let result = Distribution(curve)
    if curves.count < Self.countLimit { curves[curve] = result }
    return result
  }
}

extension LatencyExpression {
  /// The time within which a share of the requests is done, in seconds.
  public func quantile(_ share: Double) -> Double {
    var evaluation = LatencyEvaluation()
    return evaluation.quantile(share, of: self)
  }

  /// Takes its parts from a budget; false where they do not fit.
  fileprivate func fits(_ budget: inout Int) -> Bool {
    budget -= 1
    guard budget >= 0 else { return false }
    for part in parts where !part.fits(&budget) { return false }
    return true
  }

  var parts: [LatencyExpression] {
    switch self {
    case .hop, .wait: []
    case .sequence(let parts), .parallel(let parts): parts
    case .mixture(let branches): branches.map(\.latency)
    case .capped(let part, _), .repeated(let part, _), .slowest(let part, _): [part]
    }
  }

  /// How many times of parts add to one request: in a mixture those of its longest branch.
  public var hopCount: Double {
    switch self {
    case .hop, .wait: 1
    case .sequence(let parts), .parallel(let parts): parts.reduce(0) { $0 + $1.hopCount }
    case .mixture(let branches): branches.reduce(0) { max($0, $1.share > 0 ? $1.latency.hopCount : 0) }
    case .capped(let part, _): part.hopCount
    case .repeated(let part, let count), .slowest(let part, let count): part.hopCount * max(0, count.rounded(.up))
    }
  }

  /// A percentile that holds whatever the dependence between the hops, given their curves.
  ///
  /// With k hops each stays within its own quantile of 1 - (1 - q)/k but for a chance of (1 - q)/k, so all do but for
  /// 1 - q (Boole's inequality). Then branches at once take no longer than the longest of them, and a mixture no longer
  /// than its longest branch.
  public func boundedQuantile(_ share: Double) -> Double {
    let hops = hopCount
    guard hops > 0 else { return 0 }
    return value {
      $0.quantile(upper: (1 - share) / hops)
    } wait: { chance, mean in
      let rest = (1 - share) / hops
      return rest < chance ? -mean * Mathematics.logarithm(rest / chance) : 0
    }
  }

  /// The time where every hop takes a fixed one.
  private func value(_ hop: (LogNormal) -> Double, wait: (Double, Double) -> Double) -> Double {
    switch self {
    case .hop(_, let percentiles): LogNormal(percentiles).map(hop) ?? 0
    case .wait(_, let chance, let mean): wait(chance, mean)
    case .sequence(let parts): parts.reduce(0) { $0 + $1.value(hop, wait: wait) }
    case .parallel(let parts): parts.reduce(0) { max($0, $1.value(hop, wait: wait)) }
    case .mixture(let branches):
      branches.reduce(0) { max($0, $1.share > 0 ? $1.latency.value(hop, wait: wait) : 0) }
    case .capped(let part, let limit): min(limit, part.value(hop, wait: wait))
    case .repeated(let part, let count): part.value(hop, wait: wait) * max(0, count.rounded(.up))
    case .slowest(let part, _): part.value(hop, wait: wait)
    }
  }
}

/// How many of a request's calls are slow.
public enum TailFanOut {
  /// The share of requests that wait for at least one slow call, where each of so many parallel calls is fast with a
  /// chance: 1 - qᴺ. Of 100 calls each fast in 99 of 100, 63 % of the requests wait.
  ///
  /// Source: J. Dean, L. A. Barroso, "The Tail at Scale", Communications of the ACM 56(2), 2013.
  public static func slowShare(fast quantile: Double, calls: Double) -> Double {
    guard quantile > 0, quantile < 1, calls > 0 else { return quantile >= 1 || calls <= 0 ? 0 : 1 }
    return 1 - Mathematics.power(quantile, calls)
  }
}
