import ArchAnalysis
import ArchModel
import ArchSyntax

/// What a check found, as plain values: the report knows no rules.
public struct ReportCheck: Sendable {
  /// What counts, by place.
  public var findings: [ReportFinding]
  /// What an `allow` silences.
  public var accepted: [ReportFinding]
  /// How many rules ran, by the word of their principle (`reliability`).
  public var ruleCounts: [String: Int]

  public init(findings: [ReportFinding], accepted: [ReportFinding] = [], ruleCounts: [String: Int]) {
    self.findings = findings
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

  public init(
    id: String, name: String, principle: String, severity: Severity, message: String, help: String? = nil, span: Span,
    element: ElementID? = nil, topic: SecurityTopic? = nil, restatesFigure: Bool = false
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
  /// The ids of the rules that find an error, each once.
  public var errors: [String]
  /// The ids of the rules that warn, each once.
  public var warnings: [String]

  public init(option: ElementID, figures: Figures, errors: [String], warnings: [String]) {
    self.option = option
    self.figures = figures
    self.errors = errors
    self.warnings = warnings
  }
}

/// The architecture after a phase of a migration, computed.
public struct ReportPhase: Sendable {
  /// The phase, in the model of the report.
  public var phase: ElementID
  public var figures: Figures
  /// What is found in it and was not found before it.
  public var newFindings: [ReportFinding]
  /// The names of the requirements and objectives that do not hold in it.
  public var failed: [String]

  public init(phase: ElementID, figures: Figures, newFindings: [ReportFinding], failed: [String]) {
    self.phase = phase
    self.figures = figures
    self.newFindings = newFindings
    self.failed = failed
  }
}

/// A table of plain texts that stands as a section of its own: recognised patterns, advice on technologies.
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
