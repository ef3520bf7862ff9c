import ArchModel

extension ReportWriter {
  /// The title, what the system is for, and who answers for which state of it.
  mutating func writeTitle() {
    writeHeading(1, MarkdownText(text: systemTitle))
    writeDocumentation()
    writeControlLine()
  }

  /// The heading of the mandated sections.
  mutating func writeHeading() {
    writeHeading(2, "Backend Architecture: \(systemTitle)")
  }

  /// The title of the system; of a program without one the name of its file.
  var systemTitle: String {
    if let system = model.system {
      let title = model.displayName(system)
      if !title.isEmpty { return title }
    }
    guard let path = model.trees.first?.source.path else { return "?" }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let bare = name.hasSuffix(".arch") ? String(name.dropLast(5)) : name
    return bare.isEmpty || bare == "-" ? "?" : bare
  }

  private mutating func writeDocumentation() {
    let text = model.system.map { model.documentation($0) } ?? ""
    let paragraphs = MarkdownText.paragraphs(text)
    for paragraph in paragraphs { writeParagraph(lines: paragraph) }
    if paragraphs.isEmpty { writeParagraph("? a `///` line above `system`: what it is for") }
  }

  /// What front matter and other formats say about the page itself.
  var facts: ReportFacts {
    func text(_ name: PropertyName) -> String {
      model.system.flatMap { model.property(name, in: model[$0].properties) }.map { model.spelled($0) } ?? ""
    }
    let documentation = model.system.map { model.documentation($0) } ?? ""
    let first = documentation.split(separator: "\n", omittingEmptySubsequences: false)
      .map { MarkdownEscaping.visibleText(String($0)) }.drop { $0.isEmpty }.prefix { !$0.isEmpty }
    return ReportFacts(
      title: MarkdownEscaping.visibleText(systemTitle), summary: first.joined(separator: " "),
      owner: MarkdownEscaping.visibleText(text(.owner)), version: MarkdownEscaping.visibleText(text(.version)),
      status: MarkdownEscaping.visibleText(text(.status)), revision: options.revision)
  }

  private mutating func writeControlLine() {
    func part(_ name: PropertyName, _ label: MarkdownText) -> MarkdownText {
      guard let system = model.system,
        let property = model.property(name, in: model[system].properties)
      else { return "? \(MarkdownText(text: name.rawValue))" }
      return "\(label) \(model.spelled(property))"
    }
    let revision: MarkdownText = options.revision.isEmpty ? "? revision" : "revision \(.code(options.revision))"
    writeParagraph(
      .joined(
        [part(.owner, "Owner"), part(.version, "version"), part(.status, "status"), revision]
          + options.variants.map(Self.text), by: " · "))
  }

  /// What is laid over the program: `after phase P1`.
  private static func text(_ variant: VariantSelection) -> MarkdownText {
    if variant == .beforeMigration { return "**before the first phase**" }
    let way: MarkdownText =
      if variant.kinds.contains(.phase) {
        "after phase"
      } else if variant.kinds.contains(.option) {
        "with option"
      } else if variant.kinds.contains(.environment) {
        "in environment"
      } else {
        "under scenario"
      }
    return "**\(way) \(variant.name)**"
  }
}
