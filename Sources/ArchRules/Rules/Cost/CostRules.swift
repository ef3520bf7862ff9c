extension Rule {
  /// The rules of this family.
  static let costRules: [Rule] = [budgetExceeded, idleCapacity, unpricedComponent]
}
