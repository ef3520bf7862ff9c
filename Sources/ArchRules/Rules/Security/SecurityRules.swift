extension Rule {
  static let securityRules: [Rule] = [
    exposedDatastore, unauthenticatedEntry, plaintextRelation, plaintextStore, gatewayBypass, missingRateLimit,
    missingInputValidation, missingAuthorization, staticCredentials, missingWAF, trustBoundaryCrossedUnprotected,
    personalDataEgress, personalDataInTelemetry, mixedTrustBoundary, secretsWithoutVault, sensitiveDataOverflow,
  ]
}
