import ArchModel

/// A pattern as people read it, in a terminal or in Markdown. The drawing is made by whoever can draw.
public struct PatternPage: Sendable {
  private let pattern: PatternDescription
  /// The module to import; nil where the program itself declares the pattern.
  private let module: String?
  /// The pattern drawn in characters; empty where there is none.
  private let drawing: String
  /// What it looks like in practice, in a few words; nil where nobody says.
  private let example: String?

  public init(_ pattern: PatternDescription, module: String?, drawing: String, example: String? = nil) {
    self.pattern = pattern
    self.module = module
    self.example = example
    self.drawing = drawing
  }

  /// How a program uses it, with every part bound.
  public var usage: String {
    let parts = pattern.parts.map { "\($0.name): …" }.joined(separator: ", ")
    return (module.map { "import \"\($0)\"\n" } ?? "") + "use \(pattern.name) Name { \(parts) }"
  }

  /// The page for a terminal; its lines are as long as the pattern's own.
  public var text: String {
    var text = pattern.title == pattern.name ? "\(pattern.name)\n" : "\(pattern.name): \(pattern.title)\n"
    if !pattern.documentation.isEmpty { text += "\n" + Self.trimmed(pattern.documentation) + "\n" }
    func add(_ heading: String, _ lines: [String]) {
      guard !lines.isEmpty else { return }
      text += "\n\(heading)\n" + lines.map { "  \($0)\n" }.joined()
    }
    add("When to use", pattern.whenToUse.map { "- \($0)" })
    add("Example", example.map { [$0] } ?? [])
    add("Benefits", pattern.benefits.map { "+ \($0)" })
    add("Trade-off", pattern.tradeOff.map { "- \($0)" })
    let width = pattern.parts.map(\.name.count).max() ?? 0
    let kinds = pattern.parts.map(\.kind.rawValue.count).max() ?? 0
    add(
      "Structure",
      pattern.parts.map { part in
        var line = Self.padded(part.kind.rawValue, kinds) + "  "
        line += part.title.isEmpty ? part.name : Self.padded(part.name, width) + "  " + part.title
        return line
      } + pattern.relations)
    add(
      "Never",
      pattern.nevers.map { ($0.title.isEmpty ? "" : "\($0.title): ") + $0.relations.joined(separator: ", ") })
    add("Drawing", drawing.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).trimmedLines)
    add("Use", usage.split(separator: "\n").map(String.init))
    if let source = pattern.source { text += "\nSource: \(source)\n" }
    return Self.withoutTrailingBlanks(text)
  }

  /// The section of the handbook, with a heading of a level.
  public func markdown(level: Int = 2) -> String {
    let marks = String(repeating: "#", count: max(1, min(6, level)))
    var text = "\(marks) \(pattern.title)\n"
    if !pattern.documentation.isEmpty { text += "\n" + Self.trimmed(pattern.documentation) + "\n" }
    func list(_ heading: String, _ items: [String]) {
      guard !items.isEmpty else { return }
      text += "\n**\(heading)**\n\n" + items.map { "- \($0)\n" }.joined()
    }
    list("When to use", pattern.whenToUse)
    if let example { text += "\n**Example**: \(example)\n" }
    list("Benefits", pattern.benefits)
    list("Trade-off", pattern.tradeOff)
    list(
      "Structure",
      pattern.parts.map { "`\($0.name)`, \(Schema.article($0.kind))" + ($0.title.isEmpty ? "" : ": \($0.title)") })
    list(
      "Never",
      pattern.nevers.map { never in
        let relations = never.relations.map { "`\($0)`" }.joined(separator: ", ")
        return never.title.isEmpty ? relations : "\(never.title): \(relations)"
      })
    let lines = drawing.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).trimmedLines
    if !lines.isEmpty { text += "\n```\n" + lines.map { $0 + "\n" }.joined() + "```\n" }
    text += "\n```arch\n\(usage)\n```\n"
    if let source = pattern.source { text += "\nSource: \(source)\n" }
    return Self.withoutTrailingBlanks(text)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func trimmed(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).trimmedLines.joined(separator: "\n")
  }

  private static func withoutTrailingBlanks(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }
}

extension [String] {
  /// The lines without empty ones at both ends.
  fileprivate var trimmedLines: [String] {
    var lines = self[...]
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return Array(lines)
  }
}
