/// A day of the proleptic Gregorian calendar, kept as days since 1970-01-01.
public enum CalendarDate {
  /// The days since 1970-01-01, or nil where the calendar has no such day. Years are 1 to 9999.
  public static func days(year: Int, month: Int, day: Int) -> Int32? {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= length(ofMonth: month, year: year)
    else { return nil }
    // Years begin in March, so that the leap day is the last day of one (H. Hinnant, "chrono-Compatible Low-Level Date
    // Algorithms").
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(truncatingIfNeeded: era * 146_097 + dayOfEra - 719_468)
  }

  /// The year, month and day of a number of days since 1970-01-01.
  public static func components(_ days: Int32) -> (year: Int, month: Int, day: Int) {
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// `2026-10-02`.
  public static func text(_ days: Int32) -> String {
    let (year, month, day) = components(days)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// What a date token says.
  public enum Reading: Sendable, Hashable {
    case day(Int32)
    /// The day exists, but its month or day has one digit; this is the right spelling.
    case misspelt(String)
    /// The calendar has no such day; the last day of the month where only the day is wrong.
    case impossible(lastDay: Int?)
    /// Not three numbers joined by `-`.
    case malformed
  }

  /// Reads `2026-10-02`.
  public static func read(_ bytes: some Collection<UInt8>) -> Reading {
    var numbers = [0, 0, 0]
    var lengths = [0, 0, 0]
    var part = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "-"):
        part += 1
        if part > 2 { return .malformed }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        lengths[part] += 1
        if lengths[part] > 4 { return .malformed }
        numbers[part] = numbers[part] * 10 + Int(byte - UInt8(ascii: "0"))
      default: return .malformed
      }
    }
    guard part == 2, lengths[0] == 4, lengths[1] >= 1, lengths[2] >= 1 else { return .malformed }
    guard let days = days(year: numbers[0], month: numbers[1], day: numbers[2]) else {
      let isMonth = (1...12).contains(numbers[1]) && numbers[0] >= 1
      return .impossible(lastDay: isMonth ? length(ofMonth: numbers[1], year: numbers[0]) : nil)
    }
    return lengths[1] == 2 && lengths[2] == 2 ? .day(days) : .misspelt(text(days))
  }

  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
