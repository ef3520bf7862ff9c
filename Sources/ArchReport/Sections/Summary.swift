import ArchAnalysis
import ArchModel

/// The page before everything else: what was promised against what is computed.
extension ReportWriter {
  mutating func writeSummary() {
    writeHeading(2, "Summary")
    writeDecisionSought()
    writeVerdicts()
    writeLargestRisks()
    writeCost()
    writeConfidence()
  }

  /// What the reader is asked for: the decisions that are proposed, else that there is none.
  private mutating func writeDecisionSought() {
    let decisions = model.elements(of: .decision)
    let proposed = decisions.filter { standings.status(of: $0) == "proposed" }
    guard proposed.isEmpty else {
      let items = proposed.map { decision -> MarkdownText in
        let title = model.title(decision) ?? ""
        let cost = figure(.cost, of: decision).map { ", \($0)" as MarkdownText } ?? ""
        let subject: MarkdownText = title.isEmpty ? "\(name(decision))" : "\(name(decision)) \(title)"
        return "\(subject)\(proposal(decision))\(cost)"
      }
      writeParagraph("**Decision sought**: \(.joined(Array(items.prefix(5)), by: "; ")).")
      return
    }
    var byStatus: [(status: String, names: [String])] = []
    for decision in decisions {
      let status = standings.status(of: decision) ?? "? status"
      if let index = byStatus.firstIndex(where: { $0.status == status }) {
        byStatus[index].names.append(name(decision))
      } else {
        byStatus.append((status, [name(decision)]))
      }
    }
    let rest = byStatus.map { entry -> MarkdownText in
      let names = MarkdownText.conjoined(entry.names)
      if entry.status == "? status" { return "\(names): ? `status`" }
      return "\(names) \(entry.names.count == 1 ? "is" : "are") \(entry.status)"
    }
    writeParagraph(
      rest.isEmpty
        ? "**Decision sought**: none is proposed; `decision D1 \"…\" { status: proposed }` puts one here."
        : "**Decision sought**: none is proposed; \(.joined(rest)).")
  }

  /// What is proposed, or between what is to be chosen.
  private func proposal(_ decision: ElementID) -> MarkdownText {
    if let chosen = model.references(.chosen, of: decision).first { return ": take \(title(chosen))" }
    let options = model.children(decision, of: .option).map { title($0) }
    if options.count > 1 { return ": choose between \(.conjoined(options, limit: 4))" }
    return model.text(.decision, of: decision).map { ": \($0)" } ?? ""
  }

  private mutating func writeVerdicts() {
    var table = ReportTable(["Objective", "Limit", "Computed", "Verdict"], right: [1])
    for verdict in verdicts where verdict.state != .stated {
      for (index, term) in verdict.terms.enumerated() {
        table.add([
          objective(verdict, term, isFirst: index == 0), limit(term), value(term),
          outcome(verdict, term, isDeciding: term == verdict.deciding),
        ])
      }
    }
    guard !table.isEmpty else {
      writeParagraph(
        "Nothing to judge: no requirement has a `verify`, no flow an `objective`, and `constraints` has no `budget`.")
      return
    }
    writeTable(table)
  }

  private mutating func writeLargestRisks() {
    let open = risks.filter { !$0.isAccepted }
    guard !open.isEmpty else {
      let rules =
        options.check.map { "no finding of \(counted($0.ruleCount, "rule"))" as MarkdownText } ?? "not checked"
      writeParagraph("**Largest risks**: none declared, found or computed; \(rules).")
      return
    }
    writeParagraph("**Largest risks**")
    writeNumberedList(open.prefix(5).map(\.text))
  }

  /// The verdict on a requirement as a cell of its row: the sign, and the figure that decides.
  mutating func result(_ verdict: Verdict) -> MarkdownText {
    guard let term = verdict.deciding else { return sign(verdict.state) }
    if term.isEndless { return "\(sign(verdict.state)) \(endless(term))" }
    switch verdict.state {
    case .verified:
      return "\(sign(verdict.state)) \(.joined(verdict.terms.prefix(4).map { figureText($0) }))"
    case .failed:
      // What fails comes first; the others have not to be read before it.
      let others = verdict.terms.filter { $0 != term && $0.figure.value.value != nil }
      return "\(sign(verdict.state)) \(.joined(([term] + others).prefix(4).map { figureText($0) }))"
    case .undecided(let missing):
      return certainMiss(verdict).map { "✘ \($0.text)" } ?? self.missing(missing)
    case .stated: return "stated"
    }
  }

  // MARK: Cells

  /// A figure with its footnote and its scenario, bold where it is past its limit.
  private mutating func figureText(_ term: TermVerdict) -> MarkdownText {
    let value =
      term.isEndless
      ? "\(name(of: term.figure)) \(term.text)" : computed(term.figure, against: term.limit, scenario: term.scenario)
    return "\(term.state == .failed ? "**\(value)**" : value)\(under(term))"
  }

  private func objective(_ verdict: Verdict, _ term: TermVerdict, isFirst: Bool) -> MarkdownText {
    let figure = "\(name(of: term.figure))\(under(term))" as MarkdownText
    switch verdict.subject {
    case .requirement(let element): return isFirst ? "\(name(element)) \(figure)" : "… \(figure)"
    case .objective: return figure
    case .constraint(_, let property): return property == .budget ? "Budget" : "Load: \(figure)"
    }
  }

  func under(_ term: TermVerdict) -> MarkdownText {
    term.scenario.map { " under \(name($0))" as MarkdownText } ?? ""
  }

  private func limit(_ term: TermVerdict) -> MarkdownText {
    let text = limitText(term)
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

  /// What a figure is held against, as it is written.
  func limitText(_ term: TermVerdict) -> MarkdownText {
    guard let limit = term.limit else { return "yes" }
    return MarkdownText(text: term.limitText(in: model) ?? FigureText.text(limit, of: term.figure.name))
  }

  /// In a cell the sign begins no quotation.
  private static let above: MarkdownText = "\\>"

  private mutating func value(_ term: TermVerdict) -> MarkdownText {
    if term.isEndless { return "**\(term.text)**" }
    guard term.figure.value.value != nil else { return "?" }
    // A load that holds may pass its limit by what nobody states.
    let isLoad = term.figure.subject == .system && term.figure.name == .rate && term.state == .verified
    let value = computed(term.figure, against: isLoad ? nil : term.limit, scenario: term.scenario)
    return term.state == .failed ? "**\(value)**" : value
  }

  /// What becomes of one comparison; of the one that decides also what would turn the whole.
  private func outcome(_ verdict: Verdict, _ term: TermVerdict, isDeciding: Bool) -> MarkdownText {
    if case .undecided(let missing) = term.state {
      if isDeciding, let miss = certainMiss(verdict) { return "✘ \(miss.text)" }
      if missing.inputs.isEmpty, missing.reason.isEmpty, case .undecided(let whole) = verdict.state {
        return self.missing(whole)
      }
      return self.missing(missing)
    }
    var parts: [MarkdownText] = []
    if term.isEndless { parts.append(endless(term)) }
    if isRenounced(verdict) { parts.append("not to be met, as agreed (`wont`)") }
    if term.figure.name == .availability, let budget = budget(term) { parts.append(budget) }
    if isDeciding, let flip = verdict.flip {
      parts.append("\(verdict.state == .failed ? "holds" : "fails") if \(turn(flip))")
    }
    return parts.isEmpty ? sign(term.state) : "\(sign(term.state)) \(.joined(parts, by: "; "))"
  }

  /// Why a limit is missed that no figure is held against.
  func endless(_ term: TermVerdict) -> MarkdownText { .prose(term.figure.value.missing.reason.capitalizedFirst) }

  /// `Web.capacity† is half`; of an availability it is the time out of order that is off by half.
  private func turn(_ flip: Assumption) -> MarkdownText {
    let term = flip.term
    let mark: MarkdownText =
      switch term.input.confidence {
      case .assumed: "†"
      case .sla: " (SLA)"
      case .target: " (a target)"
      case .measured, .stated: ""
      }
    if term.property == .availability {
      let time: MarkdownText = flip.factor < 1 ? "half as long" : "half as long again"
      return "\(name(of: term.subject))\(mark) is out \(time)"
    }
    let factor: MarkdownText = flip.factor < 1 ? "half" : "half as much again"
    return "\(name(of: term.subject)).\(term.property.rawValue)\(mark) is \(factor)"
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
    guard let now = figures.figure(.system, .cost, .now), now.value.value != nil else {
      writeParagraph("**Cost** now and in a year: \(missing(figures.figure(.system, .cost, .now)?.value.missing)).")
      return
    }
    var text: MarkdownText = "**Cost** now: \(computed(now))\(without(.now))"
    let later = Conditions(.after(Figures.year))
    if let year = figures.figure(.system, .cost, later), year.value.value != nil {
      let scaling = figures.under(.now).resources.costs(figures.under(.now).state).reduce(0) { $0 + $1.scaling }
      // What is not counted may grow.
      let isWhole = now.bound == .exact && year.bound == .exact
      let reason: MarkdownText = scaling == 0 && isWhole ? " (nothing priced grows)" : without(later)
      text = "\(text), in a year: \(computed(year))\(reason)"
    }
    if let worst = figures.figure(.system, .worstCost, .now), worst.value.value != nil,
      worst.value.value != now.value.value
    {
      let shown = FigureText.text(
        Figure(.system, .worstCost, .now, value: worst.value, bound: .exact, currency: worst.currency))
      // What has no price is not in the upper end either.
      let isWhole = now.bound == .exact && worst.bound == .exact
      text = "\(text); \(isWhole ? "at most" : "at least") \(shown) with every scaled part at its upper end"
    }
    writeParagraph("\(text).")
  }

  /// The parts whose price at a moment is not known, so that the sum lacks them, and those that are counted as today,
  /// because nothing says how they grow.
  private func without(_ conditions: Conditions) -> MarkdownText {
    let under = figures.under(conditions)
    let lacking = under.resources.costs(under.state).filter { $0.mean.value == nil }.map { name(of: $0.subject) }
    let all = lacking + names(under.resources.unpriced())
    let asToday = under.resources.costs(under.state).filter { $0.mean.value != nil && !$0.open.isNothing }
    let lack: MarkdownText = all.isEmpty ? "" : " without \(.conjoined(all, limit: 3))"
    guard conditions.time > 0, !asToday.isEmpty else { return lack }
    return "\(lack) with \(.conjoined(asToday.map { name(of: $0.subject) }, limit: 3)) as today"
  }

  private func missing(_ missing: Missing?) -> MarkdownText {
    missing.map { self.missing($0) } ?? .unknown("cost")
  }

  /// What the figures above rest on.
  private mutating func writeConfidence() {
    /// By their place in the source, which variants share.
    var seen: Set<NodeRef> = []
    var counts: [Confidence: Int] = [:]
    var lacking: [MissingInput] = []
    func lack(_ missing: Missing) {
      for input in missing.inputs where !lacking.contains(input) { lacking.append(input) }
    }
    for term in verdicts.flatMap(\.terms) {
      if let source = source(of: term.figure, under: term.scenario), let explanation = source.explanation {
        let properties = source.figures.model.properties
        for input in explanation.allTerms.map(\.input) where properties.indices.contains(Int(input.property)) {
          guard seen.insert(properties[Int(input.property)].node).inserted else { continue }
          counts[input.confidence, default: 0] += 1
        }
      }
      if case .undecided(let missing) = term.state { lack(missing) }
    }
    let now = figures.under(.now)
    for part in now.resources.unpriced() { lack(Missing(.element(part), .cost)) }
    for item in now.resources.costs(now.state) { lack(item.open) }
    let later = figures.under(Conditions(.after(Figures.year)))
    for item in later.resources.costs(later.state) { lack(item.open) }
    guard !seen.isEmpty || !lacking.isEmpty else { return }
    let kinds: [(Confidence, String)] = [
      (.measured, "measured"), (.sla, "from an SLA"), (.target, "a target"), (.assumed, "assumed"),
      (.stated, "without a source"),
    ]
    let parts = kinds.compactMap { kind in counts[kind.0].map { "\($0) \(kind.1)" as MarkdownText } }
    let names = lacking.map { input in
      input.subject == .system ? input.property.rawValue : "\(name(of: input.subject)).\(input.property.rawValue)"
    }
    let unknown: MarkdownText =
      lacking.isEmpty ? "none unknown" : "\(lacking.count) unknown (\(.shortList(names, limit: 3)))"
    let read: MarkdownText = parts.isEmpty ? "no input read" : "\(counted(seen.count, "input")) read: \(.joined(parts))"
    writeParagraph("**Confidence**: \(read); \(unknown).")
  }
}
