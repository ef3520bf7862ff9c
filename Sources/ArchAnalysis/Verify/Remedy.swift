import ArchModel

/// One input that would turn a failed comparison, and how far it has to move.
public struct Remedy: Sendable, Hashable {
  public let term: Term
  /// The value with which the comparison holds, in base units.
  public let value: Double
}

extension Verifier {
  /// In larger models no remedy is sought, as each trial computes the whole model.
  private static var sizeLimit: Int { 2_000 }
  private static var trials: Int { 14 }

  /// For a percentile above its limit: the highest percentile of the part that takes most of the time, lowered just far
  /// enough. Nil where that part alone does not mend it, and for other figures.
  ///
  /// By bisection over the input; the value is rounded to three digits on the side that holds.
  public func remedy(of failed: TermVerdict) -> Remedy? {
    let model = figures.inputs.model
    guard failed.state == .failed, failed.scenario == nil, let limit = failed.limit,
      failed.comparison == .less || failed.comparison == .lessOrEqual, failed.figure.name.quantile != nil,
      model.elements.count + model.relations.count <= Self.sizeLimit,
      let explanation = figures.explanation(failed.figure.subject, failed.figure.name, failed.figure.conditions),
      let largest = explanation.contributions(limit: 1).first
    else { return nil }
    let percentiles: Set<PropertyName> = [.p50, .p90, .p95, .p99, .p999]
    let term = explanation.allTerms.last { term in
      guard case .element(let element) = term.subject, percentiles.contains(term.property) else { return false }
      return model.shortName(element) == largest.name
    }
    guard let term else { return nil }
    func holds(_ factor: Double) -> Bool {
      let moved = Source(figures.inputs.scaling(property: term.input.property, by: factor))
      guard let figure = moved.figure(failed.figure.subject, failed.figure.name, failed.figure.conditions) else {
        return false
      }
      return Judgement.state(figure, failed.comparison, limit, open: Missing()) == .verified
    }
    guard let start = [0.9, 0.7, 0.5, 0.35, 0.25, 0.15].first(where: holds) else { return nil }
    var low = start
    var high = 1.0
    for _ in 0..<Self.trials {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    // Two digits read well; three where two miss.
    for digits in [2, 3] {
      let value = Self.roundedDown(low * term.quantity.value, digits: digits)
      if value > 0, value >= low * term.quantity.value * 0.97, holds(value / term.quantity.value) {
        return Remedy(term: term, value: value)
      }
    }
    return Remedy(term: term, value: low * term.quantity.value)
  }

  private static func roundedDown(_ value: Double, digits: Int) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var scale = 1.0
    while value * scale < Mathematics.power(10, Double(digits - 1)), scale < 1e15 { scale *= 10 }
    while value * scale >= Mathematics.power(10, Double(digits)), scale > 1e-15 { scale /= 10 }
    return (value * scale).rounded(.down) / scale
  }
}
