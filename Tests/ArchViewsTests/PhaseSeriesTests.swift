import ArchDiagram
import ArchModel
import ArchSyntax
import ArchViews
import Testing

@Suite struct PhaseSeriesTests {
  private let text = """
    client Web {}
    zone Old { service Monolith { tech: Java 8, -> Db }
      database Db {} }
    zone New { service Catalog { -> Shows }
      cache Shows {}
      service Orders {} }
    Web -> [Monolith, Catalog, Orders] { protocol: https }
    migration "Out" {
      phase P3 "The monolith goes" { removes: [Monolith, Db], after: P2 }
      phase P1 "Reads move out" { adds: [Catalog, Shows] }
      phase P2 "Orders move out" { adds: Orders, changes: Monolith, after: P1 }
    }
    """

  private func series() throws -> (Model, [Diagram]) {
    let model = compile([parse(SourceFile(path: "main.arch", text: text))]).model
    return (model, try PhaseSeries.phases(of: model).map { try #require(PhaseSeries.diagram(of: $0, in: model)) })
  }

  private func changes(_ diagram: Diagram) -> [String: Diagram.Change] {
    Dictionary(uniqueKeysWithValues: diagram.nodes.compactMap { node in node.change.map { (node.id, $0) } })
  }

  @Test func phasesStandInTheirOrder() throws {
    let (model, diagrams) = try series()
    #expect(PhaseSeries.phases(of: model).map { model.name($0) } == ["P1", "P2", "P3"])
    #expect(diagrams.map(\.subtitle).first == "phase 1 of 3: Reads move out")
  }

  @Test func eachPhaseMarksWhatItBrings() throws {
    let diagrams = try series().1
    #expect(changes(diagrams[0]) == ["New.Catalog": .added, "New.Shows": .added])
    #expect(diagrams[0].nodes.map(\.id).sorted() == ["New.Catalog", "New.Shows", "Old.Db", "Old.Monolith", "Web"])
    #expect(changes(diagrams[1]) == ["New.Orders": .added, "Old.Monolith": .changed])
    #expect(changes(diagrams[2]) == ["Old.Monolith": .removed, "Old.Db": .removed])
    let edges = diagrams[2].edges.filter { $0.change == .removed }.map(\.id).sorted()
    #expect(edges == ["Old.Monolith->Old.Db", "Web->Old.Monolith"])
    #expect(diagrams[2].edges.allSatisfy { $0.source < diagrams[2].nodes.count && $0.target < diagrams[2].nodes.count })
  }

  @Test func circlesOfPhasesEnd() {
    let model = compile([
      parse(
        SourceFile(
          path: "main.arch",
          text: "service A {}\nmigration { phase P { adds: A, after: Q }\n phase Q { after: P } }\n"))
    ]).model
    #expect(PhaseSeries.phases(of: model).count == 2)
    for phase in PhaseSeries.phases(of: model) { _ = PhaseSeries.diagram(of: phase, in: model) }
  }

  @Test func differencesAreFoundByPathAndIdentity() {
    func node(_ id: String, _ title: String, _ boundary: Int? = nil) -> Diagram.Node {
      Diagram.Node(id: id, title: title, kind: "service", family: .compute, boundary: boundary)
    }
    let zone = Diagram.Boundary(id: "Z", title: "Z", kind: "zone")
    let inner = Diagram.Boundary(id: "Z.Y", title: "Y", kind: "zone", parent: 0)
    let old = Diagram(
      boundaries: [zone, inner], nodes: [node("A", "A"), node("B", "B"), node("Z.Y.C", "C", 1)],
      edges: [
        Diagram.Edge(id: "A->B", source: 0, target: 1, arrow: .call, label: "x"),
        Diagram.Edge(id: "A->C", source: 0, target: 2, arrow: .call),
      ])
    let new = Diagram(
      nodes: [node("A", "A"), node("B", "Bee"), node("D", "D")],
      edges: [
        Diagram.Edge(id: "A->B", source: 0, target: 1, arrow: .call, label: "y"),
        Diagram.Edge(id: "A->D", source: 0, target: 2, arrow: .call),
      ])
    let diagram = new.changes(since: old)
    #expect(diagram.nodes.map(\.id) == ["A", "B", "D", "Z.Y.C"])
    #expect(diagram.nodes.map(\.change) == [nil, .changed, .added, .removed])
    #expect(diagram.edges.map(\.change) == [.changed, .added, .removed])
    #expect(diagram.boundaries.map(\.id) == ["Z", "Z.Y"])
    #expect(diagram.nodes[3].boundary == 1 && diagram.boundaries[1].parent == 0)
    #expect(new.changes(since: new).nodes.allSatisfy { $0.change == nil })
    let signs = diagram.withSigns
    #expect(signs.nodes.map(\.title) == ["A", "~ Bee", "+ D", "- C"])
    #expect(signs.edges.map(\.label) == ["~ y", "+", "-"])
  }
}
