// What composed phrases mean, read from the values that the binder keeps. Times are seconds, rates a second, shares of
// one, money a month.

/// `replicas: 4..20`, `3 across [A, B, C]`.
public struct Replicas: Sendable, Hashable {
  public let lower: Double
  public let upper: Double
  /// The boundaries over which they are spread; empty where that is not stated.
  public let across: [ElementID]

  /// Whether their number follows the load.
  public var scales: Bool { upper > lower }
}

/// `rate: 120/s peak 700/s`.
public struct Load: Sendable, Hashable {
  public let mean: Double
  /// Nil where it is not stated.
  public let peak: Double?
}

/// `retry: 3 exponential 100ms jitter`.
public struct RetryPolicy: Sendable, Hashable {
  public enum Limit: Sendable, Hashable {
    /// So many repetitions after the first attempt.
    case times(Double)
    case unbounded
  }

  public let limit: Limit
  /// `exponential`, `linear`, `fixed` or `none`; nil where it is not stated.
  public let backoff: String?
  /// The first pause.
  public let pause: Double?
  public let hasJitter: Bool

  /// The attempts of one call, the first included; infinite where nothing bounds them.
  public var attempts: Double {
    switch limit {
    case .times(let times): times + 1
    case .unbounded: .infinity
    }
  }
}

/// `circuit-breaker: 50% over 10s open 30s half-open 5`.
public struct CircuitBreaker: Sendable, Hashable {
  /// The share of failures, or their number, at which calls stop.
  public let threshold: Quantity?
  /// The time, or the number of calls, over which failures are counted.
  public let window: Quantity?
  /// How long calls stop.
  public let openTime: Double?
  /// How many calls try again then.
  public let trialCalls: Double?
}

/// `backup: every 1h keep 30d to Vault`.
public struct BackupPolicy: Sendable, Hashable {
  public let interval: Double
  public let keep: Double?
  public let destination: ElementID?
}

/// `rate-limit: 200/s burst 50`, `300 per 3h`.
public struct RateLimit: Sendable, Hashable {
  public let rate: Double
  public let burst: Double?
}

/// `failover: automatic 60s`.
public struct Failover: Sendable, Hashable {
  public enum Mode: String, Sendable, Hashable {
    case automatic, manual, none
  }

  public let mode: Mode
  public let time: Double?
}

/// `autoscale: cpu 60%`.
public struct Autoscale: Sendable, Hashable {
  /// Nil for a bare `autoscale`.
  public let metric: String?
  public let target: Quantity?
}

/// `quorum: 2 of 3`.
public struct Quorum: Sendable, Hashable {
  public let needed: Double
  public let total: Double?
}

/// `growth: 3GB/d fixed`, `6%/month`.
public struct GrowthRate: Sendable, Hashable {
  /// Bytes a second, or a share per `period`.
  public let amount: Quantity
  /// The amount stays the same whatever the load.
  public let isFixed: Bool
}

extension Model {
  /// A part of a composed value, by its place in the phrase. Where later parts are absent the value is the first part.
  public func part(_ stated: Stated, _ index: Int) -> Value {
    if case .record(let range) = stated.value {
      guard index >= 0, index < range.indices.count else { return .none }
      return pool[range.indices.lowerBound + index].value
    }
    return index == 0 ? stated.value : .none
  }

  /// The elements of a list; a value that is no list is its only element.
  public func items(_ stated: Stated) -> [Stated] {
    if case .list(let range) = stated.value { return Array(pool[range.indices]) }
    return [stated]
  }

  /// The words of a word or a list of words, such as `encrypted: [at-rest, tls]`.
  public func words(_ stated: Stated) -> [String] {
    items(stated).compactMap { word($0.value) }
  }

  public func word(_ value: Value) -> String? {
    if case .word(let name) = value { return interner.text(name) }
    return nil
  }

  private func number(_ value: Value) -> Double? {
    if case .quantity(let quantity) = value { return quantity.value }
    return nil
  }

  private func quantity(_ value: Value) -> Quantity? {
    if case .quantity(let quantity) = value { return quantity }
    return nil
  }

  private func element(_ value: Value) -> ElementID? {
    if case .element(let element) = value { return element }
    return nil
  }

  public func replicas(_ stated: Stated) -> Replicas? {
    var across: [ElementID] = []
    if case .list(let range) = part(stated, 1) { across = range.indices.compactMap { element(pool[$0].value) } }
    switch part(stated, 0) {
    case .quantity(let quantity): return Replicas(lower: quantity.value, upper: quantity.value, across: across)
    case .range(let range):
      guard range.indices.count == 2, let lower = number(pool[range.indices.lowerBound].value),
        let upper = number(pool[range.indices.lowerBound + 1].value)
      else { return nil }
      return Replicas(lower: lower, upper: upper, across: across)
    default: return nil
    }
  }

  public func load(_ stated: Stated) -> Load? {
    number(part(stated, 0)).map { Load(mean: $0, peak: number(part(stated, 1))) }
  }

  /// Nil for `none`, which stands for no repetition.
  public func retry(_ stated: Stated) -> RetryPolicy? {
    let limit: RetryPolicy.Limit
    if let times = number(part(stated, 0)) {
      limit = .times(times)
    } else if word(stated.value) == "unbounded" {
      limit = .unbounded
    } else {
      return nil
    }
    return RetryPolicy(
      limit: limit, backoff: word(part(stated, 1)), pause: number(part(stated, 2)),
      hasJitter: part(stated, 3) == .flag(true))
  }

  /// Nil for `none` and `false`; a bare `circuit-breaker` has no figures.
  public func circuitBreaker(_ stated: Stated) -> CircuitBreaker? {
    if stated.value == .flag(true) {
      return CircuitBreaker(threshold: nil, window: nil, openTime: nil, trialCalls: nil)
    }
    guard let threshold = quantity(part(stated, 0)) else { return nil }
    return CircuitBreaker(
      threshold: threshold, window: quantity(part(stated, 1)), openTime: number(part(stated, 2)),
      trialCalls: number(part(stated, 3)))
  }

  /// Nil for `none`.
  public func backup(_ stated: Stated) -> BackupPolicy? {
    number(part(stated, 0)).map {
      BackupPolicy(interval: $0, keep: number(part(stated, 1)), destination: element(part(stated, 2)))
    }
  }

  /// Nil for `none`.
  public func rateLimit(_ stated: Stated) -> RateLimit? {
    guard let first = quantity(part(stated, 0)) else { return nil }
    if first.dimension == .rate { return RateLimit(rate: first.value, burst: number(part(stated, 1))) }
    guard let period = number(part(stated, 1)), period > 0 else { return nil }
    return RateLimit(rate: first.value / period, burst: number(part(stated, 2)))
  }

  public func failover(_ stated: Stated) -> Failover? {
    word(part(stated, 0)).flatMap(Failover.Mode.init).map { Failover(mode: $0, time: number(part(stated, 1))) }
  }

  /// Nil for `none` and `false`.
  public func autoscale(_ stated: Stated) -> Autoscale? {
    if stated.value == .flag(true) { return Autoscale(metric: nil, target: nil) }
    guard let metric = word(part(stated, 0)), metric != "none" else { return nil }
    return Autoscale(metric: metric, target: quantity(part(stated, 1)))
  }

  public func quorum(_ stated: Stated) -> Quorum? {
    number(part(stated, 0)).map { Quorum(needed: $0, total: number(part(stated, 1))) }
  }

  public func growth(_ stated: Stated) -> GrowthRate? {
    quantity(part(stated, 0)).map { GrowthRate(amount: $0, isFixed: part(stated, 1) == .flag(true)) }
  }

  /// The prices of a `cost:`, each with what its author says about it.
  public func costs(_ stated: Stated) -> [(price: Quantity, stated: Stated)] {
    items(stated).compactMap { item in quantity(item.value).map { ($0, item) } }
  }

  /// A plain figure in base units: `p99: 90ms` is 0.09.
  public func figure(_ stated: Stated) -> Quantity? { quantity(part(stated, 0)) }
}
