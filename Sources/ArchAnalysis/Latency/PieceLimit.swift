/// How much probability one piece of a distribution may hold, which decides how exact percentiles are.
///
/// In the middle a piece holds a sixty-fourth. Towards the upper tail it holds an eighth of what lies above it, so that
/// each further percentile has its own pieces; beyond one in 10,000, where only sums of very many parts look, a third.
/// The lower tail weighs little in sums and is coarse.
enum PieceLimit {
  static func mass(below: Double, above: Double) -> Double {
    let upper = above * (above > 1e-4 ? 0.12 : 0.3)
    let lower = below * 0.5 + 1e-4
    return max(1e-12, min(1.0 / 64, min(upper, lower)))
  }

  /// A stretch of the normal distribution with points and weights (which add up to one) for integrals over it.
  struct NormalCell: Sendable {
    let mass: Double
    let nodes: [Double]
    let weights: [Double]
  }

  /// A stretch of the exponential distribution of mean one.
  struct ExponentialCell: Sendable {
    let mass: Double
    let mean: Double
    let variance: Double
  }

  /// The shares above each edge between pieces, from one down to zero.
  private static let shares: [Double] = {
    var result = [1.0]
    var above = 1.0
    while above > 1e-11 {
      above -= mass(below: 1 - above, above: above)
      result.append(above)
    }
    return result + [0]
  }()

  /// From 8.5 deviations below to 8.5 above, with Gauss and Legendre's four points in each.
  static let normalCells: [NormalCell] = {
    let edges = shares.map { $0 <= 0 ? 8.5 : $0 >= 1 ? -8.5 : StandardNormal.quantile(upper: $0) }
    let points = [-0.8611363115940526, -0.3399810435848563, 0.3399810435848563, 0.8611363115940526]
    let factors = [0.3478548451374538, 0.6521451548625461, 0.6521451548625461, 0.3478548451374538]
    return zip(edges.indices, zip(edges, edges.dropFirst())).map { index, ends in
      let middle = (ends.0 + ends.1) / 2
      let half = (ends.1 - ends.0) / 2
      let nodes = points.map { middle + half * $0 }
      let weights = zip(nodes, factors).map { StandardNormal.density($0) * $1 }
      let sum = weights.reduce(0, +)
      return NormalCell(
        mass: shares[index] - shares[index + 1], nodes: nodes, weights: weights.map { $0 / sum })
    }
  }()

  static let exponentialCells: [ExponentialCell] = {
    let edges = shares.map { $0 <= 0 ? Double.infinity : -Mathematics.logarithm($0) }
    return zip(edges.indices, zip(edges, edges.dropFirst())).map { index, ends in
      let mass = shares[index] - shares[index + 1]
      // From a on, the exponential begins anew: of its part up to b the moments are those of a cut one.
      let length = ends.1 - ends.0
      guard length.isFinite else { return ExponentialCell(mass: mass, mean: ends.0 + 1, variance: 1) }
      let left = Mathematics.exponential(-length)
      let mean = 1 - length * left / (1 - left)
      let variance = 1 - length * length * left / ((1 - left) * (1 - left))
      return ExponentialCell(mass: mass, mean: ends.0 + mean, variance: max(0, variance))
    }
  }()
}
