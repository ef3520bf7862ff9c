import ArchDiagram
import ArchText

/// The kinds of wire, in the order of the lines below a drawing.
enum ReadArrow: String, CaseIterable {
  case call = "->"
  case twoWay = "<->"
  case message = "~>"
  case replication = "=>"
  case reference

  init(_ style: ReaderAlphabet.Style?, isTwoWay: Bool) {
    switch style {
    case .dashed: self = .message
    case .double: self = .replication
    case .dotted: self = .reference
    default: self = isTwoWay ? .twoWay : .call
    }
  }
}

/// What a reader recovers from a drawing; also what a diagram means, in the same form.
public struct ReadGraph: Hashable {
  struct Edge: Hashable {
    var source: String
    var target: String
    var arrow: String
    var label: String
  }

  /// The titles of the zones around each node from the outside in, then its own text; sorted.
  var nodes: [[String]] = []
  /// The titles of the zones from the outside in; sorted.
  var zones: [[String]] = []
  /// Sorted; the ends of a two-way edge are in order of their names.
  var edges: [Edge] = []
  /// The findings below the drawing: sign, rule and message; in order.
  var findings: [String] = []
  var notes: [String] = []

  mutating func sort() {
    nodes.sort { $0.lexicographicallyPrecedes($1) }
    zones.sort { $0.lexicographicallyPrecedes($1) }
    edges.sort {
      ($0.source, $0.target, $0.arrow, $0.label) < ($1.source, $1.target, $1.arrow, $1.label)
    }
  }

  mutating func addEdge(_ source: String, _ target: String, _ arrow: ReadArrow, _ label: String) {
    let isSwapped = arrow == .twoWay && target < source
    edges.append(
      Edge(
        source: isSwapped ? target : source, target: isSwapped ? source : target, arrow: arrow.rawValue, label: label))
  }

  /// Without blanks, which wrapping may add.
  var packed: ReadGraph {
    func pack(_ text: String) -> String { text.filter { $0 != " " } }
    var result = self
    result.nodes = nodes.map { $0.map(pack) }
    result.edges = edges.map {
      Edge(source: pack($0.source), target: pack($0.target), arrow: $0.arrow, label: pack($0.label))
    }
    result.sort()
    return result
  }

  init() {}

  /// The graph a drawing of `diagram` must show.
  public init(_ diagram: Diagram, options: TextDrawing.Options = TextDrawing.Options()) {
    func path(_ boundary: Int?) -> [String] {
      var path: [String] = []
      var next = boundary
      while let zone = next {
        path.insert(diagram.boundaries[zone].title, at: 0)
        next = diagram.boundaries[zone].parent
      }
      return path
    }
    let content = ReadContent(options: options)
    nodes = diagram.nodes.map { path($0.boundary) + [content.text($0)] }
    zones = diagram.boundaries.indices.map { path($0) }
    for edge in diagram.edges {
      addEdge(
        content.text(diagram.nodes[edge.source]), content.text(diagram.nodes[edge.target]),
        edge.isReference ? .reference : ReadArrow(rawValue: edge.arrow.rawValue) ?? .call,
        content.label(edge))
    }
    findings = content.findings(diagram)
    notes = options.notes
    sort()
  }
}

/// What boxes, wires and the lines below must tell, by the rules that the commands' help states.
struct ReadContent {
  let options: TextDrawing.Options

  func text(_ node: Diagram.Node) -> String {
    var words = [node.title]
    let separator = options.charset == .ascii ? "/" : "·"
    if options.detail != .name {
      var rest = node.details
      var head = [node.kind]
      if let first = rest.first, !first.hasPrefix("×") {
        head.append(first)
        rest.removeFirst()
      }
      words.append(head.joined(separator: " \(separator) "))
      if options.detail == .figures { words.append((rest + node.figures).joined(separator: " \(separator) ")) }
    }
    let signs = marks(node.findings)
    let text = (words + (signs.isEmpty ? [] : [signs])).filter { !$0.isEmpty }.joined(separator: " ")
    guard options.charset == .ascii else { return text }
    return text.replacing("×", with: "x").replacing("–", with: "-").replacing("·", with: "/")
  }

  func label(_ edge: Diagram.Edge) -> String {
    // The sign of a number of relations is the charset's own.
    let isCount = options.charset == .ascii && edge.label.hasPrefix("×")
    let steps = edge.steps.isEmpty ? "" : "(" + edge.steps.joined(separator: ",") + ")"
    let words = [steps, isCount ? "x" + edge.label.dropFirst() : edge.label, marks(edge.findings)]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func marks(_ findings: [Diagram.Chip]) -> String {
    guard options.annotates else { return "" }
    var words: [String] = []
    for (severity, sign) in [(Diagram.Severity.error, "!!"), (.warning, "!"), (.info, "i")] {
      var ids: [String] = []
      for chip in findings where chip.severity == severity && !ids.contains(chip.id) { ids.append(chip.id) }
      if !ids.isEmpty { words += [sign] + ids }
    }
    return words.joined(separator: " ")
  }

  func findings(_ diagram: Diagram) -> [String] {
    guard options.annotates else { return [] }
    let chips = diagram.nodes.flatMap(\.findings) + diagram.edges.flatMap(\.findings)
    var lines: [String] = []
    for (severity, sign) in [(Diagram.Severity.error, "!!"), (.warning, "!"), (.info, "i")] {
      for id in Set(chips.filter { $0.severity == severity }.map(\.id)).sorted() {
        for chip in chips where chip.severity == severity && chip.id == id {
          let line = "\(sign) \(id) \(chip.message)"
          if !lines.contains(line) { lines.append(line) }
        }
      }
    }
    return lines
  }
}

/// Why a text is not a drawing.
struct ReadingError: Error, CustomStringConvertible {
  var description: String
}
