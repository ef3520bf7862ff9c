import ArchModel

extension ResourceAnalysis {
  // MARK: Sources

  /// The rate of a flow, or the load of an outside part, under the conditions.
  func sourceRate(_ source: ElementID, _ mean: InputName, _ peak: InputName, _ state: LoadState) -> Derived {
    let isFlow = model[source].kind == .flow
    if isFlow, let flow = model.flows.first(where: { $0.element == source }), flow.isCut {
      return .unknown("a step of \(model.shortName(source)) is not there under this variant")
    }
    let loads = state.loads
    var result = Derived(isFlow ? loads.rate(of: source) : sent(by: source, state))
    guard result.value.value != nil else { return result }
    let takesPeak = state.conditions.isPeak && inputs[source, peak] != nil
    guard let stated = inputs.term(source, takesPeak ? peak : mean) else { return result }
    result.formula = times(stated, state.conditions)
    if state.conditions.isPeak, !takesPeak {
      result.remarks.append("no peak is stated: the mean counts as the peak")
    }
    return result
  }

  /// A stated rate with growth and what-if.
  private func times(_ stated: Formula, _ conditions: Conditions) -> Formula {
    var factors = [stated]
    if conditions.loadFactor != 1 { factors.append(.constant(max(0, conditions.loadFactor), "times the load")) }
    if conditions.time > 0, let power = growthPower(conditions.time) { factors.append(power) }
    return factors.count == 1 ? stated : .product(factors)
  }

  /// (1 + g)^t.
  func growthPower(_ time: Double) -> Formula? {
    guard let growth = growth.value, let term = growthTerm else { return nil }
    return .power(.sum([.constant(1, "today"), term]), .constant(time / growth.period, "periods of growth"))
  }

  /// What an outside part that no flow covers sends.
  private func sent(by source: ElementID, _ state: LoadState) -> Known<Double> {
    let conditions = state.conditions
    let stated = (conditions.isPeak ? inputs[source, .loadPeak] : nil) ?? inputs[source, .loadMean]
    guard let stated else { return .unknown(Missing(.element(source), .load)) }
    let factor = conditions.loadFactor.isFinite ? max(0, conditions.loadFactor) : 1
    let today = Known<Double>.finite(max(0, stated.value) * factor)
    guard conditions.time > 0 else { return today }
    return today.with(growth).flatMap { .finite($0 * $1.factor(after: conditions.time)) }
  }

  /// Requests that come from outside: of all flows, and of outside parts that no flow covers. Where there are neither,
  /// what `constraints` expects.
  func systemRate(_ state: LoadState) -> Derived {
    let sources = load.sources.filter { source in
      guard model[source].kind == .flow, let flow = model.flows.first(where: { $0.element == source }),
        let first = flow.steps.first
      else { return true }
      // Its messages are those that other flows send.
      return !state.loads.isFed[Int(model[first.relation].source.index)]
    }
    guard !sources.isEmpty else { return constrainedRate(state) }
    var sum = Known<Double>.known(0)
    var terms: [Formula] = []
    for source in sources {
      let isFlow = model[source].kind == .flow
      let rate = isFlow ? state.loads.rate(of: source) : sent(by: source, state)
      sum = sum.with(rate).flatMap { .finite($0 + $1) }
      if let value = rate.value {
        let label = isFlow ? name(.element(source), .rate, state.conditions) : "\(model.shortName(source)) load"
        terms.append(.figure(label, value, .rate))
      }
    }
    return Derived(sum, .sum(terms))
  }

  private func constrainedRate(_ state: LoadState) -> Derived {
    guard let (element, mean) = inputs.constraint(.loadMean) else {
      return .unknown(
        Missing([MissingInput(.system, .rate)], reason: "no flow states a rate, and no outside part a load"))
    }
    let takesPeak = state.conditions.isPeak && inputs[element, .loadPeak] != nil
    let stated = takesPeak ? inputs[element, .loadPeak] ?? mean : mean
    guard let term = inputs.term(element, takesPeak ? .loadPeak : .loadMean) else { return Derived(.known(mean.value)) }
    let formula = times(term, state.conditions)
    let factor = state.conditions.loadFactor.isFinite ? max(0, state.conditions.loadFactor) : 1
    let today = Known<Double>.finite(max(0, stated.value) * factor)
    let value =
      state.conditions.time > 0
      ? today.with(growth).flatMap { .finite($0 * $1.factor(after: state.conditions.time)) } : today
    var result = Derived(value, formula)
    result.remarks.append("no flow states a rate: this is what `constraints` expects")
    return result
  }

  // MARK: Rates

  func rate(_ element: ElementID, _ state: LoadState, _ explains: Bool) -> Derived {
    var result = Derived(state.loads.rate(of: element))
    guard explains, let value = result.value.value else { return result }
    if KindSet.outside.contains(model[element].kind), state.shares.shares(of: load, state).isSource(element) {
      let own = sourceRate(element, .loadMean, .loadPeak, state)
      if own.value.value == value { return own }
    }
    (result.formula, result.terms) = sum(value, of: .element(element), state)
    result.notCounted = uncountedCallers(of: element, state.loads)
    return result
  }

  func rate(_ relation: RelationID, _ state: LoadState, _ explains: Bool) -> Derived {
    var result = Derived(state.loads.rate(of: relation))
    guard explains, let value = result.value.value else { return result }
    (result.formula, result.terms) = sum(value, of: .relation(relation), state)
    for name in [RelationInputName.calls, .share] {
      if let input = inputs[relation, name] {
        result.terms.append(Term(.relation(relation), name.property, input.quantity, input))
      }
    }
    return result
  }

  /// Into how many sources an explanation is taken apart; the rest stands as one number.
  private static let sourceLimit = 400

  /// What each source brings: its rate, times what one of its requests brings.
  private func sum(_ value: Double, of subject: FigureSubject, _ state: LoadState) -> (Formula, [Term]) {
    var parts: [Formula] = []
    var terms: [Term] = []
    var counted = 0.0
    for share in state.shares.shares(of: load, state).shares(of: subject) {
      guard parts.count < Self.sourceLimit else { break }
      let (source, each) = (share.source, share.calls)
      let isFlow = model[source].kind == .flow
      let rate = isFlow ? state.loads.rate(of: source) : sent(by: source, state)
      guard let rate = rate.value else { continue }
      let label = isFlow ? name(.element(source), .rate, state.conditions) : "\(model.shortName(source)) load"
      let figure = Formula.figure(label, rate, .rate)
      parts.append(each == 1 ? figure : .product([figure, .constant(each, "for each of its requests")]))
      counted += rate * each
      guard each != 1 else { continue }
      for term in share.factors where terms.count < SourceShares.factorLimit && !terms.contains(term) {
        terms.append(term)
      }
    }
    let rest = value - counted
    if abs(rest) > 1e-9 * max(1, abs(value)) {
      parts.append(.constant(rest, "calls that relations state themselves, and further sources"))
    }
    guard !parts.isEmpty else { return (.constant(value, "nothing arrives"), terms) }
    return (parts.count == 1 ? parts[0] : .sum(parts), terms)
  }

  // MARK: Repetitions

  /// How often a request that reaches a part is repeated on average.
  func attempts(_ element: ElementID, _ state: LoadState, _ explains: Bool) -> Derived {
    let rate = state.loads.rate(of: element)
    let value = rate.with(state.loads.attempts(of: element)).map { $0 > 0 ? $1 / $0 : 1 }
    var result = Derived(value)
    guard let attempts = state.loads.attempts(of: element).value, let base = rate.value else { return result }
    guard base > 0 else {
      result.formula = .constant(1, "nothing arrives")
      return result
    }
    if attempts > base, isAvailableAtBest(element, state) { result.bound = .atLeast }
    guard explains else { return result }
    // Each way in with how often its calls are made.
    var parts: [Formula] = []
    var counted = 0.0
    for relation in model.incoming(element) where state.loads.isRelationReached[Int(relation.index)] {
      guard inputs[relation, .attempts] != nil || inputs[relation, .unboundedRetry] != nil,
        let calls = state.loads.rate(of: relation).value,
        let each = LoadAnalysis.expectedAttempts(inputs, relation, availability: availability(element, state)).value,
        each != 1, parts.count < 100
      else { continue }
      parts.append(
        .product([
          .figure(name(.relation(relation), .rate, state.conditions), calls, .rate),
          .difference(attemptsFormula(relation, state), .constant(1, "the first")),
        ]))
      counted += calls * (each - 1)
    }
    let whole = Formula.figure(name(.element(element), .rate, state.conditions), base, .rate)
    let rest = attempts - base - counted
    if abs(rest) > 1e-9 * max(1, attempts) { parts.append(.constant(rest, "repetitions on other ways")) }
    result.formula =
      parts.isEmpty ? .constant(1, "nothing is repeated") : .quotient(.sum([whole] + parts), whole)
    return result
  }

  func availability(_ element: ElementID, _ state: LoadState) -> Known<Double> {
    let index = Int(element.index)
    return state.availability.indices.contains(index)
      ? state.availability[index] : .unknown(Missing(.element(element), .availability))
  }

  func attempts(_ relation: RelationID, _ state: LoadState, _ explains: Bool) -> Derived {
    let target = model[relation].target
    let value = LoadAnalysis.expectedAttempts(inputs, relation, availability: availability(target, state))
    var result = Derived(value, explains && value.value != nil ? attemptsFormula(relation, state) : nil)
    if let each = value.value, each > 1, isAvailableAtBest(target, state) { result.bound = .atLeast }
    return result
  }

  /// Whether a part may work less often than its availability says, so that its callers repeat more often than computed.
  func isAvailableAtBest(_ element: ElementID, _ state: LoadState) -> Bool {
    let group = ReplicaGroup(of: element, in: self, peak: state.loads)
    return group.bound == .atBest || group.answeredAtBest != nil
  }

  /// Whether a part gets more than it can carry, and then repetitions of what it leaves unanswered: more than computed.
  func isOverwhelmed(_ element: ElementID, _ state: LoadState) -> Bool {
    guard let rate = state.loads.rate(of: element).value, let attempts = state.loads.attempts(of: element).value,
      attempts > rate
    else { return false }
    return ReplicaGroup(of: element, in: self, peak: state.loads).answeredAtBest != nil
  }

  /// Whether calls are repeated, and more often than computed where the callee works less often than computed.
  func isRepeatedAtLeast(_ subject: FigureSubject, _ state: LoadState) -> Bool {
    switch subject {
    case .system: return false
    case .relation(let relation): return attempts(relation, state, false).bound == .atLeast
    case .element(let element):
      guard let rate = state.mean.rate(of: element).value, let attempts = state.mean.attempts(of: element).value
      else { return false }
      return attempts > rate && isAvailableAtBest(element, state)
    }
  }

  private func attemptsFormula(_ relation: RelationID, _ state: LoadState) -> Formula {
    guard let most = inputs[relation, .attempts], most.value > 1 else {
      if inputs[relation, .unboundedRetry] != nil, let works = availability(model[relation].target, state).value {
        return .quotient(
          .constant(1, "one call"),
          answered(model[relation].target, works, state))
      }
      return .constant(1, "it is not repeated")
    }
    let target = model[relation].target
    let works = min(1, max(0, availability(target, state).value ?? 1))
    return .call(
      .expectedAttempts,
      [
        .difference(.constant(1, "always"), answered(target, works, state)),
        inputs.term(relation, .attempts) ?? .constant(most.value, "attempts"),
      ])
  }

  /// The share of calls that a part answers: its availability, or what it can carry where that is less.
  private func answered(_ element: ElementID, _ share: Double, _ state: LoadState) -> Formula {
    let share = min(1, max(0, share))
    guard ReplicaGroup(of: element, in: self, peak: state.loads).availability.value == nil else {
      return .figure(name(.element(element), .availability, .now), share, .ratio)
    }
    return .constant(share, "the share that \(model.shortName(element)) can answer")
  }

  // MARK: Users

  func users(
    _ stated: (element: ElementID, input: Input)?, _ state: LoadState, _ subject: ElementID? = nil
  ) -> Derived {
    guard let stated else {
      return .unknown(Missing(subject.map { .element($0) } ?? constraintsSubject, .users))
    }
    guard let term = inputs.term(stated.element, .users) else { return Derived(.known(stated.input.value)) }
    let time = state.conditions.time
    guard time > 0 else { return Derived(.finite(stated.input.value), term) }
    return Derived(
      growth.flatMap { .finite(stated.input.value * $0.factor(after: time)) },
      growthPower(time).map { .product([term, $0]) })
  }

  var constraintsSubject: FigureSubject { inputs.constraints.first.map { .element($0) } ?? .system }
}
