import ArchModel

/// What is out of order when something fails and load has moved to what is left.
struct FailureSituation: Sendable {
  var down: Set<Int32> = []
  /// Replicas that are gone, by element.
  var lost: [Int32: Double] = [:]
  var overloaded: [FailureOutcome.Overload] = []
  var undecided: [Int32: Missing] = [:]
  var withoutPrimary: Set<Int32> = []
  /// Why there is no answer, where that is so.
  var problem: Missing?

  var disorder: ServiceEvaluation.Disorder {
    var result = ServiceEvaluation.Disorder()
    for (element, missing) in undecided {
      result.parts[element] = .undecided
      result.missing[element] = missing
    }
    for element in down { result.parts[element] = ServiceShare.none }
    for element in withoutPrimary { result.primaries[element] = ServiceShare.none }
    return result
  }

  var outages: Outages {
    var result = Outages()
    result.down = Set(down.map { ElementID(Int($0)) })
    for (element, count) in lost { result.replicasLost[ElementID(Int(element))] = count }
    result.withoutPrimary = Set(withoutPrimary.map { ElementID(Int($0)) })
    return result
  }
}

/// What of a model decides how failures spread, compiled once.
struct FailureGround: Sendable {
  let dependencies: PartDependencies
  /// By element: what fails with it, because it lives on it or in it.
  let companions: Digraph
  /// Parts whose replicas are spread over boundaries, with these.
  let spreads: [(element: Int32, zones: [Int32])]
  /// Relations to the store behind a cache, by the cache; and to a target that has a fallback, by the target.
  let misses: [Int32: [Int32]]
  let fallbacks: [Int32: [Int32]]

  var model: Model { dependencies.inputs.model }

  init(_ dependencies: PartDependencies) {
    self.dependencies = dependencies
    let model = dependencies.inputs.model
    var edges: [(source: Int, target: Int)] = []
    var spreads: [(element: Int32, zones: [Int32])] = []
    for element in model.elements(of: KindSet.components | KindSet.boundaries) {
      for clause in dependencies.fixedClauses(of: element.index) {
        if clause.form == .spread {
          let zones = clause.members.map { dependencies.members[Int($0)] }
          spreads.append((element.index, zones))
        } else {
          edges.append((Int(clause.target), Int(element.index)))
        }
      }
    }
    companions = Digraph(vertexCount: model.elements.count, edges: edges)
    self.spreads = spreads
    var misses: [Int32: [Int32]] = [:]
    var fallbacks: [Int32: [Int32]] = [:]
    for relation in model.liveRelations {
      let traits = dependencies.traits[Int(relation.index)]
      if traits.onMiss >= 0 { misses[traits.onMiss, default: []].append(relation.index) }
      if traits.fallback >= 0 { fallbacks[model[relation].target.index, default: []].append(relation.index) }
    }
    self.misses = misses
    self.fallbacks = fallbacks
  }

  /// What is out of order at once, before load moves.
  func start(_ failures: [FailureCondition], _ inputs: Inputs) -> FailureSituation {
    var situation = FailureSituation()
    for failure in failures where !failure.isOneReplica {
      if KindSet.boundaries.contains(model[failure.element].kind) {
        lose(boundary: failure.element, inputs, &situation)
      } else {
        situation.down.insert(failure.element.index)
      }
    }
    for failure in failures where failure.isOneReplica {
      let index = failure.element.index
      guard inputs[failure.element, .replicasLower] != nil else {
        situation.undecided[index] = Missing(.element(failure.element), .replicas)
        continue
      }
      situation.lost[index, default: 0] += 1
    }
    spreadDown(&situation)
    return situation
  }

  private func lose(boundary: ElementID, _ inputs: Inputs, _ situation: inout FailureSituation) {
    var inside: Set<Int32> = [boundary.index]
    var queue = [boundary]
    while let element = queue.popLast() {
      for child in model.children(element) where KindSet.parts.contains(model[child].kind) {
        inside.insert(child.index)
        queue.append(child)
      }
    }
    var spread: Set<Int32> = []
    for (element, zones) in spreads {
      spread.insert(element)
      guard let running = inputs[ElementID(Int(element)), .replicasLower]?.value else { continue }
      let placement = ReplicaPlacement(replicas: running.rounded(.down), zones: zones.count)
      var gone = 0.0
      for (place, zone) in zones.enumerated() where inside.contains(zone) { gone += placement.count(in: place) }
      if gone > 0 { situation.lost[element, default: 0] += gone }
    }
    situation.down.formUnion(inside.subtracting(spread))
  }

  /// Adds what fails with what is down.
  func spreadDown(_ situation: inout FailureSituation) {
    var queue = Array(situation.down)
    while let element = queue.popLast() {
      for companion in companions.successors(Int(element)) {
        if situation.down.insert(Int32(truncatingIfNeeded: companion)).inserted {
          queue.append(Int32(truncatingIfNeeded: companion))
        }
      }
    }
  }

  /// The parts to which load moves from what is down, and all they call.
  func rising(_ situation: FailureSituation) -> Set<Int32> {
    var result: Set<Int32> = []
    var queue: [Int32] = []
    func add(_ element: Int32) {
      if !situation.down.contains(element), result.insert(element).inserted { queue.append(element) }
    }
    for element in situation.down {
      for relation in misses[element] ?? [] { add(model.relations[Int(relation)].target.index) }
      for relation in fallbacks[element] ?? [] { add(dependencies.traits[Int(relation)].fallback) }
    }
    while let element = queue.popLast() {
      for relation in model.outgoing(ElementID(Int(element))) { add(model[relation].target.index) }
    }
    return result
  }
}
