import ArchModel

/// The calls of one flow as a tree: each step is a visit of its target within the latest visit of its source.
///
/// Blocks of the flow are nodes between visits. A step inside a block whose source was visited before the block belongs
/// to the block itself. Children stand behind their parents, so that walking the nodes backwards meets them first.
struct FlowPath: Sendable {
  enum Kind: Sendable {
    /// The whole flow, or the outside participant that starts it: no time of its own.
    case root
    case visit
    /// Steps of one list, at once.
    case fan
    case parallel
    /// One statement of a `parallel` block.
    case branch
    case optional
    /// Neighbouring alternatives, of which a request takes one.
    case alternatives
    case alternative
    case loop
  }

  struct Node: Sendable {
    var kind: Kind
    /// The part that is visited, or the block.
    var element: ElementID
    var relation: RelationID?
    /// Left the request path over `~>` or `=>`.
    var isMessage = false
    /// The cache whose misses alone lead here.
    var missOf: ElementID?
    /// Visits at the misses of this cache, in order.
    var misses: [Int] = []
    var children: [Int] = []
    var count = 1.0
    /// What distinguishes lists and statements among their siblings.
    var mark = 0
  }

  let flow: ElementID
  private(set) var nodes: [Node] = []
  /// The parts that the flow steps out of synchronously.
  private(set) var left: Set<ElementID> = []
  private(set) var stepped: Set<RelationID> = []

  // While it is built.
  private var latest: [ElementID: Int] = [:]
  private var visited: Set<ElementID> = []
  private var open: [OpenBlock] = []
  private var start: ElementID?
  /// The node of the alternatives that were met last, by the block that holds them; -1 for the flow itself.
  private var alternatives: [Int: Int] = [:]

  private struct OpenBlock {
    let block: Int
    let node: Int
    /// What was known before the block, to return to behind it.
    let latest: [ElementID: Int]
  }

  init(_ flow: Flow, in model: Model, misses: MissRoutes) {
    self.flow = flow.element
    nodes = [Node(kind: .root, element: flow.element)]
    for step in flow.steps {
      stepped.insert(step.relation)
      if model[step.relation].arrow.isSynchronous { left.insert(model[step.relation].source) }
    }
    var statement = 0
    var lastStatement: NodeRef?
    for step in flow.steps {
      if step.node != lastStatement {
        statement += 1
        lastStatement = step.node
      }
      enterBlocks(of: step, in: flow, model)
      take(step, statement: statement, model, misses)
    }
    (latest, visited, open, alternatives) = ([:], [], [], [:])
  }

  /// Closes the blocks that do not hold the step and opens those that do.
  private mutating func enterBlocks(
    of step: FlowStep, in flow: Flow, _ model: Model
  ) {
    var chain: [Int] = []
    var current = step.block
    while let block = current {
      chain.append(block)
      current = flow.blocks[block].parent
    }
    chain.reverse()
    // Alternatives are neighbours where nothing else stands between them.
    for (level, parent) in ([-1] + chain).enumerated()
    where level >= chain.count || flow.blocks[chain[level]].kind != .alternative {
      alternatives[parent] = nil
    }
    var kept = 0
    while kept < min(chain.count, open.count), open[kept].block == chain[kept] { kept += 1 }
    while open.count > kept {
      latest = open[open.count - 1].latest
      open.removeLast()
    }
    for block in chain[kept...] {
      let data = flow.blocks[block]
      var parent = attachPoint(of: model[step.relation].source, model)
      let kind: Kind
      switch data.kind {
      case .parallel: kind = .parallel
      case .optional: kind = .optional
      case .alternative: kind = .alternative
      default: kind = .loop
      }
      if kind == .alternative {
        parent = alternatives[data.parent ?? -1] ?? add(Node(kind: .alternatives, element: data.element), to: parent)
        alternatives[data.parent ?? -1] = parent
      }
      let node = add(Node(kind: kind, element: data.element, count: max(0, data.count)), to: parent)
      open.append(OpenBlock(block: block, node: node, latest: latest))
    }
  }

  private mutating func add(_ node: Node, to parent: Int) -> Int {
    nodes.append(node)
    nodes[parent].children.append(nodes.count - 1)
    return nodes.count - 1
  }

  /// The node within which a step out of a part takes place.
  private mutating func attachPoint(of source: ElementID, _ model: Model) -> Int {
    let block = open.last?.node ?? 0
    if let visit = latest[source], visit >= block { return visit }
    guard !visited.contains(source) else { return block }
    // No step leads here: the flow, or a part of it, starts at this component.
    visited.insert(source)
    if start == nil { start = source }
    guard !KindSet.outside.contains(model[source].kind) else { return block }
    let node = add(Node(kind: .visit, element: source), to: block)
    latest[source] = node
    return node
  }

  private mutating func take(_ step: FlowStep, statement: Int, _ model: Model, _ misses: MissRoutes) {
    let relation = model[step.relation]
    var parent = attachPoint(of: relation.source, model)
    if nodes[parent].kind == .parallel { parent = child(of: parent, kind: .branch, mark: statement) }
    if step.fan != 0 { parent = child(of: parent, kind: .fan, mark: step.fan) }
    // Messages are what starts a flow at a queue: its consumers are the path and not a consequence of it.
    let isFirstOfQueue =
      relation.source == start && KindSet.messaging.contains(model[relation.source].kind)
      && relation.arrow == .message
    var node = Node(kind: .visit, element: relation.target, relation: step.relation)
    node.isMessage = !relation.arrow.isSynchronous && !isFirstOfQueue
    if let cache = misses.cache(of: step.relation),
      misses.relations(from: relation.source, to: cache).contains(where: { stepped.contains($0) })
    {
      node.missOf = cache
    }
    let visit = add(node, to: parent)
    latest[relation.target] = visit
    visited.insert(relation.target)
    for miss in misses.routes(from: relation.source, cache: relation.target) where !stepped.contains(miss) {
      var store = Node(kind: .visit, element: model[miss].target, relation: miss)
      store.missOf = relation.target
      nodes.append(store)
      nodes[visit].misses.append(nodes.count - 1)
    }
  }

  /// The last child where it is of this kind and mark, else a new one.
  private mutating func child(of parent: Int, kind: Kind, mark: Int) -> Int {
    if let last = nodes[parent].children.last, nodes[last].kind == kind, nodes[last].mark == mark { return last }
    return add(Node(kind: kind, element: flow, mark: mark), to: parent)
  }
}

/// The relations that only the misses of a cache take, found by caller and cache.
struct MissRoutes: Sendable {
  private struct Pair: Hashable {
    let source: ElementID
    let cache: ElementID
  }

  private var routesOfPair: [Pair: [RelationID]] = [:]
  private var callsOfPair: [Pair: [RelationID]] = [:]
  private var caches: [RelationID: ElementID] = [:]

  init(_ model: Model) {
    for relation in model.liveRelations {
      guard let stated = model.stated(.onMiss, of: relation), case .element(let cache) = stated.value else { continue }
      caches[relation] = cache
      routesOfPair[Pair(source: model[relation].source, cache: cache), default: []].append(relation)
    }
    guard !caches.isEmpty else { return }
    for relation in model.liveRelations where model[relation].arrow.isSynchronous {
      let pair = Pair(source: model[relation].source, cache: model[relation].target)
      if routesOfPair[pair] != nil { callsOfPair[pair, default: []].append(relation) }
    }
  }

  /// The cache whose misses take the relation.
  func cache(of relation: RelationID) -> ElementID? { caches[relation] }

  func routes(from source: ElementID, cache: ElementID) -> [RelationID] {
    routesOfPair.isEmpty ? [] : routesOfPair[Pair(source: source, cache: cache)] ?? []
  }

  /// The caller's synchronous relations with the cache itself.
  func relations(from source: ElementID, to cache: ElementID) -> [RelationID] {
    callsOfPair[Pair(source: source, cache: cache)] ?? []
  }
}
