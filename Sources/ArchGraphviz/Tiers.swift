/// The order in which sibling boundaries are stacked.
///
/// Left alone, dot puts two boundaries side by side as soon as one relation runs back from the lower to the upper, and edges
/// then sweep across the page. The order that goes against the fewest relations is found greedily (Eades, Lin and Smyth,
/// "A fast and effective heuristic for the feedback arc set problem", 1993); a relation against it is handed over turned
/// round, and a point between two boundaries keeps their layers apart.
struct Tiers {
  static let none = Tiers()

  /// Nodes that end the upper boundary, and nodes that begin the lower one.
  private(set) var separations: [(above: [Int], below: [Int])] = []
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
  private func findSeparations(_ graph: LayoutGraph, joined: [Pair]) -> [(above: [Int], below: [Int])] {
    var lowers: [Int: Set<Int>] = [:]
    for pair in joined {
      let isTurned = places[pair.upper] > places[pair.lower]
      let (upper, lower) = isTurned ? (pair.lower, pair.upper) : (pair.upper, pair.lower)
      lowers[upper, default: []].insert(lower)
    }
    // The nodes of each boundary that have nothing before or after them inside it.
    var hasSuccessor = Set<Pair>()
    var hasPredecessor = Set<Pair>()
    for edge in graph.edges where edge.source != edge.target {
      let (tail, head) = isReversed(edge) ? (edge.target, edge.source) : (edge.source, edge.target)
      for (tailBoundary, headBoundary) in zip(chains[tail], chains[head]) {
        guard tailBoundary == headBoundary else { break }
        hasSuccessor.insert(Pair(upper: tailBoundary, lower: tail))
        hasPredecessor.insert(Pair(upper: headBoundary, lower: head))
      }
    }
    var members: [Int: [Int]] = [:]
    for (node, chain) in chains.enumerated() {
      for boundary in chain { members[boundary, default: []].append(node) }
    }
    var result: [(above: [Int], below: [Int])] = []
    for upper in lowers.keys.sorted() {
      let below = lowers[upper] ?? []
      for lower in below.sorted() where !below.contains(where: { lowers[$0]?.contains(lower) == true }) {
        let last = (members[upper] ?? []).filter { !hasSuccessor.contains(Pair(upper: upper, lower: $0)) }
        let first = (members[lower] ?? []).filter { !hasPredecessor.contains(Pair(upper: lower, lower: $0)) }
        // Where a circle runs through a whole boundary, nothing ends or begins it: then each of its nodes does.
        let (above, below) = (last.isEmpty ? members[upper] : last, first.isEmpty ? members[lower] : first)
        if let above, let below { result.append((above, below)) }
      }
    }
    return result
  }
}
