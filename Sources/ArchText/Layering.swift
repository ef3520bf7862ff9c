/// Deals the nodes of an acyclic graph into layers, so that each edge leads to a later layer.
struct Layering {
  private let graph: DrawingGraph
  /// The cells each node takes across its layer, the gap to the next one included.
  private let room: [Int]
  private var below: [[Int]]
  private var above: [[Int]]

  init(_ graph: DrawingGraph, room: [Int]) {
    self.graph = graph
    self.room = room
    below = Array(repeating: [], count: graph.nodes.count)
    above = below
    for edge in graph.edges where edge.source != edge.target {
      below[edge.upper].append(edge.lower)
      above[edge.lower].append(edge.upper)
    }
  }

  /// The layer of every node, such that the edges together are as short as can be.
  func shortest() -> [Int] {
    var simplex = NetworkSimplex(variables: graph.nodes.count)
    for edge in graph.edges where edge.source != edge.target {
      simplex.require(edge.upper, edge.lower, atLeast: 1, weight: 1)
    }
    var layers = simplex.solve(start: longestPath(), budget: 4_000_000)
    startComponentsAtZero(&layers)
    placeUnconnected(&layers)
    return layers
  }

  /// The layer of every node, such that no layer takes more than `capacity` cells across where that is possible, and no
  /// outermost zone more than `zoneCapacity` cells of it.
  func packed(capacity: Int, zoneCapacity: Int) -> [Int] {
    var packing = LayerPacking(
      graph: graph, room: room, above: above, below: below, capacity: capacity, zoneCapacity: zoneCapacity)
    var layers = packing.packed(order: topologicalOrder())
    placeUnconnected(&layers)
    return layers
  }

  private func topologicalOrder() -> [Int] {
    var waiting = above.map(\.count)
    var order = graph.nodes.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      for node in below[order[next]] {
        waiting[node] -= 1
        if waiting[node] == 0 { order.append(node) }
      }
      next += 1
    }
    return order
  }

  private func longestPath() -> [Int] {
    var layers = Array(repeating: 0, count: graph.nodes.count)
    for node in topologicalOrder() {
      for next in below[node] { layers[next] = max(layers[next], layers[node] + 1) }
    }
    return layers
  }

  private func startComponentsAtZero(_ layers: inout [Int]) {
    var isSeen = Array(repeating: false, count: layers.count)
    for root in layers.indices where !isSeen[root] {
      isSeen[root] = true
      var members = [root]
      var next = 0
      while next < members.count {
        for node in below[members[next]] + above[members[next]] where !isSeen[node] {
          isSeen[node] = true
          members.append(node)
        }
        next += 1
      }
      let first = members.map { layers[$0] }.min() ?? 0
      for node in members { layers[node] -= first }
    }
  }

  /// Puts nodes without edges where their layer is narrowest, so that they make a block and not a long row.
  private func placeUnconnected(_ layers: inout [Int]) {
    let alone = layers.indices.filter { below[$0].isEmpty && above[$0].isEmpty }
    guard alone.count > 1 || alone.count < layers.count else { return }
    var isAlone = Array(repeating: false, count: layers.count)
    for node in alone { isAlone[node] = true }
    // Enough layers that a block of loose boxes is about as high as it is wide.
    var rows = 1
    while rows * rows * 3 < alone.count { rows += 1 }
    let joined = layers.indices.filter { !isAlone[$0] }
    let count = max(rows, (joined.map { layers[$0] }.max() ?? -1) + 1)
    // A zone takes its greatest width in all layers of its span.
    var widths = Array(repeating: 0, count: graph.zones.count)
    var used = Array(repeating: Array(repeating: 0, count: count), count: graph.zones.count)
    var spans: [Range<Int>?] = Array(repeating: nil, count: graph.zones.count)
    for node in joined {
      var zone = graph.nodes[node].zone
      while zone >= 0 {
        used[zone][layers[node]] += room[node]
        widths[zone] = max(widths[zone], used[zone][layers[node]])
        let span = spans[zone] ?? layers[node]..<(layers[node] + 1)
        spans[zone] = min(span.lowerBound, layers[node])..<max(span.upperBound, layers[node] + 1)
        zone = graph.zones[zone].parent
      }
    }
    for node in alone {
      let home = graph.nodes[node].zone
      // A loose box of a zone stays within the layers its zone has anyway.
      let candidates = spans[home] ?? 0..<count
      func width(_ layer: Int) -> Int {
        var sum = used[home][layer]
        guard home == 0 else { return sum }
        for zone in graph.zones.indices.dropFirst() where graph.zones[zone].parent == 0 {
          if let span = spans[zone], span.contains(layer) { sum += widths[zone] - used[zone][layer] }
        }
        return sum
      }
      let best = candidates.map { (width($0), $0) }.min { $0 < $1 }?.1 ?? 0
      layers[node] = best
      var zone = home
      while zone >= 0 {
        used[zone][best] += room[node]
        widths[zone] = max(widths[zone], used[zone][best])
        if spans[zone] == nil { spans[zone] = best..<(best + 1) }
        zone = graph.zones[zone].parent
      }
    }
  }
}

extension DrawingGraph.Edge {
  /// The end that stands in the earlier layer.
  var upper: Int { isReversed ? target : source }
  /// The end that stands in the later layer.
  var lower: Int { isReversed ? source : target }
}
