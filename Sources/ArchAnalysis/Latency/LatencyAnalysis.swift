import ArchModel

/// How long flows and components take.
///
/// Sequential steps add, parallel steps take the maximum, `~>` leaves the path, a cache with a store behind it is a
/// mixture, a timeout caps a call. Percentiles do not add: the curves of the parts are convolved.
public struct LatencyAnalysis: Sendable {
  public let inputs: Inputs
  private let trees: [ElementID: FlowPath]
  private let states: [ElementID: FlowState]

  /// The figures that it computes, of flows and of components.
  public static let ofFlows: [FigureName] = [
    .p50, .p90, .p95, .p99, .p999, .p99Bound, .worstLatency, .completion,
  ]
  public static let ofComponents: [FigureName] = [.p50, .p90, .p95, .p99, .p999, .wait]

  /// Prepares the flows of the model; O(relations + steps).
  public init(_ inputs: Inputs) {
    self.inputs = inputs
    let model = inputs.model
    let misses = MissRoutes(model)
    var trees: [ElementID: FlowPath] = [:]
    var states: [ElementID: FlowState] = [:]
    for flow in model.flows {
      trees[flow.element] = FlowPath(flow, in: model, misses: misses)
      states[flow.element] = FlowState(flow)
    }
    self.trees = trees
    self.states = states
  }

  /// The same flows with other numbers of the same model.
  public init(_ other: LatencyAnalysis, inputs: Inputs) {
    self.inputs = inputs
    trees = other.trees
    states = other.states
  }

  func latency(of flow: ElementID, _ conditions: PathConditions) -> FlowLatency? {
    trees[flow].map { FlowLatency($0, in: inputs, under: conditions, state: states[flow] ?? .whole) }
  }

  /// How the time of a flow is made of its parts: of the request path, or until the last asynchronous step.
  public func expression(
    of flow: ElementID, untilCompletion: Bool = false, under conditions: PathConditions = .today
  ) -> Known<LatencyExpression> {
    guard let latency = latency(of: flow, conditions) else { return .unknown(Missing(reason: "it is no flow")) }
    return untilCompletion ? latency.completion : latency.path
  }

  /// One figure.
  ///
  /// - Parameters:
  ///   - conditions: what the figure is labelled with; `path` says what they do to the parts.
  ///   - evaluation: keeps the distributions of parts, which flows share.
  public func figure(
    _ subject: ElementID, _ name: FigureName, _ conditions: Conditions = .now, path: PathConditions = .today,
    using evaluation: inout LatencyEvaluation
  ) -> Figure {
    figures(subject, [name], conditions, path: path, using: &evaluation)[0]
  }

  /// Several figures of one subject at the price of one.
  public func figures(
    _ subject: ElementID, _ names: [FigureName], _ conditions: Conditions = .now, path: PathConditions = .today,
    using evaluation: inout LatencyEvaluation
  ) -> [Figure] {
    guard let flow = latency(of: subject, path) else {
      let values = ofComponent(subject, names, path)
      return zip(names, values).map { Figure(.element(subject), $0, conditions, value: $1) }
    }
    var distribution: DistributionQuantiles?
    return names.map { name in
      let value: Known<Double>
      var bound = Bound.exact
      switch name {
      case .p50, .p90, .p95, .p99, .p999, .p99Bound:
        value = flow.path.map { expression in
          guard let share = name.quantile else { return expression.boundedQuantile(0.99) }
          if case .hop = expression { return evaluation.quantile(share, of: expression) }
          let times = distribution ?? DistributionQuantiles(evaluation.distribution(of: expression))
          distribution = times
          return times.quantile(share)
        }
        bound = Self.bound(of: flow, name)
      case .completion:
        value = flow.completion.map { evaluation.quantile(0.99, of: $0) }
        bound = Self.bound(of: flow, name)
      case .worstLatency:
        value = WorstLatency(flow).total.map(\.seconds)
        bound = .atMost
      default: value = .unknown(Missing(reason: "a flow has no \(name.rawValue)"))
      }
      return Figure(.element(subject), name, conditions, value: value, bound: bound)
    }
  }

  private static func bound(of flow: FlowLatency, _ name: FigureName) -> Bound {
    if flow.openEnd != nil { return .atLeast }
    return flow.isAtMost || name == .p99Bound ? .atMost : .exact
  }

  /// The percentiles of a component's own work, and the mean wait before it; by name.
  private func ofComponent(_ element: ElementID, _ names: [FigureName], _ path: PathConditions) -> [Known<Double>] {
    let latency = PartLatency(element, in: inputs)
    let curve = latency.curve
    let used = latency.used
    // How full it is and what it waits is the same for all names, and the dearest to know.
    var change: Known<QueueChange>?
    var added: Known<AddedWait>?
    var times: DistributionQuantiles?
    return names.map { name in
      if name == .wait {
        guard let queue = path.queue else { return .unknown(Missing(reason: "its load is not given")) }
        let known = change ?? queue(element)
        change = known
        return known.flatMap { PartQueue(inputs: inputs, element: element).meanWait($0.then) }
      }
      guard let share = name.quantile else {
        return .unknown(Missing(reason: "a component has no \(name.rawValue)"))
      }
      if curve.value == nil, let missing = latency.missing { return .unknown(missing) }
      let stated = latency.percentiles.first { $0.share == share }?.seconds
      guard stated != nil || used.count > 1 else {
        // One other percentile says nothing of this one.
        return .unknown(Missing(.element(element), PropertyName(rawValue: name.rawValue) ?? .p99))
      }
      guard let queue = path.queue else { return curve.map { stated ?? $0.quantile(share) } }
      let known = change ?? queue(element)
      change = known
      let wait = added ?? known.flatMap { PartQueue(inputs: inputs, element: element).added($0) }
      added = wait
      return wait.map { wait in
        guard wait.chance > 0 else { return stated ?? curve.value?.quantile(share) ?? 0 }
        // What the sequence of its own time and the wait for a free server comes to, were it evaluated as an expression.
        let own = curve.value.map { Distribution($0) } ?? Distribution(constant: 0)
        let sum =
          times ?? DistributionQuantiles(.sum([own, Distribution(waitChance: wait.chance, mean: wait.mean)]))
        times = sum
        return sum.quantile(share)
      }
    }
  }
}
