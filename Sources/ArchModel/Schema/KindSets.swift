extension KindSet {
  public static let outside: KindSet = [.actor, .client, .external]
  public static let edge: KindSet = [.dns, .cdn, .waf, .loadBalancer, .gateway]
  public static let compute: KindSet = [.service, .function, .worker, .job, .module]
  public static let stores: KindSet = [.database, .cache, .storage]
  public static let messaging: KindSet = [.queue, .stream, .topic]
  public static let platform: KindSet = [.registry, .identity, .secrets, .monitor, .mesh, .repository, .pipeline]
  public static let boundaries: KindSet = [.zone, .region, .cluster, .domain, .group]

  /// What runs, stores, carries or uses something: the boxes of a diagram.
  public static let components: KindSet = outside | edge | compute | stores | messaging | platform
  /// The components that can be called by others over a relation.
  public static let parts: KindSet = components | boundaries
  /// What an author may describe, own and link.
  public static let described: KindSet =
    parts | [
      .system, .endpoint, .event, .asset, .flow, .requirement, .decision, .option, .tradeoff, .failure, .migration,
      .phase, .next, .pattern, .environment, .scenario, .view, .rule,
    ]
  /// What declares changes of the model: a list of declarations, `extend` and `remove`.
  public static let variants: KindSet = [.environment, .scenario, .option, .phase]
  /// The records of a program.
  public static let records: KindSet = [
    .requirement, .decision, .option, .tradeoff, .failure, .migration, .phase, .next,
  ]
  /// What a record may speak about.
  public static let subjects: KindSet = parts | [.endpoint, .event, .asset, .flow]
}
