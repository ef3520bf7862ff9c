/// A graph whose edges each join neighbouring layers: longer ones run over dummies.
struct LayeredGraph {
  struct Item {
    /// The node, or -1.
    var node = -1
    /// The edge a dummy belongs to, or -1. An item with neither holds the place of its zone in a layer.
    var edge = -1
    var layer: Int
    var zone: Int
    var nets: Nets = Nets()
  }

  /// The nets at an item.
  struct Nets {
    /// Nets that come from the layer above.
    var above: [Int] = []
    /// Nets that lead to the layer below, both ends of a self-relation included once.
    var below: [Int] = []
  }

  /// The piece of an edge between two layers.
  struct Net {
    var edge: Int
    var upper: Int
    /// The item in the next layer; the same as `upper` for a self-relation, which stays in the channel below.
    var lower: Int
    var isLoop: Bool { upper == lower }
  }

  var items: [Item] = []
  var nets: [Net] = []
  /// The items of each layer, in order across.
  var layers: [[Int]] = []
  /// The nets of each edge, from the upper end to the lower one.
  var path: [Range<Int>] = []
  /// The first and last layer of each zone.
  var spans: [ClosedRange<Int>] = []
  /// For each zone, its place among its siblings.
  var ranks: [Int] = []

  /// - Parameter isWithinFrames: whether the dummies of an edge lie in the zones of its ends wherever these reach, and not
  ///   beside them.
  init(_ graph: DrawingGraph, layers layerOf: [Int], isWithinFrames: Bool = false) {
    let spans = isWithinFrames ? Self.spans(of: graph, layers: layerOf) : []
    let last = layerOf.max() ?? 0
    layers = Array(repeating: [], count: graph.nodes.isEmpty ? 0 : last + 1)
    for node in graph.nodes.indices {
      add(Item(node: node, layer: layerOf[node], zone: graph.nodes[node].zone))
    }
    for (index, edge) in graph.edges.enumerated() {
      let first = nets.count
      var upper = edge.upper
      if edge.source != edge.target {
        let zone = graph.commonZone(graph.nodes[edge.source].zone, graph.nodes[edge.target].zone)
        for layer in (layerOf[edge.upper] + 1)..<max(layerOf[edge.upper] + 1, layerOf[edge.lower]) {
          let inner = isWithinFrames ? Self.zone(of: edge, at: layer, within: zone, graph, spans) : zone
          add(Item(edge: index, layer: layer, zone: inner))
          nets.append(Net(edge: index, upper: upper, lower: items.count - 1))
          upper = items.count - 1
        }
      }
      nets.append(Net(edge: index, upper: upper, lower: edge.lower))
      path.append(first..<nets.count)
    }
    for (index, net) in nets.enumerated() {
      items[net.upper].nets.below.append(index)
      if !net.isLoop { items[net.lower].nets.above.append(index) }
    }
    holdPlaces(graph)
    ranks = Array(0..<graph.zones.count)
  }

  /// The layers of the nodes of each zone, with those of the zones in it.
  private static func spans(of graph: DrawingGraph, layers: [Int]) -> [ClosedRange<Int>?] {
    var spans: [ClosedRange<Int>?] = Array(repeating: nil, count: graph.zones.count)
    for node in graph.nodes.indices {
      var zone = graph.nodes[node].zone
      while zone >= 0 {
        let span = spans[zone] ?? layers[node]...layers[node]
        spans[zone] = min(span.lowerBound, layers[node])...max(span.upperBound, layers[node])
        zone = graph.zones[zone].parent
      }
    }
    return spans
  }

  /// The innermost zone around one end of an edge that reaches a layer; the common one where both ends have such a zone.
  private static func zone(
    of edge: DrawingGraph.Edge, at layer: Int, within common: Int, _ graph: DrawingGraph, _ spans: [ClosedRange<Int>?]
  ) -> Int {
    func innermost(_ node: Int) -> Int {
      var zone = graph.nodes[node].zone
      while zone != common, zone > 0, !(spans[zone]?.contains(layer) ?? false) { zone = graph.zones[zone].parent }
      return zone
    }
    let (upper, lower) = (innermost(edge.upper), innermost(edge.lower))
    return upper == common ? lower : lower == common ? upper : common
  }

  private mutating func add(_ item: Item) {
    layers[item.layer].append(items.count)
    items.append(item)
  }

  /// Finds the span of every zone and adds an item in each of its layers where it has none.
  private mutating func holdPlaces(_ graph: DrawingGraph) {
    guard !layers.isEmpty else {
      spans = Array(repeating: 0...0, count: graph.zones.count)
      return
    }
    var first = Array(repeating: Int.max, count: graph.zones.count)
    var last = Array(repeating: -1, count: graph.zones.count)
    for item in items {
      var zone = item.zone
      while zone >= 0, item.layer < first[zone] || item.layer > last[zone] {
        first[zone] = min(first[zone], item.layer)
        last[zone] = max(last[zone], item.layer)
        zone = graph.zones[zone].parent
      }
    }
    spans = first.indices.map { first[$0] > last[$0] ? 0...0 : first[$0]...last[$0] }
    guard graph.zones.count > 1 else { return }
    var isHeld = Array(repeating: Array(repeating: false, count: layers.count), count: graph.zones.count)
    for item in items {
      var zone = item.zone
      while zone >= 0, !isHeld[zone][item.layer] {
        isHeld[zone][item.layer] = true
        zone = graph.zones[zone].parent
      }
    }
    // A zone stands after the one around it, so this goes from the inside out.
    for zone in graph.zones.indices.reversed() where zone > 0 {
      for layer in spans[zone] where !isHeld[zone][layer] {
        add(Item(layer: layer, zone: zone))
        var outer = zone
        while outer >= 0, !isHeld[outer][layer] {
          isHeld[outer][layer] = true
          outer = graph.zones[outer].parent
        }
      }
    }
  }
}
