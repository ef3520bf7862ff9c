extension Rule {
  static let reliabilityRules: [Rule] = [timeoutInversion]
}
