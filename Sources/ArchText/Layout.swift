/// A graph with a place for everything, in cells along the layers' way (flow) and across it.
struct Layout {
  /// Where the label of an edge stands.
  enum LabelPlace: Sendable {
    case none
    /// On the stub below the upper end of a net.
    case upper(net: Int)
    /// On the stub above the lower end of a net.
    case lower(net: Int)
    /// On a dummy, beside the boxes of its layer.
    case item(Int)
  }

  let graph: DrawingGraph
  let spacing: Spacing
  var layered: LayeredGraph
  var labelPlaces: [LabelPlace] = []

  /// For each item, the ports of its lower side in order; a self-relation has two.
  var portsBelow: [[Port]] = []
  /// For each item, the ports of its upper side in order.
  var portsAbove: [[Port]] = []
  /// For each node, its cells across.
  var boxAcross: [Int] = []
  /// For each item, its first cell across.
  var itemAt: [Int] = []
  /// For each net, where its ends are across.
  var upperAt: [Int] = []
  var lowerAt: [Int] = []
  /// For each zone, the lines of its frame across.
  var nearAt: [Int] = []
  var farAt: [Int] = []
  /// For each zone whose title needs room kept between two wires: which gap, counted from its near end.
  var titleGaps: [Int?] = []

  /// For each layer, the first cell along the flow and the number of cells.
  var layerStart: [Int] = []
  var layerSize: [Int] = []
  /// The room after each layer.
  var channels: [Channel] = []
  /// For each net, its index among the wires of its channel.
  var wireOfNet: [Int] = []
  /// For each layer, whether its channel needs one more cell so that the style of every wire can be seen.
  var needsSpare: [Bool] = []
  /// For each layer, the least cells along the flow.
  var leastSize: [Int] = []
  /// For each zone, how many frames within it end with it, or start with it, in the same channel.
  var endLevels: [Int] = []
  var startLevels: [Int] = []
  /// The lines of the frames that start before the first layer, the innermost first.
  var leadingFrames: [Int] = []
  /// For each zone the lines of its frame along the flow, where they were moved; empty before.
  var frameLines: [(start: Int, end: Int)] = []
  /// The nets that are kept straight even where others bend more for it.
  var straightNets: Set<Int> = []

  /// One end of a net at a side of a box.
  struct Port: Sendable {
    var net: Int
    var isUpperEnd: Bool
  }

  var isDown: Bool { spacing.isDown }

  /// - Parameters:
  ///   - layers: the layer of every node, as `layers(_:isDown:capacity:)` gives it.
  ///   - isWithinFrames: whether long edges pass within the frames of their ends, not beside them.
  ///   - effort: how many first orders to try at most.
  init(_ graph: DrawingGraph, isDown: Bool, layers: [Int], isWithinFrames: Bool = false, effort: Int = 24) {
    self.graph = graph
    spacing = Spacing(isDown: isDown)
    var ordering = Ordering(graph, LayeredGraph(graph, layers: layers, isWithinFrames: isWithinFrames))
    layered = ordering.ordered(effort: effort)
    titleGaps = Array(repeating: nil, count: graph.zones.count)
    leastSize = Array(repeating: 1, count: layered.layers.count)
    needsSpare = Array(repeating: false, count: layered.layers.count)
  }

  /// The layer of every node.
  ///
  /// - Parameters:
  ///   - capacity: the cells a layer should not exceed across, or nil for the shortest edges.
  ///   - zoneCapacity: the cells an outermost zone should not exceed in a layer.
  static func layers(_ graph: DrawingGraph, isDown: Bool, capacity: Int?, zoneCapacity: Int = .max) -> [Int] {
    let gap = isDown ? 2 : 1
    let room = graph.nodes.map { node in (isDown ? node.textWidth + 4 : max(node.rows.count, 1) + 2) + gap }
    let layering = Layering(graph, room: room)
    return capacity.map { layering.packed(capacity: $0, zoneCapacity: zoneCapacity) } ?? layering.shortest()
  }

  /// Columns that any layout with these layers takes at least.
  static func leastColumns(_ graph: DrawingGraph, isDown: Bool, layers: [Int]) -> Int {
    var widths = Array(repeating: 0, count: (layers.max() ?? 0) + 1)
    for (index, node) in graph.nodes.enumerated() where !node.isHidden {
      let width = max(node.textWidth, 1) + 4
      widths[layers[index]] = isDown ? widths[layers[index]] + width + 2 : max(widths[layers[index]], width)
    }
    guard isDown else { return widths.reduce(0, +) + 2 * (widths.count - 1) }
    // A wire that passes a layer takes a cell and a blank.
    var change = Array(repeating: 0, count: widths.count + 1)
    for edge in graph.edges where layers[edge.upper] + 1 < layers[edge.lower] {
      change[layers[edge.upper] + 1] += 2
      change[layers[edge.lower]] -= 2
    }
    var passing = 0
    var most = 0
    for layer in widths.indices {
      passing += change[layer]
      most = max(most, widths[layer] + passing - 2)
    }
    return most
  }

  /// Carries out the stages after ordering.
  mutating func place() {
    orderPorts()
    placeLabels()
    sizeBoxes()
    placeAgain()
  }

  /// Carries out the stages that depend on `straightNets`.
  mutating func placeAgain() {
    titleGaps = Array(repeating: nil, count: graph.zones.count)
    assignAcross()
    routeChannels()
    if isDown { reserveTitleGaps() }
    assignFlow()
    if !isDown, widenForTitles() { assignFlow() }
  }

  /// The edge a net belongs to.
  func edge(_ net: Int) -> DrawingGraph.Edge { graph.edges[layered.nets[net].edge] }

  /// Whether the label of the net's edge stands at this end of it.
  func hasLabel(_ port: Port) -> Bool {
    switch labelPlaces[layered.nets[port.net].edge] {
    case .upper(let net): port.isUpperEnd && net == port.net
    case .lower(let net): !port.isUpperEnd && net == port.net
    default: false
    }
  }

  /// Whether a head stands at this end of a net.
  func hasHead(_ port: Port) -> Bool {
    let net = layered.nets[port.net]
    let edge = graph.edges[net.edge]
    let isEnd: Bool
    if net.isLoop {
      isEnd = true
    } else {
      isEnd = layered.items[port.isUpperEnd ? net.upper : net.lower].node >= 0
    }
    guard isEnd else { return false }
    if edge.arrow == .twoWay { return true }
    return port.isUpperEnd ? edge.isReversed : !edge.isReversed
  }
}
