import ArchModel

extension AvailabilityAnalysis {
  /// How the availability of a component's own replicas comes about; nil where it is unknown.
  func formula(of group: ReplicaGroup) -> Formula? {
    guard group.availability.value != nil else { return nil }
    let reading = readingFormula(of: group)
    let element = group.element
    guard group.primary != .none, group.availability != group.reading,
      let each = term(element, .availability, .ratio)
    else { return reading }
    guard let time = term(element, .failoverTime, .duration) else {
      return .call(.kOfNWithPrimary, arguments(of: group))
    }
    guard let reading, let repair = term(element, .mttr, .duration) else { return nil }
    let failures = Formula.quotient(.difference(.constant(1, "all of the time"), each), repair)
    return .maximum([
      .constant(0, "never less"), .difference(reading, .product([failures, time])),
    ])
  }

  /// The same for reads, which any replica serves.
  func readingFormula(of group: ReplicaGroup) -> Formula? {
    guard group.reading.value != nil, let each = term(group.element, .availability, .ratio) else { return nil }
    if group.isWhole || group.running == 1 { return each }
    return .call(.kOfN, arguments(of: group))
  }

  /// k, n, the availability of one and the share of common causes.
  func arguments(of group: ReplicaGroup, running: Double? = nil) -> [Formula] {
    let element = group.element
    let stated = inputs[element, .replicasLower]?.value.rounded(.down)
    let count: Formula
    if let running {
      count = .constant(running, "replicas that are left")
    } else if stated == group.running, let replicas = term(element, .replicasLower, .count) {
      count = stated == inputs[element, .replicasLower]?.value ? replicas : .constant(group.running, "whole replicas")
    } else {
      count = .constant(group.running, "replicas that run at that load")
    }
    return [
      neededFormula(of: group), count, term(element, .availability, .ratio) ?? .constant(0, "unknown"),
      term(element, .commonCause, .ratio) ?? .constant(0, "no share of common causes is stated"),
    ]
  }

  private func neededFormula(of group: ReplicaGroup) -> Formula {
    let element = group.element
    var parts: [Formula] = []
    if let quorum = term(element, .quorum, .count) { parts.append(quorum) }
    if let needed = group.neededForLoad {
      let rate = resources.carriedLoad(element, peak).all.value
      let isPlain = inputs[element, .writeCapacity] == nil && inputs[element, .readReplicas] == nil
      if let rate, let capacity = term(element, .capacity, .rate), isPlain,
        max(1, wholeNumber(above: rate / (inputs[element, .capacity]?.value ?? 1))) == needed
      {
        parts.append(
          .ceiling(.quotient(.figure("\(model.shortName(element)).rate at peak", rate, .rate), capacity)))
      } else {
        parts.append(.constant(needed, "replicas that carry the peak"))
      }
    }
    let least = Formula.constant(
      1, group.neededForLoad == nil ? "at least one, as its load is not known" : "at least one")
    return parts.isEmpty ? least : .maximum(parts + [least])
  }

  private func term(_ element: ElementID, _ name: InputName, _ dimension: Dimension) -> Formula? {
    inputs[element, name].map {
      .term(Term(.element(element), name.property, Quantity($0.value, dimension), $0))
    }
  }
}

// MARK: Conditions

extension AvailabilityAnalysis {
  /// A condition as people read it: parts by name, with how each works.
  func expression(of condition: SuccessCondition) -> SuccessExpression {
    var events: [SuccessExpression.Event] = []
    var place: [Int32: Int] = [:]
    let mandatory = Set(condition.mandatory)
    for index in condition.support where place[index] == nil {
      let event = self.events.events[Int(index)]
      let primary = self.events.primary[Int(event.element.index)]
      let isWhole = event.role == .part && mandatory.contains(index) && mandatory.contains(primary)
      if event.role == .takeover || event.role == .primary, mandatory.contains(index),
        mandatory.contains(self.events.event[Int(event.element.index)]),
        self.events.spreadCounts[event.element.index] == nil
      {
        // It stands with its part.
        continue
      }
      place[index] = events.count
      let further = isWhole ? self.events.events[Int(primary)].availability.value ?? 0 : 1
      events.append(
        SuccessExpression.Event(
          name: name(of: event), availability: (event.availability.value ?? 0) * further,
          detail: detail(of: event, withPrimary: isWhole), formula: formula(of: event, withPrimary: isWhole)))
    }
    var shared: [SuccessExpression.Condition] = []
    var nodes: [SuccessExpression.Condition] = []
    for node in condition.nodes {
      switch node {
      case .event(let index): nodes.append(place[index].map { .event($0) } ?? .all([]))
      case .all(let children):
        shared.append(.all(children.map { nodes[Int($0)] }))
        nodes.append(.shared(shared.count - 1))
      case .any(let children):
        shared.append(.any(children.map { nodes[Int($0)] }))
        nodes.append(.shared(shared.count - 1))
      }
    }
    let all =
      condition.mandatory.compactMap { place[$0] }.map { SuccessExpression.Condition.event($0) }
      + condition.clauses.map { nodes[Int($0)] }
    return SuccessExpression(events: events, condition: .all(all), shared: shared)
  }

  private func name(of event: AvailabilityEvents.Event) -> String {
    let name = model.shortName(event.element)
    switch event.role {
    case .part: return name
    case .spread(let place):
      return place == 0 ? name : "\(name) on \(Self.text(spreadCount(event, place))) replicas"
    case .takeover, .primary: return "\(name)'s primary"
    }
  }

  private func spreadCount(_ event: AvailabilityEvents.Event, _ place: Int) -> Double {
    let counts = events.spreadCounts[event.element.index] ?? []
    return counts.count > place ? counts[counts.count - 1 - place] : 0
  }

  private func detail(of event: AvailabilityEvents.Event, withPrimary: Bool) -> String {
    guard let group = group(of: event.element) else { return "" }
    guard !group.isWhole, group.running > 1 else { return "" }
    var text = "\(Self.text(group.needed)) of \(Self.text(group.running))"
    guard withPrimary else { return text }
    if let time = inputs[event.element, .failoverTime] {
      text += ", less \(QuantityFormatter.text(Quantity(time.value, .duration))) a failover"
    } else {
      text += ", the primary among them"
    }
    return text
  }

  private func formula(of event: AvailabilityEvents.Event, withPrimary: Bool) -> Formula? {
    guard let group = group(of: event.element) else { return nil }
    if event.availability == .known(0), group.reading != .known(0) { return nil }
    switch event.role {
    case .part: return withPrimary ? formula(of: group) : readingFormula(of: group)
    case .spread(let place):
      let own = Formula.call(.kOfN, arguments(of: group, running: spreadCount(event, place)))
      guard place > 0 else { return own }
      return .quotient(own, .call(.kOfN, arguments(of: group, running: spreadCount(event, place - 1))))
    case .takeover, .primary:
      guard let whole = formula(of: group), let reading = readingFormula(of: group) else { return nil }
      return .quotient(whole, reading)
    }
  }

  static func text(_ count: Double) -> String {
    QuantityFormatter.text(Quantity(count, .count))
  }
}
