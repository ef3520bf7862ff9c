import ArchModel
import ArchPatterns

/// The patterns that a program follows without naming them: `archc pattern find --format json`.
public struct RecognisedPatternsDocument: Codable, Sendable, Hashable {
  public struct Role: Codable, Sendable, Hashable {
    public var name: String
    /// Paths of elements.
    public var elements: [String]
  }

  public struct Deviation: Codable, Sendable, Hashable {
    public var text: String
    /// The path of an element, or the ends of a relation.
    public var subject: String?
  }

  public struct Pattern: Codable, Sendable, Hashable {
    public var name: String
    public var module: String
    public var sentence: String
    public var roles: [Role]
    public var deviations: [Deviation]
  }

  public var version = 1
  public var patterns: [Pattern]

  public init(_ found: [RecognisedPattern], in model: Model) {
    patterns = found.map { pattern in
      Pattern(
        name: pattern.entry.name, module: pattern.entry.module, sentence: pattern.sentence,
        roles: pattern.roles.map { Role(name: $0.name, elements: $0.elements.map { model.path($0) }) },
        deviations: pattern.deviations.map { deviation in
          Deviation(
            text: deviation.text,
            subject: deviation.relation.map { model.identity($0) { model.path($0) } }
              ?? deviation.element.map { model.path($0) })
        })
    }
  }
}
