import ArchDiagram

/// The rules that a drawing uses, and no others.
struct StyleSheet {
  private var rules = StyleRules()

  /// - halos: the names of the halos that words of the drawing have.
  init(_ plan: DrawingPlan, halos: Halos) {
    let diagram = plan.diagram
    // Most words are muted, and most lines as thick; both inherit.
    add(
      "svg", "font:12px Helvetica,Arial,\"Liberation Sans\",sans-serif;stroke-width:1.5", fill: Palette.muted)
    add(".canvas", fill: Palette.canvas)
    if !diagram.title.isEmpty { add(".h", "font-size:20px;font-weight:700", fill: Palette.ink) }
    if !diagram.boundaries.isEmpty || plan.boxes.contains(where: \.hasFigure) {
      add(".b", "font-weight:700", fill: Palette.ink)
    }
    let trusts = Diagram.Trust.allCases.map(Optional.some) + [nil]
    for trust in trusts where diagram.boundaries.contains(where: { $0.trust == trust }) {
      add(".\(Self.name(trust))", Palette.frameLine(trust), fill: Palette.fill(trust), stroke: Palette.stroke(trust))
    }
    if !diagram.nodes.isEmpty { addNodeRules(diagram) }
    if !diagram.edges.isEmpty { addEdgeRules(diagram) }
    if plan.labels.contains(where: { $0 != nil }) {
      add(".labels", "text-anchor:middle;\(Self.seam)", fill: Palette.ink, stroke: Palette.canvas)
    }
    if plan.labels.contains(where: { $0?.hasDetail == true }) { add(".m", fill: Palette.muted) }
    if halos.isUsedByTitles { add(".o", Self.seam) }
    if halos.names.contains(Self.canvasHaloName) { add(".\(Self.canvasHaloName)", stroke: Palette.canvas) }
    for trust in trusts where halos.names.contains(Self.haloName(trust)) {
      add(".\(Self.haloName(trust))", stroke: Palette.fill(trust))
    }
    addPaint(plan)
    addChipRules(diagram)
  }

  /// Text that something may run behind stands on a seam in the colour of what is behind it.
  private static let seam = "paint-order:stroke;stroke-width:4px;stroke-linejoin:round"

  private mutating func addNodeRules(_ diagram: Diagram) {
    add(".t", "font-size:14px;font-weight:700", fill: Palette.ink)
    for (name, fill, stroke) in Self.shapes(diagram) { add(".\(name)", fill: fill, stroke: stroke) }
    add(".i", "fill:none;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round")
    for change in Self.changes(diagram) {
      add(
        ".d-\(change.rawValue)", change == .removed ? "stroke-width:2.5;stroke-dasharray:5 4" : "stroke-width:3",
        stroke: Palette.stroke(change))
    }
  }

  /// The classes of shapes that occur, with their colours.
  private static func shapes(_ diagram: Diagram) -> [(name: String, fill: Colour, stroke: Colour)] {
    var result: [(name: String, fill: Colour, stroke: Colour)] = []
    for family in Diagram.Family.allCases where family != .boundary {
      guard diagram.nodes.contains(where: { $0.family == family }) else { continue }
      result.append((shapeName(family, nil), Palette.fill(family), Palette.stroke(family)))
    }
    for trust in Diagram.Trust.allCases.map(Optional.some) + [nil] {
      guard diagram.nodes.contains(where: { $0.family == .boundary && $0.trust == trust }) else { continue }
      result.append((shapeName(.boundary, trust), Palette.fill(trust), Palette.stroke(trust)))
    }
    return result
  }

  /// The changes that occur.
  private static func changes(_ diagram: Diagram) -> [Diagram.Change] {
    Diagram.Change.allCases.filter { change in
      diagram.nodes.contains { $0.change == change } || diagram.edges.contains { $0.change == change }
    }
  }

  private mutating func addEdgeRules(_ diagram: Diagram) {
    add(".e", "fill:none", stroke: Palette.line)
    let drawn = diagram.edges.filter { !$0.isReference }
    let arrows = Set(drawn.map(\.arrow))
    if arrows.contains(.message) { add(".a", "stroke-dasharray:6 4") }
    if arrows.contains(.replication) {
      add(".w", "stroke-width:4.5")
      add(".n", "stroke-width:1.7", stroke: Palette.canvas)
    }
    if drawn.contains(where: { $0.arrow != .message }) { add(".f", "stroke:none", fill: Palette.line) }
    if drawn.count < diagram.edges.count {
      add(".r", "stroke-width:1;stroke-linecap:round;stroke-dasharray:1 3")
      add(".t", "stroke-width:1")
    }
    if diagram.highlightsFlow {
      add("g.edge", "opacity:.65")
      add("g.flow", "opacity:1")
      add("g.flow .e", "stroke-width:2.5", stroke: Palette.flow)
      if arrows.contains(.replication) {
        add("g.flow .w", "stroke-width:5.5")
        add("g.flow .n", "stroke-width:1.7", stroke: Palette.canvas)
      }
      add("g.flow .f", fill: Palette.flow)
    }
    for change in Diagram.Change.allCases where diagram.edges.contains(where: { $0.change == change }) {
      add("g.\(change.rawValue) .e", "stroke-width:2.5", stroke: Palette.stroke(change))
      add("g.\(change.rawValue) .f", fill: Palette.stroke(change))
    }
  }

  /// What an overlay paints.
  private mutating func addPaint(_ plan: DrawingPlan) {
    let paints = Set(plan.diagram.nodes.compactMap { Paint($0.heat) })
    guard !paints.isEmpty else { return }
    add("g.p text", "fill:currentColor")
    add("g.p .i", "stroke:currentColor")
    add(".s", stroke: Palette.line)
    for paint in paints.sorted() {
      rules.add("g.\(paint.name)", colours: [("color", paint.ink)])
      add(".\(paint.name) .s", fill: paint.fill)
    }
    if plan.boxes.contains(where: { $0.bar != nil }) {
      add(".q", "fill:currentColor;opacity:.3")
      add(".g", "fill:currentColor")
    }
  }

  private mutating func addChipRules(_ diagram: Diagram) {
    let findings = (diagram.nodes.map(\.findings) + diagram.edges.map(\.findings)).map(ChipRow.distinct)
    let hasDiscs = diagram.highlightsFlow
    let changes = Diagram.Change.allCases.filter { change in diagram.nodes.contains { $0.change == change } }
    if !Self.changes(diagram).isEmpty { add(".lc", fill: Palette.canvas) }
    guard hasDiscs || !changes.isEmpty || findings.contains(where: { !$0.isEmpty }) else { return }
    add("g.c", "stroke:none;text-anchor:middle")
    add("g.c text", "font-size:11px;font-weight:700")
    if hasDiscs {
      add("g.k rect", fill: Palette.flow)
      add("g.k text", fill: Palette.onFlow)
    }
    for severity in Diagram.Severity.allCases {
      guard findings.contains(where: { $0.contains { $0.severity == severity } }) else { continue }
      let stroke = severity == .info ? Palette.line : nil
      add("g.\(severity.rawValue) rect", fill: Palette.fill(severity), stroke: stroke)
      add("g.\(severity.rawValue) text", fill: Palette.ink(severity))
    }
    let isCut =
      diagram.nodes.contains { ChipRow.distinct($0.findings).count > NodeBox.chipLimit }
      || diagram.edges.contains { ChipRow.distinct($0.findings).count > EdgeLabel.chipLimit }
    if isCut {
      add("g.more rect", fill: Palette.canvas)
      add("g.more text", fill: Palette.ink)
    }
    for change in changes {
      add("g.\(change.rawValue) rect", fill: Palette.canvas, stroke: Palette.stroke(change))
      add("g.\(change.rawValue) text", fill: Palette.ink)
    }
  }

  private mutating func add(_ selector: String, _ fixed: String = "", fill: Colour? = nil, stroke: Colour? = nil) {
    rules.add(selector, fixed, fill: fill, stroke: stroke)
  }

  /// The class of a boundary's frame.
  static func name(_ trust: Diagram.Trust?) -> String { trust?.rawValue ?? "plain" }

  /// The class of a node's shape.
  static func shapeName(_ family: Diagram.Family, _ trust: Diagram.Trust?) -> String {
    switch family {
    case .outside: "fo"
    case .edge: "fe"
    case .compute: "fc"
    case .data: "fd"
    case .messaging: "fm"
    case .platform: "fp"
    case .boundary: "f-\(name(trust))"
    }
  }

  /// The class of a text in front of a boundary.
  static func haloName(_ trust: Diagram.Trust?) -> String { "o-" + name(trust) }

  /// The class of a text in front of the canvas.
  static let canvasHaloName = "o-canvas"

  func text(theme: SVGDrawing.Theme) -> String { rules.text(theme: theme) }
}

/// The seams that words of a drawing have.
struct Halos {
  var names: Set<String> = []
  var isUsedByTitles = false
}

extension Diagram {
  /// Whether steps of a flow stand out.
  var highlightsFlow: Bool { edges.contains { !$0.steps.isEmpty } }
}
