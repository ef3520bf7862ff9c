import Testing

@testable import ArchSyntax

@Suite("Excerpts of any source")
struct ExcerptTests {
  /// The rows of the excerpt, without header and place.
  private func rows(
    _ bytes: [UInt8], _ range: Range<Int>, _ text: String = "", labels: [(Range<Int>, String)] = [], columns: Int = 100
  ) -> [String] {
    let file = FileID(0)
    let diagnostic = Diagnostic(
      id: "X", message: "m", primary: Label(Span(file, range), text),
      labels: labels.map { Label(Span(file, $0.0), $0.1) })
    let text = DiagnosticRenderer(sources: [SourceFile(path: "a", bytes: bytes)], columns: columns).render(diagnostic)
    return Array(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropFirst(2).dropLast())
  }

  private func rows(
    _ source: String, _ range: Range<Int>, _ text: String = "", labels: [(Range<Int>, String)] = [], columns: Int = 100
  ) -> [String] {
    rows(Array(source.utf8), range, text, labels: labels, columns: columns)
  }

  @Test func severalLabelsOnOneLine() {
    #expect(
      rows("alpha beta gamma", 0..<5, "first", labels: [(6..<10, "second"), (11..<16, "third")]) == [
        " 1 | alpha beta gamma",
        "   | ^^^^^ ---- ----- third",
        "   | |     second",
        "   | first",
      ])
  }

  @Test func textBesideBelongsToTheLastMark() {
    #expect(
      rows("alpha beta", 0..<5, "said", labels: [(6..<10, "")]) == [
        " 1 | alpha beta", "   | ^^^^^ ----", "   | said",
      ])
  }

  @Test func overlappingMarksGetRowsOfTheirOwn() {
    #expect(
      rows("alpha beta gamma", 6..<10, "in", labels: [(0..<16, "around")]) == [
        " 1 | alpha beta gamma", "   |       ^^^^ in", "   | ---------------- around",
      ])
  }

  @Test func longTextsBeginFurtherLeft() {
    let text = "a text that is not short enough for the rest"
    #expect(
      rows("service Orders { timeout: 10m }", 26..<29, text, columns: 50) == [
        " 1 | service Orders { timeout: 10m }",
        "   |                           ^^^",
        "   |  " + text,
      ])
  }

  @Test func longLinesAreCutAroundTheCaret() {
    let line = String(repeating: "a", count: 200) + "HERE" + String(repeating: "b", count: 200)
    let middle = rows(line, 200..<204, "x")
    let before = String(repeating: "a", count: 44)
    #expect(middle[0] == " 1 | …" + before + "HERE" + String(repeating: "b", count: 45) + "…")
    #expect(middle[1] == "   | " + String(repeating: " ", count: 45) + "^^^^ x")
    #expect(middle[0].count == 100)

    let start = rows(line, 2..<4)
    #expect(start == [" 1 | " + String(repeating: "a", count: 94) + "…", "   |   ^^"])

    let end = rows(line, 404..<404, "end")
    #expect(end[0] == " 1 | …" + String(repeating: "b", count: 93))
    #expect(end[1] == "   | " + String(repeating: " ", count: 94) + "^")
    #expect(end[2] == "   | " + String(repeating: " ", count: 92) + "end")

    let farLabel = rows(line, 200..<204, "x", labels: [(0..<1, "far")])
    #expect(farLabel[1] == "   | -" + String(repeating: " ", count: 44) + "^^^^ x")
    #expect(farLabel[2] == "   | far")
  }

  @Test func lineOfExactlyTheWidthIsWhole() {
    let line = String(repeating: "a", count: 95)
    #expect(rows(line, 94..<95) == [" 1 | " + line, "   | " + String(repeating: " ", count: 94) + "^"])
    #expect(rows(line + "a", 0..<1)[0] == " 1 | " + String(repeating: "a", count: 94) + "…")
  }

  @Test func aLineCanBeAWholeFile() {
    let line = String(repeating: "é", count: 100_000) + "X" + String(repeating: "日", count: 100_000)
    let shown = rows(line, 200_000..<200_001, "x")
    #expect(shown[0].hasPrefix(" 1 | …ééé"))
    #expect(shown[0].hasSuffix("日日…"))
    let text = DiagnosticRenderer(sources: [SourceFile(path: "a", text: line)]).render(
      Diagnostic(id: "X", message: "m", primary: Label(Span(FileID(0), 200_004..<200_007))))
    #expect(text.contains("--> a:1:100003\n"))
  }

  @Test func columnsOfLongIllFormedLinesAgreeWithTheIndex() {
    var bytes: [UInt8] = []
    var state: UInt32 = 7
    for _ in 0..<30_000 {
      state = state &* 1_664_525 &+ 1_013_904_223
      let pick = UInt8(truncatingIfNeeded: state >> 24)
      bytes.append(pick == 0x0A || pick == 0x0D ? 0x80 : pick)
    }
    bytes += Array(repeating: 0x80, count: 10_000)
    let source = SourceFile(path: "a", bytes: bytes)
    let places = SourcePlaces([source])
    let index = LineIndex(source)
    for offset in stride(from: 0, through: bytes.count, by: 1997) {
      #expect(places.place(offset, in: FileID(0)).column == index.position(at: offset).column)
    }
  }

  @Test func tabsAndWideCharacters() {
    #expect(rows("\tab\tX", 4..<5) == [" 1 |     ab  X", "   |         ^"])
    #expect(rows("日本X", 6..<7) == [" 1 | 日本X", "   |     ^"])
    #expect(rows("日本X", 3..<6) == [" 1 | 日本X", "   |   ^^"])
    #expect(rows("e\u{301}X", 3..<4) == [" 1 | e\u{301}X", "   |  ^"])
    #expect(rows("👩‍👩‍👧X", 18..<19) == [" 1 | 👩‍👩‍👧X", "   |   ^"])
    #expect(rows("🇨🇭X", 8..<9) == [" 1 | 🇨🇭X", "   |   ^"])
  }

  @Test func harmfulCharactersAreShown() {
    #expect(rows("a\u{202E}X", 4..<5) == [" 1 | a<U+202E>X", "   |          ^"])
    #expect(rows("a\u{1B}[2JX", 1..<2) == [" 1 | a<U+001B>[2JX", "   |  ^^^^^^^^"])
    #expect(rows("a\u{9B}X", 3..<4) == [" 1 | a<U+009B>X", "   |          ^"])
    #expect(rows("\u{FEFF}X", 3..<4) == [" 1 | X", "   | ^"])
    #expect(rows([0x61, 0xFF, 0xE2, 0x82, 0x58], 4..<5) == [" 1 | a��X", "   |    ^"])
  }

  @Test func noEscapeReachesTheTerminal() {
    let bad = "\u{1B}]8;;x\u{7}\u{9B}\u{202E}\u{2066}\n\r\t\u{0}"
    let file = Span(FileID(0), 0..<40)
    let text = DiagnosticRenderer(sources: [SourceFile(path: bad, text: bad)]).render(
      Diagnostic(
        id: bad, name: bad, message: bad, primary: Label(file, bad), labels: [Label(file, bad)], why: bad, note: bad,
        help: bad, fix: Fix(bad, edits: [])))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || SafeText.isHarmless($0) })
    #expect(text.split(separator: "\n").count <= 12)
  }

  @Test func spansOverSeveralLinesMarkTheFirst() {
    #expect(rows("zone A {  \n  b\n}\n", 5..<16) == [" 1 | zone A {", "   |      ^^^"])
    #expect(rows("zone A {\r\n}", 7..<11) == [" 1 | zone A {", "   |        ^"])
    #expect(rows("zone A\n}", 6..<8) == [" 1 | zone A", "   |       ^"])
  }

  @Test func placesAtTheEndAndOutside() {
    #expect(rows("", 0..<0, "empty") == [" 1 |", "   | ^ empty"])
    #expect(rows("a\n", 2..<2) == [" 2 |", "   | ^"])
    #expect(rows("abc", 3..<3) == [" 1 | abc", "   |    ^"])
    #expect(rows("abc", 1..<1) == [" 1 | abc", "   |  ^"])
    #expect(rows("abc", 70..<90) == [" 1 | abc", "   |    ^"])
    #expect(rows("abc", 2..<90) == [" 1 | abc", "   |   ^"])
    let elsewhere = DiagnosticRenderer(sources: []).render(
      Diagnostic(id: "X", message: "m", primary: Label(Span(FileID(3), 5..<9), "t")))
    #expect(elsewhere == "error[X]: m\n  --> (no source):1:1\n 1 |\n   | ^ t\n")
  }

  @Test func everyRangeOfAwkwardBytesIsPrinted() {
    let bytes: [UInt8] = [
      0xEF, 0xBB, 0xBF, 0x09, 0xF0, 0x9F, 0x0D, 0x0A, 0xE6, 0x97, 0xA5, 0x0D, 0x80, 0x1B, 0xCC, 0x81, 0x0A,
    ]
    for start in 0...bytes.count + 1 {
      for end in start...bytes.count + 2 {
        let shown = rows(bytes, start..<end, "x", columns: 0)
        #expect(shown.count == 2 && shown[1].contains("^ x"))
      }
    }
  }

  @Test func gutterFollowsTheWidestNumber() {
    let source = String(repeating: "\n", count: 1233) + "abc"
    let text = DiagnosticRenderer(sources: [SourceFile(path: "a", text: source)]).render(
      Diagnostic(
        id: "X", message: "m", primary: Label(Span(FileID(0), 1233..<1236)),
        labels: [Label(Span(FileID(0), 0..<0), "t")]))
    #expect(text == "error[X]: m\n    --> a:1234:1\n   1 |\n     | - t\n1234 | abc\n     | ^^^\n")
  }

  @Test func atMostEighteenLines() {
    let source = (0..<50).map { "line\($0)\n" }.joined()
    let index = LineIndex(SourceFile(path: "a", text: source))
    let labels = (1..<40).map { Label(Span(FileID(0), index.content(ofLine: $0)), "said") }
    let text = DiagnosticRenderer(sources: [SourceFile(path: "a", text: source)]).render(
      Diagnostic(id: "X", message: "m", primary: Label(Span(FileID(0), 0..<5)), labels: labels, why: "w", fix: nil))
    #expect(text.split(separator: "\n").count == 18)
    #expect(text.hasSuffix("   | ----- said\n and 33 more places\n why: w\n"))
  }

  @Test func colourRepeatsTheText() {
    let sources = [SourceFile(path: "a", text: "alpha beta")]
    let diagnostic = Diagnostic(
      id: "X1", severity: .warning, message: "m", primary: Label(Span(FileID(0), 0..<5), "p"),
      labels: [Label(Span(FileID(0), 6..<10), "l")])
    let text = DiagnosticRenderer(sources: sources, colour: true, link: { "https://example.org/\($0)" })
      .render(diagnostic)
    #expect(
      text == "\u{1B}[1;33mwarning[\u{1B}]8;;https://example.org/X1\u{1B}\\X1\u{1B}]8;;\u{1B}\\]\u{1B}[0m: "
        + "\u{1B}[1mm\u{1B}[0m\n  --> a:1:1\n 1 | alpha beta\n"
        + "   | \u{1B}[1;33m^^^^^\u{1B}[0m \u{1B}[36m----\u{1B}[0m \u{1B}[36ml\u{1B}[0m\n"
        + "   | \u{1B}[1;33mp\u{1B}[0m\n")
    let plain = DiagnosticRenderer(sources: sources, link: { "https://example.org/\($0)" }).render(diagnostic)
    #expect(plain.unicodeScalars.allSatisfy { $0 == "\n" || SafeText.isHarmless($0) })
    let unsafe = DiagnosticRenderer(sources: sources, colour: true, link: { _ in "x\u{7}" }).render(diagnostic)
    #expect(!unsafe.contains("\u{7}"))
  }
}
