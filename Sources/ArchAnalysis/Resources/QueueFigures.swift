import ArchModel

/// Queues at the mean load, as they level peaks: what is produced against what is consumed.
extension ResourceAnalysis {
  /// What one consumer can take.
  private struct Consumption {
    let consumer: ElementID
    /// Messages a second.
    let rate: Double
    let formula: Formula
  }

  /// What its consumers can take of a broker's messages: together of a queue, which hands each message to one of them;
  /// of others as much as the slowest, as all of them read everything.
  private func consumption(_ broker: ElementID, _ state: LoadState) -> Known<[Consumption]> {
    var result: Known<[Consumption]> = .known([])
    for relation in model.outgoing(broker) where model[relation].arrow == .message {
      let consumer = model[relation].target
      let calls = load.graph.calls[Int(relation.index)]
      guard calls > 0, !KindSet.outside.contains(model[consumer].kind) || inputs[consumer, .capacity] != nil else {
        continue
      }
      result = result.with(consumption(of: broker, by: consumer, over: relation, calls, state)).map { $0 + [$1] }
    }
    return result
  }

  private func consumption(
    of broker: ElementID, by consumer: ElementID, over relation: RelationID, _ calls: Double, _ state: LoadState
  ) -> Known<Consumption> {
    let index = Int(consumer.index)
    if state.failed[index] {
      return .known(Consumption(consumer: consumer, rate: 0, formula: .constant(0, "it is out of order")))
    }
    let lost = state.lost[consumer] ?? 0
    let taken = state.mean.attempts(of: consumer).with(state.mean.rate(of: relation))
    return capacity(of: consumer).with(replicas(consumer, state.mean, lost: lost)).with(taken).flatMap { own, taken in
      let (capacity, replicas) = own
      var count = capacity.isTotal ? 1 : max(0, replicas.upper - lost)
      var number = Formula.constant(count, capacity.isTotal ? "the whole part" : "replicas at most")
      if !capacity.isTotal, lost == 0, let term = inputs.term(consumer, .replicasUpper) { number = term }
      // No more replicas of a consumer read a stream at once than it has partitions.
      if model[broker].kind == .stream, !capacity.isTotal, count > 1 {
        guard let partitions = inputs[broker, .partitions], let term = inputs.term(broker, .partitions) else {
          return .unknown(Missing(.element(broker), .partitions))
        }
        if partitions.value < count {
          count = max(0, partitions.value)
          number = term
        }
      }
      // What it has to do besides.
      let besides = max(0, taken.0 - taken.1)
      var formula = Formula.product([
        number, inputs.term(consumer, .capacity) ?? .constant(capacity.value, "capacity by Little's law"),
      ])
      if besides > taken.0 * 1e-12 {
        formula = .maximum([
          .constant(0, "nothing left"),
          .difference(formula, .constant(besides, "what \(model.shortName(consumer)) does besides")),
        ])
      }
      if calls != 1 { formula = .quotient(formula, .constant(calls, "requests for each message")) }
      return Known.finite(max(0, count * capacity.value - (besides > taken.0 * 1e-12 ? besides : 0)) / calls).map {
        Consumption(consumer: consumer, rate: $0, formula: formula)
      }
    }
  }

  private func joined(_ broker: ElementID, _ list: [Consumption]) -> (rate: Double, formula: Formula) {
    guard list.count != 1, let first = list.first else {
      return (list.first?.rate ?? 0, list.first?.formula ?? .constant(0, "nothing consumes it"))
    }
    if model[broker].kind == .queue {
      return (list.reduce(0) { $0 + $1.rate }, .sum(list.map(\.formula)))
    }
    return (list.reduce(first.rate) { min($0, $1.rate) }, .minimum(list.map(\.formula)))
  }

  /// Messages a second that pile up; zero where the consumers keep up.
  func backlog(_ broker: ElementID, _ state: LoadState) -> Derived {
    let produced = state.mean.rate(of: broker)
    return produced.with(consumption(broker, state)).map { produced, list in
      let consumed = joined(broker, list)
      var result = Derived(
        .finite(max(0, produced - consumed.rate)),
        .maximum([
          .constant(0, "the consumers keep up"),
          .difference(
            .figure(name(.element(broker), .rate, Conditions(meanMoment(state))), produced, .rate), consumed.formula),
        ]))
      result.remarks.append("at the mean load, as a queue levels peaks")
      if list.isEmpty { result.remarks.append("nothing consumes its messages") }
      return result
    }.collapsed
  }

  private func meanMoment(_ state: LoadState) -> Horizon {
    state.conditions.moment == .peak ? .now : state.conditions.moment
  }

  /// The time until a queue that grows is full.
  func timeToFull(_ broker: ElementID, _ state: LoadState) -> Derived {
    let backlog = backlog(broker, state).value
    let depth = inputs.known(broker, .maxDepth)
    let value: Known<Double> = backlog.with(depth).flatMap { backlog, depth in
      guard backlog > 0 else { return .unknown(Missing(reason: "its consumers keep up, so that it does not fill")) }
      return .finite(max(0, depth) / backlog)
    }
    guard value.value != nil, let backlog = backlog.value, let term = inputs.term(broker, .maxDepth) else {
      return Derived(value)
    }
    return Derived(
      value, .quotient(term, .figure(name(.element(broker), .backlog, Conditions(meanMoment(state))), backlog, .rate)))
  }

  // MARK: Drain

  /// The time to clear what piled up while the consumers were repaired, after they are back.
  func drain(_ broker: ElementID, _ state: LoadState) -> Derived {
    let produced = state.mean.rate(of: broker)
    return produced.with(consumption(broker, state)).map { produced, list -> Derived in
      guard !list.isEmpty else { return .unknown("nothing consumes the messages of \(model.shortName(broker))") }
      if model[broker].kind == .queue {
        let consumed = joined(broker, list)
        return drain(broker, state, produced, consumed.rate, consumed.formula, consumers: list.map(\.consumer))
      }
      return longest(list.map { drain(broker, state, produced, $0.rate, $0.formula, consumers: [$0.consumer]) })
    }.collapsed
  }

  private func drain(
    _ broker: ElementID, _ state: LoadState, _ produced: Double, _ consumed: Double, _ formula: Formula,
    consumers: [ElementID]
  ) -> Derived {
    var outage: Known<(time: Double, term: Formula?)> = .known((0, nil))
    for consumer in consumers {
      outage = outage.with(inputs.known(consumer, .mttr)).map { longest, time in
        time >= longest.time ? (time, inputs.term(consumer, .mttr)) : longest
      }
    }
    let rate = Formula.figure(name(.element(broker), .rate, Conditions(meanMoment(state))), produced, .rate)
    return outage.map { outage -> Derived in
      guard consumed > produced || produced == 0 else {
        return .unknown("the consumers of \(model.shortName(broker)) cannot catch up: it never drains")
      }
      guard produced > 0 else { return Derived(.known(0), .constant(0, "nothing arrives")) }
      let waiting = produced * max(0, outage.time)
      let piled = Formula.product([rate, outage.term ?? .constant(outage.time, "seconds of outage")])
      var result = Derived(.finite(waiting / (consumed - produced)), .quotient(piled, .difference(formula, rate)))
      if let depth = inputs[broker, .maxDepth], depth.value < waiting {
        result.bound = .atMost
        result.remarks.append("at most: more arrives in an outage than `max-depth` of \(model.shortName(broker)) holds")
      }
      result.remarks.append(
        "after an outage of \(consumers.map { model.shortName($0) }.joined(separator: ", ")) as long as its `mttr`")
      return result
    }.collapsed
  }

  /// The longest of several, or what is missing for it.
  private func longest(_ list: [Derived]) -> Derived {
    guard var result = list.first else { return .unknown("it uses no queue") }
    guard list.count > 1 else { return result }
    var value = Known<Double>.known(0)
    for item in list { value = value.with(item.value).map { max($0, $1) } }
    result.value = value
    if list.contains(where: { $0.bound == .atMost }) { result.bound = .atMost }
    result.formula = .maximum(list.compactMap(\.formula))
    result.remarks = list.flatMap(\.remarks).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return result
  }

  /// Of the queues that a flow steps to or from.
  func drain(ofFlow flow: ElementID, _ state: LoadState) -> Derived? {
    guard let steps = model.flows.first(where: { $0.element == flow })?.steps else { return nil }
    var brokers: [ElementID] = []
    for step in steps {
      for part in [model[step.relation].source, model[step.relation].target]
      where KindSet.messaging.contains(model[part].kind) && !brokers.contains(part) {
        brokers.append(part)
      }
    }
    return longest(brokers.map { drain($0, state) })
  }

  /// Of the queues that a part consumes.
  func drain(ofConsumer element: ElementID, _ state: LoadState) -> Derived? {
    var brokers: [ElementID] = []
    for relation in model.incoming(element) where model[relation].arrow == .message && brokers.count < 100 {
      let source = model[relation].source
      if KindSet.messaging.contains(model[source].kind), !brokers.contains(source) { brokers.append(source) }
    }
    return brokers.isEmpty ? nil : longest(brokers.map { drain($0, state) })
  }
}
