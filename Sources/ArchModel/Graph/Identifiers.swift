/// A declaration of the model: a component, boundary, flow or record, by its position in `Model.elements`.
public struct ElementID: Hashable, Sendable, Comparable {
  public let index: Int32

  public init(_ index: Int) {
    self.index = Int32(truncatingIfNeeded: index)
  }

  /// The program itself, which holds the top level.
  public static let program = ElementID(0)

  public static func < (a: ElementID, b: ElementID) -> Bool { a.index < b.index }
}

/// A relation, by its position in `Model.relations`.
public struct RelationID: Hashable, Sendable, Comparable {
  public let index: Int32

  public init(_ index: Int) {
    self.index = Int32(truncatingIfNeeded: index)
  }

  public static func < (a: RelationID, b: RelationID) -> Bool { a.index < b.index }
}

/// A name, interned: equal names (in NFC) have equal ids.
public struct NameID: Hashable, Sendable {
  public let index: UInt32

  public init(_ index: Int) {
    self.index = UInt32(truncatingIfNeeded: index)
  }

  /// The name of what has none.
  public static let none = NameID(0)
}
