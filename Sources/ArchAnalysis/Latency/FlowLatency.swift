import ArchModel

/// Whether a flow has all its steps.
enum FlowState: Sendable {
  case whole
  /// A step is an error.
  case broken
  /// A variant took a step away.
  case cut

  init(_ flow: Flow) {
    self = flow.isCut ? .cut : flow.isBroken ? .broken : .whole
  }
}

/// The latency of one flow under some conditions: the expression of its path, and what is missing for it.
struct FlowLatency {
  /// How far a node adds to the flow: requests through it for each of the flow. 0 for what does not count.
  private(set) var weights: [Double]
  /// The request path.
  private(set) var path: Known<LatencyExpression> = .known(.nothing)
  /// Until the last asynchronous step.
  private(set) var completion: Known<LatencyExpression> = .known(.nothing)
  /// Whether optional steps are counted as if always taken.
  private(set) var isAtMost = false
  /// A part that waits for others at the end of the path, where no step leads to them; with such a relation.
  private(set) var openEnd: RelationID?

  /// Calls nest no deeper, which bounds the stack. Calls without timeouts do not nest.
  static let depthLimit = 1200

  let tree: FlowPath
  let inputs: Inputs
  private let conditions: PathConditions
  private var model: Model { inputs.model }

  init(_ tree: FlowPath, in inputs: Inputs, under conditions: PathConditions, state: FlowState) {
    self.tree = tree
    self.inputs = inputs
    self.conditions = conditions
    weights = [Double](repeating: 0, count: tree.nodes.count)
    let name = inputs.model.shortName(tree.flow)
    var problem: String?
    if state == .broken {
      problem = "a step of the flow \(name) is an error"
    } else if state == .cut {
      problem = "a part that the flow \(name) steps to is not there"
    } else if tree.nodes.count == 1 {
      problem = "the flow \(name) has no steps"
    } else if depth > Self.depthLimit {
      problem = "the calls of the flow \(name) nest deeper than \(Self.depthLimit)"
    }
    if let problem {
      path = .unknown(Missing(reason: problem))
      completion = path
      return
    }
    weigh()
    let all = missing(withMessages: true)
    let onPath = missing(withMessages: false)
    let parts = LatencyParts(self, conditions)
    let built = parts.build()
    path = onPath.map { .unknown($0) } ?? .known(built.path)
    completion = all.map { .unknown($0) } ?? .known(built.completion)
    isAtMost = tree.nodes.indices.contains { tree.nodes[$0].kind == .optional && weights[$0] > 0 }
    openEnd = firstOpenEnd
  }

  /// How deep visits nest.
  private var depth: Int {
    var depths = [Int](repeating: 1, count: tree.nodes.count)
    var deepest = 1
    for (index, node) in tree.nodes.enumerated() {
      for child in node.children + node.misses {
        depths[child] = depths[index] + 1
        deepest = max(deepest, depths[child])
      }
    }
    return deepest
  }

  /// Which nodes are part of the request path.
  var isOnPath: [Bool] {
    var result = [Bool](repeating: true, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() {
      if node.isMessage { result[index] = false }
      for child in node.children + node.misses where !result[index] { result[child] = false }
    }
    return result
  }

  // MARK: What counts

  private mutating func weigh() {
    weights[0] = 1
    for (index, node) in tree.nodes.enumerated() {
      let own = weights[index]
      let isInclusive = node.kind == .visit && PartLatency(node.element, in: inputs).isInclusive
      let forwarded = node.kind == .visit ? forwardedShare(of: index) ?? 1 : 1
      for child in node.children {
        let next = tree.nodes[child]
        var weight = own
        if !next.isMessage { weight *= isInclusive ? 0 : forwarded }
        switch next.kind {
        case .visit: weight *= callsOf(next) * (next.missOf.map { missShare(of: $0) ?? 1 } ?? 1)
        case .alternative: weight *= alternativeShare(next.element) ?? 1
        case .loop: weight *= next.count
        default: break
        }
        weights[child] = weight
      }
      for miss in node.misses {
        // The steps to the store are as many as those to the cache, less the hits.
        let calls = callsOf(node)
        weights[miss] = calls > 0 ? own / calls * callsOf(tree.nodes[miss]) * (missShare(of: node.element) ?? 1) : 0
      }
    }
  }

  func callsOf(_ node: FlowPath.Node) -> Double {
    guard let relation = node.relation else { return 1 }
    return calls(relation) * share(relation)
  }

  func calls(_ relation: RelationID) -> Double { max(0, inputs[relation, .calls]?.value ?? 1) }

  func share(_ relation: RelationID) -> Double { min(1, max(0, inputs[relation, .share]?.value ?? 1)) }

  /// The share of requests that a cache does not answer; nil where its hit rate is not stated.
  func missShare(of cache: ElementID) -> Double? {
    if conditions.isFailed(cache) { return 1 }
    return inputs[cache, .hitRate].map { 1 - min(1, max(0, $0.value)) }
  }

  /// Whether the part answers hits itself and hands on the misses.
  func forwardsMisses(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    guard node.kind == .visit, [.cdn, .cache].contains(model[node.element].kind) else { return false }
    return node.children.contains { !tree.nodes[$0].isMessage }
  }

  func forwardedShare(of index: Int) -> Double? {
    forwardsMisses(index) ? missShare(of: tree.nodes[index].element) : 1
  }

  func alternativeShare(_ block: ElementID) -> Double? {
    inputs[block, .share].map { min(1, max(0, $0.value)) }
  }

  // MARK: What is missing

  /// Everything that has to be stated, what most requests go through first; nil where nothing is missing.
  private func missing(withMessages: Bool) -> Missing? {
    let isOnPath = isOnPath
    var found: [(weight: Double, missing: Missing)] = []
    for (index, node) in tree.nodes.enumerated() where weights[index] > 0 && (withMessages || isOnPath[index]) {
      for missing in missing(at: index, node) { found.append((weights[index], missing)) }
    }
    let order = found.indices.sorted {
      found[$0].weight != found[$1].weight ? found[$0].weight > found[$1].weight : $0 < $1
    }
    guard let first = order.first else { return nil }
    return order.dropFirst().reduce(found[first].missing) { $0.union(found[$1].missing) }
  }

  private func missing(at index: Int, _ node: FlowPath.Node) -> [Missing] {
    var result: [Missing] = []
    if node.kind == .alternatives {
      var sum = 0.0
      for child in node.children {
        let block = tree.nodes[child].element
        if let share = alternativeShare(block) { sum += share } else { result.append(Missing(.element(block), .share)) }
      }
      if sum > 1 + 1e-9 {
        result.append(
          Missing(reason: "alternatives of \(model.shortName(tree.flow)) add up to more than all requests"))
      }
    }
    guard node.kind == .visit else { return result }
    if conditions.isFailed(node.element) {
      if replacement(of: index) == nil {
        result.append(Missing(reason: "\(model.shortName(node.element)), which the flow needs, is out of order"))
      }
      return result
    }
    let own = PartLatency(node.element, in: inputs)
    guard own.counts else { return result }
    if let missing = own.missing { result.append(missing) }
    let needsHitRate = forwardsMisses(index) || !node.misses.isEmpty
    if needsHitRate, missShare(of: node.element) == nil { result.append(Missing(.element(node.element), .hitRate)) }
    if let cache = node.missOf, missShare(of: cache) == nil { result.append(Missing(.element(cache), .hitRate)) }
    if case .unknown(let missing) = wait(of: node.element) { result.append(missing) }
    return result
  }

  /// What the load adds to a part's percentiles. Outside parts, and what its provider scales, have no queue of ours.
  func wait(of element: ElementID) -> Known<AddedWait> {
    guard let queue = conditions.queue, hasQueue(element) else { return .known(.none) }
    return queue(element).flatMap { change in
      change.then == change.today ? .known(.none) : PartQueue(inputs: inputs, element: element).added(change)
    }
  }

  func hasQueue(_ element: ElementID) -> Bool {
    guard inputs[element, .capacity] == nil, inputs[element, .concurrency] == nil else { return true }
    let kind = model[element].kind
    if KindSet.outside.contains(kind) || [.cdn, .dns, .function].contains(kind) { return false }
    let runtime = model.effective(.runtime, of: element).flatMap { model.word($0.property.stated.value) }
    return runtime != "serverless"
  }

  /// What serves where a visited part is out of order: nothing for a cache with a store behind it, else the part that the
  /// call falls back to.
  func replacement(of index: Int) -> LatencyExpression? {
    let node = tree.nodes[index]
    guard conditions.isFailed(node.element) else { return nil }
    if !node.misses.isEmpty { return .nothing }
    if tree.nodes.contains(where: { $0.missOf == node.element }) { return .nothing }
    guard let relation = node.relation, let stated = model.stated(.fallback, of: relation) else { return nil }
    guard case .element(let other) = stated.value else { return .nothing }
    guard !conditions.isFailed(other), PartLatency(other, in: inputs).missing == nil else { return nil }
    return PartLatency(other, in: inputs).hop
  }

  // MARK: What is not counted

  /// A synchronous call that a part requires, of which the flow knows nothing.
  func isUncounted(_ relation: RelationID) -> Bool {
    let data = model[relation]
    guard data.arrow.isSynchronous, !tree.stepped.contains(relation), !KindSet.outside.contains(model[data.source].kind)
    else { return false }
    for property in model.properties(of: relation) {
      switch property.name {
      case .optional where property.stated.value == .flag(true): return false
      case .fallback, .onMiss: return false
      case .usage where model.word(property.stated.value) == "operations": return false
      default: break
      }
    }
    return true
  }

  /// The first call that a part at an end of the path needs, and that no step takes.
  private var firstOpenEnd: RelationID? {
    let isOnPath = isOnPath
    for (index, node) in tree.nodes.enumerated()
    where node.kind == .visit && isOnPath[index] && weights[index] > 0 && !tree.left.contains(node.element) {
      guard !PartLatency(node.element, in: inputs).isInclusive else { continue }
      if let open = model.outgoing(node.element).first(where: { isUncounted($0) }) { return open }
    }
    return nil
  }
}
