import Testing

@testable import ArchModel

@Suite struct CalendarDateTests {
  @Test(arguments: [
    (1970, 1, 1, 0), (1970, 1, 2, 1), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017),
    (2026, 10, 2, 20_728), (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
  ])
  func countsDays(year: Int, month: Int, day: Int, days: Int32) {
    #expect(CalendarDate.days(year: year, month: month, day: day) == days)
    let components = CalendarDate.components(days)
    #expect(components == (year, month, day))
  }

  /// Walks day by day through several leap cycles with an independent count.
  @Test func everyDayFollowsTheLast() {
    var expected = CalendarDate.days(year: 1896, month: 1, day: 1) ?? 0
    for year in 1896...2104 {
      let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for month in 1...12 {
        for day in 1...lengths[month - 1] {
          #expect(CalendarDate.days(year: year, month: month, day: day) == expected)
          #expect(CalendarDate.components(expected) == (year, month, day))
          expected += 1
        }
        #expect(CalendarDate.days(year: year, month: month, day: lengths[month - 1] + 1) == nil)
      }
    }
  }

  @Test func refusesWhatIsNoDay() {
    #expect(CalendarDate.days(year: 2026, month: 13, day: 1) == nil)
    #expect(CalendarDate.days(year: 2026, month: 0, day: 1) == nil)
    #expect(CalendarDate.days(year: 2026, month: 1, day: 0) == nil)
    #expect(CalendarDate.days(year: 1900, month: 2, day: 29) == nil)
    #expect(CalendarDate.days(year: 0, month: 1, day: 1) == nil)
    #expect(CalendarDate.days(year: 10_000, month: 1, day: 1) == nil)
  }

  @Test(arguments: [
    ("2026-10-02", CalendarDate.Reading.day(20_728)), ("2026-10-2", .misspelt("2026-10-02")),
    ("2026-1-02", .misspelt("2026-01-02")), ("2026-02-30", .impossible(lastDay: 28)),
    ("2024-02-30", .impossible(lastDay: 29)), ("2026-13-01", .impossible(lastDay: nil)),
    ("0000-01-01", .impossible(lastDay: nil)), ("2026-10", .malformed), ("2026-10-02-03", .malformed),
    ("2026-10-", .malformed), ("26-10-02", .malformed), ("2026-99999-02", .malformed), ("", .malformed),
    ("2026/10/02", .malformed),
  ])
  func reads(text: String, reading: CalendarDate.Reading) {
    #expect(CalendarDate.read(Array(text.utf8)) == reading)
  }

  @Test func writesWhatItReads() {
    for days: Int32 in [-719_162, -1, 0, 59, 20_728, 2_932_896] {
      #expect(CalendarDate.read(Array(CalendarDate.text(days).utf8)) == .day(days))
    }
  }
}
