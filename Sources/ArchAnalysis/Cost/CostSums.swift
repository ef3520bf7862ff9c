import ArchModel

/// Costs of the whole system, of boundaries and of flows.
extension ResourceAnalysis {
  func systemCost(_ state: LoadState, isWorst: Bool, _ explains: Bool) -> Derived {
    total(costs(state), unpriced: unpriced(), state, isWorst: isWorst, explains)
  }

  /// What is inside a boundary, and the boundary itself.
  func cost(ofBoundary boundary: ElementID, _ state: LoadState, isWorst: Bool, _ explains: Bool) -> Derived? {
    let costs = costs(state)
    let items = prices.groups(inside: boundary).map { costs[$0] }
    return total(items, unpriced: prices.unpriced(inside: boundary), state, isWorst: isWorst, explains)
  }

  private func total(
    _ items: [CostItem], unpriced: [ElementID], _ state: LoadState, isWorst: Bool, _ explains: Bool
  ) -> Derived {
    var result = Derived(.known(0))
    var value = 0.0
    var parts: [Formula] = []
    var missing = Missing()
    var isWhole = unpriced.isEmpty
    for item in items {
      switch isWorst ? item.worst : item.mean {
      case .known(let number):
        guard result.currency == .none || result.currency == item.currency else {
          return .unknown("prices are in several currencies")
        }
        result.currency = item.currency
        value += number
        if item.bound != .exact { isWhole = false }
        guard explains else { continue }
        if !item.open.isNothing, result.notCounted.count < 8 {
          result.notCounted.append("all of \(label(item.subject)): \(Self.text(item.open))")
        }
        parts.append(
          .figure(
            name(item.subject, isWorst ? .worstCost : .cost, meanConditions(state)), number, .moneyRate))
      case .unknown(let lacking):
        // A price that is paid once is no cost a month.
        guard !lacking.inputs.contains(where: { $0.subject == item.subject && $0.property == .cost }) else { continue }
        isWhole = false
        missing = missing.union(lacking)
        guard explains, result.notCounted.count < 8 else { continue }
        result.notCounted.append("\(label(item.subject)): \(Self.text(lacking))")
      }
    }
    for element in unpriced.prefix(explains ? max(0, 8 - result.notCounted.count) : 0) {
      result.notCounted.append("\(model.shortName(element)): no `cost`")
    }
    if unpriced.count > 8 { result.notCounted.append("\(unpriced.count) parts state no `cost`") }
    for element in unpriced.prefix(Missing.limit + 1) {
      missing = missing.union(Missing(.element(element), .cost))
    }
    guard result.currency != .none else {
      return .unknown(missing.inputs.isEmpty ? Missing(.system, .cost) : missing)
    }
    result.value = .finite(value)
    // Of a model of thousands of parts people read the dearest.
    if explains { result.formula = .sum(parts) }
    result.bound = isWhole ? .exact : .atLeast
    return result
  }

  private func label(_ subject: FigureSubject) -> String {
    switch subject {
    case .system: "the system"
    case .element(let element): model.shortName(element)
    case .relation(let relation): model.identity(relation, naming: model.shortName)
    }
  }

  /// What a flow's parts cost, by the share of their load that is the flow's.
  func cost(ofFlow flow: ElementID, _ state: LoadState, _ explains: Bool) -> Derived {
    guard let rate = state.mean.rate(of: flow).value else { return .unknown(state.mean.rate(of: flow).missing) }
    let unit = load.unit(of: flow, state, isMean: true)
    var result = Derived(.known(0))
    var value = 0.0
    var isPriced = false
    var parts: [Formula] = []
    var missing = Missing()
    var isWhole = true
    func add(
      _ subject: FigureSubject, _ cost: Known<Double>, _ bound: Bound, _ each: Known<Double>, _ all: Known<Double>
    ) {
      switch cost.with(each).with(all) {
      case .known(let ((cost, each), all)):
        let share = all > 0 ? min(1, each * rate / all) : 0
        value += cost * share
        isPriced = true
        if bound != .exact { isWhole = false }
        guard explains else { return }
        let part = QuantityFormatter.text(Quantity(share, .ratio), .significant(3))
        parts.append(.figure("\(label(subject)) cost, \(part) of its load", cost * share, .moneyRate))
      case .unknown(let lacking):
        isWhole = false
        missing = missing.union(lacking)
        if result.notCounted.count < 8 { result.notCounted.append("\(label(subject)): \(Self.text(lacking))") }
      }
    }
    let costs = costs(state)
    for group in prices.groups(reachedBy: unit) {
      let item = costs[group]
      guard item.currency != .none || item.mean.value == nil else { continue }
      if item.currency != .none { result.currency = item.currency }
      switch item.subject {
      case .element(let element):
        guard let each = unit.calls(of: element) else { continue }
        add(item.subject, item.mean, item.bound, each, state.mean.rate(of: element))
      case .relation(let relation):
        guard let each = unit.calls(of: relation) else { continue }
        add(item.subject, item.mean, item.bound, each, state.mean.rate(of: relation))
      case .system: break
      }
    }
    for element in prices.unpriced(reachedBy: unit) {
      isWhole = false
      missing = missing.union(Missing(.element(element), .cost))
      if result.notCounted.count < 8 { result.notCounted.append("\(model.shortName(element)): no `cost`") }
    }
    guard isPriced else {
      if missing == Missing() { return .unknown("\(model.shortName(flow)) reaches nothing that has a price") }
      return .unknown(missing)
    }
    result.value = .finite(value)
    if explains { result.formula = .sum(parts) }
    result.bound = isWhole ? .exact : .atLeast
    result.remarks.append("each part's cost, by the share of its load that this flow brings")
    return result
  }
}
