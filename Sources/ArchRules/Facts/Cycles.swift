import ArchAnalysis
import ArchModel

/// Edges between vertices that stand for parts of a model, or for roles of them.
struct RelationGraph {
  struct Edge {
    let source: Int
    let target: Int
    /// The relation that it comes from; nil where it joins two roles of one part.
    let relation: RelationID?
  }

  let vertexCount: Int
  let edges: [Edge]
  private let groups: StronglyConnected
  private let outgoing: [[Int]]

  init(vertexCount: Int, edges: [Edge]) {
    self.vertexCount = vertexCount
    self.edges = edges
    groups = StronglyConnected(Digraph(vertexCount: vertexCount, edges: edges.map { ($0.source, $0.target) }))
    var outgoing = [[Int]](repeating: [], count: vertexCount)
    for (index, edge) in edges.enumerated() { outgoing[edge.source].append(index) }
    self.outgoing = outgoing
  }

  /// The edges inside each group of vertices that reach one another, in order; groups without an edge have no cycle.
  func cyclicGroups() -> [[Int]] {
    var inside = [[Int]](repeating: [], count: groups.components.count)
    for (index, edge) in edges.enumerated() where groups.componentOf[edge.source] == groups.componentOf[edge.target] {
      inside[groups.componentOf[edge.source]].append(index)
    }
    return inside.filter { !$0.isEmpty }
  }

  /// The fewest edges that lead from an edge's target back to its source, that edge first. Both lie in one group, so
  /// there is a way; a breadth-first search inside the group finds it.
  func shortestCycle(through first: Int) -> [Int] {
    let start = edges[first].target
    let goal = edges[first].source
    if start == goal { return [first] }
    let group = groups.componentOf[start]
    var cameBy: [Int: Int] = [start: first]
    var queue = [start]
    var next = 0
    while next < queue.count, cameBy[goal] == nil {
      for index in outgoing[queue[next]] {
        let target = edges[index].target
        guard groups.componentOf[target] == group, cameBy[target] == nil else { continue }
        cameBy[target] = index
        queue.append(target)
      }
      next += 1
    }
    var path: [Int] = []
    var vertex = goal
    while vertex != start, let edge = cameBy[vertex] {
      path.append(edge)
      vertex = edges[edge].source
    }
    return [first] + path.reversed()
  }

  /// For each vertex how many vertices the longest chain of edges from it has, itself included. A group of vertices that
  /// reach one another counts with all its members.
  func longestChains() -> [Int] {
    // Groups stand after all that they lead to.
    var lengths = [Int](repeating: 0, count: groups.components.count)
    for (group, members) in groups.components.enumerated() {
      var longest = 0
      for member in members {
        for edge in outgoing[member] {
          let target = groups.componentOf[edges[edge].target]
          if target != group { longest = max(longest, lengths[target]) }
        }
      }
      lengths[group] = longest + members.count
    }
    return groups.componentOf.map { lengths[$0] }
  }
}
