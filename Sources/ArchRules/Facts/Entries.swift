import ArchModel

/// A gateway or a program that is reached from outside.
public struct Entry: Sendable {
  public let element: ElementID
  /// The first relation that reaches it; nil where it is only declared `public`.
  public let relation: RelationID?
}

extension ModelFacts {
  /// What lets requests through to what lies behind it, and answers few of them itself.
  static let passages: KindSet = [.dns, .cdn, .waf, .loadBalancer]
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
    var reachedBy: [ElementID: RelationID] = [:]
    var isVisited = [Bool](repeating: false, count: model.elements.count)
    var queue = model.elements(of: KindSet.outside).filter(isOutside)
    var next = 0
    while next < queue.count {
      let element = queue[next]
      next += 1
      for relation in model.outgoing(element) where model[relation].arrow != .replication {
        let target = model[relation].target
        if blocksRelation(relation) || model[relation].isBroken { continue }
        if Self.entryKinds.contains(model[target].kind) {
          if reachedBy[target].map({ relation < $0 }) ?? true { reachedBy[target] = relation }
        } else if Self.passages.contains(model[target].kind), !isVisited[Int(target.index)], !blocks(target) {
          isVisited[Int(target.index)] = true
          queue.append(target)
        }
      }
    }
    return model.elements(of: Self.entryKinds).compactMap { element in
      if let relation = reachedBy[element] { return Entry(element: element, relation: relation) }
      return isTrue(.public, of: element) ? Entry(element: element, relation: nil) : nil
    }
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
