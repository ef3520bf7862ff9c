import ArchModel
import ArchSyntax

extension Rule {
  static let cacheWithoutExpiry = Rule(
    "DAT010", "cache-without-expiry", .warning, isDefault: true, needsWholeProgram: true,
    summary: "A cache whose entries never go out of date.",
    why: """
      What was once wrong or has changed since is answered for ever, on some instances and not on others, until somebody \
      empties the cache by hand.
      """,
    fix: """
      State `ttl: 10min`, or how entries learn of a change: `invalidation: events`. `eviction` says what goes when the \
      cache is full, which a cache that is large enough never is.
      """,
    remedy: "state a ttl",
    sources: [
      "Azure Architecture Center: Cache-Aside pattern, Lifetime of cached data",
      "Azure Architecture Center: Caching guidance, Manage data expiration",
      "M. Nygard, Release It!, 2nd edition, 2018: Use Caching Carefully",
    ],
    bad: [
      "cache Prices { eviction: lru }",
      """
      defaults { cache { invalidation: none }, database { ttl: 1h } }
      zone Inner { cache Prices { tech: Redis } }
      """,
    ],
    good: [
      "cache Prices { ttl: 10min }",
      """
      defaults { cache { ttl: 1h }, tech Memcached { invalidation: "flushed by every release" } }
      cache Prices {}
      cache Pages { tech: Memcached }
      cache Names { eviction: ttl }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: [.cache]).compactMap { cache in
        if facts.effective(.ttl, of: cache) != nil || facts.stance(.invalidation, of: cache) == .yes
          || facts.value(.eviction, of: cache).flatMap({ model.word($0.value) }) == "ttl"
        {
          return nil
        }
        return Finding(
          .element(cache), "the entries of \(Wording.name(cache, in: model)) never go out of date",
          at: model.nameSpan(cache), label: "no `ttl`, no `invalidation`",
          why: "what has changed since is answered for ever", help: "state `ttl: 10min`, or how entries are invalidated"
        )
      }
    })
}
