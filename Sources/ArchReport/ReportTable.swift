import ArchCells
import ArchSyntax

/// A table in the Markdown of GitHub, which reads as text as well: columns are padded to the width that a terminal
/// shows, all but the last.
struct ReportTable: Sendable {
  enum Alignment: Sendable {
    case left, right
  }

  let titles: [MarkdownText]
  let alignments: [Alignment]
  private(set) var rows: [[MarkdownText]] = []

  init(_ titles: [MarkdownText], right: Set<Int> = []) {
    self.titles = titles
    alignments = titles.indices.map { right.contains($0) ? .right : .left }
  }

  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row. What is missing does not apply, what exceeds the columns is left out.
  mutating func add(_ cells: [MarkdownText]) {
    rows.append(
      titles.indices.map { $0 < cells.count && !cells[$0].isEmpty ? cells[$0] : MarkdownText.notApplicable })
  }

  /// The lines of the table; none where it has no rows.
  var lines: [String] {
    guard !rows.isEmpty else { return [] }
    let last = titles.count - 1
    var widths = titles.map { max(3, Self.width($0.markup)) }
    for row in rows {
      for column in row.indices where column != last {
        let width = Self.width(row[column].markup)
        // One very long cell sticks out, rather than that every row is padded to it.
        if width <= Self.widestPadding { widths[column] = max(widths[column], width) }
      }
    }
    var lines: [String] = [line(titles, widths)]
    let rule = titles.indices.map { column in
      let isRight = alignments[column] == .right
      return String(repeating: "-", count: column == last ? 3 : widths[column] - (isRight ? 1 : 0))
        + (isRight ? ":" : "")
    }
    lines.append("| " + rule.joined(separator: " | ") + " |")
    lines += rows.map { line($0, widths) }
    return lines
  }

  private static let widestPadding = 90

  private func line(_ cells: [MarkdownText], _ widths: [Int]) -> String {
    var line = "|"
    for (column, cell) in cells.enumerated() {
      let isLast = column == titles.count - 1
      let padding = String(repeating: " ", count: isLast ? 0 : max(0, widths[column] - Self.width(cell.markup)))
      line += alignments[column] == .right ? " " + padding + cell.markup + " |" : " " + cell.markup + padding + " |"
    }
    return line
  }

  /// The cells that a text takes on a terminal.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + CellWidth.of($1) }
  }
}
