extension Schema {
  private static let instances: KindSet = KindSet.components | [.cluster, .defaults, .tech]
  private static let timed: KindSet = KindSet.components | [.defaults, .tech]

  /// How much a component can do, how fast, how surely and at what price.
  static let capacityProperties: [PropertySpec] = [
    PropertySpec(
      .replicas, on: instances, .replicas,
      "How many instances run, the primary included; `4..20` where they scale, `3 across [A, B, C]` where they are spread.",
      example: "4..20"),
    PropertySpec(
      .concurrency, on: timed, .number, "How many requests one replica works on at once.", example: "25"),
    PropertySpec(
      .maxConnections, on: timed, .number, "How many connections the whole part takes.", example: "1000"),
    PropertySpec(
      .autoscale, on: instances, .autoscale, "By which metric, and to which target, it scales.", example: "cpu 60%"),
    PropertySpec(.scaleUp, on: instances, .duration, "How long a further replica takes to start.", example: "2min"),
    PropertySpec(
      .capacity, on: instances, .rate, "What one replica can do, in requests; of a replicated store, its reads.",
      example: "900/s"),
    PropertySpec(
      .writeCapacity, on: KindSet.stores | [.defaults, .tech], .rate, "What the primary, or one shard, can write.",
      example: "3k/s"),
    PropertySpec(
      .shards, on: KindSet.stores | KindSet.messaging | [.defaults, .tech], .number,
      "Into how many parts the data is split.", example: "8"),
    PropertySpec(
      .shardKey, on: KindSet.stores | KindSet.messaging, .either([.text, .name]),
      "What decides in which shard a record lies.",
      example: "\"customer id\""),
    PropertySpec(
      .readReplicas, on: KindSet.stores | [.defaults, .tech], .number,
      "Further copies for reading, which never take over.",
      example: "2"),
  ]

  /// Latency of a component's own work, by percentile.
  static let latencyProperties: [PropertySpec] = [
    percentile(.p50, "50 of 100"), percentile(.p90, "90 of 100"), percentile(.p95, "95 of 100"),
    percentile(.p99, "99 of 100"), percentile(.p999, "999 of 1000"),
  ]

  private static func percentile(_ name: PropertyName, _ share: String) -> PropertySpec {
    PropertySpec(
      name, on: timed | [.objective], .duration,
      "The time within which \(share) requests are done; of a component its own work, unless `inclusive`.",
      example: "90ms")
  }

  /// How surely it works.
  static let availabilityProperties: [PropertySpec] = [
    PropertySpec(
      .availability, on: timed | KindSet.boundaries | [.objective], .ratio,
      "The share of time that it works; of one replica, unless `total`. Of a boundary: of what its parts share.",
      example: "99.9%"),
    PropertySpec(
      .completion, on: [.objective], .duration,
      "The time to the end of the last asynchronous step, of 99 of 100 requests.",
      example: "5s"),
    PropertySpec(
      .mttr, on: KindSet.parts | [.defaults, .tech], .duration, "How long a repair takes on average.", example: "30min"),
    PropertySpec(
      .commonCause, on: KindSet.components | holders, .ratio, inherits: .`self`,
      "The share of a replica's outages that strike all replicas at once.", example: "5%"),
    PropertySpec(
      .quorum, on: timed | [.relation], .quorum, "How many are needed, of how many.", example: "2 of 3"),
    PropertySpec(
      .failover, on: timed, .failover, "Who makes another replica the primary, and how long it takes.",
      example: "automatic 60s"),
  ]

  static let costProperties: [PropertySpec] = [
    PropertySpec(
      .cost, on: timed | KindSet.boundaries, .cost,
      "What it costs: a base per replica (unless `total`), a price of its size, a price of its calls; parts add up.",
      example: "[$70/month, $0.023/GB/month, $0.20/1M]"),
    PropertySpec(.cost, on: [.relation], .cost, "What the calls of this relation cost.", example: "$0.40/1M"),
    PropertySpec(
      .cost, on: [.decision, .option, .phase, .next, .tradeoff], .either([.text, .cost]),
      "What it costs, once or a month.", example: "$20k"),
  ]
}
