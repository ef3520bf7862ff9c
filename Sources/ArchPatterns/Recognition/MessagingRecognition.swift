import ArchModel

/// Patterns of working over messages.
extension PatternEvidence {
  private static let programs: KindSet = [.service, .function, .worker, .job]

  /// One program that sends commands to at least two others with stores of their own, hears how it went, and keeps how
  /// far it is; or relations that say so (`via: saga`).
  func sagas() -> [RecognisedPattern] {
    let danced = choreographies() + relayedSagas()
    let dancing = Set(danced.flatMap(\.elements))
    return danced
      + model.elements(of: Self.programs).flatMap { orchestrator -> [RecognisedPattern] in
        guard !dancing.contains(orchestrator) else { return [] }
        // A call may be a step, too: then its answer says how it went.
        let asked = calls(orchestrator).filter { word(.via, $0) == "saga" }.map(target)
        let isDeclared = !asked.isEmpty || outgoing(orchestrator, .message).contains { word(.via, $0) == "saga" }
        let progress = calls(orchestrator).filter { changes($0) && kind(target($0)) == .database }.map(target)
        guard isDeclared || !progress.isEmpty else { return [] }
        let participants = unique(listeners(of: orchestrator) + asked).filter { listener in
          Self.programs.contains(kind(listener)) && listener != orchestrator
            && calls(listener).contains {
              changes($0) && kind(target($0)) == .database && !progress.contains(target($0))
            }
        }
        guard participants.count >= (isDeclared ? 1 : 2) else { return [] }
        let silent = participants.filter { !asked.contains($0) && !listeners(of: $0).contains(orchestrator) }
        // Without any answer it is an announcement, and no saga.
        guard isDeclared || silent.count < participants.count else { return [] }
        // What is made for long processes waits without holding anything and keeps where it stands.
        let isEngine = model.technology(orchestrator)?.goodAt.contains("workflows") ?? false
        var deviations: [RecognisedPattern.Deviation] = []
        for participant in silent {
          deviations.append(but("\(name(orchestrator)) never hears how \(name(participant)) fared", participant))
        }
        for participant in participants {
          if !isEngine, let relation = call(from: orchestrator, to: participant) {
            deviations.append(but("\(name(orchestrator)) waits for \(name(participant))", relation))
          }
          for relation in calls(participant) where isWrite(relation) && progress.contains(target(relation)) {
            deviations.append(but("\(name(participant)) writes \(name(target(relation)))", relation))
          }
        }
        if progress.isEmpty, !isEngine {
          deviations.append(but("\(name(orchestrator)) keeps nowhere how far it is", orchestrator))
        }
        return pattern(
          "saga", [("orchestrator", [orchestrator]), ("progress", progress), ("participants", participants)], deviations
        )
      }
  }

  /// Programs that answer each other over one broker, as their relations say (`via: saga`), and none directs the others.
  private func choreographies() -> [RecognisedPattern] {
    model.elements(of: KindSet.messaging).flatMap { broker -> [RecognisedPattern] in
      let sending = unique(incoming(broker, .message).filter { word(.via, $0) == "saga" }.map(source)).filter {
        Self.programs.contains(kind($0))
      }
      let hearing = Set(outgoing(broker, .message).map(target))
      guard sending.count(where: hearing.contains) >= 2 else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      for program in sending where !hearing.contains(program) {
        deviations.append(
          but("\(name(program)) does not hear what becomes of it, so it cannot take back what it did", program))
      }
      return pattern("saga", [("participants", sending), ("over", [broker])], deviations)
    }
  }

  /// Programs that hand a transaction on over several brokers, as their relations say (`via: saga`), where none of them
  /// has a hand in every step.
  private func relayedSagas() -> [RecognisedPattern] {
    var steps: [(from: ElementID, to: ElementID)] = []
    var brokers: [ElementID: [ElementID]] = [:]
    for program in model.elements(of: Self.programs) {
      for relation in outgoing(program, .message) where word(.via, relation) == "saga" {
        let next = target(relation)
        let isBroker = KindSet.messaging.contains(kind(next))
        if isBroker { brokers[program, default: []].append(next) }
        for listener in isBroker ? outgoing(next, .message).map(target) : [next] where listener != program {
          steps.append((program, listener))
        }
      }
    }
    let senders = Set(steps.map(\.from))
    steps.removeAll { !senders.contains($0.to) }
    var near: [ElementID: [ElementID]] = [:]
    var leading: [ElementID: [ElementID]] = [:]
    for step in steps {
      near[step.from, default: []].append(step.to)
      near[step.to, default: []].append(step.from)
      leading[step.from, default: []].append(step.to)
    }
    var seen: Set<ElementID> = []
    return senders.sorted().flatMap { first -> [RecognisedPattern] in
      guard seen.insert(first).inserted else { return [] }
      var members = [first]
      var open = [first]
      while let next = open.popLast() {
        for other in near[next] ?? [] where seen.insert(other).inserted {
          members.append(other)
          open.append(other)
        }
      }
      let own = members.flatMap { from in (leading[from] ?? []).map { (from: from, to: $0) } }
      let hearing = Set(own.map(\.to))
      let over = unique(members.flatMap { brokers[$0] ?? [] })
      // Only an end of the first step can be one of every step.
      guard over.count >= 2, let step = own.first,
        ![step.from, step.to].contains(where: { hub in own.allSatisfy { $0.from == hub || $0.to == hub } })
      else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      for program in members.sorted() where !hearing.contains(program) {
        deviations.append(
          but("\(name(program)) does not hear what becomes of it, so it cannot take back what it did", program))
      }
      return pattern("saga", [("participants", members), ("over", over)], deviations)
    }
  }

  /// A message that leaves by way of the store: `via: outbox` or `via: cdc`.
  func outboxes() -> [RecognisedPattern] {
    model.elements(of: Self.programs | [.database]).flatMap { sender -> [RecognisedPattern] in
      let messages = outgoing(sender, .message)
      let safe = messages.filter { ["outbox", "cdc"].contains(word(.via, $0)) }
      guard !safe.isEmpty else { return [] }
      let stores: [ElementID] =
        kind(sender) == .database
        ? [sender]
        : calls(sender).filter { kind(target($0)) == .database || kind(target($0)) == .storage }
          .filter { !isRead($0) || kind(sender) == .worker }.map(target)
      var deviations: [RecognisedPattern.Deviation] = []
      if stores.isEmpty { deviations.append(but("\(name(sender)) has no store to keep the message in", sender)) }
      for relation in messages where word(.via, relation) == nil && !stores.isEmpty {
        guard KindSet.messaging.contains(kind(target(relation))), !isDeadLetterTarget(target(relation)) else {
          continue
        }
        deviations.append(but("\(name(sender)) sends to \(name(target(relation))) past the outbox", relation))
      }
      return pattern(
        "transactional-outbox", [("sender", [sender]), ("store", stores), ("to", safe.map(target))], deviations)
    } + relays()
  }

  /// A program that passes on what a store announces or keeps for it, as its technology or the relations say, where the
  /// messages themselves do not (`via`).
  private func relays() -> [RecognisedPattern] {
    model.elements(of: Self.programs).flatMap { relay -> [RecognisedPattern] in
      let messages = outgoing(relay, .message).filter { KindSet.messaging.contains(kind(target($0))) }
      guard !messages.isEmpty, messages.allSatisfy({ word(.via, $0) == nil }) else { return [] }
      let isFeed = model.technology(relay)?.goodAt.first == "change-feed"
      let reading = calls(relay).filter { kind(target($0)) == .database && mayRead($0) && !isWrite($0) }
      let hearing = incoming(relay, .message).filter { kind(source($0)) == .database }
      let stores = unique(reading.map(target) + hearing.map(source)).filter { store in
        isFeed || (callers(store) + hearing).contains { says(["outbox"], $0) }
      }
      let writers = unique(
        stores.flatMap { callers($0) }.filter { !isRead($0) && Self.programs.contains(kind(source($0))) }.map(source)
      ).filter { $0 != relay }
      guard !writers.isEmpty else { return [] }
      let to = unique(messages.map(target))
      var deviations: [RecognisedPattern.Deviation] = []
      for writer in writers {
        for relation in outgoing(writer, .message) where to.contains(target(relation)) {
          deviations.append(but("\(name(writer)) sends to \(name(target(relation))) past the outbox", relation))
        }
      }
      return pattern(
        "transactional-outbox", [("sender", writers), ("store", stores), ("relay", [relay]), ("to", to)], deviations)
    }
  }

  /// A queue between a program that is called and one that works on what it left.
  func levelledLoads() -> [RecognisedPattern] {
    model.elements(of: .queue).flatMap { queue -> [RecognisedPattern] in
      guard !isDeadLetterTarget(queue) else { return [] }
      let senders = unique(incoming(queue, .message).map(source)).filter {
        Self.programs.contains(kind($0)) && (kind($0) == .service || !callers($0).isEmpty)
          || kind($0) == .gateway && !callers($0).isEmpty
      }
      // Whoever works on messages alone takes in nothing that anybody waits for: its queue is the next step.
      .filter { !callers($0).isEmpty || incoming($0, .message).isEmpty }
      let workers = unique(outgoing(queue, .message).map(target)).filter { Self.programs.contains(kind($0)) }
      guard !senders.isEmpty, !workers.isEmpty, Set(senders).isDisjoint(with: workers) else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      for sender in senders {
        for worker in workers {
          if let relation = call(from: sender, to: worker) {
            deviations.append(but("\(name(sender)) waits for \(name(worker)) all the same", relation))
          }
          if let relation = call(from: worker, to: sender) {
            deviations.append(
              but("\(name(worker)) calls \(name(sender)), which has to be up for the work to go on", relation))
          }
        }
      }
      return pattern(
        "queue-based-load-levelling", [("intake", senders), ("queue", [queue]), ("workers", workers)], deviations)
    }
  }

  /// Several equal workers on one queue.
  func competingConsumers() -> [RecognisedPattern] {
    model.elements(of: .queue).flatMap { queue -> [RecognisedPattern] in
      guard !isDeadLetterTarget(queue) else { return [] }
      let taking = outgoing(queue, .message).filter { Self.programs.contains(kind(target($0))) }
      let many = taking.filter { (replicas(target($0))?.upper ?? 0) >= 2 }
      guard taking.count == 1 && many.count == 1 || areEqual(taking.map(target)) else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      let delivery = word(.delivery, queue)
      let isOnce = delivery == "exactly-once" || delivery == "at-most-once"
      for relation in taking {
        let consumer = target(relation)
        if !isOnce, !isTrue(.idempotent, relation) {
          deviations.append(
            but("\(name(consumer)) does not say that a message may come twice (`idempotent`)", relation))
        }
        if isTrue(.ordered, relation) {
          deviations.append(but("\(name(consumer)) wants the order that competing replicas lose", relation))
        }
      }
      return pattern("competing-consumers", [("queue", [queue]), ("consumers", taking.map(target))], deviations)
    }
  }

  /// Whether several programs are one in several copies: of one kind and technology, with the same needs.
  private func areEqual(_ programs: [ElementID]) -> Bool {
    guard let first = programs.first, Set(programs).count >= 2, let technology = model.technologyText(first) else {
      return false
    }
    let needs = Set(calls(first).map(target) + outgoing(first, .message).map(target))
    return !needs.isEmpty
      && programs.allSatisfy {
        kind($0) == kind(first) && model.technologyText($0) == technology
          && Set(calls($0).map(target) + outgoing($0, .message).map(target)) == needs
      }
  }
}
