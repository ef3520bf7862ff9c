import ArchModel

/// Reads the numbers that statements give.
enum InputReading {
  /// Gives each number of a statement on an element to `add`.
  static func read(
    _ property: StatedProperty, named name: PropertyName, at place: Int, confidence: Confidence, in model: Model,
    add: (InputName, Input) -> Void
  ) {
    let stated = property.stated
    func give(_ name: InputName, _ value: Double?, _ dimension: Dimension) {
      guard let value, value.isFinite else { return }
      add(
        name,
        Input(
          value, dimension, confidence: confidence, isTotal: stated.isTotal, isInclusive: stated.isInclusive,
          property: Int32(truncatingIfNeeded: place)))
    }
    func give(_ name: InputName, _ quantity: Quantity?) {
      guard let quantity, quantity.value.isFinite else { return }
      add(
        name,
        Input(
          quantity.value, quantity.dimension, confidence: confidence, isTotal: stated.isTotal,
          isInclusive: stated.isInclusive, currency: quantity.currency, period: quantity.period,
          property: Int32(truncatingIfNeeded: place)))
    }
    switch name {
    case .replicas:
      let replicas = model.replicas(stated)
      give(.replicasLower, replicas?.lower, .count)
      give(.replicasUpper, replicas?.upper, .count)
    case .autoscale: give(.autoscaleTarget, model.autoscale(stated)?.target)
    case .quorum: give(.quorum, model.quorum(stated)?.needed, .count)
    case .failover: give(.failoverTime, model.failover(stated)?.time, .duration)
    case .backup: give(.backupInterval, model.backup(stated)?.interval, .duration)
    case .load:
      let load = model.load(stated)
      give(.loadMean, load?.mean, .rate)
      give(.loadPeak, load?.peak, .rate)
    case .rate:
      let load = model.load(stated)
      give(.rateMean, load?.mean, .rate)
      give(.ratePeak, load?.peak, .rate)
    case .growth: give(.growth, model.growth(stated)?.amount)
    default:
      if let name = plain[name.index] { give(name, model.figure(stated)) }
    }
  }

  /// Gives each number of a statement that holds for a relation to `add`.
  static func read(
    _ property: StatedProperty, ofRelation name: PropertyName, at place: Int, in model: Model,
    add: (RelationInputName, Input) -> Void
  ) {
    let stated = property.stated
    func give(_ name: RelationInputName, _ value: Double?, _ dimension: Dimension) {
      guard let value, value.isFinite else { return }
      add(
        name,
        Input(
          value, dimension, confidence: stated.confidence, isTotal: stated.isTotal, isInclusive: stated.isInclusive,
          property: Int32(truncatingIfNeeded: place)))
    }
    switch name {
    case .timeout: give(.timeout, model.figure(stated)?.value, .duration)
    case .retry:
      let retry = model.retry(stated)
      give(.attempts, retry?.attempts, .count)
      give(.retryPause, retry?.pause, .duration)
      if let retry, retry.limit == .unbounded { give(.unboundedRetry, 1, .count) }
    case .calls: give(.calls, model.figure(stated)?.value, .count)
    case .share: give(.share, model.figure(stated)?.value, .ratio)
    case .pool: give(.pool, model.figure(stated)?.value, .count)
    case .bulkhead: give(.bulkhead, model.figure(stated)?.value, .count)
    case .payload: give(.payload, model.figure(stated)?.value, .size)
    case .rate:
      let load = model.load(stated)
      give(.rateMean, load?.mean, .rate)
      give(.ratePeak, load?.peak, .rate)
    default: break
    }
  }

  /// Whether a statement of this name gives numbers of an element.
  static func isElementInput(_ name: PropertyName) -> Bool { elementInputs[name.index] }

  /// Whether a statement of this name gives numbers of a relation.
  static func isRelationInput(_ name: PropertyName) -> Bool { relationInputs[name.index] }

  /// The place of a property that gives one number, by the property's index.
  private static let plain: [InputName?] = {
    var result = [InputName?](repeating: nil, count: PropertyName.allCases.count)
    let names: [InputName] = [
      .concurrency, .maxConnections, .scaleUp, .capacity, .writeCapacity, .shards, .readReplicas, .p50, .p90, .p95,
      .p99, .p999, .availability, .mttr, .commonCause, .hitRate, .size, .copies, .lag, .restore, .rpo, .rto,
      .retention, .maxDepth, .partitions, .users, .share, .data, .budget,
    ]
    for name in names { result[name.property.index] = name }
    return result
  }()

  private static let elementInputs: [Bool] = {
    var result = [Bool](repeating: false, count: PropertyName.allCases.count)
    for name in InputName.allCases { result[name.property.index] = true }
    return result
  }()

  private static let relationInputs: [Bool] = {
    var result = [Bool](repeating: false, count: PropertyName.allCases.count)
    for name in RelationInputName.allCases { result[name.property.index] = true }
    return result
  }()
}
