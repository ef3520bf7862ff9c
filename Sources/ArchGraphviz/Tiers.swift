/// The order in which sibling boundaries are stacked.
///
/// Left alone, dot puts two boundaries side by side as soon as one relation runs back from the lower to the upper, and edges
/// then sweep across the page. The order that goes against the fewest relations is found greedily (Eades, Lin and Smyth,
/// "A fast and effective heuristic for the feedback arc set problem", 1993); a relation against it is handed over turned
/// round, and a point between two boundaries keeps their layers apart.
struct Tiers {
  static let none = Tiers()

  /// Two boundaries of one parent that are kept apart.
  struct Separation: Sendable {
    var parent: Int?
    /// The nodes that end the upper boundary.
    var above: [Int]
    /// The nodes that begin the lower one.
    var below: [Int]
  }

  private(set) var separations: [Separation] = []
  /// The place of each boundary among its siblings.
  private var places: [Int] = []
  /// The boundaries around each node, the outermost first.
  private var chains: [[Int]] = []

  private init() {}

  /// - stacksAll: whether neighbours in the order are kept apart even where no relation joins them.
  init(_ graph: LayoutGraph, stacksAll: Bool = false) {
    guard graph.boundaries.count > 1 else { return }
    var boundaryChains: [[Int]] = []
    for (index, boundary) in graph.boundaries.enumerated() {
      boundaryChains.append((boundary.parent.map { boundaryChains[$0] } ?? []) + [index])
    }
    chains = graph.nodes.map { node in node.boundary.map { boundaryChains[$0] } ?? [] }

    var pairs: [Pair: Int] = [:]
    for edge in graph.edges {
      guard let pair = siblings(edge) else { continue }
      pairs[pair, default: 0] += edge.isAsynchronous ? 1 : 2
    }
    let links = pairs.map { Link(pair: $0.key, weight: $0.value) }.sorted {
      ($0.pair.upper, $0.pair.lower) < ($1.pair.upper, $1.pair.lower)
    }
    places = Array(repeating: 0, count: graph.boundaries.count)
    let families = Dictionary(grouping: graph.boundaries.indices, by: { graph.boundaries[$0].parent })
    for (parent, members) in families where members.count > 1 {
      let inside = links.filter { graph.boundaries[$0.pair.upper].parent == parent }
      for (place, member) in Self.order(members, links: inside).enumerated() { places[member] = place }
    }
    var joined = links.map(\.pair)
    if stacksAll {
      for members in families.values {
        let inOrder = sorted(members)
        joined += zip(inOrder, inOrder.dropFirst()).map { Pair(upper: $0, lower: $1) }
      }
    }
    separations = findSeparations(graph, joined: joined)
  }

  /// Whether the edge is handed to the engine from its target to its source.
  func isReversed(_ edge: LayoutGraph.Edge) -> Bool {
    guard let pair = siblings(edge) else { return false }
    return places[pair.upper] > places[pair.lower]
  }

  /// Sibling boundaries in their order.
  func sorted(_ siblings: [Int]) -> [Int] {
    guard !places.isEmpty else { return siblings }
    return siblings.sorted { (places[$0], $0) < (places[$1], $1) }
  }

  private struct Pair: Hashable {
    var upper: Int
    var lower: Int
  }

  private struct Link {
    var pair: Pair
    var weight: Int
  }

  /// The two boundaries of one parent that an edge joins, or nil when it joins no two.
  private func siblings(_ edge: LayoutGraph.Edge) -> Pair? {
    guard !chains.isEmpty else { return nil }
    let (from, to) = (chains[edge.source], chains[edge.target])
    for (upper, lower) in zip(from, to) where upper != lower { return Pair(upper: upper, lower: lower) }
    return nil
  }

  private static func order(_ members: [Int], links: [Link]) -> [Int] {
    var out: [Int: [Link]] = [:]
    var incoming: [Int: [Link]] = [:]
    var balance: [Int: (out: Int, in: Int)] = [:]
    for link in links {
      out[link.pair.upper, default: []].append(link)
      incoming[link.pair.lower, default: []].append(link)
      balance[link.pair.upper, default: (0, 0)].out += link.weight
      balance[link.pair.lower, default: (0, 0)].in += link.weight
    }
    var head: [Int] = []
    var tail: [Int] = []
    func remove(_ member: Int) {
      for link in out[member] ?? [] { balance[link.pair.lower, default: (0, 0)].in -= link.weight }
      for link in incoming[member] ?? [] { balance[link.pair.upper, default: (0, 0)].out -= link.weight }
    }
    var remaining = members
    while !remaining.isEmpty {
      let weights = remaining.map { balance[$0] ?? (0, 0) }
      let chosen: Int
      if let source = weights.firstIndex(where: { $0.in == 0 }) {
        chosen = source
        head.append(remaining[chosen])
      } else if let sink = weights.lastIndex(where: { $0.out == 0 }) {
        chosen = sink
        tail.append(remaining[chosen])
      } else {
        var best = 0
        for index in weights.indices
        where weights[index].out - weights[index].in > weights[best].out - weights[best].in { best = index }
        chosen = best
        head.append(remaining[chosen])
      }
      remove(remaining.remove(at: chosen))
    }
    return head + tail.reversed()
  }

  /// A separation for each two related siblings that no third one parts already.
  private func findSeparations(_ graph: LayoutGraph, joined: [Pair]) -> [Separation] {
    var lowers: [Int: Set<Int>] = [:]
    for pair in joined {
      let isTurned = places[pair.upper] > places[pair.lower]
      let (upper, lower) = isTurned ? (pair.lower, pair.upper) : (pair.upper, pair.lower)
      lowers[upper, default: []].insert(lower)
    }
    let turned = graph.edges.map { edge in isReversed(edge) ? (edge.target, edge.source) : (edge.source, edge.target) }
    var members: [Int: [Int]] = [:]
    var inside: [Int: [(Int, Int)]] = [:]
    for (node, chain) in chains.enumerated() {
      for boundary in chain { members[boundary, default: []].append(node) }
    }
    for (tail, head) in turned where tail != head {
      for (tailBoundary, headBoundary) in zip(chains[tail], chains[head]) {
        guard tailBoundary == headBoundary else { break }
        inside[tailBoundary, default: []].append((tail, head))
      }
    }
    var pairs: [Pair] = []
    for upper in lowers.keys.sorted() {
      let below = lowers[upper] ?? []
      for lower in below.sorted() where !below.contains(where: { lowers[$0]?.contains(lower) == true }) {
        pairs.append(Pair(upper: upper, lower: lower))
      }
    }
    func separations(_ choose: ([Int], [(Int, Int)]) -> [Int]) -> [Separation] {
      pairs.map { pair in
        Separation(
          parent: graph.boundaries[pair.upper].parent,
          above: choose(members[pair.upper] ?? [], inside[pair.upper] ?? []),
          below: choose(members[pair.lower] ?? [], (inside[pair.lower] ?? []).map { ($1, $0) }))
      }
    }
    let complete = separations(Self.ends)
    let edgeCount = complete.reduce(0) { $0 + $1.above.count + $1.below.count }
    let result = edgeCount <= Self.largestEdgeCount ? complete : separations(Self.deepest)
    return result.filter { !$0.above.isEmpty && !$0.below.isEmpty }
  }

  /// So many invisible edges may hold boundaries apart; each takes time, as it runs through many layers.
  private static let largestEdgeCount = 80

  /// The nodes that nothing comes after. Where a circle runs through all of them, nothing ends it: then each does.
  private static func ends(_ members: [Int], _ edges: [(Int, Int)]) -> [Int] {
    let tails = Set(edges.map(\.0))
    let ends = members.filter { !tails.contains($0) }
    return ends.isEmpty ? members : ends
  }

  /// The nodes at the ends of the longest ways, at most three: dot holds a boundary together, so that those few keep most
  /// others in their place. A circle has no end and counts as far as it is reached.
  private static func deepest(_ members: [Int], _ edges: [(Int, Int)]) -> [Int] {
    var after: [Int: [Int]] = [:]
    var waitsFor: [Int: Int] = [:]
    for (tail, head) in edges {
      after[tail, default: []].append(head)
      waitsFor[head, default: 0] += 1
    }
    var depths: [Int: Int] = [:]
    var ready = members.filter { waitsFor[$0] == nil }
    while let node = ready.popLast() {
      for next in after[node] ?? [] {
        depths[next] = max(depths[next] ?? 0, (depths[node] ?? 0) + 1)
        waitsFor[next, default: 0] -= 1
        if waitsFor[next] == 0 { ready.append(next) }
      }
    }
    let deepest = depths.values.max() ?? 0
    return Array(members.filter { (depths[$0] ?? 0) == deepest }.prefix(3))
  }
}
