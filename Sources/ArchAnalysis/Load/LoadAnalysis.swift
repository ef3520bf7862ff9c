import ArchModel

/// How much arrives where.
///
/// Load comes from flows with a `rate` and from outside parts with `load` out of which no flow steps. Within a flow, load
/// leaves a part that the flow steps out of synchronously over these steps only, and over the part's `on-miss` relation
/// of a cache that it steps to, at the misses. Where a flow ends, load goes on over all relations: rate × `calls` ×
/// `share` × (1 − `hit-rate` of the cache in `on-miss`).
public struct LoadAnalysis: Sendable {
  public let inputs: Inputs
  let graph: LoadGraph
  private let calm = CalmLoads()

  /// Prepares the model; O(elements + relations). Computations under several conditions share it.
  public init(_ inputs: Inputs) {
    self.inputs = inputs
    graph = LoadGraph(inputs)
  }

  /// Rates without repetitions; `attempts` equal them until `addingAttempts`.
  ///
  /// - Parameters:
  ///   - failed: by element, what does not work besides the failures of the conditions; empty for nothing. What failed
  ///     receives and sends nothing; its callers use the `fallback` of the relation, and where a cache failed all
  ///     requests go to the store behind it.
  ///   - isPeak: whether rates are those at peak; the conditions say so where it is nil. Costs are those of the mean.
  public func loads(_ conditions: Conditions, failed: [Bool] = [], isPeak: Bool? = nil) -> Loads {
    let isPeak = isPeak ?? conditions.isPeak
    guard conditions.failures.isEmpty, !failed.contains(true) else {
      var isFailed = Self.failedElements(inputs.model, conditions)
      for (index, value) in failed.enumerated() where value && index < isFailed.count { isFailed[index] = true }
      return run(conditions, isPeak: isPeak, isFailed: isFailed)
    }
    return calm.loads(conditions, isPeak: isPeak) {
      let none = [Bool](repeating: false, count: inputs.model.elements.count)
      return run(conditions, isPeak: isPeak, isFailed: none)
    }
  }

  private func run(_ conditions: Conditions, isPeak: Bool, isFailed: [Bool]) -> Loads {
    let model = inputs.model
    let run = LoadRun(graph, conditions, isPeak: isPeak, isFailed: isFailed)
    run.run()
    var loads = Loads(elements: model.elements.count, relations: model.relations.count)
    let unreached = Missing(reason: "no flow with a rate and no outside part with a load reaches it")
    for index in model.elements.indices {
      loads.rate[index] = run.table.known(run.arrived[index], nothing: unreached)
      guard graph.isStore[index] else { continue }
      // What is not read at all is read zero times, where something arrives.
      let none =
        run.arrived[index].isNothing ? Amount.nothing : run.arrived[index].isUnknown ? run.arrived[index] : .zero
      loads.reads[index] = run.table.known(run.read[index].isNothing ? none : run.read[index], nothing: unreached)
      loads.writes[index] = run.table.known(
        run.written[index].isNothing ? none : run.written[index], nothing: unreached)
    }
    for index in model.relations.indices {
      loads.relationRate[index] = run.table.known(
        run.relationRate[index], nothing: Missing(reason: "no flow with a rate and no outside load goes this way"))
    }
    loads.isFed = run.isFed
    loads.isCaller = run.isCaller
    loads.isReached = run.arrived.map { !$0.isNothing }
    loads.isRelationReached = run.relationRate.map { !$0.isNothing }
    loads.attempts = loads.rate
    loads.readAttempts = loads.reads
    loads.writeAttempts = loads.writes
    loads.overloadedCycles = run.overloadedCycles
    return loads
  }

  /// What load comes from: flows, then outside parts that no flow covers.
  var sources: [ElementID] {
    let model = inputs.model
    let flows = model.flows.filter { !model[$0.element].isRemoved && !$0.isCut }.map(\.element)
    let outside = graph.isOutside.indices.filter { index in
      graph.isOutside[index] && !graph.isCovered[index] && !model.elements[index].isRemoved
        && (graph.relations(from: index).contains { !isAsked($0) } || inputs[ElementID(index), .loadMean] != nil)
    }
    return flows + outside.map { ElementID($0) }
  }

  /// Whether a relation leads to an outside part whose requests flows count: whoever uses it asks no more besides.
  private func isAsked(_ relation: Int32) -> Bool {
    let target = Int(inputs.model[RelationID(Int(relation))].target.index)
    return graph.isOutside[target] && graph.isCovered[target]
  }

  public static func loads(_ inputs: Inputs, _ conditions: Conditions) -> Loads {
    LoadAnalysis(inputs).loads(conditions)
  }

  /// By element: what wholly fails under the conditions. A boundary takes everything inside it with it, a host everything
  /// that is `on` it.
  public static func failedElements(_ model: Model, _ conditions: Conditions) -> [Bool] {
    var isFailed = [Bool](repeating: false, count: model.elements.count)
    let whole = conditions.failures.filter { !$0.isOneReplica }
    guard !whole.isEmpty else { return isFailed }
    for failure in whole { isFailed[Int(failure.element.index)] = true }
    let hosts = hosts(model)
    // Hosts may stand behind what is on them, and on one another: repeat until nothing changes, which each round does
    // for at least one element.
    var changed = true
    while changed {
      changed = false
      for index in model.elements.indices.dropFirst() where !isFailed[index] && !model.elements[index].isRemoved {
        guard KindSet.parts.contains(model.elements[index].kind) else { continue }
        let parent = Int(model.elements[index].parent.index)
        let host = hosts[index]
        guard isFailed[parent] || (host >= 0 && isFailed[Int(host)]) else { continue }
        isFailed[index] = true
        changed = true
      }
    }
    return isFailed
  }

  /// By element: what it is `on`, or -1.
  static func hosts(_ model: Model) -> [Int32] {
    var result = [Int32](repeating: -1, count: model.elements.count)
    let inDefaults = model.defaults.contains { entry in model.index(of: .on, in: entry.properties) != nil }
    for element in model.components {
      let stated = inDefaults ? model.effective(.on, of: element)?.property.stated : model.stated(.on, of: element)
      guard case .element(let host)? = stated?.value, host != element, !model[host].isRemoved else { continue }
      result[Int(element.index)] = host.index
    }
    return result
  }
}

extension LoadAnalysis {
  /// Adds the expected repetitions of failed calls: each call over a relation with `retry` is attempted
  /// (1 − pⁿ)/(1 − p) times, where p is the share of time in which the callee does not work and n the most attempts.
  ///
  /// - Parameter availability: by element, of its own group of replicas.
  public static func addingAttempts(to loads: Loads, inputs: Inputs, availability: [Known<Double>]) -> Loads {
    var result = loads
    result.attempts = loads.rate
    result.readAttempts = loads.reads
    result.writeAttempts = loads.writes
    let model = inputs.model
    for relation in model.liveRelations {
      guard inputs[relation, .attempts] != nil || inputs[relation, .unboundedRetry] != nil else { continue }
      let target = Int(model[relation].target.index)
      // Where no load goes, none is repeated.
      guard loads.isRelationReached[Int(relation.index)] else { continue }
      let rate = loads.rate(of: relation)
      let own = availability.indices.contains(target) ? availability[target] : .unknown(Missing())
      let further = rate.with(expectedAttempts(inputs, relation, availability: own)).map { $0 * ($1 - 1) }
      func add(_ further: Known<Double>, to value: inout Known<Double>) {
        value = value.with(further).flatMap { sum in
          let sum = sum.0 + sum.1
          return sum.isFinite ? .known(sum) : .unknown(Missing(reason: "the load exceeds every number"))
        }
      }
      if case .known(let value) = further, value == 0 { continue }
      add(further, to: &result.attempts[target])
      guard KindSet.stores.contains(model.elements[target].kind) else { continue }
      switch model.stated(.access, of: relation).flatMap({ model.word($0.value) }) {
      case "read": add(further, to: &result.readAttempts[target])
      case "write", "read-write": add(further, to: &result.writeAttempts[target])
      default:
        let missing = Known<Double>.unknown(Missing(.relation(relation), .access))
        add(missing, to: &result.readAttempts[target])
        add(missing, to: &result.writeAttempts[target])
      }
    }
    return result
  }

  /// How often a call over a relation is attempted on average; 1 where nothing is repeated.
  public static func expectedAttempts(
    _ inputs: Inputs, _ relation: RelationID, availability: Known<Double>
  ) -> Known<Double> {
    let isUnbounded = inputs[relation, .unboundedRetry] != nil
    guard isUnbounded || (inputs[relation, .attempts]?.value ?? 1) > 1 else { return .known(1) }
    return availability.flatMap { availability in
      let failing = min(1, max(0, 1 - availability))
      if isUnbounded {
        return failing < 1 ? .known(1 / (1 - failing)) : .unknown(Missing(reason: "calls are repeated without end"))
      }
      return .known(expectedAttempts(failing: failing, most: inputs[relation, .attempts]?.value ?? 1))
    }
  }

  /// (1 − pⁿ)/(1 − p): the mean of a geometric distribution that is cut off at n.
  static func expectedAttempts(failing: Double, most: Double) -> Double {
    let most = max(1, most)
    if failing <= 0 { return 1 }
    if failing >= 1 { return most }
    return min(most, (1 - Mathematics.power(failing, most)) / (1 - failing))
  }
}
