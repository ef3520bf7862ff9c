import ArchCells
import ArchDiagram

/// Figures over time in characters: a bar for the first moment, a sparkline for all, both against the limit.
public enum PlotText {
  /// Cells of a bar.
  private static let barLength = 20

  /// The lines of a plot, its title first. Nothing is cut: a long name makes its column wide.
  public static func text(_ plot: Plot, charset: TextDrawing.Charset = .unicode) -> String {
    guard !plot.rows.isEmpty else { return "" }
    let isASCII = charset == .ascii
    let names = plot.rows.map { InertText.oneLine($0.name) }
    let nameWidth = names.map { CellWidth.of($0) }.max() ?? 0
    let textWidth = plot.rows.map { CellWidth.of($0.text) }.max() ?? 0
    var result = InertText.oneLine(plot.title)
    if let first = plot.moments.first, let last = plot.moments.last, first != last {
      result += ": bar \(first), line \(first) to \(last), \(isASCII ? "|" : "▏") is \(plot.limitTitle)"
    }
    result += "\n"
    for (row, name) in zip(plot.rows, names) {
      var line = name + String(repeating: " ", count: nameWidth - CellWidth.of(name)) + "  "
      line += bar(row.values.first ?? nil, limit: plot.limit, isASCII: isASCII)
      line += " " + String(repeating: " ", count: textWidth - CellWidth.of(row.text)) + row.text
      if row.values.count > 1 { line += "  " + sparkline(row.values, limit: plot.limit, isASCII: isASCII) }
      if !row.note.isEmpty { line += "  " + InertText.oneLine(row.note) }
      while line.last == " " { line.removeLast() }
      result += line + "\n"
    }
    return result
  }

  /// A bar that is full at the limit; beyond it the end mark is an arrow.
  static func bar(_ value: Double?, limit: Double, isASCII: Bool) -> String {
    guard let value, value.isFinite, limit > 0 else {
      return "?" + String(repeating: " ", count: barLength - 1) + (isASCII ? "|" : "▏")
    }
    let share = max(0, min(1, value / limit))
    let end = value > limit ? (isASCII ? ">" : "▶") : (isASCII ? "|" : "▏")
    if isASCII {
      let cells = Int((share * Double(barLength)).rounded())
      return String(repeating: "#", count: cells) + String(repeating: ".", count: barLength - cells) + end
    }
    let eighths = Int((share * Double(barLength * 8)).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let bar = String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    return bar + String(repeating: " ", count: barLength - CellWidth.of(bar)) + end
  }

  /// One mark a moment, from nothing to the limit; `!` beyond it, `?` for what is unknown.
  static func sparkline(_ values: [Double?], limit: Double, isASCII: Bool) -> String {
    let marks: [Character] =
      isASCII ? ["_", ".", "-", "=", "+", "*", "%", "@"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return String(
      values.map { value -> Character in
        guard let value, value.isFinite, limit > 0 else { return "?" }
        let share = value / limit
        if share > 1 { return "!" }
        return marks[max(0, min(marks.count - 1, Int(share * Double(marks.count))))]
      })
  }
}
