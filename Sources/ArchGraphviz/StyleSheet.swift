import ArchDiagram

/// The rules that a drawing uses, and no others.
struct StyleSheet {
  /// One rule: what is the same in both themes, and the colours by property.
  private struct Rule {
    var selector: String
    var fixed: String
    var colours: [(property: String, colour: Colour)]
  }

  private var rules: [Rule] = []

  /// - halos: the names of the halos that words of the drawing have.
  init(_ diagram: Diagram, halos: Set<String>) {
    let font = "font:12px Helvetica,Arial,\"Liberation Sans\",sans-serif"
    add("rect.canvas", fill: Palette.canvas)
    add("text", font, fill: Palette.ink)
    if !diagram.title.isEmpty { add("text.h", "font-size:20px;font-weight:700") }
    add("text.m", fill: Palette.muted)
    let boundaryTrusts = Diagram.Trust.allCases.filter { trust in diagram.boundaries.contains { $0.trust == trust } }
    if !diagram.boundaries.isEmpty {
      add("text.b", "font-weight:700")
    }
    let trusts = boundaryTrusts.map(Optional.some) + (diagram.boundaries.contains { $0.trust == nil } ? [nil] : [])
    for trust in trusts {
      add(
        "rect.\(Self.name(trust))", Palette.frameLine(trust), fill: Palette.fill(trust), stroke: Palette.stroke(trust))
    }
    if diagram.edges.contains(where: { !$0.label.isEmpty }) { add("text.l", "text-anchor:middle") }
    addHaloRules(trusts, halos: halos)
    if !diagram.nodes.isEmpty {
      add("text.t", "font-size:14px;font-weight:700")
      for family in Diagram.Family.allCases where diagram.nodes.contains(where: { $0.family == family }) {
        add("path.f-\(family.rawValue)", fill: Palette.fill(family), stroke: Palette.stroke(family))
      }
      add("g.node path,g.legend path", "stroke-width:1.5")
      add("g.node path.i", "fill:none;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round")
    }
    addEdgeRules(diagram)
  }

  private mutating func addEdgeRules(_ diagram: Diagram) {
    guard !diagram.edges.isEmpty else { return }
    add("path.e", "fill:none;stroke-width:1.5", stroke: Palette.line)
    let arrows = Set(diagram.edges.map(\.arrow))
    if arrows.contains(.message) { add("path.a", "stroke-dasharray:6 4") }
    if arrows.contains(.replication) {
      add("g.edge path.w,g.legend path.w", "stroke-width:4.5")
      add("g.edge path.n,g.legend path.n", "stroke-width:1.7", stroke: Palette.canvas)
    }
    if arrows != [.message] { add("path.f", fill: Palette.line) }
  }

  /// Text that something may run behind stands on a seam in the colour of what is behind it.
  private mutating func addHaloRules(_ trusts: [Diagram.Trust?], halos: Set<String>) {
    guard !halos.isEmpty else { return }
    add("text.o", "paint-order:stroke;stroke-width:4px;stroke-linejoin:round")
    if halos.contains(Self.canvasHaloName) { add("text.\(Self.canvasHaloName)", stroke: Palette.canvas) }
    for trust in trusts where halos.contains(Self.haloName(trust)) {
      add("text.\(Self.haloName(trust))", stroke: Palette.fill(trust))
    }
  }

  private mutating func add(_ selector: String, _ fixed: String = "", fill: Colour? = nil, stroke: Colour? = nil) {
    var colours: [(property: String, colour: Colour)] = []
    if let fill { colours.append(("fill", fill)) }
    if let stroke { colours.append(("stroke", stroke)) }
    rules.append(Rule(selector: selector, fixed: fixed, colours: colours))
  }

  /// The class of a boundary's frame.
  static func name(_ trust: Diagram.Trust?) -> String { trust?.rawValue ?? "plain" }

  /// The class of a text in front of a boundary.
  static func haloName(_ trust: Diagram.Trust?) -> String { "o-" + name(trust) }

  /// The class of a text in front of the canvas.
  static let canvasHaloName = "o-canvas"

  /// The text of the sheet. Dark rules stand in a media query for screens, so that a print is light.
  func text(theme: SVGDrawing.Theme) -> String {
    func declarations(_ rule: Rule, dark: Bool) -> String {
      rule.colours.map { "\($0.property):\(dark ? $0.colour.dark : $0.colour.light)" }.joined(separator: ";")
    }
    var result = ""
    for rule in rules {
      let parts = [rule.fixed, declarations(rule, dark: theme == .dark)].filter { !$0.isEmpty }
      result += "\(rule.selector){\(parts.joined(separator: ";"))}\n"
    }
    if theme == .auto {
      result += "@media screen and (prefers-color-scheme:dark){\n"
      for rule in rules where !rule.colours.isEmpty {
        result += "\(rule.selector){\(declarations(rule, dark: true))}\n"
      }
      result += "}\n"
    }
    if theme != .dark { result += "@media print{rect.canvas{fill:none}}\n" }
    return result
  }
}
