import ArchAnalysis
import ArchModel
import ArchSyntax

/// Puts a report together, block by block. Each section is an extension in a file of its own.
struct ReportWriter {
  let figures: Figures
  /// What becomes of requirements, objectives and constraints.
  let verdicts: [Verdict]
  let options: ReportOptions
  var footnotes = Footnotes()
  private var lines: [String] = []
  private var targets = LinkTargets()
  private let lineIndices: [LineIndex]

  var model: Model { figures.model }

  init(figures: Figures, options: ReportOptions) {
    self.figures = figures
    verdicts = figures.verdicts()
    self.options = options
    let model = figures.model
    lineIndices = options.isTextOnly ? [] : model.trees.map { LineIndex($0.source) }
  }

  /// The text, with the targets of its links at the end.
  func finished() -> String {
    var lines = lines
    let notes = footnotes.lines
    if !notes.isEmpty { lines += [""] + notes }
    let definitions = targets.lines
    if !definitions.isEmpty { lines += [""] + definitions }
    return lines.joined(separator: "\n") + "\n"
  }
}

// MARK: Blocks

extension ReportWriter {
  mutating func writeHeading(_ level: Int, _ text: MarkdownText) {
    writeBlock([String(repeating: "#", count: level) + " " + text.markup])
  }

  mutating func writeParagraph(_ text: MarkdownText) {
    writeBlock([text.markup])
  }

  /// A paragraph whose lines stay lines in the text.
  mutating func writeParagraph(lines: [MarkdownText]) {
    writeBlock(lines.map(\.markup))
  }

  mutating func writeTable(_ table: ReportTable) {
    writeBlock(table.lines)
  }

  mutating func writeList(_ items: [MarkdownText]) {
    writeBlock(items.map { "- " + $0.markup })
  }

  mutating func writeNumberedList(_ items: [MarkdownText]) {
    writeBlock(items.enumerated().map { "\($0.offset + 1). " + $0.element.markup })
  }

  /// Text that is shown line by line, such as a drawing.
  mutating func writeVerbatim(_ text: String) {
    var longest = 2
    var run = 0
    for scalar in text.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    var content = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while content.last?.isEmpty ?? false { content.removeLast() }
    writeBlock([fence] + content + [fence])
  }

  private mutating func writeBlock(_ block: [String]) {
    guard !block.isEmpty else { return }
    if !lines.isEmpty { lines.append("") }
    lines += block
  }
}

// MARK: Names and places

extension ReportWriter {
  /// The name of an element as a link to its declaration.
  mutating func link(_ element: ElementID) -> MarkdownText {
    link(name(element), to: model[element].madeBy ?? element)
  }

  /// A text as a link to the declaration of an element.
  mutating func link(_ text: String, to element: ElementID) -> MarkdownText {
    targets.link(text, to: target(model.nameSpan(element)))
  }

  /// The name that people know an element by; its kind where it has none.
  func name(_ element: ElementID) -> String {
    let name = model.shortName(element)
    return name.isEmpty ? model.title(element) ?? model[element].kind.rawValue : name
  }

  func names(_ elements: [ElementID]) -> [String] { elements.map(name) }

  /// The file and line of a place, or nil where there is nothing to link to.
  private func target(_ span: Span) -> String? {
    let file = Int(span.file.index)
    guard !options.isTextOnly, file < model.trees.count else { return nil }
    let path = file < options.sourcePaths.count ? options.sourcePaths[file] : model.trees[file].source.path
    guard !path.isEmpty, path != "-", !path.hasPrefix("std/") else { return nil }
    return LinkTargets.encoded(path) + "#L\(lineIndices[file].position(at: span.start).line)"
  }
}
