extension Schema {
  private static let stores: KindSet = KindSet.stores | [.defaults, .tech]
  /// What keeps data, on a disk or in a log.
  private static let keepers: KindSet = KindSet.stores | KindSet.messaging | [.defaults, .tech]
  private static let messaging: KindSet = KindSet.messaging | [.defaults, .tech]

  /// What stores may state.
  static let storeProperties: [PropertySpec] = [
    PropertySpec(
      .type, on: KindSet.stores, .oneOf(.storeTypes), "The kind of store, as its queries show it.", example: "sql"),
    PropertySpec(
      .consistency, on: keepers, .oneOf(.consistencies), "What a reader sees after a write.", example: "strong"),
    PropertySpec(.cap, on: keepers, .oneOf(.capSides), "What it gives up when the network splits.", example: "CP"),
    PropertySpec(.size, on: keepers, .size, "How much it holds today, in one copy.", example: "400GB"),
    PropertySpec(
      .growth, on: keepers, .growth,
      "How much it grows, as a size or a share per time; `fixed` where load does not speed it up.",
      example: "3GB/d"),
    PropertySpec(
      .copies, on: keepers, .number, "How many copies of the data are paid for; else as many as replicas.", example: "3"
    ),
    PropertySpec(.replication, on: keepers, .oneOf(.replications), "How replicas learn of a write.", example: "sync"),
    PropertySpec(.lag, on: keepers | [.relation], .duration, "How far a replica or a reader is behind.", example: "1s"),
    PropertySpec(
      .backup, on: keepers, .backup, "How often it is saved, how long that is kept, and where.",
      example: "every 1h keep 30d to Vault"),
    PropertySpec(.rpo, on: keepers, .duration, "How much of the latest data may be lost at most.", example: "5min"),
    PropertySpec(.rto, on: timedParts | [.failure], .duration, "How long it may be out at most.", example: "15min"),
    PropertySpec(.restore, on: keepers, .duration, "How long it takes to bring a backup back.", example: "10min"),
    PropertySpec(
      .retention, on: keepers | [.asset, .monitor],
      .either([.word("unlimited"), .figure(.quantity([.duration, .size]))]),
      "How long, or up to which size, data is kept.", example: "7d"),
    PropertySpec(.eviction, on: stores, .oneOf(.evictions), "What goes when it is full.", example: "lru"),
    PropertySpec(
      .invalidation, on: stores | [.cdn], .either([.text, .oneOf(.invalidations)]),
      "How a copy learns that it is out of date.",
      example: "events"),
    PropertySpec(
      .hitRate, on: KindSet.stores | KindSet.edge | [.defaults, .tech], .ratio,
      "The share of requests that it answers itself.",
      example: "90%"),
    PropertySpec(.derived, on: keepers, .flag, "It can be built again from elsewhere.", example: "true"),
    PropertySpec(
      .needs, on: KindSet.components, .list(.oneOf(.needs), bare: true), "What its technology has to be good at.",
      example: "[transactions, full-text-search]"),
    PropertySpec(
      .class, on: [.asset], .list(.oneOf(.dataClasses), bare: true), "The class of the data.", example: "payments"),
  ]

  private static let timedParts: KindSet = KindSet.parts | [.defaults, .tech]

  /// What queues, streams and topics may state.
  static let messagingProperties: [PropertySpec] = [
    PropertySpec(
      .partitions, on: messaging, .number, "How many consumers of one group can read at once.", example: "12"),
    PropertySpec(
      .ordering, on: messaging, .either([.flag, .oneOf(.orderings)]), "Among which messages order is kept.",
      example: "key"),
    PropertySpec(
      .delivery, on: messaging, .oneOf(.deliveries), "How often a message can arrive.", example: "at-least-once"),
    PropertySpec(
      .deadLetter, on: messaging, .reference(KindSet.messaging), "Where messages go that nobody could handle.",
      example: "DeadLetters"),
    PropertySpec(.maxDepth, on: messaging, .number, "How many messages can wait.", example: "120k"),
    PropertySpec(.maxMessage, on: messaging, .size, "The size of the largest message.", example: "256KB"),
    PropertySpec(
      .visibility, on: messaging, .duration, "How long a message that is worked on is hidden from others.",
      example: "3min"),
    PropertySpec(
      .redelivery, on: messaging, .redelivery, "How often a message is given out again, and after how long.",
      example: "3 60s"),
    PropertySpec(.durable, on: messaging, .flag, "Messages survive a restart.", example: "true"),
  ]
}
