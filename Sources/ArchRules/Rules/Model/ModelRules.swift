extension Rule {
  static let modelRules: [Rule] = [
    isolatedComponent, unreachableComponent, impossibleValue, staleAllow, expiredAllow, requirementUntraced, emptyText,
    unusedImport, coverage, viewEmpty, unknownWord,
  ]
}
