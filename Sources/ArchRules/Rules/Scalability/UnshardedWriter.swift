import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let unshardedWriter = Rule(
    "SCA006", "unsharded-writer", .warning,
    summary: "A store whose one primary spends more than half of what it can write, and that has no shards.",
    why: """
      All writes go to the primary. More replicas relieve reads, not writes, and a bigger machine ends somewhere; to split \
      a store into shards takes months, so that it has to begin early.
      """,
    fix: """
      Split it by a key (`shards: 4, shard-key: customer`), move what is written most into a store of its own, write in \
      batches or behind a queue.
      """,
    remedy: "shard the store",
    sources: [
      "M. Kleppmann, Designing Data-Intensive Applications, 2017, chapter 6: Partitioning",
      "Azure Architecture Center: Sharding pattern",
    ],
    options: [.threshold(0.5, .ratio, "How much of what its primary can write may be used.")],
    bad: [
      """
      client Web { -> Shop }
      service Shop { -> Orders { timeout: 1s, access: read-write } }
      database Orders { replicas: 3, capacity: 5k/s, write-capacity: 1k/s }
      flow Buy { rate: 600/s, Web -> Shop -> Orders }
      """,
      """
      defaults { service { timeout: 1s }, database { replicas: 2, write-capacity: 1k/s, capacity: 5k/s } }
      client Web { -> Shop }
      service Shop { -> Orders { access: write, calls: 4 }, -> Prices { access: read } }
      database Orders {}
      database Prices {}
      flow Buy { rate: 100/s peak 200/s, Web -> Shop -> [Orders, Prices] }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { -> Orders { timeout: 1s, access: read-write } }
      database Orders { replicas: 3, capacity: 5k/s, write-capacity: 1k/s, shards: 4, shard-key: customer }
      flow Buy { rate: 600/s, Web -> Shop -> Orders }
      """,
      """
      client Web { -> Shop }
      service Shop { -> Orders { timeout: 1s, access: read } }
      database Orders { replicas: 3, capacity: 5k/s, write-capacity: 1k/s }
      flow Look { rate: 4k/s, Web -> Shop -> Orders }
      """,
    ],
    check: { context in
      let rush = context.computed.rushHour
      let model = context.model
      let inputs = context.figures.inputs
      return context.elements(of: [.database, .storage]).compactMap { store in
        let index = Int(store.index)
        guard rush.state.loads.isReached[index], let writes = rush.state.loads.writeAttempts[index].value,
          let capacity = inputs[store, .writeCapacity], !capacity.isTotal, capacity.value > 0,
          (inputs[store, .shards]?.value ?? 1) <= 1
        else { return nil }
        let share = writes / capacity.value
        // Beyond all of it the store is over its capacity, which another rule says.
        guard share > context.figure() + 1e-9, share <= 1 + 1e-9 else { return nil }
        let limit = context.figure()
        return Finding(
          .element(store),
          "writes take \(Wording.share(share, against: limit)) of the one primary of \(Wording.name(store, in: model))"
            + rush.when,
          at: model.nameSpan(store), label: "no `shards`", labels: rush.sources(of: store, in: model),
          why: "\(Wording.number(writes, .rate)) are written, \(Wording.number(capacity.value, .rate)) is what it can "
            + "write, and replicas do not relieve it",
          help: "split it by a key, or write less: in batches, or into stores of their own")
      }
    })
}
