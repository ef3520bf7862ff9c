import ArchModel

extension Formula {
  /// Formulas that analyses build are shallow; a deeper one is not computed.
  static let depthLimit = 200

  /// The value of a formula, computed anew from its terms; nil where it has none, as where something is divided by zero.
  public func evaluate() -> Double? {
    guard let value = value(depth: 0), value.isFinite else { return nil }
    return value
  }

  private func value(depth: Int) -> Double? {
    guard depth < Self.depthLimit else { return nil }
    func value(_ formula: Formula) -> Double? { formula.value(depth: depth + 1) }
    func values(_ formulas: [Formula]) -> [Double]? {
      var result: [Double] = []
      for formula in formulas {
        guard let value = value(formula) else { return nil }
        result.append(value)
      }
      return result
    }
    switch self {
    case .term(let term): return term.quantity.value
    case .figure(_, let value, _): return value
    case .constant(let value, _): return value
    case .sum(let parts): return values(parts)?.reduce(0, +)
    case .product(let parts): return values(parts)?.reduce(1, *)
    case .difference(let a, let b): return values([a, b]).map { $0[0] - $0[1] }
    case .quotient(let a, let b): return values([a, b]).flatMap { $0[1] == 0 ? nil : $0[0] / $0[1] }
    case .power(let a, let b): return values([a, b]).map { Mathematics.power($0[0], $0[1]) }
    case .maximum(let parts): return values(parts)?.max()
    case .minimum(let parts): return values(parts)?.min()
    case .ceiling(let part): return value(part).map(wholeNumber(above:))
    case .call(let function, let arguments): return call(function, arguments, values(arguments))
    case .quantile: return latencyValue
    case .probability(let success): return success.probability
    }
  }

  private func call(_ function: FormulaFunction, _ arguments: [Formula], _ values: [Double]?) -> Double? {
    switch function {
    case .boundedQuantile: return latencyValue
    case .queueWait: return values.flatMap { Self.queueWait($0) }
    case .expectedAttempts:
      guard let values, values.count == 2 else { return nil }
      return LoadAnalysis.expectedAttempts(failing: values[0], most: values[1])
    case .grownSize:
      guard let values, values.count == 4 else { return nil }
      return Self.grownSize(values[0], growth: values[1], yearly: values[2], time: values[3])
    case .logarithm:
      guard let values, values.count == 1, values[0] > 0 else { return nil }
      return Mathematics.logarithm(values[0])
    case .kOfN:
      guard let values, values.count == 4 else { return nil }
      return RedundantReplicas.availability(
        needed: values[0], of: values[1], each: values[2], commonCause: values[3])
    case .kOfNWithPrimary:
      guard let values, values.count == 4 else { return nil }
      return RedundantReplicas.availabilityWithPrimary(
        needed: values[0], of: values[1], each: values[2], commonCause: values[3])
    }
  }

  /// size + growth × ((1 + g)^t − 1)/ln(1 + g), with g a year.
  private static func grownSize(_ size: Double, growth: Double, yearly: Double, time: Double) -> Double? {
    guard yearly > -1 else { return nil }
    let perSecond = Mathematics.logarithmOfOnePlus(yearly) / ResourceAnalysis.year
    let exponent = perSecond * time
    if abs(exponent) < 1e-9 { return size + growth * time }
    return size + growth * (Mathematics.exponential(exponent) - 1) / perSecond
  }
}
