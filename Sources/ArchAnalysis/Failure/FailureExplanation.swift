import ArchModel

extension FailureAnalysis {
  /// Whether a flow, endpoint or component is available while failures last: 1, 0, or the share of requests it serves.
  public func available(_ subject: ElementID, when failures: [FailureCondition]) -> Figure {
    var conditions = conditions
    conditions.failures = failures
    guard !failures.isEmpty else {
      return Figure(.element(subject), .available, conditions, value: .known(1))
    }
    let effect = effect(on: subject, of: failures)
    return Figure(.element(subject), .available, conditions, value: effect.available)
  }

  /// How `available` comes about: what fails, which way leads to it, and what overflows.
  public func explanation(ofAvailable figure: Figure) -> Explanation {
    guard case .element(let subject) = figure.subject, !figure.conditions.failures.isEmpty else {
      return Explanation(figure, formula: figure.value.value.map { .constant($0, "nothing is out of order") })
    }
    let situation = situation(of: figure.conditions.failures)
    let effect = effect(on: subject, of: figure.conditions.failures)
    var explanation = Explanation(figure, formula: figure.value.value.map { formula(share: $0, effect) })
    if effect.path.isEmpty {
      let names = figure.conditions.failures.map { model.shortName($0.element) }.joined(separator: ", ")
      explanation.notCounted = ["\(names), which no request of \(model.shortName(subject)) waits for"]
    } else {
      let way = text(effect.path)
      explanation.remarks.append(
        figure.value.value == 1
          ? "the way to what is out of order, which something stands in for: \(way)"
          : "the way to what is out of order: \(way)")
    }
    for overload in situation.overloaded.prefix(8) {
      let full = QuantityFormatter.text(Quantity(overload.utilization, .ratio), .significant(3))
      explanation.remarks.append("\(model.shortName(overload.element)) fails too, at \(full) of its capacity")
    }
    return explanation
  }

  /// The share that is served: the hits of the cache whose store is lost, where it is them alone.
  private func formula(share: Double, _ effect: FailureEffect) -> Formula {
    for step in effect.path {
      guard let relation = step.relation else { continue }
      let cache = availability.dependencies.traits[Int(relation.index)].onMiss
      guard cache >= 0 else { continue }
      let element = ElementID(Int(cache))
      if let hits = inputs[element, .hitRate], hits.value == share {
        return .term(Term(.element(element), .hitRate, Quantity(hits.value, .ratio), hits))
      }
    }
    return .constant(share, "of the requests are served")
  }
}

extension RecoveryAnalysis {
  /// `rpo` and `rto` of a component, or nil where they do not apply.
  public func figure(_ element: ElementID, _ name: FigureName, _ conditions: Conditions) -> Figure? {
    recovery(element, name).map {
      Figure(.element(element), name, conditions, value: $0.value, bound: $0.bound)
    }
  }

  public func explanation(of figure: Figure) -> Explanation {
    guard case .element(let element) = figure.subject, let recovery = recovery(element, figure.name) else {
      return Explanation(figure, formula: nil)
    }
    var remarks = recovery.remarks
    if figure.name == .rpo, let restored = restoredDataLoss(of: element), restored.formula != recovery.formula,
      let value = restored.value.value
    {
      let text = QuantityFormatter.text(Quantity(value, .duration), .significant(3))
      remarks.append("restored from a backup: \(restored.bound == .atLeast ? "at least " : "")\(text) of data gone")
    }
    return Explanation(figure, formula: figure.value.value == nil ? nil : recovery.formula, remarks: remarks)
  }

  private func recovery(_ element: ElementID, _ name: FigureName) -> RecoveryFigure? {
    switch name {
    case .rpo: dataLoss(of: element)
    case .rto: recoveryTime(of: element)
    default: nil
    }
  }
}
