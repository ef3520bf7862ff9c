extension ReportWriter {
  mutating func writeOverview() {
    writeHeading(3, "Architecture Overview")
    let isDrawn = options.overview.unicodeScalars.contains { !$0.properties.isWhitespace }
    if isDrawn { writeVerbatim(options.overview) }
    if let note = options.overviewNote, !note.isEmpty { writeParagraph(MarkdownText(text: note)) }
    if !options.drawings.isEmpty, !options.isTextOnly {
      let links = options.drawings.map {
        MarkdownText.link(MarkdownText(text: $0.title), target: LinkTargets.encoded($0.path))
      }
      writeParagraph("Drawings: \(.joined(links)).")
    }
    if !isDrawn {
      let components = model.components.count
      let relations = model.liveRelations.count
      writeParagraph(
        components == 0
          ? "Nothing declared; `service Name` adds a box."
          : "Not drawn: \(counted(components, "component")), \(counted(relations, "relation")).")
    }
  }
}
