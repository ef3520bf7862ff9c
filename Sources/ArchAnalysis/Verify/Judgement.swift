import ArchModel

/// Compares a figure with its limit, three-valued.
enum Judgement {
  /// A load is stated in two or three digits: a flow of once a month beside it does not pass it.
  static let loadTolerance = 1e-5

  /// What a figure says of a comparison.
  ///
  /// A bound decides only on its own side: a cost of at least $20k fails a budget of $18k, one of at least $5k says
  /// nothing yet. What holds "at best" is judged as it stands, and says so.
  ///
  /// - Parameter tolerance: the share of the limit by which a figure may pass it and still hold.
  static func state(
    _ figure: Figure, _ comparison: Comparison?, _ limit: Quantity?, open: Missing, tolerance: Double = 0
  ) -> VerdictState {
    guard case .known(let value) = figure.value else { return .undecided(figure.value.missing) }
    guard let comparison, let limit else {
      return decided(value >= 1 - 1e-12)
    }
    if limit.currency != figure.currency, limit.currency != .none, figure.currency != .none {
      return .undecided(Missing(reason: "the limit is in another currency"))
    }
    let isClose = abs(value - limit.value) <= tolerance * abs(limit.value)
    let side = isClose ? 0 : FigureText.side(value, limit.value)
    let holds =
      switch comparison {
      case .less: side < 0
      case .lessOrEqual: side <= 0
      case .greater: side > 0
      case .greaterOrEqual: side >= 0
      case .equal: side == 0
      case .notEqual: side != 0
      }
    guard isSure(holds, comparison, side, figure.bound) else { return .undecided(open) }
    return decided(holds)
  }

  private static func decided(_ holds: Bool) -> VerdictState { holds ? .verified : .failed }

  /// Whether the truth, on its side of the bound, can only say the same.
  private static func isSure(_ holds: Bool, _ comparison: Comparison, _ side: Int, _ bound: Bound) -> Bool {
    switch bound {
    case .exact, .atBest: true
    case .atLeast:
      switch comparison {
      case .less, .lessOrEqual: !holds
      case .greater, .greaterOrEqual: holds
      case .equal: side > 0
      case .notEqual: side > 0
      }
    case .atMost:
      switch comparison {
      case .less, .lessOrEqual: holds
      case .greater, .greaterOrEqual: !holds
      case .equal: side < 0
      case .notEqual: side < 0
      }
    }
  }

  /// Kleene's logic over the comparisons: what is undecided decides nothing, unless the rest does without it.
  static func state(_ verification: Verification, _ terms: [VerdictState]) -> VerdictState {
    var states: [VerdictState] = []
    states.reserveCapacity(verification.nodes.count)
    for node in verification.nodes {
      switch node {
      case .term(let index): states.append(terms[index])
      case .and(let a, let b): states.append(joined(states[a], states[b], deciding: .failed))
      case .or(let a, let b): states.append(joined(states[a], states[b], deciding: .verified))
      case .not(let a):
        states.append(states[a] == .verified ? .failed : states[a] == .failed ? .verified : states[a])
      }
    }
    return states.last ?? .stated
  }

  private static func joined(_ a: VerdictState, _ b: VerdictState, deciding: VerdictState) -> VerdictState {
    if a == deciding || b == deciding { return deciding }
    switch (a, b) {
    case (.undecided(let first), .undecided(let second)): return .undecided(first.union(second))
    case (.undecided, _): return a
    case (_, .undecided): return b
    default: return deciding == .failed ? .verified : .failed
    }
  }
}
