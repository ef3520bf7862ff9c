import Testing

@testable import ArchGraphviz

@Suite struct TextTests {
  @Test func widthsAreThoseOfHelvetica() {
    #expect(abs(TextMetrics.width("Hello", size: 10).points - 22.78) < 0.001)
    #expect(abs(TextMetrics.width("Hello", size: 10, bold: true).points - 24.45) < 0.001)
    #expect(abs(TextMetrics.width("×4–20 · 900/s", size: 12).points - 73.716) < 0.001)
    #expect(TextMetrics.width("Überschrift", size: 12).isExact)
    #expect(!TextMetrics.width("日本", size: 12).isExact)
    #expect(TextMetrics.width("日本", size: 12).points == 24)
    #expect(TextMetrics.width("👩‍👩‍👧‍👦", size: 12).points == 15)
    #expect(TextMetrics.width("e\u{301}", size: 10).points == TextMetrics.width("é", size: 10).points)
    #expect(TextMetrics.width("", size: 12).points == 0)
  }

  @Test func linesBreakWhereAReaderWould() {
    func lines(_ text: String, _ limit: Double, _ count: Int = 4) -> [String] {
      TextMetrics.wrap(text, limit: limit, lineLimit: count, size: 12)
    }
    #expect(lines("one", 100) == ["one"])
    #expect(lines("  one   two  ", 100) == ["one two"])
    #expect(lines("Backups in another region", 100) == ["Backups in", "another region"])
    #expect(lines("order-placed-events-topic", 80) == ["order-placed-", "events-topic"])
    #expect(lines("OrderPlacedEventsTopic", 80) == ["OrderPlaced", "EventsTopic"])
    #expect(lines("aaaaaaaaaaaaaaaaaaaaaaaa", 60).count == 3)
    #expect(lines("", 100) == [])
    #expect(lines(" \n ", 100) == [])
    let cut = lines("one two three four five six seven eight nine ten", 50, 2)
    #expect(cut.count == 2 && cut[1].hasSuffix("…"))
    for line in lines(String(repeating: "wide ", count: 1_000), 90) {
      #expect(TextMetrics.width(line, size: 12).points <= 90)
    }
  }

  @Test func longTextIsCut() {
    #expect(TextMetrics.cut("short", limit: 100, size: 12) == "short")
    #expect(TextMetrics.cut("a  b", limit: 100, size: 12) == "a b")
    let cut = TextMetrics.cut("a text that is longer than that", limit: 60, size: 12)
    #expect(cut.hasSuffix("…") && TextMetrics.width(cut, size: 12).points <= 60)
  }

  @Test func numbersAreShort() {
    #expect(SVGNumber.text(1) == "1")
    #expect(SVGNumber.text(1.25) == "1.3")
    #expect(SVGNumber.text(-0.04) == "0")
    #expect(SVGNumber.text(-0.06) == "-0.1")
    #expect(SVGNumber.text(12.0049, decimals: 2) == "12")
    #expect(SVGNumber.text(0.0208333, decimals: 4) == "0.0208")
    #expect(SVGNumber.text(1.05, decimals: 2) == "1.05")
    #expect(SVGNumber.text(.nan) == "0")
    #expect(SVGNumber.text(.infinity) == "0")
    #expect(SVGNumber.text(1e300) == "1000000000")
    #expect(SVGNumber.pair(Point(x: 1, y: -2)) == "1-2")
  }
}
