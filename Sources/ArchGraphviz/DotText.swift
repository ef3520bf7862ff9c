import ArchDiagram

/// A diagram in the language of Graphviz, for readers who want to lay it out or restyle it themselves.
public enum DotText {
  /// The diagram as DOT: one statement a line, nested as its boundaries nest, ending in a line feed.
  ///
  /// Plain `dot -Tsvg` draws it with titles, shapes, frames and the four arrows. Every text is quoted. An edge whose ends
  /// are not in the diagram is left out, as are the frames of boundaries that are not.
  public static func dot(_ diagram: Diagram) -> String {
    var writer = DotWriter(diagram)
    return writer.write()
  }
}

private struct DotWriter {
  private let diagram: Diagram
  private let nodeNames: [String]
  private var text = ""

  /// Statements are indented no further than this, or a deep nesting would take quadratic room.
  private static let deepestIndentation = 20

  init(_ diagram: Diagram) {
    self.diagram = diagram
    var used: Set<String> = []
    nodeNames = diagram.nodes.enumerated().map { index, node in
      let name = node.id.isEmpty || used.contains(node.id) ? "\(node.id)#\(index)" : node.id
      used.insert(name)
      return name
    }
  }

  mutating func write() -> String {
    let title = [diagram.title, diagram.subtitle].filter { !$0.isEmpty }.joined(separator: " · ")
    line(0, "digraph \(quoted(diagram.title)) {")
    line(1, "graph [rankdir=\(diagram.direction == .right ? "LR" : "TB"), nodesep=0.45, ranksep=0.55, labelloc=t,")
    line(1, "  labeljust=l, fontname=\"Helvetica,Arial,sans-serif\", fontsize=18, label=\(label([title]))];")
    line(1, "node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, style=filled, margin=\"0.18,0.08\"];")
    line(
      1, "edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, arrowsize=0.8, color=\"\(Palette.line.light)\"];")
    line(0, "")
    writeContents()
    if !diagram.edges.isEmpty { line(0, "") }
    for edge in diagram.edges { write(edge) }
    line(0, "}")
    return text
  }

  /// Writes nodes and clusters without recursion: boundaries may nest without bound here.
  private mutating func writeContents() {
    let boundaryRange = diagram.boundaries.indices
    let nodesOf = Dictionary(
      grouping: diagram.nodes.indices,
      by: { index in diagram.nodes[index].boundary.flatMap { boundaryRange.contains($0) ? $0 : nil } })
    let childrenOf = Dictionary(
      grouping: boundaryRange,
      by: { index in diagram.boundaries[index].parent.flatMap { $0 >= 0 && $0 < index ? $0 : nil } })
    enum Step {
      case open(Int, depth: Int)
      case close(depth: Int)
      case contents(Int?, depth: Int)
    }
    var steps: [Step] = [.contents(nil, depth: 1)]
    while let step = steps.popLast() {
      switch step {
      case .close(let depth): line(depth, "}")
      case .open(let index, let depth):
        open(diagram.boundaries[index], index: index, depth: depth)
        steps.append(.close(depth: depth))
        steps.append(.contents(index, depth: depth + 1))
      case .contents(let boundary, let depth):
        for node in nodesOf[boundary] ?? [] { write(node, depth: depth) }
        let children = childrenOf[boundary] ?? []
        if let boundary, children.isEmpty, nodesOf[boundary] == nil {
          line(depth, "\(quoted("empty \(boundary)")) [style=invis, label=\"\"];")
        }
        for child in children.reversed() { steps.append(.open(child, depth: depth)) }
      }
    }
  }

  private mutating func open(_ boundary: Diagram.Boundary, index: Int, depth: Int) {
    line(depth, "subgraph \(quoted("cluster_\(index)_\(boundary.id)")) {")
    let trust = boundary.trust.map { " (\($0.rawValue))" } ?? ""
    let line = boundary.trust.map(frameStyle) ?? "rounded,filled"
    let width = boundary.trust == .restricted ? ", penwidth=2" : ""
    self.line(
      depth + 1,
      "graph [label=\(label([boundary.title.isEmpty ? boundary.id : boundary.title + trust])), fontsize=12, "
        + "style=\"\(line)\"\(width), color=\"\(Palette.stroke(boundary.trust).light)\", "
        + "fillcolor=\"\(Palette.fill(boundary.trust).light)\", margin=16];")
  }

  private func frameStyle(_ trust: Diagram.Trust) -> String {
    switch trust {
    case .public: "rounded,filled,dotted"
    case .dmz: "rounded,filled,dashed"
    case .private, .restricted: "rounded,filled"
    }
  }

  private mutating func write(_ index: Int, depth: Int) {
    let node = diagram.nodes[index]
    let title = node.title.isEmpty ? node.id : node.title
    var attributes = "label=\(label([title] + node.details)), \(shape(node.family)), "
    attributes += "fillcolor=\"\(Palette.fill(node.family).light)\", color=\"\(Palette.stroke(node.family).light)\""
    attributes += ", tooltip=\(label([node.tooltip.isEmpty ? "\(node.id), \(node.kind)" : node.tooltip]))"
    if let link = LinkTarget.allowed(node.link) { attributes += ", URL=\(quoted(link))" }
    line(depth, "\(quoted(nodeNames[index])) [\(attributes)];")
  }

  private func shape(_ family: Diagram.Family) -> String {
    switch family {
    case .outside: "shape=box, style=\"filled,rounded\""
    case .edge: "shape=octagon, margin=\"0.02,0.02\""
    case .compute: "shape=box"
    case .data: "shape=cylinder"
    case .messaging: "shape=cds, margin=\"0.3,0.2\""
    case .platform: "shape=note"
    case .boundary: "shape=box3d"
    }
  }

  private mutating func write(_ edge: Diagram.Edge) {
    guard nodeNames.indices.contains(edge.source), nodeNames.indices.contains(edge.target) else { return }
    var attributes: [String] = []
    if !edge.label.isEmpty { attributes.append("label=\(label([edge.label]))") }
    switch edge.arrow {
    case .call: break
    case .twoWay: attributes.append("dir=both")
    case .message: attributes += ["style=dashed", "arrowhead=vee"]
    case .replication: attributes.append("color=\"\(Palette.line.light):invis:\(Palette.line.light)\"")
    }
    if !edge.tooltip.isEmpty { attributes.append("tooltip=\(label([edge.tooltip]))") }
    let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
    line(1, "\(quoted(nodeNames[edge.source])) -> \(quoted(nodeNames[edge.target]))\(list);")
  }

  private mutating func line(_ depth: Int, _ content: String) {
    if !content.isEmpty { text += String(repeating: "  ", count: min(depth, Self.deepestIndentation)) + content }
    text += "\n"
  }

  /// Lines of text as a label, where a backslash and an ampersand have a meaning besides.
  private func label(_ lines: [String]) -> String {
    let escaped = lines.map { line in
      var result = ""
      for scalar in XMLText.clean(line).unicodeScalars {
        switch scalar {
        case "\\": result += "\\\\"
        case "\"": result += "\\\""
        case "&": result += "&amp;"
        default: result.unicodeScalars.append(scalar)
        }
      }
      return result
    }
    return "\"\(escaped.joined(separator: "\\n"))\""
  }

  /// A name, in which only quotes and backslashes need care.
  private func quoted(_ name: String) -> String {
    var result = ""
    for scalar in XMLText.clean(name).unicodeScalars {
      if scalar == "\\" || scalar == "\"" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return "\"\(result)\""
  }
}
