/// Sections that others fill: recognised patterns, advice on technologies.
extension ReportWriter {
  mutating func writeRegister(_ register: ReportRegister) {
    writeHeading(2, MarkdownText(text: register.title))
    var table = ReportTable(register.columns.map { MarkdownText(text: $0) })
    for row in register.rows { table.add(row.map { .prose($0) }) }
    guard !table.isEmpty else {
      writeParagraph(.prose(register.empty))
      return
    }
    writeTable(table)
    if !register.note.isEmpty { writeParagraph(.prose(register.note)) }
  }
}
