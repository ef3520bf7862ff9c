import ArchDiagram

/// What stands on an edge: the numbers of a flow's steps, then the text, and findings below.
struct EdgeLabel: Sendable {
  /// A number in a disc.
  private struct Disc: Sendable {
    var text: String
    var width: Double
  }

  /// At most three lines.
  let lines: [String]
  /// The line below them, or empty.
  private let detail: String
  private let lineWidths: [Double]
  private let discs: [Disc]
  private let chips: ChipRow?
  /// The room it takes.
  let size: LayoutGraph.Size

  static let lineHeight = 15.0
  /// The room on either side of the text.
  static let gap = 6.0
  static let discRadius = 9.0
  private static let widestText = 150.0
  private static let discGap = 4.0
  private static let discLimit = 6
  static let chipLimit = 2

  /// Nil where there is nothing that shows.
  init?(_ edge: Diagram.Edge) {
    var text = edge.label
    if let change = edge.change {
      // Words only where there is room for nothing else.
      let words = ChipRow.words(change)
      text = text.contains { $0 != " " } ? "\(words.prefix(1)) \(text)" : words
    }
    let lines = TextMetrics.wrap(text, limit: Self.widestText, lineLimit: 3, size: NodeBox.textSize)
    discs = Self.discs(edge.steps)
    chips = ChipRow(edge.findings, limit: Self.chipLimit)
    guard !lines.isEmpty || !discs.isEmpty || chips != nil else { return nil }
    self.lines = lines
    detail = TextMetrics.cut(edge.detail, limit: Self.widestText, size: NodeBox.textSize)
    let all = detail.isEmpty ? lines : lines + [detail]
    lineWidths = all.map { TextMetrics.width($0, size: NodeBox.textSize).points }
    let rowCount = max(all.count, discs.isEmpty ? 0 : 1)
    var height = Double(rowCount) * Self.lineHeight + 3
    if !discs.isEmpty { height = max(height, 2 * Self.discRadius + 4) }
    if chips != nil { height += ChipRow.height + (rowCount == 0 ? 1 : 4) }
    let discWidth = Self.width(discs)
    var width = (lineWidths.max() ?? 0) + discWidth
    if !discs.isEmpty, !all.isEmpty { width += Self.discGap }
    size = LayoutGraph.Size(width: max(width, chips?.width ?? 0).rounded(.up) + 2 * Self.gap, height: height)
  }

  private static func discs(_ steps: [String]) -> [Disc] {
    guard !steps.isEmpty else { return [] }
    var shown = Array(steps.prefix(discLimit))
    if steps.count > discLimit { shown[discLimit - 1] = "+\(steps.count - discLimit + 1)" }
    return shown.map { step in
      let text = TextMetrics.cut(step, limit: 60, size: ChipRow.textSize, bold: true)
      let width = TextMetrics.width(text, size: ChipRow.textSize, bold: true).points
      return Disc(text: text, width: max(2 * discRadius, (width + 8).rounded(.up)))
    }
  }

  private static func width(_ discs: [Disc]) -> Double {
    guard !discs.isEmpty else { return 0 }
    return discs.reduce(0) { $0 + $1.width } + discGap * Double(discs.count - 1)
  }

  var hasDetail: Bool { !detail.isEmpty }
  private var isWordless: Bool { lineWidths.isEmpty }

  /// The label around a centre; `halo` is the style of its seam, or empty.
  func elements(at centre: Point, halo: String) -> String {
    var svg = ""
    let isAlone = isWordless && discs.isEmpty
    let chipHeight = chips == nil ? 0 : ChipRow.height + (isAlone ? 0 : 4)
    // The middle of the first line.
    var y = centre.y - chipHeight / 2 - Double(max(0, lineWidths.count - 1)) * Self.lineHeight / 2
    let discWidth = Self.width(discs)
    let aside = discs.isEmpty ? 0 : discWidth + (isWordless ? 0 : Self.discGap)
    let left = centre.x - (aside + (lineWidths.max() ?? 0)) / 2
    var x = left
    for disc in discs {
      svg += Self.element(disc, at: Point(x: x, y: y))
      x += disc.width + Self.discGap
    }
    let textCentre = centre.x + aside / 2
    for line in lines {
      svg += SVGText.element(line, at: Point(x: textCentre, y: y + 4), style: halo, size: NodeBox.textSize)
      y += Self.lineHeight
    }
    if !detail.isEmpty {
      let style = halo.isEmpty ? "m" : "m " + halo
      svg += SVGText.element(detail, at: Point(x: textCentre, y: y + 4), style: style, size: NodeBox.textSize)
      y += Self.lineHeight
    }
    if isWordless, !discs.isEmpty { y += Self.lineHeight }
    if let chips {
      let top = isAlone ? centre.y - ChipRow.height / 2 : y - Self.lineHeight / 2 + 4
      svg += chips.elements(at: Point(x: centre.x - chips.width / 2, y: top))
    }
    return svg
  }

  private static func element(_ disc: Disc, at start: Point) -> String {
    "<g class=\"c k\"><rect x=\"\(SVGNumber.text(start.x))\" y=\"\(SVGNumber.text(start.y - discRadius))\" "
      + "width=\"\(SVGNumber.text(disc.width))\" height=\"18\" rx=\"9\"/>"
      + SVGText.element(
        disc.text, at: Point(x: start.x + disc.width / 2, y: start.y + 4), style: "", size: ChipRow.textSize,
        bold: true) + "</g>"
  }

  /// A disc with a number, for the legend.
  static func disc(_ text: String, at centre: Point) -> String {
    element(Disc(text: text, width: 2 * discRadius), at: Point(x: centre.x - discRadius, y: centre.y))
  }
}
