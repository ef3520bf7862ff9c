/// The load of a `RandomWorkload`, computed from its numbers by other means than the compiler's: one dense linear system a
/// flow, and dice.
public struct WorkloadOracle {
  private let system: RandomWorkload

  public init(_ system: RandomWorkload) {
    self.system = system
  }

  public struct Load {
    /// Requests a second, by part and by link; nil where there is no finite load.
    public var parts: [Double?]
    public var links: [Double?]
    /// Whether a source reaches it.
    public var isReached: [Bool]
  }

  /// Where a request of a source goes from each part: positions of links.
  private enum Source {
    case flow(RandomWorkload.Flow)
    case client(Int)
  }

  private func ways(from part: Int, _ source: Source) -> [Int] {
    let own = system.links.indices.filter { system.links[$0].from == part }
    switch source {
    case .client: return system.parts[part].kind == .external ? [] : own
    case .flow(let flow):
      let steps = flow.steps.filter { system.links[$0].from == part }
      if steps.contains(where: { !system.links[$0].isMessage }) {
        let caches = Set(steps.map { system.links[$0].to })
        let misses = own.filter { link in
          !flow.steps.contains(link) && system.links[link].onMiss.map { caches.contains($0) } ?? false
        }
        return steps + misses
      }
      if system.parts[part].kind == .client || system.parts[part].kind == .external { return steps }
      return own
    }
  }

  /// Calls over a link for each request of its source.
  private func factor(_ index: Int) -> Double {
    let link = system.links[index]
    var result = Double(link.calls) * Double(link.share) / 100
    if let cache = link.onMiss { result *= 1 - Double(system.parts[cache].hitRate) / 100 }
    if system.parts[link.from].kind == .cache { result *= 1 - Double(system.parts[link.from].hitRate) / 100 }
    return result
  }

  private func sources(isPeak: Bool) -> [(source: Source, start: Int, rate: Double)] {
    var result: [(source: Source, start: Int, rate: Double)] = system.flows.compactMap { flow in
      flow.steps.first.map { (.flow(flow), system.links[$0].from, Double(isPeak ? flow.peak : flow.rate)) }
    }
    for (index, part) in system.parts.enumerated() {
      if let load = part.load { result.append((.client(index), index, Double(isPeak ? 3 * load : load))) }
    }
    return result
  }

  /// Solves x = b + M x for each source by elimination with pivoting, and adds up.
  public func load(isPeak: Bool) -> Load {
    let count = system.parts.count
    var result = Load(
      parts: [Double?](repeating: 0, count: count), links: [Double?](repeating: 0, count: system.links.count),
      isReached: [Bool](repeating: false, count: count))
    for (source, start, rate) in sources(isPeak: isPeak) {
      var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
      var reached: Set<Int> = [start]
      var open = [start]
      while let part = open.popLast() {
        for way in ways(from: part, source) {
          matrix[system.links[way].to][part] += factor(way)
          if reached.insert(system.links[way].to).inserted { open.append(system.links[way].to) }
        }
      }
      for part in reached { result.isReached[part] = true }
      var right = [Double](repeating: 0, count: count)
      right[start] = rate
      let solution = Self.solve(matrix, right)
      // Where there is no solution, what a cycle sends round has no load, nor has what it leads to.
      let isEndless = solution == nil || solution?.contains { $0 < -1e-9 * max(1, rate) } == true
      let loads =
        isEndless && rate > 0 ? Self.turns(matrix, right) : right.indices.map { max(0, solution?[$0] ?? 0) }
      for part in reached {
        result.parts[part] = Self.sum(result.parts[part], loads[part])
        for way in ways(from: part, source) {
          result.links[way] = Self.sum(result.links[way], loads[part].map { $0 * factor(way) })
        }
      }
    }
    return result
  }

  private static func sum(_ a: Double?, _ b: Double?) -> Double? {
    if let a, let b { return a + b }
    return nil
  }

  /// x = b + M b + M² b + …, with nil for what still grows after many turns.
  private static func turns(_ matrix: [[Double]], _ right: [Double]) -> [Double?] {
    var sum = right
    var last = right
    var early = right
    for turn in 0..<6_000 {
      last = matrix.map { row in zip(row, last).reduce(0) { $0 + $1.0 * $1.1 } }
      if turn == 3_000 { early = sum }
      sum = zip(sum, last).map { min($0 + $1, 1e200) }
      last = last.map { min($0, 1e200) }
    }
    return zip(sum, early).map { $0 > 1e100 || $0 > $1 * (1 + 1e-9) ? nil : $0 }
  }

  /// Gauss–Jordan elimination of I − M with row exchange; nil where it is singular.
  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let count = right.count
    var rows = (0..<count).map { row in
      (0..<count).map { (row == $0 ? 1 : 0) - matrix[row][$0] } + [right[row]]
    }
    for column in 0..<count {
      guard let pivot = (column..<count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[pivot][column]) > 1e-10
      else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<count where row != column {
        let factor = rows[row][column] / rows[column][column]
        guard factor != 0 else { continue }
        for place in column...count { rows[row][place] -= factor * rows[column][place] }
      }
    }
    return (0..<count).map { rows[$0][count] / rows[$0][$0] }
  }

  /// Requests at each part for one of a flow, on average and with its standard error, from so many walks; nil where a walk
  /// did not end.
  public func walks(of flow: RandomWorkload.Flow, count: Int, random: inout SeededRandom) -> [(
    mean: Double, error: Double
  )]? {
    guard let first = flow.steps.first else { return nil }
    let source = Source.flow(flow)
    let ways = system.parts.indices.map { self.ways(from: $0, source) }
    var sums = [Double](repeating: 0, count: system.parts.count)
    var squares = sums
    for _ in 0..<count {
      var visits = [Int](repeating: 0, count: system.parts.count)
      var open = [system.links[first].from]
      var total = 0
      while let part = open.popLast() {
        visits[part] += 1
        total += 1
        guard total < 20_000 else { return nil }
        for way in ways[part] {
          let link = system.links[way]
          guard random.below(100) < link.share else { continue }
          for _ in 0..<link.calls {
            if let cache = link.onMiss, random.below(100) < system.parts[cache].hitRate { continue }
            if system.parts[part].kind == .cache, random.below(100) < system.parts[part].hitRate { continue }
            open.append(link.to)
          }
        }
      }
      for (index, visit) in visits.enumerated() {
        sums[index] += Double(visit)
        squares[index] += Double(visit) * Double(visit)
      }
    }
    let number = Double(count)
    return sums.indices.map { index in
      let mean = sums[index] / number
      let variance = max(0, squares[index] / number - mean * mean)
      return (mean, (variance / number).squareRoot())
    }
  }
}
