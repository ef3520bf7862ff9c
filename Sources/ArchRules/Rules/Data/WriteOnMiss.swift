import ArchModel
import ArchSyntax

extension Rule {
  static let writeOnMiss = Rule(
    "DAT015", "write-on-miss", .warning, isDefault: true,
    summary: "A call that writes and is said to be made only when a cache does not have the answer.",
    why: """
      A cache answers reads. A write goes to the store each time: counted at the misses alone, the load of the store is \
      too small, and its loss looks as if the hits were still served.
      """,
    fix: """
      State two relations with labels of their own, one that reads with `on-miss` and one that writes without, and let \
      each flow take the one it means. A call that does not write says `access: read`.
      """,
    remedy: "state the write as a relation of its own",
    sources: [
      "Azure Architecture Center: Cache-Aside pattern",
      "AWS Whitepaper: Database Caching Strategies Using Redis, cache-aside and write-through, 2021",
    ],
    bad: [
      """
      service Shop {
        timeout: 1s
        -> Stock
        -> Ledger { on-miss: Stock, access: read-write }
      }
      cache Stock { ttl: 1min, hit-rate: 90% }
      database Ledger { backup: every 1h }
      """,
      """
      defaults { service { timeout: 1s }, cache { ttl: 5min } }
      service Orders { -> [Recent, Baskets] }
      Orders -> Book { on-miss: Recent, access: write }
      cache Recent {}
      cache Baskets {}
      database Book { backup: every 1h }
      """,
    ],
    good: [
      """
      service Shop {
        timeout: 1s
        -> Stock
        -> Ledger "show" { on-miss: Stock, access: read }
        -> Ledger "sell" { access: write }
      }
      cache Stock { ttl: 1min, hit-rate: 90% }
      database Ledger { backup: every 1h }
      """,
      """
      defaults { service { timeout: 1s }, cache { ttl: 5min, invalidation: write-through } }
      service Orders { -> Recent { access: read-write } }
      Recent -> Book { access: read-write }
      cache Recent { hit-rate: 80% }
      database Book { backup: every 1h }
      """,
    ],
    check: { context in
      let model = context.model
      return context.relations.compactMap { relation in
        guard case .element(let cache)? = model.stated(.onMiss, of: relation)?.value,
          [.cache, .cdn].contains(model[cache].kind),
          let access = model.stated(.access, of: relation), let word = model.text(access.value),
          word == "write" || word == "read-write"
        else { return nil }
        let store = Wording.name(model[relation].target, in: model)
        return Finding(
          .relation(relation),
          "\(Wording.ends(relation, in: model)) writes, and is said to be made only when \(Wording.name(cache, in: model)) does not have the answer",
          at: model.span(relation), label: "`access: \(word)`",
          labels: [Label(model.nameSpan(cache), "no write ends here")],
          why: "a write reaches \(store) each time, and only the misses are counted",
          help: "one relation that reads with `on-miss`, and one that writes without")
      }
    })
}
