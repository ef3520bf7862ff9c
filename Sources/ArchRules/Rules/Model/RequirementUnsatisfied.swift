import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let requirementUnsatisfied = Rule(
    "MOD006", "requirement-unsatisfied", .error,
    summary: "A requirement whose `verify` fails by the computed figures.",
    why: "What was promised does not follow from what is built: either the model or the promise is wrong.",
    fix: """
      `archc why` prints what the figure is made of. Improve the part that adds most to it, or loosen the requirement. \
      Where the failure turns on an assumption, measure it first.
      """,
    remedy: "meet the requirement",
    sources: ["ISO/IEC/IEEE 29148:2018, Requirements engineering: verification"],
    bad: [
      """
      client Web { -> Api }
      service Api { p50: 40ms, p99: 120ms }
      flow Buy { Web -> Api }
      requirement R1 "Buying is quick" { verify: Buy.p99 < 100ms }
      """,
      """
      defaults { service { p50: 20ms, p99: 80ms, timeout: 1s } }
      client Web { -> Api }
      service Api { -> Stock }
      service Stock {}
      flow Buy { Web -> Api -> Stock }
      requirement R1 "Most are quick" { verify: Buy.p50 < 1s and not Buy.p95 > 50ms }
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api { p50: 40ms, p99: 120ms }
      flow Buy { Web -> Api }
      requirement R1 "Buying is quick" { verify: Buy.p99 < 200ms }
      """,
      """
      client Web { -> Api }
      service Api {}
      flow Buy { Web -> Api }
      requirement R1 "Buying is quick" { verify: Buy.p99 < 200ms }
      """,
      """
      client Web { -> Api }
      service Api { p50: 40ms, p99: 120ms }
      flow Buy { Web -> Api }
      requirement R1 "Buying is instant" { priority: wont, verify: Buy.p99 < 5ms }
      """,
    ],
    check: { context in
      let wording = VerdictWording(context)
      return context.computed.verdicts.compactMap { verdict in
        guard case .requirement(let requirement) = verdict.subject, verdict.state == .failed,
          context.isSound(requirement), !Rule.isWont(requirement, in: context.model), let term = verdict.deciding
        else { return nil }
        let finding = Finding(
          .element(requirement), "\(context.model.shortName(requirement)) fails: \(wording.outcome(term))",
          at: context.model.nameSpan(requirement),
          labels: term.tokens.map { [Label(wording.span($0), term.text)] } ?? [])
        return wording.failure(verdict, term, finding)
      }
    })
}
