/// Folds a drawing that is too tall: its layers stand in several columns, one after the other.
enum Columns {
  /// Whether an edge leads from one column to another one, by edge; such an edge must not order layers.
  ///
  /// - isReversed: whether an edge is handed over turned round, by edge.
  static func crossings(_ graph: LayoutGraph, isReversed: [Bool], count: Int) -> [Bool] {
    var after: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var waitsFor = Array(repeating: 0, count: graph.nodes.count)
    let ends = zip(graph.edges, isReversed).map { edge, isTurned in
      isTurned ? (tail: edge.target, head: edge.source) : (tail: edge.source, head: edge.target)
    }
    for end in ends where end.tail != end.head {
      after[end.tail].append(end.head)
      waitsFor[end.head] += 1
    }
    var layers = Array(repeating: 0, count: graph.nodes.count)
    var ready = graph.nodes.indices.filter { waitsFor[$0] == 0 }
    var deepest = 0
    while let node = ready.popLast() {
      deepest = max(deepest, layers[node])
      for next in after[node] {
        layers[next] = max(layers[next], layers[node] + 1)
        waitsFor[next] -= 1
        if waitsFor[next] == 0 { ready.append(next) }
      }
    }
    func column(_ node: Int) -> Int { layers[node] * count / (deepest + 1) }
    return ends.map { column($0.tail) != column($0.head) }
  }
}
