import ArchModel

/// How calls multiply on one path where every attempt fails: Π(calls × attempts).
public struct AmplifiedPath: Sendable, Hashable {
  public let relations: [RelationID]
  /// Attempts at the end of the path for one request at its beginning.
  public let attempts: Double
}

/// What repetitions make of one request, in the worst case.
public struct Amplification: Sendable, Hashable {
  /// The part that is called most often, and how often: Σ over paths Π(calls × attempts).
  public let element: ElementID
  public let attempts: Double
  /// The paths with the largest products, the largest first, each to another end.
  public let paths: [AmplifiedPath]
}

/// Paths of synchronous calls and what multiplies on them; sums over paths are taken edge by edge, so that their number
/// does not matter.
struct AmplificationGraph {
  struct Edge {
    let relation: RelationID
    let from: Int
    let to: Int
    let factor: Double
  }

  let elements: [ElementID]
  let edges: [Edge]
  /// Edges whose source and target lie on one cycle.
  let isCyclic: [Bool]
  /// The edges in an order in which all that lead to an element stand before those that leave it.
  private let order: [Int]

  init(elements: [ElementID], edges: [Edge]) {
    self.elements = elements
    self.edges = edges
    let strong = StronglyConnected(Digraph(vertexCount: elements.count, edges: edges.map { ($0.from, $0.to) }))
    isCyclic = edges.map { strong.componentOf[$0.from] == strong.componentOf[$0.to] }
    order = edges.indices.sorted {
      (-strong.componentOf[edges[$0].from], $0) < (-strong.componentOf[edges[$1].from], $1)
    }
  }

  /// By element: Σ over the paths from the starts; nil where it exceeds all numbers.
  func totals(from starts: [Int]) -> [Double] {
    var totals = [Double](repeating: 0, count: elements.count)
    for start in starts { totals[start] = 1 }
    for index in order where !isCyclic[index] {
      totals[edges[index].to] += totals[edges[index].from] * edges[index].factor
    }
    return totals
  }

  /// The paths with the largest products, each to another end. Of equal products the one that is found first.
  func paths(from starts: [Int], above least: Double, limit: Int) -> [AmplifiedPath] {
    var best = [Double](repeating: 0, count: elements.count)
    var last = [Int](repeating: -1, count: elements.count)
    for start in starts { best[start] = 1 }
    for index in order where !isCyclic[index] {
      let edge = edges[index]
      let product = best[edge.from] * edge.factor
      guard product.isFinite, product > best[edge.to] else { continue }
      best[edge.to] = product
      last[edge.to] = index
    }
    var result: [AmplifiedPath] = []
    var covered = [Bool](repeating: false, count: elements.count)
    let ends = elements.indices.filter { last[$0] >= 0 && best[$0] > least }.sorted { a, b in
      best[a] != best[b] ? best[a] > best[b] : a < b
    }
    for end in ends where !covered[end] && result.count < limit {
      var relations: [RelationID] = []
      var place = end
      while last[place] >= 0, relations.count <= elements.count {
        covered[place] = true
        relations.append(edges[last[place]].relation)
        place = edges[last[place]].from
      }
      result.append(AmplifiedPath(relations: relations.reversed(), attempts: best[end]))
    }
    return result
  }
}

extension ResourceAnalysis {
  /// calls × attempts of a relation; nil where nothing bounds the repetitions.
  private func multiplication(_ relation: RelationID) -> Double? {
    if inputs[relation, .unboundedRetry] != nil { return nil }
    return max(0, inputs[relation, .calls]?.value ?? 1) * max(1, inputs[relation, .attempts]?.value ?? 1)
  }

  /// What repetitions make of one request of a flow in the worst case, over its own steps and what follows where they
  /// end; unknown where calls go round in a circle or are repeated without bound.
  public func amplification(of flow: ElementID, limit: Int = 5) -> Known<Amplification> {
    guard let data = model.flows.first(where: { $0.element == flow }), !data.steps.isEmpty else {
      return .unknown(Missing(reason: "it has no steps"))
    }
    return graph(of: data).flatMap { graph, starts in
      if let cyclic = graph.isCyclic.firstIndex(of: true) {
        let edge = graph.edges[cyclic]
        let names = [edge.from, edge.to].map { model.shortName(graph.elements[$0]) }.joined(separator: " -> ")
        return .unknown(Missing(reason: "calls go round in a circle at \(names)"))
      }
      let totals = graph.totals(from: starts)
      guard let top = totals.indices.max(by: { totals[$0] < totals[$1] }) else {
        return .unknown(Missing(reason: "it has no steps"))
      }
      return Known.finite(totals[top]).map { attempts in
        Amplification(
          element: graph.elements[top], attempts: attempts,
          paths: graph.paths(from: starts, above: 1, limit: limit))
      }
    }
  }

  /// The calls that a request of a flow can lead to: from parts that it steps out of over these steps, from others over
  /// all synchronous relations.
  private func graph(of flow: Flow) -> Known<(graph: AmplificationGraph, starts: [Int])> {
    var stepped: [ElementID: [(relation: RelationID, count: Double)]] = [:]
    var reached: Set<ElementID> = []
    var starts: [ElementID] = []
    for step in flow.steps where !model[step.relation].isRemoved {
      let data = model[step.relation]
      if reached.insert(data.source).inserted { starts.append(data.source) }
      reached.insert(data.target)
      guard data.arrow.isSynchronous else {
        // Behind a message repetitions begin anew.
        starts.append(data.target)
        continue
      }
      let count = loops(around: step.block, in: flow)
      if let place = stepped[data.source]?.firstIndex(where: { $0.relation == step.relation }) {
        stepped[data.source]?[place].count += count
      } else {
        stepped[data.source, default: []].append((step.relation, count))
      }
      for other in misses(behind: data.target, from: data.source) {
        if stepped[data.source]?.contains(where: { $0.relation == other }) == false {
          stepped[data.source]?.append((other, count))
        }
      }
    }
    var positions: [ElementID: Int] = [:]
    var elements: [ElementID] = []
    func position(_ element: ElementID) -> Int {
      if let known = positions[element] { return known }
      positions[element] = elements.count
      elements.append(element)
      return elements.count - 1
    }
    var edges: [AmplificationGraph.Edge] = []
    let begins = starts.map(position)
    var index = 0
    while index < elements.count {
      let element = elements[index]
      let own = stepped[element] ?? (KindSet.outside.contains(model[element].kind) ? [] : all(from: element))
      for (relation, count) in own {
        guard let factor = multiplication(relation) else {
          let data = model[relation]
          return .unknown(
            Missing(
              reason: "\(model.shortName(data.source)) -> \(model.shortName(data.target)) is repeated without bound"))
        }
        edges.append(
          AmplificationGraph.Edge(
            relation: relation, from: index, to: position(model[relation].target), factor: factor * count))
      }
      index += 1
    }
    return .known((AmplificationGraph(elements: elements, edges: edges), Array(Set(begins)).sorted()))
  }

  private func all(from element: ElementID) -> [(relation: RelationID, count: Double)] {
    model.outgoing(element).filter { model[$0].arrow.isSynchronous }.map { ($0, 1) }
  }

  private func misses(behind cache: ElementID, from caller: ElementID) -> [RelationID] {
    model.outgoing(caller).filter { load.graph.onMiss[Int($0.index)] == cache.index && model[$0].arrow.isSynchronous }
  }

  private func loops(around block: Int?, in flow: Flow) -> Double {
    var result = 1.0
    var place = block
    while let current = place {
      if flow.blocks[current].kind == .loop { result *= max(0, flow.blocks[current].count) }
      place = flow.blocks[current].parent
    }
    return result
  }

  /// The paths of synchronous calls in the whole model on which calls multiply by more than a factor, the largest first,
  /// each to another end. Relations on a cycle of calls and those that are repeated without bound are left out.
  public func amplifiedPaths(above least: Double, limit: Int = 20) -> [AmplifiedPath] {
    var edges: [AmplificationGraph.Edge] = []
    for relation in model.liveRelations where model[relation].arrow.isSynchronous {
      guard let factor = multiplication(relation) else { continue }
      let data = model[relation]
      edges.append(
        AmplificationGraph.Edge(
          relation: relation, from: Int(data.source.index), to: Int(data.target.index), factor: factor))
    }
    let graph = AmplificationGraph(elements: model.elements.indices.map { ElementID($0) }, edges: edges)
    return graph.paths(from: Array(model.elements.indices), above: least, limit: limit)
  }

  // MARK: Figures

  func worstAttempts(ofFlow flow: ElementID, _ state: LoadState, _ explains: Bool) -> Derived {
    let amplification = amplification(of: flow)
    var result = Derived(amplification.map(\.attempts))
    guard explains, let found = amplification.value, let data = model.flows.first(where: { $0.element == flow }),
      let graph = graph(of: data).value
    else { return result }
    result.formula = formula(graph.graph, graph.starts, found.element)
    result.remarks.append("most often called: \(model.shortName(found.element))")
    for path in found.paths.prefix(3) {
      result.remarks.append("\(path.relations.isEmpty ? "" : pathText(path)): \(Self.count(path.attempts)) attempts")
    }
    return result
  }

  /// In the flow that calls it most often.
  func worstAttempts(of element: ElementID, _ state: LoadState) -> Derived {
    var best: (total: Double, formula: Formula?, flow: ElementID)?
    var missing: Missing?
    for flow in model.flows where !model[flow.element].isRemoved && !flow.isCut {
      switch graph(of: flow) {
      case .unknown(let lacking): missing = missing ?? lacking
      case .known(let graph):
        guard let place = graph.graph.elements.firstIndex(of: element) else { continue }
        if graph.graph.isCyclic.contains(true) {
          missing = missing ?? Missing(reason: "calls of \(model.shortName(flow.element)) go round in a circle")
          continue
        }
        let total = graph.graph.totals(from: graph.starts)[place]
        guard total.isFinite, best.map({ total > $0.total }) ?? true else { continue }
        best = (total, formula(graph.graph, graph.starts, element), flow.element)
      }
    }
    if let missing { return .unknown(missing) }
    guard let best else { return .unknown("no flow reaches it") }
    var result = Derived(.finite(best.total), best.formula)
    result.remarks.append("for one request of \(model.shortName(best.flow))")
    return result
  }

  func worstAttempts(_ relation: RelationID) -> Derived {
    if inputs[relation, .unboundedRetry] != nil { return .unknown("it is repeated without bound") }
    guard let most = inputs[relation, .attempts], let term = inputs.term(relation, .attempts) else {
      return Derived(.known(1), .constant(1, "it is not repeated"))
    }
    return Derived(.known(max(1, most.value)), most.value < 1 ? .maximum([.constant(1, "the first"), term]) : term)
  }

  /// Σ over the calls that lead to a part: how often their source is called, × calls × attempts.
  private func formula(_ graph: AmplificationGraph, _ starts: [Int], _ element: ElementID) -> Formula? {
    guard let place = graph.elements.firstIndex(of: element) else { return nil }
    let totals = graph.totals(from: starts)
    var parts: [Formula] = starts.contains(place) ? [.constant(1, "the request")] : []
    for edge in graph.edges where edge.to == place && parts.count < 200 {
      var factors: [Formula] = [
        .constant(totals[edge.from], "attempts at \(model.shortName(graph.elements[edge.from]))")
      ]
      if let calls = inputs.term(edge.relation, .calls) { factors.append(calls) }
      if let attempts = inputs.term(edge.relation, .attempts) { factors.append(attempts) }
      let own = multiplication(edge.relation) ?? 1
      if own > 0, edge.factor != own { factors.append(.constant(edge.factor / own, "times in the flow")) }
      parts.append(.product(factors))
    }
    return .sum(parts)
  }

  private func pathText(_ path: AmplifiedPath) -> String {
    guard let first = path.relations.first else { return "" }
    return ([model[first].source] + path.relations.map { model[$0].target }).map { model.shortName($0) }
      .joined(separator: " -> ")
  }
}
