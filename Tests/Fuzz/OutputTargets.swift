import ArchDiagram
import ArchExchange
import ArchGraphviz
import ArchModel
import ArchReport
import ArchText
import ArchViews
import Foundation

/// What must hold of everything that is made from a model. Models with errors are drawn too: an editor does so.
enum OutputTargets {
  /// Larger drawings take longer than a case may.
  private static let nodeLimit = 80
  private static let edgeLimit = 200

  private static func model(_ input: [UInt8]) -> Model { ProgramTargets.Checked(input).compilation.model }

  /// The whole, the context, and each view and boundary, as far as they are small enough.
  private static func diagrams(_ model: Model, limit: Int) -> [Diagram] {
    let selections: [DiagramSelection] =
      [.all, .context] + model.elements(of: .view).prefix(2).map { .view($0) }
      + model.boundaries.prefix(2).map { .boundary($0) }
    return selections.map { DiagramProjection.diagram(of: model, $0) }
      .filter { $0.nodes.count <= nodeLimit && $0.edges.count <= edgeLimit && $0.boundaries.count <= nodeLimit }
      .prefix(limit).map { $0 }
  }

  static func text(_ input: [UInt8]) -> String? {
    for (index, diagram) in diagrams(model(input), limit: 4).enumerated() {
      // Each input runs through some of the options, chosen by what it is.
      let choice = input.count &+ index
      var options = TextDrawing.Options()
      options.charset = TextDrawing.Charset.allCases[choice % TextDrawing.Charset.allCases.count]
      options.width = [nil, 100, 60, 20][choice / 3 % 4]
      options.direction = [nil, .right, .down][choice / 12 % 3]
      options.detail = TextDrawing.Detail.allCases[choice / 36 % 2]
      if let problem = draw(diagram, options: options) { return problem }
    }
    return nil
  }

  private static func draw(_ diagram: Diagram, options: TextDrawing.Options) -> String? {
    do {
      let drawing = try TextDrawing.draw(diagram, options: options)
      if let width = options.width, drawing.columns > width {
        return "a text drawing takes \(drawing.columns) columns of \(width)"
      }
      if drawing.text.contains(where: { $0 == "\t" || $0 == "\u{1B}" || $0 == "\0" }) {
        return "a text drawing holds a control character"
      }
      return nil
    } catch {
      guard case .tooWide(let needed, let limit) = error else { return "a text drawing fails: \(error)" }
      guard needed > limit, limit == options.width else { return "needs \(needed) columns, and \(limit) are too few" }
      var wider = options
      wider.width = needed
      do {
        _ = try TextDrawing.draw(diagram, options: wider)
        return nil
      } catch {
        return "a text drawing needs \(needed) columns and does not fit them: \(error)"
      }
    }
  }

  static func svg(_ input: [UInt8]) -> String? {
    for diagram in diagrams(model(input), limit: 1) {
      do {
        let drawing = try SVGDrawing.draw(diagram)
        if let problem = XMLCheck.problem(in: drawing.text) { return "the SVG is not well formed: \(problem)" }
      } catch {
        return "the SVG cannot be drawn: \(error.message)"
      }
      _ = DotText.dot(diagram)
    }
    return nil
  }

  static func report(_ input: [UInt8]) -> String? {
    let model = model(input)
    let report = Report.markdown(model)
    if report.isEmpty { return "the report is empty" }
    return nil
  }

  static func export(_ input: [UInt8]) -> String? {
    do {
      let bytes = try JSONDocument.bytes(of: ModelDocument(model(input)))
      _ = try JSONSerialization.jsonObject(with: Data(bytes))
      return nil
    } catch {
      return "the export fails: \(error)"
    }
  }
}
