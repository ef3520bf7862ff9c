/// What is wrong with a layout, measured on its geometry.
struct LayoutFaults: Sendable, Hashable {
  /// Pairs of an edge and a node that is none of its ends, less than `clearance` apart.
  private(set) var edgesThroughNodes = 0
  /// Pairs of nodes that overlap. Dot is not free of that where boundaries nest.
  private(set) var nodesOnNodes = 0
  /// Pairs of a label and a node that overlap.
  private(set) var labelsOnNodes = 0
  /// Pairs of labels that overlap.
  private(set) var labelsOnLabels = 0
  /// Pairs of a label and an edge that is not its own and runs through it.
  private(set) var labelsOnEdges = 0
  /// By how much the shape of the page misses what it shall be, as a factor; 0 when it is near enough.
  private(set) var misshape = 0.0

  static let clearance = 3.0
  /// The largest ratio of width to height.
  static let widest = 2.5
  /// A page is absurdly tall that is so many times as high as wide and does not fit a screen either.
  private static let tallest = 2.6
  private static let screen = 1_400.0
  /// A page may miss a stated shape by this factor; room around the drawing makes up for it.
  private static let tolerance = 1.25

  /// Whether nothing is wrong.
  var isClean: Bool { self == LayoutFaults() }

  /// How bad all of it is together. A label on an edge can still be read, a line through a box misleads.
  var weight: Double {
    let onNodes = 1_000 * nodesOnNodes + 100 * (edgesThroughNodes + labelsOnNodes)
    let onLines = 60 * labelsOnLabels + 15 * labelsOnEdges
    let shape = isMisshapen ? 100 + 200 * misshape : 0
    return Double(onNodes + onLines) + shape
  }

  var isMisshapen: Bool { misshape > 0 }

  /// Whether nothing else is wrong.
  var isOnlyMisshapen: Bool {
    var others = self
    others.misshape = 0
    return isMisshapen && others.isClean
  }

  /// What is wrong besides the shape, in words.
  var words: [String] {
    func count(_ number: Int, _ one: String, _ many: String) -> String? {
      number == 0 ? nil : number == 1 ? "1 \(one)" : "\(number) \(many)"
    }
    return [
      count(nodesOnNodes, "component lies on another one", "components lie on others"),
      count(edgesThroughNodes, "edge runs through a component", "edges run through components"),
      count(labelsOnNodes, "label lies on a component", "labels lie on components"),
      count(labelsOnLabels, "label lies on another one", "labels lie on others"),
      count(labelsOnEdges, "label is crossed by an edge", "labels are crossed by edges"),
    ].compactMap { $0 }
  }

  private init() {}

  /// Looks at the shape of the page alone.
  ///
  /// - page: the size of the page before room is added around the drawing.
  /// - aspect: the ratio of width to height that was asked for; nil for what suits the drawing.
  init(shapeOf page: LayoutGraph.Size, aspect: Double?) {
    guard page.width > 0, page.height > 0 else { return }
    let ratio = page.width / page.height
    if let aspect {
      misshape = max(0, max(ratio / aspect, aspect / ratio) / Self.tolerance - 1)
    } else if ratio > Self.widest {
      misshape = ratio / Self.widest - 1
    } else if ratio < 1 / Self.tallest, page.height > Self.screen {
      misshape = (1 / Self.tallest / ratio - 1) / 2
    }
  }

  /// Looks at the shape of the page and at nodes alone, which is soon done for a drawing of any size.
  init(nodesOf geometry: Geometry, of graph: LayoutGraph, shape: LayoutFaults) {
    misshape = shape.misshape
    nodesOnNodes = Self.overlaps(geometry, of: graph)
  }

  private static func overlaps(_ geometry: Geometry, of graph: LayoutGraph) -> Int {
    let boxes = zip(geometry.nodes, graph.nodes).map {
      Rectangle(centre: $0, width: $1.size.width, height: $1.size.height)
    }
    let grid = BoxGrid(boxes)
    return boxes.indices.reduce(0) { sum, index in sum + grid.touching(boxes[index]).count { $0 > index } }
  }

  /// Looks at what lies on what.
  init(_ geometry: Geometry, of graph: LayoutGraph, shape: LayoutFaults? = nil) {
    misshape = shape?.misshape ?? 0
    nodesOnNodes = Self.overlaps(geometry, of: graph)
    let nodes = zip(geometry.nodes, graph.nodes).map {
      Rectangle(centre: $0, width: $1.size.width, height: $1.size.height)
    }
    let labels = zip(geometry.routes, graph.edges).map { route, edge -> Rectangle? in
      guard let centre = route.label, let size = edge.label else { return nil }
      return Self.lettering(size, at: centre)
    }
    let lines = LineGrid(geometry.routes.map { $0.polyline() })
    for (node, box) in nodes.enumerated() {
      for edge in lines.lines(crossing: box.grown(by: Self.clearance)).map({ graph.edges[$0] })
      where edge.source != node && edge.target != node { edgesThroughNodes += 1 }
    }
    let nodeGrid = BoxGrid(nodes)
    let labelGrid = BoxGrid(labels)
    for (index, label) in labels.enumerated() {
      guard let label else { continue }
      labelsOnEdges += lines.lines(crossing: label).count { $0 != index }
      labelsOnNodes += nodeGrid.touching(label).count
      labelsOnLabels += labelGrid.touching(label).count { $0 > index }
    }
  }

  /// The part of a label that must stay free: its halo may touch something, its letters may not.
  static func lettering(_ size: LayoutGraph.Size, at centre: Point) -> Rectangle {
    Rectangle(centre: centre, width: size.width - 2 * EdgeLabel.gap + 2, height: size.height - 4)
  }
}

extension Rectangle {
  /// The smallest one around all points, or nil when there are none.
  init?(around points: [Point]) {
    guard let first = points.first else { return nil }
    self.init(left: first.x, top: first.y, right: first.x, bottom: first.y)
    for point in points {
      left = min(left, point.x)
      top = min(top, point.y)
      right = max(right, point.x)
      bottom = max(bottom, point.y)
    }
    // An edge that runs straight has no extent across, and touching counts.
    self = grown(by: 0.01)
  }

  /// Whether a line of straight pieces has a part inside.
  func isCrossed(by line: [Point]) -> Bool {
    guard line.count > 1 else { return false }
    for index in 1..<line.count where intersects(from: line[index - 1], to: line[index]) { return true }
    return false
  }
}
