import ArchModel
import ArchRules
import ArchSyntax
import Testing

@Suite struct ModelRuleTests {
  // MARK: MOD001

  @Test(arguments: [
    "queue Q { dead-letter: D }\nqueue D {}",
    "database D2 { backup: every 1h keep 1d to D }\nstorage D {}",
    "service A { -> Api { fallback: D } }\ncache D {}",
    "service A { -> Api { on-miss: D } }\ncache D {}",
    "queue Q { on: D }\nservice D {}",
    "monitor D { watches: [service] }",
    "gateway D { endpoint E \"GET /v1/x\" { to: Api } }",
    "service D { module M { -> Api } }",
    "service A { module D {}, -> Api }",
    "defaults { queue { dead-letter: D } }\nqueue D {}",
  ]) func referencesAndContainersCountAsUse(text: String) {
    let found = findings("MOD001", in: "client Web { -> Api }\nservice Api {}\n" + text)
    #expect(!found.contains { $0.message.contains("`D`") })
  }

  @Test func watchedPartsAreStillIsolated() {
    let text = "client Web { -> Api }\nservice Api {}\nservice Lone {}\nmonitor Watch { watches: [Lone] }"
    #expect(findings("MOD001", in: text).map(\.message) == ["nothing joins `Lone` to the rest"])
  }

  @Test func aModelWithoutRelationsIsAList() {
    #expect(findings("MOD001", in: "service A {}\nservice B {}").isEmpty)
  }

  // MARK: MOD002

  @Test func oneFindingForWhatHangsTogether() throws {
    let text = """
      client Web { -> Api }
      service Api {}
      service A { -> B }
      service B { -> [C, A] }
      service C {}
      """
    let found = findings("MOD002", in: text)
    #expect(found.map(\.message) == ["nothing ever reaches `A`"])
    #expect(found.first?.labels.count == 2)
  }

  @Test(arguments: [
    "job A { -> B }", "service A { schedule: every 1h, -> B }", "service A { public, -> B }",
    "service A { -> B }\nflow F { A -> B }", "service A { -> B }\nexternal X { -> A }", "worker A { -> Q, -> B }",
    "service A { -> B, endpoint E \"GET /v1/x\" { public } }",
  ]) func startsReach(text: String) {
    let base = "client Web { ~> Q }\nqueue Q {}\nservice B {}\n"
    #expect(findings("MOD002", in: base + text).isEmpty)
  }

  @Test func withoutAStartNothingIsSaid() {
    #expect(findings("MOD002", in: "service A { -> B }\nservice B {}").isEmpty)
  }

  // MARK: MOD003

  @Test(arguments: [
    "service A { p50: 90ms, p99: 18ms }", "service A { p95: 90ms, p999: 18ms, p50: 1ms }",
    "service A { availability: 101% }", "cache A { hit-rate: 120% }", "service A { p50: -5ms }",
    "service A { common-cause: 200% }", "constraints { load: 3k/s peak 1k/s }", "client A { load: 3/s peak 1/s }",
    "flow F { rate: 3/s peak 1/s }", "flow F { objective { p50: 2s, p99: 1s } }", "stream A { partitions: 0 }",
    "service A { quorum: 4 of 3 }", "defaults { service { p50: 2s, p99: 1s } }",
    "defaults { service { availability: 101% } }\nservice A {}", "database A { backup: every 1d keep 1h }",
    "client A { -> B { share: 110% } }\nservice B {}",
    "defaults { tech PostgreSQL { p99: 1ms } }\ndatabase A { tech: PostgreSQL 16, p50: 5ms }",
  ]) func findsImpossibleValues(text: String) {
    let found = modelFindings(text)
    #expect(found.map(\.id) == ["MOD003"], "\(found)")
    #expect(found.map(\.severity) == [.error])
  }

  @Test(arguments: [
    "service A { p50: 18ms, p90: 18ms, p99: 90ms, availability: 100% }", "database A { growth: -2%/month }",
    "service A { p50: 200ms inclusive, p99: 90ms }", "service A { autoscale: cpu 150% }",
    "service A { replicas: 0..4 }",
    "service A { quorum: 2 of 3 }", "constraints { load: 3k/s peak 3k/s }", "database A { backup: every 1h keep 30d }",
    "client A { -> B { timeout: 10ms } }\nservice B { p50: 10ms, p99: 90ms }",
    "client A { ~> B { timeout: 1ms } }\nqueue B { p50: 10ms }",
  ]) func leavesPossibleValues(text: String) {
    #expect(modelFindings(text) == [])
  }

  /// A finding that half more or less of an assumption would settle is no error.
  @Test func assumptionsMakeWarnings() {
    let close = "service A { p50: 100ms assumed, p99: 90ms }"
    #expect(modelFindings(close).map(\.severity) == [.warning])
    let far = "service A { p50: 900ms assumed, p99: 90ms }"
    #expect(modelFindings(far).map(\.severity) == [.error])
    let timeout = "client A { -> B { timeout: 30ms } }\nservice B { p50: 50ms assumed }"
    #expect(modelFindings(timeout).map(\.severity) == [.warning])
  }

  @Test func pointsAtTheNameAndShowsBothFigures() throws {
    let program = Program("service Orders { replicas: 3, p50: 90ms, p99: 18ms }")
    let finding = try #require(program.run().diagnostics.first)
    #expect(program.text(finding.primary.span) == "Orders")
    #expect(finding.labels.map { program.text($0.span) } == ["p50: 90ms", "p99: 18ms"])
    #expect(finding.message == "`Orders` has a `p50` of 90ms above its `p99` of 18ms")
  }

  @Test func aStatementWithAListIsOneCause() {
    let text = "client A { -> [B, C] { share: 110% } }\nservice B {}\nservice C {}"
    #expect(modelFindings(text).count == 1)
  }

  // MARK: MOD004 and MOD005

  @Test func anAllowOfARuleThatDidNotRunIsNotStale() {
    let text = "client Web { -> Api }\nservice Api { allow isolated-component \"why\" }"
    #expect(modelFindings(text) == [])
    #expect(Program(text).run(RuleSelection(strict: true)).diagnostics.map(\.id).contains("MOD004"))
  }

  @Test func silenceBehindAnErrorIsNotStale() {
    let text = "client Web { -> Api, -> Nowhere }\nservice Api { allow impossible-value \"why\" }"
    #expect(modelFindings(text) == [])
  }

  @Test func staleAllowsAreDeleted() throws {
    let text = """
      client Web { -> Api }
      service Api {
        p50: 1ms
        allow impossible-value "why" { until: 2030-01-01 }
      }

      """
    let program = Program(text)
    let finding = try #require(program.run().diagnostics.first)
    #expect(finding.id == "MOD004")
    #expect(program.text(finding.primary.span) == "Api")
    let edit = try #require(finding.fix?.edits.first)
    #expect(program.text(edit.span) == "  allow impossible-value \"why\" { until: 2030-01-01 }\n")
  }

  @Test(arguments: [
    ("service Api { p50: 1ms, allow MOD003 \"why\" }", ", allow MOD003 \"why\""),
    ("service Api { allow MOD003 \"why\", p50: 1ms }", "allow MOD003 \"why\", "),
    ("service Api { allow MOD003 \"why\" }", " allow MOD003 \"why\""),
    ("allow MOD003 \"why\"\nservice Api {}", "allow MOD003 \"why\"\n"),
  ]) func deletionTakesOneSeparator(text: String, removed: String) throws {
    let program = Program(text)
    let edit = try #require(program.run().diagnostics.first?.fix?.edits.first)
    #expect(program.text(edit.span) == removed)
    #expect(edit.text.isEmpty)
  }

  @Test func unknownRuleNamesGetASuggestion() throws {
    let program = Program("service Api { allow imposible-value \"why\" }")
    let finding = try #require(program.run().diagnostics.first)
    #expect(finding.id == "MOD004")
    #expect(finding.message == "no rule is called `imposible-value`")
    #expect(program.text(finding.primary.span) == "imposible-value")
    #expect(finding.fix?.edits.map(\.text) == ["impossible-value"])
  }

  @Test func expiredAllowsReadAsDesigned() throws {
    let text = """
      service Legacy {
        p50: 20ms, p99: 10ms
        allow impossible-value "Cannot say" { until: 2026-11-11, owner: "Sales" }
      }
      """
    let program = Program(text)
    let found = program.run().diagnostics
    #expect(found.map(\.id) == ["MOD003", "MOD005"])
    let finding = try #require(found.last)
    #expect(finding.severity == .warning)
    #expect(
      program.rendered(finding) == """
        warning[MOD005 expired-allow]: an `allow` of `Legacy` ended 12 days ago
          --> main.arch:1:9
         1 | service Legacy {
           |         ^^^^^^ impossible-value counts here again
         3 |   allow impossible-value "Cannot say" { until: 2026-11-11, owner: "Sales" }
           |                                         ----------------- ended
         note: an error from 2026-12-12
         help: agree a new date with Sales, or correct the figure and delete line 3

        """)
  }

  @Test func expiryBecomesAnErrorAfterThirtyDays() throws {
    let program = Program("service A { p50: 2s, p99: 1s, allow MOD003 \"why\" { until: 2026-11-11 } }")
    func severity(_ day: Int32) -> Severity? {
      program.run(today: day).diagnostics.first { $0.id == "MOD005" }?.severity
    }
    let until = try #require(CalendarDate.days(year: 2026, month: 11, day: 11))
    #expect(severity(until) == nil)
    #expect(severity(until + 1) == .warning)
    #expect(severity(until + 30) == .warning)
    #expect(severity(until + 31) == .error)
  }

  @Test func anExpiredAllowThatCoversNothingIsStaleOnly() {
    let program = Program("service A { allow MOD003 \"why\" { until: 2026-11-11 } }")
    #expect(program.run().diagnostics.map(\.id) == ["MOD004"])
  }

  // MARK: MOD009

  @Test(arguments: [
    "service Api { -> B }\n// file: b.arch\nservice B {}",
    "service Api {}\n// file: b.arch\nservice B { -> Api }",
    "service Api {}\n// file: b.arch\nextend Api { replicas: 2 }",
    "service Api {}\n// file: b.arch\ndefaults { #core { replicas: 2 } }\nservice Other #core",
    "service Api {}\n// file: b.arch\nimport \"c.arch\"\n// file: c.arch\nrequirement R \"Text\" { priority: wont }",
    "service Api { tech: PostgreSQL }\n// file: b.arch\ndefaults { tech PostgreSQL { replicas: 2 } }",
    "// file: b.arch\nclient Web { -> Api }\nservice Api {}",
  ]) func importsThatAreUsed(text: String) {
    #expect(findings("MOD009", in: "import \"b.arch\"\n" + text).isEmpty)
  }

  @Test func standardModulesCountWhereTheirDefaultsApply() {
    #expect(findings("MOD009", in: "import \"std/typical\"\nservice Api {}").isEmpty)
    let module = "import \"b.arch\"\nactor Clerk {}\n// file: b.arch\ndefaults { service { replicas: 2 } }"
    #expect(findings("MOD009", in: module).count == 1)
  }

  @Test func unusedImportsAreDeleted() throws {
    let program = Program("import \"b.arch\"\nservice Api {}\n// file: b.arch\nservice B {}\n")
    let finding = try #require(program.run(RuleSelection(select: ["MOD009"])).diagnostics.first)
    #expect(program.text(finding.primary.span) == "\"b.arch\"")
    #expect(finding.fix?.edits.map { program.text($0.span) } == ["import \"b.arch\"\n"])
  }

  // MARK: MOD010 and MOD011

  @Test func coverageIsOneNote() throws {
    let text = "system S {}\nclient W { -> [A, B] }\nservice A {}\nservice B { p50: 1ms }\nflow F { W -> A }\n"
    let found = findings("MOD010", in: text)
    #expect(found.count == 1)
    let finding = try #require(found.first)
    #expect(finding.severity == .info)
    #expect(finding.message == "6 of 6 figures that results rest on are not stated")
    #expect(
      finding.note
        == """
        missing: `capacity` of 1 component, `p50` of 1 component, `p99` of 1 component, `availability` of 1 component, \
        `cost` of 1 component and `rate` of 1 flow
        """)
  }

  @Test(arguments: [
    ("view V { include: [queue] }", true), ("view V { include: [service] }", false), ("view V {}", false),
    ("view V { exclude: [client, service] }", true), ("view V { focus: Empty }", true), ("view V { focus: A }", false),
    ("view V { include: Inner, exclude: [A] }", true),
  ]) func viewsThatShowNothing(text: String, isEmpty: Bool) {
    let base = "client W { -> A }\nzone Inner { service A {} }\nzone Empty {}\n"
    #expect(findings("MOD011", in: base + text).isEmpty == !isEmpty)
  }

  // MARK: PAT006

  @Test func aPatternsNeverNamesItsTitle() throws {
    let rule = try #require(RuleSet.all.find("PAT006"))
    let program = Program(rule.bad[0])
    let finding = try #require(program.run().diagnostics.first)
    #expect(program.text(finding.primary.span) == "Sales")
    #expect(finding.labels.map { program.text($0.span) } == ["query -> write", "Reports -> Ledger"])
    #expect(finding.labels.first?.text == "Queries never touch the write store")
  }
}
