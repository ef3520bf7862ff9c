import ArchAnalysis
import ArchModel

/// Where a figure was taken: in the program as it stands, or in a variant of it.
struct FigureOrigin {
  let figures: Figures
  let subject: FigureSubject
  let name: FigureName
  let conditions: Conditions

  var explanation: Explanation? { figures.explanation(subject, name, conditions) }
}

extension ReportWriter {
  /// Where a figure of a verdict was taken. The figure names the parts of the program as it stands, whose counterparts in
  /// the scenario are found by their paths; nil where there is none.
  mutating func source(of figure: Figure, under scenario: ElementID?) -> FigureOrigin? {
    guard let scenario else {
      return FigureOrigin(
        figures: figures, subject: figure.subject, name: figure.name, conditions: figure.conditions)
    }
    guard let varied = figures(under: scenario), let subject = Self.counterpart(of: figure.subject, model, varied.model)
    else { return nil }
    var conditions = figure.conditions
    conditions.failures = []
    for failure in figure.conditions.failures {
      guard let element = Self.counterpart(of: failure.element, model, varied.model) else { return nil }
      conditions.failures.append(FailureCondition(element: element, isOneReplica: failure.isOneReplica))
    }
    // What a scenario says fails, is out of order in all its figures.
    for element in model.references(.fails, of: scenario) {
      guard let element = Self.counterpart(of: element, model, varied.model) else { continue }
      let failure = FailureCondition(element: element, isOneReplica: false)
      if !conditions.failures.contains(failure) { conditions.failures.append(failure) }
    }
    return FigureOrigin(figures: varied, subject: subject, name: figure.name, conditions: conditions)
  }

  /// The figures under a scenario, bound once.
  private mutating func figures(under scenario: ElementID) -> Figures? {
    if let known = figuresOfScenarios[scenario] { return known }
    let selection = VariantSelection(kinds: [model[scenario].kind], name: model.path(scenario))
    let figures = model.applying(selection).map { Figures($0) }
    figuresOfScenarios[scenario] = .some(figures)
    return figures
  }

  /// The element of the same path and kind in another variant.
  static func counterpart(of element: ElementID, _ model: Model, _ other: Model) -> ElementID? {
    other.element(at: model.path(element), of: [model[element].kind])
  }

  private static func counterpart(of subject: FigureSubject, _ model: Model, _ other: Model) -> FigureSubject? {
    switch subject {
    case .system: return .system
    case .element(let element): return counterpart(of: element, model, other).map { .element($0) }
    case .relation: return nil
    }
  }

  /// The sign of a footnote that says of several variants on which lines a figure rests in each.
  mutating func variantFootnote(
    _ label: String, _ columns: [(title: String, origin: FigureOrigin)], see command: MarkdownText
  ) -> MarkdownText {
    let parts = columns.compactMap { column -> MarkdownText? in
      guard let explanation = column.origin.explanation, explanation.figure.value.value != nil else { return nil }
      var places = self.places(explanation.allTerms.map(\.input.property), in: column.origin.figures.model)
      if places.isEmpty { places = self.places(of: explanation.figure, in: column.origin.figures) }
      guard !places.isEmpty else { return nil }
      let isSum = column.origin.subject == .system
      let open = isSum ? explanation.notCounted.prefix(2).map { MarkdownText.prose($0) } : []
      let rest: MarkdownText =
        explanation.figure.bound == .exact || open.isEmpty ? "" : ", not counted: \(.joined(open, by: "; "))"
      return "\(column.title): \(places.lowercasedFirst)\(rest)"
    }
    return footnotes.sign(label, text: "\(.joined(parts, by: "; ")). \(command) has the formula.")
  }
}
