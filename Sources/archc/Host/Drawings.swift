import ArchAnalysis
import ArchDiagram
import ArchGraphviz
import ArchModel
import ArchText
import ArchViews

/// The formats of a drawing.
enum DrawingFormat: String, CaseIterable {
  case ascii, svg, png, pdf, dot

  /// The format that the name of a file asks for, or nil.
  init?(path: String) {
    switch path.split(separator: ".").last?.lowercased() {
    case "svg": self = .svg
    case "png": self = .png
    case "pdf": self = .pdf
    case "dot", "gv": self = .dot
    case "txt", "text", "md": self = .ascii
    default: return nil
    }
  }
}

/// Makes drawings of a model.
struct Drawings {
  let model: Model
  let figures: Figures

  init(model: Model) {
    self.model = model
    figures = Figures(model)
  }

  func diagram(_ selection: DiagramSelection = .all, extras: DiagramExtras = DiagramExtras()) -> Diagram {
    DiagramProjection.diagram(of: model, selection, extras: extras)
  }

  /// A text drawing that fits a width where that is possible at all.
  func text(_ diagram: Diagram, width: Int?) throws(CommandFailure) -> String {
    try text(diagram, options: TextDrawing.Options(width: width))
  }

  /// A text drawing that fits the width of its options where that is possible at all.
  func text(_ diagram: Diagram, options: TextDrawing.Options) throws(CommandFailure) -> String {
    do {
      return try TextDrawing.draw(diagram, options: options).text
    } catch {
      throw CommandFailure(error, otherwise: "draw a part with `--context`, `--boundary`, `--focus` or `--view`")
    }
  }

  /// Everything within the width of some options where it does not fit as it is: boundaries become single boxes, the
  /// innermost first, until it does.
  ///
  /// - Parameter make: makes the diagram of a selection.
  /// - Throws: where it fits not even so, with the columns of the narrowest one.
  func nested(
    options: TextDrawing.Options, _ make: (DiagramSelection) throws -> Diagram
  ) throws -> String {
    var failure = TextDrawingError.tooWide(needed: .max, limit: options.width ?? .max)
    for level in (0..<Overview.depth(of: model)).reversed() {
      do {
        return try TextDrawing.draw(try make(.nested(level)), options: options).text
      } catch let error as TextDrawingError {
        failure = error.lesser(than: failure)
      }
    }
    throw failure
  }

  func svg(_ diagram: Diagram, options: SVGDrawing.Options = SVGDrawing.Options()) throws(CommandFailure) -> String {
    try draw(diagram, options: options).text
  }

  /// The drawing as PNG or PDF.
  func picture(
    _ diagram: Diagram, as format: PaintedDrawing.Format, options: SVGDrawing.Options
  ) throws(CommandFailure) -> [UInt8] {
    try paint(try draw(diagram, options: options), as: format, within: options.secondsLimit)
  }

  /// - seconds: how long Graphviz may take.
  func paint(
    _ drawing: SVGDrawing, as format: PaintedDrawing.Format, within seconds: Double
  ) throws(CommandFailure) -> [UInt8] {
    do {
      return try PaintedDrawing.paint(drawing, as: format, secondsLimit: seconds).bytes
    } catch {
      throw CommandFailure("the picture could not be painted: \(error.message)", help: error.remedy)
    }
  }

  private func draw(_ diagram: Diagram, options: SVGDrawing.Options) throws(CommandFailure) -> SVGDrawing {
    do {
      let drawing = try SVGDrawing.draw(diagram, options: options)
      if !drawing.faults.isEmpty {
        Console.note("note: no layout was clean: \(drawing.faults.joined(separator: ", "))")
      }
      return drawing
    } catch {
      throw CommandFailure("the drawing could not be laid out: \(error.message)", help: error.remedy)
    }
  }

  /// The text of a page of `archc build`: within 100 columns where that can be, with boundaries as single boxes where
  /// it must, as each has a page of its own. What fits no page takes the columns that it needs; nil where that is more
  /// than can be drawn.
  func page(_ diagram: Diagram, _ selection: DiagramSelection) -> String? {
    let collapses = DiagramProjection.collapsesOverview(of: model)
    var options = TextDrawing.Options(width: 100)
    if selection == .overview, collapses {
      options.notes = ["of \(model.components.count) components, boundaries are drawn as single boxes"]
    }
    // Everything of a large system has its overview beside it, and takes the columns that it needs.
    if selection != .all || !collapses, let text = try? text(diagram, options: options) { return text }
    if selection == .overview || selection == .all && !collapses, let text = nestedInPlace { return text }
    options.width = nil
    return try? text(diagram, options: options)
  }

  /// What fits a page where everything is too wide; nil where nothing does.
  private var nestedInPlace: String? {
    var options = TextDrawing.Options(width: 100)
    options.notes = ["boundaries are drawn as single boxes, as everything is wider than 100 columns"]
    return try? nested(options: options) { diagram($0) }
  }

  /// The overview that stands in the report: everything, or in a large system what its boundaries hold as single boxes.
  func overview(width: Int) -> (text: String, note: String?) {
    let note = "Boundaries are drawn as single boxes."
    let collapsed = DiagramProjection.collapsesOverview(of: model) ? note : nil
    let overview = diagram(.overview)
    if let text = try? text(overview, width: width) { return (text, collapsed) }
    if let text = try? nested(options: TextDrawing.Options(width: width), { diagram($0) }) { return (text, note) }
    return ((try? text(overview, width: nil)) ?? "", collapsed)
  }
}

extension CommandFailure {
  /// Says why a text drawing could not be made, and what else there is.
  init(_ error: TextDrawingError, otherwise: String) {
    switch error {
    case .tooWide(let needed, let limit):
      self.init(
        "the drawing needs \(needed) columns, and there are \(limit)", help: "`--width \(needed)`, or \(otherwise)")
    case .tooLarge(let rows, let columns):
      self.init("the drawing would take \(rows) lines of \(columns) columns, which nobody can read", help: otherwise)
    }
  }
}

extension TextDrawingError {
  /// The one of two errors that asks for less; what is too large asks for more than any width gives.
  func lesser(than other: TextDrawingError) -> TextDrawingError {
    guard case .tooWide(let needed, _) = self else { return other }
    if case .tooWide(let least, _) = other, least <= needed { return other }
    return self
  }
}

extension Diagram {
  /// The diagram with what an overlay paints as the only figure of each box, for drawings without colour.
  var withHeatInWords: Diagram {
    guard !overlay.isEmpty else { return self }
    var diagram = self
    for index in nodes.indices {
      guard let heat = nodes[index].heat else { continue }
      // A category stands in the box already.
      diagram.nodes[index].figures = heat.category == nil && !heat.text.isEmpty ? [heat.text] : []
    }
    return diagram
  }

  /// Whether there is nothing to draw.
  var isEmpty: Bool { nodes.isEmpty && boundaries.isEmpty }
}
