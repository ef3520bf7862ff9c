import ArchModel

extension AvailabilityAnalysis {
  /// The figures of availability: `availability` and `error-budget` of a component, boundary, flow, endpoint or of all
  /// flows together.
  public func figure(_ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions) -> Figure? {
    guard name == .availability || name == .errorBudget, let result = result(subject) else { return nil }
    let value = name == .availability ? result.value : result.downtime
    // What lacks something is at best so available, and at least so long out of order.
    let bound: Bound = name == .errorBudget && result.bound == .atLeast ? .atMost : result.bound
    return Figure(subject, name, conditions, value: value, bound: bound)
  }

  private func result(_ subject: FigureSubject) -> AvailabilityResult? {
    switch subject {
    case .system: ofAllFlows()
    case .element(let element): availability(of: element)
    case .relation: nil
    }
  }

  /// How a figure of `figure` comes about.
  public func explanation(of figure: Figure) -> Explanation {
    var explanation = Explanation(figure, formula: figure.value.value == nil ? nil : formula(of: figure))
    guard case .element(let element) = figure.subject else {
      if figure.subject == .system {
        explanation.remarks = ["all flows at the same time"] + remarks(conditionOfAllFlows())
      }
      return explanation
    }
    if let condition = condition(ofFlow: element) {
      explanation.notCounted = notCounted(element, condition)
      explanation.remarks = remarks(condition)
    } else if let group = group(of: element) {
      explanation.remarks = remarks(of: group)
      explanation.notCounted = surroundings(of: element)
    }
    if figure.name == .availability, let value = figure.value.value {
      let minutes = Quantity((1 - value) * Self.secondsAMonth, .duration)
      explanation.remarks.insert("\(QuantityFormatter.text(minutes, .significant(3))) a month out of order", at: 0)
    }
    return explanation
  }

  private func condition(ofFlow element: ElementID) -> SuccessCondition? {
    switch model[element].kind {
    case .flow, .endpoint: condition(of: element)
    default: nil
    }
  }

  private func formula(of figure: Figure) -> Formula? {
    let share: Formula?
    switch figure.subject {
    case .system: share = .probability(expression(of: conditionOfAllFlows()))
    case .element(let element):
      if let condition = condition(ofFlow: element) {
        share = .probability(expression(of: condition))
      } else if let group = group(of: element), group.availability != .known(0),
        availability(of: element).value == .known(0)
      {
        share = .constant(0, "it is out of order")
      } else {
        share = group(of: element).flatMap(formula(of:))
      }
    case .relation: share = nil
    }
    guard figure.name == .errorBudget, let share else { return share }
    return .product([
      .difference(.constant(1, "all of the time"), share),
      .constant(Self.secondsAMonth, "seconds a month, of 730 hours"),
    ])
  }

  // MARK: Remarks

  private static let listLimit = 8

  private func remarks(of group: ReplicaGroup) -> [String] {
    var lines = atBest(group.missingForExact)
    if !group.isWhole, group.running > 1 {
      lines.append("\(Self.text(group.needed)) of \(Self.text(group.running)) replicas have to work")
      if let share = inputs[group.element, .commonCause] {
        let text = QuantityFormatter.text(Quantity(share.value, .ratio))
        lines.append("\(text) of a replica's outages strike all at once, the rest each on its own")
      }
    }
    if group.primary == .manual, inputs[group.element, .failoverTime] == nil {
      lines.append("nobody replaces the primary by itself: writes wait until it is repaired")
    }
    return lines
  }

  private func remarks(_ condition: SuccessCondition) -> [String] {
    guard condition.problem == nil else { return [] }
    let result = self.result(condition)
    var lines = atBest(result.missingForExact.inputs)
    if result.bound == .atLeast {
      lines.append(
        "at least: the exact answer takes more than \(SuccessProbability.nodeBudget) decisions; parts that several "
          + "others need are counted as if each had one of its own")
    }
    if condition.support.count > 1 {
      lines.append("parts fail independently of one another, but for hosts, boundaries and the shares of common causes")
    }
    return lines
  }

  private func atBest(_ missing: [MissingInput]) -> [String] {
    missing.prefix(Self.listLimit).compactMap { input in
      switch input.subject {
      case .element(let element): "at best: \(model.shortName(element)) does not state `\(input.property.rawValue)`"
      case .relation(let relation):
        "at best: \(model.identity(relation, naming: model.shortName)) does not state `\(input.property.rawValue)`"
      case .system: nil
      }
    }
  }

  // MARK: What is not counted

  private func surroundings(of element: ElementID) -> [String] {
    dependencies.fixedClauses(of: element.index).compactMap { clause in
      guard clause.form == .required else { return nil }
      let other = ElementID(Int(clause.target))
      let isBoundary = KindSet.boundaries.contains(model[other].kind)
      return "\(model.shortName(other)), \(isBoundary ? "in" : "on") which it lives; flows count it"
    }
  }

  private func notCounted(_ subject: ElementID, _ condition: SuccessCondition) -> [String] {
    var numbering = VertexNumbering(elements: model.elements.count)
    guard condition.problem == nil, let graph = graph(of: subject, scope: .required, &numbering) else { return [] }
    let counted = Set(condition.support.map { events.events[Int($0)].element })
    var list = NotCounted(limit: Self.listLimit)
    for start in graph.starts where !graph.counts[Int(start)] {
      list.add("\(model.shortName(ElementID(Int(graph.parts[Int(start)])))), with whom it starts")
    }
    var steps = FlowSteps()
    if let flow = model.flows.first(where: { $0.element == subject }) { steps = FlowSteps(flow, dependencies) }
    for part in graph.parts where KindSet.components.contains(model.elements[Int(part)].kind) {
      let taken = Set((steps.clauses(of: part) ?? []).map(\.relation))
      let leaves = steps.leaves(part)
      for relation in model.outgoing(ElementID(Int(part))) where !counted.contains(model[relation].target) {
        if let reason = reason(
          relation, isTaken: taken.contains(relation.index), isLeft: leaves, subject)
        {
          list.add(reason)
        }
      }
    }
    return list.lines(of: model.shortName(subject))
  }

  /// Why a relation of a part on the way does not count.
  private func reason(_ relation: RelationID, isTaken: Bool, isLeft: Bool, _ subject: ElementID) -> String? {
    let data = model[relation]
    let traits = dependencies.traits[Int(relation.index)]
    let name = "\(model.shortName(data.source)) \(data.arrow.rawValue) \(model.shortName(data.target))"
    switch data.arrow {
    case .replication: return nil
    case .message:
      if isLeft, !isTaken { return nil }
      return traits.isKept
        ? "\(name), as the message is kept with the data until \(model.shortName(data.target)) is there"
        : "\(name), which is asynchronous"
    case .call, .twoWay:
      if KindSet.outside.contains(model[data.source].kind) { return nil }
      if isLeft, !isTaken, traits.onMiss < 0 {
        return traits.isOptional || traits.hasFallback
          ? nil : "\(name), required and synchronous, but no step of \(model.shortName(subject))"
      }
      if traits.isOptional { return "\(name), which is optional" }
      if traits.hasFallback { return "\(name), which has a fallback" }
      if model[data.target].kind == .cache { return "\(name), as the store behind the cache serves what it misses" }
      return dependencies.counts[Int(data.target.index)] ? "\(name), in an optional part of the flow" : nil
    }
  }
}

/// A list that stays short: hubs have thousands of relations.
private struct NotCounted {
  let limit: Int
  private var shown: [String] = []
  private var further = 0

  init(limit: Int) {
    self.limit = limit
  }

  mutating func add(_ line: String) {
    if shown.count < limit { shown.append(line) } else { further += 1 }
  }

  func lines(of name: String) -> [String] {
    further == 0 ? shown : shown + ["\(further) further relations that \(name) does not need"]
  }
}
