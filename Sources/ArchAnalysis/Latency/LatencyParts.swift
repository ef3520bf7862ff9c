import ArchModel

/// Builds the expressions of a flow from the leaves up: one walk backwards over the nodes, as children stand behind
/// their parents.
struct LatencyParts {
  struct Part {
    /// What the node adds to the request path.
    var path = LatencyExpression.nothing
    /// What goes on after the node's end: messages that it sent. Nil for none.
    var tail: LatencyExpression?
    /// The time until the last message inside it is done; nil where it sends none.
    var completion: LatencyExpression?
  }

  private let flow: FlowLatency
  private let conditions: PathConditions
  private var tree: FlowPath { flow.tree }

  init(_ flow: FlowLatency, _ conditions: PathConditions) {
    self.flow = flow
    self.conditions = conditions
  }

  func build() -> (path: LatencyExpression, completion: LatencyExpression) {
    var parts = [Part](repeating: Part(), count: tree.nodes.count)
    for index in tree.nodes.indices.reversed() where flow.weights[index] > 0 {
      parts[index] = part(index, tree.nodes[index], parts)
    }
    return (parts[0].path, parts[0].completion ?? parts[0].path)
  }

  private func part(_ index: Int, _ node: FlowPath.Node, _ parts: [Part]) -> Part {
    switch node.kind {
    case .visit: return visit(index, node, parts)
    case .root, .branch, .optional, .alternative: return sequence(node.children, parts)
    case .fan, .parallel: return together(node.children, parts)
    case .alternatives: return mixture(node.children, parts)
    case .loop:
      let body = sequence(node.children, parts)
      var result = Part(path: node.count == 1 ? body.path : Self.repeated(body.path, node.count), tail: body.tail)
      if let last = body.completion {
        result.completion = .steps([Self.repeated(body.path, max(0, node.count - 1)), last])
      }
      return result
    }
  }

  private static func repeated(_ part: LatencyExpression, _ count: Double) -> LatencyExpression {
    if count <= 0 || part == .nothing { return .nothing }
    return count == 1 ? part : .repeated(part, count)
  }

  /// One child after the other. A message goes on beside what follows it; what a call sent is taken to begin at the
  /// call's end, unless the call is the last thing that happens.
  private func sequence(_ children: [Int], _ parts: [Part]) -> Part {
    var result = Part(path: .steps(children.compactMap { tree.nodes[$0].isMessage ? nil : parts[$0].path }))
    let tails = children.compactMap { tree.nodes[$0].isMessage ? parts[$0].completion : parts[$0].tail }
    guard !tails.isEmpty else { return result }
    result.tail = .together(tails)
    var rest: LatencyExpression?
    for child in children.reversed() {
      let part = parts[child]
      if tree.nodes[child].isMessage {
        rest = .together([part.completion ?? .nothing] + (rest.map { [$0] } ?? []))
      } else if let following = rest {
        rest = .steps([part.path, .together((part.tail.map { [$0] } ?? []) + [following])])
      } else {
        rest = part.completion ?? part.path
      }
    }
    result.completion = rest
    return result
  }

  private func together(_ children: [Int], _ parts: [Part]) -> Part {
    var result = Part(path: .together(children.compactMap { tree.nodes[$0].isMessage ? nil : parts[$0].path }))
    let tails = children.compactMap { tree.nodes[$0].isMessage ? parts[$0].completion : parts[$0].tail }
    guard !tails.isEmpty else { return result }
    result.tail = .together(tails)
    result.completion = .together(children.map { parts[$0].completion ?? parts[$0].path })
    return result
  }

  private func mixture(_ children: [Int], _ parts: [Part]) -> Part {
    let shares = children.map { flow.alternativeShare(tree.nodes[$0].element) ?? 0 }
    func mixed(_ part: (Part) -> LatencyExpression) -> LatencyExpression {
      var branches = zip(shares, children).map { LatencyBranch(share: $0, latency: part(parts[$1])) }
      // What no alternative takes goes straight on.
      let rest = 1 - shares.reduce(0, +)
      if rest > 1e-12 { branches.append(LatencyBranch(share: rest, latency: .nothing)) }
      branches.removeAll { $0.share <= 0 }
      if branches.allSatisfy({ $0.latency == .nothing }) { return .nothing }
      if branches.count == 1, let only = branches.first { return only.latency }
      return .mixture(branches)
    }
    var result = Part(path: mixed(\.path))
    guard children.contains(where: { parts[$0].tail != nil }) else { return result }
    result.tail = mixed { $0.tail ?? .nothing }
    result.completion = mixed { $0.completion ?? $0.path }
    return result
  }

  // MARK: Visits

  private func visit(_ index: Int, _ node: FlowPath.Node, _ parts: [Part]) -> Part {
    let own: LatencyExpression
    var body = Part()
    if conditions.isFailed(node.element) {
      own = flow.replacement(of: index) ?? .nothing
    } else {
      let latency = PartLatency(node.element, in: flow.inputs)
      own = ownTime(node.element, latency)
      body = sequence(node.children.filter { flow.weights[$0] > 0 }, parts)
      if flow.forwardsMisses(index) {
        let share = flow.forwardedShare(of: index) ?? 1
        body.path = .sometimes(share, body.path)
        body.tail = body.tail.map { .sometimes(share, $0) }
        body.completion = body.completion.map { .sometimes(share, $0) }
      }
    }
    var result = Part(path: call(.steps([own, body.path]), node), tail: body.tail)
    if node.isMessage {
      result.path = .steps([own, body.path])
      result.completion = .steps([own, body.completion ?? body.path])
      return result
    }
    if let tail = body.tail {
      let isPlain = node.relation.map { flow.calls($0) == 1 && flow.share($0) == 1 } ?? true
      result.completion =
        isPlain && node.misses.isEmpty && node.missOf == nil
        ? .steps([own, body.completion ?? body.path]) : .steps([result.path, tail])
    }
    for miss in node.misses where flow.weights[miss] > 0 {
      result.path = .steps([result.path, .sometimes(flow.missShare(of: node.element) ?? 1, parts[miss].path)])
    }
    if let cache = node.missOf, !isImplicit(index, node) {
      let share = flow.missShare(of: cache) ?? 1
      result.path = .sometimes(share, result.path)
      result.tail = result.tail.map { .sometimes(share, $0) }
      result.completion = result.completion.map { _ in .steps([result.path, result.tail ?? .nothing]) }
    }
    return result
  }

  /// Whether the visit is the store behind a cache that the flow steps to, rather than a step of its own.
  private func isImplicit(_ index: Int, _ node: FlowPath.Node) -> Bool {
    guard let relation = node.relation else { return false }
    return !tree.stepped.contains(relation)
  }

  private func ownTime(_ element: ElementID, _ latency: PartLatency) -> LatencyExpression {
    guard latency.counts, latency.missing == nil else { return .nothing }
    guard let wait = flow.wait(of: element).value, wait.chance > 0 else { return latency.hop }
    let name = flow.inputs.model.shortName(element)
    return .steps([latency.hop, .wait(name: name, chance: wait.chance, mean: wait.mean)])
  }

  /// The calls over a relation: no longer than its timeout, as many as it makes, for the requests that make them.
  private func call(_ inner: LatencyExpression, _ node: FlowPath.Node) -> LatencyExpression {
    guard let relation = node.relation, inner != .nothing else { return inner }
    var result = inner
    let model = flow.inputs.model
    if model[relation].arrow.isSynchronous, let timeout = flow.inputs[relation, .timeout]?.value, timeout >= 0 {
      result = .capped(result, timeout)
    }
    let calls = flow.calls(relation)
    if calls != 1 {
      let isParallel = model.stated(.parallel, of: relation)?.value == .flag(true)
      result = isParallel && calls > 1 ? .slowest(result, calls) : Self.repeated(result, calls)
    }
    return .sometimes(flow.share(relation), result)
  }
}
