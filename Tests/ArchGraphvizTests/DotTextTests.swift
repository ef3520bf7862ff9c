import ArchDiagram
import Testing

@testable import ArchGraphviz

@Suite struct DotTextTests {
  /// Lays the text out as `dot` would; that throws when it is not well-formed.
  private func layOut(_ text: String) throws {
    _ = try LayoutEngine.run(Array(text.utf8), nodeCount: 0, clusterCount: 0, edgeCount: 0)
  }

  @Test func readsAsItIsMeant() throws {
    let text = DotText.dot(Sample.shop)
    try layOut(text)
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.first == "digraph \"Ticket shop\" {")
    #expect(
      lines.contains { $0.hasPrefix("\"Private.Ledger\" [label=\"Order ledger\\nPostgreSQL 16\", shape=cylinder") })
    #expect(lines.contains("\"Web\" -> \"Edge.Api\";"))
    #expect(
      lines.contains("\"Private.Events\" -> \"Private.Cashier\" [label=\"OrderPlaced\", style=dashed, arrowhead=vee];"))
    #expect(lines.contains("\"Web\" -> \"Edge.Api\" [dir=both];"))
    #expect(lines.contains { $0.hasPrefix("\"Private.Ledger\" -> \"Private.Copy\" [color=\"#4a5666:invis:#4a5666\"") })
    #expect(lines.contains { $0.hasPrefix("graph [label=\"VPC (private)\"") })
    #expect(lines.filter { $0.hasPrefix("subgraph") }.count == 2)
    #expect(text.hasSuffix("}\n"))
    #expect(DotText.dot(Sample.shop) == text)
  }

  @Test(arguments: HostileTextTests.strings)
  func everyTextStaysText(_ hostile: String) throws {
    var diagram = Sample.shop
    diagram.title = hostile
    diagram.subtitle = hostile
    diagram.boundaries[0].id = hostile
    diagram.boundaries[0].title = hostile
    diagram.nodes[0].id = hostile
    diagram.nodes[0].title = hostile
    diagram.nodes[1].id = hostile
    diagram.nodes[1].details = [hostile]
    diagram.nodes[1].tooltip = hostile
    diagram.nodes[1].link = hostile
    diagram.edges[0].label = hostile
    diagram.edges[0].tooltip = hostile
    let text = DotText.dot(diagram)
    try layOut(text)
    // As many lines as without: no text ends a statement or begins one.
    #expect(text.split(separator: "\n").count == DotText.dot(Sample.shop).split(separator: "\n").count)
  }

  @Test func brokenAndDeepDiagramsAreWrittenAllTheSame() throws {
    let node = Sample.node("A", "A", "service", .compute, [], 9)
    let broken = Diagram(
      boundaries: [Diagram.Boundary(id: "Z", title: "", kind: "zone", parent: 5)], nodes: [node, node],
      edges: [Sample.edge(0, .call, 7), Sample.edge(-1, .call, 0), Sample.edge(0, .call, 1)])
    let text = DotText.dot(broken)
    try layOut(text)
    #expect(text.contains("\"A\" -> \"A#1\";"))
    let deep = Diagram(
      boundaries: (0..<5_000).map {
        Diagram.Boundary(id: "B\($0)", title: "", kind: "zone", parent: $0 == 0 ? nil : $0 - 1)
      })
    #expect(DotText.dot(deep).split(separator: "\n").filter { $0.contains("subgraph") }.count == 5_000)
    try layOut(DotText.dot(Diagram()))
  }
}
