import ArchModel
import ArchSyntax

extension RuleSet {
  /// These rules, and behind them those that a program declares, in source order.
  ///
  /// A declaration that bears the id or name of one of these rules sets its options and is no rule of its own.
  public func including(_ model: Model) -> RuleSet {
    let own = model.customRules.filter { find($0.id) == nil && !$0.setsOptions }
    guard !own.isEmpty else { return self }
    var lines: [FileID: LineIndex] = [:]
    return RuleSet(
      rules
        + own.map { rule in
          let source = model.trees[Int(rule.span.file.index)].source
          let index = lines[source.id] ?? LineIndex(source)
          lines[source.id] = index
          return Rule(rule, in: model, at: "\(source.path):\(index.position(at: rule.span.start).line)")
        })
  }

  /// The rules that programs declare.
  public var custom: [Rule] { rules.filter { $0.principle == .custom } }
}

extension CustomRule {
  /// Whether it only gives figures or a severity to a rule of another name.
  var setsOptions: Bool { clauses.isEmpty && !isBroken }
}

extension Rule {
  /// A rule that a program declares.
  ///
  /// - Parameter place: its file and line, for people.
  init(_ custom: CustomRule, in model: Model, at place: String) {
    let demands = model.demands(of: custom)
    self.init(
      custom: custom.id, severity: custom.severity.flatMap(Severity.init(rawValue:)) ?? .error,
      needsWholeProgram: custom.clauses.contains { if case .never = $0.demand { false } else { true } },
      summary: custom.title ?? demands.first ?? custom.id,
      why: custom.why ?? custom.title ?? "The program says so.",
      fix: custom.help ?? "Change what the rule finds, or the rule.", demands: demands,
      sources: [place],
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
