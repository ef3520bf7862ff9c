import ArchDiagram

/// The box of one node: its size and the lines in it.
struct NodeBox: Sendable {
  struct Line: Sendable {
    var text: String
    var isTitle: Bool
    /// Where it stands, from the upper left corner of the box.
    var baseline: Point
  }

  let outline: Outline
  let lines: [Line]
  /// The upper left corner of the icon.
  let icon: Point

  var size: LayoutGraph.Size { outline.size }

  static let titleSize = 14.0
  static let textSize = 12.0
  /// Text wraps at this width.
  private static let widestText = 176.0
  private static let textLeft = 36.0
  private static let detailLimit = 8

  init(_ node: Diagram.Node) {
    let limit = Self.widestText
    var title = TextMetrics.wrap(node.title, limit: limit, lineLimit: 4, size: Self.titleSize, bold: true)
    if title.isEmpty { title = [TextMetrics.cut(node.id, limit: limit, size: Self.titleSize, bold: true)] }
    var details: [String] = []
    for detail in node.details.prefix(Self.detailLimit) {
      details += TextMetrics.wrap(detail, limit: limit, lineLimit: 2, size: Self.textSize)
    }
    var widest = 0.0
    for line in title { widest = max(widest, TextMetrics.width(line, size: Self.titleSize, bold: true).points) }
    for line in details { widest = max(widest, TextMetrics.width(line, size: Self.textSize).points) }

    var width = max(104, ((widest + 48) / 8).rounded(.up) * 8)
    var height = 20 + 18 * Double(title.count) + 16 * Double(details.count)
    // What a silhouette draws inside the box must not touch the text.
    var shift = Point(x: 0, y: 0)
    switch node.family {
    case .data:
      height += 10
      shift.y = 8
    case .messaging:
      width += 8
      shift.x = -2
    case .boundary:
      width += 4
      height += 4
      shift.y = 4
    case .outside, .edge, .compute, .platform: break
    }
    outline = Outline(family: node.family, size: LayoutGraph.Size(width: width, height: height))
    icon = Point(x: 12 + shift.x, y: 11 + shift.y)

    var y = 10 + shift.y
    var placed: [Line] = []
    for line in title {
      placed.append(Line(text: line, isTitle: true, baseline: Point(x: Self.textLeft + shift.x, y: y + 14)))
      y += 18
    }
    for line in details {
      placed.append(Line(text: line, isTitle: false, baseline: Point(x: Self.textLeft + shift.x, y: y + 12)))
      y += 16
    }
    lines = placed
  }
}
