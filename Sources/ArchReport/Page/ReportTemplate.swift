/// An outline of one's own: a Markdown file in which `{{ NAME }}` stands for a part of the report. Everything else stays
/// as it is, byte for byte.
public struct ReportTemplate: Sendable {
  /// Why a template cannot be filled.
  public struct Problem: Error, Sendable, Hashable {
    /// Counted from 1.
    public let line: Int
    public let message: String
    public let help: String
  }

  private enum Piece {
    case text(String)
    case section(String, line: Int)
    /// The same without its heading.
    case body(String, line: Int)
    case fact(String)
  }

  /// What stands for single facts.
  public static let facts = ["title", "owner", "version", "status", "revision"]

  private let pieces: [Piece]

  /// - Parameter text: the template. A place is `{{ NAME }}`, `{{ NAME body }}` without the heading, or the name of a
  ///   fact such as `{{ owner }}`; `{{ report }}` is everything, `{{{{` two braces.
  public init(_ text: String) throws(Problem) {
    var pieces: [Piece] = []
    var rest = text[...]
    var line = 1
    while let open = rest.firstRange(of: "{{") {
      let before = rest[..<open.lowerBound]
      line += before.count { $0.isNewline }
      pieces.append(.text(String(before)))
      let after = rest[open.upperBound...]
      if after.hasPrefix("{{") {
        pieces.append(.text("{{"))
        rest = after.dropFirst(2)
        continue
      }
      guard let close = after.firstRange(of: "}}"), !after[..<close.lowerBound].contains(where: \.isNewline) else {
        throw Problem(
          line: line, message: "`{{` is not closed on its line", help: "write `{{ NAME }}`; two braces are `{{{{`")
      }
      let words = after[..<close.lowerBound].split(whereSeparator: \.isWhitespace).map(String.init)
      switch (words.first, words.count, words.last) {
      case (let name?, 1, _): pieces.append(Self.facts.contains(name) ? .fact(name) : .section(name, line: line))
      case (let name?, 2, "body"): pieces.append(.body(name, line: line))
      default:
        throw Problem(
          line: line, message: "`{{\(after[..<close.lowerBound])}}` names no part of the report",
          help: "write `{{ NAME }}` or `{{ NAME body }}`")
      }
      rest = after[close.upperBound...]
    }
    pieces.append(.text(String(rest)))
    self.pieces = pieces
  }

  /// The page: the template with its places filled, and below it the footnotes and targets that they use.
  public func filled(with document: ReportDocument) throws(Problem) -> String {
    var text = ""
    var used: [ReportDocument.Section] = []
    for piece in pieces {
      switch piece {
      case .text(let plain): text += plain
      case .fact(let name): text += Self.fact(name, document.facts).markup
      case .section("report", _):
        text += Self.joined(document.sections.flatMap(\.blocks))
        used += document.sections
      case .section(let name, let line):
        let section = try Self.section(name, line, document)
        text += Self.joined(section.blocks)
        used.append(section)
      case .body(let name, let line):
        let section = try Self.section(name, line, document)
        text += Self.joined(Array(section.blocks.dropFirst()))
        used.append(section)
      }
    }
    while text.last?.isNewline ?? false { text.removeLast() }
    let definitions = document.definitions(used)
    return text + (definitions.isEmpty ? "" : "\n" + definitions.joined(separator: "\n")) + "\n"
  }

  private static func joined(_ blocks: [ReportBlock]) -> String {
    ReportDocument.lines(of: blocks).joined(separator: "\n")
  }

  private static func section(
    _ name: String, _ line: Int, _ document: ReportDocument
  ) throws(Problem) -> ReportDocument.Section {
    if let section = document.section(name) { return section }
    throw Problem(
      line: line, message: "the report has no section `\(name)`",
      help:
        "sections: \(document.names.map { "`\($0)`" }.joined(separator: ", ")); facts: \(facts.map { "`\($0)`" }.joined(separator: ", "))"
    )
  }

  private static func fact(_ name: String, _ facts: ReportFacts) -> MarkdownText {
    let text =
      switch name {
      case "title": facts.title
      case "owner": facts.owner
      case "version": facts.version
      case "status": facts.status
      default: facts.revision
      }
    return text.isEmpty ? "? \(name)" : MarkdownText(text: text)
  }
}

extension ReportDocument {
  /// What a generator of sites reads about the page: YAML between two lines of hyphens.
  public var frontMatter: String {
    let entries: [(String, String)] = [
      ("title", facts.title), ("description", facts.summary), ("owner", facts.owner), ("version", facts.version),
      ("status", facts.status), ("revision", facts.revision), ("generator", "archc"),
    ]
    let lines = entries.filter { !$0.1.isEmpty }.map { "\($0.0): \(Self.quoted($0.1))" }
    return (["---"] + lines + ["---", ""]).joined(separator: "\n") + "\n"
  }

  /// A text as a double-quoted scalar of YAML.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
