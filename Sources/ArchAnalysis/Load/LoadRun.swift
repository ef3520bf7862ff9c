import ArchModel

/// One computation of load, under one set of conditions.
///
/// What flows step over is added up at once. What goes on where they end is carried through the whole graph once for all
/// flows, in topological order; cycles are solved as linear systems (`LoadCycle`).
final class LoadRun {
  /// A way that load takes from an element.
  struct Edge {
    /// The relation, or -1 where a `fallback` stands in.
    let relation: Int32
    let target: Int32
    /// What arrives for each request of the source.
    let factor: Amount
    let access: LoadGraph.Access
    /// Only what is written at the source goes this way.
    let isReplication: Bool
  }

  /// What goes on from elements over all that leaves them: all of it, and the part that was written to a store.
  struct Carried {
    var all: [Amount]
    var written: [Amount]

    init(count: Int) {
      all = [Amount](repeating: .nothing, count: count)
      written = all
    }
  }

  let graph: LoadGraph
  let table: MissingTable
  let isFailed: [Bool]
  private let hasFailures: Bool
  let conditions: Conditions
  /// Rates at peak, where they are stated.
  let isPeak: Bool
  /// By how much growth and what-ifs multiply every rate.
  let scale: Amount
  /// The only source, which brings one request a second; nil for all of them.
  var unitSource: ElementID?
  /// By element: a broker to which others than flows that start there send messages; read with `unitSource`.
  var isFed: [Bool] = []
  /// By element: an outside part that nobody calls, whose rate is what it sends itself; read with `unitSource`.
  var isCaller: [Bool] = []

  // What comes of it, by element and relation.
  var arrived: [Amount]
  var read: [Amount]
  var written: [Amount]
  var relationRate: [Amount]
  /// What flows that start at an element bring there.
  var started: [Amount]
  var carried: Carried
  var overloadedCycles: [[ElementID]] = []
  private var accessMissing: [Int32]

  // What a run wrote to, so that the next one of a single source clears that alone.
  private(set) var touchedElements: [Int32] = []
  private(set) var touchedRelations: [Int32] = []
  private var isTouched: [Bool]
  /// By rank: whether an element of the component was written to.
  private var isActive: [Bool]

  init(_ graph: LoadGraph, _ conditions: Conditions, isPeak: Bool, isFailed: [Bool]) {
    self.graph = graph
    self.conditions = conditions
    self.isPeak = isPeak
    self.isFailed = isFailed
    hasFailures = isFailed.contains(true)
    table = MissingTable()
    let elements = graph.model.elements.count
    arrived = [Amount](repeating: .nothing, count: elements)
    read = arrived
    written = arrived
    started = arrived
    carried = Carried(count: elements)
    isFed = [Bool](repeating: false, count: elements)
    isCaller = isFed
    relationRate = [Amount](repeating: .nothing, count: graph.source.count)
    accessMissing = [Int32](repeating: 0, count: graph.source.count)
    isTouched = isFed
    isActive = [Bool](repeating: false, count: graph.components.count)
    let factor = max(0, conditions.loadFactor.isFinite ? conditions.loadFactor : 1)
    if conditions.time > 0 {
      let growth = Growth.ofLoad(graph.inputs).map { $0.factor(after: conditions.time) * factor }
      scale = table.amount(growth)
    } else {
      scale = Amount(factor)
    }
  }

  func run() {
    addOutsideLoad()
    if unitSource == nil { addRelationRates() }
    for flow in graph.model.flows where unitSource == nil || unitSource == flow.element { addFlow(flow) }
    for rank in graph.components.indices where isActive[rank] {
      let members = graph.components[rank]
      startMessages(members)
      forward(members, &carried, scale: .one, edges: openEdges)
    }
    if unitSource == nil {
      for index in arrived.indices where graph.isOutside[index] && arrived[index].isNothing {
        isCaller[index] = true
        arrived[index] = started[index]
      }
    } else {
      // Where others call an outside part, its rate is that of their calls, whichever source is looked at alone.
      for element in touchedElements {
        let index = Int(element)
        if graph.isOutside[index], arrived[index].isNothing, isCaller[index] { arrived[index] = started[index] }
      }
    }
    guard hasFailures else { return }
    for index in arrived.indices where isFailed[index] && arrived[index].isNothing {
      touch(index)
      arrived[index] = .zero
    }
  }

  /// Makes the run as it was before its source was looked at. What it costs depends on what the source reaches alone.
  func reset() {
    for element in touchedElements {
      let index = Int(element)
      arrived[index] = .nothing
      read[index] = .nothing
      written[index] = .nothing
      started[index] = .nothing
      carried.all[index] = .nothing
      carried.written[index] = .nothing
      isTouched[index] = false
      isActive[Int(graph.rank[index])] = false
    }
    for relation in touchedRelations { relationRate[Int(relation)] = .nothing }
    touchedElements.removeAll(keepingCapacity: true)
    touchedRelations.removeAll(keepingCapacity: true)
    overloadedCycles = []
  }

  /// Notes that something of an element is no longer nothing.
  func touch(_ index: Int) {
    guard !isTouched[index] else { return }
    isTouched[index] = true
    isActive[Int(graph.rank[index])] = true
    touchedElements.append(Int32(truncatingIfNeeded: index))
  }

  private func book(_ amount: Amount, over relation: Int) {
    let before = relationRate[relation]
    if before.isNothing { touchedRelations.append(Int32(truncatingIfNeeded: relation)) }
    relationRate[relation] = table.sum(before, amount)
  }

  // MARK: Sources

  /// A stated rate under the conditions: the peak where one is stated and asked for.
  func sourceRate(_ element: ElementID, mean: InputName, peak: InputName) -> Amount {
    if unitSource == element { return .one }
    let inputs = graph.inputs
    if isPeak, let peak = inputs[element, peak] { return table.product(Amount(max(0, peak.value)), scale) }
    return table.product(table.amount(inputs.known(element, mean).map { max(0, $0) }), scale)
  }

  /// Outside parts out of which no flow steps send their `load` over all that leaves them.
  private func addOutsideLoad() {
    let all = graph.isOutside.indices
    for index in unitSource.map({ Int($0.index)..<Int($0.index) + 1 }) ?? all
    where graph.isOutside[index] && !graph.isCovered[index] {
      let element = ElementID(index)
      guard !graph.model[element].isRemoved else { continue }
      let isSource = !graph.relations(from: index).isEmpty
      guard isSource || graph.inputs[element, .loadMean] != nil else { continue }
      let rate = sourceRate(element, mean: .loadMean, peak: .loadPeak)
      touch(index)
      started[index] = rate
      if !isFailed[index] { carried.all[index] = rate }
    }
  }

  /// Relations that state how often they happen, and that no flow takes.
  private func addRelationRates() {
    for index in graph.hasOwnRate.indices where graph.hasOwnRate[index] && graph.isLive[index] {
      let relation = RelationID(index)
      let inputs = graph.inputs
      let stated = (isPeak ? inputs[relation, .ratePeak] : nil) ?? inputs[relation, .rateMean]
      guard let stated, !isFailed[Int(graph.source[index])] else { continue }
      let edge = self.edge(index, factor: table.product(Amount(max(0, stated.value)), scale), isReplication: false)
      deliver(edge, edge.factor, .one, into: &carried)
    }
  }

  /// A flow that starts at a broker states what its messages do; where others produce them, they are those of the others.
  private func startMessages(_ members: [Int32]) {
    for member in members {
      let index = Int(member)
      guard graph.isMessaging[index], !started[index].isNothing, !isFailed[index] else { continue }
      if unitSource == nil { isFed[index] = !arrived[index].isNothing }
      guard arrived[index].isNothing else { continue }
      // Other sources send messages here, so that the flow's are among theirs.
      if unitSource != nil, isFed.indices.contains(index), isFed[index] { continue }
      arrived[index] = started[index]
      carried.all[index] = table.sum(carried.all[index], started[index])
    }
  }

  // MARK: Edges

  /// The ways that are open to load that no flow leads.
  func openEdges(_ element: Int) -> [Edge] {
    guard !isFailed[element] else { return [] }
    var result: [Edge] = []
    let relations = graph.relations(from: element)
    result.reserveCapacity(relations.count)
    for relation in relations where graph.isOpen[Int(relation)] {
      let index = Int(relation)
      result.append(edge(index, factor: factor(index), isReplication: graph.isReplication[index]))
    }
    return result
  }

  /// A way over a relation, or over its fallback where its target has failed.
  func edge(_ relation: Int, factor: Amount, isReplication: Bool) -> Edge {
    let target = graph.target[relation]
    let access = isReplication ? .write : graph.access[relation]
    guard isFailed[Int(target)] else {
      return Edge(
        relation: Int32(truncatingIfNeeded: relation), target: target, factor: factor, access: access,
        isReplication: isReplication)
    }
    let fallback = graph.fallback[relation]
    guard fallback >= 0, !isFailed[Int(fallback)] else {
      // The calls are made in vain: nothing arrives, and nothing goes on.
      return Edge(
        relation: Int32(truncatingIfNeeded: relation), target: target, factor: .zero, access: access,
        isReplication: isReplication)
    }
    book(.zero, over: relation)
    return Edge(relation: -1, target: fallback, factor: factor, access: access, isReplication: isReplication)
  }

  /// What goes over a relation for each request of its source: calls × share × (1 − hit-rate).
  func factor(_ relation: Int) -> Amount {
    var result = Amount(graph.calls[relation])
    let source = Int(graph.source[relation])
    let cache = Int(graph.onMiss[relation])
    if cache >= 0 { result = table.product(result, misses(of: cache)) }
    if cache != source, graph.passesMisses[source], graph.isSynchronous[relation] {
      result = table.product(result, misses(of: source))
    }
    return result
  }

  private func misses(of cache: Int) -> Amount {
    if isFailed[cache] { return .one }
    return table.amount(graph.inputs.known(ElementID(cache), .hitRate).map { 1 - min(1, max(0, $0)) })
  }

  // MARK: Carrying

  /// Sends what the elements of one component carry over what leaves them.
  func forward(_ members: [Int32], _ carried: inout Carried, scale: Amount, edges: (Int) -> [Edge]) {
    guard members.contains(where: { !carried.all[Int($0)].isNothing || !carried.written[Int($0)].isNothing }) else {
      return
    }
    if members.count == 1, let member = members.first {
      let list = edges(Int(member))
      if !list.contains(where: { $0.target == member && !$0.isReplication }) {
        send(Int(member), list, &carried, scale, replicating: false)
        send(Int(member), list, &carried, scale, replicating: true)
        return
      }
    }
    let lists = members.map { isFailed[Int($0)] ? [] : edges(Int($0)) }
    solve(members, lists, &carried)
    for member in members where !carried.all[Int(member)].isNothing { touch(Int(member)) }
    for (member, list) in zip(members, lists) { send(Int(member), list, &carried, scale, replicating: false) }
    // What is replicated within the component is not replicated back, but goes on from there to others.
    let writes = members.map { carried.written[Int($0)] }
    for isWithin in [true, false] {
      for (index, list) in lists.enumerated() {
        let member = Int(members[index])
        for edge in list where edge.isReplication {
          guard (graph.rank[Int(edge.target)] == graph.rank[member]) == isWithin else { continue }
          let written = isWithin ? writes[index] : carried.written[member]
          deliver(edge, table.product(written, edge.factor), scale, into: &carried, isWithin: isWithin)
        }
      }
    }
  }

  private func send(_ element: Int, _ edges: [Edge], _ carried: inout Carried, _ scale: Amount, replicating: Bool) {
    let load = replicating ? carried.written[element] : carried.all[element]
    guard !load.isNothing else { return }
    let rank = graph.rank[element]
    for edge in edges where edge.isReplication == replicating {
      deliver(
        edge, table.product(load, edge.factor), scale, into: &carried, isWithin: graph.rank[Int(edge.target)] == rank)
    }
  }

  /// Books what arrives over an edge. Within a component what goes on is solved already.
  ///
  /// - Parameter amount: in the units of `carried`, of which each stands for `scale` requests a second.
  func deliver(
    _ edge: Edge, _ amount: Amount, _ scale: Amount, into carried: inout Carried, isWithin: Bool = false
  ) {
    guard !amount.isNothing else { return }
    let target = Int(edge.target)
    let booked = table.product(amount, scale)
    touch(target)
    if edge.relation >= 0 { book(booked, over: Int(edge.relation)) }
    arrived[target] = table.sum(arrived[target], booked)
    if graph.isStore[target] {
      switch edge.access {
      case .read: read[target] = table.sum(read[target], booked)
      case .write: written[target] = table.sum(written[target], booked)
      case .unstated:
        let unknown = unstatedAccess(edge.relation)
        read[target] = table.sum(read[target], unknown)
        written[target] = table.sum(written[target], unknown)
      }
    }
    guard !isFailed[target], !graph.isOutside[target] else { return }
    if graph.isStore[target] {
      switch edge.access {
      case .read: break
      case .write: carried.written[target] = table.sum(carried.written[target], amount)
      case .unstated: carried.written[target] = table.sum(carried.written[target], unstatedAccess(edge.relation))
      }
    }
    if !isWithin { carried.all[target] = table.sum(carried.all[target], amount) }
  }

  private func unstatedAccess(_ relation: Int32) -> Amount {
    guard relation >= 0 else {
      return table.amount(Missing(reason: "whether a fallback is read or written is not stated"))
    }
    let known = accessMissing[Int(relation)]
    if known > 0 { return Amount(value: 0, missing: known) }
    let amount = table.amount(Missing(.relation(RelationID(Int(relation))), .access))
    accessMissing[Int(relation)] = amount.missing
    return amount
  }
}
