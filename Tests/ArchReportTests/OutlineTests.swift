import ArchReport
import Testing

@Suite struct OutlineTests {
  static let sections = [
    "### Requirements Analysis", "### Constraints", "### Architecture Overview", "### Components",
    "### Data Architecture", "### API Design", "### Trade-offs", "### Failure Modes", "### Capacity Planning",
    "### Security Considerations", "### Migration Plan", "### ADR", "### Next Steps",
  ]
  static let registers = [
    "## Findings", "## Risk Register", "## Accepted Risks", "## Escalations", "## Qualities", "## Error Budgets",
    "## Recovery", "## Data Inventory", "## Third Parties", "## Cost", "## Assumptions", "## Open Questions",
  ]

  @Test(arguments: ["", "service Shop", "system Shop \"A shop\" { }", "this is { no program ]", Programs.shop])
  func everyReportHasAllSectionsInOrder(program: String) {
    let headings = ReadReport(of: program).headings
    #expect(headings.count == 3 + Self.sections.count + Self.registers.count)
    #expect(Array(headings.dropFirst(3)) == Self.sections + Self.registers)
    #expect(headings.count == Set(headings).count)
    #expect(headings[1] == "## Summary")
    #expect(headings[2].hasPrefix("## Backend Architecture: "))
  }

  @Test(arguments: [0, 4, 5, 6, 7, 10, 11, 12])
  func anEmptySectionHasOneLineThatSaysHowToFillIt(section: Int) throws {
    let lines = ReadReport(of: "").section(Self.sections[section])
    #expect(lines.count == 1)
    #expect(try #require(lines.first).hasPrefix("Nothing declared; `"))
  }

  @Test func theTitleIsThatOfTheSystem() {
    let lines = ReadReport(
      of:
        "/// Sells things.\n/// Since 2001.\nsystem S \"A shop\" { owner: \"Sales\", version: v2, status: production }"
    ).lines
    #expect(
      lines.prefix(6) == [
        "# A shop", "", "Sells things.", "Since 2001.", "",
        "Owner Sales · version v2 · status production · revision `0123456789ab`",
      ])
  }

  @Test func withoutASystemTheFileGivesTheTitle() {
    let lines = ReadReport(of: "service A", options: ReportOptions()).lines
    #expect(lines.first == "# shop")
    #expect(lines.contains("? owner · ? version · ? status · ? revision"))
    #expect(lines.contains("? a `///` line above `system`: what it is for"))
  }

  @Test func theOverviewStandsInAFenceThatItCannotLeave() {
    let options = ReportOptions(
      overview: "A\n```\n# not a heading\n````\nB\n\n", overviewNote: "All *3*",
      drawings: [("all [1]", "out dir/a).svg"), ("text", "a.txt")])
    let section = ReadReport(of: "", options: options).lines
    let start = section.firstIndex(of: "`````")
    #expect(
      start.map { Array(section[$0..<($0 + 7)]) } == ["`````", "A", "```", "# not a heading", "````", "B", "`````"])
    #expect(section.contains("All \\*3\\*"))
    #expect(section.contains("Drawings: [all \\[1\\]](out%20dir/a%29.svg), [text](a.txt)."))
  }

  @Test func aReportAsTextHasNoLinks() {
    let options = ReportOptions(overview: "x", drawings: [("all", "a.svg")], revision: "1", isTextOnly: true)
    let text = report(Programs.shop, options: options)
    #expect(!text.contains("]("))
    #expect(!text.contains("]: shop"))
    #expect(text.contains("| Orders "))
  }

  @Test func linksPointAtTheLineOfTheName() {
    let lines = ReadReport(of: "// one\nservice Orders {\n  tech: Swift\n}\n").lines
    #expect(lines.contains("| [Orders]  | Swift      | ? `///` | ? `replicas`     | service |"))
    #expect(lines.last { !$0.isEmpty } == "[Orders]: shop.arch#L2")
    let moved = ReadReport(of: "service Orders", options: ReportOptions(sourcePaths: ["../src/a b.arch"])).lines
    #expect(moved.contains("[Orders]: ../src/a%20b.arch#L1"))
    let hidden = ReadReport(of: "service Orders", options: ReportOptions(sourcePaths: [""])).lines
    #expect(!hidden.contains { $0.contains("[Orders]") })
  }

  @Test func namesThatDifferInCaseHaveTargetsOfTheirOwn() {
    let lines = ReadReport(of: "service Orders\nservice orders").lines
    #expect(lines.contains("[Orders]: shop.arch#L1"))
    #expect(lines.contains("[orders 2]: shop.arch#L2"))
    #expect(lines.contains { $0.hasPrefix("| [orders][orders 2] ") })
  }

  /// Whatever is cut off a program, its report is whole.
  @Test func everyBeginningOfAProgramHasAWholeReport() {
    let bytes = Array(Programs.shop.utf8)
    for end in stride(from: 0, to: bytes.count, by: 29) {
      let text = report(String(decoding: bytes[..<end], as: UTF8.self))
      let read = ReadReport(text)
      #expect(Array(read.headings.dropFirst(3)) == Self.sections + Self.registers, "cut at \(end)")
      for table in read.tables {
        #expect(Set(table.map { ReadReport.cells($0).count }).count == 1, "cut at \(end)")
      }
    }
  }
}
