import ArchAnalysis
import ArchModel
import ArchSyntax

extension ReportWriter {
  private static let derivedLimit = 5

  mutating func writeNextSteps() {
    writeHeading(3, "Next Steps")
    let steps = model.elements(of: .next)
    let done = steps.filter { model.isStated(.done, of: $0) }
    var items = steps.filter { !done.contains($0) }.map { step -> MarkdownText in
      var parts = [
        model.text(.owner, of: step).map { MarkdownText(text: $0) } ?? .unknown("owner"),
        model.text(.due, of: step).map { MarkdownText(text: $0) } ?? .unknown("due"),
      ]
      if let cost = figure(.cost, of: step) { parts.append(cost) }
      return "\(title(step)) (\(.joined(parts)))"
    }
    items += derivedSteps()
    // What is done is no next step any more; it is told behind those that are.
    items += done.map { "\(title($0)) (done)" }
    guard !items.isEmpty else {
      writeParagraph("Nothing declared; `next \"…\" { owner: …, due: … }` adds a step.")
      return
    }
    writeNumberedList(items)
  }

  /// What mends the errors: one remedy for all parts that want the same, and where.
  private func remedies() -> [MarkdownText] {
    var order: [String] = []
    var first: [String: ReportFinding] = [:]
    var places: [String: [String]] = [:]
    for finding in options.check?.findings ?? [] where finding.severity == .error {
      let remedy = finding.id + (finding.help ?? finding.message)
      if first[remedy] == nil {
        first[remedy] = finding
        order.append(remedy)
      }
      // A message names what it is about by itself.
      guard finding.help != nil, let place = place(of: finding) else { continue }
      if !(places[remedy] ?? []).contains(place) { places[remedy, default: []].append(place) }
    }
    return order.prefix(Self.derivedLimit).compactMap { remedy in
      guard let finding = first[remedy] else { return nil }
      let names = places[remedy] ?? []
      let what = finding.help.map { MarkdownText.prose($0) } ?? .prose(finding.message)
      return names.isEmpty
        ? "\(finding.rule): \(what)" : "\(finding.rule) (\(.shortList(names, limit: 4))): \(what)"
    }
  }

  /// The part or relation that a finding is about; nil where it is about the program.
  private func place(of finding: ReportFinding) -> String? {
    if let element = finding.element { return model[element].kind == .constraints ? nil : name(element) }
    let key = String(finding.key.dropFirst(finding.id.count + 1))
    return key.contains("->") || key.contains("~>") || key.contains("=>") ? key : nil
  }

  /// What mends the errors, and what to state so that objectives can be judged.
  private func derivedSteps() -> [MarkdownText] {
    var result = remedies()
    var wanted: [MissingInput] = []
    var decides: [MarkdownText] = []
    for verdict in verdicts {
      // What is open for another reason than a missing input no input decides.
      guard case .undecided(let missing) = verdict.state, !missing.inputs.isEmpty, !isRenounced(verdict),
        certainMiss(verdict) == nil
      else { continue }
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
