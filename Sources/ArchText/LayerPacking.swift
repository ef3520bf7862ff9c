/// Deals nodes into layers of limited width.
///
/// List scheduling after Coffman and Graham, "Optimal Scheduling for Two-Processor Systems" (1972): layer by layer, of
/// the nodes whose predecessors all stand in earlier layers those with the longest way to go come first. A wire that
/// passes a layer takes two cells of it.
struct LayerPacking {
  let graph: DrawingGraph
  /// The cells each node takes across its layer.
  let room: [Int]
  let above: [[Int]]
  let below: [[Int]]
  let capacity: Int
  /// What an outermost zone may take of a layer.
  let zoneCapacity: Int

  private var layers: [Int] = []
  /// For each layer, the cells taken, and those taken by each outermost zone.
  private var used: [Int] = []
  private var usedOfZone: [[Int]] = []
  /// For each node, its outermost zone; 0 for none.
  private var outermost: [Int] = []

  init(graph: DrawingGraph, room: [Int], above: [[Int]], below: [[Int]], capacity: Int, zoneCapacity: Int) {
    self.graph = graph
    self.room = room
    self.above = above
    self.below = below
    self.capacity = capacity
    self.zoneCapacity = zoneCapacity
    outermost = graph.nodes.map { node in
      var zone = node.zone
      while graph.zones[zone].depth > 1 { zone = graph.zones[zone].parent }
      return zone
    }
  }

  /// The layers.
  ///
  /// - Parameter order: the nodes, each after its predecessors.
  mutating func packed(order: [Int]) -> [Int] {
    var height = Array(repeating: 0, count: graph.nodes.count)
    for node in order.reversed() {
      for next in below[node] { height[node] = max(height[node], height[next] + 1) }
    }
    layers = Array(repeating: 0, count: graph.nodes.count)
    var waiting = above.map(\.count)
    var ready = graph.nodes.indices.filter { waiting[$0] == 0 }
    var layer = 0
    var passing = 0
    while !ready.isEmpty {
      ready.sort { (height[$1], $0) < (height[$0], $1) }
      var used = passing * 2
      var usedOfZone = Array(repeating: 0, count: graph.zones.count)
      var placed: [Int] = []
      var left: [Int] = []
      for node in ready {
        let arriving = above[node].count * 2
        let zone = outermost[node]
        let isFit = used - arriving + room[node] <= capacity
        let isFitOfZone = zone == 0 || usedOfZone[zone] == 0 || usedOfZone[zone] + room[node] <= zoneCapacity
        if placed.isEmpty || isFit && isFitOfZone {
          placed.append(node)
          used += room[node] - min(arriving, used)
          usedOfZone[zone] += room[node]
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
    tighten()
    return layers
  }

  /// Moves nodes to where their wires are shorter, as far as the capacity allows it. A node that waited for room so comes
  /// back to what it is joined to.
  private mutating func tighten() {
    let count = (layers.max() ?? 0) + 1
    used = Array(repeating: 0, count: count)
    usedOfZone = Array(repeating: Array(repeating: 0, count: graph.zones.count), count: count)
    for node in layers.indices { take(node, layers[node], 1) }
    for edge in graph.edges where layers[edge.upper] + 1 < layers[edge.lower] {
      for layer in (layers[edge.upper] + 1)..<layers[edge.lower] { used[layer] += 2 }
    }
    for _ in 0..<8 {
      var isChanged = false
      for node in layers.indices where move(node) { isChanged = true }
      if !isChanged { break }
    }
  }

  private mutating func take(_ node: Int, _ layer: Int, _ sign: Int) {
    used[layer] += sign * room[node]
    usedOfZone[layer][outermost[node]] += sign * room[node]
  }

  /// Moves a node toward the side where it has more wires. Returns whether it moved.
  private mutating func move(_ node: Int) -> Bool {
    let balance = above[node].count - below[node].count
    guard balance != 0 else { return false }
    let old = layers[node]
    let first = above[node].map { layers[$0] + 1 }.max() ?? 0
    let last = below[node].map { layers[$0] - 1 }.min() ?? used.count - 1
    let wanted = balance > 0 ? stride(from: first, to: old, by: 1) : stride(from: last, to: old, by: -1)
    let zone = outermost[node]
    guard
      let new = wanted.first(where: { layer in
        used[layer] + room[node] <= capacity
          && (zone == 0 || usedOfZone[layer][zone] + room[node] <= zoneCapacity)
      })
    else { return false }
    // Wires to the one side grow and those to the other side shrink.
    for (neighbours, isAbove) in [(above[node], true), (below[node], false)] {
      let isLonger = (new > old) == isAbove
      let passed = (new > old) == isAbove ? min(old, new)..<max(old, new) : (min(old, new) + 1)..<(max(old, new) + 1)
      for layer in passed { used[layer] += (isLonger ? 2 : -2) * neighbours.count }
    }
    take(node, old, -1)
    take(node, new, 1)
    layers[node] = new
    return true
  }
}
