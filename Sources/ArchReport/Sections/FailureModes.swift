import ArchAnalysis
import ArchModel

extension ReportWriter {
  mutating func writeFailureModes() {
    writeHeading(3, "Failure Modes")
    let failures = model.elements(of: .failure)
    let isRated = failures.contains { rating(of: $0) != nil }
    var table = ReportTable(
      ["Failure", "Impact", "Mitigation", "Detection"] + (isRated ? ["Severity, likelihood"] : []))
    for failure in failures {
      table.add([
        heading(of: failure), impact(of: failure),
        model.text(.mitigation, of: failure).map { MarkdownText(text: $0) } ?? .unknown("mitigation"),
        model.text(.detection, of: failure).map { MarkdownText(text: $0) } ?? .unknown("detection"),
        rating(of: failure) ?? .unknown("severity"),
      ])
    }
    let derived = derivedFailures()
    for failure in derived.rows {
      table.add([failure.name, failure.impact, failure.mitigation, .notApplicable, .notApplicable])
    }
    guard !table.isEmpty else {
      writeParagraph("Nothing declared; `failure Name { of: … }` adds a row.")
      return
    }
    writeTable(table)
    if !derived.rows.isEmpty {
      let more: MarkdownText = derived.more == 0 ? "" : "; \(derived.more) more in `archc failures`"
      writeParagraph("*Derived*: computed at peak, not declared\(more).")
    }
    writeContradictions()
  }

  /// What the program says of a failure and the figures do not.
  private mutating func writeContradictions() {
    let claims = figures.contradictions
    guard !claims.isEmpty else { return }
    writeList(
      claims.prefix(20).map { claim in
        "✘ \(name(claim.failure)) says that it \(claim.property.rawValue) \(name(claim.subject)): \(claim.reason)"
      })
  }

  private mutating func heading(of failure: ElementID) -> MarkdownText {
    let parts = names(model.references(.of, of: failure))
    let text = model.title(failure) ?? ""
    let name = link(failure)
    let whole: MarkdownText = text.isEmpty ? name : "\(name) \(text)"
    return parts.isEmpty ? "\(whole) (? `of`)" : "\(whole) (\(.list(parts)))"
  }

  private func impact(of failure: ElementID) -> MarkdownText {
    var parts: [MarkdownText] = []
    if let impact = model.text(.impact, of: failure) { parts.append(MarkdownText(text: impact)) }
    func add(_ verb: MarkdownText, _ name: PropertyName) {
      let affected = names(model.references(name, of: failure))
      if !affected.isEmpty { parts.append("\(verb) \(.list(affected))") }
    }
    add("breaks", .breaks)
    add("degrades", .degrades)
    let survivors = names(model.references(.survives, of: failure))
    if !survivors.isEmpty { parts.append("\(.list(survivors)) \(survivors.count == 1 ? "survives" : "survive")") }
    return parts.isEmpty ? .unknown("impact") : .joined(parts, by: "; ")
  }

  private func rating(of failure: ElementID) -> MarkdownText? {
    let parts = [figure(.severity, of: failure), figure(.likelihood, of: failure)].compactMap { $0 }
    return parts.isEmpty ? nil : .joined(parts)
  }
}
