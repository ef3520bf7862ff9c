import ArchModel

/// The pattern of asking a cache before the store.
extension PatternEvidence {
  /// A program that asks a cache first and the store for its misses: it says so (`on-miss`), or its relations and flows
  /// show it.
  func cachesAside() -> [RecognisedPattern] {
    let caches = model.elements(of: .cache)
    guard !caches.isEmpty else { return [] }
    let conditional = ConditionalSteps(model)
    return caches.flatMap { cache -> [RecognisedPattern] in
      var programs: [ElementID] = []
      var stores: [ElementID] = []
      var unsaid: [RelationID] = []
      for program in unique(callers(cache).map(source)) {
        let stated = calls(program).filter { miss in
          model.stated(.onMiss, of: miss).map { model.references($0.value).contains(cache) } ?? false
        }
        let misses = stated.isEmpty ? shownMisses(of: program, behind: cache, conditional) : stated
        guard !misses.isEmpty else { continue }
        programs.append(program)
        stores += misses.map(target)
        if stated.isEmpty { unsaid += misses }
      }
      guard !programs.isEmpty else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      for relation in unsaid where self.stated(.share, relation) == nil && !conditional.holds(relation) {
        deviations.append(
          but(
            "\(name(source(relation)))->\(name(target(relation))) does not say that only misses go there "
              + "(`on-miss: \(name(cache))`), so its load counts in full", relation))
      }
      let hasEnd = [PropertyName.ttl, .eviction, .invalidation].contains { self.stated($0, cache) != nil }
      if !hasEnd { deviations.append(but("nothing in \(name(cache)) ever expires", cache)) }
      for relation in calls(cache) where stores.contains(target(relation)) {
        deviations.append(but("\(name(cache)) reads \(name(target(relation))) itself", relation))
      }
      return pattern("cache-aside", [("programs", programs), ("cache", [cache]), ("stores", stores)], deviations)
    }
  }

  /// The calls of a program that look like those for the misses of a cache: their label speaks of misses; a flow makes
  /// them only sometimes, behind the call of the cache; the cache holds what the store holds; or it states how much it
  /// answers, and the program reads a single database.
  private func shownMisses(
    of program: ElementID, behind cache: ElementID, _ conditional: ConditionalSteps
  ) -> [RelationID] {
    guard KindSet.compute.contains(kind(program)) else { return [] }
    let own = callers(cache).filter { source($0) == program }
    // Who only fills it makes a view, and who only reads what another one fills has one.
    let isFilledByOthers =
      own.allSatisfy(isRead) && callers(cache).contains { source($0) != program && isWrite($0) }
    guard own.contains(where: mayRead), !isFilledByOthers else { return [] }
    let reading = calls(program).filter { [.database, .external].contains(kind(target($0))) && mayRead($0) }
    let labelled = reading.filter { says(["miss", "misses", "missed"], $0) }
    if !labelled.isEmpty { return labelled }
    let databases = reading.filter { kind(target($0)) == .database }
    let sometimes = databases.filter { conditional.holds($0, behind: Set(own)) }
    if !sometimes.isEmpty { return sometimes }
    let held = Set(stated(.holds, cache).map { model.words($0) } ?? [])
    let said = databases.filter { stated(.holds, target($0)) != nil }
    if !held.isEmpty, !said.isEmpty {
      let same = said.filter { relation in
        !held.isDisjoint(with: stated(.holds, target(relation)).map { model.words($0) } ?? [])
      }
      return unique(same.map(target)).count == 1 ? same : []
    }
    // Of several caches one may hold sessions, and which nobody says.
    let others = calls(program).filter { kind(target($0)) == .cache && stated(.hitRate, target($0)) != nil }
    guard unique(others.map(target)) == [cache], unique(databases.map(target)).count == 1,
      !own.contains(where: { says(["session", "sessions"], $0) }),
      // What another program puts there need not come from this one's database.
      !callers(cache).contains(where: { source($0) != program && isWrite($0) })
    else { return [] }
    return databases
  }
}

/// The relations that flows take only sometimes, read from the model once.
private struct ConditionalSteps {
  /// By relation the flows, by position, that take it in a block that not every request enters.
  private var flows: [RelationID: [Int]] = [:]
  private let model: Model
  /// Of so many flows each relation is looked at.
  private static let flowLimit = 8

  init(_ model: Model) {
    self.model = model
    for (index, flow) in model.flows.enumerated() where !flow.blocks.isEmpty {
      for step in flow.steps where Self.isSometimes(step, in: flow) && flows[step.relation]?.last != index {
        flows[step.relation, default: []].append(index)
      }
    }
  }

  func holds(_ relation: RelationID) -> Bool { flows[relation] != nil }

  /// Whether a flow takes the relation only sometimes, behind one of others.
  func holds(_ relation: RelationID, behind others: Set<RelationID>) -> Bool {
    (flows[relation] ?? []).prefix(Self.flowLimit).contains { index in
      let flow = model.flows[index]
      let place = flow.steps.firstIndex { $0.relation == relation && Self.isSometimes($0, in: flow) }
      return flow.steps[..<(place ?? 0)].contains { others.contains($0.relation) }
    }
  }

  private static func isSometimes(_ step: FlowStep, in flow: Flow) -> Bool {
    var block = step.block
    while let current = block, flow.blocks.indices.contains(current) {
      if flow.blocks[current].kind == .alternative || flow.blocks[current].kind == .optional { return true }
      block = flow.blocks[current].parent
    }
    return false
  }
}
