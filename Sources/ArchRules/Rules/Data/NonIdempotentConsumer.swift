import ArchModel
import ArchSyntax

extension Rule {
  static let nonIdempotentConsumer = Rule(
    "DAT003", "non-idempotent-consumer", .error,
    summary: "A consumer of messages that can arrive twice, whose work done twice is not as good as once.",
    why: """
      A broker that gives a message out again after a crash or a late answer is working as designed; the consumer then \
      charges, books or sends a second time.
      """,
    fix: """
      Let the consumer remember what it has done, by a key of the message, and state `idempotent` or `idempotency-key`; \
      or write so that a repetition changes nothing. A queue that states `redelivery`, `visibility` or `dead-letter` \
      gives messages out again as one with `delivery: at-least-once` does.
      """,
    remedy: "make it idempotent",
    sources: [
      "G. Hohpe and B. Woolf, Enterprise Integration Patterns, 2003: Idempotent Receiver",
      "AWS Well-Architected Framework, Reliability Pillar: REL04-BP04 Make mutating operations idempotent",
      "Amazon SQS Developer Guide: at-least-once delivery",
    ],
    bad: [
      """
      service Shop { ~> Orders }
      queue Orders { delivery: at-least-once, dead-letter: Refused, ~> Cashier { idempotent: false } }
      queue Refused { alert }
      worker Cashier {}
      """,
      """
      defaults { queue { redelivery: 5 30s, dead-letter: Refused }, worker { timeout: 1s } }
      service Shop { ~> Orders ~> Cashier }
      queue Orders {}
      queue Refused { alert }
      worker Cashier { -> Cards { idempotent: false, encrypted: tls } }
      external Cards {}
      """,
    ],
    good: [
      """
      service Shop { ~> Orders }
      queue Orders { delivery: at-least-once, dead-letter: Refused, ~> Cashier { idempotent } }
      queue Refused { alert }
      worker Cashier { -> Cards { timeout: 1s, idempotent: false, encrypted: tls } }
      external Cards {}
      """,
      """
      defaults { queue { delivery: at-most-once } }
      service Shop { ~> [Orders, Ticks] }
      queue Orders { ~> Cashier { idempotent: false } }
      queue Ticks { ~> Cashier { idempotent: false, idempotency-key: "tick id" } }
      worker Cashier {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: KindSet.messaging).flatMap { queue -> [Finding] in
        guard let again = facts.repeats(queue) else { return [] }
        return facts.consumptions(of: queue).compactMap { relation, consumer in
          guard context.isSound(relation), KindSet.compute.contains(model[consumer].kind) else { return nil }
          let name = Wording.name(consumer, in: model)
          let stance = facts.repetition(of: relation)
          if stance == .yes { return nil }
          if let harm = stance == .no ? relation : facts.harmfulCall(of: consumer) {
            let isOwn = harm == relation
            return Finding(
              .relation(relation),
              "\(name) can get a message of \(Wording.name(queue, in: model)) twice, and doing it twice does harm",
              at: model.span(relation), label: isOwn ? "`idempotent: false`" : "",
              labels: (isOwn ? [] : [Label(model.span(harm), "`idempotent: false`")]) + again,
              why: "a message that comes again charges, books or sends a second time",
              help: "let it remember what it has done, by a key of the message")
          }
          return Finding(
            .relation(relation), "", at: model.span(relation), labels: again,
            help: "state `idempotent` where doing it twice is as good as once"
          ).gap("it is not stated whether \(name) may do a message twice") {
            "it is not stated whether \($0) consumers may do a message twice"
          }
        }
      }
    })
}

extension ModelFacts {
  /// The relations by which programs take messages from a queue, stream or topic, with the program.
  func consumptions(of queue: ElementID) -> [(relation: RelationID, consumer: ElementID)] {
    var result = model.outgoing(queue).filter { model[$0].arrow == .message }.map { ($0, model[$0].target) }
    for relation in model.incoming(queue) where model[relation].arrow.isSynchronous {
      let source = model[relation].source
      if isRead(relation) || model[source].kind == .worker && !isWrite(relation) { result.append((relation, source)) }
    }
    return result
  }

  /// Where a queue says that it gives messages out again: a label, or several; nil where it does not.
  func repeats(_ queue: ElementID) -> [Label]? {
    if let delivery = effective(.delivery, of: queue)?.property {
      return model.word(delivery.stated.value) == "at-least-once" ? [label(delivery)] : nil
    }
    for name in [PropertyName.redelivery, .visibility, .deadLetter] {
      guard let property = effective(name, of: queue)?.property, Stance(property.stated, in: model) == .yes else {
        continue
      }
      return [label(property)]
    }
    return nil
  }

  private func label(_ property: StatedProperty) -> Label {
    Label(model.span(property), "messages are given out again")
  }

  /// Whether doing what a relation does twice is stated to be as good as once.
  func repetition(of relation: RelationID) -> Stance {
    if Stance(model.stated(.idempotencyKey, of: relation), in: model) == .yes { return .yes }
    return Stance(model.stated(.idempotent, of: relation), in: model)
  }

  /// A call that is stated to do harm when repeated, of a program whose work all comes from messages.
  fileprivate func harmfulCall(of consumer: ElementID) -> RelationID? {
    let isFed = model.incoming(consumer).allSatisfy {
      KindSet.messaging.contains(model[model[$0].source].kind) || model[model[$0].source].kind == .monitor
    }
    guard isFed else { return nil }
    return model.outgoing(consumer).first { relation in
      !model[relation].isBroken && !isRead(relation) && !KindSet.messaging.contains(model[model[relation].target].kind)
        && repetition(of: relation) == .no
    }
  }
}
