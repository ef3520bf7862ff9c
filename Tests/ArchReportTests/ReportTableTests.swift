import Testing

@testable import ArchReport

@Suite struct ReportTableTests {
  @Test func columnsArePaddedToTheWidthOfATerminal() {
    var table = ReportTable(["Name", "Number", "Last"], right: [1])
    table.add(["漢字", "5", "a"])
    table.add(["e\u{301}", "1000000"])
    #expect(
      table.lines == [
        "| Name |  Number | Last |", "| ---- | ------: | --- |", "| 漢字 |       5 | a |", "| é    | 1000000 | – |",
      ])
  }

  @Test func aTableWithoutRowsHasNoLines() {
    #expect(ReportTable(["A", "B"]).lines.isEmpty)
  }

  @Test func cellsThatExceedTheColumnsAreLeftOut() {
    var table = ReportTable(["A", "B"], right: [1])
    table.add(["1", "2", "3"])
    #expect(table.lines == ["| A   | B |", "| --- | ---: |", "| 1   | 2 |"])
  }

  @Test func oneVeryLongCellDoesNotWidenTheOthers() {
    var table = ReportTable(["A", "B"])
    let long = String(repeating: "x", count: 500)
    table.add([MarkdownText(text: long), "1"])
    table.add(["short", "2"])
    #expect(table.lines == ["| A     | B |", "| ----- | --- |", "| \(long) | 1 |", "| short | 2 |"])
  }
}
