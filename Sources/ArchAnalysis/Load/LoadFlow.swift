import ArchModel

/// What one flow brings, in units of one request of it.
///
/// A step is taken as often as its source was called last before it, so that `Web -> Api -> Orders`, `Web -> Api -> Catalog`
/// calls `Api` twice and each of the others once.
struct FlowWalk {
  /// A step, with what goes over it.
  struct Taken {
    let edge: LoadRun.Edge
    /// Calls over it for each request of the flow.
    let amount: Amount
    /// The part that the step leaves.
    let source: Int32
    /// Whether what arrives goes on as where a flow ends: over all that leaves the target.
    let goesOn: Bool
  }

  var taken: [Taken] = []
  /// How often each part is reached by steps or is where steps begin, in the order in which it first is.
  var reached: [(element: Int32, amount: Amount)] = []
  /// The parts where steps begin that no step leads to.
  var starts: [(element: Int32, amount: Amount)] = []
  /// Parts that the flow steps out of synchronously: what arrives there leaves over these steps only.
  var isLed: Set<Int32> = []
  /// The relations that the flow steps over.
  var stepped: Set<Int32> = []
}

extension LoadRun {
  func addFlow(_ flow: Flow) {
    let element = flow.element
    guard !graph.model[element].isRemoved, !flow.isCut else { return }
    var rate = sourceRate(element, mean: .rateMean, peak: .ratePeak)
    if flow.isBroken {
      rate = table.amount(Missing(reason: "the flow \(graph.model.shortName(element)) has an error"))
    }
    touch(Int(element.index))
    arrived[Int(element.index)] = rate
    let walk = self.walk(flow)
    for start in walk.starts {
      let index = Int(start.element)
      let amount = table.product(start.amount, rate)
      touch(index)
      started[index] = table.sum(started[index], amount)
      // What a broker receives comes from those who produce it; see `startMessages`.
      if !graph.isMessaging[index], !graph.isOutside[index], !isFailed[index] {
        arrived[index] = table.sum(arrived[index], amount)
      }
    }
    var seeds: [(edge: Edge?, element: Int32, amount: Amount)] = []
    for step in walk.taken {
      if step.goesOn {
        seeds.append((step.edge, step.edge.target, step.amount))
      } else {
        // Where it goes on from is the next step's matter, or the end's below.
        deliver(step.edge, table.product(step.amount, rate), .one, into: &carried, isWithin: true)
      }
    }
    for (part, amount) in walk.reached where !walk.isLed.contains(part) {
      let index = Int(part)
      guard !graph.isOutside[index], !isFailed[index] else { continue }
      let asynchronous = graph.relations(from: index).contains { walk.stepped.contains($0) }
      let startsHere = walk.starts.contains { $0.element == part }
      if graph.isMessaging[index], startsHere { continue }
      guard asynchronous else {
        seeds.append((nil, part, amount))
        continue
      }
      // Where a flow ends but for messages that it leads on itself.
      for edge in openEdges(index) where !walk.stepped.contains(edge.relation) && !edge.isReplication {
        seeds.append((edge, edge.target, table.product(amount, edge.factor)))
      }
    }
    carryOn(seeds, walk, rate)
  }

  /// Follows the steps of a flow in order.
  func walk(_ flow: Flow) -> FlowWalk {
    var walk = FlowWalk()
    for step in flow.steps where graph.isLive[Int(step.relation.index)] {
      walk.stepped.insert(step.relation.index)
      if graph.isSynchronous[Int(step.relation.index)] { walk.isLed.insert(graph.source[Int(step.relation.index)]) }
    }
    var current: [Int32: (amount: Amount, block: Int?)] = [:]
    var places: [Int32: Int] = [:]
    func reach(_ part: Int32, _ amount: Amount) {
      if let place = places[part] {
        walk.reached[place].amount = table.sum(walk.reached[place].amount, amount)
      } else {
        places[part] = walk.reached.count
        walk.reached.append((part, amount))
      }
    }
    for step in flow.steps where graph.isLive[Int(step.relation.index)] {
      let relation = Int(step.relation.index)
      let source = graph.source[relation]
      let base: Amount
      if let from = current[source] {
        base = table.product(from.amount, share(of: step.block, beyond: from.block, in: flow))
      } else {
        base = isFailed[Int(source)] ? .zero : share(of: step.block, beyond: nil, in: flow)
        current[source] = (base, step.block)
        walk.starts.append((source, base))
        reach(source, base)
      }
      let edge = self.edge(relation, factor: factor(relation), isReplication: false)
      let isRerouted = edge.relation < 0
      let amount = table.product(base, edge.factor)
      walk.taken.append(FlowWalk.Taken(edge: edge, amount: amount, source: source, goesOn: isRerouted))
      let target = graph.target[relation]
      let goesThrough = isFailed[Int(target)] ? Amount.zero : amount
      current[target] = (goesThrough, step.block)
      reach(target, goesThrough)
      // The misses of a cache that is stepped to go to the store behind it.
      for other in graph.relations(from: Int(source)) where graph.onMiss[Int(other)] == target {
        guard !walk.stepped.contains(other), target != source else { continue }
        let miss = self.edge(Int(other), factor: factor(Int(other)), isReplication: false)
        walk.taken.append(
          FlowWalk.Taken(edge: miss, amount: table.product(base, miss.factor), source: source, goesOn: true))
      }
    }
    return walk
  }

  /// What the blocks around a step multiply, from the block in which its source was called.
  private func share(of block: Int?, beyond called: Int?, in flow: Flow) -> Amount {
    guard block != called, var inner = block else { return .one }
    var outer: Set<Int> = []
    var walker = called
    while let place = walker {
      outer.insert(place)
      walker = flow.blocks[place].parent
    }
    var result = Amount.one
    while !outer.contains(inner) {
      let data = flow.blocks[inner]
      switch data.kind {
      case .loop: result = table.product(result, Amount(max(0, data.count)))
      case .alternative:
        let share = graph.inputs.known(data.element, .share).map { min(1, max(0, $0)) }
        result = table.product(result, table.amount(share))
      default: break
      }
      guard let parent = data.parent else { break }
      inner = parent
    }
    return result
  }

  // MARK: Going on

  /// Carries on what no step leads. Where it comes back to a part that the flow steps out of, it leaves that part over the
  /// flow's steps only; that is solved for this flow alone, all else for all flows together.
  private func carryOn(_ seeds: [(edge: Edge?, element: Int32, amount: Amount)], _ walk: FlowWalk, _ rate: Amount) {
    let inner = region(of: seeds.map(\.element), walk)
    guard !inner.isEmpty else {
      for seed in seeds {
        if let edge = seed.edge {
          deliver(edge, table.product(seed.amount, rate), .one, into: &carried)
        } else {
          end(Int(seed.element), seed.amount, rate, walk)
        }
      }
      return
    }
    var local = Carried(count: graph.isOutside.count)
    for seed in seeds {
      let isInside = inner.contains(graph.rank[Int(seed.element)])
      if let edge = seed.edge {
        if isInside {
          deliver(edge, seed.amount, rate, into: &local)
        } else {
          deliver(edge, table.product(seed.amount, rate), .one, into: &carried)
        }
      } else if isInside {
        local.all[Int(seed.element)] = table.sum(local.all[Int(seed.element)], seed.amount)
      } else {
        end(Int(seed.element), seed.amount, rate, walk)
      }
    }
    let led = ledEdges(walk)
    for rank in inner.sorted() {
      forward(graph.components[Int(rank)], &local, scale: rate) { [self] element in
        guard walk.isLed.contains(Int32(truncatingIfNeeded: element)) else { return openEdges(element) }
        return led[Int32(truncatingIfNeeded: element)] ?? []
      }
    }
    // What leaves the region goes on with that of all flows.
    for index in local.all.indices where !local.all[index].isNothing && !inner.contains(graph.rank[index]) {
      touch(index)
      carried.all[index] = table.sum(carried.all[index], table.product(local.all[index], rate))
      carried.written[index] = table.sum(carried.written[index], table.product(local.written[index], rate))
    }
  }

  /// Where a flow ends: what arrived leaves over all relations. What was written there was booked with the step.
  private func end(_ element: Int, _ amount: Amount, _ rate: Amount, _ walk: FlowWalk) {
    touch(element)
    carried.all[element] = table.sum(carried.all[element], table.product(amount, rate))
  }

  /// The components, by rank, that lie on the ways from the seeds to the parts that the flow steps out of; empty where no
  /// way leads back to one. A way leads to higher ranks only, so the search ends at the highest of these parts.
  private func region(of seeds: [Int32], _ walk: FlowWalk) -> Set<Int32> {
    guard let last = walk.isLed.map({ graph.rank[Int($0)] }).max() else { return [] }
    var seen: Set<Int32> = []
    var waiting = seeds.filter { graph.rank[Int($0)] <= last }
    var isBack = false
    while let element = waiting.popLast() {
      guard seen.insert(element).inserted else { continue }
      if walk.isLed.contains(element) { isBack = true }
      for relation in graph.relations(from: Int(element)) where graph.isOpen[Int(relation)] {
        for next in [graph.target[Int(relation)], graph.fallback[Int(relation)]] {
          if next >= 0, graph.rank[Int(next)] <= last, !graph.isOutside[Int(next)] { waiting.append(next) }
        }
      }
    }
    return isBack ? Set(seen.map { graph.rank[Int($0)] }) : []
  }

  /// What leaves a part that the flow steps out of, for each request that arrives there by another way: what its steps
  /// take on average over the calls that the flow itself makes to it.
  private func ledEdges(_ walk: FlowWalk) -> [Int32: [Edge]] {
    var visits: [Int32: Amount] = [:]
    for (element, amount) in walk.reached { visits[element] = amount }
    var result: [Int32: [Edge]] = [:]
    for step in walk.taken where walk.isLed.contains(step.source) {
      let visited = visits[step.source] ?? .one
      let factor: Amount
      if visited.isKnown, step.amount.isKnown {
        factor = visited.value > 0 ? Amount(step.amount.value / visited.value) : .zero
      } else {
        factor = table.sum(visited.isUnknown ? visited : .zero, step.amount.isUnknown ? step.amount : .zero)
      }
      result[step.source, default: []].append(
        Edge(
          relation: step.edge.relation, target: step.edge.target, factor: factor, access: step.edge.access,
          isReplication: false))
    }
    return result
  }
}
