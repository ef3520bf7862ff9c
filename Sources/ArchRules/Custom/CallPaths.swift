import ArchModel

/// The shortest paths of calls from every component to the nearest of some targets, found by one search against the
/// direction of the calls: O(components + relations).
///
/// Source: E. F. Moore, "The Shortest Path Through a Maze", 1959, from many ends at once.
struct CallPaths {
  private let model: Model
  private let sound: [Bool]
  /// The number of calls to the nearest target; -1 where none is reached.
  private var distances: [Int32]
  /// The first call of the shortest path.
  private var next: [Int32]
  /// The target that the shortest path leads to.
  private var goals: [Int32]

  /// - Parameters:
  ///   - targets: by element.
  ///   - avoided: elements that no path may touch, its ends included.
  init(in context: RuleContext, to targets: [Bool], avoiding avoided: [Bool]? = nil) {
    model = context.model
    var sound = [Bool](repeating: false, count: model.relations.count)
    for relation in context.relations where model[relation].arrow.isSynchronous { sound[Int(relation.index)] = true }
    self.sound = sound
    distances = [Int32](repeating: -1, count: targets.count)
    next = [Int32](repeating: -1, count: targets.count)
    goals = next
    func isOpen(_ index: Int) -> Bool { !(avoided?[index] ?? false) }
    var queue: [ElementID] = []
    for index in targets.indices where targets[index] && isOpen(index) {
      distances[index] = 0
      goals[index] = Int32(truncatingIfNeeded: index)
      queue.append(ElementID(index))
    }
    var head = 0
    while head < queue.count {
      let element = queue[head]
      head += 1
      for (relation, source) in callers(of: element) where isOpen(Int(source.index)) {
        guard distances[Int(source.index)] < 0 else { continue }
        distances[Int(source.index)] = distances[Int(element.index)] &+ 1
        next[Int(source.index)] = relation.index
        goals[Int(source.index)] = goals[Int(element.index)]
        queue.append(source)
      }
    }
  }

  /// Who calls an element, and by which relation; a stream of two ways is a call in both directions.
  private func callers(of element: ElementID) -> [(RelationID, ElementID)] {
    var result: [(RelationID, ElementID)] = []
    for relation in model.incoming(element) where sound[Int(relation.index)] {
      result.append((relation, model[relation].source))
    }
    for relation in model.outgoing(element) where sound[Int(relation.index)] && model[relation].arrow == .twoWay {
      result.append((relation, model[relation].target))
    }
    return result
  }

  private func callees(of element: ElementID) -> [(RelationID, ElementID)] {
    var result: [(RelationID, ElementID)] = []
    for relation in model.outgoing(element) where sound[Int(relation.index)] {
      result.append((relation, model[relation].target))
    }
    for relation in model.incoming(element) where sound[Int(relation.index)] && model[relation].arrow == .twoWay {
      result.append((relation, model[relation].source))
    }
    return result
  }

  /// A path of at least one call.
  struct Path {
    /// The calls from the source on; a long path is cut.
    var relations: [RelationID]
    /// What each call leads to.
    var parts: [ElementID]
    /// How many calls there are in all.
    var count: Int
    /// What the whole path leads to.
    var goal: ElementID
  }

  /// The shortest path from a component to a target, of which the first calls are told; nil where there is none.
  func path(from source: ElementID, limit: Int) -> Path? {
    var first: (relation: RelationID, part: ElementID)?
    var best = Int32.max
    if distances[Int(source.index)] > 0 {
      let relation = RelationID(Int(next[Int(source.index)]))
      first = (relation, other(end: source, of: relation))
      best = distances[Int(source.index)]
    } else {
      // A target itself: a path leaves it and comes to a target again.
      for (relation, part) in callees(of: source) where distances[Int(part.index)] >= 0 && part != source {
        if distances[Int(part.index)] + 1 < best {
          best = distances[Int(part.index)] + 1
          first = (relation, part)
        }
      }
    }
    guard let first else { return nil }
    var path = Path(
      relations: [first.relation], parts: [first.part], count: Int(best),
      goal: ElementID(Int(goals[Int(first.part.index)])))
    var current = first.part
    while distances[Int(current.index)] > 0, path.relations.count < limit {
      let relation = RelationID(Int(next[Int(current.index)]))
      current = other(end: current, of: relation)
      path.relations.append(relation)
      path.parts.append(current)
    }
    return path
  }

  private func other(end: ElementID, of relation: RelationID) -> ElementID {
    model[relation].source == end ? model[relation].target : model[relation].source
  }
}
