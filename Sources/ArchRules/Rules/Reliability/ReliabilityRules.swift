extension Rule {
  static let reliabilityRules: [Rule] = []
}
