import ArchDiagram
import ArchGraphviz
import ArchModel
import ArchViews
import TestSupport
import TestTools
import Testing

/// Pictures of whole programs, looked at with eyes that know nothing of the code that draws: no words on boxes or on other
/// words, no edge through a foreign box, no page of an odd shape, few bytes.
@Suite struct DrawingFaultTests {
  /// Everything that `archc build` draws of a model, and that with references.
  private func selections(_ model: Model) -> [(DiagramSelection, DiagramExtras)] {
    let all: [DiagramSelection] =
      [.all, .overview, .context] + model.elements(of: .view).map { .view($0) } + model.boundaries.map { .boundary($0) }
    return all.map { ($0, DiagramExtras()) } + [
      (.all, DiagramExtras(references: true)), (.all, DiagramExtras(flow: model.flows.first?.element)),
    ]
  }

  @Test(arguments: SampleTests.roots)
  func samplesAreDrawnWithoutFault(root: String) throws {
    let model = try Checked(file: root).model
    let diagrams =
      selections(model).map { DiagramProjection.diagram(of: model, $0, extras: $1) }
      + PhaseSeries.phases(of: model).compactMap { PhaseSeries.diagram(of: $0, in: model) }
    for diagram in diagrams {
      let drawing = try SVGDrawing.draw(diagram)
      #expect(Picture(drawing.text).faults == [], "\(diagram.subtitle)")
      #expect(drawing.faults == [], "\(diagram.subtitle)")
      #expect(Double(drawing.width) <= 2.5 * Double(drawing.height) + 1)
    }
  }

  @Test(arguments: 0..<50)
  func generatedModelsAreDrawnWithoutFault(seed: Int) throws {
    let checked = Checked(ModelGenerator.text(components: 6 + seed / 2, seed: seed))
    let drawing = try SVGDrawing.draw(DiagramProjection.diagram(of: checked.model))
    #expect(Picture(drawing.text).faults == [])
    #expect(Double(drawing.width) <= 2.5 * Double(drawing.height) + 1)
  }

  @Test(arguments: SampleTests.roots)
  func aComponentTakesFewBytes(root: String) throws {
    let model = try Checked(file: root).model
    let text = try SVGDrawing.draw(DiagramProjection.diagram(of: model)).text
    #expect(text.utf8.count < 1_500 * model.components.count)
  }

  @Test(arguments: SampleTests.roots)
  func anOverlayTakesFewBytesAndCoversNothing(root: String) throws {
    let model = try Checked(file: root).model
    let diagram = DiagramProjection.diagram(of: model)
    var marked = diagram
    for index in marked.nodes.indices {
      marked.nodes[index].findings = [Diagram.Chip(id: "REL001", severity: .error, message: "Made up")]
    }
    let painted: [Diagram] = [
      diagram.painted(.owner(of: model)), diagram.painted(.criticality(of: model)),
      diagram.painted(.assumed(of: model)), marked,
    ]
    for diagram in painted {
      let drawing = try SVGDrawing.draw(diagram)
      #expect(drawing.text.utf8.count < 2_000 * model.components.count, "\(diagram.overlay)")
      #expect(Picture(drawing.text).faults == [], "\(diagram.overlay)")
    }
  }

  /// A new leaf must not throw over what a reader has learnt: the order from left to right and from top to bottom.
  @Test(arguments: SampleTests.roots)
  func aNewLeafLeavesTheOrderAlone(root: String) throws {
    let model = try Checked(file: root).model
    let diagram = DiagramProjection.diagram(of: model)
    let before = Picture(try SVGDrawing.draw(diagram).text)
    var turned = 0
    var pairs = 0
    for hub in diagram.nodes.indices where diagram.nodes[hub].family == .compute {
      var grown = diagram
      var leaf = Diagram.Node(id: "NewLeaf", title: "New leaf", kind: "database", family: .data)
      leaf.boundary = diagram.nodes[hub].boundary
      grown.nodes.append(leaf)
      grown.edges.append(
        Diagram.Edge(id: "leaf", source: hub, target: grown.nodes.count - 1, arrow: .call, label: "sql"))
      let after = Picture(try SVGDrawing.draw(grown).text)
      for first in before.nodes.indices {
        let box = before.nodes[first].box
        for second in before.nodes.indices where second > first {
          let other = before.nodes[second].box
          let (newBox, newOther) = (after.nodes[first].box, after.nodes[second].box)
          // A pair has turned where one stood wholly beside or above the other and now stands wholly on the other side.
          pairs += 1
          let isTurnedAcross =
            box.right < other.left && newOther.right < newBox.left
            || other.right < box.left && newBox.right < newOther.left
          let isTurnedDown =
            box.bottom < other.top && newOther.bottom < newBox.top
            || other.bottom < box.top && newBox.bottom < newOther.top
          if isTurnedAcross || isTurnedDown { turned += 1 }
        }
      }
    }
    #expect(Double(turned) <= 0.05 * Double(pairs), "\(turned) of \(pairs) pairs")
  }
}
