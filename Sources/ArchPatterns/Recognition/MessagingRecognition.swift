import ArchModel

/// Patterns of working over messages.
extension PatternEvidence {
  private static let programs: KindSet = [.service, .function, .worker, .job]

  /// One program that sends commands to at least two others with stores of their own, hears how it went, and keeps how
  /// far it is; or relations that say so (`via: saga`).
  func sagas() -> [RecognisedPattern] {
    let danced = choreographies()
    let dancing = Set(danced.flatMap(\.elements))
    return danced
      + model.elements(of: Self.programs).flatMap { orchestrator -> [RecognisedPattern] in
        guard !dancing.contains(orchestrator) else { return [] }
        let isDeclared = outgoing(orchestrator, .message).contains { word(.via, $0) == "saga" }
        let progress = calls(orchestrator).filter { changes($0) && kind(target($0)) == .database }.map(target)
        guard isDeclared || !progress.isEmpty else { return [] }
        let participants = listeners(of: orchestrator).filter { listener in
          Self.programs.contains(kind(listener)) && listener != orchestrator
            && calls(listener).contains {
              changes($0) && kind(target($0)) == .database && !progress.contains(target($0))
            }
        }
        guard participants.count >= (isDeclared ? 1 : 2) else { return [] }
        let silent = participants.filter { !listeners(of: $0).contains(orchestrator) }
        // Without any answer it is an announcement, and no saga.
        guard isDeclared || silent.count < participants.count else { return [] }
        var deviations: [RecognisedPattern.Deviation] = []
        for participant in silent {
          deviations.append(but("\(name(orchestrator)) never hears how \(name(participant)) fared", participant))
        }
        for participant in participants {
          if let relation = call(from: orchestrator, to: participant) {
            deviations.append(but("\(name(orchestrator)) waits for \(name(participant))", relation))
          }
          for relation in calls(participant) where isWrite(relation) && progress.contains(target(relation)) {
            deviations.append(but("\(name(participant)) writes \(name(target(relation)))", relation))
          }
        }
        if progress.isEmpty {
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
    }
  }

  /// A queue between a program that is called and one that works on what it left.
  func levelledLoads() -> [RecognisedPattern] {
    model.elements(of: .queue).flatMap { queue -> [RecognisedPattern] in
      guard !isDeadLetterTarget(queue) else { return [] }
      let senders = unique(incoming(queue, .message).map(source)).filter {
        Self.programs.contains(kind($0)) && (kind($0) == .service || !callers($0).isEmpty)
      }
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
      guard taking.count == 1, let relation = many.first else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      let consumer = target(relation)
      let delivery = word(.delivery, queue)
      let isOnce = delivery == "exactly-once" || delivery == "at-most-once"
      if !isOnce, !isTrue(.idempotent, relation) {
        deviations.append(
          but("\(name(consumer)) does not say that a message may come twice (`idempotent`)", relation))
      }
      if isTrue(.ordered, relation) {
        deviations.append(but("\(name(consumer)) wants the order that competing replicas lose", relation))
      }
      return pattern("competing-consumers", [("queue", [queue]), ("consumers", [consumer])], deviations)
    }
  }
}
