import ArchDiagram
import TestTools
import Testing

@testable import ArchGraphviz

@Suite struct DegenerateTests {
  private func draw(_ diagram: Diagram) throws -> Picture {
    let drawn = Picture(try SVGDrawing.draw(diagram).text)
    #expect(drawn.nodes.count == diagram.nodes.count)
    #expect(drawn.edges.count == diagram.edges.count)
    #expect(drawn.boundaries.count == diagram.boundaries.count)
    return drawn
  }

  @Test(arguments: Diagram.Direction.allCases)
  func oddDiagramsAreDrawnWhole(_ direction: Diagram.Direction) throws {
    let one = Sample.node("A", "A", "service", .compute)
    let two = Sample.node("B", "B", "service", .compute)
    let zone = Diagram.Boundary(id: "Z", title: "Zone", kind: "zone")
    let inner = Diagram.Boundary(id: "Z.Y", title: "Inner", kind: "zone", trust: .restricted, parent: 0)
    var inside = one
    inside.boundary = 0
    let every = Diagram.Arrow.allCases
    let diagrams = [
      Diagram(direction: direction),
      Diagram(title: "Only a title", direction: direction),
      Diagram(direction: direction, nodes: [one]),
      Diagram(direction: direction, boundaries: [zone]),
      Diagram(direction: direction, boundaries: [zone, inner], nodes: [one]),
      Diagram(direction: direction, boundaries: [zone, inner], nodes: [inside]),
      // All arrows on one node, several between two, and both ways.
      Diagram(direction: direction, nodes: [one], edges: every.map { Sample.edge(0, $0, 0, "self") }),
      Diagram(
        direction: direction, nodes: [one, two],
        edges: every.flatMap { [Sample.edge(0, $0, 1, "there"), Sample.edge(1, $0, 0), Sample.edge(0, $0, 1)] }),
      Diagram(
        direction: direction, boundaries: [zone], nodes: [inside, two],
        edges: [Sample.edge(0, .call, 1, "out"), Sample.edge(1, .call, 0, "in"), Sample.edge(0, .message, 0)]),
    ]
    for diagram in diagrams { _ = try draw(diagram) }
  }

  @Test func emptyBoundariesHaveRoomForTheirTitles() throws {
    let zone = Diagram.Boundary(id: "Z", title: "A zone that nothing stands in", kind: "zone", trust: .dmz)
    let drawn = try draw(Diagram(boundaries: [zone]))
    #expect(drawn.boundaries[0].box.width > 180)
    #expect(drawn.boundaries[0].box.height > 40)
  }

  @Test func chainsAndCirclesOfBoundariesAreDrawn() throws {
    let zones = (0..<4).map { Diagram.Boundary(id: "Z\($0)", title: "Z\($0)", kind: "zone") }
    let nodes = (0..<8).map { Sample.node("N\($0)", "N\($0)", "service", .compute, [], $0 % 4) }
    let circle = (0..<8).map { Sample.edge($0, .call, ($0 + 1) % 8, "next") }
    _ = try draw(Diagram(boundaries: zones, nodes: nodes, edges: circle))
  }

  @Test func deepNestingIsDrawn() throws {
    let zones = (0..<40).map {
      Diagram.Boundary(id: "Z\($0)", title: "Z\($0)", kind: "zone", parent: $0 == 0 ? nil : $0 - 1)
    }
    let drawn = try draw(Diagram(boundaries: zones, nodes: [Sample.node("A", "A", "service", .compute, [], 39)]))
    #expect(drawn.boundaries[0].box.width > drawn.boundaries[39].box.width + 1_000)
  }

  @Test func twoThousandNodesAreDrawn() throws {
    let nodes = (0..<2_000).map { Sample.node("N\($0)", "Node \($0)", "service", .compute) }
    let edges = (1..<2_000).map { Sample.edge($0 / 2, .call, $0) } + [Sample.edge(1_999, .message, 0)]
    _ = try draw(Diagram(nodes: nodes, edges: edges))
  }

  @Test func aLongChainIsDrawn() throws {
    let nodes = (0..<1_500).map { Sample.node("N\($0)", "N", "service", .compute) }
    _ = try draw(Diagram(nodes: nodes, edges: (1..<1_500).map { Sample.edge($0 - 1, .call, $0) }))
  }
}
