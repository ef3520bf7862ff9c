import ArchModel

/// How many replicas a component needs for its load, how many run, and how full they are.
///
/// Reads spread over all replicas of a store; all writes go to its primary, where `write-capacity` is stated: the
/// utilisation is reads / (replicas × capacity) + writes / (shards × write-capacity). Elsewhere it is rate / (replicas ×
/// capacity).
struct ReplicaSizing {
  /// The larger of quorum and `neededForLoad`; at least 1.
  let needed: Double
  /// How many run at that load: what is stated, or where they scale the lower end, and more where the load needs more.
  let running: Double
  /// How many there can be: the upper end where they scale.
  let limit: Double
  /// The fewest replicas that carry the load; nil where rate or capacity is not known, infinite where none do.
  let neededForLoad: Double?
  /// What is missing for `neededForLoad`.
  let missing: Missing

  init(of element: ElementID, in inputs: Inputs, loads: Loads) {
    let lower = max(0, (inputs[element, .replicasLower]?.value ?? 1).rounded(.down))
    let upper = max(lower, (inputs[element, .replicasUpper]?.value ?? lower).rounded(.down))
    let demand = Known<ReplicaDemand>(of: element, in: inputs, loads: loads, repeated: false)
    switch demand {
    case .known(let demand):
      neededForLoad = demand.replicas
      missing = Missing()
    case .unknown(let absent):
      neededForLoad = nil
      missing = absent
    }
    limit = upper
    let quorum = max(1, inputs[element, .quorum]?.value ?? 1)
    let needed = max(quorum, neededForLoad ?? 1)
    self.needed = needed
    if needed > lower, upper > lower {
      // The lower end does not carry the load, so that the scaling has started more.
      let target = inputs[element, .autoscaleTarget]?.value ?? 1
      let scaled = target > 0 && target <= 1 ? (needed / target).rounded(.up) : needed
      running = min(upper, max(lower, scaled.isFinite ? scaled : upper))
    } else {
      running = lower
    }
  }
}

/// What the load of a component asks of its replicas.
struct ReplicaDemand {
  /// Reads, or all requests, in units of what one replica can do.
  let spread: Double
  /// The share of the primary that writes take.
  let primary: Double

  /// The fewest replicas that carry it; infinite where none do.
  var replicas: Double {
    guard primary < 1 else { return primary == 1 && spread == 0 ? 1 : .infinity }
    let count = spread / (1 - primary)
    // A whole number may come out a last digit too large.
    return max(1, (count * (1 - 1e-12)).rounded(.up))
  }

  /// How full so many replicas are.
  func utilization(of replicas: Double) -> Double {
    if replicas <= 0 { return spread + primary > 0 ? .infinity : 0 }
    return spread / replicas + primary
  }
}

extension Known where Value == ReplicaDemand {
  /// - Parameter repeated: whether the repetitions of failed calls count.
  init(of element: ElementID, in inputs: Inputs, loads: Loads, repeated: Bool) {
    let index = Int(element.index)
    let reads = repeated ? loads.readAttempts[index] : loads.reads[index]
    let writes = repeated ? loads.writeAttempts[index] : loads.writes[index]
    let capacity = inputs.known(element, .capacity)
    let extra = inputs[element, .readReplicas]?.value ?? 0
    let shards = max(1, inputs[element, .shards]?.value ?? 1)
    if KindSet.stores.contains(inputs.model[element].kind), let writing = inputs[element, .writeCapacity]?.value {
      self = reads.with(writes).with(capacity).flatMap { rates, capacity in
        guard capacity > 0, writing > 0 else {
          return .unknown(Missing(.element(element), capacity > 0 ? .writeCapacity : .capacity))
        }
        let lower = max(1, inputs[element, .replicasLower]?.value ?? 1)
        // Further copies for reading take their share of the reads.
        return .known(
          ReplicaDemand(
            spread: rates.0 / capacity * lower / (lower + max(0, extra)), primary: rates.1 / (writing * shards)))
      }
      return
    }
    self = (repeated ? loads.attempts : loads.rate)[index].with(capacity).flatMap { rate, capacity in
      guard capacity > 0 else { return .unknown(Missing(.element(element), .capacity)) }
      return .known(ReplicaDemand(spread: rate / capacity, primary: 0))
    }
  }
}
