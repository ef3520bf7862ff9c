import ArchDiagram
import ArchGraphviz
import ArchModel
import ArchText
import ArchViews

/// The formats of a drawing.
enum DrawingFormat: String, CaseIterable {
  case ascii, svg, dot

  /// The format that the name of a file asks for, or nil.
  init?(path: String) {
    switch path.split(separator: ".").last {
    case "svg": self = .svg
    case "dot", "gv": self = .dot
    case "txt", "text", "md": self = .ascii
    default: return nil
    }
  }
}

/// Makes drawings of a model.
struct Drawings {
  let model: Model
  /// Above this many components an overview shows boundaries as single boxes.
  static let overviewLimit = 25

  func diagram(_ selection: DiagramSelection = .all) -> Diagram {
    DiagramProjection.diagram(of: model, selection)
  }

  /// A text drawing that fits a width where that is possible at all.
  func text(
    _ diagram: Diagram, direction: Diagram.Direction? = nil, width: Int?, charset: TextDrawing.Charset = .unicode,
    detail: TextDrawing.Detail = .name
  ) throws(CommandFailure) -> String {
    var options = TextDrawing.Options()
    options.charset = charset
    options.width = width
    options.direction = direction
    options.detail = detail
    do {
      return try TextDrawing.draw(diagram, options: options).text
    } catch {
      switch error {
      case .tooWide(let needed, let limit):
        throw CommandFailure(
          "the drawing needs \(needed) columns, and there are \(limit)",
          help: "`--width \(needed)`, or draw a part with `--view` or `--boundary`")
      }
    }
  }

  func svg(_ diagram: Diagram) throws(CommandFailure) -> String {
    do {
      return try SVGDrawing.draw(diagram).text
    } catch {
      throw CommandFailure("the drawing could not be laid out: \(error.message)")
    }
  }

  /// The overview that stands in the report: everything, or the context of a large system.
  func overview(width: Int) -> (text: String, note: String?) {
    if model.components.count <= Self.overviewLimit,
      let text = try? text(diagram(), width: width)
    {
      return (text, nil)
    }
    let context = diagram(.context)
    let note = "Boundaries are drawn as single boxes."
    if let text = try? text(context, width: width) { return (text, note) }
    return ((try? text(context, width: nil)) ?? "", note)
  }
}
