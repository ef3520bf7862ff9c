/// The chance that a condition over independent events holds.
public struct SuccessProbability: Sendable, Hashable {
  /// A share of one.
  public let value: Double
  /// Whether the budget sufficed; else the true chance is at least `value`.
  public let isExact: Bool
}

extension SuccessProbability {
  /// The nodes that a decision diagram of one condition may have.
  static let nodeBudget = 200_000

  /// The chance of a condition: the product over what is needed in any case, times that of the rest by a decision
  /// diagram. Past the budget the rest is bounded from below: events that only help one another are at least as likely
  /// together as if they were independent, and a choice is at least as likely as its likeliest side.
  ///
  /// Source of the bound: J. D. Esary, F. Proschan, D. W. Walkup, "Association of random variables, with applications",
  /// 1967.
  init(of condition: SuccessCondition, budget: Int = Self.nodeBudget, chance: (Int32) -> Double) {
    var product = 1.0
    for event in condition.mandatory { product *= chance(event) }
    guard !condition.clauses.isEmpty else {
      self.init(value: product, isExact: true)
      return
    }
    if let rest = Self.exact(condition, budget: budget, chance: chance) {
      self.init(value: min(1, max(0, product * rest)), isExact: true)
      return
    }
    let values = Self.lowerBounds(condition, chance: chance)
    for clause in condition.clauses { product *= values[Int(clause)] }
    self.init(value: min(1, max(0, product)), isExact: false)
  }

  private static func exact(_ condition: SuccessCondition, budget: Int, chance: (Int32) -> Double) -> Double? {
    let order = variableOrder(condition)
    var place: [Int32: Int32] = [:]
    for (index, event) in order.enumerated() { place[event] = Int32(truncatingIfNeeded: index) }
    var diagram = DecisionDiagram(budget: budget)
    var roots = [Int32](repeating: DecisionDiagram.always, count: condition.nodes.count)
    for (index, node) in condition.nodes.enumerated() {
      let made: Int32?
      switch node {
      case .event(let event): made = diagram.variable(place[event] ?? 0)
      case .all(let children): made = diagram.joined(children.map { roots[Int($0)] }, isAll: true)
      case .any(let children): made = diagram.joined(children.map { roots[Int($0)] }, isAll: false)
      }
      guard let made else { return nil }
      roots[index] = made
    }
    guard let root = diagram.joined(condition.clauses.map { roots[Int($0)] }, isAll: true) else { return nil }
    return diagram.probability(of: root, order.map(chance))
  }

  /// What many places need stands first, the rest as it is met: so the parts that share nothing but a boundary or a
  /// host stay apart below it.
  private static func variableOrder(_ condition: SuccessCondition) -> [Int32] {
    var uses = [Int](repeating: 0, count: condition.nodes.count)
    for clause in condition.clauses { uses[Int(clause)] += 1 }
    for (index, node) in condition.nodes.enumerated().reversed() where uses[index] > 0 {
      switch node {
      case .event: break
      case .all(let children), .any(let children): for child in children { uses[Int(child)] += 1 }
      }
    }
    var events: [(event: Int32, uses: Int, place: Int)] = []
    for (index, node) in condition.nodes.enumerated() {
      if case .event(let event) = node { events.append((event, uses[index], index)) }
    }
    events.sort { ($1.uses, $0.place) < ($0.uses, $1.place) }
    return events.map(\.event)
  }

  private static func lowerBounds(_ condition: SuccessCondition, chance: (Int32) -> Double) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(condition.nodes.count)
    for node in condition.nodes {
      switch node {
      case .event(let event): values.append(chance(event))
      case .all(let children): values.append(children.reduce(1) { $0 * values[Int($1)] })
      case .any(let children): values.append(children.reduce(0) { max($0, values[Int($1)]) })
      }
    }
    return values
  }
}

extension DecisionDiagram {
  /// Many diagrams joined, neighbours first, so that each takes part in few joins.
  mutating func joined(_ diagrams: [Int32], isAll: Bool) -> Int32? {
    guard var level = Optional(diagrams), !level.isEmpty else { return isAll ? Self.always : Self.never }
    while level.count > 1 {
      var next: [Int32] = []
      next.reserveCapacity(level.count / 2 + 1)
      for index in stride(from: 0, to: level.count, by: 2) {
        if index + 1 < level.count {
          guard let both = apply(isAll: isAll, level[index], level[index + 1]) else { return nil }
          next.append(both)
        } else {
          next.append(level[index])
        }
      }
      level = next
    }
    return level[0]
  }
}
