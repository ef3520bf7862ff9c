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
    var times: [Distribution] = []
    for part in parts { times.append(distribution(of: part)) }
    var before = [Distribution(constant: 0)]
    for time in times.dropLast() { before.append(.sum([before[before.count - 1], time])) }
    var after = Distribution(constant: 0)
    var names: [String] = []
    var sums: [String: Double] = [:]
    for index in parts.indices.reversed() {
      let own = times[index].mean(among: seconds, rest: .sum([before[index], after]))
      after = .sum([after, times[index]])
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

extension Distribution {
  /// The mean of this time among the requests whose sum with the rest is exactly so long.
  fileprivate func mean(among seconds: Double, rest: Distribution) -> Double {
    // Points have no density: they get a little width, one thousandth of the time.
    let least = seconds * 1e-3
    var mass = 0.0
    var moment = 0.0
    for piece in pieces {
      for other in rest.pieces {
        let first = max(piece.halfWidth, least / 2)
        let second = max(other.halfWidth, least / 2)
        let distance = abs(seconds - piece.mean - other.mean)
        guard distance < first + second else { continue }
        // The sum of two uniform times has a density like a trapezium.
        let density = min(1 / (2 * max(first, second)), (first + second - distance) / (4 * first * second))
        let weight = piece.mass * other.mass * density
        let part = first * first / (first * first + second * second)
        let own = piece.mean + (seconds - piece.mean - other.mean) * part
        mass += weight
        moment += weight * own
      }
    }
    return mass > 0 ? max(0, moment / mass) : mean
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
