extension Rule {
  static let reliabilityRules: [Rule] = [
    missingTimeout, unboundedRetry, retryWithoutBackoff, retryNonIdempotent, retryAmplification, timeoutInversion,
    missingCircuitBreaker, singlePointOfFailure, sloUnreachable, singleZone, noHeadroomForFailure, noFallback,
    criticalityInversion, synchronousCycle, unboundedQueue, missingDeadLetter, orphanDeadLetter, unthrottledIngress,
    coldCacheCollapse, replicatedLocalState, failureClaimContradicted, correlatedFailover, missingHealthCheck,
    asynchronousFeedbackLoop,
  ]
}
