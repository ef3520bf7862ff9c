import ArchDiagram

/// What the shapes, frames, arrows and colours of a drawing mean; only those that occur in it.
struct Legend {
  private enum Sign {
    case family(Diagram.Family, Diagram.Trust?)
    case trust(Diagram.Trust)
    case arrow(Diagram.Arrow)
    case reference, flow, unknown
    case finding(Diagram.Severity)
    case change(Diagram.Change)
    case paint(Paint)
  }

  private struct Entry {
    var sign: Sign
    var text: String
    /// The upper left corner, from that of the legend.
    var corner: Point
  }

  private var entries: [Entry] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  private static let rowHeight = 24.0
  private static let gap = 22.0
  private static let signWidth = 30.0
  private static let widestText = 260.0

  /// Lays the entries out in rows of at most the given width.
  init(_ diagram: Diagram, width limit: Double) {
    // Between states there is one kind of arrow, which explains itself.
    let signs =
      diagram.content == .states ? [] : Self.overlay(diagram) + Self.shapes(diagram) + Self.arrows(diagram)
    var corner = Point(x: 0, y: 0)
    for (sign, text) in signs {
      let text = TextMetrics.cut(text, limit: Self.widestText, size: NodeBox.textSize)
      let entryWidth = Self.signWidth + 8 + TextMetrics.width(text, size: NodeBox.textSize).points
      if corner.x > 0, corner.x + entryWidth > limit { corner = Point(x: 0, y: corner.y + Self.rowHeight) }
      entries.append(Entry(sign: sign, text: text, corner: corner))
      width = max(width, corner.x + entryWidth)
      corner.x += entryWidth + Self.gap
    }
    if !entries.isEmpty { height = corner.y + Self.rowHeight }
  }

  private static func overlay(_ diagram: Diagram) -> [(Sign, String)] {
    var signs: [(Sign, String)] = []
    let paints = Set(diagram.nodes.compactMap { Paint($0.heat) })
    for paint in paints.sorted() {
      let names: [String]
      let index: Int
      switch paint {
      case .heat(let level): (names, index) = (diagram.scale, level)
      case .category(let category): (names, index) = (diagram.categories, category)
      }
      let name = names.indices.contains(index) ? names[index] : ""
      // The first entry says what is measured.
      let subject = signs.isEmpty && !diagram.overlay.isEmpty ? "\(diagram.overlay): " : ""
      signs.append((.paint(paint), subject + name))
    }
    let isUnknown = diagram.nodes.contains { $0.heat != nil && $0.heat?.level == nil && $0.heat?.category == nil }
    if isUnknown { signs.append((.unknown, signs.isEmpty ? "\(diagram.overlay): unknown" : "unknown")) }
    let findings = (diagram.nodes.map(\.findings) + diagram.edges.map(\.findings)).map(ChipRow.distinct)
    for severity in Diagram.Severity.allCases
    where findings.contains(where: { $0.contains { $0.severity == severity } }) {
      signs.append((.finding(severity), severity == .info ? "note" : severity.rawValue))
    }
    for change in Diagram.Change.allCases
    where diagram.nodes.contains(where: { $0.change == change })
      || diagram.edges.contains(where: { $0.change == change })
    {
      signs.append((.change(change), change.rawValue))
    }
    return signs
  }

  private static func shapes(_ diagram: Diagram) -> [(Sign, String)] {
    var signs: [(Sign, String)] = []
    for family in Diagram.Family.allCases {
      guard let first = diagram.nodes.first(where: { $0.family == family }) else { continue }
      signs.append((.family(family, first.trust), family == .boundary ? "collapsed boundary" : family.rawValue))
    }
    if signs.count == 1 { signs = [] }
    for trust in Diagram.Trust.allCases where diagram.boundaries.contains(where: { $0.trust == trust }) {
      signs.append((.trust(trust), "\(trust.rawValue) boundary"))
    }
    return signs
  }

  private static func arrows(_ diagram: Diagram) -> [(Sign, String)] {
    var signs: [(Sign, String)] = []
    for arrow in Diagram.Arrow.allCases
    where diagram.edges.contains(where: { $0.arrow == arrow && !$0.isReference }) {
      signs.append((.arrow(arrow), name(arrow)))
    }
    if diagram.edges.contains(where: \.isReference) { signs.append((.reference, "dead letter, backup or fallback")) }
    if diagram.highlightsFlow {
      signs.append((.flow, diagram.highlightedFlow.isEmpty ? "step" : "step of \(diagram.highlightedFlow)"))
    }
    return signs
  }

  private static func name(_ arrow: Diagram.Arrow) -> String {
    switch arrow {
    case .call: "call"
    case .twoWay: "two-way stream"
    case .message: "message"
    case .replication: "replication"
    }
  }

  func elements(at corner: Point) -> String {
    guard !entries.isEmpty else { return "" }
    var svg = "<g class=\"legend\">\n"
    for entry in entries {
      let place = Point(x: corner.x + entry.corner.x, y: corner.y + entry.corner.y)
      svg += element(entry.sign, at: place)
      let text = Point(x: place.x + Self.signWidth + 8, y: place.y + 16)
      svg += SVGText.element(entry.text, at: text, style: "", size: NodeBox.textSize, isFree: true) + "\n"
    }
    return svg + "</g>\n"
  }

  private func element(_ sign: Sign, at corner: Point) -> String {
    let top = Point(x: corner.x, y: corner.y + 3)
    let chip = Point(x: corner.x + 4, y: corner.y + 4)
    switch sign {
    case .family(let family, let trust):
      let outline = Outline(family: family, size: LayoutGraph.Size(width: Self.signWidth, height: 18))
      return outline.element(style: StyleSheet.shapeName(family, trust), at: top)
    case .trust(let trust):
      return Self.rectangle(StyleSheet.name(trust), at: top)
    case .paint(let paint):
      return "<g class=\"p \(paint.name)\">\(Self.rectangle("s", at: top))</g>"
    case .unknown:
      return SVGText.element(
        "?", at: Point(x: corner.x + 12, y: corner.y + 16), style: "b", size: 12, bold: true, isFree: true)
    case .finding(let severity):
      return ChipRow([Diagram.Chip(id: "id", severity: severity)], limit: 1)?.elements(at: chip) ?? ""
    case .change(let change):
      return Self.rectangle("lc d-\(change.rawValue)", at: top)
    case .flow:
      return EdgeLabel.disc("1", at: Point(x: corner.x + Self.signWidth / 2, y: corner.y + 12))
    case .arrow(let arrow):
      return EdgeShape(arrow, route(at: corner, hasSourceHead: arrow == .twoWay)).elements
    case .reference:
      return EdgeShape(.call, route(at: corner, hasSourceHead: false), isReference: true).elements
    }
  }

  private static func rectangle(_ style: String, at corner: Point) -> String {
    "<rect class=\"\(style)\" x=\"\(SVGNumber.text(corner.x))\" y=\"\(SVGNumber.text(corner.y))\" "
      + "width=\"\(SVGNumber.text(signWidth))\" height=\"18\" rx=\"4\"/>"
  }

  private func route(at corner: Point, hasSourceHead: Bool) -> Geometry.Route {
    func point(_ x: Double) -> Point { Point(x: corner.x + x, y: corner.y + 12) }
    let start = hasSourceHead ? 9.0 : 0
    return Geometry.Route(
      sourceTip: hasSourceHead ? point(0) : nil, targetTip: point(Self.signWidth),
      points: [point(start), point(Self.signWidth - 9)], label: nil)
  }
}
