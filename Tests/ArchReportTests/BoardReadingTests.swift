import ArchAnalysis
import ArchModel
import ArchReport
import ArchSyntax
import Testing

/// Sentences of a report that a board would take for true: each is, and no two sections contradict each other.
@Suite struct BoardReadingTests {
  private func read(_ text: String, _ change: (inout ReportOptions, Model) -> Void = { _, _ in }) -> ReadReport {
    let model = compile([parse(SourceFile(path: "yard.arch", text: text))]).model
    var options = ReportOptions(revision: "0123456789ab")
    change(&options, model)
    return ReadReport(Report.markdown(model, options: options))
  }

  private func row(_ read: ReadReport, _ section: String, _ start: String) -> [String] {
    read.section(section).first { $0.hasPrefix("| " + start) }.map(ReadReport.cells) ?? []
  }

  private func finding(
    _ id: String, _ principle: String = "reliability", on name: String = "", in model: Model? = nil,
    message: String = "it is so", at span: Span = Span(FileID(0), 0..<0)
  ) -> ReportFinding {
    ReportFinding(
      id: id, name: "\(id)-name", principle: principle, severity: .error, message: message, span: span,
      element: model?.components.first { model?.name($0) == name }
        ?? model?.flows.map(\.element).first { _ in !name.isEmpty },
      restatesFigure: id == "REL009", key: "\(id) \(name)")
  }

  // MARK: Findings

  @Test func findingsOfAQualityAreNotCountedAsRules() {
    let read = read("service A") { options, _ in
      options.check = ReportCheck(
        findings: ["a", "b", "c"].map { self.finding("REL001", on: $0) }, ruleCounts: ["reliability": 17])
    }
    #expect(row(read, "## Qualities", "Reliability")[2] == "3 findings of 17 rules: REL001")
  }

  @Test func anAllowThatHasEndedIsNotSaidToHaveNothingToSilence() {
    let text = "allow no-backup \"Later\" { until: 2026-06-30 }\ndatabase Silo"
    let ended = read(text) { options, _ in
      options.check = ReportCheck(
        findings: [self.finding("MOD005", "model", at: Span(FileID(0), 6..<15))], ruleCounts: ["model": 15])
    }
    #expect(row(ended, "## Accepted Risks", "[no-backup]")[2] == "nothing any more: it has ended (MOD005)")
    let stale = read(text) { options, _ in options.check = ReportCheck(findings: [], ruleCounts: ["model": 15]) }
    #expect(row(stale, "## Accepted Risks", "[no-backup]")[2] == "nothing: no such finding")
  }

  @Test func anObjectiveThatIsMissedAtBestIsNotSaidToBeOpen() {
    let text = """
      client Web
      service Crane { replicas: 1, availability: 98% }
      service Belt
      Web -> Crane -> Belt
      flow Lift { rate: 1/s, objective { availability: 99.5% }, Web -> Crane -> Belt }
      """
    let read = read(text) { options, model in
      options.check = ReportCheck(
        findings: [
          self.finding("REL009", on: "Lift", in: model, message: "`Lift` is available at most 98% of the time")
        ],
        ruleCounts: ["reliability": 17])
    }
    #expect(
      row(read, "## Summary", "Lift.availability").last == "✘ `Lift` is available at most 98% of the time (REL009)")
    let risks = read.section("## Risk Register")
    #expect(risks.contains { $0.contains("at most 98% of the time (REL009)") && $0.contains("holds today") })
    #expect(!risks.contains { $0.contains("cannot be judged") })
  }

  // MARK: Reliability

  @Test func aPrimaryThatNobodyReplacesIsNamed() {
    let text = """
      client Web
      service Desk { replicas: 2, -> Book { access: write } }
      database Book { replicas: 2, failover: manual }
      Web -> Desk
      flow Sign { rate: 1/s, Web -> Desk -> Book }
      """
    let read = read(text) { options, model in
      options.check = ReportCheck(
        findings: [self.finding("REL008", on: "Book", in: model)], ruleCounts: ["reliability": 17])
    }
    let evidence = row(read, "## Qualities", "Reliability")[1]
    #expect(evidence.contains("nobody takes over by itself from the primary of Book"))
    #expect(!evidence.contains("no single instance"))
  }

  @Test func nobodyIsAskedForReplicasOfARegion() {
    let read = read(
      """
      client Web
      region North { availability: 99.99%, service Desk { replicas: 3, availability: 99% } }
      Web -> Desk
      flow Sign { rate: 1/s, Web -> Desk }
      """)
    let evidence = row(read, "## Qualities", "Reliability")[1]
    #expect(!evidence.contains("`replicas` of North"))
    #expect(evidence.contains("a flow breaks with the whole of North"))
  }

  @Test func whatIsLostAtLeastDoesNotMeetAnObjective() {
    let text = """
      database Book { replicas: 1, backup: every 1d keep 30d to Shelf, restore: 2h, rpo: 24h, rto: 4h }
      storage Shelf { derived }
      """
    #expect(row(read(text), "## Recovery", "[Book]").last == "? RPO, ✔ RTO")
    let timed = text + "\nBook => Shelf { lag: 5min }"
    #expect(row(read(timed), "## Recovery", "[Book]").last == "✘ RPO, ✔ RTO")
  }

  @Test(arguments: [("none", "? `mitigation`"), ("Letters by post", "mitigated, as stated")])
  func aMitigationThatIsNoneIsNone(text: String, state: String) {
    let read = read("service A\nfailure Fire \"It burns\" { of: A, mitigation: \"\(text)\" }")
    #expect(row(read, "## Risk Register", "[Fire]").last == state)
  }

  // MARK: Load

  @Test func aBacklogGrowsAtTheMeanLoad() {
    let read = read(
      """
      client Web
      service Desk { ~> Post }
      queue Post { max-depth: 36k, ~> Writer }
      worker Writer { replicas: 1, capacity: 20/s }
      Web -> Desk
      flow Send { rate: 30/s peak 250/s, Web -> Desk ~> Post ~> Writer }
      """)
    #expect(
      read.section("### Capacity Planning").contains(
        "- Post: grows by 10/s[^Post.backlog] at the mean load, full in 1h"))
  }

  @Test func whatIsFullIsFullWithoutGrowthToo() {
    let read = read(
      "client Web\nservice Desk { replicas: 2, capacity: 10/s }\nWeb -> Desk\nflow F { rate: 25/s, Web -> Desk }")
    let rows = read.section("### Capacity Planning").filter { $0.hasPrefix("| [Desk]") || $0.hasPrefix("| Desk,") }
      .map(ReadReport.cells)
    #expect(rows.first == ["[Desk]", "**125%**", "? `growth`", "? `growth`", "**now**"])
    #expect(rows.dropFirst().first?.suffix(3) == ["? `growth`", "? `growth`", "**now**"])
  }

  @Test func messagesAloneAreNotFast() {
    let read = read(
      """
      external Meter { load: 5/s }
      stream Log { ~> Reader }
      worker Reader { replicas: 2, capacity: 20/s, p50: 10ms, p99: 30ms }
      Meter ~> Log
      flow Count { rate: 5/s, Meter ~> Log ~> Reader }
      """)
    #expect(row(read, "## Qualities", "Performance")[1] == "no flow has somebody wait for an answer")
    let party = row(read, "## Third Parties", "[Meter]")
    #expect(party[4] == "nobody; it calls Log")
    #expect(party[5] == "no requests of Count, which it starts")
  }

  @Test func aFallbackLetsAFlowGoOn() {
    let text = """
      client Web
      service Desk { replicas: 2, -> Maps { fallback: "a straight line" } }
      external Maps { availability: 99% }
      Web -> Desk
      flow Find { rate: 1/s, Web -> Desk -> Maps }
      """
    #expect(row(read(text), "## Third Parties", "[Maps]")[5] == "Find goes on without it")
    let needed = text.replacing("fallback: \"a straight line\"", with: "timeout: 1s")
    #expect(row(read(needed), "## Third Parties", "[Maps]")[5] == "breaks Find")
  }

  @Test func anInputIsSaidToDecideOnlyWhatItDecides() {
    let read = read(
      """
      client Web
      service Full { replicas: 1, capacity: 1/s, p50: 1ms, p99: 9ms }
      service Slow { p50: 5ms }
      Web -> [Full, Slow]
      flow A { rate: 5/s, objective { p99: 1s }, Web -> Full }
      flow B { objective { p99: 1s, p95: 1s }, Web -> Slow }
      requirement R { verify: B.p99 < 2s at peak }
      """)
    let step = read.section("### Next Steps").first { $0.contains("State ") } ?? ""
    #expect(!step.contains("A.p99"), "\(step)")
    #expect(step.split(separator: "B.p99 at peak", omittingEmptySubsequences: false).count == 2, "\(step)")
  }

  // MARK: Decisions

  private static let succession = """
    database Book { tech: PostgreSQL, cap: CP }
    decision D1 "One book" { status: accepted, affects: Book, rationale: "It is enough" }
    decision D2 "Two books" { status: accepted, affects: Book, supersedes: D1, rationale: "One burnt" }
    """

  @Test func whatAnAcceptedDecisionSupersedesIsAcceptedNoMore() {
    let read = read(Self.succession)
    #expect(
      read.section("## Summary").first == "**Decision sought**: none is proposed; D1 is superseded, D2 is accepted.")
    #expect(read.section("### ADR").contains("**Status**: Superseded by D2"))
    #expect(row(read, "### Data Architecture", "[Book]")[4] == "CP (D2)")
    #expect(row(read, "## Escalations", "Technology").suffix(2) == ["decided", "D1 (superseded), D2 (accepted)"])
  }

  @Test func whatIsOnlyProposedSupersedesNothingYet() throws {
    let text = Self.succession.replacing(
      "{ status: accepted, affects: Book, supersedes", with: "{ status: proposed, affects: Book, supersedes")
    let read = read(text)
    #expect(read.section("### ADR").contains("**Status**: Accepted, D2 would supersede it"))
    #expect(
      row(read, "## Escalations", "Technology").suffix(2) == ["**yes**", "D2 (proposed); decided: D1 (accepted)"])
    let model = compile([parse(SourceFile(path: "yard.arch", text: text))]).model
    let files = DecisionRecordFiles(model, existing: [], sourcePath: { _ in "" }, digest: { "\($0.utf8.count)" })
    let index = try #require(files.files.last?.text)
    #expect(index.contains("| One book  | accepted |"))
  }

  @Test func noDecisionTakesItsOwnPlace() {
    let read = read("decision D1 \"Round\" { status: accepted, supersedes: D1 }")
    #expect(read.section("## Summary").first == "**Decision sought**: none is proposed; D1 is accepted.")
  }

  @Test func whatWasRejectedIsNoReason() {
    let read = read(
      """
      database Book { tech: PostgreSQL, cap: CP }
      decision D1 "One book" { status: rejected, affects: Book, rationale: "It is enough" }
      """)
    #expect(row(read, "### Data Architecture", "[Book]")[4] == "CP")
    #expect(read.section("### Data Architecture").last?.contains("? a `decision` that `affects` it") ?? false)
    #expect(row(read, "## Escalations", "Technology").suffix(2) == ["decided", "D1 (rejected)"])
  }

  @Test func aContextOfSeveralParagraphsKeepsThemInItsRecord() throws {
    let text = "decision D1 \"Why\" {\n  context: \"Old.\\n\\nTwo reasons:\\n# age\\nand | cost.\"\n}"
    let model = compile([parse(SourceFile(path: "yard.arch", text: text))]).model
    let files = DecisionRecordFiles(model, existing: [], sourcePath: { _ in "" }, digest: { "\($0.utf8.count)" })
    let record = try #require(files.files.first?.text)
    #expect(record.contains("## Context and Problem Statement\n\nOld.\n\nTwo reasons:\n\\# age\nand \\| cost.\n"))
  }

  // MARK: Words

  @Test func optionsWithCommasAreToldApart() {
    let options = ["As it is", "Two copies, in step", "Three, and one far away"]
    let declared = options.enumerated().map { "option O\($0.offset) \"\($0.element)\"" }.joined(separator: "\n")
    let read = read("decision D1 \"Copies\" {\nstatus: proposed\n\(declared)\n}")
    #expect(
      read.section("## Summary").first?.hasSuffix(
        "choose between As it is; Two copies, in step; and Three, and one far away.") ?? false)
  }

  @Test func oneIsNotMany() {
    let read = read(
      """
      database Book { replicas: 2, read-replicas: 1, shards: 1, capacity: 10/s }
      service Desk { replicas: 1 }
      """)
    #expect(row(read, "### Components", "[Book]")[3] == "2, 1 shard, 1 read replica")
    #expect(
      read.section("### Capacity Planning").last == "1 of 2 components states a capacity; ? `capacity` of Desk.")
  }

  @Test func aPriceThatCannotBeWorkedOutIsNotSaidToBeMissing() {
    let lines = read("storage Attic { cost: $0.02/GB/month }").section("## Cost")
    #expect(lines.first == "No price that is stated can be worked out yet.")
    #expect(lines.contains { $0.hasPrefix("- Priced and not counted: Attic (? ") })
  }

  @Test func costAndCapacityLookAtTheSameMoments() {
    let read = read(
      """
      capacity { horizons: [3mo, 2y] }
      constraints { load: 1/s, growth: 1%/month }
      service Desk { replicas: 1, cost: $9/month }
      """)
    let moments = ["3 months", "6 months", "1 year", "2 years"]
    #expect(Array(row(read, "## Cost", "Part").suffix(4)) == moments)
    #expect(Array(row(read, "### Capacity Planning", "Resource").suffix(4)) == moments)
  }

  @Test func dataThatIsSentAndHeldNowhereIsInTheInventory() {
    let read = read(
      """
      asset Form { class: pii, owner: "Legal" }
      service Desk { -> Office { sends: [Form, health] } }
      external Office
      """)
    #expect(
      row(read, "## Data Inventory", "Form") == ["Form", "pii", "? `holds`", "–", "–", "–", "Office", "Legal"])
    #expect(row(read, "## Data Inventory", "health")[6] == "Office")
  }

  @Test func aReportOnAVariantSaysSo() {
    let text = "system Yard\nservice A\nscenario Rush { extend A { replicas: 2 } }"
    func control(_ variants: [VariantSelection]) -> String {
      read(text) { options, _ in options.variants = variants }.lines.first { $0.contains("revision") } ?? ""
    }
    #expect(control([]).hasSuffix("revision `0123456789ab`"))
    #expect(control([VariantSelection(kinds: [.scenario], name: "Rush")]).hasSuffix(" · **under scenario Rush**"))
    #expect(control([VariantSelection(kinds: [.phase], name: "P1")]).hasSuffix(" · **after phase P1**"))
    #expect(control([.beforeMigration]).hasSuffix(" · **before the first phase**"))
  }

  /// Two replicas without a stated share of common causes are at best as available as if they failed independently.
  @Test func whatIsAvailableAtBestIsOutAtLeastSoLong() {
    let read = read(
      """
      client Web { -> Desk }
      service Desk { replicas: 2, capacity: 5/s, availability: 99% }
      flow Ask { Web -> Desk, rate: 1/s, objective { availability: 99.9% } }
      flow Look { Web -> Desk, rate: 1/s, objective { availability: 99.999% } }
      """)
    #expect(row(read, "### Components", "[Desk]").contains { $0.hasPrefix("at best 99.99%") })
    #expect(row(read, "### Components", "[Desk]").contains("at least 4.38min"))
    #expect(row(read, "## Error Budgets", "[Ask]").suffix(2) == ["at least 4.38min", "at most 39.4min"])
    #expect(row(read, "## Error Budgets", "[Look]").suffix(2) == ["at least 4.38min", "**at least 3.94min too much**"])
  }
}
