/// The quality that a rule guards, by the word that machines read.
public enum Principle: String, Sendable, Hashable, CaseIterable {
  case reliability, scalability, performance, security, data, observability, maintainability
  case api, cost, patterns, technology, escalation, model
  /// What a program demands by rules of its own.
  case custom

  /// The letters that the ids of its rules begin with.
  public var prefix: String {
    switch self {
    case .reliability: "REL"
    case .scalability: "SCA"
    case .performance: "PER"
    case .security: "SEC"
    case .data: "DAT"
    case .observability: "OBS"
    case .maintainability: "MNT"
    case .api: "API"
    case .cost: "CST"
    case .patterns: "PAT"
    case .technology: "TEC"
    case .escalation: "ESC"
    case .model: "MOD"
    case .custom: "CUSTOM"
    }
  }
}
