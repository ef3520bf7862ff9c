import ArchDiagram

/// What the layout engine gets to know of a diagram: sizes and how things hang together, no words.
struct LayoutGraph: Sendable {
  struct Size: Hashable, Sendable {
    var width: Double
    var height: Double
  }

  struct Node: Sendable {
    var outline: Outline
    /// The boundary around it.
    var boundary: Int?

    var size: Size { outline.size }
  }

  struct Boundary: Sendable {
    /// The room that the title takes.
    var title: Size
    var parent: Int?
  }

  struct Edge: Sendable {
    var source: Int
    var target: Int
    var label: Size?
    var hasSourceHead: Bool
    /// A call holds its ends together more than a message does, which may well run back up.
    var isAsynchronous: Bool
    /// A reference orders nothing.
    var isReference = false
  }

  var direction: Diagram.Direction
  var nodes: [Node]
  var boundaries: [Boundary]
  var edges: [Edge]
  /// Nodes that shall stand in one layer.
  var ranks: [[Int]] = []

  /// How much the engine has to do; decides its limits and how often a layout is tried.
  var size: Int { nodes.count + boundaries.count + edges.count }
}

/// The choices of one attempt at a layout.
struct LayoutSettings: Hashable, Sendable {
  enum Routing: String, Sendable {
    case spline, polyline
    /// By us, through the gaps in the layers: next to no time, and never through a node.
    case layers = "none"
  }

  var direction: Diagram.Direction
  var routing = Routing.spline
  /// The gap between layers in inches.
  var layerGap = 0.55
  /// Whether edges leave at one side of a node and arrive at the opposite one.
  var usesPorts = false
  /// Whether boundaries of one parent are stacked in the order of their relations.
  var usesTiers = true
  /// Whether layers are found for the graph as a whole. Otherwise dot finds them for each boundary by itself, and then takes
  /// relations between boundaries as mere wishes, tiers among them.
  var layersAsWhole = true
  /// Whether many nodes with the same neighbours stand in several rows; those without any always do.
  var spreadsEqualNodes = false
  /// Whether boundaries of one parent are stacked even where no relation joins them.
  var stacksAllBoundaries = false
  /// In how many columns the layers stand.
  var columns = 1

  /// Whether these settings make the page as a whole wider or narrower.
  func changesShape(of graph: LayoutGraph) -> Bool {
    spreadsEqualNodes || stacksAllBoundaries || columns > 1 || direction != graph.direction
  }
}
