import ArchModel

/// A gateway or a program that is reached from outside.
public struct Entry: Sendable {
  public let element: ElementID
  /// The first relation that reaches it; nil where it is only declared `public`.
  public let relation: RelationID?
}

extension ModelFacts {
  /// What lets requests through to what lies behind it, and answers few of them itself.
  public static let passages: KindSet = [.dns, .cdn, .waf, .loadBalancer]
  /// What answers requests from outside.
  static let entryKinds: KindSet = KindSet.compute | [.gateway]

  /// The gateways and programs that are reached from outside: called by what is outside, directly or through edge parts
  /// that let requests through, or declared `public`; in source order.
  ///
  /// - Parameters:
  ///   - blocks: whether an edge part on the way does what the asker looks for, such as limiting the rate, so that what
  ///     lies behind it counts as not reached.
  ///   - blocksRelation: the same for a relation.
  public func entries(
    blocks: (ElementID) -> Bool = { _ in false }, blocksRelation: (RelationID) -> Bool = { _ in false }
  ) -> [Entry] {
    let reached = reachedFromOutside(blocks: blocks, blocksRelation: blocksRelation)
    return model.elements(of: Self.entryKinds).compactMap { element in
      if let relation = reached[element] { return Entry(element: element, relation: relation) }
      return isTrue(.public, of: element) ? Entry(element: element, relation: nil) : nil
    }
  }

  /// The parts that requests and messages from outside reach without a call of a program of ours, each with the first
  /// relation in source order that leads to it.
  ///
  /// - Parameter through: the kinds that let requests through.
  public func reachedFromOutside(
    through kinds: KindSet = passages, blocks: (ElementID) -> Bool = { _ in false },
    blocksRelation: (RelationID) -> Bool = { _ in false }
  ) -> [ElementID: RelationID] {
    var reachedBy: [ElementID: RelationID] = [:]
    var queue = model.elements(of: KindSet.outside).filter(isOutside)
    var next = 0
    while next < queue.count {
      let element = queue[next]
      next += 1
      for relation in model.outgoing(element) where model[relation].arrow != .replication {
        let target = model[relation].target
        if model[relation].isBroken || isOutside(target) || blocksRelation(relation) { continue }
        if let known = reachedBy[target] {
          if relation < known { reachedBy[target] = relation }
          continue
        }
        reachedBy[target] = relation
        if kinds.contains(model[target].kind), !blocks(target) { queue.append(target) }
      }
    }
    return reachedBy
  }

  /// Whether everything that comes to a part from outside passes an edge part or relation that does something, such as
  /// limiting the rate. No for what nothing from outside comes to.
  public func guardedParts(by name: PropertyName) -> (ElementID) -> Bool {
    let kinds = Self.passages | [.gateway]
    let all = reachedFromOutside(through: kinds)
    let open = reachedFromOutside(
      through: kinds, blocks: { self.stance(name, of: $0) == .yes },
      blocksRelation: { Stance(self.model.stated(name, of: $0), in: self.model) == .yes })
    return { all[$0] != nil && open[$0] == nil }
  }

  /// The endpoints that callers from outside can use: those declared `public`, and those that an entry holds; in source
  /// order.
  public func exposedEndpoints() -> [ElementID] {
    let entries = Set(entries().map(\.element))
    return model.elements(of: .endpoint).filter { isTrue(.public, of: $0) || entries.contains(model[$0].parent) }
  }

  /// What a synchronous call from outside leads to, through any number of calls.
  public func reachedByRequests() -> [Bool] {
    var isReached = [Bool](repeating: false, count: model.elements.count)
    var queue: [ElementID] = model.elements(of: KindSet.outside).filter(isOutside) + entries().map(\.element)
    for element in queue { isReached[Int(element.index)] = true }
    var next = 0
    while next < queue.count {
      let element = queue[next]
      next += 1
      for relation in model.outgoing(element) where model[relation].arrow.isSynchronous {
        let target = model[relation].target
        // Outside parts forward nothing of ours.
        guard !isReached[Int(target.index)], !KindSet.outside.contains(model[target].kind) else { continue }
        isReached[Int(target.index)] = true
        queue.append(target)
      }
    }
    return isReached
  }
}
