extension Rule {
  /// The rules of this family.
  static let technologyRules: [Rule] = [
    unfitTechnology, providerMismatch, kindMismatch, tooManyTechnologies, catalogueContradicted,
  ]
}
