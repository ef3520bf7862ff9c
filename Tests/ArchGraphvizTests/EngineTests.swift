import ArchDiagram
import Testing

@testable import ArchGraphviz

@Suite struct EngineTests {
  /// libgvc 2.42 frees a block twice when it gives back the layout of a labelled edge between nodes of one layer.
  @Test func flatLabelledEdgesLayOutAgainAndAgain() throws {
    let dot = """
      digraph{node[shape=box,fixedsize=true,label=""];{rank=same;n0;n1;n2;}n0->n1[id=0,label="ab"];n1->n2[id=1,label="c"];\
      subgraph cluster0{n3;n4;}n3->n4[id=2,label="de"];n2->n3[id=3];}
      """
    let first = try LayoutEngine.run(Array(dot.utf8), nodeCount: 5, clusterCount: 1, edgeCount: 4)
    var same = 0
    for _ in 0..<200 {
      let again = try LayoutEngine.run(Array(dot.utf8), nodeCount: 5, clusterCount: 1, edgeCount: 4)
      // What is not there is NaN, which equals nothing.
      if again.map(\.bitPattern) == first.map(\.bitPattern) { same += 1 }
    }
    #expect(same == 200)
  }

  @Test func brokenTextIsRefusedWithTheEnginesWords() {
    for dot in ["digraph{n0->", "nothing", "", "\u{0}"] {
      #expect(throws: GraphvizError.self) {
        try LayoutEngine.run(Array(dot.utf8), nodeCount: 0, clusterCount: 0, edgeCount: 0)
      }
    }
    do {
      _ = try LayoutEngine.run(Array("digraph{n0->".utf8), nodeCount: 0, clusterCount: 0, edgeCount: 0)
    } catch {
      #expect(error.message.contains("syntax error"))
    }
  }

  @Test func diagramsThatPointNowhereAreRefused() {
    let lost = Diagram(nodes: [Sample.node("A", "A", "service", .compute, [], 3)])
    #expect(throws: GraphvizError.self) { try SVGDrawing.draw(lost) }
    let loose = Diagram(nodes: [Sample.node("A", "A", "service", .compute)], edges: [Sample.edge(0, .call, 1)])
    #expect(throws: GraphvizError.self) { try SVGDrawing.draw(loose) }
    let circle = Diagram(boundaries: [Diagram.Boundary(id: "A", title: "A", kind: "zone", parent: 0)])
    #expect(throws: GraphvizError.self) { try SVGDrawing.draw(circle) }
    let deep = Diagram(
      boundaries: (0..<1_000).map {
        Diagram.Boundary(id: "B\($0)", title: "", kind: "zone", parent: $0 == 0 ? nil : $0 - 1)
      })
    #expect(throws: GraphvizError.self) { try SVGDrawing.draw(deep) }
  }

  @Test func aLayoutThatTakesTooLongIsStopped() {
    var dot = "digraph{"
    for first in 0..<60 { for second in (first + 1)..<60 { dot += "n\(first)->n\(second);" } }
    do {
      _ = try LayoutEngine.run(
        Array((dot + "}").utf8), nodeCount: 60, clusterCount: 0, edgeCount: 0, secondsLimit: 1)
      Issue.record("a graph of 1,770 edges was laid out within a second")
    } catch {
      #expect(error.message.contains("more than 1 second"))
      #expect(error.remedy?.contains("--timeout") == true)
      #expect(error.isFinal)
    }
  }

  /// libgvc aborts when it gets no memory: that ends the layout and nothing else.
  @Test func anAbortOfTheEngineIsAnError() {
    let dot = "digraph{n0[shape=polygon,sides=1900000000]}"
    #expect(throws: GraphvizError.self) {
      try LayoutEngine.run(Array(dot.utf8), nodeCount: 1, clusterCount: 0, edgeCount: 0, secondsLimit: 5)
    }
  }

  @Test func whatTheGraphLacksIsNotANumber() throws {
    let values = try LayoutEngine.run(Array("digraph{n0}".utf8), nodeCount: 2, clusterCount: 1, edgeCount: 1)
    #expect(values.count == 4 + 2 * 2 + 4 + 10)
    #expect(values[0..<6].allSatisfy { $0.isFinite })
    #expect(values[6..<12].allSatisfy { $0.isNaN })
    #expect(values.last == 0)
  }
}
