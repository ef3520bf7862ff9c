import ArchSyntax

/// The rules, in the order of their ids.
public struct RuleSet: Sendable {
  public let rules: [Rule]
  private let index: [String: Int]

  public init(_ rules: [Rule]) {
    self.rules = rules
    var index: [String: Int] = [:]
    for (position, rule) in rules.enumerated() {
      index[rule.id] = position
      index[rule.name] = position
    }
    self.index = index
  }

  /// All rules of this version. Each family lists its own, in a file beside them.
  public static let all = RuleSet(
    [
      Rule.apiRules, Rule.costRules, Rule.dataRules, Rule.escalationRules, Rule.maintainabilityRules, Rule.modelRules,
      Rule.observabilityRules, Rule.patternRules, Rule.performanceRules, Rule.reliabilityRules, Rule.scalabilityRules,
      Rule.securityRules,
      Rule.technologyRules,
    ].flatMap { $0 }.sorted { $0.id < $1.id })

  /// The rule of an id (`MOD001`) or a name (`isolated-component`).
  public func find(_ text: String) -> Rule? { index[text].map { rules[$0] } }

  /// The rules that a word of `select` or `ignore` means: one by its id or name, or all of a principle by its name or
  /// letters. Empty where the word means nothing.
  public func matching(_ text: String) -> [Rule] {
    if let rule = find(text) { return [rule] }
    let principle = Principle.allCases.first { $0.rawValue == text || $0.prefix == text }
    guard let principle else { return [] }
    return rules.filter { $0.principle == principle }
  }

  /// The at most two names, ids or principles that a word may have meant, best first.
  public func nearest(to text: String) -> [String] {
    let names = Spelling.nearest(to: text, among: rules.map(\.name) + Principle.allCases.map(\.rawValue))
    if !names.isEmpty { return names }
    let ids = Spelling.nearest(to: text, among: rules.map(\.id))
    return ids.isEmpty ? Spelling.nearest(to: text, among: Principle.allCases.map(\.prefix)) : ids
  }
}
