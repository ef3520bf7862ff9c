import ArchReport
import Testing

/// Strings that try to be more than text, in every place of a program that takes one.
@Suite struct HostileTextTests {
  static let corpus = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- gone", "</td></tr></table>",
    "&lt;b&gt; &#x3c;b&#x3e;",
    "[click](javascript:alert(1))", "![pixel](https://evil.example/p.png)", "[ref]: https://evil.example", "[^1]",
    "<https://evil.example>", "https://evil.example/?a=1&b=2", "www.evil.example", "mail me@evil.example",
    "@everyone and @org/team", "fixes #1, closes GH-2, org/repo#3", ":tada: :+1:", "a | b || c |", "\\\\|", "a \\\\",
    "``` `code` ``", "`|`", "$x$ $$y$$ $`z`$", "# heading", "- [x] done", "1. one", "> quoted", "***", "---", "===",
    "| a | b |", "a\\nb\\u{D}\\nc", "\\u{202E}desrever", "\\u{0}\\u{1B}[31m", "\\u{2028}|\\u{2029}|",
    "~~gone~~ **bold** __b__",
    "https://a`b@c`d", "`@a``@b`", "trailing!", "x]", "[x", "](y)", "[ ] open", "${jndi:x}", "漢字 👩‍💻 é",
    "\\u{301}\\u{301}", "😀😀😀😀", String(repeating: "long @name ", count: 40),
  ]

  static func program(_ text: String) -> String {
    """
    /// \(text.replacing("\\n", with: " ").replacing("\\r", with: " "))
    system S "\(text)" { owner: "\(text)", status: "\(text)" }
    constraints { users: 3, team: 2 "\(text)", timeline: "\(text)", free: "\(text)" }
    security { authentication: "\(text)", authorization: "\(text)", other: "\(text)" }
    requirement R1 "\(text)" { type: functional, priority: must, satisfied-by: F }
    client Web "\(text)"
    gateway Api "\(text)" { tech: "\(text)", endpoint E "GET \(text)" { purpose: "\(text)" }, endpoint G "\(text)" }
    /// \(text.replacing("\\n", with: " ").replacing("\\r", with: " "))
    database Db "\(text)" { tech: "\(text)", p50: 5ms assumed "\(text)" }
    queue Q
    Web -> Api "\(text)"
    Api -> Db
    Api ~> Q "\(text)" { allow missing-timeout "\(text)" { owner: "\(text)" } }
    flow F "\(text)" { Web -> Api }
    decision D1 "\(text)" {
      status: accepted, context: "\(text)", rationale: "\(text)", decision: "\(text)", deciders: ["\(text)"]
      option A "\(text)" { pros: ["\(text)"], cons: ["\(text)"] }
      chosen: A, positive: ["\(text)"], negative: ["\(text)"], reversible: "\(text)", cost: "\(text)"
    }
    tradeoff "\(text)" { options: ["\(text)"], chosen: "\(text)", rationale: "\(text)", pros: ["\(text)"] }
    failure X "\(text)" { of: Db, impact: "\(text)", mitigation: "\(text)", detection: "\(text)", likelihood: "\(text)" }
    migration "\(text)" { phase P "\(text)" { rollback: "\(text)", exit: ["\(text)"] } }
    next "\(text)" { owner: "\(text)" }
    """
  }

  @Test(arguments: corpus)
  func tablesKeepTheirColumnsAndTextStaysText(text: String) {
    let read = ReadReport(of: Self.program(text))
    #expect(read.headings.count == 3 + OutlineTests.sections.count + OutlineTests.registers.count)
    #expect(read.tables.count == ReadReport(of: Self.program("plain")).tables.count)
    for table in read.tables {
      let columns = Set(table.map { ReadReport.cells($0).count })
      #expect(columns.count == 1, "\(table)")
    }
    let lines = read.lines.filter { !$0.hasPrefix("**Contents**: ") }
    let live = lines.filter { !$0.contains("]: shop.arch#L") && !$0.hasPrefix("[^") }.compactMap { liveMarkup(in: $0) }
    #expect(live.isEmpty, "\(live)")
    // Brackets of links are ours alone.
    let links = lines.flatMap { activePart(of: $0).matches(of: #/\[([^\]]*)\]/#).map { String($0.1) } }
    let known: Set<String> = ["R1", "Web", "Api", "Db", "Q", "E", "F", "G", "D1", "X", "x", " ", "missing-timeout"]
    #expect(Set(links).isSubset(of: known), "\(links)")
  }

  @Test func paddedColumnsEndAtTheSameCell() {
    for text in Self.corpus where text.count < 60 {
      for table in ReadReport(of: Self.program(text)).tables {
        var ends: Set<[Int]> = []
        for row in table { ends.insert(Self.bars(row).dropLast()) }
        #expect(ends.count == 1, "\(table)")
      }
    }
  }

  /// The look-out of the test above sees what it has to see.
  @Test(arguments: [
    "<b>", "</b>", "<!-- x", "@a", "a#1", "http://x", "www.x", "&lt;", "$x", "x$", "~~x~~", ":tada:", "[a](b)", "![a]",
    "[^1]", "a\u{202E}", "a\u{1}", "`@a`` @a",
  ])
  func liveMarkupIsSeen(text: String) {
    #expect(liveMarkup(in: text) != nil)
  }

  @Test(arguments: ["a < 5", "$5", "`@a`", #"\<b>"#, "R&D", "10:30", "[Api] x", "C# a", "a @ b"])
  func plainTextIsNoLiveMarkup(text: String) {
    #expect(liveMarkup(in: text) == nil)
  }

  /// The terminal cells at which the bars of a row stand.
  private static func bars(_ row: String) -> [Int] {
    var bars: [Int] = []
    var cell = 0
    var isEscaped = false
    for character in row {
      if character == "|", !isEscaped { bars.append(cell) }
      isEscaped = character == "\\" && !isEscaped
      // Enough of a rule for this corpus: ideographs and emoji take two cells.
      cell += character.unicodeScalars.contains { $0.value >= 0x4E00 } ? 2 : 1
    }
    return bars
  }
}
