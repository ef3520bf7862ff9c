import ArchDiagram

extension TextDrawing {
  /// Draws a sequence diagram within a width.
  ///
  /// Heads stand side by side, and below them each message takes a row, with its number and label on its own wire. What
  /// does not fit is tried in turn: wrapped heads, wrapped labels, heads on two levels, numbers alone on the wires with a
  /// legend. Nothing is ever cut.
  ///
  /// - Throws: `TextDrawingError.tooWide` where none of these fits; never when `options.width` is nil.
  public static func draw(
    _ diagram: SequenceDiagram, options: Options = Options()
  ) throws(TextDrawingError) -> TextDrawing {
    guard let limit = options.width else { return SequenceLadder.draw(diagram, options, SequenceLadder.rungs[0]) }
    var needed = Int.max
    for shape in SequenceLadder.rungs {
      let script = SequenceScript(diagram, detail: options.detail, annotates: options.annotates, shape: shape)
      let columns = SequenceColumns(script)
      let legend = SequenceLegend(script, options)
      let width = max(columns.width, legend.columns)
      needed = min(needed, width)
      if width <= limit { return SequenceLadder.draw(script, columns, options) }
    }
    throw .tooWide(needed: needed, limit: limit)
  }
}

/// The ways to draw a sequence diagram, from wide to narrow.
private enum SequenceLadder {
  static let rungs: [SequenceScript.Shape] = [
    SequenceScript.Shape(),
    SequenceScript.Shape(headWrap: 20),
    SequenceScript.Shape(headWrap: 16, labelWrap: 28),
    SequenceScript.Shape(headWrap: 12, labelWrap: 20, noteWrap: 40),
    SequenceScript.Shape(headWrap: 20, labelWrap: 28, isStaggered: true),
    SequenceScript.Shape(headWrap: 12, labelWrap: 16, isStaggered: true, noteWrap: 40),
    SequenceScript.Shape(headWrap: 16, labelWrap: 20, isKeyed: true),
    SequenceScript.Shape(headWrap: 12, labelWrap: 16, isKeyed: true, noteWrap: 30),
    SequenceScript.Shape(headWrap: 16, labelWrap: 12, isKeyed: true, isStaggered: true, noteWrap: 30),
    SequenceScript.Shape(headWrap: 12, labelWrap: 12, isKeyed: true, isStaggered: true, noteWrap: 30),
    SequenceScript.Shape(headWrap: 10, labelWrap: 8, isKeyed: true, isTight: true, isStaggered: true, noteWrap: 20),
    SequenceScript.Shape(headWrap: 8, labelWrap: 8, isKeyed: true, isTight: true, isStaggered: true, noteWrap: 20),
    SequenceScript.Shape(headWrap: 6, labelWrap: 8, isKeyed: true, isTight: true, isStaggered: true, noteWrap: 16),
    SequenceScript.Shape(headWrap: 4, labelWrap: 6, isKeyed: true, isTight: true, isStaggered: true, noteWrap: 12),
    SequenceScript.Shape(headWrap: 2, labelWrap: 4, isKeyed: true, isTight: true, isStaggered: true, noteWrap: 8),
  ]

  static func draw(
    _ diagram: SequenceDiagram, _ options: TextDrawing.Options, _ shape: SequenceScript.Shape
  ) -> TextDrawing {
    let script = SequenceScript(diagram, detail: options.detail, annotates: options.annotates, shape: shape)
    return draw(script, SequenceColumns(script), options)
  }

  static func draw(
    _ script: SequenceScript, _ columns: SequenceColumns, _ options: TextDrawing.Options
  ) -> TextDrawing {
    let painter = SequencePainter(script, columns, Glyphs(options.charset), isColoured: options.isColoured)
    let legend = SequenceLegend(script, options)
    var lines = legend.lines
    if painter.rows == 0 || !lines.isEmpty { lines.insert("", at: 0) }
    return TextDrawing(
      text: painter.text + lines.map { $0 + "\n" }.joined(), columns: max(columns.width, legend.columns),
      rows: painter.rows + lines.count, crossings: 0, bends: 0)
  }
}
