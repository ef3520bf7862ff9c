import ArchModel

/// What the load of a part asks of its replicas.
struct PartDemand {
  /// What spreads over the replicas, in units of what one of them can do.
  var spread: Double
  /// The share of the primary that writes take, whatever the number of replicas.
  var primary = 0.0
  /// The share of a capacity that is that of the whole part.
  var whole: Double?
  /// Copies that only serve reads.
  var readReplicas = 0.0

  /// How full so many replicas are, or nil where none are left for what there is to do.
  func utilization(replicas: Double) -> Double? {
    if let whole { return whole }
    let readers = replicas + readReplicas
    if spread == 0 { return replicas > 0 || primary == 0 ? primary : nil }
    return readers > 0 && replicas > 0 ? spread / readers + primary : nil
  }

  /// The fewest replicas that are no fuller than the target; nil where no number is enough.
  func replicas(target: Double) -> Double? {
    guard primary < target || spread == 0 && primary <= target else { return nil }
    guard spread > 0 else { return 1 }
    return max(1, wholeNumber(above: spread / (target - primary)) - readReplicas)
  }
}

/// The least whole number that is not below, where what computing adds to the last digits does not count.
func wholeNumber(above value: Double) -> Double { (value * (1 - 1e-12)).rounded(.up) }

/// How many instances of a part run under its load.
struct RunningReplicas {
  /// At least; what availability counts on.
  let lower: Double
  /// At most.
  let upper: Double
  /// At this load, without those that are out of order.
  let running: Double
  /// Whether they follow the load.
  let scales: Bool
  /// Whether even the upper end does not reach the target.
  let isSaturated: Bool
}

extension ResourceAnalysis {
  // MARK: Capacity and demand

  /// What one replica can do, or the whole part: stated, or by Little's law as many requests at once as it works on,
  /// divided by how long each takes.
  func capacity(of element: ElementID) -> Known<(value: Double, isTotal: Bool)> {
    if let stated = inputs[element, .capacity] {
      guard stated.value > 0 else {
        return .unknown(Missing(reason: "the capacity of \(model.shortName(element)) is zero"))
      }
      return .known((stated.value, stated.isTotal))
    }
    guard let concurrency = inputs[element, .concurrency], concurrency.value > 0 else {
      return .unknown(Missing(.element(element), .capacity))
    }
    // A single percentile counts as a constant time; one far from the middle says nothing of the mean.
    let latency = PartLatency(element, in: inputs)
    if latency.percentiles.count == 1, inputs[element, .p50] == nil {
      return .unknown(Missing([MissingInput(.element(element), .capacity), MissingInput(.element(element), .p50)]))
    }
    return latency.curve.flatMap { curve in
      guard curve.mean > 0 else { return .unknown(Missing(.element(element), .capacity)) }
      return Known.finite(concurrency.value / curve.mean).map { ($0, concurrency.isTotal) }
    }
  }

  /// The load that a part has to carry, with that of what lives on it.
  ///
  /// - Parameter isRepeated: whether repetitions of its calls count.
  func carriedLoad(_ element: ElementID, _ loads: Loads, isRepeated: Bool = true) -> (
    all: Known<Double>, reads: Known<Double>, writes: Known<Double>
  ) {
    let index = Int(element.index)
    var all = isRepeated ? loads.attempts[index] : loads.rate[index]
    var reads = isRepeated ? loads.readAttempts[index] : loads.reads[index]
    var writes = isRepeated ? loads.writeAttempts[index] : loads.writes[index]
    guard let guests = guests[element] else { return (all, reads, writes) }
    if !loads.isReached[index], guests.contains(where: { loads.isReached[Int($0.index)] }) {
      all = .known(0)
      reads = .known(0)
      writes = .known(0)
    }
    func add(_ more: Known<Double>, to sum: inout Known<Double>) { sum = sum.with(more).flatMap { .finite($0 + $1) } }
    for guest in guests where loads.isReached[Int(guest.index)] {
      let place = Int(guest.index)
      let isStore = KindSet.stores.contains(model[guest].kind)
      add(loads.attempts[place], to: &all)
      add(isStore ? loads.readAttempts[place] : loads.attempts[place], to: &reads)
      if isStore { add(loads.writeAttempts[place], to: &writes) }
    }
    return (all, reads, writes)
  }

  /// Whether writes go to one primary (of a shard), while reads spread over the replicas.
  func hasPrimary(_ element: ElementID) -> Bool {
    let kind = model[element].kind
    guard KindSet.stores.contains(kind) else { return false }
    if inputs[element, .writeCapacity] != nil { return true }
    guard kind == .database else { return false }
    let replicas = inputs[element, .replicasUpper]?.value ?? 1
    return replicas > 1 || (inputs[element, .readReplicas]?.value ?? 0) > 0
  }

  /// ρ = rate × attempts / (replicas × capacity); of a store with a primary, reads / (replicas × capacity) +
  /// writes / (shards × write-capacity).
  func demand(_ element: ElementID, _ loads: Loads, isRepeated: Bool = true) -> Known<PartDemand> {
    let load = carriedLoad(element, loads, isRepeated: isRepeated)
    guard hasPrimary(element) else {
      return load.all.with(capacity(of: element)).flatMap { all, capacity in
        guard all >= 0 else { return .unknown(Missing(reason: "its load is below zero")) }
        let share = all / capacity.value
        guard share.isFinite else { return .unknown(Known.finite(share).missing) }
        return .known(capacity.isTotal ? PartDemand(spread: 0, whole: share) : PartDemand(spread: share))
      }
    }
    let writing: Known<Double> = load.writes.flatMap { writes in
      if writes == 0 { return .known(0) }
      return inputs.known(element, .writeCapacity).flatMap { capacity in
        guard capacity > 0 else {
          return .unknown(Missing(reason: "the write-capacity of \(model.shortName(element)) is zero"))
        }
        let isTotal = inputs[element, .writeCapacity]?.isTotal ?? false
        let shards = isTotal ? 1 : max(1, inputs[element, .shards]?.value ?? 1)
        return .finite(writes / (shards * capacity))
      }
    }
    let reading: Known<(share: Double, isTotal: Bool)> = load.reads.flatMap { reads in
      if reads == 0 { return .known((0, false)) }
      return capacity(of: element).flatMap { capacity in
        Known.finite(reads / capacity.value).map { ($0, capacity.isTotal) }
      }
    }
    return reading.with(writing).map { reading, writing in
      if reading.isTotal || isWhole[Int(element.index)] {
        return PartDemand(spread: 0, whole: reading.share + writing)
      }
      return PartDemand(
        spread: reading.share, primary: writing, readReplicas: max(0, inputs[element, .readReplicas]?.value ?? 0))
    }
  }

  // MARK: Replicas

  /// How many replicas run: as stated; where they scale as many as the load needs at the target, between the ends.
  func replicas(_ element: ElementID, _ loads: Loads, lost: Double = 0) -> Known<RunningReplicas> {
    let index = Int(element.index)
    if isWhole[index] {
      return .known(RunningReplicas(lower: 1, upper: 1, running: max(0, 1 - lost), scales: false, isSaturated: false))
    }
    return inputs.known(element, .replicasLower).with(inputs.known(element, .replicasUpper)).flatMap { lower, upper in
      let lower = max(0, lower.rounded(.down))
      let upper = max(lower, upper.rounded(.down))
      guard upper > lower else {
        return .known(
          RunningReplicas(
            lower: lower, upper: upper, running: max(0, lower - lost), scales: false, isSaturated: false))
      }
      return scalingTarget(element).with(demand(element, loads)).map { target, demand in
        let wanted: Double?
        switch target {
        case .utilization(let share): wanted = demand.whole == nil ? demand.replicas(target: share) : lower
        case .rate(let rate):
          wanted = carriedLoad(element, loads).all.value.map { max(1, wholeNumber(above: $0 / rate)) }
        }
        let needed = wanted ?? .infinity
        return RunningReplicas(
          lower: lower, upper: upper, running: max(0, min(upper, max(lower, needed)) - lost), scales: true,
          isSaturated: needed > upper)
      }
    }
  }

  enum ScalingTarget {
    /// Replicas are added until they are no fuller.
    case utilization(Double)
    /// Replicas are added until each has no more requests a second.
    case rate(Double)
  }

  /// At which figure replicas are added. A target that is no share of capacity (`queue-depth 100`) is met as soon as the
  /// replicas keep up.
  func scalingTarget(_ element: ElementID) -> Known<ScalingTarget> {
    guard let target = inputs[element, .autoscaleTarget] else {
      return .unknown(Missing(.element(element), .autoscale))
    }
    guard target.value > 0 else {
      return .unknown(Missing(reason: "the autoscale target of \(model.shortName(element)) is zero"))
    }
    switch target.dimension {
    case .ratio: return .known(.utilization(target.value))
    case .rate: return .known(.rate(target.value))
    default: return .known(.utilization(1))
    }
  }

  // MARK: Figures

  /// How full a part is, with so many more replicas out of order.
  func utilization(_ element: ElementID, _ loads: Loads, lost: Double) -> Known<Double> {
    let demand = demand(element, loads)
    if case .known(let demand) = demand, let whole = demand.whole { return .known(whole) }
    return demand.with(replicas(element, loads, lost: lost)).flatMap { demand, replicas in
      guard let share = demand.utilization(replicas: replicas.running) else {
        return .unknown(Missing(reason: "\(model.shortName(element)) has no replica left"))
      }
      return .finite(share)
    }
  }

  /// How full a part is where one replica more is out of order; unknown for what has no replicas of ours.
  public func utilizationWithoutReplica(_ element: ElementID, _ state: LoadState) -> Known<Double> {
    utilization(element, state.loads, lost: (state.lost[element] ?? 0) + 1)
  }

  /// How full a part is where the zone with the most of its replicas is out of order: they are spread evenly over those
  /// of `across`.
  public func utilizationWithoutZone(_ element: ElementID, _ state: LoadState) -> Known<Double> {
    let stated = model.effective(.replicas, of: element).flatMap { model.replicas($0.property.stated) }
    guard let stated, !stated.across.isEmpty else {
      return .unknown(
        Missing(reason: "over which zones \(model.shortName(element)) is spread is not stated (`across`)"))
    }
    return replicas(element, state.loads).flatMap { replicas in
      let lost = (replicas.running / Double(stated.across.count)).rounded(.up)
      return utilization(element, state.loads, lost: (state.lost[element] ?? 0) + lost)
    }
  }

  /// How many replicas run under the load; unknown where they are not ours to count.
  public func runningReplicas(_ element: ElementID, _ state: LoadState) -> Known<Double> {
    replicas(element, state.loads, lost: state.lost[element] ?? 0).map(\.running)
  }

  /// Whether scaling reaches its upper end before its target.
  public func isSaturated(_ element: ElementID, _ state: LoadState) -> Bool {
    replicas(element, state.loads).value?.isSaturated ?? false
  }

  /// How full a part is, and what that rests on, for waiting times.
  public func queueState(_ element: ElementID, _ state: LoadState) -> Known<QueueState> {
    let lost = state.lost[element] ?? 0
    return carriedLoad(element, state.loads).all
      .with(utilization(element, state.loads, lost: lost)).with(replicas(element, state.loads, lost: lost))
      .map { QueueState(rate: $0.0, utilization: $0.1, replicas: $1.running) }
  }

  /// The time until a share of capacity grows to all of it: ln(1/ρ)/ln(1 + g). Where replicas scale, ρ is taken at the
  /// upper end.
  public func runway(from utilization: Double) -> Known<Double> {
    growth.flatMap { growth in
      if utilization >= 1 { return .known(0) }
      guard utilization > 0 else { return .unknown(Missing(reason: "it carries no load")) }
      guard growth.share > 0 else { return .unknown(Missing(reason: "its load does not grow")) }
      return .finite(-Mathematics.logarithm(utilization) / growth.logarithmPerSecond)
    }
  }
}
