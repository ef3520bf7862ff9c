import ArchModel
import ArchPatterns

/// Patterns with what they say of themselves: `archc pattern list --format json`, `archc pattern show --format json`.
public struct PatternsDocument: Codable, Sendable, Hashable {
  public struct Part: Codable, Sendable, Hashable {
    public var name: String
    public var kind: String
    public var title: String
  }

  public struct Never: Codable, Sendable, Hashable {
    public var title: String
    public var relations: [String]
  }

  public struct Pattern: Codable, Sendable, Hashable {
    public var name: String
    public var title: String
    /// The module to import; absent where the program declares the pattern.
    public var module: String?
    public var family: String?
    public var example: String?
    public var aliases: [String]
    public var description: String
    public var whenToUse: [String]
    public var benefits: [String]
    public var tradeOff: [String]
    public var source: String?
    public var parts: [Part]
    public var relations: [String]
    public var nevers: [Never]
    /// The pattern drawn in characters, a line an item.
    public var drawing: [String]
    /// The pattern as it is written.
    public var text: String
  }

  public var version = 1
  public var patterns: [Pattern]

  public init(_ patterns: [(pattern: PatternDescription, entry: PatternLibrary.Entry?, drawing: String)]) {
    self.patterns = patterns.map { pattern, entry, drawing in
      Pattern(
        name: pattern.name, title: pattern.title, module: entry?.module, family: entry?.family,
        example: entry?.example, aliases: entry?.aliases ?? [], description: pattern.documentation,
        whenToUse: pattern.whenToUse, benefits: pattern.benefits, tradeOff: pattern.tradeOff, source: pattern.source,
        parts: pattern.parts.map { Part(name: $0.name, kind: $0.kind.rawValue, title: $0.title) },
        relations: pattern.relations, nevers: pattern.nevers.map { Never(title: $0.title, relations: $0.relations) },
        drawing: drawing.split(separator: "\n").map(String.init), text: pattern.text)
    }
  }
}
