import ArchModel
import ArchSyntax

extension Rule {
  static let dualWrite = Rule(
    "DAT002", "dual-write", .warning, isDefault: true,
    summary: "A program that writes a store and tells a broker in one flow, with nothing that makes the two agree.",
    why: """
      There is no transaction over both. A crash between the two leaves an order that nobody hears of, or a message about \
      an order that does not exist, and no retry can tell.
      """,
    fix: """
      Write the message into the store together with the data and publish it from there: `via: outbox`, or \
      `via: cdc` from the store's own log; or state `via: saga` where steps are taken back. What a broker gives \
      out again until both are done, and stores that are `derived`, are no such case.
      """,
    remedy: "publish through an outbox",
    sources: [
      "M. Kleppmann, Designing Data-Intensive Applications, 2017, chapter 11: Keeping Systems in Sync",
      "C. Richardson, Microservices Patterns, 2018: Transactional Outbox",
      "AWS Prescriptive Guidance: Transactional outbox pattern",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop {
        auth: jwt, rate-limit: 100/s
        -> Orders { timeout: 1s, access: write }
        ~> Events
      }
      database Orders { backup: every 1h }
      topic Events
      flow Buy { Web -> Shop -> Orders, Shop ~> Events }
      """,
      """
      import "parts.arch"
      defaults { service { timeout: 1s } }
      client Web { -> Buying }
      service Shop {
        auth: jwt, rate-limit: 100/s
        module Buying { -> Booking }
        module Booking { -> Orders { access: read-write } }
        Buying ~> Events
      }
      flow Buy { Web -> Buying, Buying ~> Events, Buying -> Booking -> Orders }
      // file: parts.arch
      database Orders { backup: every 1h }
      stream Events
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop {
        auth: jwt, rate-limit: 100/s
        -> Orders { timeout: 1s, access: write }
        ~> Events { via: outbox }
      }
      database Orders { backup: every 1h, ~> Changes { via: cdc } }
      topic Events
      topic Changes
      flow Buy { Web -> Shop -> Orders, Shop ~> Events, Orders ~> Changes }
      """,
      """
      service Shop { ~> Jobs }
      queue Jobs { dead-letter: Refused, ~> Packer { idempotent } }
      queue Refused { alert }
      worker Packer { -> Parcels { timeout: 1s, access: write }, -> Seen { timeout: 1s, access: write }, ~> Sent }
      database Parcels { backup: every 1h }
      database Seen { derived }
      topic Sent
      flow Pack { Shop ~> Jobs ~> Packer -> Parcels, Packer -> Seen, Packer ~> Sent }
      """,
    ],
    check: { context in
      let model = context.model
      var found: [ElementID: DualWrite] = [:]
      var order: [ElementID] = []
      for flow in model.flows where context.isSound(flow.element) {
        for write in DualWrite.all(in: flow, context) where found[write.program] == nil {
          found[write.program] = write
          order.append(write.program)
        }
      }
      return order.sorted().compactMap { program in
        guard let write = found[program] else { return nil }
        let store = model[write.store].target
        let broker = model[write.broker].target
        return Finding(
          .element(program),
          "\(Wording.name(program, in: model)) writes \(Wording.name(store, in: model)) and tells \(Wording.name(broker, in: model)) with nothing between that makes them agree",
          at: model.nameSpan(program),
          labels: [
            Label(model.span(write.store), "writes"), Label(model.span(write.broker), "tells: no `via`"),
            Label(model.nameSpan(write.flow), "both in this flow"),
          ],
          why: "a crash between the two leaves data that nobody hears of, or news of data that does not exist",
          help: "publish from the store: `via: outbox` or `via: cdc`")
      }
    })
}

/// A program that writes a store and tells a broker in one flow.
private struct DualWrite {
  let flow: ElementID
  let program: ElementID
  let store: RelationID
  let broker: RelationID

  private struct Step {
    let relation: RelationID
    /// The `alternative` blocks that hold it.
    let alternatives: Set<Int>

    /// Whether both can happen in one request: neither stands in an alternative that the other is not part of, or only
    /// one does.
    func meets(_ other: Step) -> Bool {
      alternatives.isSubset(of: other.alternatives) || other.alternatives.isSubset(of: alternatives)
    }
  }

  static func all(in flow: Flow, _ context: RuleContext) -> [DualWrite] {
    let model = context.model
    let facts = context.facts
    var writes: [ElementID: [Step]] = [:]
    var messages: [ElementID: [Step]] = [:]
    var redelivered: Set<ElementID> = []
    var order: [ElementID] = []
    for step in flow.steps where context.isSound(step.relation) {
      let data = model[step.relation]
      let program = facts.process(of: data.source)
      if data.arrow == .message, KindSet.messaging.contains(model[data.source].kind),
        facts.value(.delivery, of: data.source).flatMap({ model.word($0.value) }) != "at-most-once"
      {
        redelivered.insert(facts.process(of: data.target))
      }
      guard KindSet.compute.contains(model[program].kind),
        !["outbox", "cdc", "saga"].contains(model.stated(.via, of: step.relation).flatMap { model.word($0.value) })
      else { continue }
      let target = model[data.target].kind
      let found = Step(relation: step.relation, alternatives: alternatives(around: step.block, of: flow))
      if data.arrow == .call, target == .database || target == .storage, facts.isWrite(step.relation),
        !facts.isTrue(.derived, of: data.target)
      {
        if writes[program] == nil { order.append(program) }
        writes[program, default: []].append(found)
      }
      if KindSet.messaging.contains(target),
        data.arrow == .message || data.arrow == .call && facts.isWrite(step.relation)
      {
        messages[program, default: []].append(found)
      }
    }
    return order.compactMap { program in
      guard !redelivered.contains(program), let told = messages[program] else { return nil }
      for write in writes[program] ?? [] {
        if let message = told.first(where: { write.meets($0) }) {
          return DualWrite(flow: flow.element, program: program, store: write.relation, broker: message.relation)
        }
      }
      return nil
    }
  }

  private static func alternatives(around block: Int?, of flow: Flow) -> Set<Int> {
    var result: Set<Int> = []
    var current = block
    while let index = current, flow.blocks.indices.contains(index) {
      if flow.blocks[index].kind == .alternative { result.insert(index) }
      current = flow.blocks[index].parent
    }
    return result
  }
}
