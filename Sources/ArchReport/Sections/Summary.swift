import ArchAnalysis
import ArchModel

/// The page before everything else: what was promised against what is computed.
extension ReportWriter {
  mutating func writeSummary() {
    writeHeading(2, "Summary")
    var table = ReportTable(["Objective", "Limit", "Computed", "Verdict"], right: [1])
    for verdict in verdicts where verdict.state != .stated {
      for (index, term) in verdict.terms.enumerated() {
        let isOnly = verdict.terms.count == 1
        table.add([
          objective(verdict, term, isFirst: index == 0), limit(term), value(term),
          isOnly ? outcome(verdict, term) : index == 0 ? outcome(verdict, term) : sign(term.state),
        ])
      }
    }
    guard !table.isEmpty else {
      writeParagraph(
        "Nothing to judge: no requirement has a `verify`, no flow an `objective`, and `constraints` has no `budget`.")
      writeCost()
      return
    }
    writeTable(table)
    writeCost()
    writeConfidence()
  }

  /// The verdict on a requirement as a cell of its row: the sign, and the figure that decides.
  mutating func result(_ verdict: Verdict) -> MarkdownText {
    guard let term = verdict.deciding else { return sign(verdict.state) }
    switch verdict.state {
    case .verified, .failed:
      let value = computed(term.figure, against: term.limit, scenario: term.scenario.map { name($0) })
      let shown: MarkdownText = verdict.state == .failed ? "**\(value)**" : value
      return "\(sign(verdict.state)) \(shown)\(under(term))"
    case .undecided(let missing): return self.missing(missing)
    case .stated: return "stated"
    }
  }

  // MARK: Cells

  private func objective(_ verdict: Verdict, _ term: TermVerdict, isFirst: Bool) -> MarkdownText {
    let figure = "\(name(of: term.figure))\(under(term))" as MarkdownText
    switch verdict.subject {
    case .requirement(let element): return isFirst ? "\(name(element)) \(figure)" : "… \(figure)"
    case .objective: return figure
    case .constraint(_, let property): return property == .budget ? "Budget" : "Load: \(figure)"
    }
  }

  private func under(_ term: TermVerdict) -> MarkdownText {
    term.scenario.map { " under \(name($0))" as MarkdownText } ?? ""
  }

  private func limit(_ term: TermVerdict) -> MarkdownText {
    guard let limit = term.limit else { return "yes" }
    let text = FigureText.text(limit, of: term.figure.name)
    switch term.comparison {
    case .less: return "< \(text)"
    case .lessOrEqual: return "≤ \(text)"
    case .greater: return "\(Self.above) \(text)"
    case .greaterOrEqual: return "≥ \(text)"
    case .equal: return "\(text)"
    case .notEqual: return "≠ \(text)"
    case nil: return "yes"
    }
  }

  /// In a cell the sign begins no quotation.
  private static let above: MarkdownText = "\\>"

  private mutating func value(_ term: TermVerdict) -> MarkdownText {
    guard term.figure.value.value != nil else { return "?" }
    let value = computed(term.figure, against: term.limit, scenario: term.scenario.map { name($0) })
    return term.state == .failed ? "**\(value)**" : value
  }

  private func outcome(_ verdict: Verdict, _ term: TermVerdict) -> MarkdownText {
    switch verdict.state {
    case .undecided(let missing): return self.missing(missing)
    case .verified, .failed, .stated: break
    }
    var parts = [sign(verdict.state)]
    if let flip = verdict.flip {
      let input = "\(name(of: flip.term.subject)).\(flip.term.property.rawValue)"
      let factor: MarkdownText = flip.factor < 1 ? "half" : "half as much again"
      parts.append("turns if \(input) is \(factor)†")
    }
    if term.figure.name == .availability, let budget = budget(term) { parts.append(budget) }
    return .joined(parts, by: " ")
  }

  private func sign(_ state: VerdictState) -> MarkdownText {
    switch state {
    case .verified: "✔"
    case .failed: "✘"
    case .stated: "stated"
    case .undecided: "?"
    }
  }

  /// `16.9min of 43.8min a month used`.
  private func budget(_ term: TermVerdict) -> MarkdownText? {
    guard let value = term.figure.value.value, let limit = term.limit, limit.value < 1 else { return nil }
    func text(_ share: Double) -> String {
      QuantityFormatter.text(
        Quantity((1 - share) * AvailabilityAnalysis.secondsAMonth, .duration), .significant(3))
    }
    return "\(text(value)) of \(text(limit.value)) a month used"
  }

  // MARK: Cost and confidence

  private mutating func writeCost() {
    guard let now = figures.figure(.system, .cost, .now), now.value.value != nil else { return }
    var text: MarkdownText = "**Cost** now: \(computed(now))"
    if let year = figures.figure(.system, .cost, Conditions(.after(Figures.year))), year.value.value != nil {
      text = "\(text), in a year: \(FigureText.text(year))"
    }
    if let worst = figures.figure(.system, .worstCost, .now), worst.value.value != nil,
      worst.value.value != now.value.value
    {
      text =
        "\(text); at most \(FigureText.text(Figure(.system, .worstCost, .now, value: worst.value, currency: worst.currency))) with every scaled part at its upper end"
    }
    writeParagraph("\(text).")
  }

  /// What the figures above rest on.
  private mutating func writeConfidence() {
    var seen: Set<Int32> = []
    var counts: [Confidence: Int] = [:]
    for term in verdicts.flatMap(\.terms) where term.scenario == nil {
      guard
        let explanation = figures.explanation(term.figure.subject, term.figure.name, term.figure.conditions)
      else { continue }
      for input in explanation.allTerms.map(\.input) where seen.insert(input.property).inserted {
        counts[input.confidence, default: 0] += 1
      }
    }
    guard !seen.isEmpty else { return }
    let kinds: [(Confidence, String)] = [
      (.measured, "measured"), (.sla, "from an SLA"), (.target, "a target"), (.assumed, "assumed"),
      (.stated, "without a source"),
    ]
    let parts = kinds.compactMap { kind in counts[kind.0].map { "\($0) \(kind.1)" as MarkdownText } }
    let open = verdicts.filter { if case .undecided = $0.state { true } else { false } }.count
    let rest: MarkdownText = open == 0 ? "" : "; \(counted(open, "objective")) undecided for want of inputs"
    writeParagraph("**Confidence**: \(counted(seen.count, "input")) read: \(.joined(parts))\(rest).")
  }
}
