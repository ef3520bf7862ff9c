import ArchModel
import ArchSyntax

extension Rule {
  static let idleRule = Rule(
    "MOD015", "idle-rule", .info, isDefault: true, needsWholeProgram: true,
    summary: "A rule of the program that judges nothing: what it selects is not there, or no rule has its name.",
    why: "A rule that can never find anything looks like a guard and is none; a slip in a word is the usual reason.",
    fix: """
      Mend the word that selects nothing, or delete the rule. Rules in files that are imported may speak of what a \
      program does not have.
      """,
    remedy: "let the rule select something",
    sources: ["ArchUnit, archRule.failOnEmptyShould: rules that check nothing fail by default"],
    bad: [
      """
      client Web { -> Api }
      service Api { owner: "Sales" }
      require: every queue has owner
      """,
      """
      client Web { -> Api }
      service Api { tech: Swift }
      rule OnlyOneWay "Nobody calls the old shop" { never { service -> external } }
      """,
      """
      client Web { -> Api }
      service Api {}
      rule missing-timeut { severity: warning }
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api { owner: "Sales" }
      require: every service has owner
      rule missing-timeout { severity: info }
      """,
      """
      import "rules.arch"
      client Web { -> Api }
      service Api {}
      // file: rules.arch
      require: every queue has owner
      """,
    ],
    check: { context in
      context.model.customRules.compactMap { rule in
        // Rules that are shared speak of what some programs do not have.
        guard !rule.isBroken, !context.isRemoved(rule) else { return nil }
        if rule.clauses.isEmpty { return unknown(rule, in: context) }
        if let known = context.rules.find(rule.id), known.principle != .custom {
          return taken(rule, known, in: context)
        }
        guard rule.span.file == FileID(0) else { return nil }
        return IdleSelection(rule, in: context)?.finding
      }
    })

  /// `rule NAME { … }` that sets what no rule has.
  private static func unknown(_ rule: CustomRule, in context: RuleContext) -> Finding? {
    guard let element = rule.element, context.rules.find(rule.id) == nil else { return nil }
    let nearest = context.rules.nearest(to: rule.id)
    let isSure = nearest.count == 1 && Spelling.matches(of: rule.id, among: nearest).first?.isClose == true
    return Finding(
      .element(element), "no rule is called `\(rule.id)`, and it demands nothing itself", at: rule.span,
      label: nearest.isEmpty ? "" : "nearest: \(Wording.list(nearest.map { "`\($0)`" }, joined: "or"))",
      severity: .warning, help: "a rule of its own holds `never { … }` or `require: …`",
      fix: isSure ? nearest.first.map { Fix("write `\($0)`", edits: [Edit(rule.span, $0)]) } : nil)
  }

  /// A rule with demands under the name of another.
  private static func taken(_ rule: CustomRule, _ known: Rule, in context: RuleContext) -> Finding {
    Finding(
      rule.subject, "`\(rule.id)` is \(known.id) of archc, so its demands are not checked", at: rule.span,
      severity: .warning, help: "give the rule another name")
  }
}

extension RuleContext {
  func isRemoved(_ rule: CustomRule) -> Bool { rule.element.map { !isSound($0) } ?? false }
}

extension CustomRule {
  /// What findings about the rule itself are about.
  var subject: Subject { element.map { .element($0) } ?? .file(span.file) }
}

/// The first selector of a rule that selects nothing.
private struct IdleSelection {
  let finding: Finding

  init?(_ rule: CustomRule, in context: RuleContext) {
    let selection = PartSelection(context)
    for clause in rule.clauses {
      let selectors: [RuleSelector] =
        switch clause.demand {
        case .never(let pattern), .everyRelation(let pattern, _): [pattern.source, pattern.target]
        case .relation(let pattern): [pattern.source]
        case .every(let selector, _): [selector]
        // That there is none is what the rule wants.
        case .none: []
        case .path(let source, let target, _): [source, target]
        }
      for selector in selectors where !selection.marks(selector).contains(true) {
        let words = context.model.words(selector.tokens)
        finding = Finding(
          rule.subject, "`\(words)` selects nothing, so `\(rule.id)` finds nothing",
          at: context.model.span(selector.tokens), help: "mend the selector, or delete the rule")
        return
      }
    }
    return nil
  }
}
