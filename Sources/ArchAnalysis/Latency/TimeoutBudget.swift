import ArchModel

/// A caller's timeout beside what its callee may wait for in turn.
public struct TimeoutBudget: Sendable, Hashable {
  /// The call, which has a timeout.
  public let relation: RelationID
  /// In seconds.
  public let timeout: Double
  /// The longest that the callee waits for one call of its own, attempts × timeout + pauses, in seconds.
  public let downstream: Double
  /// The callee's call that lasts so long.
  public let through: RelationID

  /// Whether the caller gives up while its callee goes on waiting.
  public var isInverted: Bool { timeout < downstream }
}

extension TimeoutBudget {
  /// The budgets of all calls with a timeout whose callee calls others with timeouts, in the order of the relations.
  ///
  /// Each callee's longest call is looked up once: O(relations).
  public static func all(_ inputs: Inputs) -> [TimeoutBudget] {
    let model = inputs.model
    var longest = [(seconds: Double, relation: RelationID)?](repeating: nil, count: model.elements.count)
    let calls = model.liveRelations.filter { model[$0].arrow.isSynchronous }
    for relation in calls {
      guard let timeout = inputs[relation, .timeout]?.value,
        let wait = CallWait(relation, in: inputs).seconds(timeout).value
      else { continue }
      let source = Int(model[relation].source.index)
      if wait > longest[source]?.seconds ?? -1 { longest[source] = (wait, relation) }
    }
    return calls.compactMap { relation in
      guard let timeout = inputs[relation, .timeout]?.value,
        let inner = longest[Int(model[relation].target.index)],
        model[inner.relation].target != model[relation].source
      else { return nil }
      return TimeoutBudget(
        relation: relation, timeout: timeout, downstream: inner.seconds, through: inner.relation)
    }
  }
}

/// The budgets along the path of one flow.
public struct PathBudget: Sendable, Hashable {
  public let relation: RelationID
  /// In seconds; nil where the call has none.
  public let timeout: Double?
  /// The longest that all calls together last that the callee makes in this flow, in seconds.
  public let downstream: Known<Double>
}

extension LatencyAnalysis {
  /// The timeout of every call of a flow beside what its callee may wait for in this flow, in the order of the calls.
  public func budgets(of flow: ElementID) -> [PathBudget] {
    guard let latency = latency(of: flow, .today) else { return [] }
    return WorstLatency(latency).downstream().map {
      PathBudget(relation: $0.relation, timeout: inputs[$0.relation, .timeout]?.value, downstream: $0.seconds)
    }
  }
}
