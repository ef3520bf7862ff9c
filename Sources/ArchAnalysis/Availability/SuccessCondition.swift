import ArchModel

/// When a flow succeeds, as a graph of AND and OR over events in which what is shared stands once.
///
/// The condition is: all of `mandatory` and all of `clauses`. The events of `mandatory` occur in no clause.
struct SuccessCondition: Sendable {
  enum Node: Sendable, Hashable {
    case event(Int32)
    case all([Int32])
    case any([Int32])
  }

  /// Events that are needed in any case, in the order in which the flow meets them.
  private(set) var mandatory: [Int32] = []
  /// Nodes refer to earlier nodes only.
  private(set) var nodes: [Node] = []
  /// The nodes that have to hold besides.
  private(set) var clauses: [Int32] = []
  /// Why there is no condition: more is asked of a list than it has, or alternatives go round in too large a circle.
  private(set) var problem: String?

  /// All events that occur, the mandatory ones first.
  var support: [Int32] {
    mandatory + nodes.compactMap { if case .event(let event) = $0 { event } else { nil } }
  }

  init(_ graph: FlowGraph, _ events: AvailabilityEvents, _ model: Model) {
    problem = graph.problem
    guard problem == nil else { return }
    var builder = SuccessConditionBuilder(graph: graph, events: events, model: model)
    builder.build()
    mandatory = builder.mandatory
    nodes = builder.nodes
    clauses = builder.roots
    problem = builder.problem
  }

  init(problem: String) {
    self.problem = problem
  }

  /// That all of the conditions hold.
  init(joining conditions: [SuccessCondition]) {
    var isMandatory: Set<Int32> = []
    for condition in conditions {
      if problem == nil { problem = condition.problem }
      for event in condition.mandatory where isMandatory.insert(event).inserted { mandatory.append(event) }
    }
    for condition in conditions {
      let offset = Int32(truncatingIfNeeded: nodes.count)
      for node in condition.nodes {
        switch node {
        // What is needed in any case holds wherever a choice asks for it.
        case .event(let event): nodes.append(isMandatory.contains(event) ? .all([]) : node)
        case .all(let children): nodes.append(.all(children.map { $0 + offset }))
        case .any(let children): nodes.append(.any(children.map { $0 + offset }))
        }
      }
      clauses += condition.clauses.map { $0 + offset }
    }
  }

  /// A condition of what is given.
  init(mandatory: [Int32], nodes: [Node], clauses: [Int32]) {
    self.mandatory = mandatory
    self.nodes = nodes
    self.clauses = clauses
  }
}

/// Builds the condition of a flow: first all that is required without a choice, by a walk; then what the choices need,
/// as equations whose circles are solved for the largest solution, so that a circle of calls does not fail by itself.
struct SuccessConditionBuilder {
  let graph: FlowGraph
  let events: AvailabilityEvents
  let model: Model
  var mandatory: [Int32] = []
  var nodes: [SuccessCondition.Node] = []
  var roots: [Int32] = []
  var problem: String?

  private var isMandatory: Set<Int32> = []
  /// By vertex: whether it is required without a choice.
  private var isRequired: [Bool]
  private var equations: [Equation] = []
  private var equationOfVertex: [Int32: Int] = [:]
  private var equationOfPrimary: [Int32: Int] = [:]
  private var nodeOfEvent: [Int32: Int32] = [:]

  /// What holds if events and other equations hold.
  private struct Equation {
    var events: [Int32] = []
    var children: [Int] = []
    /// How many of the children have to hold; -1 for all of them and the events.
    var needed = -1
    /// The weight of each child; empty where each counts one.
    var weights: [Double] = []
    /// The least sum of weights, where there are any.
    var least = 0.0
  }

  /// Circles with more choices than this have no answer.
  private static let circleLimit = 64
  /// Quorums are written out up to this size.
  private static let quorumLimit = 10_000

  init(graph: FlowGraph, events: AvailabilityEvents, model: Model) {
    self.graph = graph
    self.events = events
    self.model = model
    isRequired = [Bool](repeating: false, count: graph.parts.count)
  }

  mutating func build() {
    var choices: [(vertex: Int, clause: DependencyClause)] = []
    var queue: [Int32] = []
    for start in graph.starts where !isRequired[Int(start)] {
      isRequired[Int(start)] = true
      queue.append(start)
    }
    var position = 0
    while position < queue.count {
      let vertex = Int(queue[position])
      position += 1
      if !isSpread(vertex) { require(ownEvent(vertex)) }
      for clause in graph.clauses(of: vertex) {
        switch clause.form {
        case .required:
          if clause.needsPrimary { require(primaryEvent(clause.target)) }
          if !isRequired[Int(clause.target)] {
            isRequired[Int(clause.target)] = true
            queue.append(clause.target)
          }
        case .either, .quorum: choices.append((vertex, clause))
        case .spread: if isSpread(vertex) { choices.append((vertex, clause)) }
        case .optional, .later: break
        }
      }
    }
    guard !choices.isEmpty else { return }
    let wanted = choices.map { equation(of: $0.clause, at: $0.vertex) }
    guard problem == nil else { return }
    solve(wanted)
  }

  private mutating func require(_ event: Int32) {
    guard event >= 0, isMandatory.insert(event).inserted else { return }
    mandatory.append(event)
  }

  private func ownEvent(_ vertex: Int) -> Int32 {
    graph.counts[vertex] ? events.event[Int(graph.parts[vertex])] : -1
  }

  private func primaryEvent(_ vertex: Int32) -> Int32 { events.primary[Int(graph.parts[Int(vertex)])] }

  private func isSpread(_ vertex: Int) -> Bool {
    graph.counts[vertex] && events.spreadCounts[graph.parts[vertex]] != nil
  }
}

// MARK: Equations

extension SuccessConditionBuilder {
  private mutating func add(_ equation: Equation) -> Int {
    equations.append(equation)
    return equations.count - 1
  }

  /// The equation of a part; of what is required anyway, and so true here, one without conditions.
  private mutating func equation(ofPart first: Int32) -> Int {
    if let known = equationOfVertex[first] { return known }
    // A list of work instead of a recursion, as chains of parts may be long.
    var work: [Int32] = []
    func reserve(_ vertex: Int32, _ builder: inout SuccessConditionBuilder) -> Int {
      if let known = builder.equationOfVertex[vertex] { return known }
      let index = builder.add(Equation())
      builder.equationOfVertex[vertex] = index
      if !builder.isRequired[Int(vertex)] { work.append(vertex) }
      return index
    }
    let result = reserve(first, &self)
    while let vertex = work.popLast() {
      guard let index = equationOfVertex[vertex] else { continue }
      var own = Equation()
      let event = ownEvent(Int(vertex))
      if event >= 0, !isSpread(Int(vertex)) { own.events.append(event) }
      for clause in graph.clauses(of: Int(vertex)) {
        switch clause.form {
        case .required:
          own.children.append(reserve(clause.target, &self))
          if clause.needsPrimary, primaryEvent(clause.target) >= 0 { own.events.append(primaryEvent(clause.target)) }
        case .either:
          own.children.append(
            add(choice([side(clause.target, clause.needsPrimary, &work), side(clause.alternative, true, &work)])))
        case .quorum:
          let sides = graph.members(of: clause).map { side($0, false, &work) }
          own.children.append(add(quorum(sides, clause)))
        case .spread:
          if isSpread(Int(vertex)) {
            let zones = graph.members(of: clause).map { side($0, false, &work) }
            own.children.append(spread(vertex, zones))
          }
        case .optional, .later: break
        }
      }
      own.events.removeAll { isMandatory.contains($0) }
      equations[index] = own
    }
    return result
  }

  private mutating func equation(of clause: DependencyClause, at vertex: Int) -> Int {
    switch clause.form {
    case .either:
      let sides = [
        primarySide(equation(ofPart: clause.target), clause.target, clause.needsPrimary),
        primarySide(equation(ofPart: clause.alternative), clause.alternative, true),
      ]
      return add(choice(sides))
    case .quorum:
      let sides = graph.members(of: clause).map { equation(ofPart: $0) }
      return add(quorum(sides, clause))
    default:
      let zones = graph.members(of: clause).map { equation(ofPart: $0) }
      return spread(Int32(truncatingIfNeeded: vertex), zones)
    }
  }

  private func choice(_ sides: [Int]) -> Equation {
    var result = Equation()
    result.children = sides
    result.needed = 1
    return result
  }

  private mutating func quorum(_ sides: [Int], _ clause: DependencyClause) -> Equation {
    var result = Equation()
    result.children = sides
    result.needed = Int(clause.needed)
    if result.needed > sides.count {
      problem = "a quorum of \(clause.needed) is asked of \(sides.count) parts"
    } else if result.needed == sides.count {
      result.needed = -1
    } else if result.needed > 1, result.needed * sides.count > Self.quorumLimit {
      problem = "a quorum of \(clause.needed) of \(sides.count) parts is too large to compute"
    }
    return result
  }

  /// A part, and that it has its primary, as one equation; what has yet to be written goes to `work`.
  private mutating func side(_ vertex: Int32, _ needsPrimary: Bool, _ work: inout [Int32]) -> Int {
    let part: Int
    if let known = equationOfVertex[vertex] {
      part = known
    } else {
      part = add(Equation())
      equationOfVertex[vertex] = part
      if !isRequired[Int(vertex)] { work.append(vertex) }
    }
    return primarySide(part, vertex, needsPrimary)
  }

  private mutating func primarySide(_ part: Int, _ vertex: Int32, _ needsPrimary: Bool) -> Int {
    let event = primaryEvent(vertex)
    guard needsPrimary, event >= 0, !isMandatory.contains(event) else { return part }
    if let known = equationOfPrimary[vertex] { return known }
    var both = Equation()
    both.events = [event]
    both.children = [part]
    let index = add(both)
    equationOfPrimary[vertex] = index
    return index
  }

  /// The replicas of a part that is spread over boundaries: for each number of replicas that may be left, that so many
  /// are left and that so many suffice.
  private mutating func spread(_ vertex: Int32, _ zones: [Int]) -> Int {
    let element = graph.parts[Int(vertex)]
    let counts = events.spreadCounts[element] ?? []
    let first = events.event[Int(element)]
    let running = events.groups[Int(element)]?.running ?? 0
    let placement = ReplicaPlacement(replicas: running, zones: zones.count)
    var options: [Int] = []
    for (place, count) in counts.reversed().enumerated() {
      var there = Equation()
      there.children = zones
      there.weights = zones.indices.map { placement.count(in: $0) }
      there.least = count
      let left = add(there)
      var option = Equation()
      option.events = (0...place).map { first + Int32(truncatingIfNeeded: $0) }
      option.children = [left]
      options.append(add(option))
    }
    return add(choice(options))
  }
}

// MARK: Solution

extension SuccessConditionBuilder {
  private mutating func solve(_ wanted: [Int]) {
    let edges = equations.indices.flatMap { source in equations[source].children.map { (source: source, target: $0) } }
    let strong = StronglyConnected(Digraph(vertexCount: equations.count, edges: edges))
    // By equation: its node; -1 where it always holds.
    var solution = [Int32](repeating: -1, count: equations.count)
    for members in strong.components {
      let first = members[0]
      if members.count == 1, !equations[first].children.contains(first) {
        solution[first] = node(of: equations[first], solution)
        continue
      }
      let choices = members.filter { equations[$0].needed >= 0 || !equations[$0].weights.isEmpty }
      guard choices.count <= Self.circleLimit else {
        problem = "\(choices.count) alternatives need one another in a circle"
        return
      }
      // From "all of them hold" downwards; after as many rounds as there are members nothing changes any more. Parts
      // without a choice settle with their circle, so that rounds beyond the choices are for their order only.
      for _ in 0...(choices.isEmpty ? 0 : choices.count + 1) { settle(members, &solution) }
    }
    roots = wanted.map { solution[$0] }.filter { $0 >= 0 }
  }

  /// One round over a circle: the parts that need each other without a choice hold together.
  private mutating func settle(_ members: [Int], _ solution: inout [Int32]) {
    let choices = Set(members.filter { equations[$0].needed >= 0 || !equations[$0].weights.isEmpty })
    let plain = members.filter { !choices.contains($0) }
    let place = Dictionary(uniqueKeysWithValues: plain.enumerated().map { ($1, $0) })
    let edges = plain.indices.flatMap { source in
      equations[plain[source]].children.compactMap { child in place[child].map { (source: source, target: $0) } }
    }
    let strong = StronglyConnected(Digraph(vertexCount: plain.count, edges: edges))
    var next = solution
    for group in strong.components {
      var joint = Equation()
      let inside = Set(group.map { plain[$0] })
      for member in group {
        joint.events += equations[plain[member]].events
        joint.children += equations[plain[member]].children.filter { !inside.contains($0) }
      }
      let node = node(of: joint, next)
      for member in group { next[plain[member]] = node }
    }
    for choice in choices.sorted() { next[choice] = node(of: equations[choice], next) }
    solution = next
  }

  private mutating func append(_ node: SuccessCondition.Node) -> Int32 {
    nodes.append(node)
    return Int32(truncatingIfNeeded: nodes.count - 1)
  }

  private mutating func node(ofEvent event: Int32) -> Int32 {
    if let known = nodeOfEvent[event] { return known }
    let node = append(.event(event))
    nodeOfEvent[event] = node
    return node
  }

  /// The node of an equation whose children have theirs; -1 where it always holds.
  private mutating func node(of equation: Equation, _ solution: [Int32]) -> Int32 {
    if !equation.weights.isEmpty {
      return weighted(zip(equation.children.map { solution[$0] }, equation.weights).map { ($0, $1) }, equation.least)
    }
    let children = equation.children.map { solution[$0] }
    if equation.needed >= 0 {
      let sure = children.count { $0 < 0 }
      let needed = equation.needed - sure
      if needed <= 0 { return -1 }
      return weighted(children.filter { $0 >= 0 }.map { ($0, 1) }, Double(needed))
    }
    var all: [Int32] = []
    for event in equation.events { all.append(node(ofEvent: event)) }
    for child in children where child >= 0 && !all.contains(child, limit: 32) { all.append(child) }
    if all.isEmpty { return -1 }
    return all.count == 1 ? all[0] : append(.all(all))
  }

  /// That the weights of what holds add up to so much: by the first one, whether it holds or not, and the rest.
  private mutating func weighted(_ items: [(node: Int32, weight: Double)], _ least: Double) -> Int32 {
    let sure = items.reduce(0) { $0 + ($1.node < 0 ? $1.weight : 0) }
    let open = items.filter { $0.node >= 0 && $0.weight > 0 }
    let total = open.reduce(0) { $0 + $1.weight }
    let goal = least - sure
    if goal <= 0 { return -1 }
    // It is only asked for what can be had, so that all of them are the most.
    if goal >= total { return open.count == 1 ? open[0].node : append(.all(open.map(\.node))) }
    if open.allSatisfy({ goal <= $0.weight }) {
      return open.count == 1 ? open[0].node : append(.any(open.map(\.node)))
    }
    // From the back: for each sum that the items before may have reached, what the rest has to give. -1 is true, -2 is
    // false.
    var rests: [Double: Int32] = [:]
    var reached: [[Double]] = [[0]]
    for item in open {
      var sums = Set(reached[reached.count - 1])
      sums.formUnion(sums.map { min(goal, $0 + item.weight) })
      reached.append(sums.sorted())
    }
    for sum in reached[open.count] { rests[sum] = sum >= goal ? -1 : -2 }
    for index in open.indices.reversed() {
      var earlier: [Double: Int32] = [:]
      for sum in reached[index] {
        let with = rests[min(goal, sum + open[index].weight)] ?? -2
        let without = rests[sum] ?? -2
        earlier[sum] = either(open[index].node, with, without)
      }
      rests = earlier
    }
    return rests[0] ?? -2
  }

  /// That `node` and `with` hold, or `without` does.
  private mutating func either(_ node: Int32, _ with: Int32, _ without: Int32) -> Int32 {
    if without == -1 || with == without { return without }
    let first: Int32 = with == -1 ? node : with == -2 ? -2 : append(.all([node, with]))
    if first == -2 { return without }
    return without == -2 ? first : append(.any([first, without]))
  }
}

extension [Int32] {
  /// Whether an item is among the last ones; spares doubled items where they are near.
  fileprivate func contains(_ item: Int32, limit: Int) -> Bool { suffix(limit).contains(item) }
}
