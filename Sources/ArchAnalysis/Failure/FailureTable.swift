import ArchModel

/// What the loss of each component, of one replica of it, and of each boundary that fails as one does to the flows.
///
/// The flows are prepared once. A loss that moves no load costs as much as the parts that need what is lost; one that
/// does (a cache before a store, a part with a fallback) takes a computation of load for the whole model in each round.
/// These have a budget; what is beyond it stands in `notComputed`, and `FailureAnalysis.outcome` answers it alone.
public struct FailureTable: Sendable {
  public struct Row: Sendable {
    public let failure: FailureCondition
    public let conditions: Conditions
    /// What fails after it, because load moved or replicas are gone.
    public let overloaded: [FailureOutcome.Overload]
    public let undecided: [FailureOutcome.Doubt]
    /// What becomes of the flows and endpoints that do not simply survive, in the order of the model.
    public let effects: [FailureEffect]

    public func subjects(_ kind: FailureEffect.Kind) -> [ElementID] {
      effects.filter { $0.kind == kind }.map(\.subject)
    }
  }

  /// In the order of the model: a component, then one replica of it; boundaries last.
  public let rows: [Row]
  /// The losses that move load and lie beyond the budget.
  public let notComputed: [FailureCondition]

  /// How many computations of load one table may take.
  public static let loadBudget = 256

  /// - Parameter withEndpoints: whether endpoints are looked at besides flows.
  public init(_ analysis: FailureAnalysis, withEndpoints: Bool = true, loadBudget: Int = Self.loadBudget) {
    let model = analysis.model
    var numbering = VertexNumbering(elements: model.elements.count)
    let subjects = model.flows.map(\.element) + (withEndpoints ? model.elements(of: .endpoint) : [])
    var evaluations: [ServiceEvaluation] = []
    var users: [Int32: [Int32]] = [:]
    for (index, subject) in subjects.enumerated() {
      let graph: FlowGraph
      if index < model.flows.count {
        graph = FlowGraph(
          of: model.flows[index], in: analysis.availability.dependencies, numbering: &numbering)
      } else {
        graph = FlowGraph(endpoint: subject, in: analysis.availability.dependencies, numbering: &numbering)
      }
      for (vertex, part) in graph.parts.enumerated() where graph.counts[vertex] {
        users[part, default: []].append(Int32(truncatingIfNeeded: index))
      }
      evaluations.append(ServiceEvaluation(graph, analysis.inputs))
    }
    var rows: [Row] = []
    var notComputed: [FailureCondition] = []
    var left = loadBudget
    for failure in Self.failures(analysis) {
      let start = analysis.ground.start([failure], analysis.inputs)
      if analysis.ground.movesLoad(start) {
        guard left > 0 else {
          notComputed.append(failure)
          continue
        }
        left -= 1
      }
      let situation = analysis.situation(of: [failure])
      let outcome = analysis.outcome([failure], situation, [])
      let disorder = situation.disorder
      var touched: Set<Int32> = []
      for element in Set(disorder.parts.keys).union(disorder.primaries.keys) {
        for user in users[element] ?? [] { touched.insert(user) }
      }
      let effects = touched.sorted().map { index in
        analysis.effect(on: subjects[Int(index)], evaluations[Int(index)], situation)
      }
      rows.append(
        Row(
          failure: failure, conditions: analysis.conditions, overloaded: outcome.overloaded,
          undecided: outcome.undecided, effects: effects.filter { $0.kind != .survives }))
    }
    self.rows = rows
    self.notComputed = notComputed
  }

  /// Everything that a table asks for.
  private static func failures(_ analysis: FailureAnalysis) -> [FailureCondition] {
    let model = analysis.model
    var result: [FailureCondition] = []
    for element in model.components where analysis.availability.dependencies.counts[Int(element.index)] {
      result.append(FailureCondition(element: element, isOneReplica: false))
      if let replicas = analysis.inputs[element, .replicasLower]?.value, replicas > 1 {
        result.append(FailureCondition(element: element, isOneReplica: true))
      }
    }
    let zones = Set(analysis.ground.spreads.flatMap(\.zones))
    for boundary in model.boundaries {
      if analysis.inputs[boundary, .availability] != nil || zones.contains(boundary.index) {
        result.append(FailureCondition(element: boundary, isOneReplica: false))
      }
    }
    return result
  }
}

extension FailureGround {
  /// Whether what is down leaves its load to others, so that load has to be computed anew.
  func movesLoad(_ situation: FailureSituation) -> Bool {
    if !situation.lost.isEmpty, !situation.down.isEmpty { return true }
    return situation.down.contains { misses[$0] != nil || fallbacks[$0] != nil }
  }
}
