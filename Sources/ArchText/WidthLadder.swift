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
    /// Whether long wires pass within the frames of their ends, not beside them.
    var isWithinFrames = false
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
        let sheet = try draw(plan)
        search.add(sheet, cost: sheet.cost * bias(way), isFit: sheet.drawing.columns <= limit)
        if search.best != nil, !isCompared { break }
      }
      if let best = search.best { return straightened(best, limit).drawing }
    }
    // What was left out because it cannot fit may still be the narrowest of all.
    var needed = search.needed
    let left = search.left.enumerated().sorted { ($0.element.least, $0.offset) < ($1.element.least, $1.offset) }
    for (_, plan) in left.prefix(isCompared ? 60 : 2) where plan.least < needed {
      needed = min(needed, try draw(plan).drawing.columns)
    }
    throw .tooWide(needed: needed, limit: limit)
  }

  /// What has been found so far.
  private struct Search {
    private(set) var best: Sheet?
    private var bestCost = Double.infinity
    /// The columns of the narrowest drawing that does not fit.
    private(set) var needed = Int.max
    /// The plans that were not drawn, as they cannot fit.
    private(set) var left: [Plan] = []

    mutating func add(_ sheet: Sheet, cost: Double, isFit: Bool) {
      if !isFit {
        needed = min(needed, sheet.drawing.columns)
      } else if cost < bestCost {
        best = sheet
        bestCost = cost
      }
    }

    mutating func note(_ plan: Plan) { left.append(plan) }
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
    guard isCompared, !diagram.boundaries.isEmpty else { return result }
    return result.flatMap { way in
      var other = way
      other.isWithinFrames = true
      return [way, other]
    }
  }

  /// What the cost of a way is multiplied with. A view that asks for the right gets it where it fits. Other layers than
  /// those with the shortest wires have to be clearly better, so that a small change of the model does not change the way.
  private func bias(_ way: Way) -> Double {
    let isUnasked = options.direction == nil && diagram.direction == .right && way.isDown
    return (isUnasked ? 4 : 1) * (way.capacity == nil ? 1 : 1.15) * (way.isWithinFrames ? 1.1 : 1)
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

  /// A drawing with the layout that it shows.
  private struct Sheet {
    var drawing: TextDrawing
    var layout: Layout
    var cost: Double
  }

  private func draw(_ plan: Plan) throws(TextDrawingError) -> Sheet {
    let effort = plan.way.capacity == nil ? options.effort : min(isCompared ? 8 : 4, options.effort)
    var layout = Layout(
      plan.graph, isDown: plan.way.isDown, layers: plan.layers, isWithinFrames: plan.way.isWithinFrames, effort: effort)
    layout.place()
    return try draw(layout)
  }

  private func draw(_ layout: Layout) throws(TextDrawingError) -> Sheet {
    let size = Painter.size(of: layout)
    guard size.rows.multipliedReportingOverflow(by: size.columns).partialValue <= Self.cellLimit else {
      throw .tooLarge(rows: size.rows, columns: size.columns)
    }
    let painter = paint(layout)
    let glyphs = Glyphs(options.charset)
    let sheet = painter.canvas.print(glyphs, isColoured: options.isColoured)
    let legend = Legend(diagram, layout.graph, glyphs, options: options)
    var lines = legend.lines
    // An empty line sets the legend off; nothing to draw is one empty line.
    if sheet.rows == 0 || !lines.isEmpty { lines.insert("", at: 0) }
    let drawing = TextDrawing(
      text: sheet.text + lines.map { $0 + "\n" }.joined(), columns: max(sheet.columns, legend.columns),
      rows: sheet.rows + lines.count, crossings: painter.canvas.wireCrossings, bends: painter.bends)
    // A reader follows wires: their length, turns and crossings weigh beside the paper that is used.
    let cost = sheet.columns * sheet.rows + 3 * painter.length + 30 * painter.bends + 60 * painter.canvas.wireCrossings
    return Sheet(drawing: drawing, layout: layout, cost: Double(cost))
  }

  /// Paints a layout as closely as every wire still shows its style.
  private func paint(_ layout: Layout) -> Painter {
    var layout = layout
    var painter = Painter(layout)
    if !painter.hiddenStyles.isEmpty {
      for layer in painter.hiddenStyles { layout.needsSpare[layer] = true }
      layout.assignFlow()
      painter = Painter(layout)
    }
    guard layout.isDown else { return painter }
    var stretched: Set<Int> = []
    for _ in 0..<2 {
      var closer = layout
      guard closer.compactFlow(stretched: stretched) else { break }
      let other = Painter(closer)
      if other.canvas.conflicts > painter.canvas.conflicts { break }
      if other.hiddenEdges.isSubset(of: painter.hiddenEdges) { return other }
      stretched = other.hiddenEdges
    }
    return painter
  }

  /// How many wires are tried to be made straight, by the size of the diagram.
  private var attempts: Int { min(30, 2_000 / max(1, diagram.nodes.count + diagram.edges.count)) }

  /// The drawing with wires made straight, one by one, where that makes it better.
  ///
  /// Places across are chosen so that wires are short, and a wire that is one cell off its way is as good as straight for
  /// that; a reader sees two turns. Where nothing gives way, the box at either end grows.
  private func straightened(_ sheet: Sheet, _ limit: Int) -> Sheet {
    guard isCompared else { return sheet }
    var best = sheet
    var tried: Set<Int> = []
    for _ in 0..<attempts {
      let nets = best.layout.layered.nets.indices
      let bent = nets.filter { best.layout.bend($0) > 0 && !tried.contains($0) }
      guard let net = bent.min(by: { (best.layout.bend($0), $0) < (best.layout.bend($1), $1) }) else { break }
      tried.insert(net)
      for growth in best.layout.growths(net) {
        var layout = best.layout
        layout.straightNets.insert(net)
        if let growth { layout.boxAcross[growth.node] += growth.cells }
        layout.placeAgain()
        guard layout.bend(net) == 0, let other = try? draw(layout) else { continue }
        guard other.cost < best.cost * 0.99, other.drawing.columns <= max(limit, best.drawing.columns) else { continue }
        best = other
        break
      }
    }
    return best
  }
}

extension Layout {
  /// How far the ends of a net are apart across.
  fileprivate func bend(_ net: Int) -> Int { abs(upperAt[net] - lowerAt[net]) }

  /// Ways to make a bent net straight: as it is, or with a wider box at one of its ends.
  fileprivate func growths(_ net: Int) -> [(node: Int, cells: Int)?] {
    guard bend(net) <= 4 else { return [nil] }
    return [nil]
      + [layered.nets[net].upper, layered.nets[net].lower].compactMap { item in
        let node = layered.items[item].node
        return node < 0 || graph.nodes[node].isHidden ? nil : (node, bend(net))
      }
  }
}
