import ArchCells
import ArchDiagram

/// The lines below a drawing: what the arrows mean, and the labels that stand as keys.
struct Legend {
  private(set) var lines: [String] = []
  /// The cells of the widest line.
  private(set) var columns = 0

  init(_ graph: DrawingGraph, _ glyphs: Glyphs, width: Int?) {
    var samples: [String] = []
    for arrow in Diagram.Arrow.allCases where graph.edges.contains(where: { $0.arrow == arrow }) {
      let line = glyphs.line(Glyphs.left | Glyphs.right, style: LineStyle(arrow))
      let start = arrow == .twoWay ? glyphs.head(Glyphs.left) : line
      samples.append("\(start)\(line)\(glyphs.head(Glyphs.right)) \(Legend.meaning(arrow))")
    }
    if samples.count > 1 { addFilled(samples, separator: "   ", indent: 0, width: width) }
    for (index, label) in graph.legend.enumerated() {
      let key = "[\(index + 1)] "
      addFilled(
        label.split(separator: " ").enumerated().map { ($0.offset == 0 ? key : "") + $0.element }, separator: " ",
        indent: key.utf8.count, width: width)
    }
  }

  /// What an arrow means, in a word or two.
  static func meaning(_ arrow: Diagram.Arrow) -> String {
    switch arrow {
    case .call: "call"
    case .twoWay: "both ways"
    case .message: "message"
    case .replication: "replication"
    }
  }

  /// Adds `parts` in lines of at most `width` cells; later lines are indented.
  private mutating func addFilled(_ parts: [String], separator: String, indent: Int, width: Int?) {
    var line = ""
    var isFirst = true
    for part in parts {
      if isFirst {
        line = part
      } else if let width, CellWidth.of(line + separator + part) > width {
        add(line)
        line = String(repeating: " ", count: indent) + part
      } else {
        line += separator + part
      }
      isFirst = false
    }
    add(line)
  }

  private mutating func add(_ line: String) {
    lines.append(line)
    columns = max(columns, CellWidth.of(line))
  }
}
