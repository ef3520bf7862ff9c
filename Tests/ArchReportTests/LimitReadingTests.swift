import ArchAnalysis
import ArchModel
import ArchReport
import ArchSyntax
import Testing

/// Limits, moments, sums of money and losses, as a report tells them.
@Suite struct LimitReadingTests {
  private func read(_ text: String, _ change: (inout ReportOptions, Model) -> Void = { _, _ in }) -> ReadReport {
    let model = compile([parse(SourceFile(path: "yard.arch", text: text))]).model
    var options = ReportOptions(revision: "0123456789ab")
    change(&options, model)
    return ReadReport(Report.markdown(model, options: options))
  }

  private func row(_ read: ReadReport, _ section: String, _ start: String) -> [String] {
    read.section(section).first { $0.hasPrefix("| " + start) }.map(ReadReport.cells) ?? []
  }

  @Test func limitsAreSpelledAsTheyAreWritten() {
    let text = """
      client Web
      service Crane { replicas: 1, capacity: 90/s, p50: 5ms, p99: 20ms }
      Web -> Crane
      flow Lift { rate: 1/s, objective { p99: 1500ms, p50: 120s }, Web -> Crane }
      requirement Q1 "Quick" { verify: Lift.p99 < 24h }
      constraints { budget: $18000/month }
      """
    let read = read(text)
    #expect(row(read, "## Summary", "Q1 Lift.p99").dropFirst().first == "< 24h")
    #expect(row(read, "## Summary", "Lift.p99").dropFirst().first == "≤ 1500ms")
    #expect(row(read, "## Summary", "Lift.p50").dropFirst().first == "≤ 120s")
    #expect(row(read, "## Summary", "Budget").dropFirst().first == "≤ $18000/month")
  }

  /// A limit that is passed in a year does not hold today.
  @Test func aLimitOfLaterIsNoRiskOfToday() {
    let text = """
      constraints { growth: 100%/y }
      client Web
      service Crane { replicas: 1, capacity: 10/s, p50: 5ms, p99: 20ms }
      Web -> Crane
      flow Lift { rate: 6/s, Web -> Crane }
      requirement Q1 "Quick" { verify: Lift.p99 < 24h at 1y }
      """
    let risk = row(read(text), "## Risk Register", "Q1: Lift.p99 at 1y: Crane is at 120%")
    #expect(Array(risk.dropFirst()) == ["in 1y", "high", "? `owner`", "in 1y", "open"])
  }

  @Test func otherCurrenciesAreNotHeldAgainstDollars() {
    let text = "service Crane { replicas: 1, cost: €2000/month }"
    let open = row(read(text), "## Escalations", "Cost above")
    #expect(open.prefix(2) == ["Cost above $1000/month", "?"])
    #expect(open.last?.hasPrefix("€2k/month, not compared: another currency") == true)
    let stated = read(text) { options, _ in
      options.check = ReportCheck(
        findings: [], ruleCounts: [:], costThreshold: Quantity(900, .moneyRate, currency: .euro))
    }
    #expect(
      row(stated, "## Escalations", "Cost above") == [
        "Cost above €900/month", "**yes**", "the system costs €2k/month",
      ])
  }

  @Test func whatCannotBeForeseenCostsAsToday() {
    let text = """
      service Crane { replicas: 1, cost: $20/month }
      database Log { replicas: 1, size: 100GB, cost: $1/GB/month }
      """
    let cost = read(text).section("## Summary").first { $0.hasPrefix("**Cost**") }
    #expect(cost?.contains("in a year: at least $120/month") == true)
    #expect(cost?.contains("with Log as today") == true)
  }

  /// What is full only when a replica is lost does not hold today; copies for reading are capacity.
  @Test func whatNeedsALossIsNotSaidToHoldToday() {
    let text = """
      constraints { growth: 2%/month }
      client Web
      service Crane { replicas: 2, capacity: 30/s }
      database Log { replicas: 2, read-replicas: 2, capacity: 90/s, write-capacity: 50/s }
      Web -> Crane
      Crane -> Log { access: read }
      flow Lift { rate: 50/s, Web -> Crane -> Log }
      """
    let read = read(text)
    #expect(row(read, "## Risk Register", "Crane: 83.3%").dropFirst().first == "at the next loss")
    let log = read.section("### Capacity Planning").filter { $0.hasPrefix("| [Log]") }.last.map(ReadReport.cells)
    #expect(log == ["[Log]", "2 and 2 to read", "90/s reads, 50/s writes", "360/s reads, 50/s writes"])
  }

  @Test func aPrimaryThatNobodyReplacesIsAFailureOfItsOwn() {
    let text = """
      client Web
      service Crane { replicas: 1 }
      database Log { replicas: 3, failover: manual, availability: 99% }
      Web -> Crane
      Crane -> Log { access: write }
      flow Lift { rate: 1/s, Web -> Crane -> Log }
      """
    let found = row(read(text), "### Failure Modes", "primary of [Log], derived")
    #expect(
      found.dropFirst().prefix(2) == [
        "breaks Lift, until somebody makes another replica the primary", "3 replicas, failover manual",
      ])
    let unknown = read(text.replacing(", availability: 99%", with: ""))
    #expect(row(unknown, "### Failure Modes", "primary of [Log], derived").last == "–")
    let automatic = read(text.replacing("manual", with: "automatic 30s"))
    #expect(row(automatic, "### Failure Modes", "primary of").isEmpty)
  }
}
