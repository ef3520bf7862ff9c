extension Rule {
  /// The rules of this family.
  static let dataRules: [Rule] = [
    sharedPersistence, dualWrite, nonIdempotentConsumer, capContradiction, strongReadThroughCache, noBackup, rpoMissed,
    rtoMissed,
    backupInSameDomain, cacheWithoutExpiry, orderingLost, noSingleWriter, noRetention, capUnstated, writeOnMiss,
  ]
}
