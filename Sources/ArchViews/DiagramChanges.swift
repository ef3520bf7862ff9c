import ArchDiagram

extension Diagram {
  /// The diagram with marks for what differs from an older one; what is gone is drawn as well.
  ///
  /// Boxes are the same by their path, edges by their identity. A box has changed that shows other words or stands in
  /// another boundary, an edge that says something else.
  ///
  /// - expected: paths of boxes that count as changed even where the drawing shows no difference.
  public func changes(since old: Diagram, expected: Set<String> = []) -> Diagram {
    var diagram = self
    let oldNodes = Dictionary(old.nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var places = Dictionary(nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, node) in nodes.enumerated() {
      guard let known = oldNodes[node.id] else {
        diagram.nodes[index].change = .added
        continue
      }
      let before = old.nodes[known]
      let isSame =
        before.title == node.title && before.kind == node.kind && before.details == node.details
        && before.tooltip == node.tooltip && old.path(ofBoundary: before.boundary) == path(ofBoundary: node.boundary)
      if !isSame || expected.contains(node.id) { diagram.nodes[index].change = .changed }
    }
    var frames = Dictionary(boundaries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for node in old.nodes where places[node.id] == nil {
      var node = node
      node.change = .removed
      node.boundary = node.boundary.map { diagram.frame(of: $0, in: old, &frames) }
      places[node.id] = diagram.nodes.count
      diagram.nodes.append(node)
    }
    let oldEdges = Dictionary(old.edges.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, edge) in edges.enumerated() {
      if let before = oldEdges[edge.id] {
        let isSame = before.label == edge.label && before.detail == edge.detail && before.tooltip == edge.tooltip
        if !isSame { diagram.edges[index].change = .changed }
      } else {
        diagram.edges[index].change = .added
      }
    }
    let kept = Set(edges.map(\.id))
    for edge in old.edges where !kept.contains(edge.id) {
      guard let source = places[old.nodes[edge.source].id], let target = places[old.nodes[edge.target].id] else {
        continue
      }
      var edge = edge
      (edge.source, edge.target, edge.change) = (source, target, .removed)
      diagram.edges.append(edge)
    }
    return diagram
  }

  /// The diagram with the marks of its changes as signs before titles and labels, for drawings without colours.
  public var withSigns: Diagram {
    var diagram = self
    for index in nodes.indices {
      if let change = nodes[index].change { diagram.nodes[index].title = "\(change.sign) \(nodes[index].title)" }
    }
    for index in edges.indices {
      guard let change = edges[index].change else { continue }
      let label = edges[index].label
      diagram.edges[index].label = label.isEmpty ? change.sign : "\(change.sign) \(label)"
    }
    return diagram
  }

  private func path(ofBoundary index: Int?) -> String { index.map { boundaries[$0].id } ?? "" }

  /// The frame of an older diagram in this one, added with those around it where it is gone.
  private mutating func frame(of index: Int, in old: Diagram, _ frames: inout [String: Int]) -> Int {
    var missing: [Int] = []
    var current: Int? = index
    while let place = current, frames[old.boundaries[place].id] == nil {
      missing.append(place)
      current = old.boundaries[place].parent
    }
    for place in missing.reversed() {
      var boundary = old.boundaries[place]
      boundary.parent = boundary.parent.flatMap { frames[old.boundaries[$0].id] }
      frames[boundary.id] = boundaries.count
      boundaries.append(boundary)
    }
    return frames[old.boundaries[index].id] ?? 0
  }
}

extension Diagram.Change {
  /// The sign in a text.
  var sign: String {
    switch self {
    case .added: "+"
    case .removed: "-"
    case .changed: "~"
    }
  }
}
