import ArchDiagram

/// Tries ways to draw a diagram until one fits the width.
struct WidthLadder {
  /// One way to draw.
  private struct Rung {
    var isDown: Bool
    /// The cells a layer should not exceed across, or nil for the shortest wires.
    var capacity: Int?
    /// The cells after which titles are wrapped, or nil.
    var wrap: Int?
    /// Whether longer labels stand in the legend.
    var isKeyed = false
  }

  /// A rung as far as its layers, which tell how wide it is at least.
  private struct Plan {
    var rung: Rung
    var graph: DrawingGraph
    var layers: [Int]
    var least: Int
  }

  /// The widths a layer is limited to, in turn. They do not depend on the limit, so what can be drawn within one limit
  /// can be drawn within every greater one.
  private static let capacities = [240, 160, 100, 60, 30]

  let diagram: Diagram
  let options: TextDrawing.Options

  func draw() throws(TextDrawingError) -> TextDrawing {
    guard let limit = options.width else {
      return draw(plan(Rung(isDown: (options.direction ?? diagram.direction) == .down)))
    }
    var needed = Int.max
    // For each direction, the plan that promises the least.
    var narrowest: [Bool: Plan] = [:]
    for rung in rungs(limit) {
      let plan = plan(rung)
      if plan.least > limit {
        if plan.least < narrowest[rung.isDown]?.least ?? .max { narrowest[rung.isDown] = plan }
        continue
      }
      let drawing = draw(plan)
      if drawing.columns <= limit { return drawing }
      needed = min(needed, drawing.columns)
    }
    for isDown in [true, false] {
      if let plan = narrowest[isDown], plan.least < needed { needed = min(needed, draw(plan).columns) }
    }
    throw .tooWide(needed: needed, limit: limit)
  }

  private func rungs(_ limit: Int) -> [Rung] {
    let isDown = (options.direction ?? diagram.direction) == .down
    let mayRunDown = isDown || options.direction == nil
    let mayRunRight = !isDown || options.direction == nil
    var result = [Rung(isDown: isDown)]
    if options.direction == nil { result.append(Rung(isDown: !isDown)) }
    for (wrap, isKeyed) in [(nil, false), (16, false), (12, true), (8, true)] as [(Int?, Bool)] {
      if wrap != nil, mayRunDown { result.append(Rung(isDown: true, wrap: wrap, isKeyed: isKeyed)) }
      if wrap != nil, mayRunRight { result.append(Rung(isDown: false, wrap: wrap, isKeyed: isKeyed)) }
      guard mayRunDown else { continue }
      for capacity in Self.capacities where capacity <= limit {
        result.append(Rung(isDown: true, capacity: capacity, wrap: wrap, isKeyed: isKeyed))
      }
    }
    return result
  }

  private func plan(_ rung: Rung) -> Plan {
    var graph = DrawingGraph(
      diagram, options: options, wrap: rung.wrap, isKeyed: rung.isKeyed)
    graph.breakCycles()
    let layers = Layout.layers(graph, isDown: rung.isDown, capacity: rung.capacity)
    let least = Layout.leastColumns(graph, isDown: rung.isDown, layers: layers)
    return Plan(rung: rung, graph: graph, layers: layers, least: least)
  }

  private func draw(_ plan: Plan) -> TextDrawing {
    let effort = plan.rung.capacity == nil ? options.effort : min(4, options.effort)
    var layout = Layout(plan.graph, isDown: plan.rung.isDown, layers: plan.layers, effort: effort)
    layout.place()
    var painter = Painter(layout)
    if !painter.hiddenStyles.isEmpty {
      for layer in painter.hiddenStyles { layout.needsSpare[layer] = true }
      layout.assignFlow()
      painter = Painter(layout)
    }
    let glyphs = Glyphs(options.charset)
    let sheet = painter.canvas.print(glyphs, isColoured: options.isColoured)
    let legend = Legend(diagram, plan.graph, glyphs, options: options)
    var lines = legend.lines
    // An empty line sets the legend off; nothing to draw is one empty line.
    if sheet.rows == 0 || !lines.isEmpty { lines.insert("", at: 0) }
    return TextDrawing(
      text: sheet.text + lines.map { $0 + "\n" }.joined(), columns: max(sheet.columns, legend.columns),
      rows: sheet.rows + lines.count, crossings: painter.canvas.wireCrossings, bends: painter.bends)
  }
}
