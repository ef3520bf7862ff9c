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
    /// Null, as there are no baselines in this version of the compiler.
    @OrNull public var baseline: String?
    /// The id and the full path of the subject: the same finding has the same key after lines have moved.
    public var key: String
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
}
