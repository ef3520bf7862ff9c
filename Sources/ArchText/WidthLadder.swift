import ArchDiagram

/// Draws a diagram in several ways and takes the best of those that fit the width.
///
/// The ways come in tiers. A drawing of an earlier tier is better whatever its size: titles in one row before wrapped
/// ones, labels on their wires before numbers with a legend.
struct WidthLadder {
  /// What is done to the texts.
  private struct Tier {
    /// The cells after which titles are wrapped, or nil.
    var wrap: Int?
    /// Whether longer labels stand in the legend.
    var isKeyed = false
  }

  /// One way to draw within a tier.
  private struct Way {
    var isDown: Bool
    /// The cells a layer should not exceed across, or nil for the shortest wires.
    var capacity: Int?
    /// The cells an outermost zone should not exceed in a layer.
    var zoneCapacity = Int.max
  }

  /// A way as far as its layers, which tell how wide it is at least.
  private struct Plan {
    var way: Way
    var graph: DrawingGraph
    var layers: [Int]
    var least: Int
  }

  private static let tiers = [
    Tier(), Tier(wrap: 16), Tier(wrap: 16, isKeyed: true), Tier(wrap: 12, isKeyed: true), Tier(wrap: 8, isKeyed: true),
  ]
  /// The columns or rows a layer is limited to, in turn. They do not depend on the width, so what can be drawn within one
  /// width can be drawn within every greater one.
  private static let columnCapacities = [240, 160, 120, 90, 70, 50, 30]
  private static let zoneCapacities = [80, 60, 45, 30, 15]
  private static let rowCapacities = [240, 60, 30, 15]
  /// Above this many nodes and edges the first way that fits is taken, not the best one.
  private static let comparedSize = 160
  /// The most cells of a sheet, of eight bytes each, and the most pieces of wire of a layout.
  private static let cellLimit = 24_000_000
  private static let pieceLimit = 3_000_000

  let diagram: Diagram
  let options: TextDrawing.Options

  func draw() throws(TextDrawingError) -> TextDrawing {
    var search = Search()
    let limit = options.width ?? .max
    for tier in Self.tiers {
      let graph = graph(tier)
      for way in ways {
        let plan = try plan(way, graph)
        if plan.least > limit {
          search.note(plan)
          continue
        }
        let (drawing, cost) = try draw(plan)
        search.add(drawing, cost * bias(way), isFit: drawing.columns <= limit)
        if search.best != nil, !isCompared { break }
      }
      if let best = search.best { return best }
    }
    var needed = search.needed
    for plan in search.narrowest.compactMap({ $0 }) where plan.least < needed {
      needed = min(needed, try draw(plan).drawing.columns)
    }
    throw .tooWide(needed: needed, limit: limit)
  }

  /// What has been found so far.
  private struct Search {
    private(set) var best: TextDrawing?
    private var bestCost = Double.infinity
    /// The columns of the narrowest drawing that does not fit.
    private(set) var needed = Int.max
    /// Running right and running down, the plan that promises the fewest columns.
    private(set) var narrowest: [Plan?] = [nil, nil]

    mutating func add(_ drawing: TextDrawing, _ cost: Double, isFit: Bool) {
      if !isFit {
        needed = min(needed, drawing.columns)
      } else if cost < bestCost {
        best = drawing
        bestCost = cost
      }
    }

    mutating func note(_ plan: Plan) {
      let place = plan.way.isDown ? 1 : 0
      if plan.least < narrowest[place]?.least ?? .max { narrowest[place] = plan }
    }
  }

  /// Whether several ways are drawn and compared.
  private var isCompared: Bool {
    options.effort > 1 && diagram.nodes.count + diagram.edges.count <= Self.comparedSize
  }

  /// The directions to try, the preferred one first.
  private var directions: [Diagram.Direction] {
    if let direction = options.direction { return [direction] }
    guard options.width != nil else { return [diagram.direction] }
    return diagram.direction == .right ? [.right, .down] : [.down, .right]
  }

  private var ways: [Way] {
    var result = directions.map { Way(isDown: $0 == .down) }
    guard options.width != nil || isCompared else { return result }
    for direction in directions {
      let capacities = direction == .down ? Self.columnCapacities : Self.rowCapacities
      result += capacities.map { Way(isDown: direction == .down, capacity: $0) }
      guard direction == .down, !diagram.boundaries.isEmpty else { continue }
      result += Self.zoneCapacities.map { Way(isDown: true, capacity: .max, zoneCapacity: $0) }
    }
    return result
  }

  /// What the cost of a way is multiplied with. A view that asks for the right gets it where it fits. Other layers than
  /// those with the shortest wires have to be clearly better, so that a small change of the model does not change the way.
  private func bias(_ way: Way) -> Double {
    let isUnasked = options.direction == nil && diagram.direction == .right && way.isDown
    return (isUnasked ? 4 : 1) * (way.capacity == nil ? 1 : 1.15)
  }

  private func graph(_ tier: Tier) -> DrawingGraph {
    var graph = DrawingGraph(diagram, options: options, wrap: tier.wrap, isKeyed: tier.isKeyed)
    graph.breakCycles()
    return graph
  }

  private func plan(_ way: Way, _ graph: DrawingGraph) throws(TextDrawingError) -> Plan {
    let layers = Layout.layers(graph, isDown: way.isDown, capacity: way.capacity, zoneCapacity: way.zoneCapacity)
    let least = Layout.leastColumns(graph, isDown: way.isDown, layers: layers)
    let pieces = graph.edges.reduce(0) { $0 + max(0, layers[$1.lower] - layers[$1.upper]) }
    guard pieces <= Self.pieceLimit else {
      throw .tooLarge(rows: 4 * ((layers.max() ?? 0) + 1), columns: least)
    }
    return Plan(way: way, graph: graph, layers: layers, least: least)
  }

  private func draw(_ plan: Plan) throws(TextDrawingError) -> (drawing: TextDrawing, cost: Double) {
    let effort = plan.way.capacity == nil ? options.effort : min(isCompared ? 8 : 4, options.effort)
    var layout = Layout(plan.graph, isDown: plan.way.isDown, layers: plan.layers, effort: effort)
    layout.place()
    let size = Painter.size(of: layout)
    guard size.rows.multipliedReportingOverflow(by: size.columns).partialValue <= Self.cellLimit else {
      throw .tooLarge(rows: size.rows, columns: size.columns)
    }
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
    let drawing = TextDrawing(
      text: sheet.text + lines.map { $0 + "\n" }.joined(), columns: max(sheet.columns, legend.columns),
      rows: sheet.rows + lines.count, crossings: painter.canvas.wireCrossings, bends: painter.bends)
    // A reader follows wires: their length, turns and crossings weigh beside the paper that is used.
    let cost = sheet.columns * sheet.rows + 3 * painter.length + 30 * painter.bends + 60 * painter.canvas.wireCrossings
    return (drawing, Double(cost))
  }
}
