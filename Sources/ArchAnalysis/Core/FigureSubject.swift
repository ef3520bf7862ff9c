import ArchModel

/// What a figure is of.
public enum FigureSubject: Sendable, Hashable {
  case system
  /// A component, flow or boundary.
  case element(ElementID)
  case relation(RelationID)
}

/// The figures that are computed. Those that `verify:` can speak of have the same names as there.
public enum FigureName: String, Sendable, Hashable, CaseIterable {
  case rate, utilization
  case replicasNeeded = "replicas-needed"
  /// The time until a part is full at peak.
  case runway
  case size, users, data
  /// The share of a part's connections that its callers may open.
  case connections
  /// Messages a second that pile up.
  case backlog
  /// The time until a queue is full.
  case timeToFull = "time-to-full"
  case drain
  /// Expected attempts of a call; of a flow the worst case over its paths.
  case attempts
  case worstAttempts = "worst-attempts"
  case p50, p90, p95, p99, p999
  /// A p99 that holds whatever the dependence between the hops.
  case p99Bound = "p99-bound"
  /// Attempts times timeout and pauses, where everything goes wrong.
  case worstLatency = "worst-latency"
  case completion
  /// The mean wait for a free replica.
  case wait
  case availability, available
  /// Minutes a month.
  case errorBudget = "error-budget"
  case rpo, rto
  case cost
  /// The cost with every scaled part at its upper end.
  case worstCost = "worst-cost"

  public init(_ metric: Metric) {
    // Each metric of the language is one of these; `FigureNameTests` holds the two lists together.
    self = FigureName(rawValue: metric.rawValue) ?? .rate
  }

  public var dimension: Dimension {
    switch self {
    case .rate, .backlog: .rate
    case .utilization, .availability, .available, .connections: .ratio
    case .replicasNeeded, .users, .attempts, .worstAttempts: .count
    case .runway, .timeToFull, .drain, .p50, .p90, .p95, .p99, .p999, .p99Bound, .worstLatency, .completion, .wait,
      .errorBudget, .rpo, .rto:
      .duration
    case .size, .data: .size
    case .cost, .worstCost: .moneyRate
    }
  }

  /// The percentile as a share (`p99` is 0.99), or nil for what is none.
  public var quantile: Double? {
    switch self {
    case .p50: 0.5
    case .p90: 0.9
    case .p95: 0.95
    case .p99: 0.99
    case .p999: 0.999
    default: nil
    }
  }
}

/// Under which conditions a figure is taken.
public struct Conditions: Sendable, Hashable {
  public var moment: Horizon
  /// What is out of order. Failures move load.
  public var failures: [FailureCondition]
  /// What-if: all rates times this.
  public var loadFactor: Double

  public init(_ moment: Horizon = .now, failures: [FailureCondition] = [], loadFactor: Double = 1) {
    self.moment = moment
    self.failures = failures
    self.loadFactor = loadFactor
  }

  public static let now = Conditions()
  public static let peak = Conditions(.peak)

  /// Whether rates are those at peak. A horizon in the future is judged at its peak, as capacity is bought for it.
  public var isPeak: Bool { moment != .now }

  /// Seconds from today.
  public var time: Double {
    if case .after(let seconds) = moment { return max(0, seconds) }
    return 0
  }
}

/// How a value relates to the truth.
public enum Bound: String, Sendable, Hashable {
  case exact
  /// Something unpriced or unknown would add to it.
  case atLeast = "at least"
  case atMost = "at most"
  /// It rests on independence, or on a share of common causes that is not stated.
  case atBest = "at best"
}

/// One computed figure.
public struct Figure: Sendable, Hashable {
  public let subject: FigureSubject
  public let name: FigureName
  public let conditions: Conditions
  /// In base units: seconds, bytes, a second, shares of one, money a month. Never a NaN or infinite.
  public let value: Known<Double>
  public let bound: Bound
  public let currency: Currency

  public init(
    _ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions, value: Known<Double>, bound: Bound = .exact,
    currency: Currency = .none
  ) {
    self.subject = subject
    self.name = name
    self.conditions = conditions
    if case .known(let number) = value, !number.isFinite {
      self.value = .unknown(Missing(reason: "the figure has no finite value"))
    } else {
      self.value = value
    }
    self.bound = bound
    self.currency = currency
  }

  public var quantity: Quantity? {
    value.value.map { Quantity($0, name.dimension, currency: currency) }
  }
}
