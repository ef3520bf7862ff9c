import ArchDiagram

/// What a reader recovers from a drawing; also what a diagram means, in the same form.
struct ReadGraph: Hashable {
  struct Edge: Hashable {
    var source: String
    var target: String
    var arrow: String
    var label: String
  }

  /// The titles of the zones around each node from the outside in, then its own text; sorted.
  var nodes: [[String]] = []
  /// The titles of the zones from the outside in; sorted.
  var zones: [[String]] = []
  /// Sorted; the ends of a two-way edge are in order of their names.
  var edges: [Edge] = []

  mutating func sort() {
    nodes.sort { $0.lexicographicallyPrecedes($1) }
    zones.sort { $0.lexicographicallyPrecedes($1) }
    edges.sort {
      ($0.source, $0.target, $0.arrow, $0.label) < ($1.source, $1.target, $1.arrow, $1.label)
    }
  }

  mutating func addEdge(_ source: String, _ target: String, _ arrow: Diagram.Arrow, _ label: String) {
    let isSwapped = arrow == .twoWay && target < source
    edges.append(
      Edge(
        source: isSwapped ? target : source, target: isSwapped ? source : target, arrow: arrow.rawValue, label: label))
  }

  init() {}

  /// The graph a drawing of `diagram` must show.
  init(_ diagram: Diagram) {
    func path(_ boundary: Int?) -> [String] {
      var path: [String] = []
      var next = boundary
      while let zone = next {
        path.insert(diagram.boundaries[zone].title, at: 0)
        next = diagram.boundaries[zone].parent
      }
      return path
    }
    nodes = diagram.nodes.map { path($0.boundary) + [$0.title] }
    zones = diagram.boundaries.indices.map { path($0) }
    for edge in diagram.edges {
      addEdge(diagram.nodes[edge.source].title, diagram.nodes[edge.target].title, edge.arrow, edge.label)
    }
    sort()
  }
}

/// Why a text is not a drawing.
struct ReadingError: Error, CustomStringConvertible {
  var description: String
}
