import ArchDiagram

/// Tries ways to draw a diagram until one fits the width.
struct WidthLadder {
  private struct Rung {
    var isDown: Bool
    /// The share of the natural width a layer may take, in eighths, or nil.
    var eighths: Int?
    var wrap: Int?
    var isKeyed = false
  }

  let diagram: Diagram
  let options: TextDrawing.Options

  func draw() throws(TextDrawingError) -> TextDrawing {
    var needed = Int.max
    for rung in rungs {
      let drawing = draw(rung)
      guard let limit = options.width, drawing.columns > limit else { return drawing }
      needed = min(needed, drawing.columns)
    }
    throw .tooWide(needed: needed, limit: options.width ?? 0)
  }

  private var rungs: [Rung] {
    let isDown = (options.direction ?? diagram.direction) == .down
    guard options.width != nil else { return [Rung(isDown: isDown)] }
    var result = [Rung(isDown: isDown)]
    if options.direction == nil { result.append(Rung(isDown: !isDown)) }
    let mayRunDown = isDown || options.direction == nil
    let mayRunRight = !isDown || options.direction == nil
    for (wrap, isKeyed) in [(nil, false), (12, false), (12, true), (8, true)] as [(Int?, Bool)] {
      if mayRunDown {
        if wrap != nil { result.append(Rung(isDown: true, wrap: wrap, isKeyed: isKeyed)) }
        for eighths in [6, 4, 3, 2, 1] {
          result.append(Rung(isDown: true, eighths: eighths, wrap: wrap, isKeyed: isKeyed))
        }
      }
      if mayRunRight, wrap != nil { result.append(Rung(isDown: false, wrap: wrap, isKeyed: isKeyed)) }
    }
    return result
  }

  private func draw(_ rung: Rung) -> TextDrawing {
    var graph = DrawingGraph(
      diagram, detail: options.detail, charset: options.charset, wrap: rung.wrap, isKeyed: rung.isKeyed)
    graph.breakCycles()
    let natural = graph.nodes.reduce(0) { $0 + $1.textWidth + 6 }
    let capacity = rung.eighths.map { natural * $0 / 8 }
    var layout = Layout(graph, isDown: rung.isDown, capacity: capacity)
    layout.place()
    var painter = Painter(layout)
    if !painter.hiddenStyles.isEmpty {
      for layer in painter.hiddenStyles { layout.needsSpare[layer] = true }
      layout.assignFlow()
      painter = Painter(layout)
    }
    let glyphs = Glyphs(options.charset)
    let sheet = painter.canvas.print(glyphs)
    let legend = Legend(graph, glyphs, width: options.width)
    let separator = sheet.text.isEmpty || legend.lines.isEmpty ? "" : "\n"
    let lines = legend.lines.map { $0 + "\n" }.joined()
    return TextDrawing(
      text: sheet.text + separator + lines, columns: max(sheet.columns, legend.columns),
      rows: sheet.rows + separator.utf8.count + legend.lines.count, crossings: painter.canvas.wireCrossings,
      bends: painter.bends)
  }
}
