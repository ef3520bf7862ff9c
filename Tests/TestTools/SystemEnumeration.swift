/// What works and what does not.
struct SystemState {
  /// By part: whether enough of its own replicas work.
  var isUp: [Bool]
  /// By part: whether the one that writes is there.
  var hasPrimary: [Bool]
  var zoneIsUp: [Bool]
  var hostIsUp = true
}

extension RandomSystem {
  var allUp: SystemState {
    SystemState(
      isUp: parts.map { _ in true }, hasPrimary: parts.map { _ in true }, zoneIsUp: zones.map { _ in true })
  }

  /// Whether the flow succeeds in a state, every request of it.
  func succeeds(_ state: SystemState) -> Bool { serving(state, withHits: false)[0] }

  /// Which parts serve: from "every part does" downwards, until none stops any more.
  ///
  /// - Parameter withHits: whether a cache that works is enough where its store is lost.
  private func serving(_ state: SystemState, withHits: Bool) -> [Bool] {
    let way = Way(self)
    var serves = parts.map { _ in true }
    var changed = true
    while changed {
      changed = false
      for index in parts.indices where serves[index] {
        var works = index == 0 || ownWorks(index, state)
        for need in way.needs(index) where isRequired(need, way) {
          let target = serves[need.0.target] && hasPrimary(need.0, state)
          let other = need.0.fallback.map { serves[$0] && state.hasPrimary[$0] } ?? false
          let hits = withHits && hitters(need.0).contains { $0 == index || serves[$0] }
          if !target && !other && !hits { works = false }
        }
        if !works {
          serves[index] = false
          changed = true
        }
      }
    }
    return serves
  }

  /// The share of requests that the flow serves in a state: every call is answered by the cache at its hits, else by
  /// the store. A call that comes back to a part which is asked already asks no more than that it serves at all.
  func share(_ state: SystemState) -> Double {
    let serves = serving(state, withHits: true)
    let way = Way(self)
    func share(_ index: Int, _ asked: [Int]) -> Double {
      guard serves[index] else { return 0 }
      if asked.contains(index) { return 1 }
      var result = 1.0
      for need in way.needs(index) where isRequired(need, way) {
        var one = hasPrimary(need.0, state) ? share(need.0.target, asked + [index]) : 0
        if let other = need.0.fallback, state.hasPrimary[other] {
          one += (1 - one) * share(other, asked + [index])
        }
        for cache in hitters(need.0) {
          one += (1 - one) * parts[cache].hits * (cache == index ? 1 : share(cache, asked + [index]))
        }
        result *= one
      }
      return result
    }
    return share(0, [])
  }

  /// The cache that answers for a link's target: the one before a store, or the source that is a cache itself.
  private func hitters(_ link: Link) -> [Int] {
    if link.isMessage { return [] }
    if let cache = link.onMiss { return [cache] }
    return parts[link.source].kind == "cache" ? [link.source] : []
  }

  private func hasPrimary(_ link: Link, _ state: SystemState) -> Bool {
    link.access == "read" || link.isMessage || state.hasPrimary[link.target]
  }

  private func isRequired(_ need: (Link, isStep: Bool, isOptional: Bool), _ way: Way) -> Bool {
    let link = need.0
    let isChoice =
      need.isOptional || isCacheOfCaller(link, way) || link.isOptional && !need.isStep || link.hasTextFallback
    return !isChoice && !(link.isMessage && isLater(link))
  }

  /// Its replicas (those in zones that are there), its host and its zone.
  private func ownWorks(_ index: Int, _ state: SystemState) -> Bool {
    let part = parts[index]
    if !state.isUp[index] { return false }
    if let zone = part.zone, !state.zoneIsUp[zone] { return false }
    return !part.isHosted || state.hostIsUp
  }

  /// A message that nobody waits for: kept with the data, or handed out by the queue.
  private func isLater(_ link: Link) -> Bool {
    link.isKept || parts[link.source].kind == "queue" || parts[link.target].kind != "queue"
  }

  /// The caller has a store behind the cache that it calls.
  private func isCacheOfCaller(_ link: Link, _ way: Way) -> Bool {
    links.contains { $0.source == link.source && $0.onMiss == link.target }
  }

  /// How many replicas a zone holds: as even as can be.
  private func count(of part: Part, in zone: Int) -> Int {
    part.replicas / zones.count + (zone < part.replicas % zones.count ? 1 : 0)
  }

  /// Which parts need which in the flow.
  struct Way {
    private var needsOfPart: [[(Link, isStep: Bool, isOptional: Bool)]]

    init(_ system: RandomSystem) {
      needsOfPart = system.parts.map { _ in [] }
      for index in system.parts.indices {
        let steps = system.steps.filter { system.links[$0.link].source == index }
        let calls = steps.filter { !system.links[$0.link].isMessage }
        if calls.isEmpty {
          for link in system.links where link.source == index { needsOfPart[index].append((link, false, false)) }
        }
        for (place, step) in steps.enumerated() where !steps[..<place].contains(where: { $0.link == step.link }) {
          // However often it is called, it is one call to one part.
          let again = steps.filter { $0.link == step.link }
          needsOfPart[index].append((system.links[step.link], true, again.allSatisfy(\.isOptional)))
        }
        for link in system.links where link.source == index && !calls.isEmpty {
          // A step to a cache brings the store behind it.
          let caches = calls.filter { system.links[$0.link].target == link.onMiss }
          guard !caches.isEmpty, !calls.contains(where: { system.links[$0.link] == link }) else { continue }
          needsOfPart[index].append((link, false, caches[0].isOptional))
        }
        if index == 0 { needsOfPart[0].removeAll { need in !need.isStep } }
      }
    }

    func needs(_ part: Int) -> [(Link, isStep: Bool, isOptional: Bool)] { needsOfPart[part] }
  }

  // MARK: Chances

  /// The share of time that the flow succeeds, over all states of zones, host and parts.
  var availability: Double {
    var sum = 0.0
    for zoneStates in 0..<(1 << zones.count) {
      var state = allUp
      var chance = 1.0
      for (index, zone) in zones.enumerated() {
        state.zoneIsUp[index] = zoneStates & (1 << index) != 0
        chance *= state.zoneIsUp[index] ? zone : 1 - zone
      }
      sum += chance * hostChances(state)
    }
    return sum
  }

  private func hostChances(_ state: SystemState) -> Double {
    guard let host else { return partChances(state, 1) }
    var down = state
    down.hostIsUp = false
    return host * partChances(state, 1) + (1 - host) * partChances(down, 1)
  }

  private func partChances(_ state: SystemState, _ index: Int) -> Double {
    guard index < parts.count else { return succeeds(state) ? 1 : 0 }
    // What nothing asks about takes no part.
    guard isMet[index] else { return partChances(state, index + 1) }
    let (reading, writing) = chances(parts[index], state)
    var result = 0.0
    for (isUp, hasPrimary, chance) in [
      (true, true, writing), (true, false, reading - writing), (false, false, 1 - reading),
    ] where chance > 0 {
      var next = state
      next.isUp[index] = isUp
      next.hasPrimary[index] = hasPrimary
      result += chance * partChances(next, index + 1)
    }
    return result
  }

  /// Whether a link names the part; those that none names cannot matter.
  private var isMet: [Bool] {
    parts.indices.map { index in links.contains { $0.target == index || $0.fallback == index } }
  }

  /// The chances that a part serves reads, and that it has its primary besides, by all states of its replicas. Replica 0
  /// is the primary.
  func chances(_ part: Part, _ state: SystemState) -> (reading: Double, writing: Double) {
    if part.isTotal || part.kind == "external" { return (part.availability, part.availability) }
    var places: [Bool] = []
    if part.isSpread {
      for zone in zones.indices {
        places += [Bool](repeating: state.zoneIsUp[zone], count: count(of: part, in: zone))
      }
    } else {
      places = [Bool](repeating: true, count: part.replicas)
    }
    let unavailability = 1 - part.availability
    let isAlone = part.replicas == 1
    let common = isAlone ? 0 : (part.commonCause ?? 0) * unavailability
    let one = common < 1 ? part.availability / (1 - common) : 0
    var reading = 0.0
    var primary = 0.0
    for bits in 0..<(1 << part.replicas) {
      var chance = 1 - common
      var count = 0
      for replica in 0..<part.replicas {
        let works = bits & (1 << replica) != 0
        chance *= works ? one : 1 - one
        if works && places[replica] { count += 1 }
      }
      guard count >= part.quorum else { continue }
      reading += chance
      if bits & 1 != 0 { primary += chance }
    }
    guard part.replicas > 1 else { return (reading, reading) }
    if part.isSpread {
      // Taken from the whole, and a share of it where zones are gone.
      var together = part
      together.isSpread = false
      let whole = chances(together, allUp)
      return (reading, whole.reading > 0 ? reading * whole.writing / whole.reading : 0)
    }
    switch part.failover {
    case .none: return (reading, reading)
    case .automatic: return (reading, max(0, reading - unavailability / 3600 * 60))
    case .manual: return (reading, primary)
    }
  }
}
