import ArchModel

/// Load that comes back: x = b + M x for the elements of a strongly connected component, where b is what arrives from
/// elsewhere and M what each sends to each.
///
/// The system has a finite solution for every b exactly where the spectral radius of M is below one, and that is where
/// elimination without exchange of rows meets positive pivots only, as I − M is then a nonsingular M-matrix (A. Berman,
/// R. J. Plemmons, "Nonnegative Matrices in the Mathematical Sciences", 1994, theorem 6.2.3).
enum LoadCycle {
  /// Up to so many elements are solved by elimination, which takes their number cubed.
  static let denseLimit = 160
  /// Larger components are iterated over, at most so many steps over edges in all.
  static let stepLimit = 20_000_000

  enum Outcome {
    case solved([Double])
    /// The load grows on every turn.
    case grows
    /// The iteration did not settle.
    case unsettled
  }

  /// - Parameters:
  ///   - arriving: b.
  ///   - edges: the entries of M, by position among the elements: what arrives at `to` for each request at `from`.
  static func solve(arriving: [Double], edges: [(from: Int, to: Int, factor: Double)]) -> Outcome {
    arriving.count <= denseLimit ? eliminate(arriving, edges) : iterate(arriving, edges)
  }

  /// A pivot below this counts as none: the gain is one but for rounding.
  private static let leastPivot = 1e-12

  private static func eliminate(_ arriving: [Double], _ edges: [(from: Int, to: Int, factor: Double)]) -> Outcome {
    let count = arriving.count
    var matrix = [Double](repeating: 0, count: count * count)
    for index in 0..<count { matrix[index * count + index] = 1 }
    for edge in edges { matrix[edge.to * count + edge.from] -= edge.factor }
    var right = arriving
    for pivot in 0..<count {
      let value = matrix[pivot * count + pivot]
      guard value > leastPivot else { return .grows }
      for row in (pivot + 1)..<max(count, pivot + 1) {
        let factor = matrix[row * count + pivot] / value
        guard factor != 0 else { continue }
        for column in pivot..<count { matrix[row * count + column] -= factor * matrix[pivot * count + column] }
        right[row] -= factor * right[pivot]
      }
    }
    for row in (0..<count).reversed() {
      var value = right[row]
      for column in (row + 1)..<max(count, row + 1) { value -= matrix[row * count + column] * right[column] }
      right[row] = value / matrix[row * count + row]
      guard right[row].isFinite else { return .unsettled }
    }
    return .solved(right.map { max(0, $0) })
  }

  /// Gauss–Seidel; the load grows where every element of a positive vector is sent on at least in full (Collatz and
  /// Wielandt's lower bound of the spectral radius).
  private static func iterate(_ arriving: [Double], _ edges: [(from: Int, to: Int, factor: Double)]) -> Outcome {
    let count = arriving.count
    var starts = [Int](repeating: 0, count: count + 1)
    for edge in edges { starts[edge.to + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var into = [(from: Int, factor: Double)](repeating: (0, 0), count: edges.count)
    for edge in edges {
      into[next[edge.to]] = (edge.from, edge.factor)
      next[edge.to] += 1
    }
    var load = arriving
    let rounds = min(10_000, max(2, stepLimit / max(1, edges.count + count)))
    for round in 0..<rounds {
      var change = 0.0
      var largest = 0.0
      for element in 0..<count {
        var own = 0.0
        var sum = arriving[element]
        for entry in into[starts[element]..<starts[element + 1]] {
          if entry.from == element { own += entry.factor } else { sum += entry.factor * load[entry.from] }
        }
        guard own < 1 - leastPivot else { return .grows }
        let value = sum / (1 - own)
        guard value.isFinite else { return .grows }
        change = max(change, abs(value - load[element]))
        largest = max(largest, value)
        load[element] = value
      }
      if change <= largest * 1e-14 { return .solved(load) }
      if round % 50 == 49, growsSurely(load, into, starts) { return .grows }
    }
    return growsSurely(load, into, starts) ? .grows : .unsettled
  }

  private static func growsSurely(_ load: [Double], _ into: [(from: Int, factor: Double)], _ starts: [Int]) -> Bool {
    load.indices.allSatisfy { element in
      guard load[element] > 0 else { return false }
      let sent = into[starts[element]..<starts[element + 1]].reduce(0) { $0 + $1.factor * load[$1.from] }
      return sent >= load[element] * (1 - 1e-12)
    }
  }
}

extension LoadRun {
  /// Puts the solution of x = b + M x in place of what the elements carry.
  func solve(_ members: [Int32], _ lists: [[Edge]], _ carried: inout Carried) {
    var positions: [Int32: Int] = [:]
    for (position, member) in members.enumerated() { positions[member] = position }
    // A flow that steps out of some of them may never come to others: these stay unreached.
    let isReached = reached(members, lists, positions, carried)
    var edges: [(from: Int, to: Int, factor: Double)] = []
    var unknown = Amount.nothing
    for (position, list) in lists.enumerated() where isReached[position] {
      for edge in list where !edge.isReplication {
        guard let target = positions[edge.target], !isFailed[Int(edge.target)] else { continue }
        if edge.factor.isUnknown { unknown = table.sum(unknown, edge.factor) }
        edges.append((position, target, edge.factor.value))
      }
    }
    for member in members where carried.all[Int(member)].isUnknown {
      unknown = table.sum(unknown, carried.all[Int(member)])
    }
    if edges.isEmpty { return }
    func assign(_ amount: Amount) {
      for (position, member) in members.enumerated() where isReached[position] { carried.all[Int(member)] = amount }
    }
    if unknown.isUnknown { return assign(unknown) }
    let arriving = members.map { carried.all[Int($0)].value }
    if arriving.allSatisfy({ $0 == 0 }) { return assign(.zero) }
    switch LoadCycle.solve(arriving: arriving, edges: edges) {
    case .solved(let loads):
      for (position, load) in loads.enumerated() where isReached[position] {
        carried.all[Int(members[position])] = Amount(load)
      }
    case .grows: assign(overload(members, lists, positions))
    case .unsettled:
      assign(table.amount(Missing(reason: "the cycle of \(names(members)) is too large, its load did not settle")))
    }
  }

  /// By position, whether anything comes to an element: from elsewhere, or from one of the others.
  private func reached(
    _ members: [Int32], _ lists: [[Edge]], _ positions: [Int32: Int], _ carried: Carried
  ) -> [Bool] {
    var result = members.map { !carried.all[Int($0)].isNothing }
    var waiting = result.indices.filter { result[$0] }
    while let position = waiting.popLast() {
      for edge in lists[position] where !edge.isReplication && !isFailed[Int(edge.target)] {
        guard let target = positions[edge.target], !result[target] else { continue }
        result[target] = true
        waiting.append(target)
      }
    }
    return result
  }

  /// Notes the synchronous cycles that grow, and gives the reason.
  private func overload(_ members: [Int32], _ lists: [[Edge]], _ positions: [Int32: Int]) -> Amount {
    var edges: [(from: Int, to: Int, factor: Double)] = []
    for (position, list) in lists.enumerated() {
      for edge in list where edge.relation < 0 || graph.isSynchronous[Int(edge.relation)] {
        guard let target = positions[edge.target], !isFailed[Int(edge.target)], !edge.isReplication else { continue }
        edges.append((position, target, edge.factor.value))
      }
    }
    let strong = StronglyConnected(
      Digraph(vertexCount: members.count, edges: edges.filter { $0.factor > 0 }.map { ($0.from, $0.to) }))
    var placeInside = [Int](repeating: 0, count: members.count)
    for inside in strong.components {
      for (place, vertex) in inside.enumerated() { placeInside[vertex] = place }
    }
    var edgesOf = [[(from: Int, to: Int, factor: Double)]](repeating: [], count: strong.components.count)
    for edge in edges where strong.componentOf[edge.from] == strong.componentOf[edge.to] {
      edgesOf[strong.componentOf[edge.from]].append((placeInside[edge.from], placeInside[edge.to], edge.factor))
    }
    var cycles: [[ElementID]] = []
    for (inside, mapped) in zip(strong.components, edgesOf) where !mapped.isEmpty {
      if case .grows = LoadCycle.solve(arriving: inside.map { _ in 1 }, edges: mapped) {
        cycles.append(inside.map { ElementID(Int(members[$0])) })
      }
    }
    cycles.sort { ($0.first?.index ?? 0) < ($1.first?.index ?? 0) }
    for cycle in cycles where !overloadedCycles.contains(cycle) { overloadedCycles.append(cycle) }
    let kind = cycles.isEmpty ? "messages of the loop" : "synchronous calls of the cycle"
    let parts = cycles.first.map { $0.map { $0.index } } ?? members
    return table.amount(
      Missing(
        reason:
          "the \(kind) \(names(parts)) come back at least as often as they are made, so their load has no end"))
  }

  /// The first names, for a message.
  private func names(_ members: [Int32]) -> String {
    let shown = members.prefix(5).map { graph.model.shortName(ElementID(Int($0))) }
    return shown.joined(separator: ", ") + (members.count > shown.count ? " and others" : "")
  }
}
