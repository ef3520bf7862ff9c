import ArchAnalysis
import ArchModel

/// The options of a decision side by side: what each costs, how fast and how available the flows are, what is found.
extension ReportWriter {
  private static let flowLimit = 3

  mutating func writeAlternatives(of decision: ElementID) {
    let options = model.children(decision, of: .option)
    let computed = options.compactMap { option in options.isEmpty ? nil : alternative(option) }
    guard computed.count > 1 else { return }
    let flows = flows(affectedBy: decision, computed)
    var titles: [MarkdownText] = ["\(name(decision))"]
    for flow in flows { titles += ["\(name(flow)).p99 at peak", "\(name(flow)).availability", "Out a month"] }
    titles += ["Cost", "Errors", "Warnings"]
    var table = ReportTable(titles, right: Set(1...(titles.count - 3)))
    for alternative in computed {
      var cells: [MarkdownText] = [MarkdownText(text: title(alternative.option))]
      for flow in flows {
        guard let same = Self.counterpart(of: flow, in: alternative.figures.model, from: model) else {
          cells += [.notApplicable, .notApplicable, .notApplicable]
          continue
        }
        let subject = FigureSubject.element(same)
        cells.append(cell(alternative, subject, .p99, .peak))
        cells.append(cell(alternative, subject, .availability, .now))
        cells.append(
          outage(alternative.figures.figure(subject, .availability, .now)?.value.value) ?? "?")
      }
      cells.append(cell(alternative, .system, .cost, .now))
      cells.append(alternative.errors.isEmpty ? "none" : .shortList(alternative.errors))
      cells.append(alternative.warnings.isEmpty ? "none" : .shortList(alternative.warnings))
      table.add(cells)
    }
    writeTable(table)
    let names = computed.map { "\(name(decision)).\(model.name($0.option))" }
    writeParagraph(
      "Computed with the changes of each option; `archc compare FILE \(MarkdownText.joined(names.map { "\($0)" }, by: " "))` has every figure that differs. † rests on an assumption, such as a figure that was stated of the technology before."
    )
  }

  private func alternative(_ option: ElementID) -> ReportAlternative? {
    options.alternatives.first { $0.option == option }
  }

  /// The flows through what a decision is about and through what differs, those with an objective first.
  private func flows(affectedBy decision: ElementID, _ alternatives: [ReportAlternative]) -> [ElementID] {
    let affected = Set(model.references(.affects, of: decision))
    let all = model.flows.filter { !model[$0.element].isRemoved && !$0.steps.isEmpty }
    let touched = all.filter { flow in
      flow.steps.contains {
        affected.contains(model[$0.relation].source) || affected.contains(model[$0.relation].target)
      }
    }
    let chosen = touched.isEmpty ? all : touched
    let withObjective = chosen.filter { !model.children($0.element, of: .objective).isEmpty }
    let without = chosen.filter { model.children($0.element, of: .objective).isEmpty }
    return (withObjective + without).prefix(Self.flowLimit).map(\.element)
  }

  /// The flow of the same path in the model of a variant.
  private static func counterpart(of flow: ElementID, in variant: Model, from model: Model) -> ElementID? {
    let path = model.path(flow)
    return variant.flows.map(\.element).first { !variant[$0].isRemoved && variant.path($0) == path }
  }

  private func cell(
    _ alternative: ReportAlternative, _ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions
  ) -> MarkdownText {
    guard let figure = alternative.figures.figure(subject, name, conditions) else { return .notApplicable }
    guard figure.value.value != nil else {
      let writer = VariantNames(model: alternative.figures.model)
      return writer.missing(figure.value.missing)
    }
    let text = MarkdownText(text: FigureText.text(figure))
    let isAssumed =
      alternative.figures.explanation(subject, name, conditions)?.allTerms.contains { $0.input.confidence == .assumed }
      ?? false
    return isAssumed ? "\(text)†" : text
  }
}

/// Names of parts of a variant, whose elements are not those of the model of the report.
private struct VariantNames {
  let model: Model

  func missing(_ missing: Missing) -> MarkdownText {
    guard !missing.inputs.isEmpty else { return missing.reason.isEmpty ? "?" : "? \(missing.reason)" }
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
