/// How long something takes, as a distribution of probability over seconds: some two hundred pieces, each uniform over
/// its width, or a point.
///
/// The pieces are narrow where the probability is and in the upper tail (`PieceLimit`), however many magnitudes the
/// times span, so that percentiles stay within 1 % without a grid over all of them. Every operation keeps the mean and
/// sums keep the variance but for rounding, because a piece that stands for several has their mean and variance.
public struct Distribution: Sendable, Hashable {
  /// Mass spread evenly over a stretch of time.
  struct Piece: Sendable, Hashable {
    var mass: Double
    var mean: Double
    /// In square seconds; 0 for a point.
    var variance: Double

    var halfWidth: Double { (3 * variance).squareRoot() }
    var low: Double { mean - halfWidth }
    var high: Double { mean + halfWidth }
  }

  /// In ascending order of their means; the masses add up to one.
  let pieces: [Piece]

  init(pieces: [Piece]) {
    self.pieces = pieces
  }

  /// Always the same time.
  public init(constant seconds: Double) {
    self.init(pieces: [Piece(mass: 1, mean: seconds, variance: 0)])
  }

  public init(_ curve: LogNormal) {
    guard curve.deviation > 0, curve.median > 0 else {
      self.init(constant: curve.median)
      return
    }
    let scale = Mathematics.logarithm(curve.median)
    let pieces = PieceLimit.normalCells.map { cell in
      var mean = 0.0
      let times = cell.nodes.map { Mathematics.exponential(min(700, scale + curve.deviation * $0)) }
      for (time, weight) in zip(times, cell.weights) { mean += time * weight }
      var variance = 0.0
      for (time, weight) in zip(times, cell.weights) { variance += (time - mean) * (time - mean) * weight }
      return Piece(mass: cell.mass, mean: mean, variance: variance)
    }
    self.init(pieces: pieces)
  }

  /// Nothing with one chance, else an exponential time of a mean: the wait for a free server.
  public init(waitChance: Double, mean: Double) {
    guard waitChance > 0, mean > 0 else {
      self.init(constant: 0)
      return
    }
    let chance = min(1, waitChance)
    var pieces = [Piece(mass: 1 - chance, mean: 0, variance: 0)].filter { $0.mass > 0 }
    for cell in PieceLimit.exponentialCells {
      pieces.append(
        Piece(mass: cell.mass * chance, mean: cell.mean * mean, variance: cell.variance * mean * mean))
    }
    self.init(pieces: pieces)
  }

  /// The only time, where there is but one.
  public var constant: Double? {
    guard pieces.count == 1, let only = pieces.first, only.variance == 0 else { return nil }
    return only.mean
  }

  public var mean: Double { pieces.reduce(0) { $0 + $1.mass * $1.mean } }

  public var variance: Double {
    let mean = mean
    return pieces.reduce(0) { $0 + $1.mass * ($1.variance + ($1.mean - mean) * ($1.mean - mean)) }
  }

  /// The times within which shares of the requests are done.
  public func quantiles(_ shares: [Double]) -> [Double] {
    let quantiles = DistributionQuantiles(self)
    return shares.map { quantiles.quantile($0) }
  }

  public func quantile(_ share: Double) -> Double { DistributionQuantiles(self).quantile(share) }

  /// The ends of all pieces, ascending, each once; none is below zero.
  var edges: [Double] {
    var edges: [Double] = []
    edges.reserveCapacity(2 * pieces.count)
    for piece in pieces {
      edges.append(max(0, piece.low))
      if piece.variance > 0 { edges.append(piece.high) }
    }
    return Self.sortedUnique(edges)
  }

  static func sortedUnique(_ values: [Double]) -> [Double] {
    var result: [Double] = []
    for value in values.sorted() where result.last != value { result.append(value) }
    return result
  }
}

/// The times within which shares of the requests are done, of one distribution: its curve is drawn once for all shares.
struct DistributionQuantiles {
  /// The only time, where there is but one.
  private let constant: Double?
  private let edges: [Double]
  private let curve: [DistributionCurve.Value]

  init(_ distribution: Distribution) {
    constant = distribution.constant
    edges = constant == nil ? distribution.edges : []
    curve = constant == nil ? DistributionCurve(distribution).values(at: edges) : []
  }

  /// The curve is a straight line between edges and may jump at one.
  func quantile(_ share: Double) -> Double {
    if let constant { return constant }
    // What rounding took from the sum of the masses must not move a share beyond a jump.
    let share = share - 1e-12
    var low = 0
    var high = edges.count - 1
    while low < high {
      let middle = (low + high) / 2
      if curve[middle].at >= share { high = middle } else { low = middle + 1 }
    }
    guard low > 0, curve[low].before >= share else { return edges[low] }
    let start = curve[low - 1].at
    let rise = curve[low].before - start
    guard rise > 0 else { return edges[low] }
    let part = min(1, max(0, (share - start) / rise))
    return edges[low - 1] + part * (edges[low] - edges[low - 1])
  }
}

/// The share of requests that is done by a time, of one distribution.
struct DistributionCurve {
  struct Value {
    /// Without what takes exactly this long.
    var before: Double
    /// With it.
    var at: Double
  }

  private let pieces: [Distribution.Piece]

  init(_ distribution: Distribution) {
    pieces = distribution.pieces.sorted { $0.low < $1.low }
  }

  /// The values at ascending times: one sweep over the pieces, of which few are open at a time.
  func values(at times: [Double]) -> [Value] {
    var result: [Value] = []
    result.reserveCapacity(times.count)
    var done = 0.0
    var next = 0
    var open: [Int] = []
    for time in times {
      var points = 0.0
      while next < pieces.count, pieces[next].low <= time {
        let piece = pieces[next]
        if piece.variance > 0 {
          open.append(next)
        } else if piece.mean == time {
          points += piece.mass
        } else {
          done += piece.mass
        }
        next += 1
      }
      var partial = 0.0
      var kept = 0
      for index in open {
        let piece = pieces[index]
        if piece.high <= time {
          done += piece.mass
          continue
        }
        partial += piece.mass * (time - piece.low) / (2 * piece.halfWidth)
        open[kept] = index
        kept += 1
      }
      open.removeSubrange(kept...)
      let before = min(1, done + partial)
      result.append(Value(before: before, at: min(1, before + points)))
      done += points
    }
    return result
  }
}
