import ArchModel
import ArchRules
import ArchSyntax
import Testing

@Suite struct RuleRunnerTests {
  private let isolated = """
    client Web { -> Api }
    service Api { rate-limit: 9/s }
    service Billing {}
    """

  @Test func runsTheDefaultSet() {
    let program = Program(isolated)
    #expect(program.run().diagnostics.map(\.id) == [])
    #expect(program.run(RuleSelection(select: ["isolated-component"])).diagnostics.map(\.id) == ["MOD001"])
    #expect(program.run(RuleSelection(strict: true)).diagnostics.map(\.id).contains("MOD001"))
    #expect(!program.run(RuleSelection(strict: true, ignore: ["MOD001"])).diagnostics.map(\.id).contains("MOD001"))
    #expect(!program.run().rules.contains("MOD001"))
    #expect(program.run().rules.contains("MOD003"))
  }

  @Test func programsGiveSeverities() {
    let error = Program(isolated + "\nrule isolated-component { severity: error }\n").run()
    #expect(error.diagnostics.map(\.severity) == [.error])
    #expect(error.diagnostics.map(\.id) == ["MOD001"])
    let off = Program("service Orders { availability: 101% }\nrule MOD003 { severity: off }\n").run()
    #expect(off.diagnostics == [])
    #expect(!off.rules.contains("MOD003"))
  }

  @Test func stampsIdNameAndSeverity() throws {
    let finding = try #require(Program("service Orders { availability: 101% }").run().diagnostics.first)
    #expect(finding.id == "MOD003")
    #expect(finding.name == "impossible-value")
    #expect(finding.severity == .error)
  }

  @Test(arguments: [
    "service Orders { availability: 101%, allow impossible-value \"why\" }",
    "service Orders { availability: 101%, allow MOD003 \"why\" }",
    "service Orders { availability: 101% }\nallow impossible-value \"why\"",
    "zone Inner {\n  service Orders { availability: 101% }\n  allow impossible-value \"why\"\n}",
    "flow F { objective { p50: 2s, p99: 1s }, allow impossible-value \"why\" }",
    "client W { -> A { calls: -1, allow impossible-value \"why\" } }\nservice A {}",
    "client W { -> A { calls: -1 }, allow impossible-value \"why\" }\nservice A {}",
    "client W\nqueue Q { ~> A { calls: -1 } }\nservice A { <~ Q \"x\" { calls: -1 }, allow impossible-value \"why\" }",
  ]) func allowsSilenceWhatTheyHold(text: String) throws {
    let result = Program(text).run()
    let suppressed = try #require(result.suppressed.first)
    #expect(suppressed.finding.diagnostic.id == "MOD003")
    #expect(suppressed.allow.reason == "why")
    #expect(!result.diagnostics.map(\.id).contains("MOD004"))
  }

  @Test(arguments: [
    "service Orders { availability: 101% }\nservice Other { allow impossible-value \"why\" }",
    "import \"b.arch\"\nservice Orders { availability: 101%, -> B }\n// file: b.arch\nservice B {}\nallow MOD003 \"why\"",
    "service Orders { availability: 101%, allow empty-text \"why\" }",
    "service Orders { availability: 101%, allow impossible-value \"why\" { until: 2026-11-22 } }",
  ]) func allowsSilenceNothingElse(text: String) {
    let result = Program(text).run()
    #expect(result.diagnostics.map(\.id).contains("MOD003"))
    #expect(result.suppressed.isEmpty)
  }

  @Test func anAllowHoldsOnItsLastDay() {
    let text = "service Orders { availability: 101%, allow impossible-value \"why\" { until: 2026-11-23 } }"
    #expect(Program(text).run().diagnostics == [])
    #expect(Program(text).run(today: Program.today + 1).diagnostics.map(\.id).sorted() == ["MOD003", "MOD005"])
  }

  @Test func takesUpWhatTheCompilerReports() {
    let program = Program("client Web { -> Api { protocol: htttps } }\nservice Api { rate-limit: 9/s }")
    let finding = program.run().findings.first
    #expect(finding?.diagnostic.name == "unknown-word")
    #expect(program.run(RuleSelection(ignore: ["unknown-word"])).findings.isEmpty)
    let relation = program.model.liveRelations.first
    #expect(relation.map { finding?.subject == .relation($0) } ?? false)
  }

  @Test func compileErrorsAreNoFindings() {
    let result = Program("service Orders { replica: 3 }\nclient Web { -> Orders }").run(RuleSelection(strict: true))
    #expect(result.diagnostics.allSatisfy { !$0.id.hasPrefix("ARC") })
  }

  /// What an error hides is not reported as missing.
  @Test func rulesOfAbsenceNeedAWholeProgram() {
    let program = Program("client Web { -> Ordres, -> Api }\nservice Orders {}\nservice Api {}")
    let result = program.run(RuleSelection(strict: true))
    #expect(!result.diagnostics.map(\.id).contains("MOD001"))
    #expect(!result.rules.contains("MOD001"))
  }

  @Test func rulesSkipBrokenElements() {
    let program = Program("service Orders { availability: 99% }\nservice Orders { availability: 101% }")
    #expect(program.compiled.contains { $0.id == "ARC023" })
    #expect(program.run().diagnostics == [])
  }

  @Test func findingsOfAPatternSitAtTheUse() throws {
    let text = """
      pattern Queued { queue inbox { partitions: 0 }, worker consumer, inbox ~> consumer }
      service Api { ~> Mails.inbox }
      use Queued Mails {}
      """
    let program = Program(text)
    #expect(program.compiled == [])
    let finding = try #require(program.run().diagnostics.first { $0.id == "MOD003" })
    #expect(program.text(finding.primary.span) == "Mails")
    #expect(finding.primary.span.start > 90)
    #expect(finding.labels.first.map { program.text($0.span) } == "inbox")
  }

  @Test func resultsAreInSourceOrderAndRepeatable() {
    let text = (0..<50).map { "service S\($0) { availability: 101%, p50: 2s, p99: 1s }" }.joined(separator: "\n")
    let first = Program(text).run().diagnostics
    let second = Program(text).run().diagnostics
    #expect(first == second)
    #expect(first.count == 100)
    #expect(first.map(\.primary.span.start) == first.map(\.primary.span.start).sorted())
  }
}
