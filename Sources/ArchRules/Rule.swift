import ArchSyntax

/// One rule of `archc check`: what it is called, what it says to people, and how it finds what it speaks of.
///
/// Rule pages, `archc explain`, the completion of `allow` and the metadata of machine formats all read this value; its
/// examples are its tests.
public struct Rule: Sendable {
  /// What a rule looks at.
  public enum Stage: Sendable, Hashable {
    /// The model.
    case model
    /// What the `allow`s silenced; such rules run when all others have.
    case allows
    /// Nothing: the compiler reports it while it binds, and the rule gives it a page and makes it known to `allow`.
    case compiler
  }

  /// The principle's letters and a number that is never used again: `MOD001`.
  public let id: String
  /// The offence in words: `isolated-component`.
  public let name: String
  public let principle: Principle
  /// How much its findings weigh where they do not say otherwise.
  public let severity: Severity
  /// Whether it runs without being asked for. Errors always do.
  public let isDefault: Bool
  public let stage: Stage
  /// Whether it finds that something is absent. Such a rule is quiet about a program with compile errors, as what it
  /// misses may be what an error hides.
  public let needsWholeProgram: Bool
  /// Whether the places of a finding are a way through the model, in order: a path of calls, a cycle.
  public let isPath: Bool
  /// One sentence: what it finds.
  public let summary: String
  /// What the consequence is.
  public let why: String
  /// How to mend it, in sentences.
  public let fix: String
  /// How to mend it, in three or four words: "set the timeout".
  public let remedy: String
  /// Where the rule comes from: literature, standards, manuals.
  public let sources: [String]
  /// The figures that a program may set.
  public let options: [RuleOption]
  /// The set of rules that it came with.
  public let since: RuleEdition
  /// Programs that yield exactly one finding of it. A program of several files separates them by lines `// file: NAME`.
  public let bad: [String]
  /// Programs in which no rule finds an error.
  public let good: [String]
  /// What a rule that a program declares demands, as the language writes it; empty for the rules of archc.
  public let demands: [String]
  let check: @Sendable (RuleContext) -> [Finding]

  /// A rule of its id's principle.
  public init(
    _ id: String, _ name: String, _ severity: Severity, isDefault: Bool = false, stage: Stage = .model,
    needsWholeProgram: Bool = false, isPath: Bool = false, summary: String, why: String, fix: String, remedy: String,
    sources: [String],
    options: [RuleOption] = [], since: RuleEdition = .first, bad: [String], good: [String],
    check: @escaping @Sendable (RuleContext) -> [Finding]
  ) {
    self.id = id
    self.name = name
    principle = Principle.allCases.first { id.hasPrefix($0.prefix) } ?? .model
    self.severity = severity
    self.isDefault = isDefault || severity == .error
    self.stage = stage
    self.needsWholeProgram = needsWholeProgram
    self.isPath = isPath
    self.summary = summary
    self.why = why
    self.fix = fix
    self.remedy = remedy
    self.sources = sources
    self.options = options
    self.since = since
    self.bad = bad
    self.good = good
    demands = []
    self.check = check
  }

  /// A rule that a program declares. It has one name, and its program is its example.
  init(
    custom id: String, severity: Severity, needsWholeProgram: Bool, summary: String, why: String, fix: String,
    demands: [String], sources: [String], isPath: Bool, check: @escaping @Sendable (RuleContext) -> [Finding]
  ) {
    self.id = id
    name = id
    principle = .custom
    self.severity = severity
    isDefault = true
    stage = .model
    self.needsWholeProgram = needsWholeProgram
    self.summary = summary
    self.why = why
    self.fix = fix
    remedy = "meet what the program demands"
    self.sources = sources
    options = []
    since = .first
    bad = []
    good = []
    self.demands = demands
    self.isPath = isPath
    self.check = check
  }
}
