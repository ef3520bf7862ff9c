import ArchAnalysis
import ArchModel

extension ReportWriter {
  mutating func writeRequirements() {
    writeHeading(3, "Requirements Analysis")
    var table = ReportTable(["Requirement", "Type", "Priority", "Result"])
    for requirement in model.elements(of: .requirement) {
      let title = model.title(requirement) ?? ""
      let name = link(requirement)
      table.add([
        title.isEmpty ? "\(name) ? title" : "\(name) \(title)",
        word(.type, of: requirement) ?? .unknown("type"),
        word(.priority, of: requirement) ?? .unknown("priority"),
        result(of: requirement),
      ])
    }
    guard !table.isEmpty else {
      writeParagraph("Nothing declared; `requirement R1 \"…\" { type: functional, priority: must }` adds a row.")
      return
    }
    writeTable(table)
  }

  /// What became of the condition that a requirement is held against, and what is said to fulfil it.
  private mutating func result(of requirement: ElementID) -> MarkdownText {
    var parts: [MarkdownText] = []
    if let verdict = verdicts.first(where: { $0.subject == .requirement(requirement) }), verdict.state != .stated {
      parts.append(result(verdict))
      if case .undecided = verdict.state, let verify = model.property(.verify, in: model[requirement].properties) {
        parts.insert("to verify: \(model.spelled(verify))", at: 0)
      }
    } else if let verify = model.property(.verify, in: model[requirement].properties) {
      parts.append("to verify: \(model.spelled(verify))")
    }
    let satisfying = names(model.references(.satisfiedBy, of: requirement))
    if !satisfying.isEmpty { parts.append("stated: \(.list(satisfying))") }
    if parts.isEmpty, model.text(.priority, of: requirement) == "wont" { return .notApplicable }
    return parts.isEmpty ? "? `satisfied-by` or `verify`" : .joined(parts, by: "; ")
  }

  /// The word of a property with a capital letter in front.
  func word(_ name: PropertyName, of element: ElementID) -> MarkdownText? {
    model.text(name, of: element).map { $0 == "wont" ? "Won't" : MarkdownText(text: $0.capitalizedFirst) }
  }
}
