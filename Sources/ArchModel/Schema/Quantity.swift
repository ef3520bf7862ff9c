/// What a quantity measures. Values are kept in base units: seconds, bytes, per second, shares of one; money by the
/// month where it has a time.
public enum Dimension: UInt8, Sendable, Hashable, CaseIterable {
  /// A plain number: `3`, `2M`.
  case count
  /// A share of one: `99.9%` is 0.999.
  case ratio
  /// Seconds.
  case duration
  /// Bytes.
  case size
  /// Events a second.
  case rate
  /// Bytes a second: `3GB/d`.
  case throughput
  /// A share a second: `6%/month`. Kept as the share and the length of its period, see `Quantity.period`.
  case growth
  /// An amount: `$20`.
  case money
  /// Money a month: `$18k/month`.
  case moneyRate
  /// Money a byte: `$0.09/GB`.
  case pricePerSize
  /// Money a byte and month: `$0.023/GB/month`.
  case pricePerSizeRate
  /// Money a piece: `$0.20/1M`.
  case pricePerCount
}

/// The currency of an amount; `none` where a quantity is no money.
public enum Currency: UInt8, Sendable, Hashable, CaseIterable {
  case none, dollar, euro, pound

  public var sign: String {
    switch self {
    case .none: ""
    case .dollar: "$"
    case .euro: "€"
    case .pound: "£"
    }
  }
}

/// A number with what it measures, in base units.
public struct Quantity: Sendable, Hashable {
  /// In base units. Of `growth` it is the share per `period` (`6%/month` is 0.06).
  public var value: Double
  public var dimension: Dimension
  public var currency: Currency
  /// The length in seconds of the period of a `growth`; 0 for all else.
  public var period: Float

  public init(_ value: Double, _ dimension: Dimension, currency: Currency = .none, period: Float = 0) {
    self.value = value
    self.dimension = dimension
    self.currency = currency
    self.period = period
  }
}
