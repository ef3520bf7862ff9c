import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let missingCache = Rule(
    "PER005", "missing-cache", .info,
    summary: "A database that is read more than ten times as often as it is written, with no cache before it.",
    why: """
      The same answers are computed again and again. A cache gives them in a millisecond and leaves the database what only \
      it can do.
      """,
    fix: """
      Declare a cache and let only its misses go on: `-> Hot, -> Db { on-miss: Hot }`. What has to be read as it is this \
      moment (`consistent`), few reads (fewer than 100 a second at peak) and databases that are read copies or search \
      indexes themselves are left out.
      """,
    remedy: "put a cache before it",
    sources: [
      "Azure Architecture Center: Cache-Aside pattern",
      "AWS Well-Architected Framework, Performance Efficiency Pillar: PERF03-BP05 Implement data access patterns that "
        + "utilize caching",
    ],
    options: [.threshold(10, .count, "How many reads there may be for each write.")],
    bad: [
      """
      client Web { -> Shop }
      service Shop { -> Titles { timeout: 1s, access: read } }
      database Titles {}
      flow Look { rate: 300/s, Web -> Shop -> Titles }
      """,
      """
      defaults { service { timeout: 1s } }
      client Web { -> [Shop, Desk] }
      service Shop { -> Titles { access: read } }
      service Desk { -> Titles { access: write }, -> Seen }
      database Titles {}
      cache Seen { ttl: 1min }
      flow Look { rate: 90/s peak 400/s, Web -> Shop -> Titles }
      flow Edit { rate: 2/s, Web -> Desk -> Titles }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { timeout: 1s, -> Hot, -> Titles { access: read, on-miss: Hot } }
      cache Hot { ttl: 1min, hit-rate: 50% }
      database Titles {}
      flow Look { rate: 900/s, Web -> Shop -> Hot }
      """,
      """
      client Web { -> Shop }
      service Shop { -> Titles { timeout: 1s, access: read-write } }
      database Titles {}
      flow Edit { rate: 300/s, Web -> Shop -> Titles }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      // The load as it is: an unknown rate leaves it open which of reads and writes there are more.
      let state = context.figures.under(.peak).state.loads
      return context.elements(of: [.database]).compactMap { store in
        let index = Int(store.index)
        guard state.isReached[index], let reads = state.reads[index].value, let writes = state.writes[index].value,
          reads >= 100, reads > writes * context.figure(), !facts.isTrue(.derived, of: store), !isReadMade(store, facts)
        else { return nil }
        var callers: [RelationID] = []
        for relation in model.incoming(store) where model[relation].arrow.isSynchronous && context.isSound(relation) {
          guard state.isRelationReached[Int(relation.index)] else { continue }
          if model.stated(.onMiss, of: relation) != nil { return nil }
          guard model.stated(.access, of: relation).flatMap({ model.word($0.value) }) == "read",
            !facts.isTrue(.consistent, of: relation), !hasCache(model[relation].source, model)
          else { continue }
          callers.append(relation)
        }
        let rates = callers.compactMap { state.rate(of: $0).value }
        let uncached = rates.reduce(0, +)
        guard uncached >= 100, uncached > writes * context.figure() else { return nil }
        let ratio =
          writes > 0 ? "\(Wording.number(reads / writes, .count, digits: 2)) reads for each write" : "only read"
        return Finding(
          .element(store),
          "\(Wording.name(store, in: model)) is read \(Wording.number(uncached, .rate)) with no cache before it",
          at: model.nameSpan(store), label: ratio,
          labels: callers.prefix(3).map { Label(model.span($0), "every request reads it") },
          help: "declare a cache, and let its misses go on: `on-miss: …`")
      }
    })

  private static func hasCache(_ caller: ElementID, _ model: Model) -> Bool {
    model.outgoing(caller).contains { model[$0].arrow.isSynchronous && model[model[$0].target].kind == .cache }
  }

  /// Search indexes and stores that are kept in memory are made to be read often.
  private static func isReadMade(_ store: ElementID, _ facts: ModelFacts) -> Bool {
    let type = facts.value(.type, of: store).flatMap { facts.model.word($0.value) }
    return ["search", "key-value"].contains(type ?? facts.technology(store)?.storeType ?? "")
  }
}
