import ArchSyntax

/// What was found: `archc check --format json`. Documented in `docs/export.md` and by
/// `docs/schemas/findings.schema.json`.
public struct FindingsDocument: Codable, Sendable, Hashable {
  /// A place with what is said about it.
  public struct Related: Codable, Sendable, Hashable {
    public var message: String
    public var file: String
    public var range: RangeDocument
  }

  /// An edit: bytes from `start` up to `end` become `text`.
  public struct Edit: Codable, Sendable, Hashable {
    public var file: String
    public var start: Int
    public var end: Int
    public var text: String
  }

  public struct Fix: Codable, Sendable, Hashable {
    public enum Safety: String, Codable, Sendable, Hashable, CaseIterable {
      /// `--fix` makes it.
      case safe
      /// A person has to look.
      case needsReview = "needs-review"
    }

    public var title: String
    public var safety: Safety
    public var edits: [Edit]
  }

  /// The `allow` that silences a finding.
  public struct Suppression: Codable, Sendable, Hashable {
    public var reason: String
    /// The last day on which it holds: `2027-01-01`.
    @OrNull public var until: String?
    @OrNull public var owner: String?
    public var file: String
    public var range: RangeDocument
  }

  public struct Finding: Codable, Sendable, Hashable {
    public var id: String
    /// The name of the rule; null for compile errors.
    @OrNull public var name: String?
    /// The principle of the rule; null for compile errors.
    @OrNull public var principle: String?
    /// `error`, `warning` or `info`.
    public var severity: String
    public var message: String
    @OrNull public var why: String?
    @OrNull public var note: String?
    @OrNull public var help: String?
    /// What it is about, by the shortest name that is unique in the program; null for files and the program.
    @OrNull public var element: String?
    public var file: String
    public var range: RangeDocument
    public var related: [Related]
    @OrNull public var fix: Fix?
    @OrNull public var suppressed: Suppression?
    /// `new` or `unchanged` against a baseline; null where there is none.
    @OrNull public var baseline: String?
    /// The id and the full path of the subject: the same finding has the same key after lines have moved.
    public var key: String
    /// The keys that it had before `was:` says that its subject was renamed; not written.
    public var formerKeys: [String] = []
    /// Of a relation the part that it leaves, else the element; not written.
    public var caller: String?

    enum CodingKeys: String, CodingKey {
      case id, name, principle, severity, message, why, note, help, element, file, range, related, fix, suppressed
      case baseline, key
    }
  }

  public struct Summary: Codable, Sendable, Hashable {
    /// The files of the program without the modules of `std/`.
    public var files: Int
    public var components: Int
    public var errors: Int
    public var warnings: Int
    public var infos: Int
    /// How many findings `allow`s silence; they are not among the others.
    public var suppressed: Int
  }

  public var version: Int
  public var findings: [Finding]
  public var summary: Summary
  /// The findings as people are shown them, one for each of `findings`; not written.
  public var diagnostics: [Diagnostic] = []

  enum CodingKeys: String, CodingKey {
    case version, findings, summary
  }
}

extension FindingsDocument {
  /// A document of nothing.
  public init(findings: [Finding]) {
    version = 1
    self.findings = findings
    summary = Summary(files: 0, components: 0, errors: 0, warnings: 0, infos: 0, suppressed: 0)
  }

  /// Adds what was found in another program.
  public mutating func append(_ other: FindingsDocument) {
    findings += other.findings
    diagnostics += other.diagnostics
    summary.files += other.summary.files
    summary.components += other.summary.components
    summary.errors += other.summary.errors
    summary.warnings += other.summary.warnings
    summary.infos += other.summary.infos
    summary.suppressed += other.summary.suppressed
  }
}
