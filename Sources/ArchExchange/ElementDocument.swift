/// What every declaration has in common.
public struct ElementDocument: Codable, Sendable, Hashable {
  /// The full path, `Private.Orders`; of what has no name the slug of its title, else its kind.
  public var id: String
  @OrNull public var name: String?
  /// The quoted title.
  @OrNull public var title: String?
  public var kind: String
  /// The names from the outermost boundary inward, joined by dots; empty for what has no name.
  public var path: String
  /// The id of the innermost boundary around it.
  @OrNull public var boundary: String?
  /// The id of the declaration whose block holds it; null at top level.
  @OrNull public var parent: String?
  /// The text of its `///` comment or its `description:`; Markdown.
  @OrNull public var description: String?
  public var tags: [String]
  /// The id of the `use` of a pattern that made it.
  @OrNull public var madeBy: String?
  public var file: String
  /// The place of its name.
  public var range: RangeDocument
  /// What it states itself.
  public var properties: [String: ValueDocument]
  /// What it does not state and has all the same, with its origin. Only components and relations inherit.
  public var effective: [String: ValueDocument]
  /// The texts of its `metadata` block.
  public var metadata: [String: String]
}

/// One edge between two components.
public struct RelationDocument: Codable, Sendable, Hashable {
  /// `A->B` with full paths, `A->B[sql]` where several stand.
  public var id: String
  public var source: String
  public var target: String
  public var arrow: String
  @OrNull public var label: String?
  @OrNull public var madeBy: String?
  public var file: String
  /// The place of its statement without the block; relations of one statement share it.
  public var range: RangeDocument
  public var properties: [String: ValueDocument]
  public var effective: [String: ValueDocument]
}

/// A way through the model.
public struct FlowDocument: Codable, Sendable, Hashable {
  /// One step over a relation.
  public struct Step: Codable, Sendable, Hashable {
    public var source: String
    public var target: String
    public var arrow: String
    /// The id of the relation that it takes.
    public var relation: String
    @OrNull public var label: String?
    /// The position in `blocks` of the block that holds it; null at top level.
    @OrNull public var block: Int?
    /// Steps of one list (`A -> [B, C]`) run in parallel and share a number, from 1 in each flow.
    @OrNull public var fan: Int?
  }

  /// A `parallel`, `optional`, `alternative` or `loop`.
  public struct Block: Codable, Sendable, Hashable {
    public var kind: String
    @OrNull public var title: String?
    /// The position in `blocks` of the block around it.
    @OrNull public var parent: Int?
    /// How often a `loop` runs; 1 for others.
    public var count: Double
    public var properties: [String: ValueDocument]
  }

  public var element: ElementDocument
  public var steps: [Step]
  public var blocks: [Block]
  /// What its `objective` states; null where it has none.
  @OrNull public var objective: [String: ValueDocument]?

  private enum Keys: String, CodingKey { case steps, blocks, objective }

  public init(element: ElementDocument, steps: [Step], blocks: [Block], objective: [String: ValueDocument]?) {
    self.element = element
    self.steps = steps
    self.blocks = blocks
    self.objective = objective
  }

  public init(from decoder: any Decoder) throws {
    element = try ElementDocument(from: decoder)
    let container = try decoder.container(keyedBy: Keys.self)
    steps = try container.decode([Step].self, forKey: .steps)
    blocks = try container.decode([Block].self, forKey: .blocks)
    _objective = try container.decode(OrNull<[String: ValueDocument]>.self, forKey: .objective)
  }

  /// The keys of the element and those of the flow stand in one object.
  public func encode(to encoder: any Encoder) throws {
    try element.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(steps, forKey: .steps)
    try container.encode(blocks, forKey: .blocks)
    try container.encode(_objective, forKey: .objective)
  }
}

/// A decision with its options.
public struct DecisionDocument: Codable, Sendable, Hashable {
  public var element: ElementDocument
  public var options: [ElementDocument]

  private enum Keys: String, CodingKey { case options }

  public init(element: ElementDocument, options: [ElementDocument]) {
    self.element = element
    self.options = options
  }

  public init(from decoder: any Decoder) throws {
    element = try ElementDocument(from: decoder)
    options = try decoder.container(keyedBy: Keys.self).decode([ElementDocument].self, forKey: .options)
  }

  public func encode(to encoder: any Encoder) throws {
    try element.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(options, forKey: .options)
  }
}
