/// Reduced ordered binary decision diagrams over events, with a budget of nodes.
///
/// Source: R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", IEEE Transactions on Computers
/// C-35(8), 1986. The recursion of `apply` is a stack of its own.
struct DecisionDiagram {
  /// The diagrams of "never" and "always"; node numbers above are decisions.
  static let never: Int32 = 0
  static let always: Int32 = 1

  private struct Key: Hashable {
    let a: Int32
    let b: Int32
    let c: Int32
  }

  private struct Frame {
    let a: Int32
    let b: Int32
    var low: Int32 = -1
  }

  // The variable, and where it leads if the event does not and does hold. Children stand before their parents.
  private var variables: [Int32] = [.max, .max]
  private var lows: [Int32] = [0, 1]
  private var highs: [Int32] = [0, 1]
  private var unique: [Key: Int32] = [:]
  private var products: [Key: Int32] = [:]
  private let budget: Int

  init(budget: Int) {
    self.budget = budget
  }

  /// The diagram of one event; nil where the budget is spent.
  mutating func variable(_ index: Int32) -> Int32? { node(index, Self.never, Self.always) }

  private mutating func node(_ variable: Int32, _ low: Int32, _ high: Int32) -> Int32? {
    if low == high { return low }
    let key = Key(a: variable, b: low, c: high)
    if let known = unique[key] { return known }
    guard variables.count < budget else { return nil }
    let result = Int32(truncatingIfNeeded: variables.count)
    variables.append(variable)
    lows.append(low)
    highs.append(high)
    unique[key] = result
    return result
  }

  /// Both hold (`isAll`), or one of them; nil where the budget is spent.
  mutating func apply(isAll: Bool, _ a: Int32, _ b: Int32) -> Int32? {
    var frames: [Frame] = []
    var result = Self.never
    var call: (Int32, Int32)? = (a, b)
    while true {
      if let (a, b) = call {
        call = nil
        if let known = simple(isAll, a, b) {
          result = known
        } else {
          let (a, b) = a < b ? (a, b) : (b, a)
          if let known = products[Key(a: a, b: b, c: isAll ? 1 : 0)] {
            result = known
          } else {
            guard products.count < budget * 4 else { return nil }
            frames.append(Frame(a: a, b: b))
            call = (branch(lows, a, b, a), branch(lows, a, b, b))
            continue
          }
        }
      }
      guard var frame = frames.popLast() else { return result }
      if frame.low < 0 {
        frame.low = result
        frames.append(frame)
        call = (branch(highs, frame.a, frame.b, frame.a), branch(highs, frame.a, frame.b, frame.b))
        continue
      }
      let variable = min(variables[Int(frame.a)], variables[Int(frame.b)])
      guard let made = node(variable, frame.low, result) else { return nil }
      products[Key(a: frame.a, b: frame.b, c: isAll ? 1 : 0)] = made
      result = made
    }
  }

  /// Where one of two diagrams goes on after the first of their variables.
  private func branch(_ sides: [Int32], _ a: Int32, _ b: Int32, _ own: Int32) -> Int32 {
    let first = min(variables[Int(a)], variables[Int(b)])
    return variables[Int(own)] == first ? sides[Int(own)] : own
  }

  private func simple(_ isAll: Bool, _ a: Int32, _ b: Int32) -> Int32? {
    if a == b { return a }
    let (decided, neutral) = isAll ? (Self.never, Self.always) : (Self.always, Self.never)
    if a == decided || b == decided { return decided }
    if a == neutral { return b }
    return b == neutral ? a : nil
  }

  /// The chance that a diagram holds, from the chance of each variable.
  func probability(of root: Int32, _ chances: [Double]) -> Double {
    guard root > 1 else { return Double(root) }
    var values = [Double](repeating: 0, count: Int(root) + 1)
    values[1] = 1
    for index in 2...Int(root) {
      let chance = chances[Int(variables[index])]
      values[index] = chance * values[Int(highs[index])] + (1 - chance) * values[Int(lows[index])]
    }
    return values[Int(root)]
  }
}
