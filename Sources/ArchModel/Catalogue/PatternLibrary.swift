/// The patterns that `import "std/…"` brings: `.arch` text in the binary, one module a pattern.
///
/// What a pattern is for, brings and costs stands in its own text, where `archc pattern show`, completion and programs
/// read it; here is only how it is found.
public enum PatternLibrary {
  /// One pattern of the library.
  public struct Entry: Sendable, Hashable {
    /// The name of the module behind `std/`: `cqrs`.
    public let slug: String
    /// The name that `use` takes: `Cqrs`.
    public let name: String
    /// The family it is listed under.
    public let family: String
    /// What it looks like in practice, in a few words: `Add more API servers`.
    public let example: String
    /// What else people call it, in lower case.
    public let aliases: [String]
    /// The module.
    public let text: String

    /// The module's name as `import` takes it.
    public var module: String { "std/" + slug }
  }

  /// Every pattern, by family.
  public static let all: [Entry] = entry + data + messaging + resilience

  /// The names of the modules.
  public static let modules: [String] = all.map(\.module)

  /// The pattern of a module's name (`cqrs`, `std/cqrs`), a pattern's name (`Cqrs`) or another name that people use
  /// (`sidecar`); case, blanks, hyphens and underscores do not count. Nil where there is none.
  public static func find(_ word: String) -> Entry? {
    let key = folded(word)
    guard !key.isEmpty else { return nil }
    return all.first { folded($0.slug) == key || folded($0.module) == key || folded($0.name) == key }
      ?? all.first { $0.aliases.contains { folded($0) == key } }
  }

  /// Every name that finds a pattern, for completion and for what may have been meant.
  public static let names: [String] = all.flatMap { [$0.slug, $0.name] + $0.aliases }

  private static func folded(_ word: String) -> String {
    String(word.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " && $0 != "/" })
  }

  private static func row(
    _ slug: String, _ name: String, _ family: String, _ example: String, _ aliases: [String], _ text: String
  ) -> Entry {
    Entry(slug: slug, name: name, family: family, example: example, aliases: aliases, text: text)
  }

  private static let entry: [Entry] = {
    let family = "Entry and calls"
    return [
      row(
        "api-gateway", "ApiGateway", family, "Kong in front of twelve services", ["gateway", "edge-service"], apiGateway
      ),
      row(
        "backend-for-frontend", "BackendForFrontend", family, "One back end for the web, one for the phone",
        ["bff", "backends-for-frontends"], backendForFrontend),
      row(
        "strangler-fig", "StranglerFig", family, "Route after route leaves the old shop",
        ["strangler", "strangler-pattern"], stranglerFig),
      row(
        "service-discovery", "ServiceDiscovery", family, "Consul, or what Kubernetes has built in",
        ["service-registry", "discovery"], serviceDiscovery),
      row("service-mesh", "ServiceMesh", family, "Linkerd, Istio", ["sidecar", "mesh", "sidecar-mesh"], serviceMesh),
    ]
  }()

  private static let data: [Entry] = {
    let family = "Data"
    return [
      row(
        "cqrs", "Cqrs", family, "PostgreSQL for orders, Elasticsearch for the search page",
        ["command-query-responsibility-segregation"], cqrs),
      row(
        "event-sourcing", "EventSourcing", family, "An account as the sum of its bookings", ["event-store"],
        eventSourcing),
      row(
        "materialised-view", "MaterialisedView", family, "Sales a day and region, refreshed each minute",
        ["materialized-view", "materialised-views", "materialized-views"], materialisedView),
      row("cache-aside", "CacheAside", family, "Redis, CDN", ["caching", "cache", "lazy-loading"], cacheAside),
      row(
        "read-replicas", "ReadReplicas", family, "PostgreSQL replicas", ["read-replica", "replication"], readReplicas),
      row("sharding", "Sharding", family, "User ID % N", ["partitioning", "shards"], sharding),
    ]
  }()

  private static let messaging: [Entry] = {
    let family = "Messaging"
    return [
      row("saga", "Saga", family, "Book flight, hotel and car, or none", ["sagas", "compensation"], saga),
      row(
        "transactional-outbox", "TransactionalOutbox", family, "Order and OrderPlaced in one transaction", ["outbox"],
        transactionalOutbox),
      row(
        "queue-based-load-levelling", "QueueLoadLevelling", family, "Queue + workers",
        [
          "queue-based-load-leveling", "load-levelling", "load-leveling", "async-processing", "asynchronous-processing",
          "queue-load-leveling",
        ], queueBasedLoadLevelling),
      row(
        "competing-consumers", "CompetingConsumers", family, "Ten workers on one SQS queue", ["worker-pool"],
        competingConsumers),
    ]
  }()

  private static let resilience: [Entry] = {
    let family = "Reliability and scale"
    return [
      row(
        "circuit-breaker", "CircuitBreaker", family, "Half of ten calls failed: open for 30s", ["breaker"],
        circuitBreaker),
      row("bulkhead", "Bulkhead", family, "Ten connections for offers, forty for payments", ["bulkheads"], bulkhead),
      row(
        "retry-with-backoff", "RetryWithBackoff", family, "After 100ms, 200ms and 400ms, each with jitter",
        ["retry", "backoff", "exponential-backoff"], retryWithBackoff),
      row(
        "leader-election", "LeaderElection", family, "One scheduler at work, two in wait", ["leader"], leaderElection),
      row(
        "horizontal-scaling", "HorizontalScaling", family, "Add more API servers", ["scale-out", "horizontal"],
        horizontalScaling),
      row("vertical-scaling", "VerticalScaling", family, "Bigger instance", ["scale-up", "vertical"], verticalScaling),
    ]
  }()
}
