import ArchCells
import ArchDiagram

/// The lines below a drawing: what the arrows mean, the labels that stand as keys, the findings, and notes.
struct Legend {
  private(set) var lines: [String] = []
  /// The cells of the widest line.
  private(set) var columns = 0
  private let width: Int?

  init(_ diagram: Diagram, _ graph: DrawingGraph, _ glyphs: Glyphs, options: TextDrawing.Options) {
    width = options.width
    var samples: [String] = []
    for arrow in Diagram.Arrow.allCases
    where graph.edges.contains(where: { $0.arrow == arrow && $0.style == LineStyle(arrow) }) {
      let line = glyphs.line(Glyphs.left | Glyphs.right, style: LineStyle(arrow))
      let start = arrow == .twoWay ? glyphs.head(Glyphs.left) : line
      samples.append("\(start)\(line)\(glyphs.head(Glyphs.right)) \(Legend.meaning(arrow))")
    }
    if graph.edges.contains(where: { $0.style == .dotted }) {
      let line = glyphs.line(Glyphs.left | Glyphs.right, style: .dotted)
      samples.append("\(line)\(line)\(glyphs.head(Glyphs.right)) reference")
    }
    if samples.count > 1 || graph.edges.contains(where: { $0.style == .dotted }) {
      addFilled(samples, separator: "   ", indent: 0)
    }
    for (index, label) in graph.legend.enumerated() { addText("[\(index + 1)] ", label) }
    if options.annotates {
      let findings = FindingLines(
        diagram.nodes.flatMap(\.findings) + diagram.edges.flatMap(\.findings), width: width,
        isColoured: options.isColoured)
      lines += findings.lines
      columns = max(columns, findings.columns)
    }
    for note in options.notes { addText("note: ", InertText.oneLine(note)) }
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

  /// Adds words behind a mark, filled.
  private mutating func addText(_ mark: String, _ text: String) {
    var parts = text.split(separator: " ").map(String.init)
    parts[..<min(1, parts.count)] = [mark + (parts.first ?? "")]
    addFilled(parts, separator: " ", indent: 4)
  }

  private mutating func addFilled(_ parts: [String], separator: String, indent: Int) {
    for line in FilledLines.of(parts, separator: separator, indent: indent, width: width) {
      lines.append(line)
      columns = max(columns, CellWidth.of(line))
    }
  }
}
