import ArchModel

/// What of a model decides where load goes, in flat arrays by element and relation; the same under all conditions. It never
/// changes, and is a class so that handing it on counts up one reference instead of those of all arrays.
final class LoadGraph: Sendable {
  /// What a relation does to the data of a store.
  enum Access: UInt8, Sendable {
    case unstated, read, write
  }

  let inputs: Inputs
  var model: Model { inputs.model }

  // By relation.
  let source: [Int32]
  let target: [Int32]
  let isLive: [Bool]
  let isSynchronous: [Bool]
  /// `=>` out of a store: what is written there is written on.
  let isReplication: [Bool]
  let access: [Access]
  /// The cache whose misses alone go this way, or -1.
  let onMiss: [Int32]
  /// What serves when the call fails, or -1.
  let fallback: [Int32]
  /// Calls for each request of the caller: `calls` × `share`.
  let calls: [Double]
  /// It states how often it happens, and no flow says otherwise.
  let hasOwnRate: [Bool]
  /// Whether load that no flow steps over goes this way: not where the relation states its rate, nor where a flow that
  /// starts at a broker says what its messages do.
  let isOpen: [Bool]

  // By element.
  let isOutside: [Bool]
  let isStore: [Bool]
  let isMessaging: [Bool]
  /// It answers some requests itself, and only its misses go on.
  let passesMisses: [Bool]
  /// A flow steps out of it.
  let isCovered: [Bool]

  /// The relations that leave an element, in source order.
  let outgoing: [Int32]
  let outgoingStart: [Int32]

  /// The components of the graph of all ways that load can go, those first that load reaches first.
  let components: [[Int32]]
  /// The position in `components` by element.
  let rank: [Int32]

  init(_ inputs: Inputs) {
    self.inputs = inputs
    let model = inputs.model
    let elementCount = model.elements.count
    let relationCount = model.relations.count
    isOutside = model.elements.map { KindSet.outside.contains($0.kind) }
    isStore = model.elements.map { KindSet.stores.contains($0.kind) }
    isMessaging = model.elements.map { KindSet.messaging.contains($0.kind) }
    let caching: KindSet = KindSet.edge | KindSet.stores
    passesMisses = model.elements.indices.map { index in
      let kind = model.elements[index].kind
      guard caching.contains(kind) else { return false }
      return kind == .cache || kind == .cdn || inputs[ElementID(index), .hitRate] != nil
    }

    var access = [Access](repeating: .unstated, count: relationCount)
    var onMiss = [Int32](repeating: -1, count: relationCount)
    var fallback = onMiss
    var calls = [Double](repeating: 1, count: relationCount)
    for index in 0..<relationCount where !model.relations[index].isRemoved {
      for property in model.properties[model.relations[index].properties] {
        switch property.name {
        case .access: access[index] = Self.access(model.word(property.stated.value))
        case .onMiss: onMiss[index] = Self.component(property.stated.value, in: model)
        case .fallback: fallback[index] = Self.component(property.stated.value, in: model)
        default: break
        }
      }
      let relation = RelationID(index)
      calls[index] =
        max(0, inputs[relation, .calls]?.value ?? 1) * min(1, max(0, inputs[relation, .share]?.value ?? 1))
    }
    self.access = access
    self.onMiss = onMiss
    self.fallback = fallback
    self.calls = calls
    source = model.relations.map { $0.source.index }
    target = model.relations.map { $0.target.index }
    isLive = model.relations.map { !$0.isRemoved }
    isSynchronous = model.relations.map(\.arrow.isSynchronous)
    isReplication = model.relations.map { relation in
      relation.arrow == .replication && KindSet.stores.contains(model[relation.source].kind)
    }

    var isStepped = [Bool](repeating: false, count: relationCount)
    var isDriven = isStepped
    var isCovered = [Bool](repeating: false, count: elementCount)
    for flow in model.flows {
      let start = flow.steps.first.map { model[$0.relation].source }
      for step in flow.steps {
        isStepped[Int(step.relation.index)] = true
        let from = model[step.relation].source
        isCovered[Int(from.index)] = true
        if from == start, KindSet.messaging.contains(model[from].kind) { isDriven[Int(step.relation.index)] = true }
      }
    }
    self.isCovered = isCovered
    hasOwnRate = (0..<relationCount).map { index in
      !isStepped[index] && inputs[RelationID(index), .rateMean] != nil
    }
    isOpen = (0..<relationCount).map { [hasOwnRate, isLive] index in
      isLive[index] && !hasOwnRate[index] && !isDriven[index]
    }
    (outgoingStart, outgoing) = Self.grouped(source, isLive, count: elementCount)

    var edges: [(source: Int, target: Int)] = []
    edges.reserveCapacity(relationCount)
    // Outside parts pass on nothing that they receive, so that no way leads through them.
    for index in 0..<relationCount where isOpen[index] {
      let from = Int(source[index])
      if !isOutside[Int(target[index])] { edges.append((from, Int(target[index]))) }
      if fallback[index] >= 0, !isOutside[Int(fallback[index])] { edges.append((from, Int(fallback[index]))) }
    }
    let strong = StronglyConnected(Digraph(vertexCount: elementCount, edges: edges))
    components = strong.components.reversed().map { $0.map { Int32(truncatingIfNeeded: $0) } }
    let last = strong.components.count - 1
    rank = strong.componentOf.map { Int32(truncatingIfNeeded: last - $0) }
  }

  /// The relations that leave an element.
  func relations(from element: Int) -> ArraySlice<Int32> {
    outgoing[Int(outgoingStart[element])..<Int(outgoingStart[element + 1])]
  }

  private static func access(_ word: String?) -> Access {
    switch word {
    case "read": .read
    case "write", "read-write": .write
    default: .unstated
    }
  }

  private static func component(_ value: Value, in model: Model) -> Int32 {
    guard case .element(let element) = value, KindSet.components.contains(model[element].kind),
      !model[element].isRemoved
    else { return -1 }
    return element.index
  }

  private static func grouped(_ keys: [Int32], _ isUsed: [Bool], count: Int) -> (starts: [Int32], items: [Int32]) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for (item, key) in keys.enumerated() where isUsed[item] { starts[Int(key) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var items = [Int32](repeating: 0, count: Int(starts[count]))
    for (item, key) in keys.enumerated() where isUsed[item] {
      items[Int(next[Int(key)])] = Int32(truncatingIfNeeded: item)
      next[Int(key)] += 1
    }
    return (starts, items)
  }
}
