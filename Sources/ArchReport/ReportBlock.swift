/// One block of a report, of which each format makes its own.
enum ReportBlock: Sendable {
  case heading(level: Int, MarkdownText)
  /// The lines stay lines in the text.
  case paragraph([MarkdownText])
  /// Links to the sections; it stands in whole reports alone.
  case contents(MarkdownText)
  case table(ReportTable)
  /// An item that begins with `[x]` or `[ ]` is one to tick.
  case list([MarkdownText], isNumbered: Bool)
  /// Text that is shown line by line, such as a drawing.
  case verbatim(String)
  /// A picture that lies beside the report.
  case picture(title: MarkdownText, path: String)

  /// The lines of Markdown; none where there is nothing to show.
  var lines: [String] {
    switch self {
    case .heading(let level, let text): return [String(repeating: "#", count: level) + " " + text.markup]
    case .paragraph(let lines): return lines.map(\.markup)
    case .contents(let text): return [text.markup]
    case .table(let table): return table.lines
    case .list(let items, let isNumbered):
      return items.enumerated().map { (isNumbered ? "\($0.offset + 1). " : "- ") + $0.element.markup }
    case .verbatim(let text):
      let content = Self.content(text)
      var longest = 2
      var run = 0
      for scalar in text.unicodeScalars {
        run = scalar == "`" ? run + 1 : 0
        longest = max(longest, run)
      }
      let fence = String(repeating: "`", count: longest + 1)
      return [fence] + content + [fence]
    case .picture(let title, let path):
      return ["!\(MarkdownText.link(title, target: LinkTargets.encoded(path)).markup)"]
    }
  }

  /// All inline Markdown in it, in order.
  var texts: [MarkdownText] {
    switch self {
    case .heading(_, let text): [text]
    case .paragraph(let lines): lines
    case .contents(let text): [text]
    case .table(let table): table.titles + table.rows.flatMap { $0 }
    case .list(let items, _): items
    case .verbatim: []
    case .picture(let title, _): [title]
    }
  }

  /// The lines of a text that is shown as it is, without empty ones at its end.
  static func content(_ text: String) -> [String] {
    var content = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while content.last?.isEmpty ?? false { content.removeLast() }
    return content
  }
}
