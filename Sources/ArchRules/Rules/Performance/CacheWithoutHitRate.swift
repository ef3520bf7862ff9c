import ArchModel
import ArchSyntax

extension Rule {
  static let cacheWithoutHitRate = Rule(
    "PER010", "cache-without-hit-rate", .info, needsWholeProgram: true,
    summary: "A cache before a store or an origin that does not say how much it answers itself.",
    why: """
      The load of what lies behind it, the latency of what reads it and what its loss would do all follow from the hit \
      rate. Without it they are unknown.
      """,
    fix: "State `hit-rate:`, measured or assumed: `hit-rate: 80% assumed`.",
    remedy: "state the hit rate",
    sources: ["AWS Builders' Library, Caching challenges and strategies, 2019"],
    bad: [
      """
      service Shop { -> Near { timeout: 1s }, -> Items { on-miss: Near, timeout: 1s } }
      cache Near { ttl: 1min }
      database Items {}
      """,
      """
      defaults { service { timeout: 1s } }
      client Web { -> Edge }
      cdn Edge { -> Site { timeout: 1s } }
      service Site {}
      """,
    ],
    good: [
      """
      service Shop { -> Near { timeout: 1s }, -> Items { on-miss: Near, timeout: 1s } }
      cache Near { ttl: 1min, hit-rate: 80% assumed }
      database Items {}
      """,
      """
      defaults { cache { hit-rate: 70% assumed, ttl: 1min } }
      service Shop { -> Near { timeout: 1s }, -> Items { on-miss: Near, timeout: 1s } }
      cache Near {}
      database Items {}
      cache Sessions {}
      """,
    ],
    check: { context in
      let model = context.model
      var before: [ElementID: RelationID] = [:]
      for relation in context.relations where model[relation].arrow.isSynchronous {
        if case .element(let cache)? = model.stated(.onMiss, of: relation)?.value {
          before[cache] = before[cache] ?? relation
        }
        let source = model[relation].source
        if [.cdn, .cache].contains(model[source].kind) { before[source] = before[source] ?? relation }
      }
      return context.elements(of: [.cache, .cdn]).compactMap { cache in
        guard let relation = before[cache], context.facts.effective(.hitRate, of: cache) == nil else { return nil }
        let behind = Wording.name(model[relation].target, in: model)
        return Finding(
          .element(cache), "\(Wording.name(cache, in: model)) states no hit rate", at: model.nameSpan(cache),
          label: "before \(behind)", labels: [Label(model.span(relation), "takes the misses")],
          why: "the load of \(behind) and the latency of its callers stay unknown",
          help: "state it: `hit-rate: 80% assumed`")
      }
    })
}
