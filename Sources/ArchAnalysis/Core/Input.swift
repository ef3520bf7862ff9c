import ArchModel

/// A number that the model states, with its place. `Model.properties[property]` is the statement.
public struct Input: Sendable, Hashable {
  /// In base units: seconds, bytes, a second, shares of one, money a month.
  public var value: Double
  public var confidence: Confidence
  public var isTotal: Bool
  public var isInclusive: Bool
  public var currency: Currency
  /// The position of the statement in `Model.properties`; -1 for what a what-if states.
  public var property: Int32

  public init(
    _ value: Double, confidence: Confidence = .stated, isTotal: Bool = false, isInclusive: Bool = false,
    currency: Currency = .none, property: Int32 = -1
  ) {
    self.value = value
    self.confidence = confidence
    self.isTotal = isTotal
    self.isInclusive = isInclusive
    self.currency = currency
    self.property = property
  }
}

/// The numbers of a component, one place each. Phrases of several numbers have a place for each of them.
public enum InputName: UInt8, Sendable, Hashable, CaseIterable {
  case replicasLower, replicasUpper, concurrency, maxConnections, autoscaleTarget, scaleUp
  case capacity, writeCapacity, shards, readReplicas
  case p50, p90, p95, p99, p999
  case availability, mttr, commonCause, quorum, failoverTime
  case hitRate, size, growth, copies, lag, restore, rpo, rto, retention, backupInterval
  case maxDepth, partitions, loadMean, loadPeak, users

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
    }
  }
}

/// The numbers of a relation.
public enum RelationInputName: UInt8, Sendable, Hashable, CaseIterable {
  case timeout, attempts, retryPause, calls, share, pool, bulkhead, payload, rateMean, ratePeak

  public var property: PropertyName {
    switch self {
    case .timeout: .timeout
    case .attempts, .retryPause: .retry
    case .calls: .calls
    case .share: .share
    case .pool: .pool
    case .bulkhead: .bulkhead
    case .payload: .payload
    case .rateMean, .ratePeak: .rate
    }
  }
}
