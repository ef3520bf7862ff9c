/// Which edges are handed to the engine turned round, so that those that remain run in no circle.
///
/// Dot breaks circles where its search happens to close them, which may put the entrance of a system at its end. Here the
/// order of the tiers comes first; in what is left, an order of the nodes is found greedily that goes against the fewest
/// edges (Eades, Lin and Smyth, 1993).
struct EdgeOrder {
  /// By edge.
  let isReversed: [Bool]

  /// Beyond this the order of the tiers alone counts.
  private static let largestSize = 1_000
  /// What holds two tiers apart counts as much as so many calls.
  private static let separationWeight = 16

  init(_ graph: LayoutGraph, tiers: Tiers) {
    let turned = graph.edges.map(tiers.isReversed)
    guard graph.size <= Self.largestSize else {
      isReversed = turned
      return
    }
    // Points between tiers are vertices as well.
    var links: [(from: Int, to: Int, weight: Int)] = []
    for (edge, isTurned) in zip(graph.edges, turned) where edge.source != edge.target && !edge.isReference {
      let weight = edge.isAsynchronous ? 1 : 2
      links.append(isTurned ? (edge.target, edge.source, weight) : (edge.source, edge.target, weight))
    }
    for (index, separation) in tiers.separations.enumerated() {
      let point = graph.nodes.count + index
      for node in separation.above { links.append((node, point, Self.separationWeight)) }
      for node in separation.below { links.append((point, node, Self.separationWeight)) }
    }
    let places = Self.places(count: graph.nodes.count + tiers.separations.count, links)
    isReversed = zip(graph.edges, turned).map { edge, isTurned in
      guard edge.source != edge.target else { return isTurned }
      let (from, to) = isTurned ? (edge.target, edge.source) : (edge.source, edge.target)
      return places[from] > places[to] ? !isTurned : isTurned
    }
  }

  /// The place of each vertex in an order that few links go against; all go along it where there is no circle.
  private static func places(count: Int, _ links: [(from: Int, to: Int, weight: Int)]) -> [Int] {
    var after: [[Int]] = Array(repeating: [], count: count)
    var before: [[Int]] = Array(repeating: [], count: count)
    var outWeight = Array(repeating: 0, count: count)
    var inWeight = Array(repeating: 0, count: count)
    for (index, link) in links.enumerated() {
      after[link.from].append(index)
      before[link.to].append(index)
      outWeight[link.from] += link.weight
      inWeight[link.to] += link.weight
    }
    var isTaken = Array(repeating: false, count: count)
    var head: [Int] = []
    var tail: [Int] = []
    func take(_ vertex: Int) {
      isTaken[vertex] = true
      for link in after[vertex] { inWeight[links[link].to] -= links[link].weight }
      for link in before[vertex] { outWeight[links[link].from] -= links[link].weight }
    }
    var remaining = Array(0..<count)
    while !remaining.isEmpty {
      // All sources, then all sinks, and only when there is neither the vertex that gives more than it takes.
      let sources = remaining.filter { inWeight[$0] == 0 }
      if !sources.isEmpty {
        head += sources
        sources.forEach(take)
      } else {
        let sinks = remaining.filter { outWeight[$0] == 0 }
        if !sinks.isEmpty {
          tail += sinks.reversed()
          sinks.forEach(take)
        } else {
          var best = remaining[0]
          for vertex in remaining where outWeight[vertex] - inWeight[vertex] > outWeight[best] - inWeight[best] {
            best = vertex
          }
          head.append(best)
          take(best)
        }
      }
      remaining.removeAll { isTaken[$0] }
    }
    var places = Array(repeating: 0, count: count)
    for (place, vertex) in (head + tail.reversed()).enumerated() { places[vertex] = place }
    return places
  }
}
