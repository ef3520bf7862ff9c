/// A unit, or a magnitude before one.
public struct UnitSpec: Sendable {
  /// As it is written.
  public let text: StaticString
  public let dimension: Dimension
  /// The base unit is `factor` × 10 to the power of `exponent`. Powers of ten are kept apart, as they lose no digit.
  public let factor: Double
  public let exponent: Int
  /// What several of them are called: "seconds".
  public let plural: StaticString

  init(_ text: StaticString, _ dimension: Dimension, _ factor: Double, _ exponent: Int, _ plural: StaticString) {
    self.text = text
    self.dimension = dimension
    self.factor = factor
    self.exponent = exponent
    self.plural = plural
  }
}

/// The units of the language, in the order in which they are listed to people.
public enum UnitTable {
  /// A month, in seconds: 730 hours, a twelfth of a year of 365 days.
  public static let month: Double = 2_628_000

  public static let durations: [UnitSpec] = [
    UnitSpec("ns", .duration, 1, -9, "nanoseconds"), UnitSpec("us", .duration, 1, -6, "microseconds"),
    UnitSpec("ms", .duration, 1, -3, "milliseconds"), UnitSpec("s", .duration, 1, 0, "seconds"),
    UnitSpec("min", .duration, 60, 0, "minutes"), UnitSpec("h", .duration, 3600, 0, "hours"),
    UnitSpec("d", .duration, 86_400, 0, "days"), UnitSpec("w", .duration, 604_800, 0, "weeks"),
    UnitSpec("mo", .duration, month, 0, "months"), UnitSpec("y", .duration, 31_536_000, 0, "years"),
  ]

  public static let sizes: [UnitSpec] = [
    UnitSpec("B", .size, 1, 0, "bytes"), UnitSpec("KB", .size, 1, 3, "kilobytes"),
    UnitSpec("MB", .size, 1, 6, "megabytes"),
    UnitSpec("GB", .size, 1, 9, "gigabytes"), UnitSpec("TB", .size, 1, 12, "terabytes"),
    UnitSpec("PB", .size, 1, 15, "petabytes"),
    UnitSpec("KiB", .size, 1024, 0, "kibibytes"), UnitSpec("MiB", .size, 1_048_576, 0, "mebibytes"),
    UnitSpec("GiB", .size, 1_073_741_824, 0, "gibibytes"), UnitSpec("TiB", .size, 1_099_511_627_776, 0, "tebibytes"),
    UnitSpec("PiB", .size, 1_125_899_906_842_624, 0, "pebibytes"),
  ]

  public static let ratios: [UnitSpec] = [UnitSpec("%", .ratio, 1, -2, "percent")]

  public static let magnitudes: [UnitSpec] = [
    UnitSpec("k", .count, 1, 3, "thousand"), UnitSpec("M", .count, 1, 6, "million"),
    UnitSpec("G", .count, 1, 9, "billion"),
    UnitSpec("T", .count, 1, 12, "trillion"),
  ]

  /// What may stand behind `/`; the short spelling of each first.
  public static let periods: [UnitSpec] = [
    UnitSpec("s", .duration, 1, 0, "second"), UnitSpec("min", .duration, 60, 0, "minute"),
    UnitSpec("h", .duration, 3600, 0, "hour"),
    UnitSpec("d", .duration, 86_400, 0, "day"), UnitSpec("w", .duration, 604_800, 0, "week"),
    UnitSpec("mo", .duration, month, 0, "month"), UnitSpec("y", .duration, 31_536_000, 0, "year"),
    UnitSpec("hour", .duration, 3600, 0, "hour"), UnitSpec("day", .duration, 86_400, 0, "day"),
    UnitSpec("week", .duration, 604_800, 0, "week"), UnitSpec("month", .duration, month, 0, "month"),
    UnitSpec("year", .duration, 31_536_000, 0, "year"),
  ]

  /// All that may follow a number directly.
  public static let units: [UnitSpec] = durations + sizes + ratios

  // Units are found by their bytes, packed into one number.

  static let unitKeys: [UInt64] = units.map { key($0.text) }
  static let periodKeys: [UInt64] = periods.map { key($0.text) }

  private static func key(_ text: StaticString) -> UInt64 {
    text.withUTF8Buffer { key($0[...]) }
  }

  /// The bytes of a short text in one number; 0, which no text has, where it is longer than eight bytes or empty.
  @inline(__always)
  static func key(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    guard bytes.count <= 8 else { return 0 }
    var key: UInt64 = 0
    for byte in bytes { key = key << 8 | UInt64(byte) }
    return key
  }

  @inline(__always)
  static func unit(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UnitSpec? {
    let key = key(bytes)
    guard key != 0, let index = unitKeys.firstIndex(of: key) else { return nil }
    return units[index]
  }

  @inline(__always)
  static func period(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UnitSpec? {
    let key = key(bytes)
    guard key != 0, let index = periodKeys.firstIndex(of: key) else { return nil }
    return periods[index]
  }

  @inline(__always)
  static func magnitude(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "k"): 3
    case UInt8(ascii: "M"): 6
    case UInt8(ascii: "G"): 9
    case UInt8(ascii: "T"): 12
    default: nil
    }
  }
}

extension Dimension {
  /// With its article: "a duration".
  public var noun: String {
    switch self {
    case .count: "a number"
    case .ratio: "a share"
    case .duration: "a duration"
    case .size: "a size"
    case .rate: "a rate"
    case .throughput: "a size per time"
    case .growth: "a share per time"
    case .money: "an amount of money"
    case .moneyRate: "money per time"
    case .pricePerSize: "a price per size"
    case .pricePerSizeRate: "a price per size and time"
    case .pricePerCount: "a price per count"
    }
  }

  /// The units that fit, as they are listed to people.
  public var units: String {
    switch self {
    case .count: "k M G T"
    case .ratio: "%"
    case .duration: UnitTable.durations.map { "\($0.text)" }.joined(separator: " ")
    case .size: UnitTable.sizes.map { "\($0.text)" }.joined(separator: " ")
    case .rate: "/s /min /h /d /w /mo /y"
    case .throughput: "GB/d"
    case .growth: "%/month %/year"
    case .money: "$ € £"
    case .moneyRate: "$ € £ and /month"
    case .pricePerSize: "$ € £ and /GB"
    case .pricePerSizeRate: "$ € £ and /GB/month"
    case .pricePerCount: "$ € £ and /1M"
    }
  }

  /// A quantity of the dimension, as it is written.
  public var example: String {
    switch self {
    case .count: "20"
    case .ratio: "99.9%"
    case .duration: "200ms"
    case .size: "4TB"
    case .rate: "200/s"
    case .throughput: "3GB/d"
    case .growth: "6%/month"
    case .money: "$20k"
    case .moneyRate: "$18k/month"
    case .pricePerSize: "$0.09/GB"
    case .pricePerSizeRate: "$0.023/GB/month"
    case .pricePerCount: "$0.20/1M"
    }
  }
}
