import ArchModel

/// What adds most to a figure.
public struct Contribution: Sendable, Hashable {
  /// A part, or several.
  public let name: String
  /// In the unit of the figure; of an availability what the part takes away.
  public let quantity: Quantity
}

extension SuccessExpression {
  /// What each event takes away: how much more often the condition would hold if the event never failed. A part that
  /// another one stands in for takes little, whatever its own availability is.
  ///
  /// - Parameter limit: how many are tried, those that fail most often first.
  func losses(limit: Int) -> [(event: Int, loss: Double)] {
    let base = probability
    let order = events.indices.sorted {
      events[$0].availability == events[$1].availability
        ? $0 < $1 : events[$0].availability < events[$1].availability
    }
    return order.prefix(limit).map { index in
      var perfect = events
      perfect[index] = Event(name: events[index].name, availability: 1)
      let improved = SuccessExpression(events: perfect, condition: condition, shared: shared).probability
      return (index, max(0, improved - base))
    }
  }
}

extension Explanation {
  /// More events than this are not tried.
  private static let eventLimit = 40

  /// The parts that add most to the figure, the most first; empty where the formula is no sum, path or probability.
  ///
  /// Of a percentile it is what the parts take among the requests that last exactly so long.
  public func contributions(limit: Int = 3) -> [Contribution] {
    guard let value = figure.value.value, let formula else { return [] }
    var list: [Contribution] = []
    switch formula {
    case .quantile(_, let expression):
      var evaluation = LatencyEvaluation()
      list = evaluation.contributions(to: expression, at: value).map {
        Contribution(name: $0.name, quantity: Quantity($0.seconds, .duration))
      }
    case .probability(let success):
      list = success.losses(limit: Self.eventLimit).map {
        Contribution(name: success.events[$0.event].name, quantity: Quantity($0.loss, .ratio))
      }
    case .sum(let parts):
      list = parts.compactMap { part in
        guard case .figure(let name, let value, let dimension) = part else { return nil }
        return Contribution(name: name, quantity: Quantity(value, dimension, currency: figure.currency))
      }
    default: return []
    }
    let ranked = list.enumerated().filter { $0.element.quantity.value > 0 }.sorted {
      $0.element.quantity.value != $1.element.quantity.value
        ? $0.element.quantity.value > $1.element.quantity.value : $0.offset < $1.offset
    }
    return ranked.prefix(limit).map(\.element)
  }

  /// Every input that the figure reads, each once: those of the formula, and those that it holds as numbers.
  public var allTerms: [Term] {
    var seen: Set<Int32> = []
    var result: [Term] = []
    func add(_ term: Term) {
      if term.input.property < 0 || seen.insert(term.input.property).inserted { result.append(term) }
    }
    var open = formula.map { [$0] } ?? []
    while let next = open.popLast() {
      switch next {
      case .term(let term): add(term)
      case .sum(let parts), .product(let parts), .maximum(let parts), .minimum(let parts), .call(_, let parts):
        open += parts.reversed()
      case .difference(let a, let b), .quotient(let a, let b), .power(let a, let b): open += [b, a]
      case .ceiling(let part): open.append(part)
      case .probability(let success): open += success.events.reversed().compactMap(\.formula)
      case .figure, .constant, .quantile: break
      }
    }
    for term in terms { add(term) }
    return result
  }
}
