extension Rule {
  static let performanceRules: [Rule] = [
    deepSynchronousChain, tailFanOut, chattyRelation, oversizedMessage, timeoutAboveBudget, cacheWithoutHitRate,
  ]
}
