import ArchModel

/// What breaks, degrades and survives when something fails, under one load.
///
/// A failure moves load: what a cache answered goes to the store behind it, what a part did goes to its fallback, what a
/// replica did to the others. What then exceeds its capacity fails too, until nothing more does. Where a capacity or a
/// rate is missing that would decide, the answer is unknown.
///
/// One failure costs one computation of load for each round in which something more fails, and none where no load can
/// rise; the flows it touches are evaluated from the lost parts upwards. The outcome of one failure is computed when it
/// is asked for; `FailureTable` asks for all. It never changes; see `LoadState` for why it is a class.
public final class FailureAnalysis: Sendable {
  public let inputs: Inputs
  /// The load under which things fail; its `failures` are empty.
  public let conditions: Conditions
  let resources: ResourceAnalysis
  let availability: AvailabilityAnalysis
  let ground: FailureGround
  /// What each part gets when nothing fails, repetitions included.
  let before: Loads

  /// - Parameters:
  ///   - availability: of the same inputs, at their peak.
  ///   - conditions: the moment and the factor of the load; failures are given to `outcome`.
  public init(_ availability: AvailabilityAnalysis, conditions: Conditions) {
    inputs = availability.inputs
    self.conditions = Conditions(conditions.moment, loadFactor: conditions.loadFactor)
    resources = availability.resources
    self.availability = availability
    ground = FailureGround(availability.dependencies)
    before = Self.attempts(resources.load.loads(self.conditions), availability)
  }

  var model: Model { inputs.model }

  private static func attempts(_ loads: Loads, _ availability: AvailabilityAnalysis) -> Loads {
    LoadAnalysis.addingAttempts(
      to: loads, inputs: availability.inputs, availability: availability.answering(loads))
  }

  /// What comes of failures for all flows and endpoints.
  public func outcome(of failures: [FailureCondition]) -> FailureOutcome {
    let situation = situation(of: failures)
    var numbering = VertexNumbering(elements: model.elements.count)
    let subjects = model.flows.map(\.element) + model.elements(of: .endpoint)
    let effects = subjects.map { effect(on: $0, situation, &numbering) }
    return outcome(failures, situation, effects)
  }

  /// What comes of failures for one flow, endpoint or component.
  public func effect(on subject: ElementID, of failures: [FailureCondition]) -> FailureEffect {
    var numbering = VertexNumbering(elements: model.elements.count)
    return effect(on: subject, situation(of: failures), &numbering)
  }

  /// The share of time that something works while failures last.
  public func availability(of subject: ElementID, when failures: [FailureCondition]) -> AvailabilityResult {
    let situation = situation(of: failures)
    if let problem = situation.problem { return AvailabilityResult(.unknown(problem)) }
    let analysis = AvailabilityAnalysis(
      availability.dependencies, resources, peak: availability.peak, outages: situation.outages)
    let result = analysis.availability(of: subject)
    guard !situation.undecided.isEmpty else { return result }
    let doubts = effect(on: subject, of: failures)
    if case .unknown(let missing) = doubts.available { return AvailabilityResult(.unknown(missing)) }
    return result
  }

  func outcome(
    _ failures: [FailureCondition], _ situation: FailureSituation, _ effects: [FailureEffect]
  ) -> FailureOutcome {
    let overloaded = Set(situation.overloaded.map(\.element))
    return FailureOutcome(
      failures: failures, conditions: conditions,
      down: situation.down.sorted().map { ElementID(Int($0)) }.filter { !overloaded.contains($0) },
      overloaded: situation.overloaded,
      undecided: situation.undecided.sorted { $0.key < $1.key }.map {
        FailureOutcome.Doubt(element: ElementID(Int($0.key)), missing: $0.value)
      },
      withoutPrimary: situation.withoutPrimary.sorted().map { ElementID(Int($0)) }, effects: effects)
  }

  private func effect(
    on subject: ElementID, _ situation: FailureSituation, _ numbering: inout VertexNumbering
  ) -> FailureEffect {
    guard let graph = availability.graph(of: subject, scope: .all, &numbering) else {
      return FailureEffect(
        subject: subject, kind: .unknown, available: .unknown(Missing(reason: "\(model.shortName(subject)) is no flow"))
      )
    }
    return effect(on: subject, ServiceEvaluation(graph, inputs), situation)
  }

  func effect(
    on subject: ElementID, _ evaluation: ServiceEvaluation, _ situation: FailureSituation
  ) -> FailureEffect {
    if let problem = evaluation.graph.problem {
      return FailureEffect(subject: subject, kind: .unknown, available: .unknown(Missing(reason: problem)))
    }
    let result = evaluation.result(situation.disorder)
    if result.isTouched, let problem = situation.problem {
      return FailureEffect(subject: subject, kind: .unknown, available: .unknown(problem))
    }
    var path: [FailureStep] = []
    if result.start >= 0 {
      path = [FailureStep(relation: nil, element: ElementID(Int(result.start)))]
      path += result.path.map {
        FailureStep(
          relation: $0.relation >= 0 ? RelationID(Int($0.relation)) : nil, element: ElementID(Int($0.element)))
      }
    }
    guard result.share.isKnown else {
      return FailureEffect(subject: subject, kind: .unknown, available: .unknown(result.missing), path: path)
    }
    let share = result.share.low
    let kind: FailureEffect.Kind =
      share <= 0
      ? .breaks : share < 1 || result.isTouched ? .degrades : result.isDelayed ? .delayed : .survives
    return FailureEffect(subject: subject, kind: kind, available: .known(share), path: path)
  }
}

// MARK: Load that moves

extension FailureAnalysis {
  /// More rounds of failing than this have no answer.
  private static let roundLimit = 100

  func situation(of failures: [FailureCondition]) -> FailureSituation {
    var situation = ground.start(failures, inputs)
    for (element, lost) in situation.lost where !situation.down.contains(element) {
      // Whoever is lost may be the one that writes.
      let group = availability.group(of: ElementID(Int(element)))
      if let group, group.primary == .manual, lost > 0 { situation.withoutPrimary.insert(element) }
    }
    var round = 0
    while true {
      let rising = ground.rising(situation)
      let moves = !rising.isEmpty || !situation.lost.isEmpty
      guard moves else { return situation }
      let isSame = rising.isEmpty && situation.down.isEmpty
      let after = isSame ? before : loadsNow(situation)
      situation.undecided = situation.undecided.filter { inputs[ElementID(Int($0.key)), .replicasLower] == nil }
      let candidates =
        isSame ? situation.lost.keys.sorted().map { ElementID(Int($0)) } : model.components
      guard judge(candidates, after, rising: rising, &situation) else { break }
      ground.spreadDown(&situation)
      round += 1
      if round >= Self.roundLimit {
        situation.problem = Missing(reason: "more than \(Self.roundLimit) rounds of parts fail one after another")
        break
      }
    }
    doubtFollowers(&situation)
    return situation
  }

  private func loadsNow(_ situation: FailureSituation) -> Loads {
    var failed = [Bool](repeating: false, count: model.elements.count)
    for element in situation.down { failed[Int(element)] = true }
    return Self.attempts(resources.load.loads(conditions, failed: failed), availability)
  }

  /// Finds what cannot carry its load; false where nothing more fails.
  private func judge(
    _ candidates: [ElementID], _ after: Loads, rising: Set<Int32>, _ situation: inout FailureSituation
  ) -> Bool {
    var failed: [FailureOutcome.Overload] = []
    for element in candidates where !situation.down.contains(element.index) {
      let index = Int(element.index)
      let lost = situation.lost[element.index] ?? 0
      if lost <= 0 {
        // What others can take is theirs to say.
        if KindSet.outside.contains(model[element].kind), inputs[element, .capacity] == nil { continue }
        switch (before.attempts[index], after.attempts[index]) {
        case (.known(let old), .known(let new)): if new <= old * (1 + 1e-9) { continue }
        case (_, .known): break
        case (_, .unknown): if !rising.contains(element.index) { continue }
        }
      }
      let sizing = ReplicaSizing(of: element, in: resources, loads: after)
      if lost > 0 {
        let left = sizing.running - lost
        if left < 1 || left < (inputs[element, .quorum]?.value ?? 1) {
          situation.down.insert(element.index)
          failed.append(FailureOutcome.Overload(element: element, utilization: .infinity))
          continue
        }
      }
      switch resources.demand(element, after) {
      case .known(let demand):
        // Capacity is stated per replica; of parts whose replicas are not ours to state, of the whole.
        let full = demand.utilization(replicas: max(1, sizing.limit) - lost) ?? .infinity
        guard full > 1 + 1e-9 else { continue }
        if inputs[element, .replicasLower] == nil, !ReplicaGroup.isManaged(element, in: model) {
          situation.undecided[element.index] = Missing(.element(element), .replicas)
        } else {
          failed.append(FailureOutcome.Overload(element: element, utilization: full))
        }
      case .unknown(let missing):
        situation.undecided[element.index] = missing
      }
    }
    for overload in failed { situation.down.insert(overload.element.index) }
    situation.overloaded += failed.filter { $0.utilization.isFinite }
    for overload in failed { situation.undecided[overload.element.index] = nil }
    return !failed.isEmpty
  }

  /// Where it is not known whether a part holds, it is not known either whether what would take over its load does.
  private func doubtFollowers(_ situation: inout FailureSituation) {
    var queue = situation.undecided.keys.sorted()
    while let element = queue.popLast() {
      guard let missing = situation.undecided[element] else { continue }
      var followers: [Int32] = []
      for relation in ground.misses[element] ?? [] {
        followers.append(model.relations[Int(relation)].target.index)
      }
      for relation in ground.fallbacks[element] ?? [] {
        followers.append(ground.dependencies.traits[Int(relation)].fallback)
      }
      for follower in followers where situation.undecided[follower] == nil && !situation.down.contains(follower) {
        situation.undecided[follower] = missing
        queue.append(follower)
      }
    }
  }
}

extension AvailabilityAnalysis {
  /// By element: the availability of its own replicas.
  public func ofComponents() -> [Known<Double>] {
    events.groups.map { $0?.availability ?? .unknown(Missing(reason: "it is no part that fails by itself")) }
  }

  /// By element: the share of calls that its own replicas answer under a load, from which follows how often callers
  /// repeat. It is their availability but where the peak is too much for them, which then has none: there it is what
  /// they answer at best under this load.
  public func answering(_ loads: Loads) -> [Known<Double>] {
    var result = ofComponents()
    for (index, group) in events.groups.enumerated() where group?.answeredAtBest != nil {
      let own = ReplicaGroup(of: ElementID(index), in: resources, peak: loads)
      result[index] = own.answeredAtBest.map { .known($0) } ?? own.availability
    }
    return result
  }
}
