/// Spells quantities as the language reads them: `12k/s`, `250ms`, `99.95%`, `$18k/month`.
public enum QuantityFormatter {
  public enum Precision: Sendable, Hashable {
    /// The shortest text that is read as the same quantity.
    case exact
    /// Rounded to so many significant digits, in the unit that people would use.
    case significant(Int)
  }

  public static func text(_ quantity: Quantity, _ precision: Precision = .exact) -> String {
    guard quantity.value.isFinite else { return "?" }
    switch precision {
    case .exact: return exact(quantity)
    case .significant(let digits): return rounded(quantity, max(1, min(15, digits)))
    }
  }

  /// A unit with the number of base units in it, as it follows the number.
  private struct Step {
    let suffix: String
    let length: Double
    /// Up to which amount people stay with the unit.
    let limit: Double
  }

  private static func steps(of quantity: Quantity) -> (sign: String, steps: [Step]) {
    if quantity.dimension != .growth, let steps = stepsOfDimensions[quantity.dimension] {
      return (quantity.currency.sign, steps)
    }
    return (quantity.currency.sign, makeSteps(of: quantity))
  }

  /// Of growth, whose period varies, there is none.
  private static let stepsOfDimensions: [Dimension: [Step]] = {
    var result: [Dimension: [Step]] = [:]
    for dimension in Dimension.allCases where dimension != .growth {
      result[dimension] = makeSteps(of: Quantity(1, dimension))
    }
    return result
  }()

  private static func makeSteps(of quantity: Quantity) -> [Step] {
    func magnitudes(_ suffix: String, _ length: Double) -> [Step] {
      [("", 1.0), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12)].map {
        Step(suffix: $0.0 + suffix, length: $0.1 * length, limit: 1000)
      }
    }
    switch quantity.dimension {
    case .count: return magnitudes("", 1)
    case .ratio: return [Step(suffix: "%", length: 0.01, limit: .infinity)]
    case .duration:
      let limits: [Double] = [1000, 1000, 1000, 120, 120, 48, 60, 0, 24, .infinity]
      return zip(UnitTable.durations, limits).map { unit, limit in
        Step(suffix: "\(unit.text)", length: length(unit), limit: limit)
      }
    case .size:
      return UnitTable.sizes.map { unit in
        Step(suffix: "\(unit.text)", length: length(unit), limit: unit.factor == 1 ? 1000 : 0)
      }
    case .rate:
      var steps: [Step] = []
      for (period, limit) in zip(UnitTable.periods.prefix(7), [0, 60, 60, 24, 0, 31, 12.0]).reversed() {
        steps.append(Step(suffix: "/\(period.text)", length: 1 / period.factor, limit: limit))
      }
      return Array(steps.dropLast()) + magnitudes("/s", 1)
    case .throughput:
      var steps: [Step] = []
      for unit in UnitTable.sizes {
        for period in UnitTable.periods.prefix(7) {
          steps.append(
            Step(
              suffix: "\(unit.text)/\(period.text)", length: length(unit) / period.factor,
              limit: unit.factor == 1 && period.text.description == "d" ? 1000 : 0))
        }
      }
      return steps
    case .growth:
      let period = UnitTable.periods.last { Float($0.factor) == quantity.period }
      return [Step(suffix: "%/\(period.map { "\($0.text)" } ?? "month")", length: 0.01, limit: .infinity)]
    case .money: return magnitudes("", 1)
    case .moneyRate: return magnitudes("/month", 1)
    case .pricePerSize: return magnitudes("/GB", 1e-9)
    case .pricePerSizeRate: return magnitudes("/GB/month", 1e-9)
    case .pricePerCount: return magnitudes("/1M", 1e-6)
    }
  }

  private static func length(_ unit: UnitSpec) -> Double {
    QuantityParser.scaled(unit.factor, byPowerOfTen: unit.exponent)
  }

  private static func exact(_ quantity: Quantity) -> String {
    let (sign, steps) = steps(of: quantity)
    let magnitude = abs(quantity.value)
    let minus = quantity.value < 0 ? "-" : ""
    if magnitude == 0 {
      let base = steps.first { $0.length == 1 } ?? steps.first
      return sign + "0" + (base?.suffix ?? "")
    }
    var best: String?
    for step in steps {
      let number = decimal(magnitude / step.length, digits: 15)
      if number.utf8.count > 18 { continue }
      let text = minus + sign + number + step.suffix
      guard isShorter(text, than: best, isDuration: quantity.dimension == .duration), isSame(text, quantity) else {
        continue
      }
      best = text
    }
    if let best { return best }
    let base = steps.min { abs($0.length - 1) < abs($1.length - 1) }
    return minus + sign + decimal(magnitude / (base?.length ?? 1), digits: 17) + (base?.suffix ?? "")
  }

  /// Shorter texts are better; of equal ones that without a decimal point, and of durations the larger unit, which comes
  /// later: people write `20min`, not `1200s`.
  private static func isShorter(_ text: String, than best: String?, isDuration: Bool) -> Bool {
    guard let best else { return true }
    let (own, other) = (weight(text), weight(best))
    if own != other { return own < other }
    if isDuration, !text.contains(".") { return true }
    return best.contains(".") && !text.contains(".")
  }

  /// The length, and one more for parts of a second: people write `100ms`, not `0.1s`.
  private static func weight(_ text: String) -> Int {
    let isPart = text.utf8.first == UInt8(ascii: "0") && text.utf8.last == UInt8(ascii: "s")
    return text.utf8.count + (isPart ? 1 : 0)
  }

  private static func isSame(_ text: String, _ quantity: Quantity) -> Bool {
    let result = Array(text.utf8).withUnsafeBufferPointer { QuantityParser.parse($0) }
    guard case .success(let read) = result else { return false }
    return read == quantity
  }

  private static func rounded(_ quantity: Quantity, _ digits: Int) -> String {
    let (sign, steps) = steps(of: quantity)
    let magnitude = abs(quantity.value)
    let minus = quantity.value < 0 ? "-" : ""
    if magnitude == 0 { return exact(quantity) }
    // Less than a picosecond is the tail of a computation, and nothing that anybody waits for.
    if quantity.dimension == .duration, magnitude < 1e-12 { return "0s" }
    let ordered = steps.filter { $0.limit > 0 }.sorted { $0.length < $1.length }
    // The first unit in which the number stays below its limit after rounding, so that 999.6 becomes 1k and not 1000.
    // Rounding takes away a third at most.
    for step in ordered where magnitude / step.length < 1.5 * step.limit {
      let number = decimal(magnitude / step.length, digits: digits)
      guard let value = Double(number), value < step.limit else { continue }
      let text = number + step.suffix
      let larger = quantity.dimension == .duration ? wholeNumber(of: value * step.length, ordered, noLonger: text) : nil
      return minus + sign + (larger ?? text)
    }
    guard let last = ordered.last else { return minus + sign + decimal(magnitude, digits: digits) }
    return minus + sign + decimal(magnitude / last.length, digits: digits) + last.suffix
  }

  /// A duration in the largest unit of which it is a whole number, where that is no longer to read: `1h` is `60min`, and
  /// `60s` stays.
  private static func wholeNumber(of seconds: Double, _ steps: [Step], noLonger text: String) -> String? {
    for step in steps.reversed() {
      let count = (seconds / step.length).rounded()
      guard count >= 1, count < step.limit, abs(count * step.length - seconds) <= 1e-12 * seconds else { continue }
      let whole = decimal(count, digits: 15) + step.suffix
      if whole.utf8.count <= text.utf8.count { return whole }
    }
    return nil
  }

  /// In words, where they say more than the text: "200 a second".
  public static func words(_ quantity: Quantity) -> String {
    let text = text(quantity)
    let digits = text.prefix { "-$€£0123456789.".contains($0) }
    var number = String(digits)
    var unit = text.dropFirst(digits.count)
    let units = UnitTable.durations + UnitTable.sizes
    if let first = unit.first, "kMGT".contains(first), !units.contains(where: { "\($0.text)" == unit }) {
      number.append(first)
      unit = unit.dropFirst()
    }
    switch quantity.dimension {
    case .duration, .size:
      return units.first { "\($0.text)" == unit }.map { "\(number) \($0.plural)" } ?? ""
    case .rate, .moneyRate:
      return UnitTable.periods.first { "/\($0.text)" == unit }.map { "\(number) a \($0.plural)" } ?? ""
    case .ratio: return "\(number) percent"
    case .count: return "no unit"
    default: return quantity.dimension.noun
    }
  }

  /// A share with so many digits of what it lacks to one: 0.99961 with two is `99.961%`.
  public static func availability(_ value: Double, digits: Int = 2) -> String {
    guard value.isFinite, value > 0, value < 1 else { return text(Quantity(value, .ratio), .significant(3)) }
    let lacking = decimal((1 - value) * 100, digits: max(1, min(12, digits)))
    let places = lacking.firstIndex(of: ".").map { lacking.distance(from: $0, to: lacking.endIndex) - 1 } ?? 0
    guard places <= 15 else { return "100%" }
    let scale = QuantityParser.scaled(1, byPowerOfTen: places)
    let whole = (value * 100 * scale).rounded()
    return decimal(whole / scale, digits: 15) + "%"
  }

  /// A number of zero or more without an exponent, rounded half up to so many significant digits, without zeros at its
  /// end.
  public static func decimal(_ value: Double, digits: Int) -> String {
    guard value.isFinite, value > 0 else { return "0" }
    var (figures, point) = shortest(value)
    if figures.count > digits {
      let roundsUp = figures[digits] >= 5
      figures.removeSubrange(digits...)
      if roundsUp {
        var index = digits - 1
        while index >= 0, figures[index] == 9 {
          figures[index] = 0
          index -= 1
        }
        if index >= 0 {
          figures[index] += 1
        } else {
          figures.insert(1, at: 0)
          point += 1
        }
      }
    }
    while figures.count > 1, figures.last == 0 { figures.removeLast() }
    if point > 330 || point < -330 { return "0" }
    let zero = UInt8(ascii: "0")
    let dot = UInt8(ascii: ".")
    var text: [UInt8] = []
    text.reserveCapacity(figures.count + abs(point) + 2)
    if point <= 0 {
      text += [zero, dot]
      text += repeatElement(zero, count: -point)
      text += figures.map { zero + $0 }
      return String(decoding: text, as: UTF8.self)
    }
    for (index, figure) in figures.enumerated() {
      if index == point { text.append(dot) }
      text.append(zero + figure)
    }
    if figures.count < point { text += repeatElement(zero, count: point - figures.count) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The digits of the shortest decimal that is read as the same number, and how many stand before the point.
  private static func shortest(_ value: Double) -> (digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    digits.reserveCapacity(20)
    var point: Int?
    var exponent = 0
    var sign = 1
    var isExponent = false
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"): isExponent = true
      case UInt8(ascii: "-") where isExponent: sign = -1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if isExponent { exponent = exponent * 10 + Int(digit) } else { digits.append(digit) }
      default: break
      }
    }
    var place = (point ?? digits.count) + sign * exponent
    let leading = min(digits.prefix { $0 == 0 }.count, max(0, digits.count - 1))
    digits.removeFirst(leading)
    place -= leading
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    return (digits, place)
  }
}
