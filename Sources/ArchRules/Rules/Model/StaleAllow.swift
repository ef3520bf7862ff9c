import ArchModel
import ArchSyntax

extension Rule {
  static let staleAllow = Rule(
    "MOD004", "stale-allow", .warning, isDefault: true, stage: .allows,
    summary: "An `allow` that silences nothing, because its rule finds nothing there or does not exist.",
    why: """
      It looks like an accepted risk and is none, and it would silence the next finding of its rule that nobody has \
      accepted.
      """,
    fix: "Delete it, or write the name of the rule that it is meant for. It counts as stale only if its rule ran.",
    remedy: "delete the `allow` that is left over",
    sources: ["ESLint, --report-unused-disable-directives; Rust, lint attribute `expect` (RFC 2383)"],
    bad: [
      """
      client Web { -> Api }
      service Api {
        allow impossible-value "The figures are those of the vendor" { until: 2030-01-01 }
      }
      """,
      """
      import "parts.arch"
      client Web { -> Api }
      // file: parts.arch
      service Api {}
      allow imposible-value "The figures are those of the vendor"
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api {
        p50: 20ms, p99: 10ms
        allow impossible-value "The figures are those of the vendor" { until: 2030-01-01 }
      }
      """,
      """
      client Web { -> Api }
      service Api {
        allow isolated-component "Its rule does not run by default" { until: 2030-01-01 }
      }
      """,
    ],
    check: { context in
      context.allowances.compactMap { allowance in
        guard let rule = allowance.rule else { return unknown(allowance, in: context) }
        // Rules skip what an error hides, so that silence tells nothing there.
        guard context.isWhole, allowance.ruleRan, allowance.covered == 0, rule.stage != .allows else { return nil }
        return stale(allowance, rule: rule, in: context)
      }
    })

  private static func unknown(_ allowance: Allowance, in context: RuleContext) -> Finding {
    let nearest = context.rules.nearest(to: allowance.word)
    let isSure = nearest.count == 1 && Spelling.matches(of: allowance.word, among: nearest).first?.isClose == true
    return Finding(
      .element(allowance.element), "no rule is called `\(allowance.word)`", at: allowance.wordSpan,
      label: nearest.isEmpty ? "" : "nearest: \(Wording.list(nearest.map { "`\($0)`" }, joined: "or"))",
      why: "this `allow` silences nothing",
      fix: isSure ? nearest.first.map { Fix("write `\($0)`", edits: [Edit(allowance.wordSpan, $0)]) } : nil)
  }

  private static func stale(_ allowance: Allowance, rule: Rule, in context: RuleContext) -> Finding {
    let (place, name) = allowance.place(in: context.model)
    let span = allowance.span(in: context.model)
    let finds = "\(rule.name) finds nothing here"
    let isOwnPlace = place == allowance.wordSpan
    return Finding(
      allowance.subject, "an `allow` of \(name) silences nothing", at: place, label: finds,
      labels: isOwnPlace ? [] : [Label(span, "left over")], help: "delete it, so that it does not hide what comes",
      fix: StatementRemoval.edit(context.model[allowance.element].node, in: context.model).map {
        Fix("delete the `allow`", safety: .needsReview, edits: [$0])
      })
  }
}

extension Allowance {
  /// The place of the holder's name, and the holder in words; of a file the rule's name in the `allow`.
  func place(in model: Model) -> (span: Span, name: String) {
    switch subject {
    case .program, .file: (wordSpan, "this file")
    case .element(let element): (model.nameSpan(element), Wording.name(element, in: model))
    case .relation(let relation): (model.span(relation), Wording.name(relation, in: model))
    }
  }

  /// The place of the statement without its block.
  func span(in model: Model) -> Span {
    let node = model[element].node
    let tree = model.tree(of: node)
    return tree.span(ofTokens: tree.nodes[node.node].firstToken..<tree.headEnd(of: node.node))
  }
}
