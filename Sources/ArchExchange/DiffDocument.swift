import ArchAnalysis
import ArchModel

/// What differs between two states of programs: `archc diff --format json`. Documented in `docs/export.md` and by
/// `docs/schemas/diff.schema.json`.
public struct DiffDocument: Codable, Sendable, Hashable {
  public struct Property: Codable, Sendable, Hashable {
    public var name: String
    /// As it is written; null where it is not stated.
    @OrNull public var before: String?
    @OrNull public var after: String?
  }

  /// A declaration or relation.
  public struct Change: Codable, Sendable, Hashable {
    /// Its id in the newer state; of what was removed in the older one.
    public var id: String
    /// The shortest name that is unique.
    public var name: String
    /// The kind; of a relation its arrow.
    public var kind: String
    /// `added`, `removed` or `changed`.
    public var change: String
    /// The id before it was renamed; null where it was not.
    @OrNull public var was: String?
    public var properties: [Property]
  }

  /// An endpoint whose callers have to change.
  public struct Break: Codable, Sendable, Hashable {
    public var endpoint: String
    public var isPublic: Bool
    public var message: String

    enum CodingKeys: String, CodingKey {
      case endpoint, message
      case isPublic = "public"
    }
  }

  public struct SinglePoint: Codable, Sendable, Hashable {
    public var part: String
    public var flows: [String]
  }

  public struct Finding: Codable, Sendable, Hashable {
    public var key: String
    public var id: String
    @OrNull public var severity: String?
    public var message: String
    public var file: String

    public init(key: String, id: String, severity: String?, message: String, file: String) {
      self.key = key
      self.id = id
      self.severity = severity
      self.message = message
      self.file = file
    }
  }

  /// One program.
  public struct Program: Codable, Sendable, Hashable {
    /// The file, or the older and the newer one.
    public var file: String
    public var before: String
    /// What matters most, a phrase each.
    public var consequences: [String]
    public var components: [Change]
    public var boundaries: [Change]
    public var relations: [Change]
    public var endpoints: [Change]
    public var flows: [Change]
    /// Requirements, decisions and other declarations, the system and its constraints among them.
    public var others: [Change]
    public var defaults: [Property]
    public var breaks: [Break]
    public var figures: [WhatIfDocument.Change]
    public var newSinglePoints: [SinglePoint]
    public var goneSinglePoints: [SinglePoint]
    public var newFindings: [Finding]
    public var fixedFindings: [Finding]

    /// Whether anything differs that the author wrote.
    public var isEmpty: Bool {
      components.isEmpty && boundaries.isEmpty && relations.isEmpty && endpoints.isEmpty && flows.isEmpty
        && others.isEmpty && defaults.isEmpty
    }
  }

  public var version = 1
  public var programs: [Program]

  public init(programs: [Program]) {
    self.programs = programs
  }
}

extension DiffDocument.Program {
  /// - Parameters:
  ///   - file: the newer file as people name it.
  ///   - before: the older file, or the revision.
  public init(
    _ consequences: Consequences, file: String, before: String, newFindings: [DiffDocument.Finding],
    fixedFindings: [DiffDocument.Finding]
  ) {
    let comparison = consequences.comparison
    let names = DiffNames(comparison)
    self.file = file
    self.before = before
    self.consequences = consequences.headlines
    components = names.changes(comparison.elements(of: KindSet.components))
    boundaries = names.changes(comparison.elements(of: KindSet.boundaries))
    endpoints = names.changes(comparison.elements(of: [.endpoint, .event]))
    flows = names.changes(comparison.elements(of: [.flow, .objective]))
    let told = KindSet.components | KindSet.boundaries | [.endpoint, .event, .flow, .objective]
    others = names.changes(comparison.elements.filter { !told.contains($0.kind) })
    relations = comparison.relations.map { names.change($0) }
    defaults = comparison.defaults.map { DiffDocument.Property($0) }
    breaks = comparison.brokenInterfaces.map { broken in
      DiffDocument.Break(
        endpoint: names.before(broken.endpoint), isPublic: broken.isPublic,
        message: "`\(comparison.before.shortName(broken.endpoint))` " + broken.breaks.joined(separator: ", "))
    }
    figures = consequences.changes.map { names.figure($0) }
    newSinglePoints = consequences.newSinglePoints.map { point in
      DiffDocument.SinglePoint(part: names.after(point.element), flows: point.flows.map { names.after($0) })
    }
    goneSinglePoints = consequences.goneSinglePoints.map { point in
      DiffDocument.SinglePoint(part: names.before(point.element), flows: point.flows.map { names.before($0) })
    }
    self.newFindings = newFindings
    self.fixedFindings = fixedFindings
  }
}

extension DiffDocument.Property {
  fileprivate init(_ difference: PropertyDifference) {
    self.init(name: difference.name, before: difference.before, after: difference.after)
  }
}

/// What the parts of both models are called.
private struct DiffNames {
  private let comparison: ModelComparison
  private let old: Identities
  private let new: Identities

  init(_ comparison: ModelComparison) {
    self.comparison = comparison
    old = Identities(comparison.before)
    new = Identities(comparison.after)
  }

  func before(_ element: ElementID) -> String { old[element] }
  func after(_ element: ElementID) -> String { new[element] }

  func changes(_ differences: [ElementDifference]) -> [DiffDocument.Change] {
    differences.map { difference in
      let id = difference.after.map(after) ?? difference.before.map(before) ?? ""
      let short =
        difference.after.map { comparison.after.shortName($0) } ?? difference.before.map {
          comparison.before.shortName($0)
        } ?? ""
      return DiffDocument.Change(
        id: id, name: short.isEmpty || isNameless(difference) ? id : short, kind: difference.kind.rawValue,
        change: difference.difference.rawValue, was: difference.isRenamed ? difference.before.map(before) : nil,
        properties: difference.properties.map { DiffDocument.Property($0) })
    }
  }

  private func isNameless(_ difference: ElementDifference) -> Bool {
    if let after = difference.after { return comparison.after[after].name == .none }
    return difference.before.map { comparison.before[$0].name == .none } ?? true
  }

  func change(_ difference: RelationDifference) -> DiffDocument.Change {
    let id: String
    let name: String
    let arrow: String
    if let relation = difference.after {
      (id, name) = (new[relation], new.shortRelations[Int(relation.index)])
      arrow = comparison.after[relation].arrow.rawValue
    } else if let relation = difference.before {
      (id, name) = (old[relation], old.shortRelations[Int(relation.index)])
      arrow = comparison.before[relation].arrow.rawValue
    } else {
      (id, name, arrow) = ("", "", "")
    }
    return DiffDocument.Change(
      id: id, name: name, kind: arrow, change: difference.difference.rawValue, was: nil,
      properties: difference.properties.map { DiffDocument.Property($0) })
  }

  func figure(_ difference: FigureDifference) -> WhatIfDocument.Change {
    let subject = difference.after?.subject ?? difference.before?.subject ?? .system
    let model = difference.after == nil ? comparison.before : comparison.after
    let name =
      switch subject {
      case .system: difference.name.rawValue
      case .element(let element): "\(model.shortName(element)).\(difference.name.rawValue)"
      case .relation(let relation): "\(model.identity(relation) { model.shortName($0) }).\(difference.name.rawValue)"
      }
    let peak = difference.conditions.moment == .peak ? " at peak" : ""
    return WhatIfDocument.Change(
      figure: name + peak, before: difference.before?.value.value, after: difference.after?.value.value,
      texts: [
        difference.before.map { FigureText.text($0) } ?? "–", difference.after.map { FigureText.text($0) } ?? "–",
      ])
  }
}
