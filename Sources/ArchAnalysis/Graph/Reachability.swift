import ArchModel

/// What can be reached from some vertices over directed edges: a breadth-first search, O(V + E).
///
/// Source: E. F. Moore, "The Shortest Path Through a Maze", 1959.
public struct Reachability: Sendable {
  /// The number of edges on the shortest way from a start; -1 for what no way leads to.
  private let distances: [Int32]

  /// Searches from the starts, which count as reached themselves; starts outside the graph are left out.
  public init(in graph: Digraph, from starts: some Sequence<Int>) {
    var distances = [Int32](repeating: -1, count: graph.vertexCount)
    var queue: [Int] = []
    for start in starts where distances.indices.contains(start) && distances[start] < 0 {
      distances[start] = 0
      queue.append(start)
    }
    var index = 0
    while index < queue.count {
      let vertex = queue[index]
      index += 1
      for edge in graph.edges(of: vertex) {
        let next = graph.target(edge)
        guard distances[next] < 0 else { continue }
        distances[next] = distances[vertex] &+ 1
        queue.append(next)
      }
    }
    self.distances = distances
  }

  /// Whether a way leads to the vertex, or it is a start.
  public func reaches(_ vertex: Int) -> Bool {
    distances.indices.contains(vertex) && distances[vertex] >= 0
  }

  /// Whether a way leads to the element in a graph whose vertices are the elements of a model.
  public func reaches(_ element: ElementID) -> Bool { reaches(Int(element.index)) }

  /// The number of edges on the shortest way to the vertex, or nil where there is none.
  public func distance(_ vertex: Int) -> Int? {
    reaches(vertex) ? Int(distances[vertex]) : nil
  }
}
