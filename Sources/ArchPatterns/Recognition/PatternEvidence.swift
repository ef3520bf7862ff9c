import ArchModel

/// What the recognition of patterns asks of a model.
struct PatternEvidence {
  let model: Model
  let index: InheritanceIndex
  /// The names of parts as people write them.
  func name(_ element: ElementID) -> String { model.shortName(element) }

  /// Of parts with very many neighbours so many are looked at.
  static let neighbourLimit = 48

  /// The parts that others name as the place for what could not be handled.
  private let deadLetters: Set<ElementID>

  init(_ model: Model) {
    self.model = model
    let index = InheritanceIndex(model)
    self.index = index
    deadLetters = Set(
      model.elements(of: KindSet.messaging).flatMap { element in
        model.effective(.deadLetter, of: element, using: index).map { model.references($0.property.stated.value) } ?? []
      })
  }

  // MARK: Neighbours

  func outgoing(_ element: ElementID, _ arrow: Arrow) -> [RelationID] {
    Array(
      model.outgoing(element).lazy.filter { model[$0].arrow == arrow && !model[$0].isBroken }
        .prefix(Self.neighbourLimit))
  }

  func incoming(_ element: ElementID, _ arrow: Arrow) -> [RelationID] {
    Array(
      model.incoming(element).lazy.filter { model[$0].arrow == arrow && !model[$0].isBroken }
        .prefix(Self.neighbourLimit))
  }

  func calls(_ element: ElementID) -> [RelationID] {
    Array(
      model.outgoing(element).lazy.filter { model[$0].arrow.isSynchronous && !model[$0].isBroken }
        .prefix(Self.neighbourLimit))
  }

  func callers(_ element: ElementID) -> [RelationID] {
    Array(
      model.incoming(element).lazy.filter { model[$0].arrow.isSynchronous && !model[$0].isBroken }
        .prefix(Self.neighbourLimit))
  }

  func kind(_ element: ElementID) -> Kind { model[element].kind }
  func source(_ relation: RelationID) -> ElementID { model[relation].source }
  func target(_ relation: RelationID) -> ElementID { model[relation].target }

  /// The first call from one part to another, or nil.
  func call(from source: ElementID, to target: ElementID) -> RelationID? {
    calls(source).first { model[$0].target == target }
  }

  /// What hears of a part over messages: directly, or through one broker.
  func listeners(of element: ElementID) -> [ElementID] {
    unique(
      outgoing(element, .message).flatMap { relation -> [ElementID] in
        let next = target(relation)
        guard KindSet.messaging.contains(kind(next)) else { return [next] }
        return outgoing(next, .message).map(target)
      })
  }

  /// The brokers between two parts that messages go over; empty where they go directly or not at all.
  func brokers(from source: ElementID, to listener: ElementID) -> [ElementID] {
    unique(
      outgoing(source, .message).map(target).filter { broker in
        KindSet.messaging.contains(kind(broker)) && outgoing(broker, .message).contains { target($0) == listener }
      })
  }

  func unique(_ elements: [ElementID]) -> [ElementID] {
    var seen: Set<ElementID> = []
    return elements.filter { seen.insert($0).inserted }
  }

  // MARK: What is stated

  func stated(_ name: PropertyName, _ element: ElementID) -> Stated? {
    model.effective(name, of: element, using: index)?.property.stated
  }

  func stated(_ name: PropertyName, _ relation: RelationID) -> Stated? {
    model.effective(name, of: relation, using: index)?.property.stated
  }

  func word(_ name: PropertyName, _ element: ElementID) -> String? {
    stated(name, element).flatMap { model.word($0.value) }
  }

  func word(_ name: PropertyName, _ relation: RelationID) -> String? {
    stated(name, relation).flatMap { model.word($0.value) }
  }

  func isTrue(_ name: PropertyName, _ element: ElementID) -> Bool {
    switch stated(name, element)?.value {
    case .flag(let flag): flag
    case .text, .element, .phrase: true
    default: false
    }
  }

  func isTrue(_ name: PropertyName, _ relation: RelationID) -> Bool {
    switch stated(name, relation)?.value {
    case .flag(let flag): flag
    case .text, .phrase: true
    default: false
    }
  }

  /// Whether the relation is said to change what it leads to.
  func isWrite(_ relation: RelationID) -> Bool {
    let access = access(relation)
    return access == "write" || access == "read-write"
  }

  func isRead(_ relation: RelationID) -> Bool { access(relation) == "read" }

  /// How a relation uses the store that it leads to: as `access` states, or else as its label says in one of the usual
  /// verbs; nil where neither does.
  func access(_ relation: RelationID) -> String? {
    if let stated = word(.access, relation) { return stated }
    guard KindSet.stores.contains(kind(target(relation))), let label = model.label(relation) else { return nil }
    let words = Set(label.lowercased().split { !$0.isLetter }.map(String.init))
    let reads = !words.isDisjoint(with: Self.readingVerbs)
    let writes = !words.isDisjoint(with: Self.writingVerbs)
    if reads { return writes ? "read-write" : "read" }
    return writes ? "write" : nil
  }

  private static let readingVerbs: Set<String> = [
    "read", "reads", "query", "queries", "select", "selects", "search", "searches", "fetch", "fetches", "loads",
  ]
  private static let writingVerbs: Set<String> = [
    "write", "writes", "update", "updates", "insert", "inserts", "upsert", "upserts", "save", "saves", "append",
    "appends", "projects",
  ]

  /// The type of a store: as stated, or that of its technology.
  func storeType(_ element: ElementID) -> String? {
    word(.type, element) ?? model.technology(element)?.storeType
  }

  /// Whether a database is filled from others: it is stated to be derived, or it is an index for searching.
  func isDerived(_ element: ElementID) -> Bool {
    isTrue(.derived, element) || kind(element) == .database && storeType(element) == "search"
  }

  /// Whether the relation changes what it leads to: it is stated to, or nothing is said and nobody else could have
  /// filled the store.
  func changes(_ relation: RelationID) -> Bool {
    if isWrite(relation) { return true }
    let store = target(relation)
    guard access(relation) == nil, !isTrue(.derived, store) else { return false }
    let own = source(relation)
    // The first other caller ends the walk.
    return !model.incoming(store).contains {
      model[$0].source != own && model[$0].arrow.isSynchronous && !model[$0].isBroken
    }
  }

  /// Whether the relation fills a store that is derived from others: it is stated to write; or nothing is said, its
  /// source works in the background, and the store is stated to be derived or read by somebody else.
  func fills(_ relation: RelationID) -> Bool {
    if isWrite(relation) { return true }
    let (filler, store) = (source(relation), target(relation))
    guard access(relation) == nil, KindSet([.worker, .job, .function]).contains(kind(filler)) else { return false }
    return isDerived(store) || callers(store).contains { source($0) != filler && isRead($0) }
  }

  /// Whether the relation may read: it is said to, or nothing is said and it is no write.
  func mayRead(_ relation: RelationID) -> Bool { access(relation) != "write" }

  /// Whether the label of a relation holds one of some words, in small letters.
  func says(_ words: Set<String>, _ relation: RelationID) -> Bool {
    guard let label = model.label(relation) else { return false }
    return label.lowercased().split { !$0.isLetter }.contains { words.contains(String($0)) }
  }

  func replicas(_ element: ElementID) -> Replicas? { stated(.replicas, element).flatMap { model.replicas($0) } }

  func number(_ name: PropertyName, _ element: ElementID) -> Double? {
    stated(name, element).flatMap { model.figure($0)?.value }
  }

  /// Whether others name it as the place for what could not be handled.
  func isDeadLetterTarget(_ element: ElementID) -> Bool { deadLetters.contains(element) }

  // MARK: Making results

  func pattern(
    _ slug: String, _ roles: [(String, [ElementID])], _ deviations: [RecognisedPattern.Deviation] = []
  ) -> [RecognisedPattern] {
    guard let entry = PatternLibrary.all.first(where: { $0.slug == slug }) else { return [] }
    return [
      RecognisedPattern(
        entry: entry,
        roles: roles.filter { !$0.1.isEmpty }.map {
          RecognisedPattern.Role(name: $0.0, elements: unique($0.1).sorted())
        }, deviations: deviations)
    ]
  }

  func but(_ text: String, _ relation: RelationID) -> RecognisedPattern.Deviation {
    RecognisedPattern.Deviation(text: text, relation: relation, element: nil)
  }

  func but(_ text: String, _ element: ElementID) -> RecognisedPattern.Deviation {
    RecognisedPattern.Deviation(text: text, relation: nil, element: element)
  }
}
