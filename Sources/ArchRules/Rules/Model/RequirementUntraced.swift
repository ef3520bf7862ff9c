import ArchModel
import ArchSyntax

extension Rule {
  static let requirementUntraced = Rule(
    "MOD007", "requirement-untraced", .warning, needsWholeProgram: true,
    summary: "A requirement that says neither what fulfils it nor how it is verified.",
    why: "Nobody can tell from the model whether it is met, and a change that breaks it goes unnoticed.",
    fix: """
      `satisfied-by:` names the flow or part that fulfils it, `verify:` says what has to hold in computed figures. A \
      decision that `affects` it traces it too. What is not going to be built has `priority: wont`.
      """,
    remedy: "trace it",
    sources: ["ISO/IEC/IEEE 29148:2018, Requirements engineering: traceability"],
    bad: [
      """
      requirement R1 "A visitor can buy seats" { priority: must }
      """,
      """
      import "needs.arch"
      client Web { -> Api }
      service Api {}
      flow Buy { Web -> Api }
      // file: needs.arch
      requirement R1 "A visitor can buy seats" { satisfied-by: Buy }
      requirement R2 "A visitor can return seats" { type: functional }
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api {}
      flow Buy { Web -> Api }
      requirement R1 "A visitor can buy seats" { satisfied-by: Buy }
      """,
      """
      requirement R1 "A visitor can pay in shells" { priority: wont }
      requirement R2 "Records are kept" {}
      decision D1 "Records go to paper" { affects: [R2] }
      """,
    ],
    check: { context in
      let model = context.model
      var traced: Set<ElementID> = []
      for record in context.elements(of: [.decision, .tradeoff]) {
        if let stated = model.stated(.affects, of: record) { traced.formUnion(model.references(stated.value)) }
      }
      return context.elements(of: [.requirement]).compactMap { element in
        guard model.stated(.satisfiedBy, of: element) == nil, model.stated(.verify, of: element) == nil,
          !traced.contains(element), !isWont(element, in: model)
        else { return nil }
        return Finding(
          .element(element), "nothing fulfils or verifies \(Wording.name(element, in: model))",
          at: model.nameSpan(element), label: "neither `satisfied-by` nor `verify`",
          help: "name the flow or part that fulfils it, or what has to hold")
      }
    })

  /// Whether everybody agreed that a requirement is not going to be met.
  static func isWont(_ requirement: ElementID, in model: Model) -> Bool {
    model.stated(.priority, of: requirement).flatMap { model.text($0.value) } == "wont"
  }
}
