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
    for (selection, extras) in selections(model) {
      let drawing = try SVGDrawing.draw(DiagramProjection.diagram(of: model, selection, extras: extras))
      #expect(Picture(drawing.text).faults == [], "\(selection)")
      #expect(drawing.faults == [], "\(selection)")
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
}
