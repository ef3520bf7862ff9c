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

  /// The layer of every node, such that no layer takes more than `capacity` cells across where that is possible.
  ///
  /// List scheduling after Coffman and Graham: layer by layer, of the nodes whose predecessors all stand in earlier
  /// layers those with the longest way to go come first. A wire that passes a layer takes two cells of it.
  func packed(capacity: Int) -> [Int] {
    var height = Array(repeating: 0, count: graph.nodes.count)
    for node in topologicalOrder().reversed() {
      for next in below[node] { height[node] = max(height[node], height[next] + 1) }
    }
    var layers = Array(repeating: 0, count: graph.nodes.count)
    var waiting = above.map(\.count)
    var ready = graph.nodes.indices.filter { waiting[$0] == 0 }
    var layer = 0
    var passing = 0
    while !ready.isEmpty {
      ready.sort { (height[$1], $0) < (height[$0], $1) }
      var used = passing * 2
      var placed: [Int] = []
      var left: [Int] = []
      for node in ready {
        let arriving = above[node].count * 2
        if placed.isEmpty || used - arriving + room[node] <= capacity {
          placed.append(node)
          used += room[node] - min(arriving, used)
        } else {
          left.append(node)
        }
      }
      for node in placed {
        layers[node] = layer
        passing += below[node].count - above[node].count
        for next in below[node] {
          waiting[next] -= 1
          if waiting[next] == 0 { left.append(next) }
        }
      }
      ready = left
      layer += 1
    }
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
    var used: [Int] = Array(repeating: 0, count: (layers.max() ?? 0) + 1)
    var isAlone = Array(repeating: false, count: layers.count)
    for node in alone { isAlone[node] = true }
    for node in layers.indices where !isAlone[node] { used[layers[node]] += room[node] }
    // Enough layers that a block of loose boxes is about as high as it is wide.
    var rows = 1
    while rows * rows * 3 < alone.count { rows += 1 }
    if alone.count == layers.count {
      used = Array(repeating: 0, count: rows)
    } else if used.count < rows {
      used += Array(repeating: 0, count: rows - used.count)
    }
    // A loose box of a zone stays within the layers its zone has anyway.
    var spans: [Range<Int>?] = Array(repeating: nil, count: graph.zones.count)
    for node in layers.indices where !isAlone[node] && graph.nodes[node].zone != 0 {
      let span = spans[graph.nodes[node].zone] ?? layers[node]..<(layers[node] + 1)
      spans[graph.nodes[node].zone] =
        min(span.lowerBound, layers[node])..<max(span.upperBound, layers[node] + 1)
    }
    for node in alone {
      let candidates = spans[graph.nodes[node].zone] ?? 0..<used.count
      let best = candidates.min { (used[$0], $0) < (used[$1], $1) } ?? 0
      layers[node] = best
      used[best] += room[node]
    }
  }
}

extension DrawingGraph.Edge {
  /// The end that stands in the earlier layer.
  var upper: Int { isReversed ? target : source }
  /// The end that stands in the later layer.
  var lower: Int { isReversed ? source : target }
}
