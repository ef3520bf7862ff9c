extension Rule {
  static let observabilityRules: [Rule] = [unobservedComponent, flowWithoutObjective, noTracing, unalertedQueue]
}
