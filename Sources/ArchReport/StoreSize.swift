import ArchModel

/// How much a store holds, today and later, from what it states.
struct StoreSize {
  /// Bytes in one copy, today.
  let today: Double
  /// How it grows; nil where it is not stated.
  private let growth: OwnGrowth?
  /// How many copies there are; nil where neither `copies` nor replicas are stated.
  let copies: Double?
  /// Whether any of the figures is assumed.
  let isAssumed: Bool
  private let load: Growth
  /// Seconds after which data goes.
  private let keptFor: Double?
  /// The largest size, in bytes.
  private let limit: Double?

  private enum OwnGrowth {
    /// Bytes a second, growing with the load or not.
    case throughput(Double, isFixed: Bool)
    case share(Growth)
  }

  /// Nil where the store states no size. `load` is how the load of the system grows, which speeds up what a store gains.
  init?(_ store: ElementID, of model: Model, load: Growth?) {
    guard let stated = model.effective(.size, of: store)?.property.stated,
      let size = model.quantities(stated.value).first
    else { return nil }
    today = size.value
    self.load = load ?? .none
    var isAssumed = model.isAssumed(stated)
    if let property = model.effective(.growth, of: store)?.property,
      let quantity = model.quantities(property.stated.value).first
    {
      isAssumed = isAssumed || model.isAssumed(property.stated)
      switch quantity.dimension {
      case .throughput:
        growth = .throughput(quantity.value, isFixed: model.spelled(property).hasSuffix(" fixed"))
      case .growth: growth = Growth(share: quantity.value, period: Double(quantity.period)).map { .share($0) }
      default: growth = nil
      }
    } else {
      growth = nil
    }
    let kept = model.effective(.retention, of: store).flatMap { model.quantities($0.property.stated.value).first }
    keptFor = kept?.dimension == .duration ? kept?.value : nil
    limit = kept?.dimension == .size ? kept?.value : nil
    let number = model.effective(.copies, of: store) ?? model.effective(.replicas, of: store)
    copies = number.flatMap { model.quantities($0.property.stated.value).first }?.value
    self.isAssumed = isAssumed
  }

  var isGrowthStated: Bool { growth != nil }

  /// Bytes in one copy after a time in seconds; nil where the growth is not stated.
  ///
  /// size(t) = size + growth × ∫ (1 + g)^τ dτ, where g is the growth of the load; what is older than `retention` goes.
  func bytes(after time: Double) -> Double? {
    guard let growth else { return nil }
    let grown: Double
    switch growth {
    case .share(let own): grown = today * own.factor(after: time)
    case .throughput(let rate, let isFixed):
      let load = isFixed ? Growth.none : load
      if let keptFor, keptFor <= time {
        grown = rate * load.accumulated(from: time - keptFor, to: time)
      } else {
        grown = today + rate * load.accumulated(from: 0, to: time)
      }
    }
    return min(grown, limit ?? .infinity)
  }
}
