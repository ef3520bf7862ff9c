import ArchAnalysis
import ArchModel
import ArchSyntax

/// Compares what recovery takes with what is allowed.
struct RecoveryObjectives {
  private let context: RuleContext
  private let property: PropertyName
  private let figure: FigureName
  private let input: InputName

  /// - Parameter property: `rpo` or `rto`.
  init(_ context: RuleContext, _ property: PropertyName) {
    self.context = context
    self.property = property
    figure = property == .rpo ? .rpo : .rto
    input = property == .rpo ? .rpo : .rto
  }

  /// The parts that miss their objective, each as `word` says it: the part, the time, what is allowed, and whether the
  /// time is a lower bound.
  func findings(_ word: (ElementID, String, String, Bool) -> Finding) -> [Finding] {
    let model = context.model
    let inputs = context.figures.inputs
    let subjects = context.elements(of: KindSet.components).filter { inputs[$0, input] != nil }
    guard !subjects.isEmpty else { return [] }
    let found = subjects.filter { misses($0, context.figures) }
    guard !found.isEmpty else { return [] }
    let flips = AssumptionTrial(inputs: inputs).flips(found.count, near: Set(found)) { moved in
      let figures = Figures(moved)
      return found.map { misses($0, figures) }
    }
    return zip(found, flips).compactMap { element, flip in
      guard let limit = inputs[element, input],
        let reached = context.figures.figure(.element(element), figure), let time = reached.value.value
      else { return nil }
      var finding = word(
        element, FigureText.text(Quantity(time, .duration), of: figure, against: limit.quantity),
        FigureText.text(limit.quantity, of: figure), reached.bound == .atLeast)
      if let stated = context.facts.effective(property, of: element)?.property {
        finding.labels.append(Label(model.span(stated), "allowed"))
      }
      let source: [PropertyName] = property == .rpo ? [.lag, .replication, .backup] : [.failover, .restore, .mttr]
      let explanation = context.figures.explanation(.element(element), figure)
      let read = Set(explanation?.allTerms.map(\.property) ?? [])
      if let name = source.first(where: read.contains),
        let stated = context.facts.effective(name, of: element)?.property
      {
        finding.labels.append(Label(model.span(stated), "takes it"))
      }
      return finding.resting(on: flip, in: model)
    }
  }

  private func misses(_ element: ElementID, _ figures: Figures) -> Bool {
    guard let limit = figures.inputs[element, input]?.value,
      let reached = figures.figure(.element(element), figure), let time = reached.value.value, reached.bound != .atMost
    else { return false }
    return time > limit * (1 + 1e-9)
  }
}
