/// Orders the items of each layer so that few wires cross and every zone is one run in each of its layers.
///
/// Barycentre sweeps after Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System
/// Structures" (1981), carried out over the tree of zones, then swaps of neighbours. Crossings are counted with a
/// Fenwick tree (Barth, Mutzel and Jünger, "Simple and Efficient Bilayer Cross Counting", 2004).
struct Ordering {
  private let graph: DrawingGraph
  private var layered: LayeredGraph
  /// The zone around each zone.
  private let parents: [Int]
  /// The place of every item in its layer.
  private var place: [Int]
  private var above: [[Int]] = []
  private var below: [[Int]] = []

  init(_ graph: DrawingGraph, _ layered: LayeredGraph) {
    self.graph = graph
    self.layered = layered
    parents = graph.zones.map(\.parent)
    place = Array(repeating: 0, count: layered.items.count)
    above = Array(repeating: [], count: layered.items.count)
    below = above
    for net in layered.nets where !net.isLoop {
      below[net.upper].append(net.lower)
      above[net.lower].append(net.upper)
    }
  }

  /// The same graph with ordered layers and ranked zones.
  ///
  /// - Parameter effort: how many first orders to try at most.
  mutating func ordered(effort: Int) -> LayeredGraph {
    let size = layered.items.count + layered.nets.count
    let sweeps = max(4, min(24, 200_000 / max(1, size)))
    // Sorting within the tree of zones takes about four times as long.
    let budget = graph.zones.count > 1 ? 80_000 : 250_000
    let attempts = max(1, min(effort, budget / max(1, size * sweeps)))
    var best = layered
    var bestCount = Int.max
    for attempt in 0..<attempts {
      start(attempt)
      var leastCount = Int.max
      var stale = 0
      for sweep in 0..<sweeps {
        let isDownward = sweep % 2 == 0
        for step in layered.layers.indices {
          let layer = isDownward ? step : layered.layers.count - 1 - step
          sort(layer, isDownward: isDownward)
        }
        if sweep % 4 >= 2 {
          for _ in 0..<4 {
            if swapNeighbours() == 0 { break }
          }
        }
        let count = crossings()
        if count < bestCount {
          bestCount = count
          best = layered
        }
        stale = count < leastCount ? 0 : stale + 1
        leastCount = min(leastCount, count)
        if bestCount == 0 || stale == 7 { break }
        rankZones()
      }
      if bestCount == 0 { break }
    }
    layered = best
    for layer in layered.layers.indices { number(layer) }
    for _ in 0..<8 {
      if swapNeighbours() == 0 { break }
    }
    return layered
  }

  // MARK: - Starting

  /// A first order: by a walk along the edges in source order, breadth first or depth first; later attempts start the
  /// walk elsewhere.
  private mutating func start(_ attempt: Int) {
    var rank = Array(repeating: -1, count: layered.items.count)
    var next = 0
    let count = layered.items.count
    let first = attempt < 2 ? 0 : (attempt &* 7919) % max(count, 1)
    for step in 0..<count {
      let root = (first + step) % count
      guard rank[root] < 0 else { continue }
      rank[root] = next
      next += 1
      var queue = [root]
      var head = 0
      while head < queue.count {
        let item: Int
        if attempt % 2 == 0 {
          item = queue[head]
          head += 1
        } else {
          item = queue.removeLast()
        }
        for neighbour in below[item] + above[item] where rank[neighbour] < 0 {
          rank[neighbour] = next
          next += 1
          queue.append(neighbour)
        }
      }
    }
    layered.ranks = Array(0..<graph.zones.count)
    for layer in layered.layers.indices {
      let values = layered.layers[layer].map { Double(rank[$0]) }
      arrange(layer, values)
    }
  }

  private mutating func number(_ layer: Int) {
    for (index, item) in layered.layers[layer].enumerated() { place[item] = index }
  }

  // MARK: - Sweeps

  private mutating func sort(_ layer: Int, isDownward: Bool) {
    let neighbours = isDownward ? above : below
    let items = layered.layers[layer]
    var values = items.indices.map { Double($0) }
    // Items without neighbours on that side keep their place, on the scale of the neighbouring layer.
    var scale = 1.0
    if let other = items.lazy.compactMap({ neighbours[$0].first }).first {
      scale = Double(layered.layers[layered.items[other].layer].count) / Double(items.count)
    }
    for (index, item) in items.enumerated() {
      let around = neighbours[item]
      if around.isEmpty {
        values[index] = Double(index) * scale
      } else {
        var sum = 0
        for neighbour in around { sum += place[neighbour] }
        values[index] = Double(sum) / Double(around.count)
      }
    }
    arrange(layer, values)
  }

  /// Sorts a layer by `values` (one per item, in the present order) within the tree of zones.
  private mutating func arrange(_ layer: Int, _ values: [Double]) {
    let items = layered.layers[layer]
    if graph.zones.count == 1 {
      let order = items.indices.sorted { (values[$0], $0) < (values[$1], $1) }
      layered.layers[layer] = order.map { items[$0] }
    } else {
      layered.layers[layer] = ZoneTreeSort(parents: parents, ranks: layered.ranks).sorted(
        items.indices.map { (items[$0], layered.items[items[$0]].zone, values[$0]) })
    }
    number(layer)
  }

  /// Ranks sibling zones by the mean place of what they hold.
  private mutating func rankZones() {
    guard graph.zones.count > 1 else { return }
    var sums = Array(repeating: 0.0, count: graph.zones.count)
    var counts = Array(repeating: 0.0, count: graph.zones.count)
    for (index, item) in layered.items.enumerated() {
      let around = above[index] + below[index]
      guard !around.isEmpty else { continue }
      var mean = 0.0
      for neighbour in around {
        mean += (Double(place[neighbour]) + 0.5) / Double(layered.layers[layered.items[neighbour].layer].count)
      }
      mean /= Double(around.count)
      var zone = item.zone
      while zone > 0 {
        sums[zone] += mean
        counts[zone] += 1
        zone = graph.zones[zone].parent
      }
    }
    let order = graph.zones.indices.sorted { first, second in
      let left = counts[first] > 0 ? sums[first] / counts[first] : 0.5
      let right = counts[second] > 0 ? sums[second] / counts[second] : 0.5
      return (left, layered.ranks[first]) < (right, layered.ranks[second])
    }
    for (rank, zone) in order.enumerated() { layered.ranks[zone] = rank }
  }

  // MARK: - Counting

  /// How many pairs of nets cross.
  func crossings() -> Int {
    var sum = 0
    for layer in layered.layers.indices.dropLast() { sum += crossings(below: layer) }
    return sum
  }

  private func crossings(below layer: Int) -> Int {
    let width = layered.layers[layer + 1].count
    var tree = Array(repeating: 0, count: width + 1)
    var inserted = 0
    var sum = 0
    for item in layered.layers[layer] {
      for lower in below[item] {
        var index = place[lower] + 1
        var before = 0
        while index > 0 {
          before += tree[index]
          index -= index & -index
        }
        sum += inserted - before
      }
      for lower in below[item] {
        var index = place[lower] + 1
        while index <= width {
          tree[index] += 1
          index += index & -index
        }
        inserted += 1
      }
    }
    return sum
  }

  // MARK: - Swaps

  /// Swaps neighbours of one zone while that saves crossings. Returns how many it saved.
  @discardableResult private mutating func swapNeighbours() -> Int {
    var saved = 0
    for layer in layered.layers.indices {
      let count = layered.layers[layer].count
      guard count > 1 else { continue }
      for index in 0..<(count - 1) {
        let first = layered.layers[layer][index]
        let second = layered.layers[layer][index + 1]
        guard layered.items[first].zone == layered.items[second].zone else { continue }
        let gain =
          crossed(above[first], above[second]) + crossed(below[first], below[second])
          - crossed(above[second], above[first]) - crossed(below[second], below[first])
        if gain > 0 {
          saved += gain
          layered.layers[layer].swapAt(index, index + 1)
          place[first] = index + 1
          place[second] = index
        }
      }
    }
    return saved
  }

  /// The crossings between nets to `left` and nets to `right` when the item with `left` stands first.
  private func crossed(_ left: [Int], _ right: [Int]) -> Int {
    var sum = 0
    for first in left {
      for second in right where place[first] > place[second] { sum += 1 }
    }
    return sum
  }
}

/// Sorts one layer so that each zone stays one run and sibling zones keep their rank.
struct ZoneTreeSort {
  /// The zone around each zone.
  let parents: [Int]
  let ranks: [Int]

  private enum Child {
    case item(Int)
    case zone(Int)
  }

  /// The items in order; given are items with their zone and wanted position.
  func sorted(_ entries: [(item: Int, zone: Int, value: Double)]) -> [Int] {
    // The zones that occur, with the sum of the values they hold.
    var slots = Array(repeating: -1, count: parents.count)
    var zones: [Int] = []
    var sums: [Double] = []
    var counts: [Double] = []
    var leaves: [[(item: Int, value: Double)]] = []
    for entry in entries {
      var zone = entry.zone
      while zone >= 0 {
        if slots[zone] < 0 {
          slots[zone] = zones.count
          zones.append(zone)
          sums.append(0)
          counts.append(0)
          leaves.append([])
        }
        sums[slots[zone]] += entry.value
        counts[slots[zone]] += 1
        zone = parents[zone]
      }
      leaves[slots[entry.zone]].append((entry.item, entry.value))
    }
    var inner: [[Int]] = Array(repeating: [], count: zones.count)
    for (slot, zone) in zones.enumerated() where zone > 0 { inner[slots[parents[zone]]].append(slot) }
    var result: [Int] = []
    var stack: [Child] = slots[0] < 0 ? [] : [.zone(slots[0])]
    while let child = stack.popLast() {
      switch child {
      case .item(let item): result.append(item)
      case .zone(let slot):
        let children = merged(
          leaves[slot], inner[slot].sorted { ranks[zones[$0]] < ranks[zones[$1]] }.map { ($0, sums[$0], counts[$0]) })
        stack.append(contentsOf: children.reversed())
      }
    }
    return result
  }

  /// Leaves by value, zones by rank with values that rise (pooled where they do not), merged.
  private func merged(_ leaves: [(item: Int, value: Double)], _ zones: [(slot: Int, sum: Double, count: Double)])
    -> [Child]
  {
    let leaves = leaves.enumerated().sorted { ($0.element.value, $0.offset) < ($1.element.value, $1.offset) }
    var pools: [(sum: Double, count: Double, size: Int)] = []
    for zone in zones {
      pools.append((zone.sum, zone.count, 1))
      while pools.count > 1 {
        let last = pools[pools.count - 1]
        let before = pools[pools.count - 2]
        guard before.sum * last.count > last.sum * before.count else { break }
        pools.removeLast()
        pools[pools.count - 1] = (before.sum + last.sum, before.count + last.count, before.size + last.size)
      }
    }
    var values: [Double] = []
    for pool in pools { values += Array(repeating: pool.sum / pool.count, count: pool.size) }
    var result: [Child] = []
    var next = 0
    for (index, zone) in zones.enumerated() {
      while next < leaves.count, leaves[next].element.value <= values[index] {
        result.append(.item(leaves[next].element.item))
        next += 1
      }
      result.append(.zone(zone.slot))
    }
    for leaf in leaves[next...] { result.append(.item(leaf.element.item)) }
    return result
  }
}
