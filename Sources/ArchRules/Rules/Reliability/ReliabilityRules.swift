extension Rule {
  static let reliabilityRules: [Rule] = [
    missingTimeout, unboundedRetry, retryWithoutBackoff, retryNonIdempotent, timeoutInversion, missingCircuitBreaker,
    noFallback, synchronousCycle, unboundedQueue, missingDeadLetter, orphanDeadLetter, unthrottledIngress,
    replicatedLocalState, missingHealthCheck, asynchronousFeedbackLoop,
  ]
}
