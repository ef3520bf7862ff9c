import ArchDiagram

/// Chips side by side: findings with their ids, and how a part differs from an older model.
struct ChipRow: Sendable {
  private struct Item {
    var text: String
    var style: String
    var width: Double
    var radius: Double
  }

  private let items: [Item]
  let width: Double

  static let height = 16.0
  private static let gap = 4.0
  static let textSize = 11.0
  private static let widestChip = 150.0

  /// Nil where there is nothing to show. Several findings of one rule are one chip, as severe as the first.
  init?(_ all: [Diagram.Chip], change: Diagram.Change? = nil, limit: Int) {
    var items: [Item] = []
    let findings = Self.distinct(all)
    if let change { items.append(Self.item(Self.words(change), style: change.rawValue, radius: 8)) }
    for chip in findings.prefix(limit) {
      let text = TextMetrics.cut(chip.id, limit: Self.widestChip, size: Self.textSize, bold: true)
      guard !text.isEmpty else { continue }
      items.append(Self.item(text, style: chip.severity.rawValue, radius: chip.severity == .error ? 2 : 8))
    }
    if findings.count > limit { items.append(Self.item("+\(findings.count - limit)", style: "more", radius: 8)) }
    guard !items.isEmpty else { return nil }
    self.items = items
    width = items.reduce(0) { $0 + $1.width } + Self.gap * Double(items.count - 1)
  }

  static func distinct(_ findings: [Diagram.Chip]) -> [Diagram.Chip] {
    var seen: Set<String> = []
    return findings.filter { seen.insert($0.id).inserted }
  }

  /// The change in words, which need no colour.
  static func words(_ change: Diagram.Change) -> String {
    switch change {
    case .added: "+ added"
    case .removed: "− removed"
    case .changed: "~ changed"
    }
  }

  private static func item(_ text: String, style: String, radius: Double) -> Item {
    let width = TextMetrics.width(text, size: textSize, bold: true).points + 10
    return Item(text: text, style: style, width: width.rounded(.up), radius: radius)
  }

  /// The chips, from an upper left corner.
  func elements(at corner: Point) -> String {
    var svg = ""
    var x = corner.x
    for item in items {
      svg += "<g class=\"c \(item.style)\"><rect x=\"\(SVGNumber.text(x))\" y=\"\(SVGNumber.text(corner.y))\" "
      svg += "width=\"\(SVGNumber.text(item.width))\" height=\"16\" rx=\"\(SVGNumber.text(item.radius))\"/>"
      svg += SVGText.element(
        item.text, at: Point(x: x + item.width / 2, y: corner.y + 12), style: "", size: Self.textSize, bold: true)
      svg += "</g>"
      x += item.width + Self.gap
    }
    return svg
  }
}
