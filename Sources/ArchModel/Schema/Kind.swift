/// The kinds of declarations, by the words that write them. What each is and may hold stands in `Schema.kinds`.
public enum Kind: String, Sendable, CaseIterable {
  // Header
  case system, constraints, security, capacity, defaults
  // Outside
  case actor, client, external
  // Edge
  case dns, cdn, waf
  case loadBalancer = "load-balancer"
  case gateway
  // Compute
  case service, function, worker, job, module
  // Data
  case database, cache, storage
  // Messaging
  case queue, stream, topic
  // Platform
  case registry, identity, secrets, monitor, mesh, repository, pipeline
  // Boundaries
  case zone, region, cluster, domain, group
  // Behaviour
  case endpoint, event, asset, flow, objective
  // Records
  case requirement, decision, option, tradeoff, failure, migration, phase, next, metadata
  // Reuse
  case pattern, use, extend, remove, environment, scenario
  // Control
  case view, allow, never, rule, require
  // Blocks of a flow
  case parallel, optional, alternative, loop
  /// A technology inside `defaults`.
  case tech
  /// No word writes it: the file itself, which holds the top level.
  case program = ""
  /// No word writes it: a relation, where properties of relations are asked for.
  case relation = "->"
}

/// What kinds have in common.
public enum KindFamily: String, Sendable, CaseIterable {
  case header, outside, edge, compute, data, messaging, platform, boundary, behaviour, record, reuse, control
}

extension Kind {
  /// The position in `Kind.allCases`, which fits a bit set. Swift numbers the cases of an enumeration without payloads
  /// in source order, in one byte; a test holds this against `allCases`.
  @inline(__always)
  public var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}

/// A set of kinds.
public struct KindSet: Sendable, Hashable, ExpressibleByArrayLiteral {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  public init() {}

  public init(arrayLiteral kinds: Kind...) {
    self.init(kinds)
  }

  public init(_ kinds: some Sequence<Kind>) {
    for kind in kinds { insert(kind) }
  }

  public mutating func insert(_ kind: Kind) {
    let index = kind.index
    if index < 64 { low |= 1 << UInt64(index) } else { high |= 1 << UInt64(index - 64) }
  }

  public func contains(_ kind: Kind) -> Bool {
    let index = kind.index
    return index < 64 ? low & (1 << UInt64(index)) != 0 : high & (1 << UInt64(index - 64)) != 0
  }

  public func union(_ other: KindSet) -> KindSet {
    var result = self
    result.low |= other.low
    result.high |= other.high
    return result
  }

  public static func | (a: KindSet, b: KindSet) -> KindSet { a.union(b) }

  public var isEmpty: Bool { low == 0 && high == 0 }

  /// The members, in the order of the language.
  public var kinds: [Kind] { Kind.allCases.filter(contains) }
}
