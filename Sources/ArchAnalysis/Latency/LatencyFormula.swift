extension Formula {
  /// The value of a formula over latencies and queues, computed anew from its terms; nil for other formulas.
  public var latencyValue: Double? {
    switch self {
    case .quantile(let share, let expression): expression.quantile(share)
    case .call(.boundedQuantile, let arguments):
      if case .quantile(let share, let expression)? = arguments.first { expression.boundedQuantile(share) } else { nil }
    case .call(.queueWait, let arguments): Self.queueWait(arguments.compactMap(\.plainValue))
    default: nil
    }
  }

  /// Arrival rate, service rate of one server, servers.
  static func queueWait(_ arguments: [Double]) -> Double? {
    guard arguments.count == 3 else { return nil }
    return ServerQueue(arrivalRate: arguments[0], serviceRate: arguments[1], servers: arguments[2]).meanWait
  }

  private var plainValue: Double? {
    switch self {
    case .constant(let value, _): value
    case .figure(_, let value, _): value
    case .term(let term): term.quantity.value
    default: nil
    }
  }
}
