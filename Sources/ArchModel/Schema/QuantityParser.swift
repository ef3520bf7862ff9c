/// Reads quantities: a number, then a unit or a magnitude and a unit, then what it is per.
///
/// The value is the decimal that is written, rounded once: digits and powers of ten are collected in whole numbers, and up
/// to 15 digits and 10^22 one division or multiplication of exact numbers gives the nearest one (Clinger 1990). Longer
/// numbers take the library's way.
public enum QuantityParser {
  /// Reads all bytes as one quantity. A problem says what was probably meant.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<Quantity, QuantityProblem> {
    read(bytes).mapError { explained($0, bytes, isRange: false) }
  }

  /// Reads a text as one quantity.
  public static func parse(_ text: String) -> Result<Quantity, QuantityProblem> {
    var text = text
    return text.withUTF8 { parse($0) }
  }

  /// Reads `4..20` or `10ms..20ms`; where one end has no unit it takes the other's.
  public static func parseRange(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<(lower: Quantity, upper: Quantity), QuantityProblem> {
    readRange(bytes).mapError { explained($0, bytes, isRange: true) }
  }

  /// As `parse`, without looking for what was meant.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<Quantity, QuantityProblem> {
    var reader = Reader(bytes: bytes)
    return reader.quantity()
  }

  /// A problem with what was probably meant.
  static func explained(
    _ problem: QuantityProblem, _ bytes: UnsafeBufferPointer<UInt8>, isRange: Bool
  ) -> QuantityProblem {
    var problem = problem
    guard isRange, let dots = firstDots(bytes) else {
      problem.suggestions = UnitSlips.suggestions(for: bytes, problem.reason)
      return problem
    }
    // One end is wrong; the other stays as it is.
    let ends = [UnsafeBufferPointer(rebasing: bytes[..<dots]), UnsafeBufferPointer(rebasing: bytes[(dots + 2)...])]
    let texts = ends.map { String(decoding: $0, as: UTF8.self) }
    let isFirst = problem.range.lowerBound < dots
    let suggestions = UnitSlips.suggestions(for: ends[isFirst ? 0 : 1], problem.reason)
    problem.suggestions = suggestions.map { isFirst ? $0 + ".." + texts[1] : texts[0] + ".." + $0 }
    return problem
  }

  /// As `parseRange`, without looking for what was meant.
  static func readRange(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<(lower: Quantity, upper: Quantity), QuantityProblem> {
    guard let dots = firstDots(bytes) else { return .failure(QuantityProblem(.noNumber, 0..<bytes.count)) }
    let lowerBytes = UnsafeBufferPointer(rebasing: bytes[..<dots])
    let upperBytes = UnsafeBufferPointer(rebasing: bytes[(dots + 2)...])
    var lowerReader = Reader(bytes: lowerBytes)
    var upperReader = Reader(bytes: upperBytes)
    switch (lowerReader.quantity(), upperReader.quantity()) {
    case (.failure(let problem), _): return .failure(problem)
    case (_, .failure(let problem)):
      let range = (problem.range.lowerBound + dots + 2)..<(problem.range.upperBound + dots + 2)
      return .failure(QuantityProblem(problem.reason, range))
    case (.success(let lower), .success(let upper)):
      if lower.dimension == upper.dimension, lower.currency == upper.currency, lower.period == upper.period {
        return .success((lower, upper))
      }
      // `4..20ms`: the first end is read again with the unit of the second.
      if lower.dimension == .count, let suffix = upperReader.suffixStart {
        let whole = Array(lowerBytes) + Array(upperBytes[suffix...])
        let again = whole.withUnsafeBufferPointer { read($0) }
        if case .success(let lower) = again, lower.dimension == upper.dimension { return .success((lower, upper)) }
      }
      return .failure(QuantityProblem(.unlikeEnds, 0..<bytes.count))
    }
  }

  private static func firstDots(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let dot = UInt8(ascii: ".")
    return bytes.indices.dropLast().first { bytes[$0] == dot && bytes[$0 + 1] == dot }
  }

  /// A number times a power of ten, rounded once where the power is exact.
  static func scaled(_ value: Double, byPowerOfTen exponent: Int) -> Double {
    guard abs(exponent) < powers.count else { return exponent < 0 ? 0 : .infinity }
    return exponent < 0 ? value / powers[-exponent] : value * powers[exponent]
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ]

  /// A position in the bytes of one quantity.
  private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0
    /// Where the unit begins.
    var suffixStart: Int?

    init(bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
    }

    /// The digits as a whole number, where 15 suffice.
    private var mantissa: UInt64 = 0
    private var digits = 0
    /// The power of ten that the digits stand for, and that of the unit.
    private var exponent = 0
    private var isNegative = false
    private var numberStart = 0
    private var numberEnd = 0

    mutating func quantity() -> Result<Quantity, QuantityProblem> {
      if byte(index) == UInt8(ascii: "-") {
        isNegative = true
        index += 1
      }
      let currency = sign()
      if currency != .none, !isNegative, byte(index) == UInt8(ascii: "-") {
        isNegative = true
        index += 1
      }
      guard number() else { return problem(.noNumber, 0..<bytes.count) }
      suffixStart = index
      if index == bytes.count { return finish(currency == .none ? .count : .money, currency, 1) }
      return suffix(currency)
    }

    @inline(__always)
    private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    private func problem(_ reason: QuantityProblem.Reason, _ range: Range<Int>) -> Result<Quantity, QuantityProblem> {
      .failure(QuantityProblem(reason, range))
    }

    private mutating func sign() -> Currency {
      if byte(index) == UInt8(ascii: "$") {
        index += 1
        return .dollar
      }
      if byte(index) == 0xE2, byte(index + 1) == 0x82, byte(index + 2) == 0xAC {
        index += 3
        return .euro
      }
      if byte(index) == 0xC2, byte(index + 1) == 0xA3 {
        index += 2
        return .pound
      }
      return .none
    }

    /// Reads digits, `_` between them and a decimal part.
    private mutating func number() -> Bool {
      numberStart = index
      let start = index
      var isFraction = false
      var hasDigit = false
      while index < bytes.count {
        let byte = bytes[index]
        let digit = byte &- UInt8(ascii: "0")
        if digit <= 9 {
          hasDigit = true
          if digits > 0 || digit > 0 { digits += 1 }
          if digits <= 15 {
            mantissa = mantissa &* 10 &+ UInt64(digit)
          }
          if isFraction { exponent -= 1 }
        } else if byte == UInt8(ascii: "_"), index > start, self.byte(index + 1) &- UInt8(ascii: "0") <= 9 {
          // Groups digits.
        } else if byte == UInt8(ascii: "."), !isFraction, hasDigit, self.byte(index + 1) &- UInt8(ascii: "0") <= 9 {
          isFraction = true
        } else {
          break
        }
        index += 1
      }
      numberEnd = index
      return hasDigit
    }

    /// Reads what follows the number: a unit, or a magnitude and a unit; then what it is per.
    private mutating func suffix(_ currency: Currency) -> Result<Quantity, QuantityProblem> {
      let slash = UInt8(ascii: "/")
      let start = index
      while index < bytes.count, bytes[index] != slash { index += 1 }
      let head = bytes[start..<index]
      var dimension = Dimension.count
      var factor = 1.0
      if !head.isEmpty {
        if let unit = UnitTable.unit(head) {
          dimension = unit.dimension
          factor = unit.factor
          exponent += unit.exponent
        } else if let magnitude = UnitTable.magnitude(bytes[start]) {
          exponent += magnitude
          if head.count > 1 {
            guard let unit = UnitTable.unit(head.dropFirst()) else { return wrongUnit(start..<index) }
            dimension = unit.dimension
            factor = unit.factor
            exponent += unit.exponent
          }
        } else {
          return wrongUnit(start..<index)
        }
      }
      if currency != .none {
        guard dimension == .count else { return problem(.unfitUnits, start..<index) }
        return price(currency)
      }
      guard index < bytes.count else { return finish(dimension, .none, factor) }
      let perStart = index + 1
      guard let period = UnitTable.period(bytes[perStart...]) else { return wrongUnit(perStart..<bytes.count) }
      switch dimension {
      case .count: return finish(.rate, .none, factor / period.factor)
      case .size: return finish(.throughput, .none, factor / period.factor)
      case .ratio: return finish(.growth, .none, factor, period: Float(period.factor))
      default: return problem(.unfitUnits, start..<bytes.count)
      }
    }

    /// Reads what an amount of money is per: a time, a size, a size and a time, or a count.
    private mutating func price(_ currency: Currency) -> Result<Quantity, QuantityProblem> {
      guard index < bytes.count else { return finish(.money, currency, 1) }
      let start = index + 1
      index = start
      while index < bytes.count, bytes[index] != UInt8(ascii: "/") { index += 1 }
      let first = bytes[start..<index]
      if let period = UnitTable.period(first), index == bytes.count {
        return finish(.moneyRate, currency, UnitTable.month / period.factor)
      }
      if let size = UnitTable.unit(first), size.dimension == .size {
        exponent -= size.exponent
        guard index < bytes.count else { return finish(.pricePerSize, currency, 1 / size.factor) }
        guard let period = UnitTable.period(bytes[(index + 1)...]) else { return wrongUnit((index + 1)..<bytes.count) }
        return finish(.pricePerSizeRate, currency, UnitTable.month / period.factor / size.factor)
      }
      if let count = count(first), index == bytes.count { return finish(.pricePerCount, currency, 1 / count) }
      return wrongUnit(start..<bytes.count)
    }

    /// The number of pieces that a price is for: `1M`, `1000`.
    private mutating func count(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
      var value = 0.0
      var digits = 0
      for position in part.indices {
        let digit = part[position] &- UInt8(ascii: "0")
        if digit <= 9, digits < 15 {
          value = value * 10 + Double(digit)
          digits += 1
        } else if digits > 0, value > 0, position == part.endIndex - 1,
          let magnitude = UnitTable.magnitude(part[position])
        {
          exponent -= magnitude
          return value
        } else {
          return nil
        }
      }
      return digits > 0 && value > 0 ? value : nil
    }

    private func wrongUnit(_ range: Range<Int>) -> Result<Quantity, QuantityProblem> {
      problem(UnitSlips.reason(for: bytes[range]), range)
    }

    private func finish(
      _ dimension: Dimension, _ currency: Currency, _ factor: Double, period: Float = 0
    ) -> Result<Quantity, QuantityProblem> {
      guard let number = decimal() else { return problem(.tooLarge, numberStart..<numberEnd) }
      let value = factor == 1 ? number : number * factor
      guard value.isFinite else { return problem(.tooLarge, numberStart..<numberEnd) }
      return .success(Quantity(isNegative ? -value : value, dimension, currency: currency, period: period))
    }

    /// The digits times the power of ten.
    private func decimal() -> Double? {
      if digits <= 15 {
        if mantissa == 0 { return 0 }
        if exponent == 0 { return Double(mantissa) }
        if abs(exponent) <= 22 { return QuantityParser.scaled(Double(mantissa), byPowerOfTen: exponent) }
      }
      var text = ""
      var fraction = 0
      var isFraction = false
      for byte in bytes[numberStart..<numberEnd] {
        if byte == UInt8(ascii: "_") { continue }
        if byte == UInt8(ascii: ".") {
          isFraction = true
          continue
        }
        if isFraction { fraction += 1 }
        text.unicodeScalars.append(Unicode.Scalar(byte))
      }
      // All digits are in the text, so the power is that of the last one, which `exponent` counts.
      guard let value = Double(text + "e\(exponent)"), value.isFinite else { return nil }
      return value
    }
  }
}
