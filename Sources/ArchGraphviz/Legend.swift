import ArchDiagram

/// What the shapes, frames and arrows of a drawing mean; only those that occur in it.
struct Legend {
  private enum Sign {
    case family(Diagram.Family)
    case trust(Diagram.Trust)
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
  init(_ diagram: Diagram, width limit: Double) {
    var signs: [(Sign, String)] = []
    for family in Diagram.Family.allCases where diagram.nodes.contains(where: { $0.family == family }) {
      signs.append((.family(family), family == .boundary ? "collapsed boundary" : family.rawValue))
    }
    if signs.count == 1 { signs = [] }
    for trust in Diagram.Trust.allCases where diagram.boundaries.contains(where: { $0.trust == trust }) {
      signs.append((.trust(trust), "\(trust.rawValue) boundary"))
    }
    for arrow in Diagram.Arrow.allCases where diagram.edges.contains(where: { $0.arrow == arrow }) {
      signs.append((.arrow(arrow), Self.name(arrow)))
    }
    var corner = Point(x: 0, y: 0)
    for (sign, text) in signs {
      let entryWidth = Self.signWidth + 8 + TextMetrics.width(text, size: NodeBox.textSize).points
      if corner.x > 0, corner.x + entryWidth > limit { corner = Point(x: 0, y: corner.y + Self.rowHeight) }
      entries.append(Entry(sign: sign, text: text, corner: corner))
      width = max(width, corner.x + entryWidth)
      corner.x += entryWidth + Self.gap
    }
    if !entries.isEmpty { height = corner.y + Self.rowHeight }
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
      svg += SVGText.element(entry.text, at: text, style: "m", size: NodeBox.textSize) + "\n"
    }
    return svg + "</g>\n"
  }

  private func element(_ sign: Sign, at corner: Point) -> String {
    switch sign {
    case .family(let family):
      let size = LayoutGraph.Size(width: Self.signWidth, height: 18)
      let path = Outline(family: family, size: size).path
      let place = SVGNumber.pair(Point(x: corner.x, y: corner.y + 3))
      return "<path class=\"f-\(family.rawValue)\" transform=\"translate(\(place))\" d=\"\(path)\"/>"
    case .trust(let trust):
      return "<rect class=\"\(StyleSheet.name(trust))\" x=\"\(SVGNumber.text(corner.x))\" "
        + "y=\"\(SVGNumber.text(corner.y + 3))\" width=\"\(SVGNumber.text(Self.signWidth))\" height=\"18\" rx=\"4\"/>"
    case .arrow(let arrow):
      let y = corner.y + 12
      func point(_ x: Double) -> Point { Point(x: corner.x + x, y: y) }
      let start = arrow == .twoWay ? 9.0 : 0
      let route = Geometry.Route(
        sourceTip: arrow == .twoWay ? point(0) : nil, targetTip: point(Self.signWidth),
        points: [point(start), point(start + 4), point(17), point(Self.signWidth - 9)], label: nil)
      return EdgeShape(arrow, route).elements
    }
  }
}
