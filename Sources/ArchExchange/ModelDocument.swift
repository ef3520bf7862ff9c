import ArchModel

/// The model as other programs read it: `archc export --format json`. Documented in `docs/export.md` and by
/// `docs/schemas/model.schema.json`.
///
/// Lists are in source order. Within a version no key is removed and none changes its meaning.
public struct ModelDocument: Codable, Sendable, Hashable {
  public var version: Int
  /// The paths of the files of the program, the root first.
  public var files: [String]
  @OrNull public var system: ElementDocument?
  public var components: [ElementDocument]
  public var relations: [RelationDocument]
  public var boundaries: [ElementDocument]
  public var flows: [FlowDocument]
  public var requirements: [ElementDocument]
  public var decisions: [DecisionDocument]
  public var failures: [ElementDocument]
  public var phases: [ElementDocument]
  public var endpoints: [ElementDocument]
  public var views: [ElementDocument]
  /// All other declarations: `constraints`, `security`, assets, events, next steps, variants and their like.
  public var others: [ElementDocument]

  /// The document of a bound program. Parts that are removed are left out.
  public init(_ model: Model) {
    self = ModelExport(model).document()
  }

  init(files: [String]) {
    version = 1
    self.files = files
    _system = OrNull(wrappedValue: nil)
    components = []
    relations = []
    boundaries = []
    flows = []
    requirements = []
    decisions = []
    failures = []
    phases = []
    endpoints = []
    views = []
    others = []
  }
}
