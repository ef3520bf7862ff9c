extension Rule {
  static let scalabilityRules: [Rule] = [
    overCapacity, highUtilisation, shortRunway, poolExhaustion, consumerDeficit, unshardedWriter, unlevelledBurst,
    fixedReplicas, verticalOnly, hotShard, declaredLoadExceeded,
  ]
}
