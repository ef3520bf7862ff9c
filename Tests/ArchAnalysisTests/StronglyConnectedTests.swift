import ArchAnalysis
import Testing

@Suite struct StronglyConnectedTests {
  @Test func findsTheExampleOfTarjansPaper() {
    // 0 → 1 → 2 → 0 and 3 ⇄ 4, joined by 2 → 3; 5 stands alone.
    let graph = Digraph(vertexCount: 6, edges: [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (5, 5)])
    let result = StronglyConnected(graph)
    #expect(Set(result.components) == [[0, 1, 2], [3, 4], [5]])
    #expect(result.components == [[3, 4], [0, 1, 2], [5]])
    #expect(result.componentOf[0] == result.componentOf[2])
    #expect(result.componentOf[3] != result.componentOf[2])
  }

  @Test func putsAComponentBehindAllItLeadsTo() {
    let edges = [(0, 3), (3, 1), (1, 2), (2, 1), (0, 4), (4, 3), (5, 0)]
    let result = StronglyConnected(Digraph(vertexCount: 6, edges: edges.map { (source: $0.0, target: $0.1) }))
    for (source, target) in edges {
      #expect(result.componentOf[source] >= result.componentOf[target])
    }
  }

  /// Two vertices belong together if and only if each reaches the other.
  @Test(arguments: 0..<40) func agreesWithReachability(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let count = 2 + random(12)
    let edges = (0..<random(24)).map { _ in (source: random(count), target: random(count)) }
    let graph = Digraph(vertexCount: count, edges: edges)
    let result = StronglyConnected(graph)
    let reached = (0..<count).map { Reachability(in: graph, from: [$0]) }
    for a in 0..<count {
      for b in 0..<count {
        let together = reached[a].reaches(b) && reached[b].reaches(a)
        #expect((result.componentOf[a] == result.componentOf[b]) == together)
      }
    }
    #expect(result.components.flatMap { $0 }.sorted() == Array(0..<count))
  }

  @Test func takesNoStackForLongCycles() {
    let count = 300_000
    let edges = (0..<count).map { (source: $0, target: ($0 + 1) % count) }
    #expect(StronglyConnected(Digraph(vertexCount: count, edges: edges)).components.count == 1)
    #expect(StronglyConnected(Digraph(vertexCount: count, edges: Array(edges.dropLast()))).components.count == count)
  }

  @Test func takesEmptyGraphs() {
    #expect(StronglyConnected(Digraph(vertexCount: 0, edges: [])).components == [])
    #expect(StronglyConnected(Digraph(vertexCount: -4, edges: [(0, 0)])).components == [])
  }
}
