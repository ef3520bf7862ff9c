import ArchSyntax

/// A relation statement that waits for all names to be declared.
struct PendingRelation {
  let node: NodeRef
  let owner: ElementID
  var madeBy: ElementID?
  /// Whether it stands in an `extend` or a variant, where it amends a relation of equal id.
  var isExtension = false
}

/// An `extend` or a `remove`.
struct PendingChange {
  let kind: Kind
  let node: NodeRef
  let scope: ElementID
}

struct PendingUse {
  let node: NodeRef
  let scope: ElementID
}

/// The relations that one statement makes; they share its properties.
struct RelationStatement {
  let node: NodeRef
  let relations: Range<Int>
  let owner: ElementID
  let isExtension: Bool
}

/// Properties that an `extend` gives to an element.
struct Extension {
  let target: ElementID
  let node: NodeRef
  /// Which layer makes it: 0 for the program itself, then one for each variant and each phase, in their order. A later
  /// layer wins over an earlier one; in one layer two that differ are an error.
  let layer: Int
}

/// Properties that a relation statement in an `extend` gives to relations that exist.
struct Amendment {
  let relations: [RelationID]
  let node: NodeRef
}

/// That one file needs what another one declares.
public struct FileUse: Hashable, Sendable {
  public let user: FileID
  public let used: FileID
}

/// An `allow`, with what it stands in.
public struct Allow: Sendable {
  /// The element of kind `allow`, which has its properties.
  public let element: ElementID
  /// The relation statement that holds it, or nil where an element or the file does.
  public let relation: NodeRef?
}

/// A `never` of a pattern that is in use.
public struct PatternNever: Sendable {
  public let use: ElementID
  public let node: NodeRef
}
