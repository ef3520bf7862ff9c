import ArchModel
import ArchSyntax

extension Rule {
  static let cachePatternIncomplete = Rule(
    "PAT007", "cache-pattern-incomplete", .warning, needsWholeProgram: true,
    summary: "A cache that is asked but never filled, passed by, or never told of a change.",
    why:
      "It is paid for and does nothing, or answers with what has long changed; the store behind carries all the load.",
    fix: """
      Say who fills it: `access: read-write` where a program puts in what it missed, an arrow from the cache to its origin \
      where it reads through. A call with `on-miss: Prices` belongs to a program that asks `Prices` first. \
      `invalidation: events` needs messages that reach the cache or a program that uses it.
      """,
    remedy: "complete the pattern",
    sources: [
      "Azure Architecture Center: Cache-Aside pattern",
      "AWS whitepaper Database Caching Strategies Using Redis: lazy caching, write-through",
    ],
    bad: [
      """
      service Shop { timeout: 1s, -> Prices { access: read }, -> Ledger { access: read, on-miss: Prices } }
      cache Prices { ttl: 1h }
      database Ledger { backup: every 1h }
      """,
      """
      defaults { service { timeout: 1s }, cache { ttl: 1h } }
      service Shop { -> Ledger { access: read, on-miss: Prices } }
      service Offers { -> Prices }
      cache Prices
      database Ledger { backup: every 1h }
      """,
      """
      defaults { cache { ttl: 1h, invalidation: events } }
      service Shop { timeout: 1s, -> Prices, -> Ledger { on-miss: Prices } }
      cache Prices
      database Ledger { backup: every 1h }
      """,
    ],
    good: [
      """
      service Shop { timeout: 1s, -> Prices { access: read-write }, -> Ledger { access: read, on-miss: Prices } }
      cache Prices { ttl: 1h, invalidation: events, <~ Changes }
      topic Changes { delivery: at-most-once }
      database Ledger { backup: every 1h }
      """,
      """
      defaults { cache { ttl: 1h } }
      service Shop { timeout: 1s, -> Pages { access: read } }
      cache Pages { -> Ledger { timeout: 1s } }
      cdn Edge { -> Site { timeout: 1s, on-miss: Edge } }
      database Ledger { backup: every 1h }
      storage Site { derived }
      """,
    ],
    check: { context in
      let check = CachePatterns(context)
      return context.elements(of: [.cache]).compactMap { check.unfilled($0) ?? check.untold($0) } + check.passedBy()
    })
}

private struct CachePatterns {
  let context: RuleContext
  private let model: Model
  private let facts: ModelFacts

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    facts = context.facts
  }

  /// A cache that programs are stated to only read, and that reads nothing itself.
  func unfilled(_ cache: ElementID) -> Finding? {
    let incoming = model.incoming(cache)
    guard let first = incoming.first, incoming.allSatisfy({ facts.isRead($0) && model[$0].arrow.isSynchronous }),
      model.outgoing(cache).isEmpty
    else { return nil }
    return Finding(
      .element(cache), "nothing fills \(Wording.name(cache, in: model))", at: model.nameSpan(cache),
      labels: [Label(model.span(first), "only reads")],
      why: "it never has an answer, and the store carries all the load",
      help: "say who fills it: `access: read-write`, or an arrow from the cache to its origin")
  }

  /// A cache that learns of changes by events, and no message that reaches it or who uses it.
  func untold(_ cache: ElementID) -> Finding? {
    guard let stated = facts.effective(.invalidation, of: cache)?.property, model.word(stated.stated.value) == "events",
      !model.incoming(cache).isEmpty
    else { return nil }
    let isTold = model.incoming(cache).contains { relation in
      if !model[relation].arrow.isSynchronous { return true }
      let source = model[relation].source
      if KindSet.compute.contains(model[source].kind) { return takesMessages(facts.process(of: source)) }
      return true
    }
    if isTold || !model.outgoing(cache).isEmpty { return nil }
    return Finding(
      .element(cache), "no event tells \(Wording.name(cache, in: model)) of a change", at: model.nameSpan(cache),
      labels: [Label(model.span(stated), "waits for events")], why: "it answers with what has long changed",
      help: "lead the messages to it, or to a program that writes it")
  }

  private func takesMessages(_ program: ElementID) -> Bool {
    ([program] + model.children(program)).contains { element in
      model.incoming(element).contains { model[$0].arrow == .message || model[$0].arrow == .twoWay }
        || model.outgoing(element).contains {
          KindSet.messaging.contains(model[model[$0].target].kind) && facts.isRead($0)
        }
    }
  }

  /// Calls at the misses of a cache that their caller never asks.
  func passedBy() -> [Finding] {
    context.relations.compactMap { relation in
      guard case .element(let cache) = model.stated(.onMiss, of: relation)?.value, model[cache].kind == .cache else {
        return nil
      }
      let data = model[relation]
      let program = facts.process(of: data.source)
      guard cache != data.source, cache != data.target,
        !model.incoming(cache).contains(where: { facts.process(of: model[$0].source) == program })
      else { return nil }
      let label =
        model.property(.onMiss, in: data.properties).map { [Label(model.span($0), "its misses alone go this way")] }
        ?? []
      return Finding(
        .relation(relation),
        "\(Wording.name(data.source, in: model)) goes to \(Wording.name(data.target, in: model)) at the misses of \(Wording.name(cache, in: model)), which it never asks",
        at: model.span(relation), labels: label + [Label(model.nameSpan(cache), "never asked by it")],
        why: "without asking first every request goes to the store",
        help: "add `-> \(model.shortName(cache))`, or take `on-miss` away")
    }
  }
}
