import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// Options, root causes and notes about what is unstated: what every rule may build on.
@Suite struct FrameworkTests {
  private static func rule(
    _ id: String, _ severity: Severity = .warning, options: [RuleOption] = [],
    check: @escaping @Sendable (RuleContext) -> [Finding]
  ) -> Rule {
    Rule(
      id, "rule-\(id.lowercased())", severity, isDefault: true, summary: "S.", why: "W.", fix: "F.", remedy: "r",
      sources: [], options: options, bad: [], good: [], check: check)
  }

  private static func services(_ context: RuleContext) -> [ElementID] { context.elements(of: [.service]) }

  private func run(_ text: String, _ rules: [Rule], _ selection: RuleSelection = RuleSelection()) -> RunResult {
    let program = Program(text)
    return RuleRunner.run(
      model: program.model, compiled: program.compiled, today: Program.today, selection: selection,
      rules: RuleSet(rules))
  }

  // MARK: Options

  private static let limited = rule("SCA002", options: [.threshold(0.7, .ratio, "How much is too much.")]) { context in
    [Finding(.program, "\(context.figure())", at: Span(FileID(0), 0..<1))]
  }

  @Test func optionsHaveDefaultsThatTheProgramAndTheRunSet() {
    #expect(run("service A", [Self.limited]).diagnostics.map(\.message) == ["0.7"])
    let set = "service A\nrule SCA002 { threshold: 80% }"
    #expect(run(set, [Self.limited]).diagnostics.map(\.message) == ["0.8"])
    #expect(
      run("service A\nrule rule-sca002 { threshold: 75% }", [Self.limited]).diagnostics.map(\.message) == ["0.75"])
    var options = RuleOptions()
    options["SCA002", .threshold] = Quantity(0.5, .ratio)
    #expect(run("service A", [Self.limited], RuleSelection(options: options)).diagnostics.map(\.message) == ["0.5"])
    #expect(run(set, [Self.limited], RuleSelection(options: options)).diagnostics.map(\.message) == ["0.8"])
  }

  @Test func anOptionOfAnotherDimensionSetsNothing() {
    #expect(run("rule SCA002 { threshold: 5s }", [Self.limited]).diagnostics.map(\.message) == ["0.7"])
  }

  // MARK: Root causes

  private static func marking(_ id: String) -> Rule {
    rule(id) { context in
      services(context).map { Finding(.element($0), "m", at: context.model.nameSpan($0)) }
    }
  }

  @Test func oneRootCauseIsReportedOnce() {
    let result = run("service A\nservice B", [Self.marking("SCA001"), Self.marking("SCA002")])
    #expect(result.diagnostics.map(\.id) == ["SCA001", "SCA001"])
    #expect(run("service A", [Self.marking("SCA002")]).diagnostics.map(\.id) == ["SCA002"])
  }

  @Test func causesMayBeNamed() {
    let chain = Self.rule("SEC006") { context in
      guard let last = Self.services(context).last else { return [] }
      return [Finding(.program, "m", at: context.model.nameSpan(last)).caused(by: [.element(last)])]
    }
    let result = run("service A\nservice B", [Self.marking("REL018"), chain])
    #expect(result.diagnostics.map(\.id) == ["REL018", "SEC006"])
  }

  @Test func whatIsAcceptedHidesTheSameCauseAndNoAllowIsStale() {
    let text = """
      service A { allow rule-sca001 "known", allow rule-sca002 "known" }
      """
    let rules = [Self.marking("SCA001"), Self.marking("SCA002")] + RuleSet.all.rules.filter { $0.id == "MOD004" }
    let result = run(text, rules)
    #expect(result.diagnostics == [])
    #expect(result.suppressed.map(\.finding.diagnostic.id) == ["SCA001"])
  }

  // MARK: Findings that become one

  private static func gathering(isGap: Bool, _ scope: Gathering.Scope = .kindAndFile) -> Rule {
    rule("SEC008") { context in
      context.elements(of: [.service, .queue]).map { element in
        Finding(.element(element), "one", at: context.model.nameSpan(element), label: "here")
          .gathered(Gathering(scope, isGap: isGap) { "\($0) of them" })
      }
    }
  }

  @Test func gatheredFindingsAreOneForEachKindAndFile() throws {
    let text = "service A\nservice B\nservice C\nservice D\nservice E\nqueue Q"
    let result = run(text, [Self.gathering(isGap: false)])
    #expect(result.diagnostics.map(\.message) == ["5 of them", "one"])
    #expect(result.diagnostics.first?.labels.count == 3)
    #expect(result.diagnostics.first?.note == "and 1 more")
    #expect(run(text, [Self.gathering(isGap: false, .model)]).diagnostics.map(\.message) == ["6 of them"])
  }

  @Test func anAllowTakesOneOutOfTheGathered() {
    let text = "service A { allow rule-sec008 \"why\" }\nservice B\nservice C"
    let result = run(text, [Self.gathering(isGap: false)])
    #expect(result.diagnostics.map(\.message) == ["2 of them"])
    #expect(result.suppressed.count == 1)
  }

  @Test func whatIsUnstatedIsInfoAndOnlyOnDemand() {
    let rules = [Self.gathering(isGap: true)]
    #expect(run("service A\nservice B", rules).diagnostics == [])
    #expect(run("service A\nservice B", rules, RuleSelection(strict: true)).diagnostics.map(\.severity) == [.info])
    #expect(run("service A", rules, RuleSelection(select: ["SEC008"])).diagnostics.map(\.message) == ["one"])
    let raised = run("service A\nrule SEC008 { severity: error }", rules)
    #expect(raised.diagnostics.map(\.severity) == [.info])
  }
}
