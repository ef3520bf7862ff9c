/// How much a finding weighs.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case info, warning, error

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// What a person is told about a program: one type for compile errors and for the findings of rules.
///
/// The header stands alone; a label says why here; `why`, `note` and `help` appear only where they say something new.
public struct Diagnostic: Sendable, Hashable {
  /// The stable id (`ARC021`, `MOD013`).
  public var id: String
  /// The name of the rule (`unknown-word`); nil for compile errors.
  public var name: String?
  /// The id with the name, which are one and the same for the rules that a program declares.
  public var title: String { Self.title(id, name) }

  public static func title(_ id: String, _ name: String?) -> String {
    guard let name, name != id else { return id }
    return "\(id) \(name)"
  }

  public var severity: Severity
  /// The header: one sentence without a final stop, names of the source in back-ticks.
  public var message: String
  /// The cause, underlined with `^`.
  public var primary: Label
  /// Other places, underlined with `-`, also in other files.
  public var labels: [Label]
  /// The consequence, with figures.
  public var why: String?
  /// A fact from elsewhere.
  public var note: String?
  /// What a person has to decide.
  public var help: String?
  /// An edit that mends it.
  public var fix: Fix?

  public init(
    id: String, name: String? = nil, severity: Severity = .error, message: String, primary: Label,
    labels: [Label] = [], why: String? = nil, note: String? = nil, help: String? = nil, fix: Fix? = nil
  ) {
    self.id = id
    self.name = name
    self.severity = severity
    self.message = message
    self.primary = primary
    self.labels = labels
    self.why = why
    self.note = note
    self.help = help
    self.fix = fix
  }
}

/// A place and what is said about it; the text may be empty.
public struct Label: Sendable, Hashable {
  public var span: Span
  public var text: String

  public init(_ span: Span, _ text: String = "") {
    self.span = span
    self.text = text
  }
}

/// Edits that belong together.
public struct Fix: Sendable, Hashable {
  public enum Safety: String, Sendable, Hashable {
    /// Keeps or restores what the author meant; `--fix` applies it.
    case safe
    /// Plausible, but a person has to look; printed with "(to review)".
    case needsReview
  }

  /// The imperative that is printed after `fix:`, such as "write `replicas`".
  public var title: String
  public var safety: Safety
  /// Non-overlapping replacements, in source order within each file.
  public var edits: [Edit]

  public init(_ title: String, safety: Safety = .safe, edits: [Edit]) {
    self.title = title
    self.safety = safety
    self.edits = edits
  }
}

/// The replacement of a byte range by a text.
public struct Edit: Sendable, Hashable {
  public var span: Span
  public var text: String

  public init(_ span: Span, _ text: String) {
    self.span = span
    self.text = text
  }
}
