import ArchDiagram

extension SVGDrawing {
  /// Draws figures over time: for each row a bar for the first moment and a line over all moments, both against the
  /// limit. No library is needed for that; the same plot gives the same bytes everywhere.
  ///
  /// A plot without rows gives a page that says so. More rows than `Plot.drawnRows` are counted and not drawn.
  public static func draw(_ plot: Plot, options: Options = Options()) -> SVGDrawing {
    PlotPage(plot, theme: options.theme).drawing
  }
}

extension Plot {
  /// The most rows that a picture has.
  public static let drawnRows = 200
}

/// Puts the rows of a plot on a page: names, bars, values, lines over time, notes.
struct PlotPage {
  private static let margin = 20.0
  private static let rowHeight = 28.0
  private static let gap = 14.0
  /// Where the limit stands within a bar, and how much lies beyond it.
  private static let barLimit = 200.0
  private static let beyond = 50.0
  private static let chartWidth = 130.0
  private static let chartHeight = 20.0

  private let plot: Plot
  private let theme: SVGDrawing.Theme
  private let names: [String]
  private let texts: [String]
  private let notes: [String]
  private let title: String
  private let further: Int
  private let nameWidth: Double
  private let textWidth: Double
  private let noteWidth: Double
  private let hasLines: Bool

  init(_ plot: Plot, theme: SVGDrawing.Theme) {
    self.theme = theme
    var plot = plot
    further = max(0, plot.rows.count - Plot.drawnRows)
    plot.rows.removeLast(further)
    self.plot = plot
    title = TextMetrics.cut(plot.title, limit: 640, size: 16, bold: true)
    names = plot.rows.map { TextMetrics.cut($0.name, limit: 200, size: 13, bold: true) }
    texts = plot.rows.map { TextMetrics.cut($0.text, limit: 140, size: 12) }
    notes = plot.rows.map { TextMetrics.cut($0.note, limit: 280, size: 12) }
    func widest(_ lines: [String], size: Double, bold: Bool = false) -> Double {
      lines.map { TextMetrics.width($0, size: size, bold: bold).points }.max() ?? 0
    }
    nameWidth = widest(names, size: 13, bold: true)
    textWidth = widest(texts, size: 12)
    noteWidth = widest(notes, size: 12)
    hasLines = plot.moments.count > 1 && plot.rows.contains { $0.values.count > 1 }
  }

  // MARK: Places

  private var barX: Double { Self.margin + nameWidth + Self.gap }
  private var textX: Double { barX + Self.barLimit + Self.beyond + Self.gap }
  private var chartX: Double { textX + textWidth + Self.gap }
  private var noteX: Double { hasLines ? chartX + Self.chartWidth + Self.gap : chartX }
  private var rowsY: Double { Self.margin + (title.isEmpty ? 0 : 28) + 22 }
  private var width: Double {
    let titleWidth = TextMetrics.width(title, size: 16, bold: true).points
    let right = noteWidth > 0 ? noteX + noteWidth : noteX - Self.gap
    return (max(right, Self.margin + titleWidth) + Self.margin).rounded(.up)
  }
  private var height: Double {
    rowsY + Double(max(1, plot.rows.count) + (further > 0 ? 1 : 0)) * Self.rowHeight + Self.margin
  }

  private func n(_ value: Double) -> String { SVGNumber.text(value) }

  /// The share of the limit, or nil where it is unknown or the limit is no number to measure by.
  private func share(_ value: Double?) -> Double? {
    guard let value, value.isFinite, plot.limit.isFinite, plot.limit > 0 else { return nil }
    return max(0, value / plot.limit)
  }

  // MARK: The document

  var drawing: SVGDrawing { SVGDrawing(text: document(), width: Int(width), height: Int(height), faults: []) }

  private func document() -> String {
    let (w, h) = (n(width), n(height))
    var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(w)\" height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\" "
    svg += "role=\"img\">\n"
    svg += "<title>\(XMLText.escape(plot.title.isEmpty ? "Plot" : XMLText.prefix(plot.title, 400)))</title>\n"
    svg += "<desc>\(XMLText.escape(lines: description))</desc>\n"
    svg += "<style>\n\(style.text(theme: theme))</style>\n"
    svg += "<rect class=\"canvas\" width=\"\(w)\" height=\"\(h)\"/>\n"
    if !title.isEmpty {
      svg += SVGText.element(title, at: Point(x: Self.margin, y: Self.margin + 14), style: "h", size: 16, bold: true)
      svg += "\n"
    }
    guard !plot.rows.isEmpty else {
      return svg + SVGText.element("nothing to show", at: Point(x: Self.margin, y: rowsY), style: "", size: 12)
        + "\n</svg>\n"
    }
    svg += headings()
    for index in plot.rows.indices { svg += row(index) }
    if further > 0 {
      let place = Point(x: Self.margin, y: y(plot.rows.count) + 18)
      svg += SVGText.element("and \(further) more", at: place, style: "", size: 12) + "\n"
    }
    return svg + "</svg>\n"
  }

  /// What the picture says, for who does not see it.
  private var description: [String] {
    var lines = plot.rows.map { row -> String in
      let end = row.note.isEmpty ? "" : ", \(row.note)"
      let value = share(row.values.first ?? nil) == nil ? "unknown" : row.text
      return XMLText.prefix("\(row.name): \(value)\(end)", 200)
    }
    if further > 0 { lines.append("and \(further) more") }
    return lines
  }

  private var style: StyleRules {
    var rules = StyleRules()
    rules.add("svg", "font:12px Helvetica,Arial,\"Liberation Sans\",sans-serif", fill: Palette.muted)
    rules.add(".canvas", fill: Palette.canvas)
    if !title.isEmpty { rules.add(".h", "font-size:16px;font-weight:700", fill: Palette.ink) }
    guard !plot.rows.isEmpty else { return rules }
    rules.add(".t", "font-size:13px;font-weight:700", fill: Palette.ink)
    rules.add(".v", fill: Palette.ink)
    rules.add(".e", "text-anchor:end")
    rules.add(".c", "text-anchor:middle")
    rules.add(".track", fill: Palette.fill(.outside))
    let levels = Set(plot.rows.compactMap { share($0.values.first ?? nil) }.map(Level.init))
    for level in Level.allCases where levels.contains(level) { rules.add(".\(level.rawValue)", fill: level.colour) }
    rules.add(".limit", "stroke-width:1.5;stroke-dasharray:3 3", stroke: Palette.fill(.error))
    if hasLines {
      rules.add(".l", "fill:none;stroke-width:1.5;stroke-linejoin:round", stroke: Palette.line)
      rules.add(".d", fill: Palette.line)
      rules.add(".over", fill: Level.over.colour)
    }
    return rules
  }

  // MARK: Parts

  private func y(_ row: Int) -> Double { rowsY + Double(row) * Self.rowHeight }

  /// The first moment and the limit above the bars, the first and the last moment above the lines.
  private func headings() -> String {
    let base = rowsY - 6
    func word(_ text: String, _ x: Double, _ style: String) -> String {
      let line = TextMetrics.cut(text, limit: 90, size: 12)
      return SVGText.element(line, at: Point(x: x, y: base), style: style, size: 12, isFree: true) + "\n"
    }
    var svg = word(plot.moments.first ?? "", barX, "")
    svg += word(plot.limitTitle, barX + Self.barLimit, "c")
    if hasLines, let first = plot.moments.first, let last = plot.moments.last {
      svg += word(first, chartX, "") + word(last, chartX + Self.chartWidth, "e")
    }
    let end = y(plot.rows.count)
    svg += "<path class=\"limit\" d=\"M\(n(barX + Self.barLimit)) \(n(rowsY))V\(n(end))\"/>\n"
    return svg
  }

  private func row(_ index: Int) -> String {
    let row = plot.rows[index]
    let top = y(index)
    let base = top + Self.rowHeight / 2 + 4
    var svg = "<g><title>\(XMLText.escape(XMLText.prefix(row.name, 400)))</title>"
    svg += SVGText.element(names[index], at: Point(x: Self.margin, y: base), style: "t", size: 13, bold: true)
    svg += bar(row.values.first ?? nil, top: top + 7)
    svg += SVGText.element(texts[index], at: Point(x: textX, y: base), style: "v", size: 12)
    if hasLines { svg += chart(row, top: top + (Self.rowHeight - Self.chartHeight) / 2) }
    if !notes[index].isEmpty {
      svg += SVGText.element(notes[index], at: Point(x: noteX, y: base), style: "", size: 12, isFree: true)
    }
    return svg + "</g>\n"
  }

  /// A bar that crosses the limit goes on beyond it, as far as there is room; there it ends in an arrow.
  private func bar(_ value: Double?, top: Double) -> String {
    let height = Self.rowHeight - 14
    var svg = "<rect class=\"track\" x=\"\(n(barX))\" y=\"\(n(top))\" width=\"\(n(Self.barLimit))\" "
    svg += "height=\"\(n(height))\"/>"
    guard let share = share(value) else {
      return svg + SVGText.element("?", at: Point(x: barX + 4, y: top + 11), style: "", size: 12, isFree: true)
    }
    let full = Self.barLimit + Self.beyond
    let length = share * Self.barLimit
    let name = Level(share).rawValue
    guard length > full else {
      // What is almost nothing is still something to see.
      let width = share > 0 ? max(1, length) : 0
      return svg + "<rect class=\"\(name)\" x=\"\(n(barX))\" y=\"\(n(top))\" width=\"\(n(width))\" "
        + "height=\"\(n(height))\"/>"
    }
    let (left, right) = (barX, barX + full)
    svg += "<path class=\"\(name)\" d=\"M\(n(left)) \(n(top))H\(n(right - 8))L\(n(right)) \(n(top + height / 2))"
    return svg + "L\(n(right - 8)) \(n(top + height))H\(n(left))Z\"/>"
  }

  /// The values from moment to moment, with the limit; what is unknown leaves a gap.
  private func chart(_ row: Plot.Row, top: Double) -> String {
    let shares = row.values.map { share($0) }
    let highest = min(2, max(1, shares.compactMap(\.self).max() ?? 1))
    func height(_ share: Double) -> Double { top + Self.chartHeight * (1 - min(share, highest) / highest) }
    let steps = Double(max(1, shares.count - 1))
    var line = ""
    var dots = ""
    var isOpen = false
    for (place, share) in shares.enumerated() {
      guard let share else {
        isOpen = false
        continue
      }
      let (x, y) = (chartX + Self.chartWidth * Double(place) / steps, height(share))
      line += (isOpen ? "L" : "M") + n(x) + " " + n(y)
      isOpen = true
      dots += "<circle class=\"\(share > 1 ? "over" : "d")\" cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"2\"/>"
    }
    var svg = "<path class=\"limit\" d=\"M\(n(chartX)) \(n(height(1)))H\(n(chartX + Self.chartWidth))\"/>"
    if dots.isEmpty {
      svg += SVGText.element("?", at: Point(x: chartX + 4, y: top + 15), style: "", size: 12, isFree: true)
    } else {
      svg += "<path class=\"l\" d=\"\(line)\"/>" + dots
    }
    return svg
  }
}

/// How near the limit a value is; the colour of its bar.
private enum Level: String, CaseIterable {
  case calm, high, over

  init(_ share: Double) {
    self = share > 1 ? .over : share > 0.7 ? .high : .calm
  }

  var colour: Colour {
    switch self {
    case .calm: Palette.stroke(.data)
    case .high: Palette.stroke(.messaging)
    case .over: Palette.fill(.error)
    }
  }
}
