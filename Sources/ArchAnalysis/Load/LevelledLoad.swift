import ArchModel

/// The load that has to be carried at once: that of the peak for what is waited for, and that of the mean for what comes
/// through queues, streams and topics, as these level peaks.
extension ResourceAnalysis {
  /// The load at peak, levelled where it passes a broker.
  ///
  /// Load is a sum over sources, so that what passes brokers is the difference between the load with and without them.
  ///
  /// - Parameters:
  ///   - availability: by element, of its own group of replicas at peak; see `state`.
  ///   - mean: the same at the mean load.
  public func levelledState(availability: [Known<Double>], mean meanAvailability: [Known<Double>]) -> LoadState {
    var isBroker = [Bool](repeating: false, count: model.elements.count)
    let brokers = model.elements(of: KindSet.messaging)
    for broker in brokers { isBroker[Int(broker.index)] = true }
    func complete(_ loads: Loads, _ availability: [Known<Double>]) -> Loads {
      LoadAnalysis.addingAttempts(to: loads, inputs: inputs, availability: availability)
    }
    let mean = load.loads(.now)
    var loads = load.loads(.peak)
    if !brokers.isEmpty {
      let direct = load.loads(.peak, failed: isBroker)
      let directMean = load.loads(.now, failed: isBroker)
      for index in model.elements.indices where loads.isReached[index] {
        func part(_ loads: Loads, _ values: KeyPath<Loads, [Known<Double>]>) -> Known<Double> {
          loads.isReached[index] ? loads[keyPath: values][index] : .known(0)
        }
        func levelled(_ values: KeyPath<Loads, [Known<Double>]>) -> Known<Double> {
          Self.levelled(part(direct, values), part(mean, values), part(directMean, values))
        }
        loads.rate[index] = levelled(\.rate)
        guard load.graph.isStore[index] else { continue }
        loads.reads[index] = levelled(\.reads)
        loads.writes[index] = levelled(\.writes)
      }
      for index in model.relations.indices where loads.isRelationReached[index] {
        func part(_ loads: Loads) -> Known<Double> {
          loads.isRelationReached[index] ? loads.relationRate[index] : .known(0)
        }
        loads.relationRate[index] = Self.levelled(part(direct), part(mean), part(directMean))
      }
    }
    return LoadState(
      conditions: .peak, loads: complete(loads, availability), mean: complete(mean, meanAvailability),
      failed: [Bool](repeating: false, count: model.elements.count), lost: [:], availability: availability)
  }

  private static func levelled(
    _ direct: Known<Double>, _ mean: Known<Double>, _ directMean: Known<Double>
  ) -> Known<Double> {
    direct.with(mean).with(directMean).map { known, directMean in
      // What differences of equal sums leave over is nothing.
      let behind = known.1 - directMean
      return known.0 + (behind > 1e-9 * abs(known.1) ? behind : 0)
    }
  }

  /// How full a part is with all the replicas that it may have, less some that are out of order; what scales is taken at
  /// its upper end.
  public func utilizationAtMost(_ element: ElementID, _ state: LoadState, lost: Double = 0) -> Known<Double> {
    demand(element, state.loads).flatMap { demand in
      if let whole = demand.whole { return .known(whole) }
      let upper = isWhole(element) ? .known(1) : inputs.known(element, .replicasUpper).map { $0.rounded(.down) }
      return upper.flatMap { upper in
        guard let share = demand.utilization(replicas: max(0, upper - lost)) else {
          return .unknown(Missing(reason: "\(model.shortName(element)) has no replica left"))
        }
        return .finite(share)
      }
    }
  }
}
