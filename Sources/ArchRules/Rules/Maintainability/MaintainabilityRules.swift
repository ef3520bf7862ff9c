extension Rule {
  /// The rules of this family.
  static let maintainabilityRules: [Rule] = [
    hub, layerInversion, foreignStore, ownerless, styleContradicted, fixedEndpoint, deprecatedInUse, decisionMissing,
  ]
}
