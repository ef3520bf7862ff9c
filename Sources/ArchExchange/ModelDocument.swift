import ArchAnalysis
import ArchModel

/// The model as other programs read it: `archc export --format json`. Documented in `docs/export.md` and by
/// `docs/schemas/model.schema.json`.
///
/// Lists are in source order. Within a version no key is removed and none changes its meaning.
public struct ModelDocument: Codable, Sendable, Hashable {
  public var version: Int
  /// The paths of the files of the program, the root first.
  public var files: [String]
  public var system: ElementDocument?
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
  /// Everything that is computed, so that anyone can compute it again; empty where none were asked for.
  public var figures: [FigureDocument]
  /// What becomes of requirements, objectives and constraints by the figures.
  public var verdicts: [VerdictDocument]
  /// The rules that the program declares; nil where it declares none.
  public var rules: [CustomRuleDocument]?

  /// The document of a bound program. Parts that are removed are left out.
  public init(_ model: Model) {
    self = ModelExport(model).document()
  }

  init(files: [String]) {
    version = 1
    self.files = files
    system = nil
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
    figures = []
    verdicts = []
  }

  enum CodingKeys: String, CodingKey {
    case version, files, system, components, relations, boundaries, flows, requirements, decisions, failures, phases
    case endpoints, views, others, figures, verdicts, rules
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(version, forKey: .version)
    try container.encode(files, forKey: .files)
    if let system {
      try container.encodeDirectly(system, forKey: .system)
    } else {
      try container.encodeNil(forKey: .system)
    }
    try container.encodeDirectly(components, forKey: .components)
    try container.encodeDirectly(relations, forKey: .relations)
    try container.encodeDirectly(boundaries, forKey: .boundaries)
    try container.encode(flows, forKey: .flows)
    try container.encodeDirectly(requirements, forKey: .requirements)
    try container.encode(decisions, forKey: .decisions)
    try container.encodeDirectly(failures, forKey: .failures)
    try container.encodeDirectly(phases, forKey: .phases)
    try container.encodeDirectly(endpoints, forKey: .endpoints)
    try container.encodeDirectly(views, forKey: .views)
    try container.encodeDirectly(others, forKey: .others)
    try container.encodeDirectly(figures, forKey: .figures)
    try container.encode(verdicts, forKey: .verdicts)
    try container.encodeIfPresent(rules, forKey: .rules)
  }
}
