import ArchModel

/// The parts that one flow touches, and what each of them needs of the others in this flow.
///
/// Where the flow steps synchronously out of a part, only those steps count for it; where it ends in a part, all that
/// the part requires counts, transitively. Vertices are numbered as they are met. O(parts and clauses touched).
struct FlowGraph: Sendable {
  /// The element of each vertex.
  private(set) var parts: [Int32] = []
  /// Where requests enter, by vertex.
  private(set) var starts: [Int32] = []
  /// By vertex: whether its own failing matters; the outside part that starts a flow counts nothing.
  private(set) var counts: [Bool] = []
  private(set) var clauseStart: [Int32] = [0]
  /// Targets, alternatives, caches and members are vertices here.
  private(set) var clauses: [DependencyClause] = []
  private(set) var members: [Int32] = []
  /// The share of requests that take an alternative, by block; nil where it is not stated.
  private(set) var shares: [Double?] = []
  /// By block: the block that holds it and its siblings, of which a request takes one.
  private(set) var groups: [Int32] = []
  /// The elements of the flow's blocks.
  private(set) var blocks: [ElementID] = []
  /// Why the flow has no answer: it has no steps, or one of them is an error.
  private(set) var problem: String?
  private let scope: Scope

  /// How much of a flow is looked at.
  enum Scope: Sendable {
    /// What decides whether it succeeds.
    case required
    /// What makes it worse or late besides.
    case all
  }

  func clauses(of vertex: Int) -> ArraySlice<DependencyClause> {
    clauses[Int(clauseStart[vertex])..<Int(clauseStart[vertex + 1])]
  }

  func members(of clause: DependencyClause) -> ArraySlice<Int32> {
    members[Int(clause.members.lowerBound)..<Int(clause.members.upperBound)]
  }

  /// The graph of a flow.
  init(
    of flow: Flow, in dependencies: PartDependencies, scope: Scope = .all, numbering: inout VertexNumbering
  ) {
    self.scope = scope
    let model = dependencies.inputs.model
    let steps = FlowSteps(flow, dependencies)
    if flow.isCut {
      problem = "a part that the flow \(model.shortName(flow.element)) steps to is not there"
    } else if flow.isBroken {
      problem = "a step of the flow \(model.shortName(flow.element)) is an error"
    } else if steps.isEmpty {
      problem = "the flow \(model.shortName(flow.element)) has no steps"
    }
    blocks = flow.blocks.map(\.element)
    shares = flow.blocks.map { block in
      model.stated(.share, of: block.element).flatMap { model.figure($0)?.value }.map { min(1, max(0, $0)) }
    }
    groups = flow.blocks.map { Int32(truncatingIfNeeded: $0.parent ?? -1) }
    var further: [Int32] = []
    if scope == .required, !steps.detached.isEmpty {
      let whole = FlowGraph(of: flow, in: dependencies, scope: .all, numbering: &numbering)
      further = whole.starts.dropFirst(steps.starts.count).map { whole.parts[Int($0)] }
    }
    numbering.begin()
    for start in steps.starts { enter(start, steps, dependencies, &numbering) }
    visit(steps, dependencies, &numbering)
    if scope == .required {
      for start in further where numbering.vertex(of: start) < 0 { enter(start, steps, dependencies, &numbering) }
      visit(steps, dependencies, &numbering)
      return
    }
    // A step whose source nothing leads to, not even a message, begins a way of its own.
    for source in steps.detached where numbering.vertex(of: source) < 0 {
      enter(source, steps, dependencies, &numbering)
      visit(steps, dependencies, &numbering)
    }
  }

  /// The graph of what a component needs when it is asked.
  init(of component: ElementID, in dependencies: PartDependencies, numbering: inout VertexNumbering) {
    scope = .all
    numbering.begin()
    let steps = FlowSteps()
    enter(component.index, steps, dependencies, &numbering)
    visit(steps, dependencies, &numbering)
  }

  /// The graph of an endpoint: the part that holds it hands requests on to the one that does the work.
  init(endpoint: ElementID, in dependencies: PartDependencies, numbering: inout VertexNumbering) {
    let model = dependencies.inputs.model
    scope = .all
    let steps = FlowSteps(endpoint: endpoint, dependencies)
    if steps.starts.isEmpty { problem = "no part does the work of the endpoint \(model.shortName(endpoint))" }
    numbering.begin()
    for start in steps.starts { enter(start, steps, dependencies, &numbering) }
    visit(steps, dependencies, &numbering)
  }

  private mutating func enter(
    _ element: Int32, _ steps: FlowSteps, _ dependencies: PartDependencies, _ numbering: inout VertexNumbering
  ) {
    let vertex = number(element, dependencies, &numbering)
    starts.append(vertex)
    if KindSet.outside.contains(dependencies.inputs.model[ElementID(Int(element))].kind) {
      counts[Int(vertex)] = false
    }
  }

  private mutating func number(
    _ element: Int32, _ dependencies: PartDependencies, _ numbering: inout VertexNumbering
  ) -> Int32 {
    let found = numbering.vertex(of: element)
    if found >= 0 { return found }
    let vertex = Int32(truncatingIfNeeded: parts.count)
    numbering.set(element, vertex)
    parts.append(element)
    counts.append(dependencies.counts[Int(element)])
    return vertex
  }

  /// Writes the clauses of all vertices that have none yet, which numbers further ones.
  private mutating func visit(
    _ steps: FlowSteps, _ dependencies: PartDependencies, _ numbering: inout VertexNumbering
  ) {
    var vertex = clauseStart.count - 1
    while vertex < parts.count {
      let element = parts[vertex]
      if counts[vertex] {
        for clause in dependencies.fixedClauses(of: element) { add(clause, dependencies, &numbering) }
      }
      if let own = steps.clauses(of: element) {
        for clause in own { add(clause, dependencies, &numbering) }
      }
      if !steps.leaves(element) {
        let all = dependencies.clauses(of: element)
        for clause in all.dropFirst(dependencies.fixedClauses(of: element).count) {
          add(clause, dependencies, &numbering)
        }
      }
      vertex += 1
      clauseStart.append(Int32(truncatingIfNeeded: clauses.count))
    }
  }

  private mutating func add(
    _ clause: DependencyClause, _ dependencies: PartDependencies, _ numbering: inout VertexNumbering
  ) {
    if scope == .required, clause.form == .optional || clause.form == .later { return }
    var local = clause
    let first = Int32(truncatingIfNeeded: members.count)
    for position in clause.members {
      members.append(number(dependencies.members[Int(position)], dependencies, &numbering))
    }
    local.members = first..<Int32(truncatingIfNeeded: members.count)
    if clause.target >= 0 { local.target = number(clause.target, dependencies, &numbering) }
    if clause.alternative >= 0 { local.alternative = number(clause.alternative, dependencies, &numbering) }
    if clause.cache >= 0 { local.cache = number(clause.cache, dependencies, &numbering) }
    clauses.append(local)
  }
}

/// Which vertex an element has in the graph that is being built; one array for all flows, as most touch few elements.
struct VertexNumbering: Sendable {
  private var vertices: [Int32]
  private var stamps: [Int32]
  private var stamp: Int32 = 0

  init(elements: Int) {
    vertices = [Int32](repeating: -1, count: elements)
    stamps = [Int32](repeating: 0, count: elements)
  }

  mutating func begin() { stamp &+= 1 }

  func vertex(of element: Int32) -> Int32 {
    stamps[Int(element)] == stamp ? vertices[Int(element)] : -1
  }

  mutating func set(_ element: Int32, _ vertex: Int32) {
    vertices[Int(element)] = vertex
    stamps[Int(element)] = stamp
  }
}
