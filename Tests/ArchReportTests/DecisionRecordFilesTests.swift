import ArchModel
import ArchReport
import ArchSyntax
import Testing

@Suite struct DecisionRecordFilesTests {
  private typealias Existing = DecisionRecordFiles.Existing

  private func files(_ program: String, _ existing: [DecisionRecordFiles.Existing] = []) -> DecisionRecordFiles {
    let model = compile([parse(SourceFile(path: "shop.arch", text: program))]).model
    return DecisionRecordFiles(
      model, existing: existing, sourcePath: { _ in "../../shop.arch" },
      digest: { text in String(text.utf8.reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) }, radix: 16) })
  }

  private func written(_ files: DecisionRecordFiles) -> [DecisionRecordFiles.Existing] {
    files.files.map { Existing(name: $0.name, text: $0.text) }
  }

  private static let two = """
    database Db "Ledger"
    decision D1 "Old store" { status: superseded, date: 2025-01-02, affects: Db }
    decision D2 "PostgreSQL holds the orders" {
      status: accepted, date: 2026-10-02, deciders: ["Ada", "Grace"], affects: Db, supersedes: D1
      context: "Seats *must* never be sold twice."
      option A "PostgreSQL" { pros: ["transactions"], cons: ["one writer"] }
      option B "DynamoDB"
      chosen: A, rationale: "Consistency", positive: ["safe"], negative: ["slower"], reversible: false
    }
    """

  @Test func aRecordIsInTheFormOfMADR() throws {
    let record = try #require(files(Self.two).files.first { $0.name == "0002-postgresql-holds-the-orders.md" })
    #expect(
      record.text.hasPrefix(
        """
        # 0002. PostgreSQL holds the orders

        - Status: accepted
        - Date: 2026-10-02
        - Decision-makers: Ada, Grace
        - Supersedes: [D1](0001-old-store.md)
        - About: [Ledger](../../shop.arch)
        - Declared as: [PostgreSQL holds the orders](../../shop.arch)

        ## Context and Problem Statement

        Seats \\*must\\* never be sold twice.

        ## Considered Options

        - PostgreSQL
        - DynamoDB

        ## Decision Outcome

        Chosen option: “PostgreSQL”, because: Consistency

        ## Consequences

        - Good: safe
        - Bad: slower
        - Cannot be taken back

        ## Pros and Cons of the Options

        ### PostgreSQL

        - Good, because transactions
        - Bad, because one writer

        <!-- archc adr
        """))
  }

  @Test func theIndexLeadsToAllOfThem() throws {
    let result = files(Self.two)
    #expect(result.files.map(\.name) == ["0001-old-store.md", "0002-postgresql-holds-the-orders.md", "README.md"])
    let index = try #require(result.files.last).text
    #expect(index.contains("| [0001](0001-old-store.md)"))
    #expect(index.contains("superseded by [D2](0002-postgresql-holds-the-orders.md)"))
  }

  @Test func asecondRunChangesNothing() {
    let first = files(Self.two)
    #expect(first.files.allSatisfy { $0.fate == .new })
    let second = files(Self.two, written(first))
    #expect(second.files.allSatisfy { $0.fate == .unchanged })
    #expect(second.files.map(\.name) == first.files.map(\.name))
  }

  @Test func numbersAndFilesStayWhateverBecomesOfTheRest() {
    let first = files("decision Store \"One\"\ndecision Queue \"Two\"")
    #expect(first.files.map(\.name) == ["0001-one.md", "0002-two.md", "README.md"])
    let second = files(
      "decision Early \"Zero\"\ndecision Queue \"Second\"\ndecision D2 \"Late\"\ndecision Store \"First\"",
      written(first))
    #expect(second.files.map(\.name) == ["0001-one.md", "0002-two.md", "0003-zero.md", "0004-late.md", "README.md"])
    #expect(second.files.map(\.fate) == [.changed, .changed, .new, .new, .changed])
  }

  @Test func whatWasEditedIsSaid() {
    let first = files("decision D1 \"One\"")
    var existing = written(first)
    existing[0] = Existing(name: existing[0].name, text: existing[0].text.replacing("One", with: "Uno"))
    existing[1] = Existing(name: "README.md", text: "# Our decisions\n")
    let second = files("decision D1 \"One\" { status: accepted }", existing)
    #expect(second.files.map(\.fate) == [.edited, .edited])
  }

  /// Words behind our last line, a lost last line: the file is told by hand, keeps its number and gets no twin.
  @Test func howeverItWasEditedItKeepsItsNumber() throws {
    let first = written(files(Self.two))
    let text = first[0].text
    let mark = try #require(text.firstRange(of: "<!-- archc adr"))
    let edits = [
      text + "A word of the board.\n", text + "\n\n> later\n\n",
      text.replacing("# 0001. Old store", with: "# 0001. Older store"), String(text[..<mark.lowerBound]),
    ]
    let changed = Self.two.replacing("date: 2025-01-02", with: "date: 2025-03-04")
    for edit in edits {
      let second = files(changed, [Existing(name: first[0].name, text: edit)] + first[1...])
      #expect(second.files.map(\.name) == first.map(\.name))
      #expect(second.files.map(\.fate) == [.edited, .unchanged, .changed])
      #expect(second.orphans.isEmpty)
    }
  }

  /// Blank lines that an editor adds or takes away at the end are nobody's edit.
  @Test func blanksBehindTheLastLineAreNoEdit() {
    let existing = written(files(Self.two)).map { Existing(name: $0.name, text: $0.text + "\n") }
    let changed = Self.two.replacing("date: 2025-01-02", with: "date: 2025-03-04")
    #expect(files(changed, existing).files.allSatisfy { $0.fate == .changed })
  }

  @Test func aRecordWithoutADecisionIsNamed() {
    let first = files("decision D1 \"One\"\ndecision D2 \"Two\"")
    let second = files("decision D2 \"Two\"", written(first))
    #expect(second.orphans == ["0001-one.md"])
    #expect(second.files.map(\.name) == ["0002-two.md", "README.md"])
  }

  @Test(arguments: HostileTextTests.corpus)
  func textStaysText(text: String) {
    let program = """
      database Db "\(text)"
      decision D1 "\(text)" {
        context: "\(text)", decision: "\(text)", rationale: "\(text)", deciders: ["\(text)"], affects: Db
        positive: ["\(text)"], negative: ["\(text)"], security: "\(text)", option A "\(text)" { pros: ["\(text)"] }
      }
      """
    let first = files(program)
    for file in first.files {
      let lines = file.text.split(separator: "\n").map(String.init)
      let live = lines.filter { !$0.contains("](") && !$0.hasPrefix("<!-- archc adr ") }.compactMap {
        liveMarkup(in: $0)
      }
      #expect(live.isEmpty, "\(live)")
      #expect(file.name.utf8.allSatisfy { $0 < 0x80 && $0 > 0x20 && $0 != UInt8(ascii: "/") })
    }
    let second = files(program, written(first))
    #expect(second.files.allSatisfy { $0.fate == .unchanged })
  }

  @Test func withoutADecisionTheIndexSaysHowToDeclareOne() {
    let result = files("service A")
    #expect(result.files.map(\.name) == ["README.md"])
    #expect(result.files[0].text.contains("No decision is declared; `decision D1"))
  }
}
