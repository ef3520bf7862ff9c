import ArchModel
import ArchSyntax

extension Rule {
  static let expiredAllow = Rule(
    "MOD005", "expired-allow", .warning, isDefault: true, stage: .allows,
    summary: "An `allow` whose `until` has passed: a warning for 30 days, then an error.",
    why: "The exception was granted up to a day. It silences nothing any more, and what it silenced is back.",
    fix: "Agree a new date with the owner, or mend what the rule finds and delete the `allow`.",
    remedy: "renew the `allow` that has ended",
    sources: ["NIST SP 800-53 revision 5, CA-5: plan of action and milestones"],
    bad: [
      """
      client Web { -> Api }
      service Api {
        allow isolated-component "Joined in spring" { until: 2026-05-31, owner: "Sales" }
      }
      """,
      """
      client Web { -> Api { allow empty-text "Labelled in spring" { until: 2026-05-31 } } }
      service Api {}
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api {
        allow isolated-component "Joined in spring" { until: 2030-05-31 }
      }
      """,
      """
      client Web { -> Api }
      service Api {
        p50: 20ms, p99: 10ms
        allow impossible-value "The figures are those of the vendor"
      }
      """,
    ],
    check: { context in
      var lines: [FileID: LineIndex] = [:]
      return context.allowances.compactMap { allowance in
        guard let rule = allowance.rule, let until = allowance.until, allowance.isExpired else { return nil }
        // Where its rule ran and found nothing it is left over, which stale-allow says.
        if context.isWhole, allowance.ruleRan, allowance.covered == 0, rule.stage != .allows { return nil }
        let file = allowance.wordSpan.file
        let index = lines[file] ?? LineIndex(context.model.trees[Int(file.index)].source)
        lines[file] = index
        let line = index.line(at: allowance.wordSpan.start) + 1
        return expired(allowance, rule: rule, until: until, line: line, in: context)
      }
    })

  /// How many days an expired `allow` is only warned of.
  private static let grace: Int32 = 30

  private static func expired(
    _ allowance: Allowance, rule: Rule, until: Int32, line: Int, in context: RuleContext
  ) -> Finding {
    let model = context.model
    let (place, name) = allowance.place(in: model)
    let days = Int(context.today) - Int(until)
    let isError = days > Int(grace)
    let ended = model.property(.until, in: model[allowance.element].properties).map { [Label(model.span($0), "ended")] }
    let date = allowance.owner.map { "agree a new date with \($0)" } ?? "agree a new date"
    return Finding(
      allowance.subject, "an `allow` of \(name) ended \(Wording.count(days, "day")) ago", at: place,
      label: "\(rule.name) counts here again", labels: ended ?? [], severity: isError ? .error : .warning,
      note: isError ? nil : "an error from \(CalendarDate.text(until &+ grace &+ 1))",
      help: "\(date), or \(rule.remedy) and delete line \(line)")
  }
}
