import ArchDiagram
import TestTools
import Testing

@testable import ArchGraphviz

@Suite struct GeometryTests {
  /// Small diagrams must come out without a fault, whatever they are like.
  @Test(arguments: 1...24)
  func edgesPassNoForeignNodeAndLabelsCoverNone(seed: Int) throws {
    let diagram = Sample.random(
      seed: UInt64(seed), nodes: 4 + seed, boundaries: seed % 7, edges: 4 + seed + seed % 5)
    let drawn = Picture(try SVGDrawing.draw(diagram).text)
    #expect(drawn.nodes.count == diagram.nodes.count)
    #expect(drawn.edges.count == diagram.edges.count)
    #expect(drawn.edges.allSatisfy { $0.line.count > 1 })
    #expect(drawn.faults == [])
  }

  @Test(arguments: 1...12)
  func edgesBeginAndEndAtTheirNodes(seed: Int) throws {
    let diagram = Sample.random(seed: UInt64(100 + seed), nodes: 12, boundaries: 3, edges: 18)
    let drawn = Picture(try SVGDrawing.draw(diagram).text)
    let boxes = Dictionary(uniqueKeysWithValues: drawn.nodes.map { ($0.name, $0.box) })
    for edge in drawn.edges {
      let (source, target) = (try #require(boxes[edge.source]), try #require(boxes[edge.target]))
      let (first, last) = (try #require(edge.line.first), try #require(edge.line.last))
      // A head is nine pixels long and stands between the line and the box.
      #expect(source.grown(by: 10.5).isCrossed(by: [first, first]))
      #expect(target.grown(by: 10.5).isCrossed(by: [last, last]))
    }
  }

  @Test(arguments: 1...12)
  func boundariesHoldWhatIsTheirsAndNothingElse(seed: Int) throws {
    let diagram = Sample.random(seed: UInt64(200 + seed), nodes: 16, boundaries: 6, edges: 20)
    let drawn = Picture(try SVGDrawing.draw(diagram).text)
    func isInside(_ boundary: Int, of other: Int) -> Bool {
      var current: Int? = boundary
      while let index = current {
        if index == other { return true }
        current = diagram.boundaries[index].parent
      }
      return false
    }
    for (index, frame) in drawn.boundaries.enumerated() {
      #expect(drawn.page.contains(frame.box))
      for (node, placed) in zip(diagram.nodes, drawn.nodes) {
        let belongs = node.boundary.map { isInside($0, of: index) } ?? false
        #expect(frame.box.overlaps(placed.box) == belongs, "\(placed.name) and \(frame.name)")
      }
      for other in (index + 1)..<drawn.boundaries.count where !isInside(other, of: index) {
        #expect(!frame.box.overlaps(drawn.boundaries[other].box))
      }
    }
  }

  @Test func noPageIsWiderThanItMayBe() throws {
    let fan = Diagram(
      nodes: (0..<30).map { Sample.node("N\($0)", "Service \($0)", "service", .compute) },
      edges: (1..<30).map { Sample.edge(0, .call, $0) })
    let loose = Diagram(nodes: (0..<50).map { Sample.node("N\($0)", "Service \($0)", "service", .compute) })
    let zones = Diagram(
      boundaries: (0..<12).map { Diagram.Boundary(id: "Z\($0)", title: "Zone \($0)", kind: "zone") },
      nodes: (0..<24).map { Sample.node("N\($0)", "Service \($0)", "service", .compute, [], $0 / 2) })
    let large = Sample.random(seed: 5, nodes: 40, boundaries: 8, edges: 50)
    for diagram in [fan, loose, zones, large] {
      let drawing = try SVGDrawing.draw(diagram)
      #expect(Double(drawing.width) <= 2.5 * Double(drawing.height), "\(drawing.width) × \(drawing.height)")
    }
  }
}
