/// What a part takes of a request's time.
public struct LatencyContribution: Sendable, Hashable {
  /// The part; several where they run at once or in a mixture.
  public let name: String
  /// On average among requests of the time asked for.
  public let seconds: Double
}

extension LatencyEvaluation {
  /// Parts in a sequence beyond this are not told apart.
  private static let partLimit = 64

  /// What the parts take on average among the requests that last exactly so long, the most first: E[Xᵢ | ΣX = t].
  ///
  /// The parts of a call count singly where its timeout is not reached. The sum of the contributions is the time.
  public mutating func contributions(to expression: LatencyExpression, at seconds: Double) -> [LatencyContribution] {
    let parts = Self.parts(of: expression, at: seconds)
    guard parts.count > 1, parts.count <= Self.partLimit, seconds > 0 else {
      return parts.count == 1 ? [LatencyContribution(name: parts[0].label, seconds: seconds)] : []
    }
    var grids: [ContributionGrid] = []
    for part in parts { grids.append(ContributionGrid(part, until: seconds, &self)) }
    var before = [ContributionGrid(until: seconds)]
    for grid in grids.dropLast() { before.append(before[before.count - 1].adding(grid)) }
    var after = ContributionGrid(until: seconds)
    var names: [String] = []
    var sums: [String: Double] = [:]
    for index in parts.indices.reversed() {
      let own = grids[index].mean(among: before[index].adding(after))
      after = after.adding(grids[index])
      let name = parts[index].label
      if sums[name] == nil { names.append(name) }
      sums[name, default: 0] += own
    }
    let total = sums.values.sorted().reduce(0, +)
    let scale = total > 0 ? seconds / total : 0
    let list = names.reversed().map { LatencyContribution(name: $0, seconds: (sums[$0] ?? 0) * scale) }
    return list.enumerated().sorted {
      $0.element.seconds != $1.element.seconds ? $0.element.seconds > $1.element.seconds : $0.offset < $1.offset
    }.map(\.element)
  }

  private static func parts(of expression: LatencyExpression, at seconds: Double) -> [LatencyExpression] {
    switch expression {
    case .sequence(let parts): parts.flatMap { Self.parts(of: $0, at: seconds) }
    case .capped(let part, let limit) where seconds < limit: Self.parts(of: part, at: seconds)
    default: [expression]
    }
  }
}

/// A time as masses at equal steps up to a limit. Each mass is shared by the two steps beside it, so that the mean stays.
private struct ContributionGrid {
  private static let count = 512
  private var masses: [Double]
  private let step: Double

  /// No time at all.
  init(until limit: Double) {
    masses = [Double](repeating: 0, count: Self.count + 1)
    masses[0] = 1
    step = limit / Double(Self.count)
  }

  init(_ part: LatencyExpression, until limit: Double, _ evaluation: inout LatencyEvaluation) {
    self.init(until: limit)
    let lower: (Double) -> Double
    if case .hop(_, let percentiles) = part, let curve = LogNormal(percentiles), curve.deviation > 0 {
      lower = { Self.partialMean(curve, below: $0) }
    } else {
      let pieces = evaluation.distribution(of: part).pieces
      lower = { time in pieces.reduce(0) { $0 + Self.partialMean($1, below: time) } }
    }
    // The mass at a step is the second difference of the mean of what a time lacks to it.
    let values = (0...Self.count + 1).map { lower(Double($0) * step) }
    for index in masses.indices {
      let below = index > 0 ? values[index - 1] : 0
      masses[index] = max(0, (values[index + 1] - 2 * values[index] + below) / step)
    }
  }

  /// E[(t - X)⁺] of a lognormal time.
  private static func partialMean(_ curve: LogNormal, below time: Double) -> Double {
    guard time > 0 else { return 0 }
    let z = Mathematics.logarithm(time / curve.median) / curve.deviation
    return time * StandardNormal.upperTail(-z) - curve.mean * StandardNormal.upperTail(curve.deviation - z)
  }

  /// E[(t - X)⁺] of a uniform time or a point, times its mass.
  private static func partialMean(_ piece: Distribution.Piece, below time: Double) -> Double {
    if time <= piece.low { return 0 }
    if time >= piece.high { return piece.mass * (time - piece.mean) }
    return piece.mass * (time - piece.low) * (time - piece.low) / (4 * piece.halfWidth)
  }

  func adding(_ other: ContributionGrid) -> ContributionGrid {
    var result = self
    result.masses = [Double](repeating: 0, count: masses.count)
    for (index, mass) in masses.enumerated() where mass > 0 {
      for next in 0..<(masses.count - index) { result.masses[index + next] += mass * other.masses[next] }
    }
    return result
  }

  /// The mean of this time among the requests whose sum with the rest reaches the limit exactly.
  func mean(among rest: ContributionGrid) -> Double {
    var mass = 0.0
    var moment = 0.0
    for index in masses.indices {
      let weight = masses[index] * rest.masses[masses.count - 1 - index]
      mass += weight
      moment += weight * Double(index)
    }
    return mass > 0 ? moment / mass * step : 0
  }
}

extension LatencyExpression {
  /// The names of the parts in it, three at most.
  var label: String {
    var names: [String] = []
    collect(&names)
    return names.count > 3 ? names.prefix(3).joined(separator: ", ") + " …" : names.joined(separator: ", ")
  }

  private func collect(_ names: inout [String]) {
    guard names.count < 4 else { return }
    switch self {
    case .hop(let name, _), .wait(let name, _, _): if !names.contains(name) { names.append(name) }
    default: for part in parts { part.collect(&names) }
    }
  }
}
