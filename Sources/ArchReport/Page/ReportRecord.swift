/// A report for machines: its sections with their tables and lists as plain texts, and the footnotes of computed cells.
///
/// The shape is described by `docs/schemas/report.json`.
public struct ReportRecord: Encodable, Sendable {
  public struct Section: Encodable, Sendable {
    let name: String
    let title: String
    let level: Int
    let blocks: [Block]
  }

  public struct Block: Encodable, Sendable {
    /// `paragraph`, `table`, `list`, `drawing` or `picture`.
    let type: String
    var text: String?
    /// The footnotes of a paragraph.
    var footnotes: [String]?
    var columns: [String]?
    /// The footnotes of each column, where one has some.
    var columnFootnotes: [[String]]?
    var rows: [[Cell]]?
    var items: [Cell]?
    var numbered: Bool?
    var path: String?
  }

  /// A text, and the names of the footnotes that say how it comes about.
  public struct Cell: Encodable, Sendable {
    let text: String
    var footnotes: [String]?
    /// Of a list to tick.
    var done: Bool?
  }

  let version = 1
  let title: String
  let summary: String
  let owner: String?
  let status: String?
  let systemVersion: String?
  let revision: String?
  let sections: [Section]
  let footnotes: [String: String]

  /// - Parameter sections: what it holds; nil for everything.
  public init(_ document: ReportDocument, sections: [ReportDocument.Section]? = nil) {
    func stated(_ text: String) -> String? { text.isEmpty ? nil : text }
    title = document.facts.title
    summary = document.facts.summary
    owner = stated(document.facts.owner)
    status = stated(document.facts.status)
    systemVersion = stated(document.facts.version)
    revision = stated(document.facts.revision)
    let chosen = sections ?? document.sections
    self.sections = chosen.map { section in
      Section(
        name: section.name, title: section.title, level: section.level, blocks: section.blocks.compactMap(Self.block))
    }
    let used = document.references(in: chosen.flatMap(\.blocks)).footnotes
    var footnotes: [String: String] = [:]
    for note in document.footnotes where used.contains(note.label) {
      footnotes[note.label] = InlineMarkup.plain(note.text.markup)
    }
    self.footnotes = footnotes
  }

  private static func block(_ block: ReportBlock) -> Block? {
    switch block {
    case .heading: nil
    // A machine needs no links between the parts of what it holds.
    case .contents: nil
    case .paragraph(let lines):
      Block(
        type: "paragraph", text: lines.map { InlineMarkup.plain($0.markup) }.joined(separator: "\n"),
        footnotes: some(lines.flatMap { notes(in: $0.markup) }))
    case .table(let table): table.rows.isEmpty ? nil : self.table(table)
    case .list(let items, let isNumbered):
      Block(type: "list", items: items.map { item($0.markup) }, numbered: isNumbered)
    case .verbatim(let text): Block(type: "drawing", text: text)
    case .picture(let title, let path): Block(type: "picture", text: InlineMarkup.plain(title.markup), path: path)
    }
  }

  private static func table(_ table: ReportTable) -> Block {
    let heads = table.titles.map { notes(in: $0.markup) }
    return Block(
      type: "table", columns: table.titles.map { InlineMarkup.plain($0.markup) },
      columnFootnotes: heads.contains { !$0.isEmpty } ? heads : nil,
      rows: table.rows.map { $0.map { cell($0.markup) } })
  }

  private static func notes(in markup: String) -> [String] {
    InlineMarkup.references(in: markup).filter { $0.hasPrefix("^") }.map { String($0.dropFirst()) }
  }

  private static func some(_ notes: [String]) -> [String]? { notes.isEmpty ? nil : notes }

  private static func item(_ markup: String) -> Cell {
    guard markup.hasPrefix("[x] ") || markup.hasPrefix("[ ] ") else { return cell(markup) }
    var result = cell(String(markup.dropFirst(4)))
    result.done = markup.hasPrefix("[x] ")
    return result
  }

  private static func cell(_ markup: String) -> Cell {
    Cell(text: InlineMarkup.plain(markup), footnotes: some(notes(in: markup)))
  }
}
