import ArchModel

/// How something differs between two models.
public enum Difference: String, Sendable, Hashable, CaseIterable {
  case added, removed, changed
}

/// A property that is stated, not stated any more, or stated otherwise.
public struct PropertyDifference: Sendable, Hashable {
  public let name: String
  /// As it is written; nil where it is not stated.
  public let before: String?
  public let after: String?

  public init(_ name: String, before: String?, after: String?) {
    self.name = name
    self.before = before
    self.after = after
  }
}

/// A declaration that differs.
public struct ElementDifference: Sendable, Hashable {
  public let difference: Difference
  public let kind: Kind
  /// In the older model; nil for what was added.
  public let before: ElementID?
  /// In the newer model; nil for what was removed.
  public let after: ElementID?
  /// Whether it bears another name or stands elsewhere, as `was:` says.
  public let isRenamed: Bool
  /// What is stated otherwise; empty for what was added or removed.
  public let properties: [PropertyDifference]
}

/// A relation that differs.
public struct RelationDifference: Sendable, Hashable {
  public let difference: Difference
  public let before: RelationID?
  public let after: RelationID?
  public let properties: [PropertyDifference]
}

/// What differs between two models: parts, relations, endpoints and records, by their names. `was:` makes a new name a
/// rename, and what is inside what was renamed is what it was.
///
/// A value counts as changed where it means something else: `0.5s` is `500ms`.
public struct ModelComparison: Sendable {
  public let before: Model
  public let after: Model
  /// What differs, in the order of the newer model; what was removed comes last, in the order of the older one.
  public let elements: [ElementDifference]
  public let relations: [RelationDifference]
  /// What `defaults` states otherwise, by the selector and the name of the property (`service.timeout`).
  public let defaults: [PropertyDifference]
  /// What each relation was in the older model; new ones are not among them.
  public let formerRelations: [RelationID: RelationID]
  private let formers: [ElementID?]
  private let successors: [ElementID?]

  public init(before: Model, after: Model) {
    self.before = before
    self.after = after
    var match = ElementMatch(before: before, after: after)
    match.run()
    formers = match.formers
    successors = match.successors
    let values = ComparedValues(before: before, after: after, formers: match.formers)
    elements = Self.elements(before, after, match, values)
    let relationMatch = RelationMatch(before: before, after: after, values: values)
    formerRelations = relationMatch.formers()
    relations = relationMatch.differences(formerRelations)
    defaults = values.defaults()
  }

  /// What an element was in the older model; nil for what is new.
  public func former(_ element: ElementID) -> ElementID? { formers[Int(element.index)] }

  /// What became of an element of the older model; nil for what is gone.
  public func successor(_ element: ElementID) -> ElementID? { successors[Int(element.index)] }

  public var isEmpty: Bool { elements.isEmpty && relations.isEmpty && defaults.isEmpty }

  /// The differences of some kinds.
  public func elements(of kinds: KindSet) -> [ElementDifference] { elements.filter { kinds.contains($0.kind) } }

  private static func elements(
    _ before: Model, _ after: Model, _ match: ElementMatch, _ values: ComparedValues
  ) -> [ElementDifference] {
    var result: [ElementDifference] = []
    for element in after.elements(of: ElementMatch.kinds) {
      guard let former = match.formers[Int(element.index)] else {
        result.append(
          ElementDifference(
            difference: .added, kind: after[element].kind, before: nil, after: element, isRenamed: false,
            properties: []))
        continue
      }
      let isRenamed = before.name(former) != after.name(element) || match.isMoved(former, element)
      let properties = values.differences(former, element)
      if isRenamed || !properties.isEmpty {
        result.append(
          ElementDifference(
            difference: .changed, kind: after[element].kind, before: former, after: element, isRenamed: isRenamed,
            properties: properties))
      }
    }
    for element in before.elements(of: ElementMatch.kinds) where match.successors[Int(element.index)] == nil {
      result.append(
        ElementDifference(
          difference: .removed, kind: before[element].kind, before: element, after: nil, isRenamed: false,
          properties: []))
    }
    return result
  }
}

/// Finds for each declaration of the newer model what it was in the older one.
struct ElementMatch {
  /// What is compared. Rules and views say nothing of the system.
  static let kinds: KindSet =
    KindSet.components | KindSet.boundaries | [
      .system, .constraints, .security, .capacity, .endpoint, .event, .asset, .flow, .objective, .requirement,
      .decision, .option, .tradeoff, .failure, .migration, .phase, .environment, .scenario,
    ]

  private struct Key: Hashable {
    let parent: ElementID
    /// The name; of what has none its kind, and of an endpoint also its method and path.
    let name: String
  }

  private let before: Model
  private let after: Model
  private(set) var formers: [ElementID?]
  private(set) var successors: [ElementID?]
  private var known: [Key: [ElementID]] = [:]
  private var paths: [String: ElementID] = [:]

  init(before: Model, after: Model) {
    self.before = before
    self.after = after
    formers = [ElementID?](repeating: nil, count: after.elements.count)
    successors = [ElementID?](repeating: nil, count: before.elements.count)
  }

  mutating func run() {
    for element in before.elements(of: Self.kinds) {
      for name in Self.names(element, in: before) {
        known[Key(parent: before[element].parent, name: name), default: []].append(element)
      }
      if before[element].name != .none { paths[before.path(element)] = element }
    }
    // Parents stand before their children, so what holds an element has been found by then. What keeps its name goes
    // first, or else an old `was:` could take away what another part is called today.
    for isKept in [true, false] {
      for element in after.elements(of: Self.kinds) where formers[Int(element.index)] == nil {
        guard let former = isKept ? sameName(element) : renamed(element), successors[Int(former.index)] == nil else {
          continue
        }
        formers[Int(element.index)] = former
        successors[Int(former.index)] = element
      }
    }
  }

  /// Whether an element stands in something else than before.
  func isMoved(_ former: ElementID, _ element: ElementID) -> Bool {
    holder(of: element) != before[former].parent
  }

  /// What holds an element, as it was in the older model.
  private func holder(of element: ElementID) -> ElementID? {
    let parent = after[element].parent
    return parent == .program ? .program : formers[Int(parent.index)]
  }

  private func sameName(_ element: ElementID) -> ElementID? {
    guard let parent = holder(of: element) else { return nil }
    return free(Self.names(element, in: after).map { Key(parent: parent, name: $0) }, kind: after[element].kind)
  }

  private func renamed(_ element: ElementID) -> ElementID? {
    // What holds it may have been found by its `was:` only now.
    if let same = sameName(element) { return same }
    guard let stated = after.stated(.was, of: element), let text = after.text(stated.value) else { return nil }
    if let parent = holder(of: element),
      let former = free([Key(parent: parent, name: text)], kind: after[element].kind)
    {
      return former
    }
    // With dots it says where it was as well; without any it may have stood at the top.
    return paths[text]
  }

  private func free(_ keys: [Key], kind: Kind) -> ElementID? {
    for key in keys {
      let candidates = (known[key] ?? []).filter { successors[Int($0.index)] == nil }
      if let found = candidates.first(where: { before[$0].kind == kind }) ?? candidates.first { return found }
    }
    return nil
  }

  private static func names(_ element: ElementID, in model: Model) -> [String] {
    let data = model[element]
    var names: [String] = []
    if data.name != .none { names.append(model.name(element)) } else { names.append(" " + data.kind.rawValue) }
    if data.kind == .endpoint, let title = model.title(element), !title.isEmpty { names.append(" " + title) }
    return names
  }
}
