import ArchModel

/// A number that the model states, with its place. `Model.properties[property]` is the statement.
public struct Input: Sendable, Hashable {
  /// In base units: seconds, bytes, a second, shares of one, money a month.
  public var value: Double
  public var dimension: Dimension
  public var confidence: Confidence
  public var isTotal: Bool
  public var isInclusive: Bool
  public var currency: Currency
  /// The length in seconds of the period of a `growth` in shares; 0 for all else.
  public var period: Float
  /// The position of the statement in `Model.properties`; -1 for what a what-if states.
  public var property: Int32

  public init(
    _ value: Double, _ dimension: Dimension = .count, confidence: Confidence = .stated, isTotal: Bool = false,
    isInclusive: Bool = false, currency: Currency = .none, period: Float = 0, property: Int32 = -1
  ) {
    self.value = value
    self.dimension = dimension
    self.confidence = confidence
    self.isTotal = isTotal
    self.isInclusive = isInclusive
    self.currency = currency
    self.period = period
    self.property = property
  }

  public var quantity: Quantity { Quantity(value, dimension, currency: currency, period: period) }
}

/// The numbers of an element, one place each. Phrases of several numbers have a place for each of them.
///
/// Components and boundaries have most of them, flows their rates, alternatives of flows their share, and `constraints`
/// what the whole system has to fit.
public enum InputName: UInt8, Sendable, Hashable, CaseIterable {
  case replicasLower, replicasUpper, concurrency, maxConnections, autoscaleTarget, scaleUp
  case capacity, writeCapacity, shards, readReplicas
  case p50, p90, p95, p99, p999
  case availability, mttr, commonCause, quorum, failoverTime
  case hitRate, size, growth, copies, lag, restore, rpo, rto, retention, backupInterval
  case maxDepth, partitions, loadMean, loadPeak, users
  /// Of flows.
  case rateMean, ratePeak
  /// Of the alternatives of a flow.
  case share
  /// Of `constraints`.
  case data, budget

  /// The property that states it.
  public var property: PropertyName {
    switch self {
    case .replicasLower, .replicasUpper: .replicas
    case .concurrency: .concurrency
    case .maxConnections: .maxConnections
    case .autoscaleTarget: .autoscale
    case .scaleUp: .scaleUp
    case .capacity: .capacity
    case .writeCapacity: .writeCapacity
    case .shards: .shards
    case .readReplicas: .readReplicas
    case .p50: .p50
    case .p90: .p90
    case .p95: .p95
    case .p99: .p99
    case .p999: .p999
    case .availability: .availability
    case .mttr: .mttr
    case .commonCause: .commonCause
    case .quorum: .quorum
    case .failoverTime: .failover
    case .hitRate: .hitRate
    case .size: .size
    case .growth: .growth
    case .copies: .copies
    case .lag: .lag
    case .restore: .restore
    case .rpo: .rpo
    case .rto: .rto
    case .retention: .retention
    case .backupInterval: .backup
    case .maxDepth: .maxDepth
    case .partitions: .partitions
    case .loadMean, .loadPeak: .load
    case .users: .users
    case .rateMean, .ratePeak: .rate
    case .share: .share
    case .data: .data
    case .budget: .budget
    }
  }

  /// The number of places.
  static let count = allCases.count
}

/// The numbers of a relation.
public enum RelationInputName: UInt8, Sendable, Hashable, CaseIterable {
  case timeout, attempts, retryPause, calls, share, pool, bulkhead, payload, rateMean, ratePeak
  /// 1 where nothing bounds the repetitions (`retry: unbounded`); `attempts` is absent then.
  case unboundedRetry

  public var property: PropertyName {
    switch self {
    case .timeout: .timeout
    case .attempts, .retryPause, .unboundedRetry: .retry
    case .calls: .calls
    case .share: .share
    case .pool: .pool
    case .bulkhead: .bulkhead
    case .payload: .payload
    case .rateMean, .ratePeak: .rate
    }
  }

  /// The number of places.
  static let count = allCases.count
}
