/// A directed graph over `0..<vertexCount`, as adjacency in two flat arrays.
///
/// Edges of one vertex keep the order in which they were given, so that whatever walks the graph is deterministic.
public struct Digraph: Sendable {
  public let vertexCount: Int
  private let starts: [Int32]
  private let targets: [Int32]

  /// A graph of these edges; those that name no vertex are left out. Takes O(V + E).
  public init(vertexCount: Int, edges: [(source: Int, target: Int)]) {
    let vertices = 0..<max(0, vertexCount)
    self.vertexCount = vertices.count
    var starts = [Int32](repeating: 0, count: vertices.count + 1)
    for edge in edges where vertices.contains(edge.source) && vertices.contains(edge.target) {
      starts[edge.source + 1] += 1
    }
    for vertex in vertices { starts[vertex + 1] += starts[vertex] }
    var next = starts
    var targets = [Int32](repeating: 0, count: Int(starts[vertices.count]))
    for edge in edges where vertices.contains(edge.source) && vertices.contains(edge.target) {
      targets[Int(next[edge.source])] = Int32(truncatingIfNeeded: edge.target)
      next[edge.source] += 1
    }
    self.starts = starts
    self.targets = targets
  }

  /// The places of a vertex's edges among all edges.
  func edges(of vertex: Int) -> Range<Int> { Int(starts[vertex])..<Int(starts[vertex + 1]) }

  /// The vertex that an edge leads to.
  func target(_ edge: Int) -> Int { Int(targets[edge]) }

  /// The vertices that edges lead to from this one, in the order given.
  public func successors(_ vertex: Int) -> [Int] {
    guard (0..<vertexCount).contains(vertex) else { return [] }
    return edges(of: vertex).map(target)
  }
}
