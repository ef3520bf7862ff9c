import ArchModel

/// What remains of a flow when some of its parts are out of order, computed from these parts upwards: only what needs
/// them is looked at, in the order in which parts need one another. A circle of parts works unless something it needs
/// fails.
struct ServiceEvaluation: Sendable {
  let graph: FlowGraph
  /// The parts that need one another, those that need nobody first.
  private let circles: [[Int]]
  private let circleOf: [Int]
  /// By vertex: those that need it, in whatever way but afterwards.
  private let dependents: Digraph
  private let needs: Digraph
  /// The vertices by element, so that a few of them are found without a look at all.
  private let places: [(element: Int32, vertex: Int32)]
  /// By vertex: whether it makes part of a circle.
  private let isCircular: [Bool]
  private let inputs: Inputs

  /// What is out of order, by element.
  struct Disorder: Sendable {
    var parts: [Int32: ServiceShare] = [:]
    /// What remains of stores for what needs their primary.
    var primaries: [Int32: ServiceShare] = [:]
    /// What is missing to decide whether a part carries its load.
    var missing: [Int32: Missing] = [:]
  }

  /// What comes of it.
  struct Result: Sendable {
    var share = ServiceShare.all
    /// Whether the request path touches anything that is out of order.
    var isTouched = false
    /// Whether only what happens afterwards does.
    var isDelayed = false
    var missing = Missing()
    /// The way from a start to what is out of order: relations, or -1 for a host or boundary, and the parts they lead
    /// to.
    var path: [(relation: Int32, element: Int32)] = []
    /// The element that starts the way.
    var start: Int32 = -1
  }

  init(_ graph: FlowGraph, _ inputs: Inputs) {
    self.graph = graph
    self.inputs = inputs
    var edges: [(source: Int, target: Int)] = []
    // What can be done without makes no circle, but its caller is touched by it.
    var choices: [(source: Int, target: Int)] = []
    edges.reserveCapacity(graph.clauses.count)
    for vertex in graph.parts.indices {
      for clause in graph.clauses(of: vertex) where clause.form != .later && clause.form != .spread {
        if clause.form == .quorum {
          for member in graph.members(of: clause) { edges.append((vertex, Int(member))) }
          continue
        }
        if clause.form == .optional {
          choices.append((vertex, Int(clause.target)))
          continue
        }
        edges.append((vertex, Int(clause.target)))
        if clause.alternative >= 0 { edges.append((vertex, Int(clause.alternative))) }
        if clause.cache >= 0, Int(clause.cache) != vertex { edges.append((vertex, Int(clause.cache))) }
      }
    }
    let needs = Digraph(vertexCount: graph.parts.count, edges: edges)
    self.needs = needs
    let strong = StronglyConnected(needs)
    circles = strong.components
    circleOf = strong.componentOf
    isCircular = graph.parts.indices.map { vertex in
      strong.components[strong.componentOf[vertex]].count > 1 || needs.successors(vertex).contains(vertex)
    }
    places = graph.parts.indices.map { (graph.parts[$0], Int32(truncatingIfNeeded: $0)) }
      .sorted { $0.element < $1.element }
    dependents = Digraph(
      vertexCount: graph.parts.count, edges: (edges + choices).map { (source: $0.target, target: $0.source) })
  }

  /// What remains of the flow.
  func result(_ disorder: Disorder) -> Result {
    var result = Result()
    let elements = Set(disorder.parts.keys).union(disorder.primaries.keys).sorted()
    let changed = elements.compactMap(vertex).filter { graph.counts[$0] }
    guard !changed.isEmpty else { return result }
    var state = EvaluationState(disorder)
    for vertex in affected(by: changed) where state.shares[vertex] == nil {
      if isCircular[vertex] {
        settle(circles[circleOf[vertex]], &state)
      } else {
        state.shares[vertex] = share(of: vertex, &state)
      }
    }
    var isReached = false
    for start in graph.starts {
      if let share = state.shares[Int(start)] {
        isReached = true
        result.share = result.share.and(share)
      }
    }
    result.isTouched = isReached
    result.isDelayed = !isReached
    if isReached {
      if !result.share.isKnown { result.missing = state.missing }
      (result.start, result.path) = path(state, disorder, isCertain: true)
      if result.start < 0 { (result.start, result.path) = path(state, disorder, isCertain: false) }
    }
    return result
  }

  /// All that needs what changed, in the order in which it can be computed.
  private func affected(by changed: [Int]) -> [Int] {
    var seen = Set(changed)
    var queue = changed
    var position = 0
    while position < queue.count {
      for dependent in dependents.successors(queue[position]) where seen.insert(dependent).inserted {
        queue.append(dependent)
      }
      position += 1
    }
    return queue.sorted { (circleOf[$0], $0) < (circleOf[$1], $1) }
  }

  private func vertex(of element: Int32) -> Int? {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].element < element { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low].element == element ? Int(places[low].vertex) : nil
  }
}

/// What is known so far, by vertex; what is not there serves all requests.
struct EvaluationState: Sendable {
  let disorder: ServiceEvaluation.Disorder
  var shares: [Int: ServiceShare] = [:]
  var missing = Missing()

  init(_ disorder: ServiceEvaluation.Disorder) {
    self.disorder = disorder
  }

  func share(of vertex: Int32) -> ServiceShare { shares[Int(vertex)] ?? .all }
}

// MARK: One part

extension ServiceEvaluation {
  private func share(of vertex: Int, _ state: inout EvaluationState) -> ServiceShare {
    let element = graph.parts[vertex]
    var result = ServiceShare.all
    if graph.counts[vertex], let own = state.disorder.parts[element] {
      result = own
      if !own.isKnown, let missing = state.disorder.missing[element] { state.missing = state.missing.union(missing) }
    }
    if result.high == 0 { return .none }
    // The alternatives of a place exclude one another: what fails in each of them adds up.
    var branches: [Int32: ServiceShare] = [:]
    var order: [Int32] = []
    for clause in graph.clauses(of: vertex) {
      let share = share(of: clause, at: vertex, &state)
      if clause.block >= 0 {
        if branches[clause.block] == nil { order.append(clause.block) }
        branches[clause.block] = (branches[clause.block] ?? .all).and(share)
      } else {
        result = result.and(share)
      }
    }
    guard !order.isEmpty else { return result }
    var losses: [Int32: (low: Double, high: Double)] = [:]
    var groups: [Int32] = []
    for block in order {
      guard let branch = branches[block] else { continue }
      let group = graph.groups[Int(block)]
      let stated = graph.shares[Int(block)]
      if stated == nil, branch.low < 1 {
        state.missing = state.missing.union(Missing(.element(graph.blocks[Int(block)]), .share))
      }
      if losses[group] == nil { groups.append(group) }
      var loss = losses[group] ?? (0, 0)
      loss.low += (stated ?? 0) * (1 - branch.high)
      loss.high += (stated ?? 1) * (1 - branch.low)
      losses[group] = loss
    }
    for group in groups {
      guard let loss = losses[group] else { continue }
      result = result.and(ServiceShare(1 - min(1, loss.high), 1 - min(1, loss.low)))
    }
    return result
  }

  private func share(of clause: DependencyClause, at vertex: Int, _ state: inout EvaluationState) -> ServiceShare {
    var result: ServiceShare
    switch clause.form {
    case .optional, .later, .spread: return .all
    case .required: result = target(clause.target, clause.needsPrimary, state)
    case .either:
      result = target(clause.target, clause.needsPrimary, state).or(target(clause.alternative, true, state))
    case .quorum:
      let shares = graph.members(of: clause).map { state.share(of: $0) }
      let place = Int(clause.needed) - 1
      guard place < shares.count else { return .none }
      let lows = shares.map(\.low).sorted(by: >)
      let highs = shares.map(\.high).sorted(by: >)
      result = ServiceShare(lows[max(0, place)], highs[max(0, place)])
    }
    if clause.cache >= 0, result.low < 1 {
      let cache = Int(clause.cache) == vertex ? .all : state.share(of: clause.cache)
      let stated = inputs[ElementID(Int(graph.parts[Int(clause.cache)])), .hitRate]?.value
      if stated == nil, cache.high > 0 {
        let element = ElementID(Int(graph.parts[Int(clause.cache)]))
        state.missing = state.missing.union(Missing(.element(element), .hitRate))
      }
      let hits = min(1, max(0, stated ?? 0))
      result = result.or(cache.and(ServiceShare(hits, stated == nil ? 1 : hits)))
    }
    return result.weighted(clause.weight, clause.weight)
  }

  private func target(_ vertex: Int32, _ needsPrimary: Bool, _ state: EvaluationState) -> ServiceShare {
    let share = state.share(of: vertex)
    guard needsPrimary, let primary = state.disorder.primaries[graph.parts[Int(vertex)]] else { return share }
    return share.and(primary)
  }

  /// A circle: from "all of them work" downwards until nothing changes, which says who serves at all; then how much.
  private func settle(_ members: [Int], _ state: inout EvaluationState) {
    for member in members { state.shares[member] = .all }
    var own: [Int: ServiceShare] = [:]
    var queue = members
    var position = 0
    // Each member falls at most twice, for its low and its high share.
    while position < queue.count {
      let member = queue[position]
      position += 1
      let before = state.shares[member] ?? .all
      let value = share(of: member, &state)
      own[member] = value
      let after = ServiceShare(min(before.low, value.low > 0 ? 1 : 0), min(before.high, value.high > 0 ? 1 : 0))
      guard after != before else { continue }
      state.shares[member] = after
      for dependent in dependents.successors(member) where circleOf[dependent] == circleOf[member] {
        queue.append(dependent)
      }
    }
    let isPartial = members.contains { member in
      let value = own[member] ?? .all
      return value.low > 0 && value.low < 1 || value.high > 0 && value.high < 1
    }
    guard isPartial else { return }
    guard members.count <= Self.circleLimit else {
      // Between none of what is left and all of it.
      for member in members {
        guard let served = state.shares[member], served.high > 0 else { continue }
        state.shares[member] = ServiceShare(0, served.high)
      }
      let reason = "\(members.count) parts that need one another are too many to compute a share"
      state.missing = state.missing.union(Missing(reason: reason))
      return
    }
    var result: [Int: ServiceShare] = [:]
    for member in members {
      var walk = state
      share(inCircle: member, &walk)
      result[member] = walk.shares[member]
      state.missing = state.missing.union(walk.missing)
    }
    for member in members { state.shares[member] = result[member] }
  }

  /// Circles of more parts have no exact share.
  private static let circleLimit = 200

  /// What a part of a circle serves: those it needs first, each once; a way that comes back to itself asks no more of it.
  private func share(inCircle first: Int, _ state: inout EvaluationState) {
    var seen: Set<Int> = [first]
    var stack: [(vertex: Int, next: Int)] = [(first, 0)]
    while let (vertex, next) = stack.last {
      let targets = needs.successors(vertex)
      if next < targets.count {
        stack[stack.count - 1].next += 1
        let target = targets[next]
        if circleOf[target] == circleOf[first], state.shares[target]?.high ?? 1 > 0, seen.insert(target).inserted {
          stack.append((target, 0))
        }
      } else {
        if state.shares[vertex]?.high ?? 1 > 0 { state.shares[vertex] = share(of: vertex, &state) }
        stack.removeLast()
      }
    }
  }
}

// MARK: The way to what is out of order

extension ServiceEvaluation {
  /// The shortest way from a start over parts that serve less, else over whatever touches what is out of order.
  ///
  /// - Parameter isCertain: whether it has to lead to what is out of order for sure, not to what may be.
  private func path(
    _ state: EvaluationState, _ disorder: Disorder, isCertain: Bool
  ) -> (start: Int32, path: [(relation: Int32, element: Int32)]) {
    let isLost = !(graph.starts.allSatisfy { (state.shares[Int($0)] ?? .all) == .all })
    func isOnWay(_ vertex: Int) -> Bool {
      guard let share = state.shares[vertex] else { return false }
      return isLost ? share != .all : true
    }
    func isGoal(_ vertex: Int) -> Bool {
      for share in [disorder.parts[graph.parts[vertex]], disorder.primaries[graph.parts[vertex]]] {
        if let share, share.high < 1 || !isCertain { return true }
      }
      return false
    }
    var cameFrom: [Int: (vertex: Int, relation: Int32)] = [:]
    var queue: [Int] = []
    var seen: Set<Int> = []
    func visit(_ vertex: Int) -> Bool { seen.insert(vertex).inserted }
    for start in graph.starts.map(Int.init) where isOnWay(start) && visit(start) { queue.append(start) }
    var position = 0
    while position < queue.count {
      let vertex = queue[position]
      position += 1
      if isGoal(vertex), graph.counts[vertex] {
        var steps: [(relation: Int32, element: Int32)] = []
        var current = vertex
        while let (previous, relation) = cameFrom[current] {
          steps.append((relation, graph.parts[current]))
          current = previous
        }
        return (graph.parts[current], steps.reversed())
      }
      for clause in graph.clauses(of: vertex) where clause.form != .later && clause.form != .spread {
        if isLost, clause.form == .optional { continue }
        var next = clause.form == .quorum ? graph.members(of: clause).map(Int.init) : [Int(clause.target)]
        if clause.alternative >= 0 { next.append(Int(clause.alternative)) }
        for target in next where (isOnWay(target) || isGoal(target)) && visit(target) {
          cameFrom[target] = (vertex, clause.relation)
          queue.append(target)
        }
      }
    }
    return (-1, [])
  }
}
