import ArchDiagram
import ArchModel

/// The phases of a migration as a series of drawings, each with marks for what it brings.
public enum PhaseSeries {
  /// The phases of all migrations, each behind those it comes after, else in the order of the source.
  public static func phases(of model: Model) -> [ElementID] {
    var waiting = model.elements(of: .phase)
    var order: [ElementID] = []
    while !waiting.isEmpty {
      let next = waiting.first { phase in !model.before(phase).contains { waiting.contains($0) } }
      // A circle has no order; the checker reports it.
      let phase = next ?? waiting[0]
      waiting.removeAll { $0 == phase }
      order.append(phase)
    }
    return order
  }

  /// The architecture after a phase, compared with the one that the phase starts from; nil where the phase cannot be
  /// laid over the program.
  ///
  /// - whole: the model without any phase.
  public static func diagram(of phase: ElementID, in whole: Model) -> Diagram? {
    guard let model = whole.applying(VariantSelection(kinds: [.phase], name: whole.path(phase))) else { return nil }
    let after = DiagramProjection.diagram(of: model)
    let before = start(of: phase, in: whole, after: after)
    let changed = paths(whole.stated(.changes, of: phase), in: whole)
    var diagram = after.changes(since: before, expected: changed)
    let order = phases(of: whole)
    let number = (order.firstIndex(of: phase) ?? 0) + 1
    diagram.subtitle = "phase \(number) of \(order.count): \(whole.displayName(phase))"
    return diagram
  }

  /// What there is before a phase: what those it comes after leave, or, for a first one, what the phase does not add.
  private static func start(of phase: ElementID, in whole: Model, after: Diagram) -> Diagram {
    let earlier = whole.before(phase)
    var model: Model? = whole
    for other in earlier {
      model = model?.applying(VariantSelection(kinds: [.phase], name: whole.path(other)))
    }
    let everything = DiagramProjection.diagram(of: whole)
    if !earlier.isEmpty, let model { return DiagramProjection.diagram(of: model) }
    let added = paths(whole.stated(.adds, of: phase), in: whole)
    let removed = paths(whole.stated(.removes, of: phase), in: whole)
    let known = Set(everything.nodes.map(\.id))
    let relations = Set(everything.edges.map(\.id))
    var start = after.filtered(
      nodes: { known.contains($0.id) && !isInside($0.id, of: added) }, edges: { relations.contains($0.id) })
    // Words that the phase changes are those of the program without it.
    let nodes = Dictionary(everything.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for index in start.nodes.indices {
      guard let node = nodes[start.nodes[index].id] else { continue }
      start.nodes[index].title = node.title
      start.nodes[index].details = node.details
      start.nodes[index].tooltip = node.tooltip
    }
    return start.joined(with: everything) { isInside($0.id, of: removed) }
  }

  private static func paths(_ stated: Stated?, in model: Model) -> Set<String> {
    stated.map { Set(model.references($0.value).map { model.path($0) }) } ?? []
  }

  private static func isInside(_ path: String, of holders: Set<String>) -> Bool {
    holders.contains { path == $0 || path.hasPrefix($0 + ".") }
  }
}

extension Model {
  /// The phases that a phase comes after, those before them included.
  fileprivate func before(_ phase: ElementID) -> [ElementID] {
    var result: [ElementID] = []
    var waiting = [phase]
    while let next = waiting.popLast() {
      for other in stated(.after, of: next).map({ references($0.value) }) ?? []
      where other != phase && !result.contains(other) {
        result.append(other)
        waiting.append(other)
      }
    }
    return result.sorted()
  }
}

extension Diagram {
  /// The diagram with some of its boxes and the edges between these.
  fileprivate func filtered(nodes isKept: (Node) -> Bool, edges isEdgeKept: (Edge) -> Bool) -> Diagram {
    var diagram = self
    var places: [Int: Int] = [:]
    diagram.nodes = []
    for (index, node) in nodes.enumerated() where isKept(node) {
      places[index] = diagram.nodes.count
      diagram.nodes.append(node)
    }
    diagram.edges = edges.compactMap { edge in
      guard isEdgeKept(edge), let source = places[edge.source], let target = places[edge.target] else { return nil }
      var edge = edge
      (edge.source, edge.target) = (source, target)
      return edge
    }
    diagram.ranks = []
    return diagram
  }

  /// The diagram with some boxes of another one, and the edges that join these.
  fileprivate func joined(with other: Diagram, nodes isWanted: (Node) -> Bool) -> Diagram {
    let known = Set(nodes.map(\.id))
    let taken = Set(other.nodes.filter { isWanted($0) && !known.contains($0.id) }.map(\.id))
    guard !taken.isEmpty else { return self }
    // What is gone comes through the comparison, which knows how to find it a frame.
    let both = changes(since: other)
    func isTaken(_ node: Int) -> Bool { taken.contains(both.nodes[node].id) }
    var diagram = both.filtered(
      nodes: { $0.change != .removed || taken.contains($0.id) },
      edges: { $0.change != .removed || isTaken($0.source) || isTaken($0.target) })
    for index in diagram.nodes.indices { diagram.nodes[index].change = nil }
    for index in diagram.edges.indices { diagram.edges[index].change = nil }
    return diagram
  }
}
