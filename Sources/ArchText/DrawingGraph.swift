import ArchCells
import ArchDiagram

/// What is drawn: a diagram with its texts made harmless, wrapped and measured, and with sound indices.
///
/// Zone 0 is the sheet itself; the boundary `i` of the diagram is zone `i + 1`.
struct DrawingGraph: Sendable {
  struct Node: Sendable {
    /// The rows of text in the box.
    var rows: [NodeRows.Row]
    /// The colour of the box.
    var tint: Tint
    /// The cells of the widest row.
    var textWidth: Int
    var zone: Int
    /// Holds the room of an empty frame and is not drawn.
    var isHidden = false
  }

  struct Zone: Sendable {
    /// The text inset in the top border, with blanks around it where it begins or ends like a border.
    var title: String
    /// The cells of `title`.
    var titleWidth: Int
    /// The zone around this one; -1 for the sheet.
    var parent: Int
    var depth: Int
  }

  struct Edge: Sendable {
    var source: Int
    var target: Int
    var arrow: Diagram.Arrow
    var style: LineStyle
    /// What stands on the wire: the label, or the key of the label in the legend.
    var label: String
    /// The cells of `label`.
    var labelWidth: Int
    /// The colour of the wire.
    var tint: Tint
    /// Whether the layout runs the edge from its target to its source, so that no cycle remains.
    var isReversed = false
  }

  var nodes: [Node] = []
  var zones: [Zone] = [Zone(title: "", titleWidth: 0, parent: -1, depth: 0)]
  var edges: [Edge] = []
  /// The labels that stand in the legend; the first has key 1.
  var legend: [String] = []

  /// - Parameters:
  ///   - wrap: the cells after which a title goes on in the next row, or nil.
  ///   - isKeyed: whether every label that is longer than a key becomes one.
  init(_ diagram: Diagram, options: TextDrawing.Options, wrap: Int?, isKeyed: Bool) {
    addZones(diagram, glyphs: Glyphs(options.charset))
    for node in diagram.nodes {
      let rows = NodeRows(node, options: options, wrap: wrap).rows
      let isHeld = node.boundary.map { diagram.boundaries.indices.contains($0) } ?? false
      let zone = isHeld ? (node.boundary ?? -1) + 1 : 0
      let width = rows.map { CellWidth.of($0.text) }.max() ?? 0
      nodes.append(Node(rows: rows, tint: .family(node.family), textWidth: width, zone: zone))
    }
    addEdges(diagram, options: options, isKeyed: isKeyed)
    fillEmptyZones()
  }

  private mutating func addZones(_ diagram: Diagram, glyphs: Glyphs) {
    for (index, boundary) in diagram.boundaries.enumerated() {
      var title = InertText.oneLine(boundary.title)
      if let first = title.first, let last = title.last, glyphs.isInk(first) || glyphs.isInk(last) {
        title = " " + title + " "
      }
      var parent = 0
      if let outer = boundary.parent, outer >= 0, outer < index { parent = outer + 1 }
      zones.append(
        Zone(title: title, titleWidth: CellWidth.of(title), parent: parent, depth: zones[parent].depth + 1))
    }
  }

  private mutating func addEdges(_ diagram: Diagram, options: TextDrawing.Options, isKeyed: Bool) {
    var keys: [String: Int] = [:]
    for edge in diagram.edges where nodes.indices.contains(edge.source) && nodes.indices.contains(edge.target) {
      let findings = options.annotates ? edge.findings : []
      let stated = edge.label.first == "×" ? NodeRows.plain(edge.label, options.charset) : edge.label
      // The steps of a flow that stands out come first: `(2,5) https`.
      let steps = edge.steps.isEmpty ? "" : "(\(edge.steps.joined(separator: ","))) "
      var label = InertText.oneLine(steps + stated + " " + FindingMarks.suffix(findings))
      let width = CellWidth.of(label)
      if (isKeyed && width > 4) || LabelSafety.isMisleading(label, charset: options.charset) {
        let key = keys[label] ?? legend.count + 1
        if key > legend.count { legend.append(label) }
        keys[label] = key
        label = "[\(key)]"
      }
      edges.append(
        Edge(
          source: edge.source, target: edge.target, arrow: edge.arrow,
          style: edge.isReference ? .dotted : LineStyle(edge.arrow), label: label, labelWidth: CellWidth.of(label),
          tint: findings.first.map { .severity($0.severity) } ?? .none))
    }
  }

  /// Gives every frame with nothing in it a node that is not drawn, so that it has a layer and a place.
  private mutating func fillEmptyZones() {
    var isFilled = Array(repeating: false, count: zones.count)
    for node in nodes { isFilled[node.zone] = true }
    for zone in zones.indices.dropFirst().reversed() {
      if !isFilled[zone] {
        nodes.append(Node(rows: [], tint: .none, textWidth: 0, zone: zone, isHidden: true))
      }
      isFilled[zones[zone].parent] = true
    }
  }

  /// The innermost zone that holds both.
  func commonZone(_ first: Int, _ second: Int) -> Int {
    var first = first
    var second = second
    while first != second {
      if zones[first].depth >= zones[second].depth {
        first = zones[first].parent
      } else {
        second = zones[second].parent
      }
    }
    return first
  }
}

/// Which labels a reader could take for ink.
enum LabelSafety {
  /// Whether a label on a wire could be read as part of a wire or as a key.
  ///
  /// On a horizontal wire a label ends where, after one blank, the wire goes on; so no later word may begin with a
  /// glyph of a wire. On a vertical wire the cell the wire meets must be seen to be text.
  static func isMisleading(_ label: String, charset: TextDrawing.Charset) -> Bool {
    guard !label.isEmpty else { return false }
    let clusters = Array(label)
    if clusters.count > 1, clusters[0] == "[", clusters[1].isASCII, clusters[1].isNumber { return true }
    for index in clusters.indices.dropFirst() where clusters[index - 1] == " " {
      if isInk(clusters[index], charset) { return true }
    }
    // The cell under the wire, and what is left and right of it within the label.
    let middle = (CellWidth.of(label) - 1) / 2
    var column = 0
    for index in clusters.indices {
      let width = CellWidth.of(clusters[index])
      if column + width > middle {
        guard isInk(clusters[index], charset) else { return false }
        let isTextBefore = index > 0 && clusters[index - 1] != " " && !isInk(clusters[index - 1], charset)
        let isTextAfter =
          index + 1 < clusters.count && clusters[index + 1] != " " && !isInk(clusters[index + 1], charset)
        return !isTextBefore && !isTextAfter
      }
      column += width
    }
    return false
  }

  private static func isInk(_ cluster: Character, _ charset: TextDrawing.Charset) -> Bool {
    Glyphs(charset).isInk(cluster)
  }
}
