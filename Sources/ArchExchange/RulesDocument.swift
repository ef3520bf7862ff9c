import ArchModel
import ArchRules

/// The rules there are: `archc rules --format json`.
public struct RulesDocument: Codable, Sendable, Hashable {
  public struct Option: Codable, Sendable, Hashable {
    public var name: String
    /// The usual value, as the language writes it.
    public var standard: String
    public var summary: String
  }

  public struct Rule: Codable, Sendable, Hashable {
    public var id: String
    public var name: String
    public var principle: String
    public var severity: String
    public var isDefault: Bool
    public var summary: String
    public var why: String
    public var fix: String
    public var sources: [String]
    public var options: [Option]
    /// What a rule that a program declares demands, as the language writes it; empty for the rules of archc.
    public var demands: [String]

    enum CodingKeys: String, CodingKey {
      case id, name, principle, severity, summary, why, fix, sources, options, demands
      case isDefault = "default"
    }
  }

  public var version = 1
  public var rules: [Rule]

  public init(_ rules: [ArchRules.Rule]) {
    self.rules = rules.map { rule in
      Rule(
        id: rule.id, name: rule.name, principle: rule.principle.rawValue, severity: rule.severity.rawValue,
        isDefault: rule.isDefault, summary: rule.summary, why: rule.why, fix: rule.fix, sources: rule.sources,
        options: rule.options.map {
          Option(name: $0.name.rawValue, standard: QuantityFormatter.text($0.standard), summary: $0.summary)
        }, demands: rule.demands)
    }
  }
}
