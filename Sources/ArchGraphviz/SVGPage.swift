import ArchDiagram

/// Puts the parts of a drawing on a page: title, boundaries, edges, nodes, words, legend.
struct SVGPage {
  private static let margin = 24.0

  private let plan: DrawingPlan
  private let geometry: Geometry
  private let theme: SVGDrawing.Theme
  /// Where the geometry's origin stands.
  private let origin: Point
  private let legend: Legend
  private let heading: Heading
  private let width: Double
  private let height: Double

  init(plan: DrawingPlan, geometry: Geometry, options: SVGDrawing.Options) {
    self.plan = plan
    self.geometry = geometry
    theme = options.theme
    let frame = PageFrame(plan: plan, width: geometry.width, height: geometry.height, aspect: options.aspect)
    heading = frame.heading
    legend = frame.legend
    width = frame.width
    height = frame.height
    origin = frame.origin
  }

  var drawing: SVGDrawing {
    SVGDrawing(
      text: document(), width: Int(width), height: Int(height),
      faults: LayoutSearch.checks(plan.graph) ? LayoutFaults(geometry, of: plan.graph).words : [])
  }

  private func document() -> String {
    let (w, h) = (SVGNumber.text(width), SVGNumber.text(height))
    var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(w)\" height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\" "
    svg += "role=\"img\">\n"
    svg += "<title>\(XMLText.escape(heading.documentTitle))</title>\n"
    svg += "<desc>\(XMLText.escape(heading.description))</desc>\n"
    var halos = Halos()
    let words = titleElements(&halos) + labelElements(&halos)
    svg += "<style>\n\(StyleSheet(plan, halos: halos).text(theme: theme))</style>\n"
    svg += "<rect class=\"canvas\" width=\"\(w)\" height=\"\(h)\"/>\n"
    svg += heading.elements(at: Point(x: Self.margin, y: Self.margin))
    for (index, boundary) in plan.diagram.boundaries.enumerated() { svg += element(boundary, index) }
    for (index, edge) in plan.diagram.edges.enumerated() { svg += element(edge, index) }
    var ids = ElementIDs()
    for (index, node) in plan.diagram.nodes.enumerated() { svg += element(node, index, id: ids.id(for: node.id)) }
    // Words come last, so that no edge runs across them.
    svg += words
    svg += legend.elements(at: Point(x: Self.margin, y: height - Self.margin - legend.height))
    return svg + "</svg>\n"
  }

  private func placed(_ point: Point) -> Point {
    Point(x: point.x + origin.x, y: point.y + origin.y)
  }

  private func element(_ boundary: Diagram.Boundary, _ index: Int) -> String {
    let frame = geometry.boundaries[index]
    let corner = placed(Point(x: frame.left, y: frame.top))
    return "<g class=\"boundary\" data-name=\"\(XMLText.escape(boundary.id))\">"
      + "<title>\(XMLText.escape(HoverText.text(boundary)))</title>"
      + "<rect class=\"\(StyleSheet.name(boundary.trust))\" x=\"\(SVGNumber.text(corner.x))\" "
      + "y=\"\(SVGNumber.text(corner.y))\" width=\"\(SVGNumber.text(frame.width))\" "
      + "height=\"\(SVGNumber.text(frame.height))\" rx=\"8\"/></g>\n"
  }

  private func element(_ edge: Diagram.Edge, _ index: Int) -> String {
    var route = geometry.routes[index]
    route.points = route.points.map(placed)
    route.sourceTip = route.sourceTip.map(placed)
    route.targetTip = route.targetTip.map(placed)
    let (source, target) = (plan.diagram.nodes[edge.source].id, plan.diagram.nodes[edge.target].id)
    var style = "edge"
    if !edge.steps.isEmpty { style += " flow" }
    if let change = edge.change { style += " " + change.rawValue }
    let words = HoverText.text(edge, source: source, target: target)
    return "<g class=\"\(style)\" data-source=\"\(XMLText.escape(source))\" data-target=\"\(XMLText.escape(target))\" "
      + "data-arrow=\"\(XMLText.escape(edge.arrow.rawValue))\"><title>\(XMLText.escape(lines: words))</title>"
      + EdgeShape(edge.arrow, route, isReference: edge.isReference).elements + "</g>\n"
  }

  private func element(_ node: Diagram.Node, _ index: Int, id: String) -> String {
    let box = plan.boxes[index]
    let centre = placed(geometry.nodes[index])
    let corner = Point(x: centre.x - box.size.width / 2, y: centre.y - box.size.height / 2)
    let paint = Paint(node.heat)
    let family = StyleSheet.shapeName(node.family, node.trust)
    var style = "node kind-\(ElementIDs.className(node.kind))"
    if let paint { style += " p " + paint.name }
    var content = box.outline.element(
      style: (paint == nil ? family : "s") + (node.change.map { " d-" + $0.rawValue } ?? ""))
    let icon = Icon.path(kind: node.kind, family: node.family)
    content += "<path class=\"\(paint == nil ? family + " " : "")i\" "
    content += "transform=\"translate(\(SVGNumber.pair(box.icon)))\" d=\"\(icon)\"/>"
    for line in box.lines { content += Self.element(line) }
    content += box.chips?.elements(at: box.chipCorner) ?? ""
    if let bar = box.bar {
      content += Self.bar("q", bar.frame, share: 1)
      if bar.share > 0 { content += Self.bar("g", bar.frame, share: bar.share) }
    }
    if let link = LinkTarget.allowed(node.link) { content = "<a href=\"\(XMLText.escape(link))\">\(content)</a>" }
    return "<g id=\"\(XMLText.escape(id))\" class=\"\(style)\" data-name=\"\(XMLText.escape(node.id))\" "
      + "transform=\"translate(\(SVGNumber.pair(corner)))\">"
      + "<title>\(XMLText.escape(lines: HoverText.text(node)))</title>\(content)</g>\n"
  }

  private static func element(_ line: NodeBox.Line) -> String {
    switch line.role {
    case .title: SVGText.element(line.text, at: line.baseline, style: "t", size: NodeBox.titleSize, bold: true)
    case .detail: SVGText.element(line.text, at: line.baseline, style: "", size: NodeBox.textSize)
    case .figure: SVGText.element(line.text, at: line.baseline, style: "b", size: NodeBox.textSize, bold: true)
    }
  }

  private static func bar(_ style: String, _ frame: Rectangle, share: Double) -> String {
    "<rect class=\"\(style)\" x=\"\(SVGNumber.text(frame.left))\" y=\"\(SVGNumber.text(frame.top))\" "
      + "width=\"\(SVGNumber.text(frame.width * share))\" height=\"4\"/>"
  }

  /// The halo in the colour of what lies behind a point: the innermost boundary, else the canvas.
  private func haloName(at point: Point) -> String {
    let innermost = geometry.boundaries.indices.last { geometry.boundaries[$0].contains(point) }
    return innermost.map { StyleSheet.haloName(plan.diagram.boundaries[$0].trust) } ?? ""
  }

  /// The titles of boundaries; notes the halos that they have.
  private func titleElements(_ halos: inout Halos) -> String {
    guard !plan.titles.isEmpty else { return "" }
    let titles = TitlePlacement(plan: plan, geometry: geometry)
    var svg = "<g class=\"titles\">\n"
    for (index, place) in titles.places.enumerated() {
      let title = plan.titles[index]
      let corner = placed(place.start)
      var style = "b"
      if place.isCrossed {
        let halo = StyleSheet.haloName(plan.diagram.boundaries[index].trust)
        style += " o " + halo
        halos.names.insert(halo)
        halos.isUsedByTitles = true
      }
      svg += SVGText.element(title.title, at: corner, style: style, size: NodeBox.textSize, bold: true)
      if place.showsTrust {
        let x = corner.x + title.titleWidth + BoundaryTitle.gap
        svg += SVGText.element(title.trust, at: Point(x: x, y: corner.y), style: "", size: NodeBox.textSize)
      }
      svg += "\n"
    }
    return svg + "</g>\n"
  }

  /// The labels of edges; notes the halos that they have.
  private func labelElements(_ halos: inout Halos) -> String {
    var svg = ""
    for (index, label) in plan.labels.enumerated() {
      guard let label else { continue }
      let route = geometry.routes[index]
      let line = route.polyline()
      guard let centre = route.label ?? (line.isEmpty ? nil : line[line.count / 2]) else { continue }
      let halo = haloName(at: centre)
      if !halo.isEmpty, !label.lines.isEmpty { halos.names.insert(halo) }
      svg += label.elements(at: placed(centre), halo: halo) + "\n"
    }
    return svg.isEmpty ? "" : "<g class=\"labels\">\n\(svg)</g>\n"
  }
}
