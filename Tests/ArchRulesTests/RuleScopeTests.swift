import Testing

@testable import ArchRules

/// The rules that an editor runs at each keystroke.
@Suite struct RuleScopeTests {
  @Test(arguments: RuleSet.all.rules.filter(\.isLocal).map(\.id))
  func `local rules ask for no figures and find what they find in a whole run`(id: String) throws {
    let rule = try #require(RuleSet.all.find(id))
    for text in rule.bad {
      let program = Program(text)
      let result = RuleRunner.run(
        model: program.model, compiled: program.compiled, today: Program.today, imports: program.imports,
        comparison: program.comparison, selection: RuleSelection(strict: true), scope: .local)
      #expect(!result.asksFigures)
      let whole = program.run(RuleSelection(strict: true))
      #expect(result.diagnostics.filter { $0.id == id } == whole.diagnostics.filter { $0.id == id })
    }
  }
}
