/// When a flow succeeds: a condition over independent events. An event that is met twice is one event.
public struct SuccessExpression: Sendable, Hashable {
  public indirect enum Condition: Sendable, Hashable {
    case event(Int)
    case all([Condition])
    case any([Condition])
    /// A condition that is met in several places, by position in `shared`.
    case shared(Int)
  }

  /// Something that works or not, on its own.
  public struct Event: Sendable, Hashable {
    public let name: String
    /// The share of time that it works.
    public let availability: Double
    /// How it works: "2 of 3", "1 of 2, less 60s a failover"; may be empty.
    public let detail: String
    /// How its availability comes about; nil for what is no figure of its own.
    public let formula: Formula?

    public init(name: String, availability: Double, detail: String = "", formula: Formula? = nil) {
      self.name = name
      self.availability = availability
      self.detail = detail
      self.formula = formula
    }
  }

  public let events: [Event]
  public let condition: Condition
  /// Conditions that `condition` and later ones of these refer to; each refers to earlier ones only.
  public let shared: [Condition]

  public init(events: [Event], condition: Condition, shared: [Condition] = []) {
    self.events = events
    self.condition = condition
    self.shared = shared
  }

  /// The chance that the condition holds; at least that where a decision diagram would be too large.
  public var probability: Double {
    var writer = ConditionWriter()
    for condition in shared { writer.positions.append(writer.write(condition)) }
    var mandatory: [Int32] = []
    var clauses: [Int32] = []
    if case .all(let parts) = condition {
      // What is needed in any case is a plain product, unless a choice speaks of it too.
      for part in parts {
        if case .event(let event) = part, !writer.isUsed(event) {
          mandatory.append(Int32(truncatingIfNeeded: event))
        } else {
          clauses.append(writer.write(part))
        }
      }
    } else {
      clauses.append(writer.write(condition))
    }
    let condition = SuccessCondition(mandatory: mandatory, nodes: writer.nodes, clauses: clauses)
    return SuccessProbability(of: condition) { event in
      events.indices.contains(Int(event)) ? events[Int(event)].availability : 0
    }.value
  }
}

/// Writes a condition as nodes of which each event has one.
private struct ConditionWriter {
  var nodes: [SuccessCondition.Node] = []
  /// The nodes of the shared conditions.
  var positions: [Int32] = []
  private var places: [Int: Int32] = [:]

  func isUsed(_ event: Int) -> Bool { places[event] != nil }

  mutating func write(_ condition: SuccessExpression.Condition) -> Int32 {
    switch condition {
    case .event(let event):
      if let known = places[event] { return known }
      let node = append(.event(Int32(truncatingIfNeeded: event)))
      places[event] = node
      return node
    case .all(let parts): return append(.all(parts.map { write($0) }))
    case .any(let parts): return append(.any(parts.map { write($0) }))
    case .shared(let place): return positions.indices.contains(place) ? positions[place] : append(.any([]))
    }
  }

  private mutating func append(_ node: SuccessCondition.Node) -> Int32 {
    nodes.append(node)
    return Int32(truncatingIfNeeded: nodes.count - 1)
  }
}
