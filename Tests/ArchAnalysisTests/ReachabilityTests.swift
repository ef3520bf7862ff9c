import ArchAnalysis
import Testing

@Suite struct ReachabilityTests {
  @Test func followsEdgesForwardOnly() {
    let graph = Digraph(vertexCount: 5, edges: [(0, 1), (1, 2), (3, 2)])
    let reached = Reachability(in: graph, from: [0])
    #expect((0..<5).map(reached.reaches) == [true, true, true, false, false])
    #expect((0..<5).map(reached.distance) == [0, 1, 2, nil, nil])
  }

  @Test func countsTheShortestWay() {
    let graph = Digraph(vertexCount: 4, edges: [(0, 1), (1, 2), (2, 3), (0, 2), (3, 0)])
    #expect(Reachability(in: graph, from: [0]).distance(3) == 2)
  }

  @Test func startsFromSeveral() {
    let graph = Digraph(vertexCount: 4, edges: [(0, 1), (2, 3), (3, 2)])
    let reached = Reachability(in: graph, from: [2, 0, 2])
    #expect((0..<4).map(reached.distance) == [0, 1, 0, 1])
  }

  @Test func ignoresWhatIsNoVertex() {
    let graph = Digraph(vertexCount: 2, edges: [(0, 7), (-1, 1), (0, 1)])
    #expect(graph.successors(0) == [1])
    #expect(graph.successors(9) == [])
    let reached = Reachability(in: graph, from: [-3, 5])
    #expect(!reached.reaches(0) && !reached.reaches(1) && !reached.reaches(7) && !reached.reaches(-1))
  }

  @Test func crossesLongChains() {
    let count = 200_000
    let graph = Digraph(vertexCount: count, edges: (1..<count).map { ($0 - 1, $0) })
    #expect(Reachability(in: graph, from: [0]).distance(count - 1) == count - 1)
  }
}
