import ArchAnalysis
import ArchModel

/// A limit that is missed though the figure that it is held against cannot be computed.
struct CertainMiss {
  let text: MarkdownText
  /// What tells two misses of one cause from two of different ones.
  let key: String
}

extension ReportWriter {
  /// Why an undecided verdict is a miss all the same: the parts that are known miss the limit by themselves.
  func certainMiss(_ verdict: Verdict) -> CertainMiss? {
    guard case .undecided = verdict.state, let term = verdict.deciding, let finding = missedAtBest(verdict, term) else {
      return nil
    }
    return CertainMiss(text: "\(.prose(finding.message.capitalizedFirst)) (\(finding.id))", key: finding.key)
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
}
