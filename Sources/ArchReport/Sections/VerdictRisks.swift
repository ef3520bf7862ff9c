import ArchAnalysis
import ArchModel

/// What was promised and fails, or cannot be judged.
extension ReportWriter {
  mutating func failedVerdictRisks() -> [Risk] {
    var told: Set<ToldFigure> = []
    var overloads: Set<String> = []
    return verdicts.filter { $0.state == .failed }.compactMap { verdict in
      // What everybody agreed not to build is no risk when it is not there.
      guard !isRenounced(verdict), let term = verdict.deciding else { return nil }
      // A requirement and an objective may ask for the same: that is one risk.
      guard told.insert(ToldFigure(term)).inserted else { return nil }
      let subject = subject(of: verdict)
      let isMust = subject.map { model.text(.priority, of: $0) == "must" } ?? false
      let text: MarkdownText
      if term.isEndless {
        // Two limits of one flow that one part misses are one risk.
        guard overloads.insert("\(term.figure.subject) \(term.figure.value.missing.reason)").inserted else {
          return nil
        }
        text = "\(name(of: verdict, term)): \(endless(term))"
      } else {
        let value = computed(term.figure, against: term.limit, scenario: term.scenario)
        let miss: MarkdownText =
          term.limit.map { _ in "misses its limit: **\(value)** against \(limitText(term))" }
          ?? "is **\(value)** and has to be yes"
        text = "\(name(of: verdict, term)) \(miss)"
      }
      let time = occurrence(of: term)
      return Risk(
        text: text, likelihood: time.likelihood, severity: isMust ? .critical : .high, likelihoodText: time.text,
        owner: ownerText(subject), due: time.due, state: "open")
    }
  }

  /// When a failed comparison comes true: today, at a horizon, after a loss or under a scenario.
  private func occurrence(
    of term: TermVerdict
  ) -> (likelihood: Risk.Grade, text: MarkdownText, due: MarkdownText) {
    if !term.figure.conditions.failures.isEmpty { return (.high, "at the next loss", .notApplicable) }
    if let scenario = term.scenario { return (.high, "under \(name(scenario))", .notApplicable) }
    guard case .after(let seconds) = term.figure.conditions.moment, seconds > 0 else {
      return (.critical, "holds today", "now")
    }
    let time = QuantityFormatter.text(Quantity(seconds, .duration))
    let likelihood: Risk.Grade = seconds <= Figures.year / 2 ? .high : seconds <= Figures.year ? .medium : .low
    return (likelihood, "in \(time)", "in \(time)")
  }

  /// A comparison that more than one thing may ask for.
  private struct ToldFigure: Hashable {
    let subject: FigureSubject
    let name: FigureName
    let conditions: Conditions
    let scenario: ElementID?
    let limit: Double?

    init(_ term: TermVerdict) {
      subject = term.figure.subject
      name = term.figure.name
      conditions = term.figure.conditions
      scenario = term.scenario
      limit = term.limit?.value
    }
  }

  /// What was promised and cannot be judged, and what has no figure and is missed all the same.
  func undecidedVerdictRisks() -> [Risk] {
    var told: Set<ToldFigure> = []
    var misses: Set<String> = []
    return verdicts.compactMap { verdict in
      guard case .undecided(let missing) = verdict.state, !isRenounced(verdict), let term = verdict.deciding,
        told.insert(ToldFigure(term)).inserted
      else { return nil }
      let subject = subject(of: verdict)
      if let miss = certainMiss(verdict) {
        // Two limits that one figure passes are one risk.
        guard misses.insert(miss.key).inserted else { return nil }
        let isMust = subject.map { model.text(.priority, of: $0) == "must" } ?? false
        let isRequirement = if case .requirement = verdict.subject { true } else { false }
        return Risk(
          text: isRequirement ? "\(name(of: verdict, term)): \(miss.text)" : miss.text,
          likelihood: .critical, severity: isMust ? .critical : .high, likelihoodText: "holds today",
          owner: ownerText(subject), due: "now", state: "open")
      }
      let stated: MarkdownText = missing.inputs.isEmpty ? "" : "nothing states "
      return Risk(
        text: "\(name(of: verdict, term)) cannot be judged: \(stated)\(missingReason(missing))", likelihood: .medium,
        severity: .medium, likelihoodText: "unknown", owner: ownerText(subject), due: .notApplicable,
        state: "open")
    }
  }

  /// Whether a verdict is on a requirement that is not going to be met, as agreed.
  func isRenounced(_ verdict: Verdict) -> Bool {
    subject(of: verdict).map { model.text(.priority, of: $0) == "wont" } ?? false
  }

  func subject(of verdict: Verdict) -> ElementID? {
    switch verdict.subject {
    case .requirement(let element), .objective(let element, _): element
    case .constraint: nil
    }
  }

  func name(of verdict: Verdict, _ term: TermVerdict) -> MarkdownText {
    let figure: MarkdownText = "\(name(of: term.figure))\(under(term))"
    switch verdict.subject {
    case .requirement(let element): return "\(name(element)): \(figure)"
    case .objective: return figure
    case .constraint(_, let property): return property == .budget ? "Budget" : "Load: \(figure)"
    }
  }
}
