/// The strongly connected components of a graph: the largest sets of vertices of which each reaches all others.
///
/// Source: R. Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM Journal on Computing 1(2), 1972. The
/// recursion is an explicit stack, so that a chain of a million vertices takes heap and not the thread's stack. O(V + E).
public struct StronglyConnected: Sendable {
  /// The component of each vertex, by position in `components`.
  public let componentOf: [Int]
  /// The vertices of each component in ascending order. A component stands after all that it leads to, that is, in
  /// reverse topological order.
  public let components: [[Int]]

  public init(_ graph: Digraph) {
    let unseen = -1
    var number = [Int](repeating: unseen, count: graph.vertexCount)
    var low = [Int](repeating: 0, count: graph.vertexCount)
    var componentOf = [Int](repeating: unseen, count: graph.vertexCount)
    var components: [[Int]] = []
    var open: [Int] = []
    var path: [(vertex: Int, edge: Int)] = []
    var count = 0

    for root in 0..<graph.vertexCount where number[root] == unseen {
      path.append((root, graph.edges(of: root).lowerBound))
      number[root] = count
      low[root] = count
      count += 1
      open.append(root)
      while let (vertex, edge) = path.last {
        if edge < graph.edges(of: vertex).upperBound {
          path[path.count - 1].edge += 1
          let next = graph.target(edge)
          if number[next] == unseen {
            number[next] = count
            low[next] = count
            count += 1
            open.append(next)
            path.append((next, graph.edges(of: next).lowerBound))
          } else if componentOf[next] == unseen {
            low[vertex] = min(low[vertex], number[next])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { low[parent.vertex] = min(low[parent.vertex], low[vertex]) }
        guard low[vertex] == number[vertex] else { continue }
        var members: [Int] = []
        while let member = open.popLast() {
          componentOf[member] = components.count
          members.append(member)
          if member == vertex { break }
        }
        components.append(members.sorted())
      }
    }
    self.componentOf = componentOf
    self.components = components
  }
}
