/// Which vertices every way from a root has to pass.
///
/// Source: T. Lengauer and R. E. Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph", ACM TOPLAS 1(1),
/// 1979; the simple version with path compression, O(E log V), without recursion.
public struct Dominators: Sendable {
  /// The nearest vertex that every way from the root to a vertex passes, other than itself; -1 for the root and for what
  /// cannot be reached.
  public let immediate: [Int]
  /// The vertices in the order in which a search from the root meets them, and the last of those below it in the tree of
  /// dominators.
  private let enter: [Int]
  private let leave: [Int]

  public init(_ graph: Digraph, root: Int) {
    let count = graph.vertexCount
    var search = DominatorSearch(count: count)
    if (0..<count).contains(root) { search.run(graph, root: root) }
    immediate = search.immediate
    var children = [[Int]](repeating: [], count: count)
    for vertex in search.order where immediate[vertex] >= 0 { children[immediate[vertex]].append(vertex) }
    var enter = [Int](repeating: -1, count: count)
    var leave = [Int](repeating: -2, count: count)
    var clock = 0
    var stack: [(vertex: Int, next: Int)] = []
    if let first = search.order.first {
      stack.append((first, 0))
      enter[first] = 0
    }
    while let (vertex, next) = stack.last {
      if next < children[vertex].count {
        stack[stack.count - 1].next += 1
        clock += 1
        enter[children[vertex][next]] = clock
        stack.append((children[vertex][next], 0))
      } else {
        leave[vertex] = clock
        stack.removeLast()
      }
    }
    self.enter = enter
    self.leave = leave
  }

  /// Whether every way from the root to `vertex` passes `other`, or they are the same. False for what no way leads to.
  public func passes(_ other: Int, onWayTo vertex: Int) -> Bool {
    guard enter.indices.contains(other), enter.indices.contains(vertex), enter[vertex] >= 0, enter[other] >= 0 else {
      return false
    }
    return enter[other] <= enter[vertex] && enter[vertex] <= leave[other]
  }
}

private struct DominatorSearch {
  /// The vertices in the order of a depth-first search.
  var order: [Int] = []
  var immediate: [Int]
  private var number: [Int]
  private var parent: [Int]
  private var semi: [Int]
  private var ancestor: [Int]
  private var label: [Int]

  init(count: Int) {
    immediate = [Int](repeating: -1, count: count)
    number = immediate
    parent = immediate
    semi = immediate
    ancestor = immediate
    label = Array(0..<count)
  }

  mutating func run(_ graph: Digraph, root: Int) {
    number(graph, root)
    var sources = [[Int]](repeating: [], count: graph.vertexCount)
    for vertex in order { for next in graph.successors(vertex) { sources[next].append(vertex) } }
    var bucket = [[Int]](repeating: [], count: graph.vertexCount)
    for vertex in order.dropFirst().reversed() {
      for source in sources[vertex] {
        let best = evaluate(source)
        if semi[best] < semi[vertex] { semi[vertex] = semi[best] }
      }
      bucket[order[semi[vertex]]].append(vertex)
      ancestor[vertex] = parent[vertex]
      for waiting in bucket[parent[vertex]] {
        let best = evaluate(waiting)
        immediate[waiting] = semi[best] < semi[waiting] ? best : parent[vertex]
      }
      bucket[parent[vertex]] = []
    }
    for vertex in order.dropFirst() where immediate[vertex] != order[semi[vertex]] {
      immediate[vertex] = immediate[immediate[vertex]]
    }
  }

  private mutating func number(_ graph: Digraph, _ root: Int) {
    var stack: [(vertex: Int, edge: Int)] = [(root, graph.edges(of: root).lowerBound)]
    visit(root, from: -1)
    while let (vertex, edge) = stack.last {
      guard edge < graph.edges(of: vertex).upperBound else {
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].edge += 1
      let next = graph.target(edge)
      guard number[next] < 0 else { continue }
      visit(next, from: vertex)
      stack.append((next, graph.edges(of: next).lowerBound))
    }
  }

  private mutating func visit(_ vertex: Int, from source: Int) {
    number[vertex] = order.count
    semi[vertex] = order.count
    parent[vertex] = source
    order.append(vertex)
  }

  /// The vertex of the least semidominator on the way up the forest, which is shortened on the way.
  private mutating func evaluate(_ vertex: Int) -> Int {
    guard ancestor[vertex] >= 0 else { return vertex }
    var path: [Int] = []
    var current = vertex
    while ancestor[current] >= 0, ancestor[ancestor[current]] >= 0 {
      path.append(current)
      current = ancestor[current]
    }
    for step in path.reversed() {
      let above = ancestor[step]
      if semi[label[above]] < semi[label[step]] { label[step] = label[above] }
      ancestor[step] = ancestor[above]
    }
    return label[vertex]
  }
}
