/// Nodes of one boundary that have the same neighbours. Dot puts them all side by side, however many there are.
struct EqualNodes {
  /// In source order.
  let nodes: [Int]
  /// Whether they have no neighbours at all.
  let isIsolated: Bool

  /// How many stand in one row.
  let columnCount: Int

  /// The groups that do not fit one row, by their first node.
  static func groups(_ graph: LayoutGraph) -> [EqualNodes] {
    struct Key: Hashable {
      var boundary: Int?
      var before: [Int]
      var after: [Int]
    }
    var keys = graph.nodes.map { Key(boundary: $0.boundary, before: [], after: []) }
    for edge in graph.edges {
      keys[edge.source].after.append(edge.target)
      keys[edge.target].before.append(edge.source)
    }
    var groups: [Key: [Int]] = [:]
    for (index, key) in keys.enumerated() {
      let sorted = Key(boundary: key.boundary, before: key.before.sorted(), after: key.after.sorted())
      groups[sorted, default: []].append(index)
    }
    return groups.map { key, nodes in
      let isIsolated = key.before.isEmpty && key.after.isEmpty
      // Rows that are together somewhat wider than high.
      var columnCount = max(4, Int((Double(nodes.count) * 0.9).squareRoot().rounded(.up)))
      if isIsolated, nodes.count > 1 {
        // Beside others, they take as many layers as the others do.
        let layers = layerCount(graph, in: key.boundary)
        if layers > 1 { columnCount = min(columnCount, (nodes.count + layers - 1) / layers) }
      }
      return EqualNodes(nodes: nodes, isIsolated: isIsolated, columnCount: columnCount)
    }
    .filter { $0.nodes.count > $0.columnCount }
    .sorted { ($0.nodes.first ?? 0) < ($1.nodes.first ?? 0) }
  }

  /// The count of nodes on the longest way among those that stand directly in a boundary; a circle counts as nothing.
  private static func layerCount(_ graph: LayoutGraph, in boundary: Int?) -> Int {
    var after: [Int: [Int]] = [:]
    var waitsFor: [Int: Int] = [:]
    for edge in graph.edges where edge.source != edge.target {
      guard graph.nodes[edge.source].boundary == boundary, graph.nodes[edge.target].boundary == boundary else {
        continue
      }
      after[edge.source, default: []].append(edge.target)
      waitsFor[edge.target, default: 0] += 1
    }
    var layers: [Int: Int] = [:]
    var ready = after.keys.filter { waitsFor[$0] == nil }
    var deepest = after.isEmpty ? 0 : 1
    while let node = ready.popLast() {
      let layer = layers[node] ?? 1
      deepest = max(deepest, layer)
      for next in after[node] ?? [] {
        layers[next] = max(layers[next] ?? 1, layer + 1)
        waitsFor[next, default: 0] -= 1
        if waitsFor[next] == 0 { ready.append(next) }
      }
    }
    return deepest
  }
}
