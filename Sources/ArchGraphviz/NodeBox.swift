import ArchDiagram

/// The box of one node: its size and what stands in it.
struct NodeBox: Sendable {
  struct Line: Sendable {
    enum Role: Sendable { case title, detail, figure }

    var text: String
    var role: Role
    /// Where it stands, from the upper left corner of the box.
    var baseline: Point
  }

  let outline: Outline
  let lines: [Line]
  /// The upper left corner of the icon.
  let icon: Point
  let chips: ChipRow?
  /// The upper left corner of the chips.
  let chipCorner: Point
  /// The bar of a figure that has an end: its frame, and the share that is filled.
  let bar: (frame: Rectangle, share: Double)?

  var size: LayoutGraph.Size { outline.size }
  var hasFigure: Bool { lines.contains { $0.role == .figure } }

  static let titleSize = 14.0
  static let textSize = 12.0
  /// Text wraps at this width.
  private static let widestText = 176.0
  private static let textLeft = 36.0
  private static let figureGap = 10.0
  private static let detailLimit = 8
  static let chipLimit = 3

  init(_ node: Diagram.Node) {
    let limit = Self.widestText
    var title = TextMetrics.wrap(node.title, limit: limit, lineLimit: 4, size: Self.titleSize, bold: true)
    if title.isEmpty { title = [TextMetrics.cut(node.id, limit: limit, size: Self.titleSize, bold: true)] }
    var details: [String] = []
    for detail in node.details.prefix(Self.detailLimit) {
      details += TextMetrics.wrap(detail, limit: limit, lineLimit: 2, size: Self.textSize)
    }
    // A category is told in a line of its own, as names are long.
    let figure = node.heat.map { TextMetrics.cut($0.text, limit: limit, size: Self.textSize, bold: true) } ?? ""
    let figureWidth = TextMetrics.width(figure, size: Self.textSize, bold: true).points
    chips = ChipRow(node.findings, change: node.change, limit: Self.chipLimit)

    var widest = 0.0
    for (index, line) in title.enumerated() {
      let aside = index == 0 && !figure.isEmpty ? Self.figureGap + figureWidth : 0
      widest = max(widest, TextMetrics.width(line, size: Self.titleSize, bold: true).points + aside)
    }
    for line in details { widest = max(widest, TextMetrics.width(line, size: Self.textSize).points) }
    // Chips begin below the icon.
    if let chips { widest = max(widest, chips.width - 24) }

    var width = max(104, ((widest + 48) / 8).rounded(.up) * 8)
    let share = node.heat?.share.flatMap { $0.isFinite ? max(0, min(1, $0)) : nil }
    let textHeight = 18 * Double(title.count) + 16 * Double(details.count)
    var height = 20 + textHeight + (chips == nil ? 0 : 22) + (share == nil ? 0 : 10)
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

    // A messaging box and a collapsed boundary have their right edge further in, a folded corner lies at the top.
    let inset = Self.inset(node.family)
    var y = 10 + shift.y
    var placed: [Line] = []
    for (index, line) in title.enumerated() {
      placed.append(Line(text: line, role: .title, baseline: Point(x: Self.textLeft + shift.x, y: y + 14)))
      if index == 0, !figure.isEmpty {
        let x = width - inset - figureWidth
        placed.append(Line(text: figure, role: .figure, baseline: Point(x: x, y: y + 14)))
      }
      y += 18
    }
    for line in details {
      placed.append(Line(text: line, role: .detail, baseline: Point(x: Self.textLeft + shift.x, y: y + 12)))
      y += 16
    }
    lines = placed
    chipCorner = Point(x: 12 + shift.x, y: y + 5)
    if chips != nil { y += 22 }
    bar = share.map { share in
      let frame = Rectangle(left: 12 + shift.x, top: y + 5, right: width - inset, bottom: y + 9)
      return (frame, share)
    }
  }

  /// How far from the right side of the box text may stand.
  private static func inset(_ family: Diagram.Family) -> Double {
    switch family {
    case .messaging: 18
    case .boundary: 16
    case .outside, .edge, .compute, .data, .platform: 12
    }
  }
}
