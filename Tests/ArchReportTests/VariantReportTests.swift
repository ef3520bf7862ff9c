import ArchAnalysis
import ArchModel
import ArchReport
import ArchSyntax
import Testing

/// What a report says of the program's variants: scenarios, options and phases.
@Suite struct VariantReportTests {
  private static let mill = """
    system Mill { language: 1, owner: "Millers" }
    constraints { load: 10/s peak 40/s, growth: 3%/month, budget: €500/month }
    client Baker
    service Stones {
      replicas: 2, capacity: 60/s, p50: 20ms assumed, p99: 90ms assumed, availability: 99.5%, cost: €80/month
      -> Silo { timeout: 500ms }
    }
    database Silo {
      replicas: 1, capacity: 900/s, p50: 3ms, p99: 12ms, availability: 99.5%, size: 30GB, cost: €60/month
    }
    Baker -> Stones { timeout: 2s }
    flow Grind { rate: 5/s peak 30/s, objective { p99: 400ms }, Baker -> Stones -> Silo }
    scenario Harvest { extend Grind { rate: 20/s peak 90/s } }
    requirement R1 "Quick in harvest" { verify: Grind.p99 < 900ms at peak under Harvest and cost < €400/month }
    decision D1 "Where the flour lies" {
      affects: Silo
      option Wood "As it is"
      option Steel "Two of steel" { extend Silo { replicas: 2, failover: automatic 30s } }
    }
    migration {
      phase Left { adds: Silo, cost: €3k }
      phase Right { extend Stones { replicas: 4 } }
      phase Whole { after: [Left, Right], changes: Stones, rollback: "Sell the steel" }
    }
    """

  private func report(_ change: (inout ReportOptions, Model) -> Void = { _, _ in }) -> ReadReport {
    let model = compile([parse(SourceFile(path: "mill.arch", text: Self.mill))]).model
    var options = ReportOptions(revision: "0123456789ab")
    change(&options, model)
    return ReadReport(Report.markdown(model, options: options))
  }

  private func named(_ name: String, _ kind: Kind, in model: Model) throws -> ElementID {
    try #require(model.elements(of: kind).first { model.name($0) == name })
  }

  private func finding(_ id: String, _ severity: Severity = .error, on key: String) -> ReportFinding {
    ReportFinding(
      id: id, name: "\(id)-name", principle: "reliability", severity: severity, message: "`\(key)` is wrong",
      span: Span(FileID(0), 0..<0), key: key)
  }

  private func figures(_ model: Model, _ kind: Kind, _ path: String) throws -> Figures {
    Figures(try #require(model.applying(VariantSelection(kinds: [kind], name: path))))
  }

  // MARK: Scenarios

  @Test func aFigureUnderAScenarioHasItsOwnFootnote() {
    let read = report()
    let row = read.section("## Summary").first { $0.hasPrefix("| R1 Grind.p99 at peak under Harvest") }
    #expect(row?.contains("†[^Grind.p99-at-peak-under-Harvest]") ?? false)
    let note = read.lines.first { $0.hasPrefix("[^Grind.p99-at-peak-under-Harvest]: ") }
    // 90/s on two replicas of 60/s are waited for, which 30/s are not; the lines are those of the program.
    #expect(note?.contains("Stones wait") ?? false)
    #expect(note?.contains("Lines 5, ") ?? false)
  }

  @Test func aRequirementShowsAllItsFigures() {
    let row = report().section("### Requirements Analysis").first { $0.hasPrefix("| [R1]") }
    #expect(row?.contains(" under Harvest, €220/month[^cost]") ?? false)
  }

  // MARK: Options

  @Test func optionsStandBesideTheProgramAsItIs() throws {
    let read = try reportOfOptions()
    let table = read.section("### Trade-offs").filter { $0.hasPrefix("|") }.map(ReadReport.cells)
    let head = try #require(table.first { $0[0] == "D1, computed" })
    #expect(head[1] == "Grind.p99 at peak[^D1-Grind.p99]")
    #expect(head.dropFirst(4) == ["Cost[^D1-cost]", "Errors", "Warnings"])
    let base = try #require(table.first { $0[0] == "*as it stands*" })
    let steel = try #require(table.first { $0[0] == "Two of steel" })
    #expect(base[4...] == ["€220/month", "2", "none"])
    #expect(steel[4...] == ["€280/month", "1", "1"])
  }

  @Test func anOptionSaysWhatItBringsAndMends() throws {
    let read = try reportOfOptions()
    #expect(
      read.section("### Trade-offs").contains(
        "- Two of steel brings REL002 REL002-name: `Silo` is wrong; mends REL001 REL001-name"))
    let note = read.lines.first { $0.hasPrefix("[^D1-cost]: ") }
    #expect(
      note?.hasPrefix("[^D1-cost]: as it stands: lines 5, 9; Two of steel: lines 5, 18, 9") ?? false, "\(note ?? "")")
  }

  private func reportOfOptions() throws -> ReadReport {
    let model = compile([parse(SourceFile(path: "mill.arch", text: Self.mill))]).model
    let steel = try named("Steel", .option, in: model)
    let figures = try figures(model, .option, "D1.Steel")
    return report { options, _ in
      options.check = ReportCheck(
        findings: [finding("REL001", on: "Silo"), finding("REL003", on: "Stones")], ruleCounts: ["reliability": 3])
      options.alternatives = [
        ReportAlternative(
          option: steel, figures: figures,
          findings: [finding("REL003", on: "Stones"), finding("REL002", .warning, on: "Silo")])
      ]
    }
  }

  // MARK: Phases

  @Test func aPhaseShowsWhatItChangesAndCosts() throws {
    let model = compile([parse(SourceFile(path: "mill.arch", text: Self.mill))]).model
    let left = try named("Left", .phase, in: model)
    let whole = try named("Whole", .phase, in: model)
    let start = Figures(try #require(model.applying(.beforeMigration)))
    let afterLeft = try figures(model, .phase, "Left")
    let afterWhole = try figures(model, .phase, "Whole")
    let read = report { options, _ in
      options.check = ReportCheck(findings: [], ruleCounts: ["reliability": 3])
      options.phases = [
        ReportPhase(
          phase: left, figures: afterLeft, before: start, newFindings: [finding("REL001", on: "Silo")],
          failed: ["R1", "budget"], newlyFailed: ["R1"]),
        ReportPhase(phase: whole, figures: afterWhole, before: afterLeft, newFindings: [], failed: []),
      ]
    }
    let rows = read.section("### Migration Plan").filter { $0.hasPrefix("| [") }.map(ReadReport.cells)
    #expect(
      rows.first == [
        "[Left]", "adds Silo; changes Grind; 1 new relation", "€220/month (+€60/month)", "€3k", "REL001 (error)",
        "**R1**, budget", "? `rollback`",
      ])
    #expect(
      rows.last == ["[Whole]", "changes Stones", "€380/month (+€160/month)", "–", "none", "–", "Sell the steel"])
    #expect(
      read.section("### Migration Plan").last?.hasSuffix(
        "Left and Right come after no other phase: each stands on the start alone, until a phase comes after them together."
      ) ?? false)
  }

  @Test func phasesStandInTheOrderInWhichTheyAreLaidOn() {
    let read = ReadReport(
      of: "service A\nmigration { phase Z { after: [X, Y] }\nphase X\nphase Q\nphase Y { after: X } }")
    #expect(
      read.section("### Migration Plan").filter { $0.first?.isNumber ?? false }.map { $0.prefix(4) } == [
        "1. X", "2. Y", "3. Z", "4. Q",
      ])
  }
}

/// What is told once, and what is not told where nothing is behind it.
@Suite struct ReportHonestyTests {
  @Test func aRequirementAndAnObjectiveOnTheSameAreOneRisk() {
    let read = ReadReport(
      of: """
        client A
        service B { replicas: 1, capacity: 50/s, p50: 30ms, p99: 200ms, cost: $40/month }
        A -> B
        flow F { rate: 1/s peak 9/s, objective { p99: 100ms }, A -> B }
        requirement R { verify: F.p99 <= 100ms at peak }
        """)
    let risks = read.section("## Risk Register").filter { $0.contains("misses its limit") }
    #expect(risks.count == 1)
    #expect(risks.first?.hasPrefix("| R: F.p99 at peak misses its limit") ?? false)
  }

  @Test func anAllowThatSilencesNothingAcceptsNothing() {
    let model = compile([
      parse(SourceFile(path: "a.arch", text: "service A\nallow no-backup \"why not\" { owner: \"Ops\" }"))
    ]).model
    var options = ReportOptions(revision: "0123456789ab")
    options.check = ReportCheck(findings: [], ruleCounts: ["data": 1])
    let read = ReadReport(Report.markdown(model, options: options))
    #expect(read.section("## Accepted Risks").last?.contains("| nothing: no such finding |") ?? false)
    #expect(!read.section("## Risk Register").contains { $0.contains("why not") })
  }

  @Test func whatGrowsUnknownIsNotSaidToStay() {
    let read = ReadReport(
      of: "storage Attic { size: 5TB, cost: $0.02/GB/month }\nservice B { replicas: 2, cost: $40/month }")
    let cost = read.section("## Summary").first { $0.hasPrefix("**Cost**") } ?? ""
    #expect(!cost.contains("nothing priced grows"), "\(cost)")
    #expect(cost.contains(" without Attic"))
    #expect(read.section("## Open Questions").contains { $0.contains("`copies` of Attic: decides the cost") })
  }

  @Test func anObjectiveThatCannotBeJudgedIsNotSaidToBeMissing() {
    let read = ReadReport(of: "client A\nservice B\nA -> B\nflow F { objective { availability: 99.9% }, A -> B }")
    #expect(
      read.section("## Error Budgets").last.map(ReadReport.cells)?.suffix(2) == ["?", "?"])
  }

  @Test func whatIsOpenForAVerdictIsAnOpenQuestion() {
    let read = ReadReport(
      of: """
        client A
        service B { p50: 2ms, p99: 9ms, timeout: 1s, ~> Q }
        stream Q { p50: 1ms, p99: 4ms }
        worker W { p50: 1ms, p99: 4ms }
        A -> B
        Q ~> W
        flow F { rate: 1/s peak 2/s, objective { completion: 5s }, A -> B ~> Q ~> W }
        """)
    #expect(
      read.section("## Open Questions").contains { $0.contains("`capacity` of") && $0.contains("Q") },
      "\(read.section("## Open Questions"))")
  }

  @Test func theWorstFlowsComeFirst() {
    let read = ReadReport(
      of: """
        client C
        service A { replicas: 1, availability: 99.9% }
        service B { replicas: 1, availability: 98% }
        C -> [A, B]
        flow Good { C -> A }
        flow Bad { C -> B }
        """)
    let row = read.section("## Qualities").first { $0.hasPrefix("| Reliability") }
    #expect(row?.contains("Bad 98%; Good 99.9%; single instances that break a flow: A, B") ?? false, "\(row ?? "")")
  }

  @Test func eachComparisonHasItsOwnVerdict() {
    let read = ReadReport(
      of: """
        client C
        service A { replicas: 1, availability: 99.9%, cost: $40/month, timeout: 1s, -> D }
        database D { replicas: 1, availability: 99.9% }
        C -> A
        flow F { C -> A -> D }
        requirement R { verify: F.p99 < 1s and F.available when D fails and cost < $50/month }
        """)
    let rows = read.section("## Summary").filter { $0.hasPrefix("| R ") || $0.hasPrefix("| … ") }.map(ReadReport.cells)
    #expect(rows.map { $0[3].prefix(1) } == ["?", "✘", "?"], "\(rows)")
    #expect(rows[0][3].hasPrefix("? `p50` of A"), "\(rows[0])")
  }

  /// Of an availability it is the time out of order that is tried; what an SLA says is not called an assumption.
  @Test func whatTurnsAVerdictIsSaidAsItIsMeant() {
    let read = ReadReport(
      of: """
        client C
        external E { availability: 99.8% total sla }
        C -> E
        flow F { objective { availability: 99.85% }, C -> E }
        """)
    let row = read.section("## Summary").first { $0.hasPrefix("| F.availability") } ?? ""
    #expect(row.contains("; holds if E (SLA) is out half as long |"), "\(row)")
  }

  @Test func eventsAreContractsToo() {
    let read = ReadReport(
      of: """
        service A { ~> S "Sent" }
        stream S
        worker W
        S ~> W "Sent"
        event Sent "It was sent" { version: v2, schema: "sent.json" }
        """)
    #expect(
      read.section("### API Design").last.map(ReadReport.cells)
        == ["[Sent]", "It was sent", "v2", "sent.json", "A", "W"])
  }

  @Test func whatIsNotWantedNeedsNoProof() {
    let read = ReadReport(of: "service A\nrequirement N \"No\" { type: functional, priority: wont }")
    #expect(
      read.section("### Requirements Analysis").last.map(ReadReport.cells) == ["[N] No", "Functional", "Won't", "–"])
  }

  @Test func aNetworkIsNoPlace() {
    let read = ReadReport(
      of: """
        zone Inner { database A { holds: pii } }
        region Oslo { location: "Oslo", database B { holds: pii } }
        """)
    let places = read.section("## Data Inventory").filter { $0.hasPrefix("| ") }.map { ReadReport.cells($0)[3] }
    #expect(places.suffix(2) == ["zone Inner", "Oslo"])
  }
}
