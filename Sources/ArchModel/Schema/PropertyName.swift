/// The names of all properties, by the words that write them. What each means and takes stands in `Schema.properties`.
public enum PropertyName: String, Sendable, CaseIterable {
  // What a component or boundary is
  case tech, on, layer, runtime, provider, location, trust, segmented, type, description, link, icon, tags
  case owner, criticality, was, deprecated, evidence, `public`, stateful
  case multiTenant = "multi-tenant"
  case accepts
  // Capacity and scaling
  case replicas, concurrency
  case maxConnections = "max-connections"
  case autoscale
  case scaleUp = "scale-up"
  case capacity
  case writeCapacity = "write-capacity"
  case shards
  case shardKey = "shard-key"
  case readReplicas = "read-replicas"
  case maxDuration = "max-duration"
  // Latency and availability
  case p50, p90, p95, p99, p999, availability, completion, mttr
  case commonCause = "common-cause"
  case quorum, failover
  case healthCheck = "health-check"
  // Cost
  case cost
  // Observation
  case metrics, logs, traces, watches, alert
  // Data
  case holds
  case mayHold = "may-hold"
  case encrypted, consistency, cap, size, growth, copies, replication, lag, backup, rpo, rto, restore, retention
  case ttl, eviction, invalidation
  case hitRate = "hit-rate"
  case derived, needs, `class`
  // Security
  case auth, authorization
  case rateLimit = "rate-limit"
  case tls, waf, routing
  case loadBalancing = "load-balancing"
  case discovery
  // Messaging
  case partitions, ordering, delivery
  case deadLetter = "dead-letter"
  case maxDepth = "max-depth"
  case maxMessage = "max-message"
  case visibility, redelivery, durable
  // Jobs
  case schedule, jitter
  // Load
  case load, users, rate
  // Relations
  case `protocol`, timeout, retry
  case circuitBreaker = "circuit-breaker"
  case bulkhead, fallback, optional, calls, share, access, consistent, read
  case onMiss = "on-miss"
  case credentials, idempotent
  case idempotencyKey = "idempotency-key"
  case pool, payload, sends, receives, usage, vpn, via, ordered
  case unboundedResult = "unbounded-result"
  case parallel, deadline
  // Endpoints and events
  case to, purpose, version, paginated, schema, validates
  // Header
  case language, style, status, layers, data, budget, team, expertise, timeline, horizons, authentication
  case encryption
  case rateLimiting = "rate-limiting"
  case inputValidation = "input-validation"
  case audit, secrets
  // Requirements and decisions
  case priority
  case satisfiedBy = "satisfied-by"
  case verify, source, date, deciders, context, chosen, rationale, decision, positive, negative, affects
  case supersedes, security, reversible, pros, cons, options
  // Failures
  case of, breaks, degrades, survives, impact, mitigation, detection, likelihood, severity
  // Migration and next steps
  case adds, removes, changes, after, duration, rollback, exit, due, done
  // Patterns and scenarios
  case whenToUse = "when-to-use"
  case benefits
  case tradeOff = "trade-off"
  case fails
  // Views
  case include, exclude, focus, depth, flow, direction, rank, collapse, title
  // Rules
  case until, threshold, why, help, require
}

extension PropertyName {
  /// The position in `PropertyName.allCases`. Swift numbers the cases of an enumeration without payloads in source order,
  /// in one byte; a test holds this against `allCases`.
  @inline(__always)
  public var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}

extension PropertyName {
  /// Whether its durations are far shorter than months, so that a wrong `m` can only mean minutes.
  var isShort: Bool {
    switch self {
    case .timeout, .maxDuration, .p50, .p90, .p95, .p99, .p999, .scaleUp, .failover, .visibility, .redelivery, .lag,
      .mttr, .completion, .retry, .circuitBreaker, .deadline, .jitter:
      true
    default: false
    }
  }
}
