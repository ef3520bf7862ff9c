import ArchAnalysis
import ArchModel
import ArchReport
import ArchSyntax
import Testing

/// What a report says of limits whose figure cannot be computed, and of what is told once or not at all.
@Suite struct CertainMissTests {
  private func read(_ text: String, _ change: (inout ReportOptions, Model) -> Void = { _, _ in }) -> ReadReport {
    let model = compile([parse(SourceFile(path: "quay.arch", text: text))]).model
    var options = ReportOptions(revision: "0123456789ab")
    change(&options, model)
    return ReadReport(Report.markdown(model, options: options))
  }

  private func row(_ read: ReadReport, _ section: String, _ start: String) -> [String] {
    read.section(section).first { $0.hasPrefix("| " + start) }.map(ReadReport.cells) ?? []
  }

  private func check(_ findings: [ReportFinding]) -> ReportCheck {
    ReportCheck(findings: findings, ruleCounts: ["reliability": 17, "scalability": 4])
  }

  private func finding(
    _ id: String, _ principle: String, on name: String, in model: Model, _ message: String
  ) -> ReportFinding {
    let element =
      model.components.first { model.name($0) == name }
      ?? model.flows.map(\.element).first { model.name($0) == name }
    return ReportFinding(
      id: id, name: "\(id)-name", principle: principle, severity: .error, message: message,
      span: Span(FileID(0), 0..<0), element: element, restatesFigure: ["SCA001", "PER001", "REL009"].contains(id),
      key: "\(id) \(name)")
  }

  // MARK: Limits that are missed without a figure

  @Test func aPartThatCannotTakeItsLoadMissesTheLimit() {
    let text = """
      client Ship
      service Crane { replicas: 1, capacity: 10/s, p50: 5ms, p99: 20ms }
      Ship -> Crane
      flow Lift { rate: 4/s peak 25/s, Ship -> Crane }
      requirement Q1 "Quick" { priority: must, verify: Lift.p99 < 1s at peak }
      requirement Q2 "Either" { verify: Lift.p99 < 1s at peak or Lift.rate < 9/s }
      """
    let read = read(text)
    #expect(row(read, "## Summary", "Q1").last?.hasPrefix("✘ Crane is at 250% of its capacity") == true)
    #expect(row(read, "### Requirements Analysis", "[Q1]").last?.contains("✘ Crane is at 250%") == true)
    let risk = row(read, "## Risk Register", "Q1: Lift.p99 at peak: Crane is at 250%")
    #expect(Array(risk.dropFirst().prefix(2)) == ["holds today", "critical"])
    #expect(row(read, "## Summary", "Q1").dropFirst(2).first == "**without end**")
    #expect(
      row(read, "### Requirements Analysis", "[Q2]").last?.hasPrefix("✔ **Lift.p99 at peak without end**") == true)
  }

  @Test func somethingElseMayAnswerPastAFullPart() {
    let read = read(
      """
      client Ship
      service Crane { replicas: 1, capacity: 10/s, p50: 5ms, p99: 20ms }
      service Ramp { replicas: 1, capacity: 90/s, p50: 5ms, p99: 20ms }
      Ship -> [Crane, Ramp]
      flow Lift { rate: 4/s peak 90/s
        alternative "heavy" { share: 50%, Ship -> Crane }
        alternative "light" { share: 50%, Ship -> Ramp }
      }
      requirement Q1 "Quick" { verify: Lift.p50 < 1s at peak }
      """)
    #expect(row(read, "## Summary", "Q1").last?.hasPrefix("?") == true)
  }

  @Test func aRequirementMissesWhatItsObjectiveMisses() {
    let text = """
      client Ship
      service Crane { replicas: 1, availability: 98% }
      service Belt
      Ship -> Crane -> Belt
      flow Lift { rate: 1/s peak 2/s, objective { availability: 99.5% }, Ship -> Crane -> Belt }
      requirement Q1 "There" { priority: must, verify: Lift.availability > 99.9% at peak }
      requirement Q2 "Mostly there" { verify: Lift.availability > 90% }
      """
    let read = read(text) { options, model in
      options.check = check([
        finding("REL009", "reliability", on: "Lift", in: model, "`Lift` is available at most 98% of the time")
      ])
    }
    #expect(row(read, "## Summary", "Q1").last == "✘ `Lift` is available at most 98% of the time (REL009)")
    #expect(row(read, "## Summary", "Q2").last?.hasPrefix("?") == true)
    let told = read.section("## Risk Register").filter { $0.contains("at most 98%") }
    #expect(told.count == 1)
    #expect(told.first?.contains("| critical") == true)
    #expect(!read.section("## Open Questions").contains { $0.contains("Lift.availability at peak") })
  }

  @Test func whatIsNotToBeBuiltIsNoRisk() {
    let read = read(
      """
      client Ship
      service Crane { replicas: 1 }
      Ship -> Crane
      flow Lift { rate: 1/s, Ship -> Crane }
      requirement Q1 "Lifts without a crane" { priority: wont, verify: Lift.available when Crane fails }
      """)
    #expect(row(read, "## Summary", "Q1").last == "✘ not to be met, as agreed (`wont`)")
    #expect(!read.section("## Risk Register").contains { $0.contains("Q1") })
  }

  @Test func aMonthlyFlowDoesNotPassTheLoad() {
    let text = """
      constraints { load: 2/s }
      client Ship
      service Crane
      job Tally { schedule: every 30d, -> Crane }
      Ship -> Crane
      flow Lift { rate: 2/s, Ship -> Crane }
      flow Count { rate: 1/mo, Tally -> Crane }
      """
    #expect(row(read(text), "## Summary", "Load: rate").dropFirst(2).first?.hasPrefix("2/s") == true)
    #expect(row(read(text), "## Summary", "Load: rate").last == "✔")
    let more = text.replacing("rate: 1/mo", with: "rate: 1/min")
    #expect(row(read(more), "## Summary", "Load: rate").last == "✘")
  }

  // MARK: Risks told once

  @Test func poolsThatAreTooLargeAreOneRisk() {
    let text = """
      client Ship
      service Crane { replicas: 5, -> Log { pool: 30 } }
      database Log { replicas: 1, max-connections: 100 }
      Ship -> Crane
      """
    let alone = read(text)
    #expect(alone.section("## Risk Register").filter { $0.contains("connections") }.count == 1)
    let found = read(text) { options, model in
      options.check = check([
        finding("SCA004", "scalability", on: "Log", in: model, "callers of `Log` may open 150 connections")
      ])
    }
    let told = found.section("## Risk Register").filter { $0.contains("connections") }
    #expect(told.count == 1)
    #expect(told.first?.contains("SCA004") == true)
  }

  @Test func aLoadOfAtLeastSoMuchIsARisk() {
    let text = """
      client Ship
      external Port
      service Crane { replicas: 1, capacity: 10/s }
      [Ship, Port] -> Crane
      flow Lift { rate: 25/s, Ship -> Crane }
      """
    let read = read(text) { options, model in
      options.check = check([
        finding("SCA001", "scalability", on: "Crane", in: model, "`Crane` is asked for at least 250% of its capacity")
      ])
    }
    let risk = row(read, "## Risk Register", "`Crane` is asked for at least 250%")
    #expect(risk.dropFirst().first == "holds today")
    #expect(row(read, "## Qualities", "Scalability")[1] == "? `load` of Port")
  }

  // MARK: Failures, replicas, options, load, steps

  @Test func whatADeclaredFailureDoesBesidesIsTold() {
    let text = """
      client Ship
      service Crane
      service Belt
      Ship -> Crane
      Ship -> Belt -> Crane
      flow Lift { rate: 1/s, Ship -> Crane }
      flow Carry { rate: 1/s, Ship -> Belt -> Crane }
      failure Storm "Wind" { of: Crane, breaks: Lift, impact: "Ships wait" }
      """
    #expect(
      row(read(text), "### Failure Modes", "[Storm]")[1]
        == "Ships wait; breaks Lift ✔; computed besides: breaks Carry")
    let whole = text.replacing("breaks: Lift", with: "breaks: [Lift, Carry]")
    #expect(row(read(whole), "### Failure Modes", "[Storm]")[1] == "Ships wait; breaks Lift, Carry ✔")
  }

  @Test func aReplicaWhoseLossMovesNoLoadHasNoRow() {
    let read = read(
      """
      client Ship
      service Crane { capacity: 10/s total }
      service Belt { replicas: 3, capacity: 12/s }
      Ship -> Crane -> Belt
      flow Lift { rate: 30/s, Ship -> Crane -> Belt }
      """)
    let rows = read.section("### Capacity Planning")
    #expect(!rows.contains { $0.hasPrefix("| Crane, one replica lost") })
    #expect(rows.contains { $0.hasPrefix("| Belt, one replica lost") })
    #expect(!read.section("## Risk Register").contains { $0.contains("Crane") && $0.contains("one replica lost") })
  }

  @Test func anOptionThatCutsAFlowMendsNothingOfItsLoad() throws {
    let text = """
      client Ship
      service Crane { replicas: 1, capacity: 10/s }
      database Log { holds: pii }
      Ship -> Crane -> Log
      flow Lift { rate: 25/s, Ship -> Crane -> Log }
      decision D1 "How" { affects: Crane, option A "As it is", option B "Less" { remove Crane } }
      """
    let read = read(text) { options, model in
      let here = [
        finding("SCA001", "scalability", on: "Crane", in: model, "`Crane` is full"),
        finding("SEC004", "security", on: "Log", in: model, "`Log` is open"),
      ]
      options.check = check(here)
      options.alternatives = model.elements(of: .option).compactMap { option in
        let name = model.path(option)
        guard let variant = model.applying(VariantSelection(kinds: [.option], name: name)) else { return nil }
        return ReportAlternative(
          option: option, figures: Figures(variant), findings: model.name(option) == "A" ? here : [])
      }
    }
    let line = try #require(read.section("### Trade-offs").first { $0.hasPrefix("- Less") })
    #expect(line.contains("mends SEC004"))
    #expect(!line.contains("SCA001"))
    #expect(line.contains("takes away a part that Lift steps to"))
  }

  @Test func loadThatNobodyStatesIsThatOfTheFlows() {
    let text = """
      constraints { growth: 100%/year }
      client Ship
      service Crane
      Ship -> Crane
      flow Lift { rate: 10/s peak 30/s, Ship -> Crane }
      """
    let rows = read(text).section("### Capacity Planning").map(ReadReport.cells)
    let mean = rows.first { $0.first?.hasPrefix("Requests/sec, by the flows[^rate]") == true } ?? []
    #expect(Array(mean.dropFirst()) == ["10/s", "14.1/s", "20/s"])
    let peak = rows.first { $0.first?.hasPrefix("Requests/sec at peak, by the flows") == true } ?? []
    #expect(Array(peak.dropFirst()) == ["30/s", "42.4/s", "60/s"])
    let stated = read(text.replacing("growth:", with: "load: 12/s peak 40/s, growth:"))
    #expect(!stated.section("### Capacity Planning").contains { $0.contains("by the flows") })
  }

  @Test func aRemedyNamesAllPartsThatWantIt() {
    let text = "service A\nservice B\nservice C"
    let read = read(text) { options, model in
      options.check = check(
        ["A", "B", "C"].map { name in
          var found = finding("REL008", "reliability", on: name, in: model, "`\(name)` is one instance")
          found.help = name == "C" ? "do without it" : "run a second one"
          return found
        })
    }
    #expect(
      read.section("### Next Steps") == [
        "1. REL008 REL008-name (A, B): run a second one", "2. REL008 REL008-name (C): do without it",
      ])
  }

  @Test func whatIsDoneStandsLast() {
    let steps = read("service A\nnext \"Grease\" { done }\nnext \"Paint\" { owner: \"Harbour\", due: 2027-01-02 }")
      .section("### Next Steps")
    #expect(steps == ["1. Paint (Harbour, 2027-01-02)", "2. Grease (done)"])
  }
}
