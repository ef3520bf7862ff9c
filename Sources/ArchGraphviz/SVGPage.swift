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

  init(plan: DrawingPlan, geometry: Geometry, theme: SVGDrawing.Theme) {
    self.plan = plan
    self.geometry = geometry
    self.theme = theme
    heading = Heading(plan.diagram, width: max(geometry.width, 480))
    let inner = max(geometry.width, heading.width)
    legend = Legend(plan.diagram, width: max(inner, 300))
    let content = max(inner, legend.width)
    width = (content + 2 * Self.margin).rounded(.up)
    // A drawing that is narrower than its heading or legend stands in the middle.
    origin = Point(
      x: Self.margin + ((content - geometry.width) / 2).rounded(), y: Self.margin + heading.height)
    let legendTop = origin.y + geometry.height + (legend.height > 0 ? 24 : 0)
    height = (legendTop + legend.height + Self.margin).rounded(.up)
  }

  var drawing: SVGDrawing {
    SVGDrawing(text: document(), width: Int(width), height: Int(height))
  }

  private func document() -> String {
    let (w, h) = (SVGNumber.text(width), SVGNumber.text(height))
    var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(w)\" height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\" "
    svg += "role=\"img\">\n"
    svg += "<title>\(XMLText.escape(heading.documentTitle))</title>\n"
    svg += "<desc>\(XMLText.escape(heading.description))</desc>\n"
    var halos: Set<String> = []
    let words = titleElements(&halos) + labelElements(&halos)
    svg += "<style>\n\(StyleSheet(plan.diagram, halos: halos).text(theme: theme))</style>\n"
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
    let words = [boundary.id, boundary.kind, boundary.trust?.rawValue ?? ""].filter { !$0.isEmpty }
    return "<g class=\"boundary\" data-name=\"\(XMLText.escape(boundary.id))\">"
      + "<title>\(XMLText.escape(XMLText.prefix(words.joined(separator: ", "), 400)))</title>"
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
    var words = "\(XMLText.prefix(source, 100)) \(edge.arrow.rawValue) \(XMLText.prefix(target, 100))"
    for text in [edge.label, edge.tooltip] where !text.isEmpty { words += ": " + XMLText.prefix(text, 400) }
    return "<g class=\"edge\" data-source=\"\(XMLText.escape(source))\" data-target=\"\(XMLText.escape(target))\" "
      + "data-arrow=\"\(XMLText.escape(edge.arrow.rawValue))\"><title>\(XMLText.escape(words))</title>"
      + EdgeShape(edge.arrow, route).elements + "</g>\n"
  }

  private func element(_ node: Diagram.Node, _ index: Int, id: String) -> String {
    let box = plan.boxes[index]
    let centre = placed(geometry.nodes[index])
    let (x, y) = (centre.x - box.size.width / 2, centre.y - box.size.height / 2)
    var words = "\(XMLText.prefix(node.id, 200)), \(node.kind)"
    if !node.tooltip.isEmpty { words += ": " + XMLText.prefix(node.tooltip, 600) }
    let family = "f-" + node.family.rawValue
    var content = "<path class=\"\(family)\" d=\"\(box.outline.path)\"/>"
    let icon = Icon.path(kind: node.kind, family: node.family)
    content += "<path class=\"\(family) i\" transform=\"translate(\(SVGNumber.pair(box.icon)))\" d=\"\(icon)\"/>"
    for line in box.lines {
      content += SVGText.element(
        line.text, at: line.baseline, style: line.isTitle ? "t" : "m",
        size: line.isTitle ? NodeBox.titleSize : NodeBox.textSize, bold: line.isTitle)
    }
    if let link = LinkTarget.allowed(node.link) { content = "<a href=\"\(XMLText.escape(link))\">\(content)</a>" }
    return "<g id=\"\(XMLText.escape(id))\" class=\"node kind-\(ElementIDs.className(node.kind))\" "
      + "data-name=\"\(XMLText.escape(node.id))\" transform=\"translate(\(SVGNumber.pair(Point(x: x, y: y))))\">"
      + "<title>\(XMLText.escape(words))</title>\(content)</g>\n"
  }

  /// The halo in the colour of what lies behind a point: the innermost boundary, else the canvas.
  private func haloName(at point: Point) -> String {
    let innermost = geometry.boundaries.indices.last { geometry.boundaries[$0].contains(point) }
    return innermost.map { StyleSheet.haloName(plan.diagram.boundaries[$0].trust) } ?? StyleSheet.canvasHaloName
  }

  /// The titles of boundaries; notes the halos that they have.
  private func titleElements(_ halos: inout Set<String>) -> String {
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
        halos.insert(halo)
      }
      svg += SVGText.element(title.title, at: corner, style: style, size: NodeBox.textSize, bold: true)
      if place.showsTrust {
        let x = corner.x + title.titleWidth + BoundaryTitle.gap
        svg += SVGText.element(title.trust, at: Point(x: x, y: corner.y), style: "m", size: NodeBox.textSize)
      }
      svg += "\n"
    }
    return svg + "</g>\n"
  }

  /// The labels of edges; notes the halos that they have.
  private func labelElements(_ halos: inout Set<String>) -> String {
    var svg = ""
    for (index, label) in plan.labels.enumerated() {
      guard let label else { continue }
      let route = geometry.routes[index]
      let line = route.polyline()
      guard let centre = route.label ?? (line.isEmpty ? nil : line[line.count / 2]) else { continue }
      let place = placed(centre)
      let halo = haloName(at: centre)
      halos.insert(halo)
      var y = place.y - Double(label.lines.count - 1) * EdgeLabel.lineHeight / 2 + 4
      for text in label.lines {
        svg += SVGText.element(text, at: Point(x: place.x, y: y), style: "l o " + halo, size: NodeBox.textSize)
        y += EdgeLabel.lineHeight
      }
      svg += "\n"
    }
    return svg.isEmpty ? "" : "<g class=\"labels\">\n\(svg)</g>\n"
  }
}
