import ArchModel
import ArchSyntax

/// Which side of the CAP theorem a store takes when the network splits.
struct CAPSide {
  /// `CP` or `AP`.
  let word: String
  /// The statement; nil where the catalogue says it of the technology.
  let property: StatedProperty?

  var isStated: Bool { property != nil }
}

extension ModelFacts {
  /// What keeps the latest write in sight of every reader.
  static let strongConsistencies: Set<String> = ["strong", "linearizable", "serializable"]

  /// The side that a store takes, as stated, else as its technology does out of the box; nil where it is `tunable`, where
  /// the store is not distributed, and where nobody says.
  func capSide(of store: ElementID) -> CAPSide? {
    if let property = effective(.cap, of: store)?.property {
      return model.word(property.stated.value).flatMap { Self.side($0, property) }
    }
    return technology(store)?.cap.flatMap { Self.side($0, nil) }
  }

  private static func side(_ word: String, _ property: StatedProperty?) -> CAPSide? {
    word == "CP" || word == "AP" ? CAPSide(word: word, property: property) : nil
  }

  /// The consistency that is stated for a store, as a property.
  func consistency(of store: ElementID) -> StatedProperty? { effective(.consistency, of: store)?.property }

  /// Whether a property says that readers see the latest write.
  func isStrong(_ property: StatedProperty?) -> Bool {
    property.flatMap { model.word($0.stated.value) }.map(Self.strongConsistencies.contains) ?? false
  }

  /// The statement that makes copies of a store late, or nil: `replication: async`, or a lag.
  func latenessOfCopies(of store: ElementID) -> StatedProperty? {
    if let replication = effective(.replication, of: store)?.property {
      return model.word(replication.stated.value) == "async" ? replication : nil
    }
    return effective(.lag, of: store).flatMap { isPositive($0.property) ? $0.property : nil }
  }

  func isPositive(_ property: StatedProperty) -> Bool { (model.figure(property.stated)?.value ?? 0) > 0 }
}
