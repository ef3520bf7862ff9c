import ArchModel
import Synchronization

/// All figures under one set of conditions: a moment, a factor of the load, and what is out of order.
///
/// Failures move load to a fixpoint first; figures are those of what is left then.
public struct Circumstances: Sendable {
  public let conditions: Conditions
  private let disturbance: Disturbance
  private let memory: FigureMemory

  private var model: Model { memory.inputs.model }
  public var resources: ResourceAnalysis { memory.resources }
  /// The load, with everything that failed in the end.
  public var state: LoadState { disturbance.state }
  /// With everything in order, at the peak of the same moment.
  public var availability: AvailabilityAnalysis { disturbance.availability }
  private var situation: FailureSituation? { disturbance.situation }

  init(_ conditions: Conditions, _ disturbance: Disturbance, _ memory: FigureMemory) {
    self.conditions = conditions
    self.disturbance = disturbance
    self.memory = memory
  }

  /// One figure, or nil where it does not apply to the subject.
  public func figure(_ subject: FigureSubject, _ name: FigureName) -> Figure? {
    if let problem = situation?.problem, applies(subject, name) {
      return Figure(subject, name, conditions, value: .unknown(problem))
    }
    switch kind(of: subject, name) {
    case .none: return nil
    case .resource: return resources.figure(subject, name, state)
    case .latency(let element):
      return memory.figure(subject, name, conditions) {
        let names = latencyNames(of: element)
        return latencies(element, names.contains(name) ? names : [name])
      }
    case .availability(let isComposed):
      guard isComposed else { return availabilityFigure(subject, name) }
      return memory.figure(subject, name, conditions) { availabilityFigure(subject, name).map { [$0] } ?? [] }
    case .available(let element):
      let calm = conditions.withoutFailures
      if conditions.failures.isEmpty { return Figure(subject, name, conditions, value: .known(1)) }
      return memory.failures(calm).available(element, when: conditions.failures)
    case .recovery(let element): return memory.recoveries.figure(element, name, conditions)
    }
  }

  /// Several figures of one subject at the price of the dearest, in the order of their names; nil where one does not
  /// apply.
  public func figures(_ subject: FigureSubject, _ names: [FigureName]) -> [Figure?] {
    guard situation?.problem == nil, case .element(let element) = subject else {
      return names.map { figure(subject, $0) }
    }
    let times = latencyNames(of: element).filter(names.contains)
    guard times.count > 1, case .latency = kind(of: subject, times[0]) else {
      return names.map { figure(subject, $0) }
    }
    let computed = latencies(element, times)
    return names.map { name in
      times.firstIndex(of: name).map { computed[$0] } ?? figure(subject, name)
    }
  }

  /// How a figure comes about, or nil where it does not apply.
  public func explanation(_ subject: FigureSubject, _ name: FigureName) -> Explanation? {
    guard let figure = figure(subject, name) else { return nil }
    if situation?.problem != nil { return Explanation(figure, formula: nil) }
    var explanation: Explanation
    switch kind(of: subject, name) {
    case .none: return nil
    case .resource:
      guard let found = resources.explanation(subject, name, state) else { return nil }
      explanation = found
    case .latency:
      explanation = memory.withEvaluation { evaluation in
        memory.latencies.explanation(of: figure, path: path(name), using: &evaluation)
      }
    case .availability: explanation = present.explanation(of: figure)
    case .available:
      return memory.failures(conditions.withoutFailures)
        .explanation(ofAvailable: figure)
    case .recovery: explanation = memory.recoveries.explanation(of: figure)
    }
    explanation.remarks += disorder
    return explanation
  }
}

extension Circumstances {
  private enum Kind {
    case none, resource
    /// Whether it follows from that of many parts, which takes long.
    case availability(isComposed: Bool)
    case latency(ElementID)
    case available(ElementID)
    case recovery(ElementID)
  }

  /// Which analysis a figure comes from.
  private func kind(of subject: FigureSubject, _ name: FigureName) -> Kind {
    switch (name, subject) {
    case (.availability, .system), (.errorBudget, .system): return .availability(isComposed: true)
    case (.availability, .element(let element)), (.errorBudget, .element(let element)):
      let kind = model[element].kind
      if kind == .flow || kind == .endpoint { return .availability(isComposed: true) }
      guard (KindSet.components | KindSet.boundaries).contains(kind) else { return .none }
      // Where something fails, what is left of all parts is worked out anew.
      return .availability(isComposed: situation != nil)
    case (.available, .element(let element)):
      return (KindSet.components | [.flow, .endpoint]).contains(model[element].kind) ? .available(element) : .none
    case (.rpo, .element(let element)), (.rto, .element(let element)):
      return KindSet.components.contains(model[element].kind) ? .recovery(element) : .none
    case (.p50, .element(let element)), (.p90, .element(let element)), (.p95, .element(let element)),
      (.p99, .element(let element)), (.p999, .element(let element)):
      return (KindSet.components | [.flow]).contains(model[element].kind) ? .latency(element) : .none
    case (.p99Bound, .element(let element)), (.worstLatency, .element(let element)),
      (.completion, .element(let element)):
      return model[element].kind == .flow ? .latency(element) : .none
    case (.wait, .element(let element)):
      return KindSet.components.contains(model[element].kind) ? .latency(element) : .none
    case (.availability, .relation), (.errorBudget, .relation), (.available, _), (.rpo, _), (.rto, _), (.p50, _),
      (.p90, _), (.p95, _), (.p99, _), (.p999, _), (.p99Bound, _), (.worstLatency, _), (.completion, _), (.wait, _):
      return .none
    default: return .resource
    }
  }

  private func applies(_ subject: FigureSubject, _ name: FigureName) -> Bool {
    switch kind(of: subject, name) {
    case .none: false
    case .resource: resources.figure(subject, name, state) != nil
    case .latency, .availability, .available, .recovery: true
    }
  }

  /// Percentiles of one subject come at the price of one.
  private func latencyNames(of element: ElementID) -> [FigureName] {
    model[element].kind == .flow ? LatencyAnalysis.ofFlows : LatencyAnalysis.ofComponents.filter { $0 != .wait }
  }

  // MARK: Availability

  /// The parts that are left.
  private var present: AvailabilityAnalysis {
    guard let situation else { return availability }
    return AvailabilityAnalysis(
      availability.dependencies, resources, peak: availability.peak, outages: situation.outages)
  }

  private func availabilityFigure(_ subject: FigureSubject, _ name: FigureName) -> Figure? {
    guard let figure = present.figure(subject, name, conditions) else { return nil }
    guard let situation, !situation.undecided.isEmpty else { return figure }
    let missing: Missing?
    switch subject {
    case .element(let element):
      let effect = memory.failures(conditions.withoutFailures)
        .effect(on: element, of: conditions.failures)
      if case .unknown(let found) = effect.available { missing = found } else { missing = nil }
    case .system: missing = situation.undecided.min { $0.key < $1.key }?.value
    case .relation: missing = nil
    }
    return missing.map { Figure(subject, name, conditions, value: .unknown($0)) } ?? figure
  }

  // MARK: Latency

  /// Figures of one part that need the same distribution, and thus lie on the same path.
  private func latencies(_ element: ElementID, _ names: [FigureName]) -> [Figure] {
    guard let first = names.first else { return [] }
    let path = path(first)
    return memory.withEvaluation { evaluation in
      memory.latencies.figures(element, names, conditions, path: path, using: &evaluation)
    }
  }

  /// What the conditions do to the parts' times: their queues against today's, and what is out of order.
  private func path(_ name: FigureName) -> PathConditions {
    if conditions == .now, name != .wait { return .today }
    let (resources, state, model) = (resources, state, model)
    let calm = conditions == .now ? disturbance : memory.disturbance(.now)
    let today = calm.state
    let (nowQueues, thenQueues) = (calm.queues(resources), disturbance.queues(resources))
    let isWait = name == .wait
    return PathConditions(
      queue: { element in
        // What others run, and what a platform scales, keeps its times, as far as nobody states what it can take.
        let isStated = resources.inputs[element, .capacity] != nil || resources.inputs[element, .concurrency] != nil
        let then = thenQueues[Int(element.index)]
        let now = nowQueues[Int(element.index)]
        if case .known(let pair) = now.with(then) { return .known(QueueChange(today: pair.0, then: pair.1)) }
        let isSame = !isWait && Self.isSameLoad(element, today, state)
        guard isSame || !isStated && (KindSet.outside.contains(model[element].kind) || resources.isWhole(element))
        else { return now.with(then).map { QueueChange(today: $0.0, then: $0.1) } }
        let idle = QueueState(rate: 0, utilization: 0, replicas: 1)
        return .known(QueueChange(today: idle, then: idle))
      }, failed: state.failed)
  }

  /// Whether a part has as much to do, with as many replicas, as today.
  private static func isSameLoad(_ element: ElementID, _ today: LoadState, _ then: LoadState) -> Bool {
    guard (today.lost[element] ?? 0) == (then.lost[element] ?? 0),
      let a = today.loads.attempts(of: element).value, let b = then.loads.attempts(of: element).value
    else { return false }
    return a == b
  }

  // MARK: Words

  /// What failed besides what the conditions name.
  private var disorder: [String] {
    (situation?.overloaded ?? []).prefix(8).map { overload in
      let full = QuantityFormatter.text(Quantity(overload.utilization, .ratio), .significant(3))
      return "\(model.shortName(overload.element)) fails too, at \(full) of its capacity"
    }
  }
}

extension ResourceAnalysis {
  /// Whether its replicas are somebody else's business: outside parts, and what a platform runs.
  public func isWhole(_ element: ElementID) -> Bool { isWhole[Int(element.index)] }
}

/// What conditions do to the load and to the parts; what the memory keeps of `Circumstances`.
final class Disturbance: Sendable {
  let state: LoadState
  let availability: AvailabilityAnalysis
  /// What is out of order in the end; nil where nothing is.
  let situation: FailureSituation?
  private let queueStates: Mutex<[Known<QueueState>]?> = Mutex(nil)

  init(_ conditions: Conditions, _ memory: FigureMemory) {
    let resources = memory.resources
    guard !conditions.failures.isEmpty else {
      availability = memory.availability(conditions)
      situation = nil
      state = resources.state(conditions, answering: availability.answering)
      return
    }
    let calm = conditions.withoutFailures
    availability = memory.circumstances(calm).availability
    let situation = memory.failures(calm).situation(of: conditions.failures)
    var failed = [Bool](repeating: false, count: memory.inputs.model.elements.count)
    for element in situation.down { failed[Int(element)] = true }
    var lost: [ElementID: Double] = [:]
    for (element, count) in situation.lost { lost[ElementID(Int(element))] = count }
    // The state counts the replicas that the conditions name by itself.
    for failure in conditions.failures where failure.isOneReplica {
      lost[failure.element] = lost[failure.element].map { max(0, $0 - 1) }
    }
    state = resources.state(conditions, answering: availability.answering, failed: failed, lost: lost)
    self.situation = situation
  }

  /// By element: how full it is. Percentiles of all flows and parts read it, so it is worked out once.
  func queues(_ resources: ResourceAnalysis) -> [Known<QueueState>] {
    if let known = queueStates.withLock({ $0 }) { return known }
    let none = Known<QueueState>.unknown(Missing(reason: "it is no part that has replicas"))
    let model = resources.model
    let result = model.elements.indices.map { index in
      KindSet.components.contains(model.elements[index].kind) && !model.elements[index].isRemoved
        ? resources.queueState(ElementID(index), state) : none
    }
    queueStates.withLock { $0 = result }
    return result
  }
}

extension Conditions {
  /// The same moment and load with everything in order.
  var withoutFailures: Conditions { Conditions(moment, loadFactor: loadFactor) }
}
