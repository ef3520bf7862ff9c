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
    if options.annotates { addFindings(diagram, isColoured: options.isColoured) }
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

  /// Every finding once, the worst first.
  private mutating func addFindings(_ diagram: Diagram, isColoured: Bool) {
    var seen: Set<Diagram.Chip> = []
    let chips = (diagram.nodes.flatMap(\.findings) + diagram.edges.flatMap(\.findings)).filter {
      seen.insert($0).inserted
    }
    for severity in Diagram.Severity.allCases {
      let some = chips.filter { $0.severity == severity }.enumerated()
        .sorted { ($0.element.id, $0.offset) < ($1.element.id, $1.offset) }
      for (_, chip) in some {
        let mark = FindingMarks.sign(severity) + " " + InertText.oneLine(chip.id) + " "
        let first = lines.count
        addText(mark, InertText.oneLine(chip.message))
        guard isColoured, lines[first].hasPrefix(mark) else { continue }
        lines[first] = Tint.severity(severity).painted(String(mark.dropLast())) + lines[first].dropFirst(mark.count - 1)
      }
    }
  }

  /// Adds words behind a mark, filled.
  private mutating func addText(_ mark: String, _ text: String) {
    var parts = text.split(separator: " ").map(String.init)
    parts[..<min(1, parts.count)] = [mark + (parts.first ?? "")]
    addFilled(parts, separator: " ", indent: 4)
  }

  /// Adds `parts` in lines of at most `width` cells; later lines are indented.
  private mutating func addFilled(_ parts: [String], separator: String, indent: Int) {
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
    while line.last == " " { line.removeLast() }
    add(line)
  }

  private mutating func add(_ line: String) {
    lines.append(line)
    columns = max(columns, CellWidth.of(line))
  }
}
