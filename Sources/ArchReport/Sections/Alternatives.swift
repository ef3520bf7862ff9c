import ArchAnalysis
import ArchModel
import ArchSyntax

/// The options of a decision side by side: what each costs, how fast and how available the flows are, what is found.
extension ReportWriter {
  private static let flowLimit = 3

  mutating func writeAlternatives(of decision: ElementID) {
    let computed = model.children(decision, of: .option).compactMap { option in
      options.alternatives.first { $0.option == option }
    }
    guard !computed.isEmpty else { return }
    let rows = rows(of: computed, decision)
    guard rows.count > 1 else { return }
    let columns = columns(of: decision)
    var titles: [MarkdownText] = ["\(name(decision)), computed"]
    for column in columns { titles.append("\(column.title)\(sign(column, rows, decision))") }
    titles += ["Errors", "Warnings"]
    var table = ReportTable(titles, right: Set(1...(titles.count - 1)))
    var cells: [[MarkdownText]] = []
    for row in rows {
      cells.append(
        columns.map { cell($0, in: row.figures) } + [count(row.findings, .error), count(row.findings, .warning)])
      table.add([row.title] + (cells.last ?? []))
    }
    writeTable(table)
    writeDifferences(rows)
    let same = cells.dropFirst().allSatisfy { $0 == cells[0] }
    let difference: MarkdownText = same ? "None of these figures tells the options apart; " : ""
    let names = computed.map { "\(name(decision)).\(model.name($0.option))" as MarkdownText }
    let compared: MarkdownText =
      names.count > 1
      ? "`archc compare FILE \(.joined(Array(names.prefix(2)), by: " "))`"
      : "`archc figures FILE --option \(.joined(names))`"
    let differs: MarkdownText = names.count > 1 ? " that differs" : ""
    let ending: MarkdownText =
      "\(compared) has every figure\(differs). † rests on an assumption, such as a figure that was stated of the technology before."
    writeParagraph(same ? "\(difference)\(ending)" : "Computed with the changes of each option; \(ending)")
  }

  // MARK: Rows

  private struct Row {
    let title: MarkdownText
    let plain: String
    let figures: Figures
    let findings: [ReportFinding]
    /// Whether it is the program as it stands.
    let isBase: Bool
  }

  /// The options, and before them the program as it stands where none of them is that.
  private func rows(of computed: [ReportAlternative], _ decision: ElementID) -> [Row] {
    let chosen = model.references(.chosen, of: decision).first
    var rows = computed.map { alternative in
      let title = title(alternative.option)
      return Row(
        title: alternative.option == chosen ? "\(title) (chosen)" : "\(title)", plain: title,
        figures: alternative.figures, findings: alternative.findings,
        isBase: !model.holdsStatements(alternative.option))
    }
    if !rows.contains(where: \.isBase) {
      rows.insert(
        Row(
          title: "*as it stands*", plain: "as it stands", figures: figures,
          findings: options.check?.findings ?? [], isBase: true), at: 0)
    }
    return rows
  }

  private func count(_ findings: [ReportFinding], _ severity: Severity) -> MarkdownText {
    guard options.check != nil else { return "not checked" }
    let count = findings.filter { $0.severity == severity && $0.principle != "escalation" }.count
    return count == 0 ? "none" : "\(count)"
  }

  /// What each option brings among findings, and what it mends.
  private mutating func writeDifferences(_ rows: [Row]) {
    guard let base = rows.first(where: \.isBase) else { return }
    func counting(_ findings: [ReportFinding]) -> [ReportFinding] {
      findings.filter { $0.severity != .info && $0.principle != "escalation" }
    }
    let before = counting(base.findings)
    let known = Set(before.map(\.key))
    var items: [MarkdownText] = []
    for row in rows where !row.isBase {
      let after = counting(row.findings)
      let kept = Set(after.map(\.key))
      let new = after.filter { !known.contains($0.key) }.map { finding -> MarkdownText in
        "\(finding.rule): \(.prose(finding.message))"
      }
      var gone: [String] = []
      for finding in before
      where !kept.contains(finding.key) && !gone.contains(finding.rule) && isMended(finding, in: row.figures) {
        gone.append(finding.rule)
      }
      var parts: [MarkdownText] = []
      if !new.isEmpty {
        let rest: MarkdownText = new.count > 5 ? "; \(new.count - 5) more" : ""
        parts.append("brings \(.joined(Array(new.prefix(5)), by: "; "))\(rest)")
      }
      if !gone.isEmpty { parts.append("mends \(.shortList(gone, limit: 8))") }
      let cut = names(ofCutFlows: row.figures.model)
      if !cut.isEmpty {
        let steps: MarkdownText = cut.count == 1 ? "steps" : "step"
        parts.append(
          "takes away a part that \(.shortList(cut, limit: 3)) \(steps) to, and no load or time along it is judged")
      }
      if !parts.isEmpty { items.append("\(row.plain) \(.joined(parts, by: "; "))") }
    }
    if !items.isEmpty { writeList(items) }
  }

  /// Whether what is no longer found is mended: a requirement that nothing can judge any more is not.
  private func isMended(_ finding: ReportFinding, in figures: Figures) -> Bool {
    // Of a flow that is cut, and of the load that it put on others, nothing is known any more.
    let rests = ["scalability", "performance", "reliability", "cost"].contains(finding.principle)
    if rests, !names(ofCutFlows: figures.model).isEmpty { return false }
    guard finding.id == "MOD006" || finding.id == "MOD012", let requirement = finding.element else { return true }
    return figures.verdicts(sensitivity: false).contains { verdict in
      guard case .requirement(let other) = verdict.subject,
        figures.model.path(other) == model.path(requirement)
      else { return false }
      return verdict.state == .verified || finding.id == "MOD012" && verdict.state == .failed
    }
  }

  private func names(ofCutFlows after: Model) -> [String] {
    after.flows.filter { $0.isCut && !after[$0.element].isRemoved }.map { after.shortName($0.element) }
  }

  // MARK: Columns

  private struct Column {
    let title: MarkdownText
    /// Nil for the whole system.
    let flow: ElementID?
    let name: FigureName
    let conditions: Conditions
    var isOutage = false
  }

  private func columns(of decision: ElementID) -> [Column] {
    var columns: [Column] = []
    for flow in flows(affectedBy: decision) {
      // Where nobody waits for an answer, the time until all is done is what differs.
      let waits = hasRequestPath(flow)
      let time = waits ? FigureName.p99 : .completion
      columns.append(
        Column(title: "\(name(flow)).\(time.rawValue) at peak", flow: flow, name: time, conditions: .peak))
      guard waits else { continue }
      columns.append(
        Column(title: "\(name(flow)).availability", flow: flow, name: .availability, conditions: .now))
      columns.append(
        Column(
          title: "\(name(flow)) out a month", flow: flow, name: .availability, conditions: .now, isOutage: true))
    }
    columns.append(Column(title: "Cost", flow: nil, name: .cost, conditions: .now))
    return columns
  }

  /// The flows through what a decision is about, those with an objective first.
  private func flows(affectedBy decision: ElementID) -> [ElementID] {
    let affected = Set(model.references(.affects, of: decision))
    let all = model.flows.filter { !model[$0.element].isRemoved && !$0.steps.isEmpty }
    let touched = all.filter { flow in
      flow.steps.contains { step in
        let ends = model[step.relation]
        return affected.contains(ends.source) || affected.contains(ends.target)
          || isBehind(cache: ends.target, of: ends.source, affected)
      }
    }
    let chosen = touched.isEmpty ? all : touched
    let withObjective = chosen.filter { !model.children($0.element, of: .objective).isEmpty }
    let without = chosen.filter { model.children($0.element, of: .objective).isEmpty }
    return (withObjective + without).prefix(Self.flowLimit).map(\.element)
  }

  /// Whether what a cache misses goes from its reader to one of some parts: a step to the cache brings that call.
  private func isBehind(cache: ElementID, of reader: ElementID, _ parts: Set<ElementID>) -> Bool {
    guard model[cache].kind == .cache || model[cache].kind == .cdn else { return false }
    return model.outgoing(reader).contains { relation in
      parts.contains(model[relation].target)
        && model.effective(.onMiss, of: relation).map { model.references($0.property.stated.value) == [cache] } ?? false
    }
  }

  /// Whether somebody waits for an answer of a flow. What is messages alone is over for its caller at once.
  func hasRequestPath(_ flow: ElementID) -> Bool {
    figures.figure(.element(flow), .p99, .peak)?.value.value != 0
  }

  private func origin(_ column: Column, in figures: Figures) -> FigureOrigin? {
    var subject = FigureSubject.system
    if let flow = column.flow {
      guard let same = Self.counterpart(of: flow, model, figures.model) else { return nil }
      subject = .element(same)
    }
    return FigureOrigin(figures: figures, subject: subject, name: column.name, conditions: column.conditions)
  }

  /// The footnote of a column: on which lines the figure of each option rests.
  private mutating func sign(_ column: Column, _ rows: [Row], _ decision: ElementID) -> MarkdownText {
    guard !column.isOutage else { return "" }
    let origins = rows.compactMap { row in origin(column, in: row.figures).map { (row.plain, $0) } }
    guard
      origins.contains(where: { $0.1.figures.figure($0.1.subject, column.name, column.conditions)?.value.value != nil })
    else { return "" }
    let figure = column.flow.map { "\(name($0)).\(column.name.rawValue)" } ?? column.name.rawValue
    return variantFootnote(
      "\(name(decision)) \(figure)", origins,
      see: "`archc why FILE \(figure) --option \(name(decision)).NAME`")
  }

  private func cell(_ column: Column, in figures: Figures) -> MarkdownText {
    guard let origin = origin(column, in: figures),
      let figure = figures.figure(origin.subject, column.name, column.conditions)
    else { return .notApplicable }
    guard figure.value.value != nil else {
      return column.isOutage ? "?" : VariantNames(model: figures.model).missing(figure.value.missing)
    }
    if column.isOutage { return outage(figure) ?? "?" }
    let text = MarkdownText(text: FigureText.text(figure))
    return origin.explanation.map(Self.isAssumed) ?? false ? "\(text)†" : text
  }
}

/// Names of parts of a variant, whose elements are not those of the model of the report.
private struct VariantNames {
  let model: Model

  func missing(_ missing: Missing) -> MarkdownText {
    guard !missing.inputs.isEmpty else { return missing.reason.isEmpty ? "?" : "? \(.prose(missing.reason))" }
    let inputs = missing.inputs.prefix(2).map { input -> MarkdownText in
      let subject =
        switch input.subject {
        case .system: "the system"
        case .element(let element): model.shortName(element)
        case .relation(let relation): model.identity(relation) { model.shortName($0) }
        }
      return "\(MarkdownText.code(input.property.rawValue)) of \(subject)"
    }
    return "? \(.joined(Array(inputs)))"
  }
}
