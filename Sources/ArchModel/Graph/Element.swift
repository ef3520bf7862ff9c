import ArchSyntax

/// A node of a tree of the program.
public struct NodeRef: Sendable, Hashable {
  public let file: FileID
  private let position: UInt32

  public init(_ file: FileID, _ node: Int) {
    self.file = file
    position = UInt32(truncatingIfNeeded: node)
  }

  public var node: Int { Int(position) }
}

/// A declaration: a component, a boundary, a flow or a record.
public struct Element: Sendable {
  public let kind: Kind
  /// The name, or `.none` for what has none.
  public let name: NameID
  public let parent: ElementID
  /// The statement that declares it. For what a pattern makes it is the statement inside the pattern.
  public let node: NodeRef
  /// The `use` that made it; nil for what is declared.
  public let madeBy: ElementID?
  /// Whether a compile error hides part of it; rules skip it.
  public internal(set) var isBroken: Bool
  /// Whether a variant or a `remove` took it away.
  public internal(set) var isRemoved = false
  private var firstProperty: UInt32 = 0
  private var endProperty: UInt32 = 0

  init(kind: Kind, name: NameID, parent: ElementID, node: NodeRef, madeBy: ElementID?, isBroken: Bool) {
    self.kind = kind
    self.name = name
    self.parent = parent
    self.node = node
    self.madeBy = madeBy
    self.isBroken = isBroken
  }

  /// What it states itself, by position in `Model.properties`.
  public internal(set) var properties: Range<Int> {
    get { Int(firstProperty)..<Int(endProperty) }
    set {
      firstProperty = UInt32(truncatingIfNeeded: newValue.lowerBound)
      endProperty = UInt32(truncatingIfNeeded: newValue.upperBound)
    }
  }
}

/// A property as it is stated on one element or relation. There are many, so its parts lie close together.
public struct StatedProperty: Sendable {
  public let stated: Stated
  /// The statement.
  public let node: NodeRef
  /// The word that writes it.
  public let key: NameID
  private let rowIndex: Int16

  init(row: Int?, key: NameID, stated: Stated, node: NodeRef) {
    self.stated = stated
    self.node = node
    self.key = key
    rowIndex = row.map { Int16(truncatingIfNeeded: $0) } ?? -1
  }

  /// The row of the schema, or nil for a free property of `constraints`, `security`, `metadata` and the like.
  public var row: Int? { rowIndex < 0 ? nil : Int(rowIndex) }

  public var name: PropertyName? { row.map { Schema.properties[$0].name } }
}

/// The arrows of relations.
public enum Arrow: String, Sendable, CaseIterable {
  case call = "->"
  case twoWay = "<->"
  case message = "~>"
  case replication = "=>"

  /// Whether the source waits for the target.
  public var isSynchronous: Bool { self == .call || self == .twoWay }
}

/// One edge between two components. A chain or a list is several relations.
public struct Relation: Sendable {
  public let source: ElementID
  public let target: ElementID
  public let arrow: Arrow
  /// The text on it, or nil.
  public let label: TokenRef?
  public let node: NodeRef
  /// The arrow token.
  public let arrowToken: Int
  public let madeBy: ElementID?
  public internal(set) var isBroken = false
  public internal(set) var isRemoved = false
  private var firstProperty: UInt32 = 0
  private var endProperty: UInt32 = 0

  init(
    source: ElementID, target: ElementID, arrow: Arrow, label: TokenRef?, node: NodeRef, arrowToken: Int,
    madeBy: ElementID?
  ) {
    self.source = source
    self.target = target
    self.arrow = arrow
    self.label = label
    self.node = node
    self.arrowToken = arrowToken
    self.madeBy = madeBy
  }

  public internal(set) var properties: Range<Int> {
    get { Int(firstProperty)..<Int(endProperty) }
    set {
      firstProperty = UInt32(truncatingIfNeeded: newValue.lowerBound)
      endProperty = UInt32(truncatingIfNeeded: newValue.upperBound)
    }
  }
}

/// One step of a flow: a relation that the flow takes.
public struct FlowStep: Sendable {
  public let relation: RelationID
  /// The block that holds it, by position in `Flow.blocks`; nil at the top level.
  public let block: Int?
  public let node: NodeRef
  /// The arrow token.
  public let arrowToken: Int
  /// The label of the step, or nil.
  public let label: TokenRef?
  /// Steps of one list (`A -> [B, C]`) share a number and run in parallel; 0 for others.
  public let fan: Int
}

/// A block of a flow.
public struct FlowBlock: Sendable {
  /// `.parallel`, `.optional`, `.alternative` or `.loop`.
  public let kind: Kind
  public let element: ElementID
  public let parent: Int?
  /// How often a `loop` runs; 1 for others.
  public let count: Double
}

/// The steps of one flow, in order.
public struct Flow: Sendable {
  public let element: ElementID
  public internal(set) var steps: [FlowStep]
  public internal(set) var blocks: [FlowBlock]
  /// Whether a step was left out because of an error.
  public internal(set) var isBroken: Bool
  /// Whether a step was left out because a variant or a `remove` took one of its ends away.
  public internal(set) var isCut = false
}

/// Whom an entry of `defaults` speaks of.
public enum DefaultSelector: Sendable, Hashable {
  case everything
  case kind(Kind)
  case tag(NameID)
  /// A technology, by the name that the catalogue gives it, or as written.
  case technology(String)
}

/// One entry of `defaults`.
public struct DefaultEntry: Sendable {
  public let selector: DefaultSelector
  public let properties: Range<Int>
  public let node: NodeRef
}
