/// Sums, maxima, mixtures, repetitions and caps of independent times.
extension Distribution {
  /// One after the other. The terms are joined pairwise, like a tournament, so that rounding grows with the logarithm
  /// of their number.
  public static func sum(_ terms: [Distribution]) -> Distribution {
    var shift = 0.0
    var round: [Distribution] = []
    for term in terms {
      if let constant = term.constant { shift += constant } else { round.append(term) }
    }
    while round.count > 1 {
      var next: [Distribution] = []
      next.reserveCapacity((round.count + 1) / 2)
      for index in stride(from: 0, to: round.count - 1, by: 2) { next.append(round[index].adding(round[index + 1])) }
      if round.count % 2 == 1, let last = round.last { next.append(last) }
      round = next
    }
    guard let only = round.first else { return Distribution(constant: shift) }
    return only.shifted(by: shift)
  }

  func shifted(by seconds: Double) -> Distribution {
    guard seconds != 0 else { return self }
    return Distribution(
      pieces: pieces.map { Piece(mass: $0.mass, mean: $0.mean + seconds, variance: $0.variance) })
  }

  /// So many times one after the other; between whole numbers a mixture of the two beside it.
  ///
  /// By repeated doubling, so that a million times take some forty sums.
  public func repeated(_ count: Double) -> Distribution {
    guard count.isFinite, count > 0 else { return Distribution(constant: 0) }
    if let constant { return Distribution(constant: constant * count) }
    let whole = min(count.rounded(.down), 1e15)
    let fraction = min(max(0, count - whole), 1)
    let times = whole < 1 ? Distribution(constant: 0) : power(Int(whole))
    guard fraction > 0 else { return times }
    return Self.mixture([(1 - fraction, times), (fraction, Self.sum([times, self]))])
  }

  private func power(_ count: Int) -> Distribution {
    var rest = count
    var square = self
    var result: Distribution?
    while rest > 0 {
      if rest & 1 == 1 { result = result.map { Self.sum([$0, square]) } ?? square }
      rest >>= 1
      if rest > 0 { square = square.adding(square) }
    }
    return result ?? Distribution(constant: 0)
  }

  /// The slowest of so many at once that are alike.
  public func slowest(of count: Double) -> Distribution {
    guard count.isFinite, count > 1 else { return self }
    let edges = edges
    let curve = DistributionCurve(self).values(at: edges).map {
      DistributionCurve.Value(
        before: Mathematics.power($0.before, count), at: Mathematics.power($0.at, count))
    }
    return Self.of(curve, at: edges)
  }

  /// The slowest of several at once.
  public static func maximum(_ branches: [Distribution]) -> Distribution {
    let fixed = branches.compactMap(\.constant).max()
    var result: Distribution?
    for branch in branches where branch.constant == nil {
      result = result.map { $0.maximum(branch) } ?? branch
    }
    guard let result else { return Distribution(constant: fixed ?? 0) }
    guard let fixed, fixed > 0 else { return result }
    return result.maximum(Distribution(constant: fixed))
  }

  private func maximum(_ other: Distribution) -> Distribution {
    let edges = Self.sortedUnique(edges + other.edges)
    let first = DistributionCurve(self).values(at: edges)
    let second = DistributionCurve(other).values(at: edges)
    return Self.of(
      zip(first, second).map { DistributionCurve.Value(before: $0.before * $1.before, at: $0.at * $1.at) }, at: edges)
  }

  /// The distribution of a curve that is straight between the edges.
  private static func of(_ curve: [DistributionCurve.Value], at edges: [Double]) -> Distribution {
    var pieces: [Piece] = []
    var reached = 0.0
    for (index, edge) in edges.enumerated() {
      if index > 0, curve[index].before > reached {
        let width = edge - edges[index - 1]
        pieces.append(
          Piece(mass: curve[index].before - reached, mean: edge - width / 2, variance: width * width / 12))
        reached = curve[index].before
      }
      if curve[index].at > reached {
        pieces.append(Piece(mass: curve[index].at - reached, mean: edge, variance: 0))
        reached = curve[index].at
      }
    }
    return joined(pieces)
  }

  /// One of several, by their shares, which add up to one.
  public static func mixture(_ branches: [(share: Double, time: Distribution)]) -> Distribution {
    var pieces: [Piece] = []
    for branch in branches where branch.share > 0 {
      for piece in branch.time.pieces {
        pieces.append(Piece(mass: piece.mass * branch.share, mean: piece.mean, variance: piece.variance))
      }
    }
    pieces.sort { $0.mean < $1.mean }
    return joined(pieces)
  }

  /// No longer than a limit, as a caller with a timeout sees it.
  public func capped(at limit: Double) -> Distribution {
    guard limit.isFinite, limit >= 0, pieces.contains(where: { $0.high > limit }) else { return self }
    var kept: [Piece] = []
    var cut = 0.0
    for piece in pieces {
      if piece.high <= limit {
        kept.append(piece)
      } else if piece.low >= limit {
        cut += piece.mass
      } else {
        // A wide piece may reach below zero, where no time is.
        let width = limit - max(0, piece.low)
        let part = (limit - piece.low) / (2 * piece.halfWidth)
        kept.append(
          Piece(mass: piece.mass * part, mean: limit - width / 2, variance: width * width / 12))
        cut += piece.mass * (1 - part)
      }
    }
    kept.sort { $0.mean < $1.mean }
    if cut > 0 { kept.append(Piece(mass: cut, mean: limit, variance: 0)) }
    return Self.joined(kept)
  }

  /// Joins neighbours until pieces are as few as `PieceLimit` allows. Takes pieces in ascending order of their means.
  static func joined(_ pieces: [Piece]) -> Distribution {
    let total = pieces.reduce(0) { $0 + $1.mass }
    guard total > 0 else { return Distribution(constant: 0) }
    var result: [Piece] = []
    var below = 0.0
    var open: Piece?
    var start = 0.0
    for piece in pieces where piece.mass > 0 {
      guard let group = open else {
        open = piece
        start = piece.mean
        continue
      }
      let limit = PieceLimit.mass(below: below / total, above: max(0, 1 - below / total)) * total
      // Across a gap nothing is joined: between a hit and a miss of a cache there is no time that anything takes.
      let isGap = piece.mean > group.mean * 1.1 && piece.low > group.high * 1.05
      // Where a mode begins, as behind the hits of a cache, little mass may span a long time.
      let isWide = piece.mean > start * 1.25 && group.mass > total * 1e-5
      if group.mass + piece.mass > limit || isGap || isWide {
        result.append(group)
        below += group.mass
        open = piece
        start = piece.mean
      } else {
        open = group.joined(piece)
      }
    }
    if let open { result.append(open) }
    return Distribution(
      pieces: result.map { Piece(mass: $0.mass / total, mean: $0.mean, variance: $0.variance) })
  }
}

extension Distribution.Piece {
  func joined(_ other: Self) -> Self {
    let mass = mass + other.mass
    let apart = other.mean - mean
    let part = other.mass / mass
    let spread = variance * (1 - part) + other.variance * part + apart * apart * part * (1 - part)
    return Self(mass: mass, mean: mean + apart * part, variance: spread)
  }
}
