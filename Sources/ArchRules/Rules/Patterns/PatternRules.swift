extension Rule {
  /// The rules of this family.
  static let patternRules: [Rule] = [
    gatewayIncomplete, cqrsBroken, eventStoreMutable, noProjection, breakerMisconfigured, patternNeverViolated,
    cachePatternIncomplete, replicaWritten,
  ]
}
