import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// Phases one after the other, and requirements in between.
@Suite struct PhaseRuleTests {
  private func model(_ text: String, phase: String? = nil) -> Model {
    let files = [parse(SourceFile(path: "m.arch", text: text))]
    return compile(files, variants: phase.map { [VariantSelection(kinds: [.phase], name: $0)] } ?? []).model
  }

  private func names(_ model: Model) -> [String] { model.components.map { model.name($0) } }

  private let steps = """
    service A { replicas: 1 }
    service B
    service C
    migration {
      phase P3 "last" { after: P2, removes: B, adds: C, extend A { replicas: 3 } }
      phase P1 "first" { adds: B, service D, extend A { replicas: 2 } }
      phase P2 "middle" { after: P1, removes: A }
    }
    """

  /// A phase stands on those it comes after: their content is there, the later one wins, and what one adds another takes.
  @Test func phasesApplyOneAfterTheOther() throws {
    #expect(names(model(steps, phase: "start")) == ["A"])
    #expect(names(model(steps, phase: "P1")) == ["A", "B", "D"])
    #expect(names(model(steps, phase: "P2")) == ["B", "D"])
    #expect(names(model(steps, phase: "P3")) == ["C", "D"])
    #expect(names(model(steps)) == ["A", "B", "C"])
    let first = model(steps, phase: "P1")
    #expect(first.phasesInOrder.map { first.name($0) } == ["P1", "P2", "P3"])
    let two = steps.replacing(", removes: A", with: "")
    let last = model(two, phase: "P3")
    let a = try #require(last.components.first { last.name($0) == "A" })
    #expect(last.stated(.replicas, of: a).flatMap { last.replicas($0)?.upper } == 3)
    let compiled = compile(
      [parse(SourceFile(path: "m.arch", text: two))], variants: [VariantSelection(kinds: [.phase], name: "P3")])
    #expect(!compiled.hasErrors)
  }

  @Test func aPhaseMayBeCalledStart() {
    let text = "service A\nservice B\nmigration { phase start { adds: A }, phase P2 { adds: B, after: start } }"
    #expect(names(model(text, phase: "start")) == ["A"])
    #expect(names(model(text, phase: "P2")) == ["A", "B"])
  }

  @Test func circlesOfPhasesEnd() {
    let text = """
      service A
      service B
      migration { phase P1 { adds: A, after: P2 }, phase P2 { adds: B, after: P1 }, phase P3 { after: P3 } }
      """
    #expect(names(model(text, phase: "P1")) == ["A", "B"])
    #expect(names(model(text, phase: "P3")) == [])
    #expect(model(text).phasesInOrder.count == 3)
  }

  private func broken(_ text: String) -> [String] {
    Program(text).run(RuleSelection(select: ["MOD014"])).diagnostics.filter { $0.id == "MOD014" }.map(\.message)
  }

  private func program(_ limit: String, _ phases: String) -> String {
    """
    client Web { -> Api }
    service Api { p50: 10ms, p99: 60ms, timeout: 1s, -> Db }
    database Db { p50: 5ms, p99: 20ms, backup: every 1h }
    flow Buy { Web -> Api -> Db }
    requirement R1 "Quick" { verify: Buy.p99 < \(limit) }
    migration { \(phases) }
    """
  }

  @Test func onePerRequirementAtTheFirstPhase() {
    let slow = "phase P1 { extend Db { p50: 200ms, p99: 900ms } }, phase P2 { after: P1, extend Api { replicas: 2 } }"
    let found = broken(program("300ms", slow))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("after `P1` R1 fails: `Buy.p99`") == true, "\(found)")
  }

  @Test func whatFailedBeforeNoPhaseBreaks() {
    // The whole fails: that is MOD006's.
    #expect(broken(program("10ms", "phase P1 { extend Db { p50: 200ms, p99: 900ms } }")) == [])
    // Where a part that is read does not exist yet nothing is judged.
    #expect(broken(program("300ms", "phase P1 { adds: Db }, phase P2 { after: P1, adds: Api }")) == [])
  }

  @Test func mendedAndBrokenAgain() {
    let phases = """
      phase P1 { extend Db { p50: 200ms, p99: 900ms } }, phase P2 { after: P1, extend Db { p50: 5ms, p99: 20ms } },
      phase P3 { after: P2, extend Db { p50: 200ms, p99: 900ms } }
      """
    #expect(broken(program("300ms", phases)).count == 2)
  }

  private let slow = "extend Db { p50: 200ms, p99: 900ms }"
  private let quick = "extend Db { p50: 5ms, p99: 20ms }"

  /// Phases that do not stand on one another leave architectures of their own: each answers for itself.
  @Test func phasesAnswerForThemselves() {
    let each = broken(program("300ms", "phase Left { \(slow) }, phase Right { \(slow) }"))
    #expect(each.map { $0.prefix(16) } == ["after `Left` R1 ", "after `Right` R1"])
    // What one breaks the other has not mended by standing behind it in the file.
    let both = broken(
      program(
        "300ms",
        "phase Left { \(slow) }, phase Right { extend Api { replicas: 2 } }, phase Both { after: [Left, Right] }"))
    #expect(both.map { $0.prefix(13) } == ["after `Left` "])
    let again = broken(
      program("300ms", "phase Left { \(slow) }, phase Right { \(quick) }, phase Last { after: Right, \(slow) }"))
    #expect(again.map { $0.prefix(13) } == ["after `Left` ", "after `Last` "])
  }

  /// Two that are harmless alone may break a requirement together.
  @Test func togetherTheyBreakIt() {
    let phases = """
      phase Left { extend Api { p50: 60ms, p99: 220ms } }, phase Right { extend Db { p50: 60ms, p99: 220ms } },
      phase Both { after: [Left, Right] }
      """
    let found = broken(program("290ms", phases))
    #expect(found.count == 1 && found[0].hasPrefix("after `Left` and `Right` together"), "\(found)")
  }

  /// Phases that do not stand on one another: each is judged by itself, and all of them together.
  @Test func phasesSideBySide() {
    // What one breaks the other does not mend, and what stands on the first still has it: one finding.
    let one = """
      phase P1 { extend Db { p50: 200ms, p99: 900ms } }, phase P2 { extend Api { replicas: 2 } },
      phase P3 { after: P1, extend Api { replicas: 3 } }
      """
    #expect(broken(program("300ms", one)).count == 1)
    // Each breaks it by itself: two causes.
    let both = "phase P1 { extend Db { p99: 900ms } }, phase P2 { extend Api { p99: 900ms } }"
    #expect(broken(program("300ms", both)).count == 2)
    // Each holds, both together do not.
    let text = """
      service Api { replicas: 1, cost: $40/month }
      requirement R1 "Cheap" { verify: cost < $100/month }
      migration {
        phase P1 { service Left { replicas: 1, cost: $40/month } }
        phase P2 { service Right { replicas: 1, cost: $40/month } }
        phase P3 { after: P2, extend Right { cost: $45/month } }
      }
      """
    let found = broken(text)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("after `P1` and `P2` together R1 fails: `cost` is $120/month") == true, "\(found)")
    #expect(broken(text.replacing("phase P2 {", with: "phase P2 { after: P1,")).count == 1)
    #expect(broken(text.replacing("$100", with: "$140")) == [])
  }

  // MARK: Styles

  @Test func everyRuleOfAStyleExists() {
    for profile in StyleProfile.all {
      for choice in profile.wanted + profile.unwanted {
        #expect(RuleSet.all.find(choice.rule) != nil, "\(profile.style) \(choice.rule)")
        #expect(choice.why.hasSuffix("."))
      }
      #expect(Set(profile.wanted.map(\.rule)).isDisjoint(with: profile.unwanted.map(\.rule)))
      // What always runs needs no style to want it.
      for choice in profile.wanted { #expect(RuleSet.all.find(choice.rule)?.isDefault == false, "\(choice.rule)") }
    }
    #expect(
      StyleProfile.all.map(\.style) == ["microservices", "monolith", "modular-monolith", "serverless", "event-driven"])
  }

  @Test(arguments: StyleProfile.all.map(\.style)) func aStyleChoosesRules(style: String) throws {
    let profile = try #require(StyleProfile.all.first { $0.style == style })
    let text = "system S { style: \(style) }\nservice A { timeout: 1s }\n"
    let usual = Program(text).run(RuleSelection()).rules
    let strict = Program(text).run(RuleSelection(strict: true)).rules
    for choice in profile.wanted { #expect(usual.contains(choice.rule), "\(choice.rule)") }
    for choice in profile.unwanted {
      #expect(!strict.contains(choice.rule), "\(choice.rule)")
      #expect(Program(text).run(RuleSelection(select: [choice.rule])).rules.contains(choice.rule))
    }
    let ignored = Program(text).run(RuleSelection(ignore: ["MNT005"])).rules
    #expect(!ignored.contains("MNT005"))
    let plain = Program("service A { timeout: 1s }\n").run(RuleSelection()).rules
    #expect(!plain.contains("MNT005"))
  }

  @Test(arguments: ["microservices", "monolith", "modular-monolith", "serverless", "event-driven"])
  func conventionsOfAStyleCompile(style: String) {
    let program = Program(
      "import \"std/\(style)\"\nsystem S { style: \(style) }\nservice A { -> B, ~> C { idempotent } }\nservice B\nworker C\n"
    )
    #expect(program.compiled.isEmpty)
    let found = program.run(RuleSelection()).diagnostics
    #expect(found.isEmpty, "\(found.map(program.rendered))")
  }
}
