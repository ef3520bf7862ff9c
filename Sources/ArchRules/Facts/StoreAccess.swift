import ArchModel

/// A program and the first relation by which it does something to a store.
struct StoreUse {
  /// The program; of a module the service that holds it.
  let program: ElementID
  let relation: RelationID
}

extension ModelFacts {
  /// What is stated to be done over a relation; nil where it is not said.
  private func access(_ relation: RelationID) -> String? {
    model.stated(.access, of: relation).flatMap { model.word($0.value) }
  }

  /// Whether a relation is stated to change what it leads to.
  func isWrite(_ relation: RelationID) -> Bool {
    let word = access(relation)
    return word == "write" || word == "read-write"
  }

  /// Whether a relation is stated to only read what it leads to.
  func isRead(_ relation: RelationID) -> Bool { access(relation) == "read" }

  /// The programs that use a store, each once, by the first of their relations of which `isWanted` holds; in source
  /// order.
  func users(of store: ElementID, where isWanted: (RelationID) -> Bool) -> [StoreUse] {
    var seen: Set<ElementID> = []
    var result: [StoreUse] = []
    for relation in model.incoming(store) where !model[relation].isBroken && isWanted(relation) {
      let program = process(of: model[relation].source)
      guard model[relation].arrow != .replication, Self.entryKinds.contains(model[program].kind),
        seen.insert(program).inserted
      else { continue }
      result.append(StoreUse(program: program, relation: relation))
    }
    return result
  }

  /// The programs that are known to write a store.
  func writers(of store: ElementID) -> [StoreUse] { users(of: store, where: isWrite) }

  /// The stores whose data is copied to a store over `=>`, each once.
  func replicationSources(of store: ElementID) -> [StoreUse] {
    var seen: Set<ElementID> = []
    return model.incoming(store).compactMap { relation in
      let data = model[relation]
      guard data.arrow == .replication, !data.isBroken, KindSet.stores.contains(model[data.source].kind),
        data.source != store, seen.insert(data.source).inserted
      else { return nil }
      return StoreUse(program: data.source, relation: relation)
    }
  }

  /// The team that answers for an element, as stated for it or around it; nil where nobody is named.
  func owner(of element: ElementID) -> String? { value(.owner, of: element).flatMap { model.text($0.value) } }

  /// The innermost `domain` around an element, or nil.
  func domain(of element: ElementID) -> ElementID? {
    model.boundaries(around: element).first { model[$0].kind == .domain }
  }

  /// The part that an element runs on, by `on`, through any number of hosts; the element itself where it has none.
  func host(of element: ElementID) -> ElementID {
    var current = element
    // A circle of hosts is somebody else's finding.
    for _ in 0..<16 {
      guard case .element(let next) = effective(.on, of: current)?.property.stated.value, next != current else { break }
      current = next
    }
    return current
  }
}
