import ArchDiagram

/// A diagram with everything measured and nothing placed.
struct DrawingPlan: Sendable {
  let diagram: Diagram
  let boxes: [NodeBox]
  let titles: [BoundaryTitle]
  let labels: [EdgeLabel?]
  let graph: LayoutGraph

  /// Boundaries may nest this deep; the engine recurses into them.
  private static let deepestNesting = 64

  init(_ diagram: Diagram) throws(GraphvizError) {
    try Self.check(diagram)
    self.diagram = diagram
    let boxes = diagram.nodes.map(NodeBox.init)
    let titles = diagram.boundaries.map(BoundaryTitle.init)
    let labels = diagram.edges.map { EdgeLabel($0) }
    self.boxes = boxes
    self.titles = titles
    self.labels = labels

    graph = LayoutGraph(
      direction: diagram.direction,
      nodes: zip(diagram.nodes, boxes).map { LayoutGraph.Node(outline: $1.outline, boundary: $0.boundary) },
      boundaries: diagram.boundaries.indices.map {
        LayoutGraph.Boundary(
          title: LayoutGraph.Size(width: titles[$0].width + 8, height: BoundaryTitle.height),
          parent: diagram.boundaries[$0].parent)
      },
      edges: zip(diagram.edges, labels).map { edge, label in
        LayoutGraph.Edge(
          source: edge.source, target: edge.target, label: label?.size,
          hasSourceHead: edge.arrow == .twoWay && !edge.isReference,
          // A way back to an earlier state bends more easily, so that the state at the start comes first.
          isAsynchronous: edge.arrow == .message || diagram.content == .states && edge.target < edge.source,
          isReference: edge.isReference)
      },
      ranks: diagram.ranks.map { rank in
        var seen: Set<Int> = []
        return rank.filter { diagram.nodes.indices.contains($0) && seen.insert($0).inserted }
      }.filter { $0.count > 1 })
  }

  /// Refuses what no drawing can show: an index that points nowhere, and nesting without a bound.
  private static func check(_ diagram: Diagram) throws(GraphvizError) {
    var depths: [Int] = []
    for (index, boundary) in diagram.boundaries.enumerated() {
      guard let parent = boundary.parent else {
        depths.append(1)
        continue
      }
      guard parent >= 0, parent < index else {
        throw GraphvizError("boundary \(index) of the diagram stands before its parent")
      }
      depths.append(depths[parent] + 1)
      guard depths[index] <= deepestNesting else {
        throw GraphvizError("boundaries nest deeper than \(deepestNesting)")
      }
    }
    for (index, node) in diagram.nodes.enumerated() {
      guard node.boundary.map(diagram.boundaries.indices.contains) ?? true else {
        throw GraphvizError("node \(index) of the diagram stands in a boundary that is not there")
      }
    }
    for (index, edge) in diagram.edges.enumerated() {
      guard diagram.nodes.indices.contains(edge.source), diagram.nodes.indices.contains(edge.target) else {
        throw GraphvizError("edge \(index) of the diagram joins a node that is not there")
      }
    }
  }
}
