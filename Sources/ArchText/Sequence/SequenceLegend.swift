import ArchCells
import ArchDiagram

/// The lines below a sequence drawing: what the arrows mean, and the labels whose keys stand on the wires.
struct SequenceLegend {
  private(set) var lines: [String] = []
  /// The cells of the widest line.
  private(set) var columns = 0

  private static let gap = "   "

  init(_ script: SequenceScript, _ options: TextDrawing.Options) {
    let (glyphs, width) = (Glyphs(options.charset), options.width)
    var arrows: Set<Diagram.Arrow> = []
    for item in script.items { if case .message(let arrow) = item.kind { arrows.insert(arrow) } }
    if arrows.count > 1 { addSamples(arrows, glyphs, width: width) }
    let keyWidth = script.legend.map { CellWidth.of($0.key) }.max() ?? 0
    for (key, text) in script.legend {
      let indent = String(repeating: " ", count: keyWidth + 1)
      // A column for the keys and one for the texts, which are wrapped in theirs.
      let rows = TextWrap.rows(of: text, width: width.map { max(1, $0 - keyWidth - 1) })
      for (index, row) in rows.enumerated() {
        add(index == 0 ? key + indent.dropFirst(CellWidth.of(key)) + row : indent + row)
      }
    }
    let findings = FindingLines(script.findings, width: width, isColoured: options.isColoured)
    lines += findings.lines
    columns = max(columns, findings.columns)
  }

  private mutating func addSamples(_ arrows: Set<Diagram.Arrow>, _ glyphs: Glyphs, width: Int?) {
    var line = ""
    for arrow in Diagram.Arrow.allCases where arrows.contains(arrow) {
      let stroke = glyphs.line(Glyphs.left | Glyphs.right, style: LineStyle(arrow))
      let start = arrow == .twoWay ? glyphs.head(Glyphs.left) : stroke
      let sample = "\(start)\(stroke)\(glyphs.head(Glyphs.right)) \(Legend.meaning(arrow))"
      if line.isEmpty {
        line = sample
      } else if let width, CellWidth.of(line + Self.gap + sample) > width {
        add(line)
        line = sample
      } else {
        line += Self.gap + sample
      }
    }
    add(line)
  }

  private mutating func add(_ line: String) {
    lines.append(line)
    columns = max(columns, CellWidth.of(line))
  }
}
