import ArchModel

/// How many replicas a component needs for its load, and how many run.
struct ReplicaSizing {
  /// The larger of quorum and `neededForLoad`; at least 1.
  let needed: Double
  /// How many run at that load: what is stated, or where they scale the lower end, and more where the load needs more.
  let running: Double
  /// How many there can be: the upper end where they scale.
  let limit: Double
  /// The fewest replicas that carry the load; nil where rate or capacity is not known, infinite where none do.
  let neededForLoad: Double?
  /// Whether the lower end does not carry the load and nothing says at which load more are started.
  let isScalingUnknown: Bool
  /// What is missing for `neededForLoad`.
  let missing: Missing

  init(of element: ElementID, in resources: ResourceAnalysis, loads: Loads) {
    let inputs = resources.inputs
    let lower = max(0, (inputs[element, .replicasLower]?.value ?? 1).rounded(.down))
    let upper = max(lower, (inputs[element, .replicasUpper]?.value ?? lower).rounded(.down))
    switch Self.neededForLoad(element, resources, loads) {
    case .known(let count):
      neededForLoad = count
      missing = Missing()
    case .unknown(let absent):
      neededForLoad = nil
      missing = absent
    }
    limit = upper
    let quorum = max(1, inputs[element, .quorum]?.value ?? 1)
    let needed = max(quorum, neededForLoad ?? 1)
    self.needed = needed
    isScalingUnknown = needed > lower && upper > lower && inputs[element, .autoscaleTarget] == nil
    if needed > lower, upper > lower {
      // The lower end does not carry the load, so that the scaling has started more.
      let target = inputs[element, .autoscaleTarget].map { $0.dimension == .ratio ? $0.value : 1 } ?? 1
      let scaled = target > 0 && target <= 1 ? (needed / target).rounded(.up) : needed
      running = min(upper, max(lower, scaled.isFinite ? scaled : upper))
    } else {
      running = lower
    }
  }

  /// The fewest replicas whose utilisation is no more than one. Where a store does not say what it can write, its
  /// requests are taken as spread over the replicas.
  private static func neededForLoad(
    _ element: ElementID, _ resources: ResourceAnalysis, _ loads: Loads
  ) -> Known<Double> {
    let demand = resources.demand(element, loads)
    switch demand {
    case .known(let demand):
      if let whole = demand.whole { return .known(whole <= 1 ? 1 : .infinity) }
      return .known(demand.replicas(target: 1).map { max(1, $0) } ?? .infinity)
    case .unknown(let missing):
      let plain = resources.carriedLoad(element, loads).all.with(resources.capacity(of: element))
      guard case .known(let (rate, capacity)) = plain, !capacity.isTotal else { return .unknown(missing) }
      return .known(max(1, wholeNumber(above: rate / capacity.value)))
    }
  }
}
