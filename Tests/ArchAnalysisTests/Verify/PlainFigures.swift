import ArchAnalysis
import ArchModel

/// Some figures, computed plainly, for tests of what judges them: percentiles, rates, a cost of $10/month a component
/// with an open end where a part is called `Free`, and whether a flow steps to a part that failed.
struct PlainFigures: FigureSource {
  let inputs: Inputs
  private var model: Model { inputs.model }

  init(_ inputs: Inputs) {
    self.inputs = inputs
  }

  func figure(_ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions) -> Figure? {
    switch (subject, name) {
    case (.element(let element), .p50), (.element(let element), .p90), (.element(let element), .p95),
      (.element(let element), .p99), (.element(let element), .p999), (.element(let element), .completion):
      var evaluation = LatencyEvaluation()
      let failed = LoadAnalysis.failedElements(model, conditions)
      return LatencyAnalysis(inputs).figure(
        element, name, conditions, path: PathConditions(failed: failed), using: &evaluation)
    case (.element(let element), .rate):
      return Figure(
        subject, name, conditions, value: LoadAnalysis.loads(inputs, conditions).rate(of: element))
    case (.element(let element), .available):
      guard let flow = model.flows.first(where: { $0.element == element }) else { return nil }
      let isHit = flow.steps.contains { step in
        conditions.failures.contains { $0.element == model[step.relation].target && !$0.isOneReplica }
      }
      return Figure(subject, name, conditions, value: .known(isHit ? 0 : 1))
    case (.element(let element), .availability):
      return Figure(subject, name, conditions, value: inputs.known(element, .availability), bound: .atBest)
    case (.system, .cost):
      let isOpen = model.components.contains { model.name($0) == "Free" }
      return Figure(
        subject, name, conditions, value: .known(10 * Double(model.components.count)),
        bound: isOpen ? .atLeast : .exact,
        currency: .dollar)
    default: return nil
    }
  }

  func explanation(_ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions) -> Explanation? {
    guard let figure = figure(subject, name, conditions) else { return nil }
    guard case .element = subject, name.quantile != nil else {
      return Explanation(figure, formula: nil, notCounted: ["Free, which states no cost"])
    }
    var evaluation = LatencyEvaluation()
    return LatencyAnalysis(inputs).explanation(of: figure, using: &evaluation)
  }
}
