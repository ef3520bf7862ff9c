import ArchModel

/// How surely parts and flows work.
///
/// `peak` is the load that replicas have to carry: that at peak of the moment asked for. Everything is a function of the
/// inputs, so that a figure with one input changed is had from a copy of them. Building takes time in proportion to the
/// model; a flow in proportion to the parts it touches, but for its decision diagram, which has a budget. It
/// never changes; see `LoadState` for why it is a class.
public final class AvailabilityAnalysis: Sendable {
  public let inputs: Inputs
  public let peak: Loads
  let dependencies: PartDependencies
  let events: AvailabilityEvents

  let resources: ResourceAnalysis

  public convenience init(_ inputs: Inputs, peak: Loads) {
    self.init(ResourceAnalysis(inputs), peak: peak)
  }

  /// - Parameter peak: loads of the same inputs, at peak, without repetitions.
  public convenience init(_ resources: ResourceAnalysis, peak: Loads) {
    self.init(PartDependencies(resources.inputs), resources, peak: peak, outages: .none)
  }

  init(_ dependencies: PartDependencies, _ resources: ResourceAnalysis, peak: Loads, outages: Outages) {
    inputs = dependencies.inputs
    self.peak = peak
    self.dependencies = dependencies
    self.resources = resources
    events = AvailabilityEvents(dependencies, resources, peak: peak, outages: outages)
  }

  var model: Model { inputs.model }
}

/// The share of time that something works, and how far that can be trusted.
public struct AvailabilityResult: Sendable, Hashable {
  /// A share of one.
  public let value: Known<Double>
  /// `.atBest` where some part's is; `.atLeast` where the decision diagram passed its budget.
  public let bound: Bound
  /// What would make it exact, first things first; no more than `Missing.limit`.
  public let missingForExact: Missing

  /// The seconds a month that it does not work.
  public var downtime: Known<Double> { value.map { max(0, 1 - $0) * AvailabilityAnalysis.secondsAMonth } }
}

extension AvailabilityAnalysis {
  /// A month has 730 hours.
  public static let secondsAMonth = 730.0 * 3600

  /// The replicas of a component, or the shared fate of a boundary; nil for what cannot fail.
  public func group(of element: ElementID) -> ReplicaGroup? { events.groups[Int(element.index)] }

  /// A component's own replicas, without its host, the boundaries around it and what it calls; of a flow, that all it
  /// needs works.
  public func availability(of subject: ElementID) -> AvailabilityResult {
    if model[subject].kind == .flow || model[subject].kind == .endpoint {
      var numbering = VertexNumbering(elements: model.elements.count)
      guard let graph = graph(of: subject, scope: .required, &numbering) else {
        return AvailabilityResult(.unknown(Missing(reason: "\(model.shortName(subject)) is no flow")))
      }
      return result(SuccessCondition(graph, events, model))
    }
    guard let group = group(of: subject) else {
      return AvailabilityResult(.unknown(Missing(.element(subject), .availability)))
    }
    if events.event[Int(subject.index)] >= 0,
      events.events[Int(events.event[Int(subject.index)])].availability == .known(0)
    {
      return AvailabilityResult(.known(0))
    }
    return AvailabilityResult(group.availability, group.bound, Missing(group.missingForExact))
  }

  /// All flows, in the order of the model.
  public func flows() -> [AvailabilityResult] {
    var numbering = VertexNumbering(elements: model.elements.count)
    return model.flows.map { flow in
      let graph = FlowGraph(of: flow, in: dependencies, scope: .required, numbering: &numbering)
      return result(SuccessCondition(graph, events, model))
    }
  }

  /// That all flows work at the same time.
  public func ofAllFlows() -> AvailabilityResult {
    result(conditionOfAllFlows())
  }

  func conditionOfAllFlows() -> SuccessCondition {
    var numbering = VertexNumbering(elements: model.elements.count)
    if model.flows.isEmpty { return SuccessCondition(problem: "the program has no flow") }
    return SuccessCondition(
      joining: model.flows.map { flow in
        let graph = FlowGraph(of: flow, in: dependencies, scope: .required, numbering: &numbering)
        return SuccessCondition(graph, events, model)
      })
  }

  func graph(
    of subject: ElementID, scope: FlowGraph.Scope, _ numbering: inout VertexNumbering
  ) -> FlowGraph? {
    switch model[subject].kind {
    case .flow:
      model.flows.first { $0.element == subject }.map {
        FlowGraph(of: $0, in: dependencies, scope: scope, numbering: &numbering)
      }
    case .endpoint: FlowGraph(endpoint: subject, in: dependencies, numbering: &numbering)
    default: FlowGraph(of: subject, in: dependencies, numbering: &numbering)
    }
  }

  /// The condition of a flow or an endpoint.
  func condition(of subject: ElementID) -> SuccessCondition? {
    var numbering = VertexNumbering(elements: model.elements.count)
    return graph(of: subject, scope: .required, &numbering).map { SuccessCondition($0, events, model) }
  }

  func result(_ condition: SuccessCondition, budget: Int = SuccessProbability.nodeBudget) -> AvailabilityResult {
    if let problem = condition.problem { return AvailabilityResult(.unknown(Missing(reason: problem))) }
    let support = condition.support
    guard !support.isEmpty else {
      return AvailabilityResult(.unknown(Missing(reason: "no request of it waits for a part")))
    }
    var missing: Missing?
    var missingForExact = Missing()
    var bound = Bound.exact
    for index in support {
      let event = events.events[Int(index)]
      if case .unknown(let absent) = event.availability, missing?.isCut != true {
        missing = missing?.union(absent) ?? absent
      }
      if let group = events.groups[Int(event.element.index)], group.bound == .atBest {
        bound = .atBest
        if !missingForExact.isCut { missingForExact = missingForExact.union(Missing(group.missingForExact)) }
      }
    }
    if let missing { return AvailabilityResult(.unknown(missing)) }
    let probability = SuccessProbability(of: condition, budget: budget) { index in
      events.events[Int(index)].availability.value ?? 0
    }
    if !probability.isExact, bound == .exact { bound = .atLeast }
    return AvailabilityResult(.known(probability.value), bound, missingForExact)
  }
}

extension AvailabilityResult {
  init(_ value: Known<Double>, _ bound: Bound = .exact, _ missingForExact: Missing = Missing()) {
    self.value = value
    self.bound = bound
    self.missingForExact = missingForExact
  }
}

// MARK: Cut sets

extension AvailabilityAnalysis {
  /// The minimal cut sets of a flow up to order 3; none where it has no condition.
  public func cutSets(of flow: ElementID) -> CutSets {
    condition(of: flow).map(cutSets) ?? CutSets(sets: [], order: CutSetSearch.order, isComplete: false)
  }

  /// Those of all flows, in the order of the model.
  public func cutSetsOfFlows() -> [CutSets] {
    var numbering = VertexNumbering(elements: model.elements.count)
    return model.flows.map { flow in
      let graph = FlowGraph(of: flow, in: dependencies, scope: .required, numbering: &numbering)
      return cutSets(SuccessCondition(graph, events, model))
    }
  }

  private func cutSets(_ condition: SuccessCondition) -> CutSets {
    guard condition.problem == nil else { return CutSets(sets: [], order: CutSetSearch.order, isComplete: false) }
    var search = CutSetSearch()
    let cuts = search.cuts(of: condition) { index in
      switch events.events[Int(index)].role {
      // With its replicas in all boundaries; that fewer do not suffice comes with the loss of a boundary.
      case .part, .primary, .spread(place: 0): true
      case .takeover, .spread: false
      }
    }
    let sets = cuts.map { cut in
      cut.events.map { index in
        let event = events.events[Int(index)]
        return CutMember(event.element, isPrimary: event.role == .primary)
      }
    }
    return CutSets(sets: sets, order: CutSetSearch.order, isComplete: search.isComplete)
  }
}
