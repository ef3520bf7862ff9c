import ArchModel

/// Spells figures for people: three significant digits, of an availability two of what it lacks, and more where rounding
/// would touch or pass a limit.
public enum FigureText {
  /// - Parameter limit: what the figure is compared with, of the same dimension.
  public static func text(_ quantity: Quantity, of name: FigureName, against limit: Quantity? = nil) -> String {
    guard quantity.value.isFinite else { return "?" }
    switch name {
    case .available where quantity.value >= 1: return "yes"
    case .available where quantity.value <= 0: return "no"
    case .available: return "for " + digits(quantity, limit) { Self.text(quantity, digits: $0) }
    case .availability:
      return digits(quantity, limit, from: 2) { QuantityFormatter.availability(quantity.value, digits: $0) }
    default: return digits(quantity, limit) { Self.text(quantity, digits: $0) }
    }
  }

  /// A figure with how it is bound (`at least $5931/month`); `?` where it is unknown.
  public static func text(_ figure: Figure, against limit: Quantity? = nil) -> String {
    guard let quantity = figure.quantity else { return "?" }
    let text = text(quantity, of: figure.name, against: limit)
    return figure.bound == .exact || figure.name == .available ? text : "\(figure.bound.rawValue) \(text)"
  }

  /// The text of the fewest digits that stands on the same side of the limit as the number.
  private static func digits(
    _ quantity: Quantity, _ limit: Quantity?, from fewest: Int = 3, _ text: (Int) -> String
  ) -> String {
    guard let limit, limit.value.isFinite, side(quantity.value, limit.value) != 0 else { return text(fewest) }
    for digits in fewest..<16 {
      let candidate = text(digits)
      guard let read = value(candidate) else { return candidate }
      if side(read, limit.value) == side(quantity.value, limit.value) { return candidate }
    }
    return QuantityFormatter.text(quantity)
  }

  /// Money is told to the unit, and further digits are cents and less; small sums as other figures.
  private static func text(_ quantity: Quantity, digits: Int) -> String {
    guard quantity.dimension == .money || quantity.dimension == .moneyRate, abs(quantity.value) >= 100,
      abs(quantity.value) < 1e15
    else { return QuantityFormatter.text(quantity, .significant(digits)) }
    var scale = 1.0
    for _ in 3..<max(3, digits) { scale *= 10 }
    var rounded = quantity
    rounded.value = (quantity.value * scale).rounded() / scale
    return QuantityFormatter.text(rounded)
  }

  /// -1 below the limit, 0 at it, 1 above.
  static func side(_ value: Double, _ limit: Double) -> Int {
    if isSame(value, limit) { return 0 }
    return value < limit ? -1 : 1
  }

  /// Whether two numbers are equal but for what computing rounds.
  static func isSame(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(abs(a), abs(b)) }

  private static func value(_ text: String) -> Double? {
    let result = Array(text.utf8).withUnsafeBufferPointer { QuantityParser.parse($0) }
    if case .success(let quantity) = result { return quantity.value }
    return nil
  }
}
