import ArchModel

/// What one part costs a month, by kinds of prices.
public struct CostItem: Sendable, Hashable {
  /// A component, a boundary or a relation.
  public let subject: FigureSubject
  /// At the mean load, and with every scaled part at its upper end.
  public let mean: Known<Double>
  public let worst: Known<Double>
  /// What of `mean` stays the same whatever the load, and what grows with replicas, size and calls.
  public let fixed: Double
  public let scaling: Double
  /// `.atLeast` where one of its prices cannot be counted, or only as today.
  public let bound: Bound
  /// What would have to be stated to count all of it.
  public let open: Missing
  public let currency: Currency
}

/// Σ of base × replicas (mean for autoscaled, upper end for the worst case) + size × price + calls × price; `total` once.
extension ResourceAnalysis {
  /// A price with what it is multiplied by.
  struct PricedAmount {
    let price: Price
    let value: Known<Double>
    /// Nil where nobody asks for it.
    let formula: Formula?
    /// Whether it grows with the load.
    let scales: Bool
    /// Whether more calls may be repeated than are counted, or it is that of today and grows.
    let isAtLeast: Bool
    /// What would have to be stated to have it later, where it is that of today.
    var later: Missing?
  }

  // MARK: Amounts

  private func amounts(
    _ prices: ArraySlice<Price>, _ state: LoadState, isWorst: Bool, _ explains: Bool
  ) -> [PricedAmount] {
    prices.compactMap { price in
      let time = state.conditions.time
      guard let amount = amount(price, state, after: time, isWorst: isWorst, explains) else { return nil }
      // What nobody says how to grow is not taken to vanish: it is counted as it is today.
      guard case .unknown(let later) = amount.value, time > 0,
        let now = self.amount(price, state.today ?? state, after: 0, isWorst: isWorst, explains),
        now.value.value != nil
      else { return amount }
      return PricedAmount(
        price: price, value: now.value, formula: now.formula, scales: now.scales, isAtLeast: true, later: later)
    }
  }

  private func amount(
    _ price: Price, _ state: LoadState, after time: Double, isWorst: Bool, _ explains: Bool
  ) -> PricedAmount? {
    let factor: Factor
    switch price.input.dimension {
    case .moneyRate: factor = instances(price, state, isWorst: isWorst, explains)
    case .pricePerSizeRate: factor = bytes(price, after: time)
    case .pricePerSize: factor = transferred(price, state, explains)
    case .pricePerCount: factor = calls(price, state, explains)
    default: return nil
    }
    let value = factor.value.flatMap { Known.finite($0 * price.input.value) }
    var formula: Formula?
    if explains {
      let term = Formula.term(Term(price.subject, .cost, price.input.quantity, price.input))
      formula = factor.formula.map { .product([$0, term]) } ?? (factor.value.value == 1 ? term : nil)
    }
    let isAtLeast = price.input.dimension == .pricePerCount && isRepeatedAtLeast(price.subject, state)
    return PricedAmount(price: price, value: value, formula: formula, scales: factor.scales, isAtLeast: isAtLeast)
  }

  private typealias Factor = (value: Known<Double>, formula: Formula?, scales: Bool)

  private func instances(_ price: Price, _ state: LoadState, isWorst: Bool, _ explains: Bool) -> Factor {
    guard case .element(let element) = price.subject, !price.input.isTotal else { return (.known(1), nil, false) }
    let factor = instances(of: element, state, isWorst: isWorst, explains)
    // Copies that only serve reads are instances as the others are.
    guard !isWhole[Int(element.index)], let readers = readReplicas(element) else { return factor }
    return (
      factor.value.flatMap { .finite($0 + readers.count) },
      factor.formula.map { .sum([$0, readers.formula]) }, factor.scales
    )
  }

  private func instances(of element: ElementID, _ state: LoadState, isWorst: Bool, _ explains: Bool) -> Factor {
    let isBoundary = KindSet.boundaries.contains(model[element].kind)
    if isWhole[Int(element.index)] || isBoundary && inputs[element, .replicasLower] == nil {
      return (.known(1), nil, false)
    }
    guard let lower = inputs[element, .replicasLower], let upper = inputs[element, .replicasUpper] else {
      return (.unknown(Missing(.element(element), .replicas)), nil, false)
    }
    if isWorst || upper.value.rounded(.down) <= lower.value.rounded(.down) {
      let count = max(0, (isWorst ? max(upper.value, lower.value) : lower.value).rounded(.down))
      guard explains else { return (.known(count), nil, upper.value > lower.value) }
      let name: InputName = upper.value >= lower.value && isWorst ? .replicasUpper : .replicasLower
      let isStated = inputs[element, name]?.value == count
      return (
        .known(count), isStated ? inputs.term(element, name) : .constant(count, "replicas"), upper.value > lower.value
      )
    }
    let running = replicas(element, state.mean).map(\.running)
    return (running, explains ? running.value.map { .constant($0, "replicas at the mean load") } : nil, true)
  }

  private func bytes(_ price: Price, after time: Double) -> Factor {
    guard case .element(let element) = price.subject else {
      return (.unknown(Missing(reason: "a relation holds no data")), nil, true)
    }
    let size = sizeOfCopy(element, after: time)
    if price.input.isTotal { return (size.value, size.formula, true) }
    let copies = copies(element)
    // What a platform runs is priced by what is kept, however often it keeps it.
    let isManaged = inputs[element, .copies] == nil && isSoldAsService(element)
    if isManaged { return (size.value, size.formula, true) }
    let value = size.value.with(copies.value).flatMap { Known.finite($0 * $1) }
    return (value, size.formula.map { formula in copies.formula.map { .product([$0, formula]) } ?? formula }, true)
  }

  private func isSoldAsService(_ element: ElementID) -> Bool {
    if isWhole[Int(element.index)] { return true }
    return model.technology(element)?.managed == .yes
  }

  /// Bytes a month that calls carry.
  private func transferred(_ price: Price, _ state: LoadState, _ explains: Bool) -> Factor {
    var relations: [RelationID] = []
    switch price.subject {
    case .relation(let relation): relations = [relation]
    case .element(let element):
      relations = model.incoming(element).filter { state.mean.isRelationReached[Int($0.index)] }
    case .system: break
    }
    var sum = Known<Double>.known(0)
    var parts: [Formula] = []
    for relation in relations {
      let rate = state.mean.rate(of: relation)
      let payload = inputs.known(relation, .payload)
      sum = sum.with(rate).with(payload).flatMap { Known.finite($0.0 + $0.1 * $1) }
      if explains, parts.count < 200, let rate = rate.value, let term = inputs.term(relation, .payload) {
        parts.append(.product([.figure(name(.relation(relation), .rate, state.conditions), rate, .rate), term]))
      }
    }
    guard explains else { return (sum.flatMap { Known.finite($0 * Self.month) }, nil, true) }
    let isComplete = parts.count == relations.count
    return (
      sum.flatMap { Known.finite($0 * Self.month) },
      .product([
        isComplete ? .sum(parts) : .constant(sum.value ?? 0, "bytes a second"),
        .constant(Self.month, "seconds a month"),
      ]), true
    )
  }

  /// Calls a month.
  private func calls(_ price: Price, _ state: LoadState, _ explains: Bool) -> Factor {
    let rate: Known<Double>
    switch price.subject {
    case .element(let element): rate = state.mean.attempts(of: element)
    case .relation(let relation):
      let attempts = LoadAnalysis.expectedAttempts(
        inputs, relation, availability: availability(model[relation].target, state))
      rate = state.mean.rate(of: relation).with(attempts).flatMap { Known.finite($0 * $1) }
    case .system: rate = .unknown(Missing())
    }
    let count = rate.flatMap { Known.finite($0 * Self.month) }
    guard explains else { return (count, nil, true) }
    return (
      count,
      rate.value.map {
        .product([
          .figure(name(price.subject, .rate, meanConditions(state)), $0, .rate),
          .constant(Self.month, "seconds a month"),
        ])
      }, true
    )
  }

  func meanConditions(_ state: LoadState) -> Conditions {
    state.conditions.moment == .peak ? .now : state.conditions
  }

  // MARK: Parts

  /// The sum of the prices of one subject; at least that where one cannot be counted.
  private func sum(_ amounts: [PricedAmount], missing: Missing, _ explains: Bool) -> Derived {
    var value = 0.0
    var lacking = Missing()
    var parts: [Formula] = []
    var result = Derived(.known(0))
    var isWhole = true
    for amount in amounts {
      switch amount.value {
      case .known(let number):
        guard result.currency == .none || result.currency == amount.price.input.currency else {
          return .unknown("its prices are in several currencies")
        }
        result.currency = amount.price.input.currency
        value += number
        if amount.isAtLeast { isWhole = false }
        if explains, let later = amount.later {
          let price = QuantityFormatter.text(amount.price.input.quantity)
          result.notCounted.append("\(price), more than today of which \(Self.text(later)) would tell")
        }
        if let formula = amount.formula { parts.append(formula) }
      case .unknown(let more):
        isWhole = false
        lacking = lacking.union(more)
        guard explains else { continue }
        result.notCounted.append(
          "\(QuantityFormatter.text(amount.price.input.quantity)), \(Self.text(more))")
      }
    }
    guard result.currency != .none else { return .unknown(amounts.isEmpty ? missing : lacking) }
    result.value = .finite(value)
    if explains { result.formula = parts.count == 1 ? parts[0] : .sum(parts) }
    result.bound = isWhole ? .exact : .atLeast
    return result
  }

  func cost(_ element: ElementID, _ state: LoadState, isWorst: Bool, _ explains: Bool) -> Derived {
    let prices = inputs.prices(of: element)
    guard !prices.isEmpty else {
      if KindSet.outside.contains(model[element].kind) { return .unknown("an outside part has no price of ours") }
      return .unknown(Missing(.element(element), .cost))
    }
    var result = sum(
      amounts(prices, state, isWorst: isWorst, explains), missing: Missing(.element(element), .cost), explains)
    if prices.contains(where: { $0.input.dimension == .money }) {
      result.notCounted.append("what is paid once")
      if result.currency == .none { result.value = .unknown(Missing(.element(element), .cost)) }
    }
    return result
  }

  func cost(_ relation: RelationID, _ state: LoadState, _ explains: Bool) -> Derived? {
    let prices = prices.prices(of: relation)
    guard !prices.isEmpty else { return nil }
    return sum(
      amounts(prices[...], state, isWorst: false, explains), missing: Missing(.relation(relation), .cost), explains)
  }

  /// Everything that has a price, in the order of the source; for rankings.
  public func costs(_ state: LoadState) -> [CostItem] {
    state.costs.items(of: self) { prices.groups.map { cost($0, state) } }
  }

  func cost(_ group: PriceIndex.Group, _ state: LoadState) -> CostItem {
    let lacking = Missing(group.subject, .cost)
    let mean = amounts(group.prices[...], state, isWorst: false, false)
    let sum = sum(mean, missing: lacking, false)
    let worst = self.sum(amounts(group.prices[...], state, isWorst: true, false), missing: lacking, false)
    var fixed = 0.0
    var scaling = 0.0
    var open = Missing()
    for amount in mean {
      open = open.union(amount.later ?? amount.value.missing)
      guard let value = amount.value.value else { continue }
      if amount.scales { scaling += value } else { fixed += value }
    }
    return CostItem(
      subject: group.subject, mean: sum.value, worst: worst.value, fixed: fixed, scaling: scaling, bound: sum.bound,
      open: open, currency: sum.currency)
  }

  /// Parts that have no price though they are ours: not those inside or on a part that has one.
  public func unpriced() -> [ElementID] { prices.unpriced }

  /// What is paid once: by phases, and as prices without a time.
  public func oneOffCosts() -> [(subject: FigureSubject, quantity: Quantity)] {
    var result: [(subject: FigureSubject, quantity: Quantity)] = []
    for element in model.elements(of: [.phase]) {
      guard let stated = model.stated(.cost, of: element) else { continue }
      for (price, _) in model.costs(stated) where price.dimension == .money {
        result.append((.element(element), price))
      }
    }
    for price in inputs.prices where price.input.dimension == .money {
      result.append((price.subject, price.input.quantity))
    }
    return result
  }
}
