/// The text on an edge.
struct EdgeLabel: Sendable {
  /// One to three lines.
  let lines: [String]
  /// The room it takes.
  let size: LayoutGraph.Size

  static let lineHeight = 15.0
  /// The room on either side of the text.
  static let gap = 6.0
  private static let widestText = 150.0

  /// Nil where the text has nothing that shows.
  init?(_ text: String) {
    let lines = TextMetrics.wrap(text, limit: Self.widestText, lineLimit: 3, size: NodeBox.textSize)
    guard !lines.isEmpty else { return nil }
    var widest = 0.0
    for line in lines { widest = max(widest, TextMetrics.width(line, size: NodeBox.textSize).points) }
    self.lines = lines
    size = LayoutGraph.Size(
      width: widest.rounded(.up) + 2 * Self.gap, height: Double(lines.count) * Self.lineHeight + 3)
  }
}
