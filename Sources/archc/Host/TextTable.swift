import ArchCells
import ArchText

/// A table for a terminal: columns padded to their widest cell, no lines between them.
struct TextTable {
  enum Alignment {
    case left, right
  }

  private let titles: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ titles: [String], right: Set<Int> = []) {
    self.titles = titles
    alignments = titles.indices.map { right.contains($0) ? .right : .left }
  }

  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; a cell that is not given is empty. Control characters of a model never reach the terminal.
  mutating func add(_ cells: [String]) {
    rows.append(titles.indices.map { $0 < cells.count ? InertText.oneLine(cells[$0]) : "" })
  }

  /// The lines, the titles first, each without blanks at its end. Columns without a single cell are left out.
  var text: String {
    let used = titles.indices.filter { column in column == 0 || rows.contains { !$0[column].isEmpty } }
    let all = [titles] + rows
    let widths = titles.indices.map { column in all.map { CellWidth.of($0[column]) }.max() ?? 0 }
    return all.map { row in
      var line = ""
      for (index, column) in used.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - CellWidth.of(row[column]))
        if index > 0 { line += "  " }
        line += alignments[column] == .right ? padding + row[column] : row[column] + padding
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
