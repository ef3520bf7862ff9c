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
    let isHeld = failures.contains { isJudged($0) && isClaimed($0) }
    if derived.rows.isEmpty {
      if isHeld { writeParagraph("✔: what is declared is what is computed.") }
    } else {
      let more: MarkdownText = derived.more == 0 ? "" : "; \(derived.more) more in `archc failures`"
      let held: MarkdownText = isHeld ? " ✔: what is declared is what is computed." : ""
      writeParagraph("*Derived*: computed at peak, not declared\(more).\(held)")
    }
    writeContradictions()
  }

  /// What the program says of a failure and the figures do not.
  private mutating func writeContradictions() {
    let claims = figures.contradictions
    guard !claims.isEmpty else { return }
    writeList(
      claims.prefix(20).map { claim in
        "✘ \(name(claim.failure)): “\(claim.property.rawValue) \(name(claim.subject))” does not hold: \(claim.reason)"
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
    let isContradicted = figures.contradictions.contains { $0.failure == failure }
    let survivors = names(model.references(.survives, of: failure))
    if !survivors.isEmpty { parts.append("\(.list(survivors)) \(survivors.count == 1 ? "survives" : "survive")") }
    guard !parts.isEmpty else { return .unknown("impact") }
    let besides = undeclaredEffects(of: failure)
    let more: MarkdownText = besides.isEmpty ? "" : "; computed besides: \(.joined(besides, by: "; "))"
    let sign: MarkdownText = isClaimed(failure) ? (isContradicted ? " ✘" : isJudged(failure) ? " ✔" : "") : ""
    return "\(.joined(parts, by: "; "))\(sign)\(more)"
  }

  /// The flows that the loss of a declared failure breaks or degrades and that it does not speak of.
  private func undeclaredEffects(of failure: ElementID) -> [MarkdownText] {
    let lost = Set(model.references(.of, of: failure))
    let claimed = Set([PropertyName.breaks, .degrades, .survives].flatMap { model.references($0, of: failure) })
    let rows = peakLosses.filter { !$0.failure.isOneReplica && lost.contains($0.failure.element) }
    func flows(_ kind: FailureEffect.Kind) -> [ElementID] {
      model.flows.map(\.element).filter { flow in
        !claimed.contains(flow)
          && rows.contains { $0.effects.contains { $0.kind == kind && $0.subject == flow } }
      }
    }
    let broken = flows(.breaks)
    let degraded = flows(.degrades).filter { !broken.contains($0) }
    var parts: [MarkdownText] = []
    if !broken.isEmpty { parts.append("breaks \(.shortList(names(broken)))") }
    if !degraded.isEmpty { parts.append("degrades \(.shortList(names(degraded)))") }
    return parts
  }

  private func isClaimed(_ failure: ElementID) -> Bool {
    [.breaks, .degrades, .survives].contains { !model.references($0, of: failure).isEmpty }
  }

  /// Whether what a failure claims could be computed, so that no contradiction means that it holds.
  private func isJudged(_ failure: ElementID) -> Bool {
    let lost = model.references(.of, of: failure)
    guard !lost.isEmpty else { return false }
    let conditions = lost.map { FailureCondition(element: $0, isOneReplica: false) }
    let claimed = [PropertyName.breaks, .degrades, .survives].flatMap { model.references($0, of: failure) }
    return claimed.allSatisfy { subject in
      figures.figure(.element(subject), .available, Conditions(.peak, failures: conditions))?.value.value != nil
    }
  }

  private func rating(of failure: ElementID) -> MarkdownText? {
    let parts = [figure(.severity, of: failure), figure(.likelihood, of: failure)].compactMap { $0 }
    return parts.isEmpty ? nil : .joined(parts)
  }
}
