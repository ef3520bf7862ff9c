import ArchSyntax

/// What the choices for single files say of a rule; a later choice wins over an earlier one.
struct FileWeights {
  enum Weight: Hashable {
    /// As everywhere.
    case usual
    case off
    case set(Severity)
  }

  private var weights: [FileID: [String: Weight]] = [:]
  private let everywhere: Set<String>

  /// - Parameter everywhere: the ids of the rules that run for all files. Others run for the sake of some files, and
  ///   count in those alone.
  init(_ choices: [FileChoice], rules: RuleSet, everywhere: Set<String>) {
    self.everywhere = everywhere
    for choice in choices {
      var own: [String: Weight] = [:]
      for rule in choice.choice.select.flatMap({ rules.matching($0) }) { own[rule.id] = .usual }
      for (rule, severity) in choice.choice.severities { own[rule] = severity.map { .set($0) } ?? .off }
      for rule in choice.choice.ignore.flatMap({ rules.matching($0) }) { own[rule.id] = .off }
      for file in choice.files { weights[file, default: [:]].merge(own) { $1 } }
    }
  }

  func weight(of rule: Rule, in file: FileID) -> Weight {
    if let weight = weights[file]?[rule.id] { return weight }
    return everywhere.contains(rule.id) || rule.stage == .compiler ? .usual : .off
  }
}
