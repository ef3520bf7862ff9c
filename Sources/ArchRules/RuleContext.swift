import ArchAnalysis
import ArchModel
import ArchSyntax

/// One `import` of the program, as the project layer resolved it.
public struct ImportEdge: Sendable, Hashable {
  public let importer: FileID
  public let imported: FileID
  /// The place of the path in the statement.
  public let span: Span

  public init(importer: FileID, imported: FileID, span: Span) {
    self.importer = importer
    self.imported = imported
    self.span = span
  }
}

/// What a rule may look at.
public struct RuleContext: Sendable {
  public let model: Model
  /// Today, in days since 1970-01-01.
  public let today: Int32
  public let imports: [ImportEdge]
  /// The `allow`s of the program with what they silenced; empty but for rules that judge them.
  public let allowances: [Allowance]
  /// Whether the program compiles without errors.
  public let isWhole: Bool
  /// The rules that an `allow` may name.
  public let rules: RuleSet
  /// What several rules ask of the model, worked out once a run.
  public let facts: ModelFacts
  /// The figures, and what they say of requirements, objectives and constraints.
  public let computed: FigureFacts
  /// What differs from an earlier state; nil where nobody asks since when. Rules about changes are quiet then.
  public let comparison: ModelComparison?
  /// The rule that is running.
  let rule: Rule
  /// What is set for rules.
  let options: RuleOptions

  /// All figures of the model, computed when they are asked for.
  public var figures: Figures { computed.figures }

  /// A figure of the running rule: what is set, else what is usual; in base units.
  public func figure(_ option: PropertyName = .threshold) -> Double { quantity(option)?.value ?? 0 }

  /// The same with its unit and currency.
  public func quantity(_ option: PropertyName = .threshold) -> Quantity? {
    options[rule.id, option] ?? rule.options.first { $0.name == option }?.standard
  }

  /// Whether rules speak of an element: it is part of the model, and no compile error hides anything of it.
  public func isSound(_ element: ElementID) -> Bool {
    model.isSound(element)
  }

  /// Whether rules speak of a relation: it and its ends are sound.
  public func isSound(_ relation: RelationID) -> Bool {
    model.isSound(relation)
  }

  /// The elements of some kinds that rules speak of, in source order.
  public func elements(of kinds: KindSet) -> [ElementID] { model.elements(of: kinds).filter { isSound($0) } }

  /// The relations that rules speak of, in source order.
  public var relations: [RelationID] { facts.relations }
}

extension Model {
  func isSound(_ element: ElementID) -> Bool { !self[element].isBroken && !self[element].isRemoved }

  func isSound(_ relation: RelationID) -> Bool {
    let data = self[relation]
    return !data.isBroken && !data.isRemoved && isSound(data.source) && isSound(data.target)
  }
}
