import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let requirementUndecided = Rule(
    "MOD012", "requirement-undecided", .warning, isDefault: true, needsWholeProgram: true,
    summary: "A requirement of priority `must` whose `verify` lacks inputs.",
    why: "Nobody knows whether it is met. What a system must do should not depend on a figure that nobody stated.",
    fix: "State what is missing; an estimate marked `assumed` is better than none.",
    remedy: "state the missing figures",
    sources: ["ISO/IEC/IEEE 29148:2018, Requirements engineering: verification"],
    bad: [
      """
      client Web { -> Api }
      service Api {}
      flow Buy { Web -> Api }
      requirement R1 "Buying is quick" { priority: must, verify: Buy.p99 < 100ms }
      """,
      """
      client Web { -> Api }
      service Api { p50: 5ms, p99: 20ms, -> [Stock, Prices] { timeout: 1s } }
      defaults { database { p50: 2ms, p99: 9ms } }
      service Stock {}
      database Prices {}
      flow Buy { Web -> Api -> [Stock, Prices] }
      requirement R1 "Buying is quick" { priority: must, verify: Buy.p99 < 100ms and Buy.p50 < 50ms }
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api { p50: 5ms assumed, p99: 20ms assumed }
      flow Buy { Web -> Api }
      requirement R1 "Buying is quick" { priority: must, verify: Buy.p99 < 100ms }
      """,
      """
      client Web { -> Api }
      service Api {}
      flow Buy { Web -> Api }
      requirement R1 "Buying is quick" { priority: should, verify: Buy.p99 < 100ms }
      """,
    ],
    check: { context in
      let model = context.model
      let wording = VerdictWording(context)
      return context.computed.verdicts.compactMap { verdict in
        guard case .requirement(let requirement) = verdict.subject, case .undecided(let missing) = verdict.state,
          context.isSound(requirement), let term = verdict.deciding,
          model.stated(.priority, of: requirement).flatMap({ model.word($0.value) }) == "must"
        else { return nil }
        return Finding(
          .element(requirement), "\(model.shortName(requirement)) is undecided: \(wording.outcome(term))",
          at: model.nameSpan(requirement),
          labels: term.tokens.map { [Label(wording.span($0), term.text == "?" ? "unknown" : term.text)] } ?? [],
          help: wording.missing(missing))
      }
    })
}
