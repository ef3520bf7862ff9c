import ArchModel
import ArchSyntax

extension Rule {
  static let unboundedList = Rule(
    "API008", "unbounded-list", .warning, needsWholeProgram: true,
    summary: "An answer that grows with the data and comes in one piece.",
    why: """
      It is quick in the test and takes memory, time and network without a bound a year later, for the caller as for the \
      callee.
      """,
    fix: """
      Hand it out in pages and state `paginated`. Where nothing is stated of a list that callers from outside can ask for, \
      the rule leaves one note for all.
      """,
    remedy: "paginate it",
    sources: [
      "M. Nygard, Release It!, 2nd edition, 2018: Unbounded Result Sets",
      "CWE-770: Allocation of Resources Without Limits or Throttling",
      "Google AIP-158: Pagination",
    ],
    bad: [
      """
      service Shows { endpoint List "GET /v1/shows" { paginated: false } }
      """,
      """
      import "parts.arch"
      service Reports { timeout: 5s, -> Ledger { unbounded-result } }
      // file: parts.arch
      database Ledger { backup: every 1h }
      """,
    ],
    good: [
      """
      service Shows { endpoint List "GET /v1/shows" { paginated } }
      """,
      """
      import "parts.arch"
      service Reports { timeout: 5s, -> Ledger { unbounded-result: false } }
      // file: parts.arch
      database Ledger { backup: every 1h }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      var findings: [Finding] = []
      let exposed = Set(facts.exposedEndpoints())
      for endpoint in context.elements(of: [.endpoint]) {
        let paginated = Stance(model.stated(.paginated, of: endpoint), in: model)
        let isUnbounded = facts.isTrue(.unboundedResult, of: endpoint)
        guard isUnbounded || paginated == .no || (exposed.contains(endpoint) && isList(endpoint, in: facts)) else {
          continue
        }
        if paginated == .yes { continue }
        let finding = Finding(
          .element(endpoint), "\(Wording.name(endpoint, in: model)) answers with a list of any length",
          at: model.nameSpan(endpoint), label: isUnbounded || paginated == .no ? "" : "`paginated` is not stated",
          why: "its cost grows with the data, for the caller as for the callee",
          help: "hand it out in pages: `paginated`")
        findings.append(
          isUnbounded || paginated == .no
            ? finding
            : finding.gap("`paginated` is not stated for \(Wording.name(endpoint, in: model))") {
              "`paginated` is not stated for \($0) endpoints that look like lists"
            })
      }
      for relation in context.relations where facts.isTrue(.unboundedResult, of: relation) {
        findings.append(
          Finding(
            .relation(relation), "\(Wording.ends(relation, in: model)) takes an answer of any length",
            at: model.span(relation), why: "its cost grows with the data, for the caller as for the callee",
            help: "ask for pages, or bound the query"))
      }
      return findings
    })

  /// A path that ends in the plural of something: `GET /v1/shows`.
  private static func isList(_ endpoint: ElementID, in facts: ModelFacts) -> Bool {
    guard let operation = facts.operation(endpoint), operation.verb == "GET", let last = operation.segments.last else {
      return false
    }
    return !Operation.isParameter(last) && last.count > 3 && last.hasSuffix("s") && !last.hasSuffix("ss")
      && !["status", "metrics"].contains(last)
  }
}
