import ArchSyntax

/// A figure that `verify:` can speak about.
public enum Metric: String, Sendable, Hashable, CaseIterable {
  case rate, p50, p90, p95, p99, p999, availability, available, completion, cost, drain, utilization
  case replicasNeeded = "replicas-needed"
  case size, rpo, rto, users, data

  /// What it measures. `available` is yes, no, or a share of the requests.
  public var dimensions: [Dimension] {
    switch self {
    case .rate: [.rate]
    case .p50, .p90, .p95, .p99, .p999, .completion, .drain, .rpo, .rto: [.duration]
    case .availability, .available, .utilization: [.ratio]
    case .cost: [.moneyRate]
    case .replicasNeeded, .users: [.count]
    case .size, .data: [.size]
    }
  }

  /// Of flows, components and the whole system.
  public static let ofFlows: [Metric] = [
    .rate, .p50, .p90, .p95, .p99, .p999, .availability, .available, .completion, .cost, .drain,
  ]
  public static let ofComponents: [Metric] = [
    .rate, .utilization, .replicasNeeded, .availability, .available, .cost, .size, .p50, .p90, .p95, .p99, .p999, .rpo,
    .rto, .drain,
  ]
  public static let ofSystem: [Metric] = [.cost, .availability, .users, .rate, .data]
}

/// How a figure and its limit are compared.
public enum Comparison: String, Sendable, Hashable, CaseIterable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
}

/// The point in time or of load that a figure is of.
public enum Horizon: Sendable, Hashable {
  case now
  case peak
  /// Seconds from today.
  case after(Double)
}

/// What is out of order when a figure is taken.
public struct FailureCondition: Sendable, Hashable {
  public let element: ElementID
  /// One replica of it fails, not all of it.
  public let isOneReplica: Bool

  public init(element: ElementID, isOneReplica: Bool) {
    self.element = element
    self.isOneReplica = isOneReplica
  }
}

/// One comparison of a `verify:`, with its conditions.
public struct VerificationTerm: Sendable, Hashable {
  /// The flow or component; nil for the whole system.
  public var subject: ElementID?
  public var metric: Metric
  /// Nil where the metric stands alone, as `available` may.
  public var comparison: Comparison?
  public var limit: Quantity?
  public var horizon: Horizon = .now
  public var scenario: ElementID?
  public var failure: FailureCondition?
  /// The comparison and its conditions, as written.
  public var tokens: TokenRef
}

/// What a requirement says has to hold: comparisons joined by `and`, `or` and `not`.
public struct Verification: Sendable, Hashable {
  public enum Node: Sendable, Hashable {
    /// A position in `terms`.
    case term(Int)
    /// Positions in `nodes`, which stand before this one.
    case and(Int, Int)
    case or(Int, Int)
    case not(Int)
  }

  /// The requirement that states it.
  public let element: ElementID
  public let terms: [VerificationTerm]
  /// Each node stands behind those it refers to; the last one is the whole.
  public let nodes: [Node]
  /// The phrase.
  public let tokens: TokenRef

  public var root: Int { nodes.count - 1 }
}
