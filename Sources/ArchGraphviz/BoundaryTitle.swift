import ArchDiagram

/// The words at the top of a boundary: its title, then how far it is trusted.
struct BoundaryTitle: Sendable {
  let title: String
  let titleWidth: Double
  /// The trust word, or empty.
  let trust: String
  let trustWidth: Double

  static let height = 20.0
  static let gap = 7.0
  private static let widestText = 260.0

  init(_ boundary: Diagram.Boundary) {
    let text = boundary.title.contains { $0 != " " } ? boundary.title : boundary.id
    title = TextMetrics.cut(text, limit: Self.widestText, size: NodeBox.textSize, bold: true)
    titleWidth = TextMetrics.width(title, size: NodeBox.textSize, bold: true).points
    // "Private private" says nothing more; the frame shows it as well.
    let word = boundary.trust?.rawValue ?? ""
    trust = title.lowercased() == word ? "" : word
    trustWidth = TextMetrics.width(trust, size: NodeBox.textSize).points
  }

  /// Title and trust word side by side.
  var width: Double { trust.isEmpty ? titleWidth : titleWidth + Self.gap + trustWidth }
}
