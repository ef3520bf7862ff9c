extension DrawingGraph {
  /// Marks the edges that a depth-first search finds to lead back, so that the rest has no cycle.
  ///
  /// The search starts at nodes nothing leads to, then goes in source order: what the author wrote first stays on top.
  mutating func breakCycles() {
    var outgoing: [[Int]] = Array(repeating: [], count: nodes.count)
    var hasIncoming = Array(repeating: false, count: nodes.count)
    for (index, edge) in edges.enumerated() where edge.source != edge.target {
      outgoing[edge.source].append(index)
      hasIncoming[edge.target] = true
    }
    let roots = nodes.indices.filter { !hasIncoming[$0] } + nodes.indices.filter { hasIncoming[$0] }
    // 0: not seen, 1: on the path, 2: done.
    var states = Array(repeating: 0, count: nodes.count)
    var next = states
    for root in roots where states[root] == 0 {
      var path = [root]
      states[root] = 1
      while let node = path.last {
        if next[node] == outgoing[node].count {
          states[node] = 2
          path.removeLast()
          continue
        }
        let edge = outgoing[node][next[node]]
        next[node] += 1
        let target = edges[edge].target
        if states[target] == 1 {
          edges[edge].isReversed = true
        } else if states[target] == 0 {
          states[target] = 1
          path.append(target)
        }
      }
    }
  }
}
