import Testing

@testable import ArchModel

@Suite struct QuantityTests {
  private func read(_ text: String) -> Quantity? {
    if case .success(let quantity) = QuantityParser.parse(text) { return quantity }
    return nil
  }

  private func problem(_ text: String) -> QuantityProblem? {
    if case .failure(let problem) = QuantityParser.parse(text) { return problem }
    return nil
  }

  private func range(_ text: String) -> (lower: Quantity, upper: Quantity)? {
    let result = Array(text.utf8).withUnsafeBufferPointer { QuantityParser.parseRange($0) }
    if case .success(let ends) = result { return ends }
    return nil
  }

  @Test(arguments: [
    ("3", 3, Dimension.count), ("0", 0, .count), ("-3", -3, .count), ("2M", 2e6, .count), ("1_000_000", 1e6, .count),
    ("1.5k", 1500, .count), ("0.3", 0.3, .count), ("1.10", 1.1, .count),
    ("99.9%", 0.999, .ratio), ("99.99%", 0.9999, .ratio), ("5%", 0.05, .ratio), ("101%", 1.01, .ratio),
    ("10ns", 1e-8, .duration), ("10us", 1e-5, .duration), ("250ms", 0.25, .duration), ("90s", 90, .duration),
    ("1.5min", 90, .duration), ("2h", 7200, .duration), ("30d", 2_592_000, .duration), ("2w", 1_209_600, .duration),
    ("1mo", 2_628_000, .duration), ("12mo", 31_536_000, .duration), ("1y", 31_536_000, .duration),
    ("-5s", -5, .duration),
    ("7B", 7, .size), ("20KB", 20e3, .size), ("400GB", 400e9, .size), ("4TB", 4e12, .size), ("1PB", 1e15, .size),
    ("1KiB", 1024, .size), ("512MiB", 536_870_912, .size), ("1GiB", 1_073_741_824, .size),
    ("1TiB", 1_099_511_627_776, .size), ("1PiB", 1_125_899_906_842_624, .size),
    ("200/s", 200, .rate), ("12k/s", 12e3, .rate), ("2.6k/s", 2600, .rate), ("30/min", 0.5, .rate),
    ("3600/h", 1, .rate), ("86400/d", 1, .rate), ("3600/hour", 1, .rate), ("86400/day", 1, .rate),
    ("604800/week", 1, .rate), ("2628k/month", 1, .rate), ("31536k/year", 1, .rate), ("31536k/y", 1, .rate),
    ("86.4GB/d", 1e6, .throughput), ("3MB/s", 3e6, .throughput), ("1KiB/s", 1024, .throughput),
    ("6%/month", 0.06, .growth), ("30%/y", 0.3, .growth),
    ("$20", 20, .money), ("$20k", 20e3, .money), ("€1.5M", 1.5e6, .money), ("£3", 3, .money),
    ("$18k/month", 18e3, .moneyRate), ("$1.1k/month", 1100, .moneyRate), ("$12/y", 1, .moneyRate),
    ("$1/h", 730, .moneyRate), ("€70/mo", 70, .moneyRate),
    ("$0.09/GB", 0.09e-9, .pricePerSize), ("$0.023/GB/month", 0.023e-9, .pricePerSizeRate),
    ("$0.20/1M", 0.2e-6, .pricePerCount), ("$1/1000", 0.001, .pricePerCount), ("$3.50/1M", 3.5e-6, .pricePerCount),
  ])
  func reads(text: String, value: Double, dimension: Dimension) throws {
    let quantity = try #require(read(text))
    #expect(quantity.dimension == dimension)
    // Within the last bit: a price per unit is divided once more than the literal here.
    #expect(abs(quantity.value - value) <= abs(value) * 1e-15, "\(quantity.value)")
  }

  @Test func decimalsAreTheNearestNumbers() {
    #expect(read("99.9%")?.value == 0.999)
    #expect(read("0.1")?.value == 0.1)
    #expect(read("4.35ms")?.value == 0.00435)
    #expect(read("1234567890.12345")?.value == 1_234_567_890.12345)
    #expect(read("0.12345678901234567890")?.value == 0.12345678901234567890)
    #expect(read("123456789012345678")?.value == Double("123456789012345678"))
    #expect(read("9007199254740993")?.value == Double("9007199254740993"))
  }

  @Test func growthKeepsItsPeriod() {
    #expect(read("6%/month")?.period == 2_628_000)
    #expect(read("6%/y")?.period == 31_536_000)
    #expect(read("6%/d")?.period == 86_400)
    #expect(read("6%")?.period == 0)
  }

  @Test func currenciesAreTold() {
    #expect(read("$1")?.currency == .dollar)
    #expect(read("€1")?.currency == .euro)
    #expect(read("£1/GB")?.currency == .pound)
    #expect(read("1")?.currency == Currency.none)
  }

  @Test func everyUnitReadsAlone() throws {
    for unit in UnitTable.units {
      let quantity = try #require(read("1\(unit.text)"))
      #expect(quantity.dimension == unit.dimension)
      #expect(quantity.value == QuantityParser.scaled(unit.factor, byPowerOfTen: unit.exponent))
      // A magnitude may stand before a unit, unless both together are another unit.
      if "\(unit.text)" != "B" {
        #expect(read("1k\(unit.text)")?.dimension == unit.dimension)
      }
    }
    for period in UnitTable.periods {
      #expect(read("1/\(period.text)")?.value == 1 / period.factor)
      #expect(read("$1/\(period.text)")?.dimension == .moneyRate)
    }
    for size in UnitTable.sizes { #expect(read("$1/\(size.text)")?.dimension == .pricePerSize) }
    for magnitude in UnitTable.magnitudes {
      #expect(read("1\(magnitude.text)")?.value == QuantityParser.scaled(1, byPowerOfTen: magnitude.exponent))
    }
  }

  @Test func theExampleOfEachDimensionIsOfIt() {
    for dimension in Dimension.allCases { #expect(read(dimension.example)?.dimension == dimension) }
  }

  @Test(arguments: [
    ("5m", ["5min", "5mo"]), ("5/m", ["5/min", "5/month"]), ("5sec", ["5s"]), ("10seconds", ["10s"]), ("2hrs", ["2h"]),
    ("5mins", ["5min"]), ("200msec", ["200ms"]), ("3days", ["3d"]), ("2weeks", ["2w"]), ("6months", ["6mo"]),
    ("1year", ["1y"]), ("10µs", ["10us"]), ("10μs", ["10us"]), ("512Mi", ["512MiB"]), ("2Gi", ["2GiB"]),
    ("5kb", ["5kB"]), ("5mb", ["5MB"]), ("5gb", ["5GB"]), ("5Gb", ["5GB"]), ("5gib", ["5GiB"]), ("5bytes", ["5B"]),
    ("3rps", ["3/s"]), ("3krps", ["3k/s"]), ("3qps", ["3/s"]), ("3tps", ["3/s"]), ("3rpm", ["3/min"]),
    ("3req/s", ["3/s"]), ("3kreq/s", ["3k/s"]), ("3requests/sec", ["3/s"]), ("3K/s", ["3k/s"]), ("3/sec", ["3/s"]),
    ("3/second", ["3/s"]), ("3/minute", ["3/min"]), ("3/hr", ["3/h"]), ("5pct", ["5%"]), ("3mio", ["3M"]),
    ("3bn", ["3G"]), ("1h30min", ["90min"]), ("1h30m", ["90min"]), ("2d12h", ["60h"]), ("1min30s", ["90s"]),
    ("1s500ms", ["1500ms"]), ("70EUR/month", ["€70/month"]), ("70USD", ["$70"]), ("$5/gb", ["$5/GB"]),
    ("$5/GB/mth", ["$5/GB/month"]), ("$70/months", ["$70/month"]),
  ])
  func offersWhatWasMeant(text: String, suggestions: [String]) throws {
    if suggestions == ["5kB"] {
      // `k` is a magnitude and `b` no unit; the kilobyte is written `KB`.
      #expect(problem(text)?.suggestions == ["5KB"])
      return
    }
    #expect(try #require(problem(text)).suggestions == suggestions)
    for suggestion in suggestions { #expect(read(suggestion) != nil) }
  }

  @Test(arguments: [
    ("5m", QuantityProblem.Reason.ambiguousUnit), ("1h30min", .compound), ("70EUR", .currencyBehind),
    ("5parsecs", .unknownUnit), ("5ms/s", .unfitUnits), ("$5ms", .unfitUnits), ("abc", .noNumber), ("", .noNumber),
    ("-", .noNumber), ("$", .noNumber), ("5/", .unknownUnit), ("$5/0M", .unknownUnit), ("$5/GB/GB", .unknownUnit),
    ("5%%", .unknownUnit), ("5_", .unknownUnit), ("5.", .unknownUnit), ("5..6", .unknownUnit),
    ("1" + String(repeating: "0", count: 309), .tooLarge), ("1" + String(repeating: "0", count: 305) + "PB", .tooLarge),
  ])
  func refusesWithAReason(text: String, reason: QuantityProblem.Reason) {
    #expect(problem(text)?.reason == reason)
  }

  @Test func theWrongUnitIsMarked() {
    #expect(problem("250parsecs")?.range == 3..<10)
    #expect(problem("250GB/parsec")?.range == 6..<12)
  }

  @Test func longNumbersEndWell() {
    // Any number of digits is read in one pass, and what does not fit is a problem, never an infinity.
    let long = String(repeating: "9", count: 100_000)
    #expect(problem(long)?.reason == .tooLarge)
    #expect(read("0." + String(repeating: "0", count: 400) + "1")?.value == 0)
    #expect(read(String(repeating: "0", count: 1000) + "7")?.value == 7)
  }

  @Test func ranges() throws {
    let plain = try #require(range("4..20"))
    #expect(plain.lower.value == 4 && plain.upper.value == 20 && plain.upper.dimension == .count)
    let units = try #require(range("10ms..2s"))
    #expect(units.lower.value == 0.01 && units.upper.value == 2)
    // The unit of the second end counts for both.
    let shared = try #require(range("1.5..20ms"))
    #expect(shared.lower == Quantity(0.0015, .duration) && shared.upper == Quantity(0.02, .duration))
    #expect(range("10ms..20") == nil)
    #expect(range("10ms..20%") == nil)
    #expect(range("$4..€20") == nil)
    let wrong = Array("4..20sec".utf8).withUnsafeBufferPointer { QuantityParser.parseRange($0) }
    guard case .failure(let problem) = wrong else {
      Issue.record("`sec` is a unit")
      return
    }
    #expect(problem.suggestions == ["4..20s"])
    #expect(problem.range == 5..<8)
  }

  @Test(arguments: [
    "3", "2M", "0.3", "99.95%", "250ms", "90s", "7d", "6mo", "12k/s", "2.6k/s", "30/min", "20/h", "400GB", "512MiB",
    "3GB/d", "6%/month", "30%/year", "$20k", "$1.1k/month", "$0.09/GB", "$0.023/GB/month", "$0.20/1M", "€40/month",
    "-5s", "0ms", "0", "0/s", "123456789", "0.000001%", "1_000/s", "99.9999999%", "1y", "604800s",
  ])
  func whatIsSpelledReadsTheSame(text: String) throws {
    let quantity = try #require(read(text))
    let spelled = QuantityFormatter.text(quantity)
    let again = try #require(read(spelled), "\(spelled)")
    #expect(again == quantity, "\(spelled)")
    #expect(spelled.utf8.count <= max(text.utf8.count, 3), "\(spelled)")
  }

  @Test func spellsAsPeopleDo() throws {
    func spelled(_ text: String) throws -> String { QuantityFormatter.text(try #require(read(text))) }
    #expect(try spelled("12000/s") == "12k/s")
    #expect(try spelled("0.25s") == "250ms")
    #expect(try spelled("0.1s") == "100ms")
    #expect(try spelled("0.5h") == "0.5h")
    #expect(try spelled("2500ms") == "2.5s")
    #expect(try spelled("99.95%") == "99.95%")
    #expect(try spelled("$18000/month") == "$18k/month")
    #expect(try spelled("536870912B") == "512MiB")
    #expect(try spelled("$0.20/1M") == "$0.2/1M")
    #expect(try spelled("1200s") == "20min")
    #expect(try spelled("20min") == "20min")
    #expect(try spelled("60min") == "1h")
    #expect(try spelled("24h") == "1d")
    #expect(try spelled("60s") == "60s")
    #expect(try spelled("150s") == "150s")
  }

  @Test func roundsToSignificantDigits() {
    func rounded(_ value: Double, _ dimension: Dimension, digits: Int = 3) -> String {
      let currency: Currency = dimension.isMoney ? .dollar : .none
      return QuantityFormatter.text(Quantity(value, dimension, currency: currency), .significant(digits))
    }
    #expect(rounded(0.100_04, .duration) == "100ms")
    #expect(rounded(0.999_96, .duration) == "1s")
    #expect(rounded(12.3 * 2_628_000, .duration) == "12.3mo")
    #expect(rounded(60, .duration) == "60s")
    #expect(rounded(90, .duration) == "90s")
    #expect(rounded(3_600, .duration) == "1h")
    #expect(rounded(3_599.9, .duration) == "1h")
    #expect(rounded(5_400, .duration) == "90min")
    #expect(rounded(86_400, .duration) == "1d")
    #expect(rounded(129_600, .duration) == "36h")
    #expect(rounded(31_536_000, .duration) == "1y")
    #expect(rounded(11_660, .rate) == "11.7k/s")
    #expect(rounded(0.5, .rate) == "30/min")
    #expect(rounded(3.969e12, .size) == "3.97TB")
    #expect(rounded(1.15, .ratio) == "115%")
    #expect(rounded(5931, .moneyRate, digits: 4) == "$5.931k/month")
    #expect(rounded(0, .duration) == "0ns" || rounded(0, .duration) == "0s")
    #expect(QuantityFormatter.text(Quantity(.infinity, .rate)) == "?")
    #expect(QuantityFormatter.text(Quantity(3.56e-19, .duration), .significant(3)) == "0s")
    #expect(QuantityFormatter.text(Quantity(.nan, .rate), .significant(3)) == "?")
  }

  @Test func availabilitiesShowWhatTheyLack() {
    #expect(QuantityFormatter.availability(0.999_61) == "99.961%")
    #expect(QuantityFormatter.availability(0.999_947) == "99.9947%")
    #expect(QuantityFormatter.availability(0.5) == "50%")
    #expect(QuantityFormatter.availability(1) == "100%")
    #expect(QuantityFormatter.availability(0) == "0%")
  }

  @Test func quantitiesInWords() throws {
    func words(_ text: String) throws -> String { QuantityFormatter.words(try #require(read(text))) }
    #expect(try words("200/s") == "200 a second")
    #expect(try words("12k/s") == "12k a second")
    #expect(try words("5s") == "5 seconds")
    #expect(try words("3GB") == "3 gigabytes")
    #expect(try words("99%") == "99 percent")
    #expect(try words("$18k/month") == "$18k a month")
  }
}
