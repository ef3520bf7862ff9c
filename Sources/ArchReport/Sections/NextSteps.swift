import ArchAnalysis
import ArchModel
import ArchSyntax

extension ReportWriter {
  private static let derivedLimit = 5

  mutating func writeNextSteps() {
    writeHeading(3, "Next Steps")
    let steps = model.elements(of: .next)
    var items = steps.map { step -> MarkdownText in
      var parts = [
        model.text(.owner, of: step).map { MarkdownText(text: $0) } ?? .unknown("owner"),
        model.text(.due, of: step).map { MarkdownText(text: $0) } ?? .unknown("due"),
      ]
      if let cost = figure(.cost, of: step) { parts.append(cost) }
      if model.isStated(.done, of: step) { parts.append("done") }
      return "\(title(step)) (\(.joined(parts)))"
    }
    items += derivedSteps()
    guard !items.isEmpty else {
      writeParagraph("Nothing declared; `next \"…\" { owner: …, due: … }` adds a step.")
      return
    }
    writeNumberedList(items)
  }

  /// What mends the errors, and what to state so that objectives can be judged.
  private func derivedSteps() -> [MarkdownText] {
    var result: [MarkdownText] = []
    var seen: Set<String> = []
    for finding in options.check?.findings ?? [] where finding.severity == .error && result.count < Self.derivedLimit {
      guard seen.insert(finding.id + finding.message).inserted else { continue }
      let what = finding.help.map { MarkdownText.prose($0) } ?? .prose(finding.message)
      result.append("\(finding.rule): \(what)")
    }
    var wanted: [MissingInput] = []
    var decides: [MarkdownText] = []
    for verdict in verdicts {
      // What is open for another reason than a missing input no input decides.
      guard case .undecided(let missing) = verdict.state, !missing.inputs.isEmpty else { continue }
      for input in missing.inputs where !wanted.contains(input) { wanted.append(input) }
      guard let term = verdict.deciding else { continue }
      let decided: MarkdownText = "\(name(of: term.figure))"
      if !decides.contains(decided) { decides.append(decided) }
    }
    if !wanted.isEmpty {
      let names = wanted.map { input in
        input.subject == .system ? input.property.rawValue : "\(name(of: input.subject)).\(input.property.rawValue)"
      }
      let figures: MarkdownText =
        decides.count > 3
        ? "\(.joined(Array(decides.prefix(3)))) and \(decides.count - 3) more" : .joined(decides)
      result.append("State \(.shortList(names)): decides \(figures)")
    }
    return result
  }
}
