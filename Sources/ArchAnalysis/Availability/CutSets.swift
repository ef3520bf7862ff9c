import ArchModel

/// A part of the system, or the primary of a store, whose loss takes part in breaking a flow.
public struct CutMember: Sendable, Hashable {
  public let element: ElementID
  /// Only its primary, from which nobody takes over by itself; writes stop.
  public let isPrimary: Bool

  public init(_ element: ElementID, isPrimary: Bool = false) {
    self.element = element
    self.isPrimary = isPrimary
  }
}

/// The smallest sets of parts whose loss together breaks a flow.
public struct CutSets: Sendable, Hashable {
  /// Each set in the order of the model, sets of few parts first.
  public let sets: [[CutMember]]
  /// Larger sets than this are not looked for.
  public let order: Int
  /// Whether there are all sets up to `order`; else the budget was spent.
  public let isComplete: Bool

  /// The parts whose loss alone breaks the flow.
  public var single: [CutMember] { sets.filter { $0.count == 1 }.map { $0[0] } }
}

/// Minimal cut sets of a condition up to order 3, from the leaves up: a choice fails where all its sides do, all else
/// where one of its parts does.
///
/// Source: the top-down algorithm of J. B. Fussell and W. E. Vesely, "A new methodology for obtaining cut sets for fault
/// trees", 1972, turned round so that shared parts are computed once. Cutting off at an order loses no smaller set, as
/// sets only grow on the way up.
struct CutSetSearch {
  static let order = 3
  /// How many pairs of sets one flow may compare.
  static let budget = 400_000

  /// Up to three events, ascending; -1 for none.
  struct Cut: Hashable {
    var a: Int32
    var b: Int32 = -1
    var c: Int32 = -1

    var count: Int { b < 0 ? 1 : c < 0 ? 2 : 3 }
    var events: [Int32] { [a, b, c].filter { $0 >= 0 } }

    /// Both together, or nil where they are too many.
    func union(_ other: Cut) -> Cut? {
      var all = events
      for event in other.events where !all.contains(event) { all.append(event) }
      guard all.count <= CutSetSearch.order else { return nil }
      all.sort()
      return Cut(a: all[0], b: all.count > 1 ? all[1] : -1, c: all.count > 2 ? all[2] : -1)
    }

    /// The sets that lack something of it.
    var parts: [Cut] {
      if b < 0 { return [] }
      if c < 0 { return [Cut(a: a), Cut(a: b)] }
      return [
        Cut(a: a), Cut(a: b), Cut(a: c), Cut(a: a, b: b), Cut(a: a, b: c), Cut(a: b, b: c),
      ]
    }
  }

  private var work = 0
  private(set) var isComplete = true

  /// The cuts of a condition.
  ///
  /// - Parameter isCounted: whether an event is a part that can be lost; others never fail here.
  mutating func cuts(of condition: SuccessCondition, isCounted: (Int32) -> Bool) -> [Cut] {
    var families: [[Cut]] = []
    families.reserveCapacity(condition.nodes.count)
    for node in condition.nodes {
      switch node {
      case .event(let event): families.append(isCounted(event) ? [Cut(a: event)] : [])
      case .all(let children): families.append(minimal(children.flatMap { families[Int($0)] }))
      case .any(let children): families.append(product(children.map { families[Int($0)] }))
      }
    }
    let single = condition.mandatory.filter(isCounted).map { Cut(a: $0) }
    guard !condition.clauses.isEmpty, isComplete else { return single.sorted { $0.a < $1.a } }
    let all = minimal(single + condition.clauses.flatMap { families[Int($0)] })
    return isComplete ? all : single.sorted { $0.a < $1.a }
  }

  /// What remains when sets that contain others are left out; in order.
  private mutating func minimal(_ cuts: [Cut]) -> [Cut] {
    work += cuts.count
    guard cuts.count > 1 else { return cuts }
    guard work < Self.budget else {
      isComplete = false
      return []
    }
    let all = Set(cuts)
    return all.filter { cut in !cut.parts.contains { all.contains($0) } }.sorted {
      ($0.count, $0.a, $0.b, $0.c) < ($1.count, $1.a, $1.b, $1.c)
    }
  }

  private mutating func product(_ families: [[Cut]]) -> [Cut] {
    guard var result = families.first else { return [] }
    for family in families.dropFirst() {
      work += result.count * family.count
      guard work < Self.budget else {
        isComplete = false
        return []
      }
      var next: [Cut] = []
      for cut in result { for other in family { if let both = cut.union(other) { next.append(both) } } }
      result = minimal(next)
    }
    return result
  }
}
