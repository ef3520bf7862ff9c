import ArchAnalysis
import ArchModel
import ArchSyntax

/// What a check found, as plain values: the report knows no rules.
public struct ReportCheck: Sendable {
  /// What counts, by place.
  public var findings: [ReportFinding]
  /// What an `allow` silences.
  public var accepted: [ReportAcceptance]
  /// How many rules ran, by the word of their principle (`reliability`).
  public var ruleCounts: [String: Int]
  /// A cost a month past which somebody else decides; nil for the usual one.
  public var costThreshold: Quantity?

  public init(
    findings: [ReportFinding], accepted: [ReportAcceptance] = [], ruleCounts: [String: Int],
    costThreshold: Quantity? = nil
  ) {
    self.findings = findings
    self.costThreshold = costThreshold
    self.accepted = accepted
    self.ruleCounts = ruleCounts
  }

  /// How many rules ran.
  public var ruleCount: Int { ruleCounts.values.reduce(0, +) }
}

/// One finding of a check.
public struct ReportFinding: Sendable {
  /// `REL008`.
  public var id: String
  /// `single-point-of-failure`.
  public var name: String
  /// The word of its principle: `reliability`.
  public var principle: String
  public var severity: Severity
  public var message: String
  /// What a person has to decide; nil where the message says it all.
  public var help: String?
  /// The place of its declaration.
  public var span: Span
  /// What it is about, where that is a declaration.
  public var element: ElementID?
  /// The line of the security checklist that it speaks against.
  public var topic: SecurityTopic?
  /// Whether it says what a verdict or a figure of the report says already, so that no risk is told twice.
  public var restatesFigure: Bool
  /// What it is about, by name: the same finding has the same key in another variant of the program, whatever figures
  /// its message holds.
  public var key: String

  public init(
    id: String, name: String, principle: String, severity: Severity, message: String, help: String? = nil, span: Span,
    element: ElementID? = nil, topic: SecurityTopic? = nil, restatesFigure: Bool = false,
    key: String? = nil
  ) {
    self.id = id
    self.name = name
    self.principle = principle
    self.severity = severity
    self.message = message
    self.help = help
    self.span = span
    self.element = element
    self.topic = topic
    self.restatesFigure = restatesFigure
    self.key = id + " " + (key ?? message)
  }

  /// `REL008 single-point-of-failure`; the name alone where a rule has no other id.
  public var rule: String { id == name || name.isEmpty ? id : "\(id) \(name)" }
}

/// A finding that an `allow` silences.
public struct ReportAcceptance: Sendable {
  public var finding: ReportFinding
  /// The `allow`.
  public var allow: ElementID

  public init(finding: ReportFinding, allow: ElementID) {
    self.finding = finding
    self.allow = allow
  }
}

/// The lines of the security checklist.
public enum SecurityTopic: Sendable, Hashable, CaseIterable {
  case authentication, authorization, encryption, rateLimiting, inputValidation
}

/// An option of a decision, computed: the program with its changes.
public struct ReportAlternative: Sendable {
  /// The option, in the model of the report.
  public var option: ElementID
  public var figures: Figures
  /// What is found in it.
  public var findings: [ReportFinding]

  public init(option: ElementID, figures: Figures, findings: [ReportFinding]) {
    self.option = option
    self.figures = figures
    self.findings = findings
  }
}

/// The architecture after a phase of a migration, computed: the one that `archc build --phase` draws.
public struct ReportPhase: Sendable {
  /// The phase, in the model of the report.
  public var phase: ElementID
  public var figures: Figures
  /// The architecture that the phase starts from: after the phases that it comes `after`, or before the first one.
  public var before: Figures
  /// What is found in it and was not found before it.
  public var newFindings: [ReportFinding]
  /// The names of the requirements, objectives and constraints that do not hold in it.
  public var failed: [String]
  /// Those of them that held before it, or could not be judged.
  public var newlyFailed: Set<String>

  public init(
    phase: ElementID, figures: Figures, before: Figures, newFindings: [ReportFinding], failed: [String],
    newlyFailed: Set<String> = []
  ) {
    self.phase = phase
    self.figures = figures
    self.before = before
    self.newFindings = newFindings
    self.failed = failed
    self.newlyFailed = newlyFailed
  }
}

/// A table of texts that stands as a section of its own: recognised patterns, advice on technologies. In the texts
/// back-ticks stand around words of the language.
public struct ReportRegister: Sendable {
  public var title: String
  public var columns: [String]
  public var rows: [[String]]
  /// A sentence below the table; empty for none.
  public var note: String
  /// What stands there where there are no rows.
  public var empty: String

  public init(title: String, columns: [String], rows: [[String]], note: String = "", empty: String) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.note = note
    self.empty = empty
  }
}
