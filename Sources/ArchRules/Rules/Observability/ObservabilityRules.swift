extension Rule {
  static let observabilityRules: [Rule] = []
}
