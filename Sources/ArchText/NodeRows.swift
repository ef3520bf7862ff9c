import ArchDiagram

/// The rows of text in a box.
struct NodeRows {
  /// A row with the colour that it has where colours are wanted.
  struct Row: Sendable {
    var text: String
    var tint: Tint
  }

  private(set) var rows: [Row] = []

  init(_ node: Diagram.Node, options: TextDrawing.Options, wrap: Int?) {
    add(node.title, .family(node.family), wrap)
    if options.detail != .name {
      let (technology, others) = Self.parts(node)
      add(Self.joined([node.kind, technology], options.charset), .none, wrap)
      if options.detail == .figures { add(Self.joined(others + node.figures, options.charset), .none, wrap) }
    }
    if options.annotates {
      for mark in FindingMarks.rows(node.findings) { add(mark.text, .severity(mark.severity), wrap) }
    }
  }

  private mutating func add(_ text: String, _ tint: Tint, _ wrap: Int?) {
    for row in TextWrap.rows(of: InertText.oneLine(text), width: wrap) { rows.append(Row(text: row, tint: tint)) }
  }

  /// The technology, and the other details. What is known of the replicas begins with its sign, so a node without a
  /// technology is told from one with it.
  private static func parts(_ node: Diagram.Node) -> (technology: String, others: [String]) {
    guard let first = node.details.first, !first.hasPrefix("×") else { return ("", node.details) }
    return (first, Array(node.details.dropFirst()))
  }

  private static func joined(_ parts: [String], _ charset: TextDrawing.Charset) -> String {
    plain(parts.filter { !$0.isEmpty }.joined(separator: " · "), charset)
  }

  /// The signs that the projection itself puts into details and counts, in the characters of the charset.
  static func plain(_ text: String, _ charset: TextDrawing.Charset) -> String {
    guard charset == .ascii else { return text }
    return String(
      text.map { character in
        switch character {
        case "×": "x"
        case "–": "-"
        case "·": "/"
        default: character
        }
      })
  }
}

/// How findings are marked in a drawing: `!!` an error, `!` a warning, `i` a note, each before the ids of its rules.
enum FindingMarks {
  static func sign(_ severity: Diagram.Severity) -> String {
    switch severity {
    case .error: "!!"
    case .warning: "!"
    case .info: "i"
    }
  }

  /// One row for each severity: `!! SEC001 REL004`; an id that occurs several times stands once.
  static func rows(_ findings: [Diagram.Chip]) -> [(text: String, severity: Diagram.Severity)] {
    Diagram.Severity.allCases.compactMap { severity in
      var ids: [String] = []
      for chip in findings where chip.severity == severity && !ids.contains(chip.id) { ids.append(chip.id) }
      return ids.isEmpty ? nil : (([sign(severity)] + ids).joined(separator: " "), severity)
    }
  }

  /// What follows the label of an edge, in one line.
  static func suffix(_ findings: [Diagram.Chip]) -> String {
    rows(findings).map(\.text).joined(separator: " ")
  }
}
