import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let coldCacheCollapse = Rule(
    "REL019", "cold-cache-collapse", .error,
    summary: "A store that cannot carry the load when the cache before it is empty.",
    why: """
      A cache is empty after each restart, release and loss of a node. Then every request goes to the store; the store \
      slows down, nothing gets into the cache, and the system stays down although nothing is broken any more.
      """,
    fix: """
      Let the store carry the load without the cache, let requests for one key wait for one read, warm the cache before \
      traffic comes, spread it over several nodes, or turn requests away above what the store can do.
      """,
    remedy: "make the store bear it",
    sources: [
      "AWS Builders' Library, Caching challenges and strategies, 2020",
      "Google, Site Reliability Engineering, 2016, chapter 22: Addressing Cascading Failures (slow startup and cold caching)",
      "N. Bronson et al., Metastable Failures in Distributed Systems, HotOS 2021",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop { timeout: 1s, -> Hot, -> Titles { on-miss: Hot, access: read } }
      cache Hot { ttl: 1min, hit-rate: 95% }
      database Titles { replicas: 2, capacity: 300/s }
      flow Look { rate: 900/s, Web -> Shop -> Hot }
      """,
      """
      defaults { service { timeout: 1s }, cache { ttl: 1min, hit-rate: 80% } }
      client Web { -> [Shop, Desk] }
      service Shop { -> Hot, -> Titles { on-miss: Hot, access: read } }
      service Desk { -> Titles { access: read } }
      cache Hot {}
      database Titles { capacity: 300/s total }
      flow Look { rate: 200/s peak 400/s, Web -> Shop -> Hot }
      flow Edit { rate: 20/s, Web -> Desk -> Titles }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { timeout: 1s, -> Hot, -> Titles { on-miss: Hot, access: read } }
      cache Hot { ttl: 1min, hit-rate: 95% }
      database Titles { replicas: 2, capacity: 500/s }
      flow Look { rate: 900/s, Web -> Shop -> Hot }
      """,
      """
      client Web { -> Shop }
      service Shop { timeout: 1s, -> Hot, -> Titles { on-miss: Hot, access: read } }
      cache Hot { ttl: 1min, hit-rate: 95% }
      database Titles {}
      flow Look { rate: 900/s, Web -> Shop -> Hot }
      """,
    ],
    check: { context in
      let stores = ColdStores(context)
      let found = stores.found
      guard !found.isEmpty else { return [] }
      let inputs = context.computed.atBest.inputs
      let flips = AssumptionTrial(inputs: inputs).flips(found.count, near: Set(found.map(\.store))) { moved in
        let cold = RushHour(Figures(moved.withCold(found.flatMap(\.caches))))
        return found.map { cold.utilization($0.store).map { $0 > 1 + 1e-9 } ?? true }
      }
      return zip(found, flips).map { stores.finding($0).resting(on: $1, in: context.model) }
    })
}

extension Inputs {
  /// A copy in which some caches answer nothing.
  fileprivate func withCold(_ caches: [ElementID]) -> Inputs {
    var result = self
    for cache in caches { result[cache, .hitRate] = Input(0, .ratio) }
    return result
  }
}

/// The stores that do not carry what their caches leave them when these are empty.
private struct ColdStores {
  struct Store {
    let store: ElementID
    let caches: [ElementID]
    /// How full it is with the caches, and without.
    let warm: Double
    let cold: Double
    let relations: [RelationID]
  }

  /// So many caches are tried by themselves where several stand before one store.
  private static let trialLimit = 16

  private let context: RuleContext
  private let model: Model
  private(set) var found: [Store] = []

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    let ways = missWays()
    guard !ways.isEmpty else { return }
    let rush = context.computed.rushHour
    let inputs = context.computed.atBest.inputs
    var seen: Set<ElementID> = []
    let all = ways.map(\.cache).filter { seen.insert($0).inserted }
    // With all caches empty at once: where that is borne, each alone is.
    let cold = RushHour(Figures(inputs.withCold(all)))
    var waysOf: [ElementID: [(relation: RelationID, cache: ElementID)]] = [:]
    for way in ways { waysOf[model[way.relation].target, default: []].append(way) }
    var trials = 0
    for store in waysOf.keys.sorted() {
      guard let before = rush.utilization(store), before <= 1 + 1e-9, let after = cold.utilization(store),
        after > 1 + 1e-9, let own = waysOf[store]
      else { continue }
      let caches = Array(Set(own.map(\.cache))).sorted()
      if all.count == 1 || caches.count == 1 && isSame(store, caches, all, ways) {
        found.append(Store(store: store, caches: caches, warm: before, cold: after, relations: own.map(\.relation)))
        continue
      }
      for cache in caches where trials < Self.trialLimit {
        trials += 1
        let alone = RushHour(Figures(inputs.withCold([cache]))).utilization(store)
        guard let alone, alone > 1 + 1e-9 else { continue }
        let relations = own.filter { $0.cache == cache }.map(\.relation)
        found.append(Store(store: store, caches: [cache], warm: before, cold: alone, relations: relations))
        break
      }
    }
  }

  /// Whether no other empty cache can add to the store's load: none of them lets more through to the store's callers.
  private func isSame(
    _ store: ElementID, _ caches: [ElementID], _ all: [ElementID],
    _ ways: [(relation: RelationID, cache: ElementID)]
  ) -> Bool {
    // Only stores behind caches call nothing further; a program behind a cache would.
    ways.allSatisfy { KindSet.stores.contains(model[model[$0.relation].target].kind) }
  }

  /// The relations over which the misses of a cache go to a store.
  private func missWays() -> [(relation: RelationID, cache: ElementID)] {
    context.relations.compactMap { relation in
      let data = model[relation]
      guard data.arrow.isSynchronous, [.database, .storage].contains(model[data.target].kind) else { return nil }
      if case .element(let cache)? = model.stated(.onMiss, of: relation)?.value { return (relation, cache) }
      return model[data.source].kind == .cache ? (relation, data.source) : nil
    }
  }

  func finding(_ item: Store) -> Finding {
    let store = Wording.name(item.store, in: model)
    let caches = Wording.names(item.caches, in: model)
    let rush = context.computed.rushHour
    return Finding(
      .element(item.store),
      "\(store) is asked for \(Wording.share(item.cold)) of its capacity\(rush.when) when \(caches) is empty",
      at: model.nameSpan(item.store), label: "\(Wording.share(item.warm)) while the cache answers",
      labels: item.caches.prefix(2).map { Label(model.nameSpan($0), "empty after each restart") }
        + item.relations.prefix(2).map { Label(model.span($0), "all requests go this way then") },
      why: "\(store) slows down, nothing gets into \(caches), and the system stays down",
      help: "let \(store) bear the load, warm the cache, or turn requests away above what \(store) can do"
    ).caused(by: item.caches.map { .element($0) })
  }
}
