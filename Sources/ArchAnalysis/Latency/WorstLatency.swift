import ArchModel

/// The longest that a request may take where everything goes wrong: every call runs into its timeout as often as it is
/// repeated, with all pauses between the attempts.
///
/// A call with a timeout lasts at most attempts × timeout + pauses, whatever happens behind it. A call without one, as
/// outside participants make it, lasts as long as what its callee does: the callee's own work, taken at its 99.9th
/// percentile, and its calls.
struct WorstLatency {
  struct Time {
    var seconds: Double
    var formula: Formula
  }

  private let flow: FlowLatency
  private var model: Model { flow.inputs.model }

  init(_ flow: FlowLatency) {
    self.flow = flow
  }

  /// The share of its own requests that a part's time is taken at.
  static let ownShare = 0.999

  var total: Known<Time> {
    if case .unknown(let missing) = flow.path, missing.inputs.isEmpty { return .unknown(missing) }
    let nodes = flow.tree.nodes
    var times = [Known<Time>?](repeating: nil, count: nodes.count)
    for index in nodes.indices.reversed() where flow.weights[index] > 0 {
      times[index] = time(index, nodes[index], times)
    }
    return times[0] ?? .known(Self.none)
  }

  private static let none = Time(seconds: 0, formula: .constant(0, "no call"))

  /// What the children of each node take, by relation, for the budget of its caller.
  func downstream() -> [(relation: RelationID, seconds: Known<Double>)] {
    let nodes = flow.tree.nodes
    var times = [Known<Time>?](repeating: nil, count: nodes.count)
    var result: [(RelationID, Known<Double>)] = []
    for index in nodes.indices.reversed() where flow.weights[index] > 0 {
      times[index] = time(index, nodes[index], times)
      guard let relation = nodes[index].relation, !nodes[index].isMessage else { continue }
      result.append((relation, Self.sum(called(nodes[index].children, times)).map(\.seconds)))
    }
    return result.reversed()
  }

  private func called(_ children: [Int], _ times: [Known<Time>?]) -> [Known<Time>] {
    children.compactMap { flow.tree.nodes[$0].isMessage ? nil : times[$0] }
  }

  private func time(_ index: Int, _ node: FlowPath.Node, _ times: [Known<Time>?]) -> Known<Time> {
    let children = called(node.children, times)
    switch node.kind {
    case .root, .branch, .optional, .alternative: return Self.sum(children)
    case .fan, .parallel, .alternatives: return Self.maximum(children)
    case .loop: return Self.times(Self.sum(children), node.count, "runs of the loop")
    case .visit: return visit(node, children, node.misses.compactMap { times[$0] })
    }
  }

  private func visit(_ node: FlowPath.Node, _ children: [Known<Time>], _ misses: [Known<Time>]) -> Known<Time> {
    guard let relation = node.relation, model[relation].arrow.isSynchronous else {
      return own(node.element, children)
    }
    let isOutside = KindSet.outside.contains(model[model[relation].source].kind)
    var result: Known<Time>
    if let timeout = flow.inputs[relation, .timeout] {
      result = CallWait(relation, in: flow.inputs).time(timeout)
    } else if isOutside {
      result = own(node.element, children)
    } else {
      result = .unknown(Missing(.relation(relation), .timeout))
    }
    let isParallel = model.stated(.parallel, of: relation)?.value == .flag(true)
    let calls = flow.calls(relation)
    if calls != 1, !isParallel { result = Self.times(result, max(1, calls.rounded(.up)), "calls") }
    return misses.isEmpty ? result : Self.sum([result] + misses)
  }

  private func own(_ element: ElementID, _ children: [Known<Time>]) -> Known<Time> {
    let latency = PartLatency(element, in: flow.inputs)
    guard latency.counts else { return Self.sum(children) }
    let own = latency.curve.map { curve in
      let hop = latency.hop
      return Time(seconds: curve.quantile(Self.ownShare), formula: .quantile(Self.ownShare, hop))
    }
    return latency.isInclusive ? own : Self.sum([own] + children)
  }

  static func sum(_ times: [Known<Time>]) -> Known<Time> {
    join(times) { list in
      list.count == 1
        ? list[0] : Time(seconds: list.reduce(0) { $0 + $1.seconds }, formula: .sum(list.map(\.formula)))
    }
  }

  static func maximum(_ times: [Known<Time>]) -> Known<Time> {
    join(times) { list in
      list.count == 1
        ? list[0] : Time(seconds: list.reduce(0) { max($0, $1.seconds) }, formula: .maximum(list.map(\.formula)))
    }
  }

  static func times(_ time: Known<Time>, _ count: Double, _ meaning: String) -> Known<Time> {
    time.map { Time(seconds: $0.seconds * count, formula: .product([$0.formula, .constant(count, meaning)])) }
  }

  private static func join(_ times: [Known<Time>], _ combine: ([Time]) -> Time) -> Known<Time> {
    var known: [Time] = []
    var missing: Missing?
    for time in times {
      switch time {
      case .known(let time): known.append(time)
      case .unknown(let absent): missing = missing?.union(absent) ?? absent
      }
    }
    if let missing { return .unknown(missing) }
    return .known(known.isEmpty ? none : combine(known))
  }
}

/// The longest that a caller waits for one call: attempts × timeout and the pauses between the attempts.
struct CallWait {
  let relation: RelationID
  let inputs: Inputs

  init(_ relation: RelationID, in inputs: Inputs) {
    self.relation = relation
    self.inputs = inputs
  }

  /// In seconds, of a call with a timeout.
  func seconds(_ timeout: Double) -> Known<Double> {
    if inputs[relation, .unboundedRetry] != nil {
      return .unknown(Missing(reason: "\(name) is repeated without end"))
    }
    guard let attempts = inputs[relation, .attempts], attempts.value > 1 else { return .known(timeout) }
    var seconds = attempts.value * timeout
    if let pause = inputs[relation, .retryPause], pause.value > 0 {
      seconds += pauses(attempts.value) * pause.value
    }
    guard seconds.isFinite, seconds < 1e100 else {
      return .unknown(Missing(reason: "the pauses of \(name) grow beyond every number"))
    }
    return .known(seconds)
  }

  /// The same, and how it comes about.
  func time(_ timeout: Input) -> Known<WorstLatency.Time> {
    seconds(timeout.value).map { WorstLatency.Time(seconds: $0, formula: formula(timeout)) }
  }

  private func formula(_ timeout: Input) -> Formula {
    let term = Formula.term(
      Term(.relation(relation), .timeout, Quantity(timeout.value, .duration), timeout))
    guard let attempts = inputs[relation, .attempts], attempts.value > 1 else { return term }
    let all = Formula.product([inputs.term(relation, .attempts) ?? .constant(attempts.value, "attempts"), term])
    guard let pause = inputs[relation, .retryPause], pause.value > 0 else { return all }
    return .sum([
      all,
      .product([
        .constant(pauses(attempts.value), "pauses, in lengths of the first"),
        .term(Term(.relation(relation), .retry, Quantity(pause.value, .duration), pause)),
      ]),
    ])
  }

  private func pauses(_ attempts: Double) -> Double {
    let model = inputs.model
    let policy = model.effective(.retry, of: relation).flatMap { model.retry($0.property.stated) }
    return Self.pauses(attempts: attempts, backoff: policy?.backoff)
  }

  private var name: String { inputs.model.identity(relation, naming: inputs.model.shortName) }

  /// All pauses between so many attempts, in lengths of the first.
  static func pauses(attempts: Double, backoff: String?) -> Double {
    let count = max(0, attempts - 1)
    switch backoff {
    case "exponential": return Mathematics.power(2, count) - 1
    case "linear": return count * (count + 1) / 2
    default: return count
    }
  }
}
