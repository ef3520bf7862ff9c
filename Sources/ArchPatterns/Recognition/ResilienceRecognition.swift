import ArchModel

/// Patterns of surviving failures and growth.
extension PatternEvidence {
  /// Calls that stop when the callee fails.
  func breakers() -> [RecognisedPattern] {
    var callers: [ElementID] = []
    var callees: [ElementID] = []
    var deviations: [RecognisedPattern.Deviation] = []
    for relation in model.liveRelations where model[relation].arrow.isSynchronous {
      guard let stated = stated(.circuitBreaker, relation), let breaker = model.circuitBreaker(stated) else { continue }
      callers.append(source(relation))
      callees.append(target(relation))
      let ends = "\(name(source(relation)))->\(name(target(relation)))"
      var lacks: [String] = []
      if breaker.threshold == nil { lacks.append("when it opens") }
      if breaker.openTime == nil { lacks.append("for how long") }
      if breaker.trialCalls == nil { lacks.append("how it closes again") }
      if !lacks.isEmpty {
        deviations.append(but("that of \(ends) does not say \(lacks.joined(separator: ", "))", relation))
      }
      if self.stated(.timeout, relation) == nil {
        deviations.append(but("\(ends) has no timeout, so a call that hangs never counts as failed", relation))
      }
    }
    guard !callers.isEmpty else { return [] }
    return pattern("circuit-breaker", [("callers", callers), ("callees", callees)], deviations)
  }

  /// Calls with a share of their own of the caller's connections.
  func bulkheads() -> [RecognisedPattern] {
    model.elements(of: KindSet.compute | [.gateway]).flatMap { caller -> [RecognisedPattern] in
      let calls = calls(caller).filter { KindSet.compute.contains(kind(target($0))) || kind(target($0)) == .external }
      // One pool is a limit; several are compartments.
      let pools = calls.filter { stated(.pool, $0) != nil }
      let isPooled = unique(pools.map(target)).count >= 2
      func isApart(_ relation: RelationID) -> Bool {
        isHeldApart(relation) || isPooled && stated(.pool, relation) != nil
      }
      let apart = calls.filter(isApart)
      guard !apart.isEmpty else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      for relation in calls where !isApart(relation) {
        deviations.append(but("\(name(caller)) calls \(name(target(relation))) without a share of its own", relation))
      }
      return pattern("bulkhead", [("caller", [caller]), ("held apart", apart.map(target))], deviations)
    }
  }

  private func isHeldApart(_ relation: RelationID) -> Bool {
    switch stated(.bulkhead, relation)?.value {
    case nil, .flag(false), .none?: false
    default: true
    }
  }

  /// Calls that are repeated after pauses that grow.
  func retries() -> [RecognisedPattern] {
    var callers: [ElementID] = []
    var callees: [ElementID] = []
    var deviations: [RecognisedPattern.Deviation] = []
    for relation in model.liveRelations where model[relation].arrow.isSynchronous {
      guard let stated = stated(.retry, relation), let policy = model.retry(stated), policy.backoff == "exponential"
      else { continue }
      callers.append(source(relation))
      callees.append(target(relation))
      let ends = "\(name(source(relation)))->\(name(target(relation)))"
      if !isTrue(.idempotent, relation), !isTrue(.idempotencyKey, relation), !isRead(relation) {
        deviations.append(but("\(ends) does not say that it may be made twice (`idempotent`)", relation))
      }
      if !policy.hasJitter {
        deviations.append(but("\(ends) has no jitter, so callers come back all at once", relation))
      }
    }
    guard !callers.isEmpty else { return [] }
    return pattern("retry-with-backoff", [("callers", callers), ("callees", callees)], deviations)
  }

  /// Programs that hold a lease in a coordination store, as their relations say; one of them works.
  func elections() -> [RecognisedPattern] {
    model.elements(of: [.registry, .database, .cache]).flatMap { store -> [RecognisedPattern] in
      let holding = callers(store).filter { relation in
        KindSet.compute.contains(kind(source(relation)))
          && (Self.speaksOfLeadership(model.label(relation) ?? "")
            // A lock around the whole of a job lets one of its instances work.
            || kind(source(relation)) == .job && says(["lock", "locks", "mutex"], relation))
      }
      let candidates = unique(holding.map(source))
      // One program with standbys of its own, or several.
      let isMany = candidates.count >= 2 || candidates.contains { (replicas($0)?.upper ?? 0) >= 2 }
      guard !candidates.isEmpty, isMany else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      if let replicas = replicas(store), replicas.upper <= 1 {
        deviations.append(but("\(name(store)), which decides, is a single instance", store))
      }
      let consistency = word(.consistency, store)
      if consistency == "eventual" {
        deviations.append(but("\(name(store)) is only eventually consistent, so two may lead at once", store))
      }
      var writers: [ElementID: ElementID] = [:]
      for candidate in candidates where candidates.count >= 2 {
        for relation in calls(candidate) where isWrite(relation) && target(relation) != store {
          if let other = writers[target(relation)], other != candidate {
            deviations.append(
              but("both \(name(other)) and \(name(candidate)) write \(name(target(relation)))", relation))
          }
          writers[target(relation)] = writers[target(relation)] ?? candidate
        }
      }
      return pattern("leader-election", [("candidates", candidates), ("election", [store])], deviations)
    }
  }

  private static func speaksOfLeadership(_ label: String) -> Bool {
    let words = label.lowercased().split { !$0.isLetter }
    return words.contains { ["lease", "leases", "leader", "leadership", "election", "elect", "elects"].contains($0) }
  }

  /// Programs behind something that spreads requests, whose number follows the load.
  func scaledOut() -> [RecognisedPattern] {
    var balancers: [ElementID] = []
    var instances: [ElementID] = []
    var deviations: [RecognisedPattern.Deviation] = []
    for program in model.elements(of: [.service, .function]) {
      guard let replicas = replicas(program), replicas.scales else { continue }
      let spreading = callers(program).map(source).filter {
        kind($0) == .loadBalancer || kind($0) == .gateway && isTrue(.loadBalancing, $0)
      }
      guard !spreading.isEmpty else { continue }
      balancers += spreading
      instances.append(program)
      if isTrue(.stateful, program) {
        deviations.append(but("each replica of \(name(program)) keeps state of its own", program))
      }
      for relation in callers(program) where kind(source(relation)) == .client || kind(source(relation)) == .actor {
        deviations.append(but("\(name(source(relation))) calls \(name(program)) past what spreads requests", relation))
      }
    }
    guard !instances.isEmpty else { return [] }
    return pattern("horizontal-scaling", [("spread by", balancers), ("instances", instances)], deviations)
  }

  /// Options, phases and environments that make each replica of a part larger and do not make them more.
  func scaledUp() -> [RecognisedPattern] {
    let variants = model.variants.isEmpty ? model.elements(of: [.option, .phase, .environment]) : []
    var result: [RecognisedPattern] = []
    for variant in variants.filter({ model.holdsStatements($0) }).prefix(16) {
      guard let changed = model.applying(VariantSelection(kinds: [kind(variant)], name: model.path(variant))) else {
        continue
      }
      for element in model.elements(of: [.database, .service, .cache]) {
        guard let before = number(.capacity, element), before > 0,
          let same = changed.element(at: model.path(element), of: [kind(element)]),
          let after = changed.stated(.capacity, of: same).flatMap({ changed.figure($0)?.value }), after > before,
          changed.stated(.replicas, of: same).flatMap({ changed.replicas($0)?.upper }) == replicas(element)?.upper
        else { continue }
        var deviations: [RecognisedPattern.Deviation] = []
        if let replicas = replicas(element), replicas.upper <= 1 {
          deviations.append(
            but("\(name(element)) has no second instance, so making it larger means stopping it", element))
        }
        result += pattern("vertical-scaling", [("larger", [element]), ("by", [variant])], deviations)
      }
    }
    return result
  }
}
