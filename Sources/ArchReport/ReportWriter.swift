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
  /// The largest first.
  var risks: [Risk] = []
  /// What the loss of each part does at peak; empty where there is no flow.
  let peakLosses: [FailureTable.Row]
  var blocks: [ReportBlock] = []
  /// The figures under the scenarios that verdicts name; nil of one that cannot be laid over the program.
  var figuresOfScenarios: [ElementID: Figures?] = [:]
  /// What the decisions have come to.
  let standings: DecisionStandings
  private var targets = LinkTargets()
  private let lineIndices: [LineIndex]

  var model: Model { figures.model }

  init(figures: Figures, options: ReportOptions) {
    self.figures = figures
    verdicts = figures.verdicts()
    standings = DecisionStandings(figures.model)
    peakLosses = figures.model.flows.isEmpty ? [] : figures.failureTable(.peak).rows
    self.options = options
    let model = figures.model
    lineIndices = model.trees.map { LineIndex($0.source) }
    collectRisks()
  }

  /// Everything that was written.
  func finished() -> ReportDocument {
    ReportDocument(
      title: systemTitle, facts: facts, blocks: blocks, footnotes: footnotes.all, targets: targets.all)
  }
}

// MARK: Blocks

extension ReportWriter {
  mutating func writeHeading(_ level: Int, _ text: MarkdownText) { blocks.append(.heading(level: level, text)) }

  mutating func writeParagraph(_ text: MarkdownText) { blocks.append(.paragraph([text])) }

  /// A paragraph whose lines stay lines in the text.
  mutating func writeParagraph(lines: [MarkdownText]) { blocks.append(.paragraph(lines)) }

  mutating func writeTable(_ table: ReportTable) { blocks.append(.table(table)) }

  mutating func writeList(_ items: [MarkdownText]) { blocks.append(.list(items, isNumbered: false)) }

  mutating func writeNumberedList(_ items: [MarkdownText]) { blocks.append(.list(items, isNumbered: true)) }

  /// Text that is shown line by line, such as a drawing.
  mutating func writeVerbatim(_ text: String) { blocks.append(.verbatim(text)) }

  mutating func writePicture(_ title: String, path: String) {
    blocks.append(.picture(title: MarkdownText(text: title), path: path))
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

  /// The line of a place in its file.
  func lineNumber(_ span: Span) -> Int {
    let file = Int(span.file.index)
    return file < lineIndices.count ? lineIndices[file].position(at: span.start).line : 0
  }

  /// The file and line of a place, or nil where there is nothing to link to.
  private func target(_ span: Span) -> String? {
    let file = Int(span.file.index)
    guard !options.isTextOnly, file < model.trees.count else { return nil }
    let path = file < options.sourcePaths.count ? options.sourcePaths[file] : model.trees[file].source.path
    guard !path.isEmpty, path != "-", !path.hasPrefix("std/") else { return nil }
    return LinkTargets.encoded(path) + "#L\(lineIndices[file].position(at: span.start).line)"
  }
}
