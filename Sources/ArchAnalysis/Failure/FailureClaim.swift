import ArchModel

/// What a `failure` of the program says, against what is computed.
public struct FailureContradiction: Sendable, Hashable {
  /// The declaration.
  public let failure: ElementID
  /// Which of its properties: `breaks`, `degrades` or `survives`.
  public let property: PropertyName
  /// The flow, endpoint or component that it speaks of.
  public let subject: ElementID
  /// What is computed instead, and under which load.
  public let effect: FailureEffect
  public let conditions: Conditions
  /// "Web -> Api -> Billing -> Payments", or why nothing is touched; for people.
  public let reason: String
}

extension FailureAnalysis {
  /// Whether the declared failures say what is computed. A claim is contradicted where it holds neither at the mean nor
  /// at the peak; `survives` where it does not hold at one of them. What is unknown contradicts nothing, and what only
  /// waits may be said to survive or to degrade.
  ///
  /// - Parameter peak: the same model at its peak.
  public func contradictions(peak: FailureAnalysis) -> [FailureContradiction] {
    var result: [FailureContradiction] = []
    for failure in model.elements(of: .failure) {
      guard let stated = model.stated(.of, of: failure) else { continue }
      let lost = model.references(stated.value).filter { !model[$0].isRemoved }
      guard !lost.isEmpty else { continue }
      let conditions = lost.map { FailureCondition(element: $0, isOneReplica: false) }
      let claims: [(PropertyName, [ElementID])] = [.breaks, .degrades, .survives].map { property in
        (property, model.stated(property, of: failure).map { model.references($0.value) } ?? [])
      }
      guard claims.contains(where: { !$0.1.isEmpty }) else { continue }
      let mean = situation(of: conditions)
      let high = peak.situation(of: conditions)
      var numbering = VertexNumbering(elements: model.elements.count)
      for (property, subjects) in claims {
        for subject in subjects where isJudged(subject) {
          guard let graph = availability.graph(of: subject, scope: .all, &numbering) else { continue }
          let evaluation = ServiceEvaluation(graph, inputs)
          let atMean = effect(on: subject, evaluation, mean)
          let atPeak = peak.effect(on: subject, evaluation, high)
          guard let wrong = Self.wrong(property, atMean, atPeak) else { continue }
          let isPeak = wrong == atPeak && atMean != atPeak
          result.append(
            FailureContradiction(
              failure: failure, property: property, subject: subject, effect: wrong,
              conditions: isPeak ? peak.conditions : self.conditions,
              reason: reason(wrong, lost, isPeak ? high : mean)))
        }
      }
    }
    return result
  }

  private func isJudged(_ subject: ElementID) -> Bool {
    guard !model[subject].isRemoved else { return false }
    let kind = model[subject].kind
    if kind == .flow { return !(model.flows.first { $0.element == subject }?.isCut ?? true) }
    return kind == .endpoint || KindSet.components.contains(kind)
  }

  /// The effect that contradicts a claim, or nil.
  private static func wrong(_ property: PropertyName, _ mean: FailureEffect, _ peak: FailureEffect) -> FailureEffect? {
    if mean.kind == .unknown || peak.kind == .unknown {
      // The other one may still contradict that it survives.
      guard property == .survives else { return nil }
    }
    switch property {
    case .breaks:
      return mean.kind == .breaks || peak.kind == .breaks ? nil : peak
    case .degrades:
      if mean.kind == .breaks { return mean }
      let isWorse: (FailureEffect) -> Bool = { [.degrades, .delayed, .breaks].contains($0.kind) }
      return isWorse(mean) || isWorse(peak) ? nil : peak
    case .survives:
      return [mean, peak].first { effect in
        effect.kind == .breaks || effect.kind == .degrades && (effect.available.value ?? 1) < 1
      }
    default: return nil
    }
  }

  private func reason(_ effect: FailureEffect, _ lost: [ElementID], _ situation: FailureSituation) -> String {
    let names = lost.map(model.shortName).joined(separator: ", ")
    let subject = model.shortName(effect.subject)
    guard !effect.path.isEmpty else {
      return effect.kind == .delayed
        ? "\(subject) needs \(names) only after its requests are answered" : "no step of \(subject) needs \(names)"
    }
    let way = text(effect.path)
    guard let end = effect.path.last?.element,
      let overload = situation.overloaded.first(where: { $0.element == end })
    else {
      if effect.kind == .degrades, effect.available == .known(1) { return "\(way), which \(subject) can do without" }
      return way
    }
    let full = QuantityFormatter.text(Quantity(overload.utilization, .ratio), .significant(3))
    return "\(way), at \(full) of its capacity without \(names)"
  }

  /// A way in words: `Web -> Api -> Orders, on Host`.
  public func text(_ path: [FailureStep]) -> String {
    var result = ""
    for step in path {
      let name = model.shortName(step.element)
      if result.isEmpty {
        result = name
      } else if let relation = step.relation {
        result += " \(model[relation].arrow.rawValue) \(name)"
      } else {
        result += KindSet.boundaries.contains(model[step.element].kind) ? ", in \(name)" : ", on \(name)"
      }
    }
    return result
  }
}
