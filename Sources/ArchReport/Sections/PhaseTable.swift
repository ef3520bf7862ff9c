import ArchAnalysis
import ArchModel

/// The architectures after the phases of a migration, one below the other: what each brings, what it costs, what is
/// found in it and how it is taken back.
extension ReportWriter {
  mutating func writePhaseTable(_ phases: [ElementID]) {
    let computed = computedPhases(phases)
    guard !computed.isEmpty else { return }
    let origins = computed.map { phase in
      (
        name(phase.phase),
        FigureOrigin(figures: phase.figures, subject: .system, name: .cost, conditions: .now)
      )
    }
    let isPriced = computed.contains { $0.figures.figure(.system, .cost, .now)?.value.value != nil }
    let sign: MarkdownText =
      isPriced
      ? variantFootnote("cost of phases", origins, see: "`archc why FILE cost --phase NAME`") : ""
    var table = ReportTable(
      [
        "Phase", "What changes", "Cost a month\(sign)", "Cost once", "New findings", "Does not hold", "Rollback",
      ], right: [2, 3])
    for phase in computed { table.add(row(of: phase)) }
    writeTable(table)
    var details: [MarkdownText] = []
    for phase in computed {
      let shown = phase.newFindings.prefix(5)
      for finding in shown {
        details.append("\(name(phase.phase)), \(finding.rule): \(.prose(finding.message))")
      }
      let rest = phase.newFindings.count - shown.count
      if rest > 0 { details.append("\(name(phase.phase)): \(rest) more in `archc check --phase \(name(phase.phase))`") }
    }
    if !details.isEmpty { writeList(details) }
    writeParagraph(
      "Each phase is a program of its own: the program less all that phases add, with this phase and those it comes after. It is drawn, checked and computed as `archc build --phase NAME` makes it, and compared with what it starts from.\(sideBySide(phases))"
    )
    guard !options.isTextOnly else { return }
    for phase in phases {
      guard let drawing = options.phaseDrawings.first(where: { $0.phase == phase }) else { continue }
      writePicture("After \(title(phase))", path: drawing.path)
    }
  }

  /// The phases among some that are computed.
  func computedPhases(_ phases: [ElementID]) -> [ReportPhase] {
    phases.compactMap { phase in options.phases.first { $0.phase == phase } }
  }

  private mutating func row(of phase: ReportPhase) -> [MarkdownText] {
    let once = model.stated(.cost, of: phase.phase).flatMap {
      model.quantities($0.value).first { $0.dimension == .money }
    }
    var rules: [String] = []
    for finding in phase.newFindings {
      let word = "\(finding.id) (\(finding.severity.rawValue))"
      if !rules.contains(word) { rules.append(word) }
    }
    var failed = phase.failed.map { name -> MarkdownText in
      phase.newlyFailed.contains(name) ? "**\(name)**" : "\(name)"
    }
    // Of a flow that has a step which is not there yet nothing is known.
    let after = phase.figures.model
    let cut = after.flows.filter { $0.isCut && !after[$0.element].isRemoved }.map { after.shortName($0.element) }
    if !cut.isEmpty {
      failed.append("? \(.shortList(cut, limit: 3)): a step is not there")
    }
    let checked: MarkdownText = options.check == nil ? "not checked" : "none"
    return [
      link(phase.phase), changes(of: phase), cost(of: phase),
      once.map { MarkdownText(text: QuantityFormatter.text($0)) } ?? .notApplicable,
      rules.isEmpty ? checked : .shortList(rules, limit: 6),
      failed.isEmpty ? .notApplicable : .joined(failed),
      model.text(.rollback, of: phase.phase).map { MarkdownText(text: $0) } ?? .unknown("rollback"),
    ]
  }

  /// The cost after a phase, and by how much it differs from what it starts from.
  private func cost(of phase: ReportPhase) -> MarkdownText {
    guard let cost = phase.figures.figure(.system, .cost, .now), let value = cost.value.value else {
      return .unknown("cost")
    }
    let text = MarkdownText(text: FigureText.text(cost))
    guard let before = phase.before.figure(.system, .cost, .now), let old = before.value.value,
      before.currency == cost.currency, value != old
    else { return text }
    let difference = FigureText.text(Quantity(abs(value - old), .moneyRate, currency: cost.currency), of: .cost)
    let sign: MarkdownText = value > old ? "+" : "−"
    return "\(text) (\(sign)\(difference))"
  }

  /// The components and relations that a phase brings, changes and takes away, as computed; and those that it says it
  /// changes.
  private func changes(of phase: ReportPhase) -> MarkdownText {
    let comparison = ModelComparison(before: phase.before.model, after: phase.figures.model)
    var added: [String] = []
    var changed: [String] = []
    var removed: [String] = []
    for difference in comparison.elements(of: KindSet.components | [.flow]) {
      switch difference.difference {
      case .added: difference.after.map { added.append(phase.figures.model.shortName($0)) }
      case .changed: difference.after.map { changed.append(phase.figures.model.shortName($0)) }
      case .removed: difference.before.map { removed.append(phase.before.model.shortName($0)) }
      }
    }
    for element in model.references(.changes, of: phase.phase) {
      let name = name(element)
      if !changed.contains(name), !added.contains(name) { changed.append(name) }
    }
    var parts: [MarkdownText] = []
    for (verb, names) in [("adds", added), ("changes", changed), ("removes", removed)] where !names.isEmpty {
      parts.append("\(verb) \(.shortList(names, limit: 8))")
    }
    let new = comparison.relations.filter { $0.difference == .added }.count
    let gone = comparison.relations.filter { $0.difference == .removed }.count
    if new > 0 { parts.append(counted(new, "new relation")) }
    if gone > 0 { parts.append("\(counted(gone, "relation")) fewer") }
    return parts.isEmpty ? "nothing that is modelled" : .joined(parts, by: "; ")
  }

  /// A sentence on phases that know nothing of each other, which a reader may take for steps of one way.
  private func sideBySide(_ phases: [ElementID]) -> MarkdownText {
    let first = phases.filter { model.earlierPhases($0).isEmpty }
    guard first.count > 1 else { return "" }
    return
      " \(.conjoined(names(first))) come after no other phase: each stands on the start alone, until a phase comes after them together."
  }
}
