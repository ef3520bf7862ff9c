import ArchModel

extension LatencyAnalysis {
  /// How a figure comes about, what was not counted, and what stands beside it.
  public func explanation(
    of figure: Figure, path: PathConditions = .today, using evaluation: inout LatencyEvaluation
  ) -> Explanation {
    guard case .element(let element) = figure.subject else { return Explanation(figure, formula: nil) }
    guard let flow = latency(of: element, path) else { return component(element, figure, path) }
    var explanation = Explanation(figure, formula: formula(of: flow, figure), notCounted: notCounted(flow, figure))
    explanation.remarks = remarks(flow, figure, path, &evaluation)
    if figure.name != .worstLatency { explanation.terms = flow.terms(untilCompletion: figure.name == .completion) }
    return explanation
  }

  private func formula(of flow: FlowLatency, _ figure: Figure) -> Formula? {
    guard figure.value.value != nil else { return nil }
    switch figure.name {
    case .worstLatency: return WorstLatency(flow).total.value?.formula
    case .completion: return flow.completion.value.map { .quantile(0.99, $0) }
    case .p99Bound: return flow.path.value.map { .call(.boundedQuantile, [.quantile(0.99, $0)]) }
    default: return figure.name.quantile.flatMap { share in flow.path.value.map { .quantile(share, $0) } }
    }
  }

  // MARK: What was not counted

  /// A hub has thousands of relations; people read some.
  private static let listLimit = 8

  private func notCounted(_ flow: FlowLatency, _ figure: Figure) -> [String] {
    let model = inputs.model
    let name = model.shortName(flow.tree.flow)
    let isOnPath = flow.isOnPath
    var lines: [String] = []
    var further = 0
    var seen: Set<ElementID> = []
    for (index, node) in flow.tree.nodes.enumerated() where node.kind == .visit && flow.weights[index] > 0 {
      guard isOnPath[index] || figure.name == .completion else { continue }
      guard seen.insert(node.element).inserted else { continue }
      let latency = PartLatency(node.element, in: inputs)
      if !latency.counts { lines.append("\(model.shortName(node.element)), whose time is not stated and not ours") }
      guard !latency.isInclusive else { continue }
      for relation in model.outgoing(node.element) where flow.isUncounted(relation) {
        guard lines.count < Self.listLimit else {
          further += 1
          continue
        }
        let data = model[relation]
        lines.append(
          "\(model.shortName(data.source)) \(data.arrow.rawValue) \(model.shortName(data.target)), "
            + "required and synchronous, but no step of \(name)")
      }
    }
    if further > 0 { lines.append("\(further) further calls that no step of \(name) takes") }
    return lines
  }

  // MARK: Remarks

  private func remarks(
    _ flow: FlowLatency, _ figure: Figure, _ path: PathConditions, _ evaluation: inout LatencyEvaluation
  ) -> [String] {
    let model = inputs.model
    var lines: [String] = []
    if figure.name == .worstLatency {
      return ["own work of parts that no timeout ends is taken at its 99.9th percentile"]
    }
    let expression = figure.name == .completion ? flow.completion : flow.path
    guard let expression = expression.value else { return [] }
    if figure.name == .p99Bound {
      return ["the sum of every hop's 1 - 1 %/\(Self.count(expression.hopCount)) quantile, whatever the dependence"]
    }
    let names = figure.name == .completion ? [] : [FigureName.p50, .p95, .p99].filter { $0 != figure.name }
    let times = evaluation.distribution(of: expression)
    let beside = names.compactMap { name in
      name.quantile.map { "\(name.rawValue) \(Self.text(times.quantile($0)))" }
    }
    if !beside.isEmpty { lines.append("beside it: " + beside.joined(separator: ", ")) }
    lines.append("mean \(Self.text(times.mean))")
    if figure.name == .p99 {
      lines.append("at most \(Self.text(expression.boundedQuantile(0.99))) if hops are dependent")
    }
    if let open = flow.openEnd {
      let data = model[open]
      lines.append(
        "at least: \(model.shortName(flow.tree.flow)) ends in \(model.shortName(data.source)), which waits for "
          + "\(model.shortName(data.target)); add the step \(model.shortName(data.source)) "
          + "\(data.arrow.rawValue) \(model.shortName(data.target)), or mark its percentiles `inclusive`")
    }
    if flow.isAtMost { lines.append("at most: `optional` steps are counted as if always taken") }
    lines += hops(flow, figure, path)
    if expression.hasFan(of: 2) {
      let widest = expression.widestFan
      let slow = TailFanOut.slowShare(fast: 0.99, calls: widest)
      let share = QuantityFormatter.text(Quantity(slow, .ratio), .significant(2))
      lines.append("of \(Self.count(widest)) calls at once one is slower than its own p99 in \(share) of requests")
    }
    return lines
  }

  /// What is particular about single hops: constants, curves through two of several percentiles, waiting.
  private func hops(_ flow: FlowLatency, _ figure: Figure, _ path: PathConditions) -> [String] {
    let isOnPath = flow.isOnPath
    var seen: Set<ElementID> = []
    var lines: [String] = []
    for (index, node) in flow.tree.nodes.enumerated() where node.kind == .visit && flow.weights[index] > 0 {
      guard isOnPath[index] || figure.name == .completion, seen.insert(node.element).inserted else { continue }
      guard lines.count < Self.listLimit else { break }
      lines += hop(node.element, flow, path)
    }
    return lines
  }

  /// Seconds below which waiting is not worth a word.
  private static var leastWait: Double { 1e-6 }

  private func hop(_ element: ElementID, _ flow: FlowLatency?, _ path: PathConditions) -> [String] {
    let name = inputs.model.shortName(element)
    let latency = PartLatency(element, in: inputs)
    guard latency.missing == nil else { return [] }
    var lines: [String] = []
    if latency.used.count == 1, let only = latency.used.first {
      lines.append("\(name) is taken as a constant \(Self.text(only.seconds)), as it states \(only.name) alone")
    } else if latency.percentiles.count > 2 {
      lines.append("of \(name) the curve goes through \(latency.used.map(\.name).joined(separator: " and "))")
    }
    if path.queue != nil, let flow {
      if !flow.hasQueue(element) {
        lines.append("no waiting at \(name): it states no capacity, and its provider scales it")
      } else if let wait = flow.wait(of: element).value,
        wait.chance * wait.mean >= Self.leastWait
      {
        lines.append(
          "\(name) waits \(Self.text(wait.chance * wait.mean)) longer on average than at today's load")
      }
    }
    return lines
  }

  // MARK: Components

  private func component(_ element: ElementID, _ figure: Figure, _ path: PathConditions) -> Explanation {
    let latency = PartLatency(element, in: inputs)
    guard figure.value.value != nil else { return Explanation(figure, formula: nil) }
    if figure.name == .wait {
      return Explanation(figure, formula: waitFormula(element, path), remarks: ["M/M/c: random arrivals and work"])
    }
    guard let share = figure.name.quantile else { return Explanation(figure, formula: nil) }
    let queue = PartQueue(inputs: inputs, element: element)
    let wait = path.queue.flatMap { $0(element).flatMap { queue.added($0) }.value }
    if let wait, wait.chance > 0 {
      let sum = LatencyExpression.sequence([
        latency.hop, .wait(name: inputs.model.shortName(element), chance: wait.chance, mean: wait.mean),
      ])
      return Explanation(figure, formula: .quantile(share, sum), remarks: hop(element, nil, path))
    }
    if let place = PartLatency.names.first(where: { $0.1 == share }), let input = inputs[element, place.0] {
      let term = Term(.element(element), place.0.property, Quantity(input.value, .duration), input)
      return Explanation(figure, formula: .term(term))
    }
    return Explanation(figure, formula: .quantile(share, latency.hop), remarks: hop(element, nil, path))
  }

  private func waitFormula(_ element: ElementID, _ path: PathConditions) -> Formula? {
    guard let state = path.queue?(element).value?.then,
      let queue = PartQueue(inputs: inputs, element: element).queue(state).value
    else { return nil }
    return .call(
      .queueWait,
      [
        .constant(queue.arrivalRate, "requests a second"),
        .constant(queue.serviceRate, "a second that one server does"),
        .constant(queue.servers, "servers"),
      ])
  }

  private static func text(_ seconds: Double) -> String {
    QuantityFormatter.text(Quantity(seconds, .duration), .significant(3))
  }

  private static func count(_ value: Double) -> String {
    QuantityFormatter.text(Quantity(value, .count), .significant(3))
  }
}

extension LatencyExpression {
  /// The most branches that run at once.
  var widestFan: Double {
    switch self {
    case .parallel(let parts): parts.reduce(Double(parts.count)) { max($0, $1.widestFan) }
    case .slowest(let part, let count): max(count, part.widestFan)
    default: parts.reduce(1) { max($0, $1.widestFan) }
    }
  }

  func hasFan(of count: Double) -> Bool { widestFan >= count }
}
