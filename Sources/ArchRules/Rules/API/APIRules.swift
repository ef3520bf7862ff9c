extension Rule {
  static let apiRules: [Rule] = []
}
