extension Rule {
  static let performanceRules: [Rule] = [
    latencyBudgetExceeded, deepSynchronousChain, tailFanOut, chattyRelation, missingCache, oversizedMessage,
    crossRegionCall, busyDatabase, timeoutAboveBudget, cacheWithoutHitRate,
  ]
}
