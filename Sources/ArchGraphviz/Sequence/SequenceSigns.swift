import ArchDiagram

/// The legend of a sequence drawing: what the shapes of heads and the arrows mean; only those that occur in it.
struct SequenceSigns {
  private enum Sign {
    case family(Diagram.Family)
    case arrow(Diagram.Arrow)
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

  /// Lays the entries out in rows of at most the given width.
  init(_ plan: SequencePlan, width limit: Double) {
    var signs: [(Sign, String)] = []
    for family in Diagram.Family.allCases where plan.diagram.participants.contains(where: { $0.family == family }) {
      signs.append((.family(family), family.rawValue))
    }
    if signs.count == 1 { signs = [] }
    for arrow in Diagram.Arrow.allCases where plan.messages.contains(where: { $0.arrow == arrow }) {
      signs.append((.arrow(arrow), Self.name(arrow)))
    }
    var corner = Point(x: 0, y: 0)
    for (sign, text) in signs {
      let entryWidth = Self.signWidth + 8 + TextMetrics.width(text, size: SequencePlan.textSize).points
      if corner.x > 0, corner.x + entryWidth > limit { corner = Point(x: 0, y: corner.y + Self.rowHeight) }
      entries.append(Entry(sign: sign, text: text, corner: corner))
      width = max(width, corner.x + entryWidth)
      corner.x += entryWidth + Self.gap
    }
    if !entries.isEmpty { height = corner.y + Self.rowHeight }
  }

  private static func name(_ arrow: Diagram.Arrow) -> String {
    switch arrow {
    case .call: "call, answered"
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
      svg += SVGText.element(entry.text, at: text, style: "", size: SequencePlan.textSize) + "\n"
    }
    return svg + "</g>\n"
  }

  private func element(_ sign: Sign, at corner: Point) -> String {
    switch sign {
    case .family(let family):
      return Outline(family: family, size: LayoutGraph.Size(width: Self.signWidth, height: 18))
        .element(style: SequenceStyle.name(family), at: Point(x: corner.x, y: corner.y + 3))
    case .arrow(let arrow):
      let y = corner.y + 12
      func point(_ x: Double) -> Point { Point(x: corner.x + x, y: y) }
      let route = Geometry.Route(
        sourceTip: arrow == .twoWay ? point(0) : nil, targetTip: point(Self.signWidth),
        points: [point(arrow == .twoWay ? 9 : 0), point(Self.signWidth - 9)], label: nil)
      return EdgeShape(arrow, route).elements
    }
  }
}
