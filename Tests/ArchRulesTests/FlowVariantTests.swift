import ArchModel
import ArchSyntax
import Testing

/// Flows that an `extend` leads another way: the steps are one list, which is replaced as lists are.
@Suite struct FlowVariantTests {
  private let base = """
    client Web
    gateway Door
    service Old
    service New
    Web -> Door
    Door -> [Old, New] { timeout: 1s }
    flow Browse { rate: 10/s, Web -> Door -> Old }
    """

  private func compiled(_ text: String, _ kind: Kind, _ name: String) -> Compilation {
    compile(
      [parse(SourceFile(path: "m.arch", text: base + "\n" + text))],
      variants: [VariantSelection(kinds: [kind], name: name)])
  }

  private func steps(_ model: Model) -> [String] {
    model.flows.flatMap { flow in
      flow.steps.map { "\(model.name(model[$0.relation].source))->\(model.name(model[$0.relation].target))" }
    }
  }

  @Test func stepsAreReplaced() {
    let text = "environment Next { extend Browse { Web -> Door -> New } }"
    let model = compiled(text, .environment, "Next").model
    #expect(steps(model) == ["Web->Door", "Door->New"])
    #expect(model.relations.count == 3)
    #expect(steps(compiled(text, .environment, "Other").model) == ["Web->Door", "Door->Old"])
  }

  @Test func whatIsNotSaidStays() {
    let text = "scenario Rush { extend Browse { rate: 90/s } }"
    #expect(steps(compiled(text, .scenario, "Rush").model) == ["Web->Door", "Door->Old"])
  }

  @Test func blocksAreSteps() throws {
    let text = "environment Next { extend Browse { Web -> Door, alternative \"some\" { share: 20%, Door -> New } } }"
    let compilation = compiled(text, .environment, "Next")
    #expect(!compilation.hasErrors)
    let flow = try #require(compilation.model.flows.first)
    #expect(steps(compilation.model) == ["Web->Door", "Door->New"])
    #expect(flow.blocks.map(\.kind) == [.alternative])
  }

  /// Route after route leaves the old part, and the last phase takes it away: no flow is cut.
  @Test func phasesLeadOneAfterTheOther() {
    let text = """
      service Newer
      Door -> Newer { timeout: 1s }
      migration {
        phase P3 { after: P2, removes: Old }
        phase P1 { adds: New, extend Browse { Web -> Door -> New } }
        phase P2 { after: P1, adds: Newer, extend Browse { Web -> Door -> Newer } }
      }
      """
    #expect(steps(compiled(text, .phase, "start").model) == ["Web->Door", "Door->Old"])
    #expect(steps(compiled(text, .phase, "P1").model) == ["Web->Door", "Door->New"])
    #expect(steps(compiled(text, .phase, "P2").model) == ["Web->Door", "Door->Newer"])
    let last = compiled(text, .phase, "P3").model
    #expect(steps(last) == ["Web->Door", "Door->Newer"])
    #expect(last.flows.allSatisfy { !$0.isCut && !$0.isBroken })
  }

  @Test func twoWaysInOneLayerAreAnError() throws {
    let text = "environment Next { extend Browse { Web -> Door -> New }, extend Browse { Web -> Door } }"
    let found = compiled(text, .environment, "Next").diagnostics.filter { $0.id == "ARC029" }
    #expect(found.map(\.message) == ["two `extend`s of `Browse` set `steps` differently"])
  }

  /// A step makes no relation.
  @Test func aStepWithoutARelationIsAnError() {
    let text = "environment Next { extend Browse { Web -> New } }"
    let compilation = compiled(text, .environment, "Next")
    #expect(compilation.diagnostics.map(\.id) == ["ARC061"])
    #expect(compilation.model.relations.count == 3)
  }
}
