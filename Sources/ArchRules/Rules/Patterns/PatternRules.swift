extension Rule {
  static let patternRules: [Rule] = [patternNeverViolated]
}
