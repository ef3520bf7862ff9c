/// From where a component or relation takes a property that it does not state itself.
public enum Inheritance: UInt8, Sendable, Hashable {
  /// From nowhere: it is stated or unknown.
  case none
  /// Components take it from their boundaries, from the inside out, then from `defaults`.
  case `self`
  /// Relations take it from the component they leave, as well as from `defaults` of that component's kind.
  case outgoing
  /// Relations take it from the component they reach.
  case incoming
}

/// One row of the table of properties: the only place that says what a property is.
public struct PropertySpec: Sendable {
  public let name: PropertyName
  /// The kinds whose blocks may hold it; `.relation` among them for relations.
  public let kinds: KindSet
  public let type: PhraseType
  public let inheritance: Inheritance
  /// One sentence: what it means, in which unit.
  public let documentation: String
  /// A phrase that fits, as it is written behind the colon; empty for flags.
  public let example: String

  public init(
    _ name: PropertyName, on kinds: KindSet, _ type: PhraseType, inherits inheritance: Inheritance = .none,
    _ documentation: String, example: String
  ) {
    self.name = name
    self.kinds = kinds
    self.type = type
    self.inheritance = inheritance
    self.documentation = documentation
    self.example = example
  }
}

/// Whether declarations of a kind have a name.
public enum Naming: UInt8, Sendable, Hashable {
  case required, optional, none
}

/// One row of the table of kinds.
public struct KindSpec: Sendable {
  public let kind: Kind
  public let family: KindFamily
  public let naming: Naming
  /// The kinds that may be declared in its block.
  public let holds: KindSet
  /// Whether relations may stand in its block.
  public let holdsRelations: Bool
  /// One sentence: what it stands for.
  public let documentation: String
  /// A short declaration that compiles.
  public let example: String

  public init(
    _ kind: Kind, _ family: KindFamily, naming: Naming = .required, holds: KindSet = [], relations: Bool = false,
    _ documentation: String, example: String
  ) {
    self.kind = kind
    self.family = family
    self.naming = naming
    self.holds = holds
    holdsRelations = relations
    self.documentation = documentation
    self.example = example
  }
}
