import ArchDiagram
import ArchModel
import ArchText
import ArchViews

/// Drawings of what happens over time.
extension Drawings {
  func sequence(_ flow: Flow) -> SequenceDiagram {
    SequenceProjection.diagram(of: flow, in: model, texts: DiagramFigures(figures: figures).texts(of: flow))
  }

  /// A text drawing of a flow that fits a width where that is possible at all.
  func text(_ sequence: SequenceDiagram, options: TextDrawing.Options) throws(CommandFailure) -> String {
    do {
      return try TextDrawing.draw(sequence, options: options).text
    } catch {
      throw CommandFailure(error, otherwise: "`--format svg`")
    }
  }

  /// The text of a page of `archc build`: within 100 columns where that can be, else as wide as it must be.
  func page(_ sequence: SequenceDiagram) -> String {
    (try? text(sequence, options: TextDrawing.Options(width: 100)))
      ?? (try? text(sequence, options: TextDrawing.Options(width: nil))) ?? ""
  }

  /// The states of a circuit breaker; nil where the relation has none.
  ///
  /// - Parameter mark: stands before the title of the state at the start, where a drawing has no sign for it.
  func states(of relation: RelationID, mark: String = "") -> Diagram? {
    var diagram = BreakerProjection.diagram(of: relation, in: model)
    if !mark.isEmpty, let first = diagram?.nodes.first { diagram?.nodes[0].title = mark + " " + first.title }
    return diagram
  }
}
