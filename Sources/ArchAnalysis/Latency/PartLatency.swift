import ArchModel

/// The latency that a part states of itself.
struct PartLatency {
  static let names: [(InputName, Double)] = [(.p50, 0.5), (.p90, 0.9), (.p95, 0.95), (.p99, 0.99), (.p999, 0.999)]

  let element: ElementID
  /// All stated percentiles, in ascending order of their shares.
  let percentiles: [LatencyPercentile]
  let isInclusive: Bool
  private let model: Model

  init(_ element: ElementID, in inputs: Inputs) {
    self.element = element
    model = inputs.model
    var percentiles: [LatencyPercentile] = []
    var isInclusive = false
    for (name, share) in Self.names {
      guard let input = inputs[element, name] else { continue }
      percentiles.append(LatencyPercentile(share: share, seconds: input.value))
      isInclusive = isInclusive || input.isInclusive
    }
    self.percentiles = percentiles
    self.isInclusive = isInclusive
  }

  /// Whether its time counts where requests come by: people and clients have none unless it is stated.
  var counts: Bool { !percentiles.isEmpty || ![.actor, .client].contains(model[element].kind) }

  /// Why there is no curve; nil where there is one.
  var missing: Missing? {
    if percentiles.isEmpty {
      return Missing([MissingInput(.element(element), .p50), MissingInput(.element(element), .p99)])
    }
    return LogNormal.contradiction(percentiles).map { Missing(reason: "of \(model.shortName(element)), \($0)") }
  }

  var curve: Known<LogNormal> {
    // A curve has no contradictory percentiles, so that what is missing is asked for where there is none.
    if let curve = LogNormal(percentiles) { return .known(curve) }
    return .unknown(
      missing ?? Missing(reason: "no curve fits the percentiles of \(model.shortName(element))"))
  }

  /// The percentiles that the curve goes through.
  var used: [LatencyPercentile] {
    guard let (low, high) = LogNormal.used(percentiles) else { return [] }
    return [low] + (high.map { [$0] } ?? [])
  }

  var hop: LatencyExpression { .hop(name: model.shortName(element), percentiles: used) }
}
