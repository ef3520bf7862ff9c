import ArchModel

/// Which values of a property cannot be, whatever else is stated.
enum ValueBounds {
  struct Offence {
    /// Ends a sentence: "`availability` of `Orders` is 101%, which is more than all".
    let found: String
    /// Why it cannot be.
    let why: String
  }

  /// Shares of a whole.
  private static let shares: Set<PropertyName> = [
    .availability, .hitRate, .share, .commonCause, .circuitBreaker, .likelihood,
  ]
  /// What may shrink or be paid back.
  private static let signed: Set<PropertyName> = [.growth, .cost, .threshold, .budget]
  /// What there has to be at least one of.
  private static let positive: Set<PropertyName> = [.partitions, .shards, .concurrency, .maxConnections]
  /// A mean, then a peak.
  private static let peaked: Set<PropertyName> = [.load, .rate]

  static func offence(_ name: PropertyName, _ value: Value, in model: Model) -> Offence? {
    let quantities = quantities(value, in: model)
    for quantity in quantities {
      if quantity.value < 0, !signed.contains(name) {
        return Offence(found: "\(text(quantity)), less than nothing", why: "cannot be negative")
      }
      if quantity.dimension == .ratio, quantity.value > 1, shares.contains(name) {
        return Offence(found: "\(text(quantity)), more than all", why: "a share is at most 100%")
      }
      if quantity.value == 0, positive.contains(name) {
        return Offence(found: "none at all", why: "there is at least one")
      }
    }
    if peaked.contains(name), quantities.count == 2, quantities[1].value < quantities[0].value {
      let peak = text(quantities[1])
      return Offence(
        found: "\(text(quantities[0])) with a peak of \(peak)", why: "a peak is not below its mean")
    }
    if name == .quorum, quantities.count == 2, quantities[0].value > quantities[1].value {
      return Offence(
        found: "\(text(quantities[0])) of only \(text(quantities[1]))", why: "more are needed than there are")
    }
    if name == .backup, quantities.count == 2, quantities[1].value < quantities[0].value {
      return Offence(
        found: "kept \(text(quantities[1])), and made only every \(text(quantities[0]))",
        why: "the last one is gone before the next is made")
    }
    return nil
  }

  private static func text(_ quantity: Quantity) -> String { QuantityFormatter.text(quantity) }

  /// All quantities of a value, in the order in which they are written.
  private static func quantities(_ value: Value, in model: Model) -> [Quantity] {
    switch value {
    case .quantity(let quantity): [quantity]
    case .range(let range), .list(let range), .record(let range):
      range.indices.flatMap { quantities(model.pool[$0].value, in: model) }
    default: []
    }
  }
}
