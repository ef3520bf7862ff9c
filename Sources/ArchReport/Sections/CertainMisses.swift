import ArchAnalysis
import ArchModel

/// A limit that is missed though the figure that it is held against cannot be computed.
struct CertainMiss {
  let text: MarkdownText
  /// What tells two misses of one cause from two of different ones.
  let key: String
  /// Whether it is that a part cannot take its load.
  var isOverload = false
}

extension ReportWriter {
  /// Why an undecided verdict is a miss all the same: the parts that are known miss the limit by themselves, or one of
  /// them cannot take its load.
  func certainMiss(_ verdict: Verdict) -> CertainMiss? {
    guard case .undecided(let missing) = verdict.state, let term = verdict.deciding else { return nil }
    if let finding = missedAtBest(verdict, term) {
      return CertainMiss(text: "\(.prose(finding.message.capitalizedFirst)) (\(finding.id))", key: finding.key)
    }
    guard missing.isOverload, isConjunction(verdict), isUpperBound(term),
      case .element(let element) = term.figure.subject,
      let flow = model.flows.first(where: { $0.element == element }), !hasOtherWays(flow)
    else { return nil }
    return CertainMiss(
      text: .prose(missing.reason.capitalizedFirst), key: "\(element.index) \(missing.reason)", isOverload: true)
  }

  /// The finding that an objective is missed even if all that is not known were as good as it can be; for a requirement
  /// that of the objective which asks for the same or less.
  private func missedAtBest(_ verdict: Verdict, _ term: TermVerdict) -> ReportFinding? {
    switch verdict.subject {
    case .objective(let flow, let name): return missed(flow, name)
    case .constraint: return nil
    case .requirement:
      guard isConjunction(verdict), term.scenario == nil, case .element(let flow) = term.figure.subject,
        let objective = verdicts.first(where: { $0.subject == .objective(flow: flow, term.figure.name) }),
        case .undecided = objective.state, let other = objective.deciding, let asked = other.limit?.value,
        let limit = term.limit?.value
      else { return nil }
      let isAvailability = term.figure.name == .availability
      let conditions = term.figure.conditions
      // At its peak a flow needs no fewer replicas than at its mean.
      guard conditions == other.figure.conditions || isAvailability && conditions == .peak else { return nil }
      switch term.comparison {
      case .greater, .greaterOrEqual: guard isAvailability, limit >= asked else { return nil }
      case .less, .lessOrEqual: guard !isAvailability, limit <= asked else { return nil }
      default: return nil
      }
      return missed(flow, term.figure.name)
    }
  }

  private func missed(_ flow: ElementID, _ name: FigureName) -> ReportFinding? {
    let id = name == .availability ? "REL009" : "PER001"
    let found = options.check?.findings.filter { $0.id == id && $0.element == flow } ?? []
    // A rule on several objectives names the one that it is about.
    return found.first { name == .availability || $0.message.contains(name.rawValue) }
  }

  /// Whether one miss is a miss of the whole: nothing is joined by `or` or turned round.
  private func isConjunction(_ verdict: Verdict) -> Bool {
    guard case .requirement(let requirement) = verdict.subject else { return true }
    guard let verify = model.property(.verify, in: model[requirement].properties) else { return false }
    let words = model.spelled(verify).split { !$0.isLetter }
    return !words.contains("or") && !words.contains("not")
  }

  private func isUpperBound(_ term: TermVerdict) -> Bool {
    guard [.p50, .p90, .p95, .p99, .p999, .completion].contains(term.figure.name) else { return false }
    return term.comparison == .less || term.comparison == .lessOrEqual
  }

  /// Whether some requests of a flow may be answered past the part that cannot take its load.
  private func hasOtherWays(_ flow: Flow) -> Bool {
    if flow.blocks.contains(where: { $0.kind == .alternative || $0.kind == .optional }) { return true }
    return flow.steps.contains { step in
      let ends = model[step.relation]
      return model[ends.target].kind == .cdn
        || model.outgoing(ends.source).contains { model.effective(.onMiss, of: $0) != nil }
    }
  }
}
