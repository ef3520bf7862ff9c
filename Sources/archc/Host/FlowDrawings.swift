import ArchDiagram
import ArchModel
import ArchText
import ArchViews

/// Drawings of what happens over time.
extension Drawings {
  func sequence(_ flow: Flow) -> SequenceDiagram {
    SequenceProjection.diagram(of: flow, in: model)
  }

  /// A text drawing of a flow that fits a width where that is possible at all.
  func text(
    _ sequence: SequenceDiagram, width: Int?, charset: TextDrawing.Charset = .unicode,
    detail: TextDrawing.Detail = .name
  ) throws(CommandFailure) -> String {
    do {
      let options = TextDrawing.Options(charset: charset, width: width, detail: detail)
      return try TextDrawing.draw(sequence, options: options).text
    } catch {
      switch error {
      case .tooWide(let needed, let limit):
        throw CommandFailure(
          "the drawing needs \(needed) columns, and there are \(limit)",
          help: "`--width \(needed)`, or `--format svg`")
      }
    }
  }
}
