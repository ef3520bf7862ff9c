import ArchModel
import ArchSyntax

extension Rule {
  static let strongReadThroughCache = Rule(
    "DAT005", "strong-read-through-cache", .warning,
    summary: "A read that has to see the latest write and is answered by a cache.",
    why:
      "A cache answers with what was true when it was filled: the read is as old as the entry, whatever the store promises.",
    fix: """
      Read from the store itself, without `on-miss`; or drop `consistent` where a little age does no harm; or write \
      through the cache and state `invalidation: write-through`.
      """,
    remedy: "read from the store",
    sources: [
      "M. Kleppmann, Designing Data-Intensive Applications, 2017, chapter 5: Problems with Replication Lag",
      "Azure Architecture Center: Cache-Aside pattern, Consistency",
      "D. Terry, Replicated Data Consistency Explained Through Baseball, CACM 56(12), 2013",
    ],
    bad: [
      """
      service Shop {
        timeout: 1s
        -> Stock
        -> Ledger { on-miss: Stock, consistent, access: read }
      }
      cache Stock { ttl: 1min }
      database Ledger { backup: every 1h }
      """,
      """
      defaults { service { timeout: 1s }, cache { ttl: 1min, invalidation: events } }
      service Shop { -> [Stock, Prices] { consistent } }
      cache Stock {}
      cache Prices { invalidation: write-through }
      """,
    ],
    good: [
      """
      service Shop {
        timeout: 1s
        -> Stock
        -> Ledger "show" { on-miss: Stock, access: read }
        -> Ledger "sell" { consistent, access: read }
      }
      cache Stock { ttl: 1min }
      database Ledger { backup: every 1h }
      """,
      """
      defaults { cache { invalidation: write-through, ttl: 1min } }
      service Shop { timeout: 1s, -> Stock, -> Ledger { on-miss: Stock, consistent } }
      cache Stock {}
      database Ledger { backup: every 1h }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.relations.compactMap { relation in
        guard facts.isTrue(.consistent, of: relation), model[relation].arrow.isSynchronous else { return nil }
        let target = model[relation].target
        var copy: ElementID?
        if case .element(let named) = model.stated(.onMiss, of: relation)?.value { copy = named }
        if model[target].kind == .cache || model[target].kind == .cdn { copy = target }
        guard let copy, [.cache, .cdn].contains(model[copy].kind), copy != model[relation].source,
          facts.value(.invalidation, of: copy).flatMap({ model.text($0.value) }) != "write-through"
        else { return nil }
        return Finding(
          .relation(relation),
          "\(Wording.ends(relation, in: model)) has to see the latest write, and \(Wording.name(copy, in: model)) answers it",
          at: model.span(relation), label: "`consistent`", labels: [Label(model.nameSpan(copy), "may be out of date")],
          why: "the answer is as old as the entry in the cache",
          help: "read from the store, or drop `consistent` where a little age does no harm")
      }
    })
}
