extension Rule {
  static let securityRules: [Rule] = []
}
