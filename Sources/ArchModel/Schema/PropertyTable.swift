extension Schema {
  /// All properties: one row for each name and set of kinds. A name may have several rows, for kinds that do not overlap.
  public static let properties: [PropertySpec] =
    generalProperties + componentProperties + boundaryProperties + capacityProperties + latencyProperties
    + availabilityProperties + costProperties + storeProperties + messagingProperties + relationProperties
    + interfaceProperties + headerProperties + decisionProperties + failureProperties + migrationProperties
    + controlProperties
}
