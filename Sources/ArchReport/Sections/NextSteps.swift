import ArchModel

extension ReportWriter {
  mutating func writeNextSteps() {
    writeHeading(3, "Next Steps")
    let steps = model.elements(of: .next)
    guard !steps.isEmpty else {
      writeParagraph("Nothing declared; `next \"…\" { owner: …, due: … }` adds a step.")
      return
    }
    writeNumberedList(
      steps.map { step in
        var parts = [
          model.text(.owner, of: step).map { MarkdownText(text: $0) } ?? .unknown("owner"),
          model.text(.due, of: step).map { MarkdownText(text: $0) } ?? .unknown("due"),
        ]
        if let cost = figure(.cost, of: step) { parts.append(cost) }
        if model.isStated(.done, of: step) { parts.append("done") }
        return "\(title(step)) (\(.joined(parts)))"
      })
  }
}
