import ArchModel

extension ResourceAnalysis {
  func capacity(_ element: ElementID, _ name: FigureName, _ state: LoadState, _ explains: Bool) -> Derived {
    switch name {
    case .replicasNeeded: replicasNeeded(element, state, explains)
    case .runway: runway(element, state, explains)
    default: utilization(element, state, explains)
    }
  }

  private func utilization(_ element: ElementID, _ state: LoadState, _ explains: Bool) -> Derived {
    let lost = state.lost[element] ?? 0
    var result = Derived(utilization(element, state.loads, lost: lost))
    guard let full = result.value.value else { return result }
    if full > 1, isOverwhelmed(element, state) { result.bound = .atLeast }
    guard explains else { return result }
    let replicas = replicas(element, state.loads, lost: lost)
    result.formula = share(element, state, replicas: replicas.value.map { runningFormula(element, $0, lost, state) })
    if result.value == .known(0), let running = replicas.value?.running, running <= 0 {
      result.formula = .constant(0, "nothing arrives, and no replica is left")
    }
    if let replicas = replicas.value, replicas.scales {
      let target = inputs[element, .autoscaleTarget].map { QuantityFormatter.text($0.quantity) } ?? ""
      result.remarks.append(
        "\(Self.count(replicas.running)) of \(Self.count(replicas.lower))..\(Self.count(replicas.upper)) replicas run "
          + "at a target of \(target)")
      if replicas.isSaturated { result.remarks.append("saturated: even all of them do not reach the target") }
      if inputs[element, .scaleUp] == nil {
        result.remarks.append("in steady state; `scale-up` would say how long a burst waits for more replicas")
      }
    }
    if inputs[element, .capacity] == nil, inputs[element, .concurrency] != nil {
      result.remarks.append("capacity by Little's law: concurrency / mean latency")
      result.terms += [InputName.p50, .p90, .p95, .p99, .p999].compactMap { name in
        inputs[element, name].map { Term(.element(element), name.property, $0.quantity, $0) }
      }
    }
    if let guests = guests[element], !guests.isEmpty {
      result.notCounted += guests.filter { !state.loads.isReached[Int($0.index)] }.prefix(8).map {
        "\(model.shortName($0)), which is on it: no source reaches it"
      }
    }
    result.notCounted += uncountedCallers(of: element, state.loads)
    return result
  }

  private func replicasNeeded(_ element: ElementID, _ state: LoadState, _ explains: Bool) -> Derived {
    let target = targetOfNeed(element)
    // What is repeated because too few replicas answer is not where enough do.
    let isRepeated = !isOverwhelmed(element, state)
    let demand = demand(element, state.loads, isRepeated: isRepeated)
    let value: Known<Double> = target.with(demand).flatMap { target, demand in
      if demand.whole != nil {
        return .unknown(Missing(reason: "the capacity of \(model.shortName(element)) is that of the whole part"))
      }
      switch target {
      case .rate(let rate):
        return carriedLoad(element, state.loads, isRepeated: isRepeated).all.map {
          max(1, wholeNumber(above: $0 / rate))
        }
      case .utilization(let share):
        guard let count = demand.replicas(target: share) else {
          return .unknown(
            Missing(reason: "writes fill the primary of \(model.shortName(element)), which no replica relieves"))
        }
        return .finite(count)
      }
    }
    var result = Derived(value)
    guard explains, let value = value.value, let demand = demand.value, let target = target.value else {
      return result
    }
    let load: Formula
    switch target {
    case .rate:
      load = .quotient(
        loadFormula(element, state, isRepeated: isRepeated),
        inputs.term(element, .autoscaleTarget) ?? .constant(1, "target"))
    case .utilization(let share):
      let spread = spreadFormula(element, state, isRepeated: isRepeated)
      let goal: Formula =
        share == 1 ? .constant(1, "full") : inputs.term(element, .autoscaleTarget) ?? .constant(share, "target")
      if demand.primary > 0, let primary = primaryFormula(element, state, isRepeated: isRepeated) {
        load = .quotient(spread, .difference(goal, primary))
      } else {
        load = share == 1 ? spread : .quotient(spread, goal)
      }
    }
    var count = Formula.ceiling(load)
    if demand.readReplicas > 0, let term = inputs.term(element, .readReplicas) { count = .difference(count, term) }
    result.formula = value <= 1 ? .maximum([.constant(1, "the least"), count]) : count
    result.notCounted += uncountedCallers(of: element, state.loads)
    return result
  }

  /// How full the replicas that are needed may be: the target where replicas scale, else full.
  private func targetOfNeed(_ element: ElementID) -> Known<ScalingTarget> {
    let lower = inputs[element, .replicasLower]?.value.rounded(.down)
    let upper = inputs[element, .replicasUpper]?.value.rounded(.down)
    if let lower, let upper, upper <= lower { return .known(.utilization(1)) }
    // Whether they scale is not stated, but to what they would.
    if lower == nil, inputs[element, .autoscaleTarget] == nil { return .known(.utilization(1)) }
    return scalingTarget(element)
  }

  private func runway(_ element: ElementID, _ state: LoadState, _ explains: Bool) -> Derived {
    let loads = state.loads
    let demand = demand(element, loads)
    let replicas: Known<Double>
    if case .known(let demand) = demand, demand.whole != nil {
      replicas = .known(1)
    } else {
      let lost = state.lost[element] ?? 0
      replicas = self.replicas(element, loads, lost: lost).map { $0.scales ? max(0, $0.upper - lost) : $0.running }
    }
    let share: Known<Double> = demand.with(replicas).flatMap { demand, replicas in
      guard let share = demand.utilization(replicas: replicas) else {
        return .unknown(Missing(reason: "\(model.shortName(element)) has no replica left"))
      }
      return .finite(share)
    }
    let today = growthToday(state.conditions)
    var result = Derived(
      share.with(today).flatMap { share, grown in grown > 0 ? runway(from: share / grown) : .finite(0) })
    guard explains, result.value.value != nil, let share = share.value, let grown = today.value,
      let term = growthTerm
    else { return result }
    let first = share / grown
    guard first < 1 else {
      result.formula = .constant(0, "it is full already")
      return result
    }
    let period = growth.value?.period ?? Self.month
    result.formula = .product([
      .quotient(
        .difference(.constant(0, "full"), .call(.logarithm, [.constant(first, "utilization at peak, today")])),
        .call(.logarithm, [.sum([.constant(1, "today"), term])])),
      .constant(period, "seconds of a period of growth"),
    ])
    result.remarks.append("utilization reaches 100% at peak")
    return result
  }

  /// By how much the load of these conditions exceeds today's through growth alone.
  private func growthToday(_ conditions: Conditions) -> Known<Double> {
    if conditions.time == 0 { return .known(1) }
    return growth.flatMap { .finite($0.factor(after: conditions.time)) }
  }

  var growthTerm: Formula? {
    inputs.constraint(.growth).map { element, input in
      // The share of a period, not of a second, is what is computed with.
      .term(Term(.element(element), .growth, input.quantity, input))
    }
  }

  // MARK: Formulas

  /// The load of a part with repetitions, and of what lives on it.
  func loadFormula(_ element: ElementID, _ state: LoadState, isRepeated: Bool = true) -> Formula {
    func leaf(_ part: ElementID) -> Formula {
      let name = name(.element(part), .rate, state.conditions)
      let rate = state.loads.rate(of: part).value ?? 0
      let attempts = state.loads.attempts(of: part).value ?? 0
      guard attempts != rate, rate > 0, isRepeated else { return .figure(name, isRepeated ? attempts : rate, .rate) }
      return .product([
        .figure(name, rate, .rate),
        .figure(self.name(.element(part), .attempts, state.conditions), attempts / rate, .count),
      ])
    }
    guard let guests = guests[element] else { return leaf(element) }
    let counted = ([element] + guests).filter { state.loads.isReached[Int($0.index)] }
    return counted.count == 1 ? leaf(counted[0]) : .sum(counted.map(leaf))
  }

  private func capacityFormula(_ element: ElementID) -> Formula {
    if let term = inputs.term(element, .capacity) { return term }
    guard let concurrency = inputs.term(element, .concurrency),
      let mean = PartLatency(element, in: inputs).curve.value?.mean
    else { return .constant(1, "capacity") }
    return .quotient(concurrency, .figure("\(model.shortName(element)) mean latency", mean, .duration))
  }

  /// What spreads over the replicas, in units of one of them.
  private func spreadFormula(_ element: ElementID, _ state: LoadState, isRepeated: Bool = true) -> Formula {
    guard hasPrimary(element) else {
      return .quotient(loadFormula(element, state, isRepeated: isRepeated), capacityFormula(element))
    }
    let reads = carriedLoad(element, state.loads, isRepeated: isRepeated).reads.value ?? 0
    guard reads > 0 else { return .constant(0, "reads") }
    return .quotient(
      .figure(name(.element(element), .rate, state.conditions) + ", reads", reads, .rate), capacityFormula(element))
  }

  /// The share of the primary that writes take; nil where nothing is written.
  private func primaryFormula(_ element: ElementID, _ state: LoadState, isRepeated: Bool = true) -> Formula? {
    guard let writes = carriedLoad(element, state.loads, isRepeated: isRepeated).writes.value, writes > 0,
      let capacity = inputs.term(element, .writeCapacity)
    else { return nil }
    let rate = Formula.figure(name(.element(element), .rate, state.conditions) + ", writes", writes, .rate)
    let isTotal = inputs[element, .writeCapacity]?.isTotal ?? false
    guard !isTotal, let shards = inputs[element, .shards], shards.value > 1, let term = inputs.term(element, .shards)
    else { return .quotient(rate, capacity) }
    return .quotient(rate, .product([term, capacity]))
  }

  /// ρ, given the formula of how many replicas there are.
  private func share(_ element: ElementID, _ state: LoadState, replicas: Formula?) -> Formula? {
    guard let demand = demand(element, state.loads).value else { return nil }
    let primary = hasPrimary(element) ? primaryFormula(element, state) : nil
    let spread = spreadFormula(element, state)
    var terms: [Formula] = []
    if demand.whole != nil {
      terms.append(spread)
    } else if demand.spread > 0 || primary == nil {
      guard var readers = replicas else { return nil }
      if demand.readReplicas > 0, let term = inputs.term(element, .readReplicas) { readers = .sum([readers, term]) }
      // rate / (replicas × capacity), as people write it.
      if case .quotient(let load, let capacity) = spread {
        terms.append(.quotient(load, .product([readers, capacity])))
      } else {
        terms.append(.quotient(spread, readers))
      }
    }
    if let primary { terms.append(primary) }
    return terms.count == 1 ? terms[0] : .sum(terms)
  }

  private func runningFormula(
    _ element: ElementID, _ replicas: RunningReplicas, _ lost: Double, _ state: LoadState
  ) -> Formula {
    if isWhole[Int(element.index)] { return .constant(replicas.running, "the whole part") }
    if replicas.scales { return .constant(replicas.running, "replicas at this load") }
    guard let term = inputs.term(element, .replicasLower), replicas.lower == inputs[element, .replicasLower]?.value
    else {
      return .constant(replicas.running, "replicas")
    }
    return lost > 0 ? .difference(term, .constant(replicas.lower - replicas.running, "out of order")) : term
  }

  /// Callers that no source reaches, whose calls count for nothing.
  func uncountedCallers(of element: ElementID, _ loads: Loads) -> [String] {
    var lines: [String] = []
    var further = 0
    for relation in model.incoming(element) where !loads.isRelationReached[Int(relation.index)] {
      guard lines.count < 8 else {
        further += 1
        continue
      }
      let data = model[relation]
      let line = "\(model.shortName(data.source)) \(data.arrow.rawValue) \(model.shortName(data.target))"
      lines.append(line + (loads.isReached[Int(data.source.index)] ? ", no flow takes it" : ", no source reaches it"))
    }
    if further > 0 { lines.append("\(further) further calls that no flow takes") }
    return lines
  }

  static func count(_ value: Double) -> String { QuantityFormatter.text(Quantity(value, .count)) }
}
