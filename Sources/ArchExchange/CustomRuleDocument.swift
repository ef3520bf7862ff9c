import ArchModel

/// A rule that the program declares.
public struct CustomRuleDocument: Codable, Sendable, Hashable {
  /// What `allow` and findings call it.
  public var id: String
  public var title: String?
  public var severity: String
  public var why: String?
  public var help: String?
  /// What it demands, as the language writes it.
  public var demands: [String]
  public var file: String
  public var range: RangeDocument

  enum CodingKeys: String, CodingKey { case id, title, severity, why, help, demands, file, range }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(title, forKey: .title)
    try container.encode(severity, forKey: .severity)
    try container.encode(why, forKey: .why)
    try container.encode(help, forKey: .help)
    try container.encode(demands, forKey: .demands)
    try container.encode(file, forKey: .file)
    try container.encode(range, forKey: .range)
  }
}
