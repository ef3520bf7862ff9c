/// A way through the model.
public struct FlowDocument: Codable, Sendable, Hashable {
  /// One step over a relation.
  public struct Step: Codable, Sendable, Hashable, DirectlyEncodable {
    public var source: String
    public var target: String
    public var arrow: String
    /// The id of the relation that it takes.
    public var relation: String
    public var label: String?
    /// The position in `blocks` of the block that holds it; null at top level.
    public var block: Int?
    /// Steps of one list (`A -> [B, C]`) run in parallel and share a number, from 1 in each flow.
    public var fan: Int?

    enum CodingKeys: String, CodingKey { case source, target, arrow, relation, label, block, fan }

    func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
      try container.encode(source, forKey: .source)
      try container.encode(target, forKey: .target)
      try container.encode(arrow, forKey: .arrow)
      try container.encode(relation, forKey: .relation)
      try container.encodeOrNull(label, forKey: .label)
      try container.encodeOrNull(block, forKey: .block)
      try container.encodeOrNull(fan, forKey: .fan)
    }
  }

  /// A `parallel`, `optional`, `alternative` or `loop`.
  public struct Block: Codable, Sendable, Hashable, DirectlyEncodable {
    public var kind: String
    public var title: String?
    /// The position in `blocks` of the block around it.
    public var parent: Int?
    /// How often a `loop` runs; 1 for others.
    public var count: Double
    public var properties: [String: ValueDocument]

    enum CodingKeys: String, CodingKey { case kind, title, parent, count, properties }

    func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
      try container.encode(kind, forKey: .kind)
      try container.encodeOrNull(title, forKey: .title)
      try container.encodeOrNull(parent, forKey: .parent)
      try container.encode(count, forKey: .count)
      try container.encodeDirectly(properties, forKey: .properties)
    }
  }

  public var element: ElementDocument
  public var steps: [Step]
  public var blocks: [Block]
  /// What its `objective` states; null where it has none.
  public var objective: [String: ValueDocument]?

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
    objective = try container.decodeIfPresent([String: ValueDocument].self, forKey: .objective)
  }

  /// The keys of the element and those of the flow stand in one object.
  public func encode(to encoder: any Encoder) throws {
    try element.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encodeDirectly(steps, forKey: .steps)
    try container.encodeDirectly(blocks, forKey: .blocks)
    if let objective {
      try container.encodeDirectly(objective, forKey: .objective)
    } else {
      try container.encodeNil(forKey: .objective)
    }
  }
}
