import ArchAnalysis
import TestTools
import Testing

@Suite struct DominatorsTests {
  @Test func theExampleOfLengauerAndTarjan() {
    // R, A, B, C, D, E, F, G, H, I, J, K, L: figure 1 of the paper.
    let names = Array("RABCDEFGHIJKL")
    func index(_ name: Character) -> Int { names.firstIndex(of: name) ?? 0 }
    let edges = [
      "RA", "RB", "RC", "AD", "BA", "BD", "BE", "CF", "CG", "DL", "EH", "FI", "GI", "GJ", "HE", "HK", "IK", "JI", "KR",
      "KI", "LH",
    ].map { edge in (source: index(edge.first ?? "R"), target: index(edge.last ?? "R")) }
    let found = Dominators(Digraph(vertexCount: names.count, edges: edges), root: 0)
    let parents = found.immediate.map { $0 < 0 ? "-" : String(names[$0]) }.joined()
    #expect(parents == "-RRRRRCCRRGRD")
    #expect(found.passes(index("C"), onWayTo: index("J")))
    #expect(!found.passes(index("C"), onWayTo: index("I")))
  }

  @Test func aVertexDominatesWhatItsRemovalCutsOff() {
    for number in 0..<500 {
      var random = SeededRandom(seed: 77, case: number)
      let count = 1 + random.below(9)
      let edges = (0..<random.below(count * 3)).map { _ in
        (source: random.below(count), target: random.below(count))
      }
      let graph = Digraph(vertexCount: count, edges: edges)
      let found = Dominators(graph, root: 0)
      let reached = Reachability(in: graph, from: [0])
      for removed in 0..<count {
        let rest = Digraph(vertexCount: count, edges: edges.filter { $0.source != removed && $0.target != removed })
        let left = Reachability(in: rest, from: removed == 0 ? [] : [0])
        for vertex in 0..<count {
          let expected =
            reached.reaches(vertex) && reached.reaches(removed) && (vertex == removed || !left.reaches(vertex))
          #expect(
            found.passes(removed, onWayTo: vertex) == expected, "case \(number): \(removed) on the way to \(vertex)")
        }
      }
    }
  }
}
