import ArchDiagram

/// The title of a drawing, the line of counts below it, and the way back to the drawing that it is a part of.
struct Heading {
  private let title: String
  private let line: String
  /// The words of the way back, and where it leads.
  private let back: (text: String, target: String)?
  let documentTitle: String
  let description: String

  private static let titleSize = 20.0
  private static let widestLink = 300.0

  init(_ diagram: Diagram, width: Double) {
    title = TextMetrics.cut(diagram.title, limit: width, size: Self.titleSize, bold: true)
    func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
    // A boundary that is drawn as one box is no component.
    let collapsed = diagram.nodes.count { $0.family == .boundary }
    let references = diagram.edges.count(where: \.isReference)
    // What is gone is shown but no part of it.
    let goneNodes = diagram.nodes.count { $0.change == .removed }
    let goneEdges = diagram.edges.count { $0.change == .removed }
    var parts = [
      count(diagram.nodes.count - collapsed - goneNodes, "component", "components"),
      count(diagram.edges.count - references - goneEdges, "relation", "relations"),
    ]
    let boundaries = diagram.boundaries.count + collapsed
    if boundaries > 0 { parts.append(count(boundaries, "boundary", "boundaries")) }
    if references > 0 { parts.append(count(references, "reference", "references")) }
    if diagram.content == .states {
      parts = [count(diagram.nodes.count, "state", "states"), count(diagram.edges.count, "transition", "transitions")]
    }
    let counts = parts.joined(separator: " · ")
    let names = [diagram.title, diagram.subtitle].filter { !$0.isEmpty }.joined(separator: ": ")
    documentTitle = names.isEmpty ? "Architecture diagram" : XMLText.prefix(names, 400)
    let overlay = diagram.overlay.isEmpty ? "" : " Painted by \(diagram.overlay)."
    let summary = diagram.summary.isEmpty ? "" : " " + XMLText.prefix(diagram.summary, 1_000)
    description = parts.joined(separator: ", ") + "." + overlay + summary

    let facts = [
      diagram.subtitle, diagram.overlay.isEmpty ? "" : "overlay: " + diagram.overlay.lowercasedFirst, counts,
    ]
    line =
      diagram.title.isEmpty && diagram.subtitle.isEmpty
      ? ""
      : TextMetrics.cut(
        facts.filter { !$0.isEmpty }.joined(separator: " · "), limit: width, size: NodeBox.textSize)
    back = diagram.parent.flatMap { parent in
      LinkTarget.allowed(parent.target).map { target in
        (TextMetrics.cut("↑ " + parent.title, limit: Self.widestLink, size: NodeBox.textSize), target)
      }
    }
  }

  var width: Double {
    max(
      TextMetrics.width(title, size: Self.titleSize, bold: true).points,
      TextMetrics.width(line, size: NodeBox.textSize).points)
  }

  /// The height with the gap below.
  var height: Double {
    let words = (title.isEmpty ? 0.0 : 26) + (line.isEmpty ? 0 : 18) + (back == nil ? 0 : 20)
    return words + (words == 0 ? 0 : 18)
  }

  func elements(at corner: Point) -> String {
    var svg = ""
    var y = corner.y
    if let back {
      svg += "<a href=\"\(XMLText.escape(back.target))\">"
      svg += SVGText.element(
        back.text, at: Point(x: corner.x, y: y + 10), style: "", size: NodeBox.textSize, isFree: true)
      svg += "</a>\n"
      y += 20
    }
    if !title.isEmpty {
      svg +=
        SVGText.element(
          title, at: Point(x: corner.x, y: y + 17), style: "h", size: Self.titleSize, bold: true) + "\n"
      y += 26
    }
    if !line.isEmpty {
      svg +=
        SVGText.element(line, at: Point(x: corner.x, y: y + 12), style: "", size: NodeBox.textSize, isFree: true) + "\n"
    }
    return svg
  }
}

extension String {
  /// The words as they stand inside a sentence.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
