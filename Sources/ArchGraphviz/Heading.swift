import ArchDiagram

/// The title of a drawing, and the line of counts below it.
struct Heading {
  private let title: String
  private let line: String
  let documentTitle: String
  let description: String

  private static let titleSize = 20.0

  init(_ diagram: Diagram, width: Double) {
    title = TextMetrics.cut(diagram.title, limit: width, size: Self.titleSize, bold: true)
    func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
    var parts = [
      count(diagram.nodes.count, "component", "components"), count(diagram.edges.count, "relation", "relations"),
    ]
    if !diagram.boundaries.isEmpty { parts.append(count(diagram.boundaries.count, "boundary", "boundaries")) }
    let counts = parts.joined(separator: " · ")
    description = parts.joined(separator: ", ")
    let subtitle = diagram.subtitle.isEmpty ? "" : diagram.subtitle + " · "
    line =
      diagram.title.isEmpty && diagram.subtitle.isEmpty
      ? "" : TextMetrics.cut(subtitle + counts, limit: width, size: NodeBox.textSize)
    let names = [diagram.title, diagram.subtitle].filter { !$0.isEmpty }.joined(separator: ": ")
    documentTitle = names.isEmpty ? "Architecture diagram" : XMLText.prefix(names, 400)
  }

  var width: Double {
    max(
      TextMetrics.width(title, size: Self.titleSize, bold: true).points,
      TextMetrics.width(line, size: NodeBox.textSize).points)
  }

  /// The height with the gap below.
  var height: Double {
    (title.isEmpty ? 0 : 26) + (line.isEmpty ? 0 : 18) + (title.isEmpty && line.isEmpty ? 0 : 18)
  }

  func elements(at corner: Point) -> String {
    var svg = ""
    var y = corner.y
    if !title.isEmpty {
      svg +=
        SVGText.element(
          title, at: Point(x: corner.x, y: y + 17), style: "h", size: Self.titleSize, bold: true) + "\n"
      y += 26
    }
    if !line.isEmpty {
      svg += SVGText.element(line, at: Point(x: corner.x, y: y + 12), style: "m", size: NodeBox.textSize) + "\n"
    }
    return svg
  }
}
