import ArchModel
import ArchSyntax

/// What a finding is about.
public enum Subject: Sendable, Hashable {
  /// The program as a whole.
  case program
  case file(FileID)
  case element(ElementID)
  case relation(RelationID)
}

/// What a rule found. The runner gives it the rule's id, name and severity.
public struct Finding: Sendable {
  public var subject: Subject
  /// Where this finding weighs more or less than the rule usually does; nil elsewhere.
  public var severity: Severity?
  /// One sentence that stands alone, without a final stop.
  public var message: String
  public var primary: Label
  public var labels: [Label]
  /// The consequence, with figures.
  public var why: String?
  /// A fact from elsewhere.
  public var note: String?
  /// What a person has to decide.
  public var help: String?
  public var fix: Fix?

  public init(
    _ subject: Subject, _ message: String, at span: Span, label: String = "", labels: [Label] = [],
    severity: Severity? = nil, why: String? = nil, note: String? = nil, help: String? = nil, fix: Fix? = nil
  ) {
    self.subject = subject
    self.severity = severity
    self.message = message
    primary = Label(span, label)
    self.labels = labels
    self.why = why
    self.note = note
    self.help = help
    self.fix = fix
  }
}
