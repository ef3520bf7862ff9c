extension Rule {
  static let apiRules: [Rule] = [
    unversionedContract, missingContract, protocolMismatch, longJobOverSync, endpointWithoutTarget, duplicateEndpoint,
    unsafeGet, unboundedList,
  ]
}
