import ArchCells
import ArchDiagram

/// The lines below a drawing that tell the findings marked in it.
struct FindingLines {
  private(set) var lines: [String] = []
  /// The cells of the widest line, which escape sequences do not add to.
  private(set) var columns = 0

  /// Every finding once, the worst first: its sign, its rule and what it says.
  init(_ chips: [Diagram.Chip], width: Int?, isColoured: Bool) {
    var seen: Set<Diagram.Chip> = []
    let chips = chips.filter { seen.insert($0).inserted }
    for severity in Diagram.Severity.allCases {
      let some = chips.filter { $0.severity == severity }.enumerated()
        .sorted { ($0.element.id, $0.offset) < ($1.element.id, $1.offset) }
      for (_, chip) in some {
        let mark = FindingMarks.sign(severity) + " " + InertText.oneLine(chip.id)
        let first = lines.count
        add(mark, InertText.oneLine(chip.message), width)
        guard isColoured, lines[first].hasPrefix(mark) else { continue }
        lines[first] = Tint.severity(severity).painted(mark) + lines[first].dropFirst(mark.count)
      }
    }
  }

  private mutating func add(_ mark: String, _ text: String, _ width: Int?) {
    let words = text.split(separator: " ").map(String.init)
    for line in FilledLines.of([mark] + words, separator: " ", indent: 4, width: width) {
      lines.append(line)
      columns = max(columns, CellWidth.of(line))
    }
  }
}

/// Text in lines of limited width.
enum FilledLines {
  /// `parts` in as few lines of at most `width` cells as take them in order; later lines are indented. A part that is
  /// wider stands in a line of its own.
  static func of(_ parts: [String], separator: String, indent: Int, width: Int?) -> [String] {
    var lines: [String] = []
    var line = ""
    for (index, part) in parts.enumerated() {
      if index == 0 {
        line = part
      } else if let width, CellWidth.of(line + separator + part) > width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + part
      } else {
        line += separator + part
      }
    }
    lines.append(line)
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
