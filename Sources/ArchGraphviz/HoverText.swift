import ArchDiagram

/// What a reader is told of a part on hovering, and what a screen reader says: a line each.
enum HoverText {
  private static let longestText = 600

  /// What is known of a node: its name, kind and description, its figures, and what was found.
  static func text(_ node: Diagram.Node) -> [String] {
    // The boundaries around it are in sight.
    let name = node.id.split(separator: ".").last.map(String.init) ?? node.id
    var head = "\(XMLText.prefix(name, 200)), \(node.kind)"
    if let change = node.change { head += ", \(change.rawValue)" }
    if !node.tooltip.isEmpty { head += ": " + XMLText.prefix(node.tooltip, longestText) }
    var lines = [head]
    if !node.figures.isEmpty { lines.append(XMLText.prefix(node.figures.joined(separator: ", "), longestText)) }
    return lines + findings(node.findings)
  }

  static func text(_ edge: Diagram.Edge, source: String, target: String) -> [String] {
    // The tooltip of a relation begins with its ends.
    var head =
      edge.tooltip.isEmpty
      ? "\(XMLText.prefix(source, 100)) \(edge.arrow.rawValue) \(XMLText.prefix(target, 100))"
      : XMLText.prefix(edge.tooltip, longestText)
    if !edge.label.isEmpty, !edge.tooltip.contains(edge.label) { head += ": " + XMLText.prefix(edge.label, 200) }
    if let change = edge.change { head += " (\(change.rawValue))" }
    var lines = [head]
    if !edge.steps.isEmpty {
      let steps = XMLText.prefix(edge.steps.joined(separator: ", "), 200)
      lines.append("step\(edge.steps.count == 1 ? "" : "s") \(steps)")
    }
    return lines + findings(edge.findings)
  }

  static func text(_ boundary: Diagram.Boundary) -> String {
    let words = [boundary.id, boundary.kind, boundary.trust?.rawValue ?? ""].filter { !$0.isEmpty }
    return XMLText.prefix(words.joined(separator: ", "), 400)
  }

  private static func findings(_ chips: [Diagram.Chip]) -> [String] {
    chips.prefix(20).map { chip in
      let message = chip.message.isEmpty ? "" : ": " + XMLText.prefix(chip.message, 200)
      return "\(chip.id) \(chip.severity.rawValue)\(message)"
    }
  }
}
