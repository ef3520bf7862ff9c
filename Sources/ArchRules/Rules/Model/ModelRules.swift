extension Rule {
  static let modelRules: [Rule] = [
    isolatedComponent, unreachableComponent, impossibleValue, staleAllow, expiredAllow, requirementUnsatisfied,
    requirementUntraced, emptyText, unusedImport, coverage, viewEmpty, requirementUndecided, unknownWord,
    phaseBreaksRequirement, idleRule,
  ]
}
