/// What every declaration has in common.
public struct ElementDocument: Codable, Sendable, Hashable, DirectlyEncodable {
  /// The full path, `Private.Orders`; of what has no name the slug of its title, else its kind.
  public var id: String
  public var name: String?
  /// The quoted title.
  public var title: String?
  public var kind: String
  /// The names from the outermost boundary inward, joined by dots; empty for what has no name.
  public var path: String
  /// The id of the innermost boundary around it.
  public var boundary: String?
  /// The id of the declaration whose block holds it; null at top level.
  public var parent: String?
  /// The text of its `///` comment or its `description:`; Markdown.
  public var description: String?
  public var tags: [String]
  /// The id of the `use` of a pattern that made it.
  public var madeBy: String?
  public var file: String
  /// The place of its name.
  public var range: RangeDocument
  /// What it states itself.
  public var properties: [String: ValueDocument]
  /// What it does not state and has all the same, with its origin. Only components and relations inherit.
  public var effective: [String: ValueDocument]
  /// The texts of its `metadata` block.
  public var metadata: [String: String]

  enum CodingKeys: String, CodingKey {
    case id, name, title, kind, path, boundary, parent, description, tags, madeBy, file, range, properties, effective
    case metadata
  }

  func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encode(id, forKey: .id)
    try container.encodeOrNull(name, forKey: .name)
    try container.encodeOrNull(title, forKey: .title)
    try container.encode(kind, forKey: .kind)
    try container.encode(path, forKey: .path)
    try container.encodeOrNull(boundary, forKey: .boundary)
    try container.encodeOrNull(parent, forKey: .parent)
    try container.encodeOrNull(description, forKey: .description)
    try container.encode(tags, forKey: .tags)
    try container.encodeOrNull(madeBy, forKey: .madeBy)
    try container.encode(file, forKey: .file)
    try container.encodeDirectly(range, forKey: .range)
    try container.encodeDirectly(properties, forKey: .properties)
    try container.encodeDirectly(effective, forKey: .effective)
    try container.encode(metadata, forKey: .metadata)
  }
}

/// One edge between two components.
public struct RelationDocument: Codable, Sendable, Hashable, DirectlyEncodable {
  /// `A->B` with full paths, `A->B[sql]` where several stand.
  public var id: String
  public var source: String
  public var target: String
  public var arrow: String
  public var label: String?
  public var madeBy: String?
  public var file: String
  /// The place of its statement without the block; relations of one statement share it.
  public var range: RangeDocument
  public var properties: [String: ValueDocument]
  public var effective: [String: ValueDocument]

  enum CodingKeys: String, CodingKey {
    case id, source, target, arrow, label, madeBy, file, range, properties, effective
  }

  func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encode(id, forKey: .id)
    try container.encode(source, forKey: .source)
    try container.encode(target, forKey: .target)
    try container.encode(arrow, forKey: .arrow)
    try container.encodeOrNull(label, forKey: .label)
    try container.encodeOrNull(madeBy, forKey: .madeBy)
    try container.encode(file, forKey: .file)
    try container.encodeDirectly(range, forKey: .range)
    try container.encodeDirectly(properties, forKey: .properties)
    try container.encodeDirectly(effective, forKey: .effective)
  }
}
