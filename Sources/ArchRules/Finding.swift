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
  /// What brings the finding about, besides its subject. A finding of another rule with a common cause may hide it, see
  /// `Subsumption`.
  public var causes: [Subject] = []
  /// How it becomes one with others of its rule; nil where each stands for itself.
  public var gathering: Gathering?

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

  public func caused(by causes: [Subject]) -> Finding {
    var finding = self
    finding.causes += causes
    return finding
  }

  /// The finding as one of several with one root cause.
  public func gathered(_ gathering: Gathering) -> Finding {
    var finding = self
    finding.gathering = gathering
    return finding
  }
}

extension Finding {
  /// The finding as a note that something is unstated: info, and one for all of its kind in the file.
  ///
  /// - Parameters:
  ///   - single: the message where there is one of them, which says no more than that it is unstated.
  ///   - message: the message for several.
  public func gap(_ single: String, _ message: @escaping @Sendable (Int) -> String) -> Finding {
    var finding = self
    finding.message = single
    return finding.gathered(Gathering(.kindAndFile, isGap: true, message: message))
  }
}

/// How findings of one rule become one. It happens after `allow`s have silenced what they hold, so that one part can be
/// accepted and the others stay.
public struct Gathering: Sendable {
  public enum Scope: Sendable, Hashable {
    case model
    /// One for each kind of thing and each file.
    case kindAndFile
  }

  public let scope: Scope
  /// Whether the finding only says that something is unstated. It weighs as info, and is reported where all rules run
  /// or its rule was asked for.
  public let isGap: Bool
  /// The message for so many of them; a single finding keeps its own.
  let message: @Sendable (Int) -> String

  public init(_ scope: Scope, isGap: Bool = false, message: @escaping @Sendable (Int) -> String) {
    self.scope = scope
    self.isGap = isGap
    self.message = message
  }
}
