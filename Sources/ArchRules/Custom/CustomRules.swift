import ArchModel
import ArchSyntax

extension RuleSet {
  /// These rules, and behind them those that a program declares, in source order.
  ///
  /// A declaration that bears the id or name of one of these rules sets its options and is no rule of its own.
  public func including(_ model: Model) -> RuleSet {
    let own = model.customRules.filter { find($0.id) == nil && !$0.setsOptions }
    guard !own.isEmpty else { return self }
    return RuleSet(rules + own.map { Rule($0, in: model) })
  }

  /// The rules that programs declare.
  public var custom: [Rule] { rules.filter { $0.principle == .custom } }
}

extension CustomRule {
  /// Whether it only gives figures or a severity to a rule of another name.
  var setsOptions: Bool { clauses.isEmpty && !isBroken }

  /// Where it stands, for people.
  func place(in model: Model) -> String {
    let source = model.trees[Int(span.file.index)].source
    return "\(source.path):\(LineIndex(source).position(at: span.start).line)"
  }
}

extension Rule {
  /// A rule that a program declares.
  init(_ custom: CustomRule, in model: Model) {
    let demands = model.demands(of: custom)
    self.init(
      custom: custom.id, severity: custom.severity.flatMap(Severity.init(rawValue:)) ?? .error,
      needsWholeProgram: custom.clauses.contains { if case .never = $0.demand { false } else { true } },
      summary: custom.title ?? demands.first ?? custom.id,
      why: custom.why ?? custom.title ?? "The program says so.",
      fix: custom.help ?? "Change what the rule finds, or the rule.", demands: demands,
      sources: [custom.place(in: model)],
      isPath: !custom.clauses.isEmpty && custom.clauses.allSatisfy(\.findsPaths),
      check: { context in
        guard !custom.isBroken else { return [] }
        return CustomRuleCheck(custom, in: context).findings()
      })
  }
}

extension RuleClause {
  /// Whether a finding tells a path of calls.
  fileprivate var findsPaths: Bool {
    switch demand {
    case .never(let pattern): pattern.isPath
    case .path: true
    case .relation, .everyRelation, .every, .none: false
    }
  }
}
