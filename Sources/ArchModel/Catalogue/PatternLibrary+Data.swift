/// Patterns of keeping and reading data.
extension PatternLibrary {
  static let cqrs = #"""
    /// Commands change one store, queries read another that is built for reading.
    ///
    /// Write path: API -> command handler -> write store. Read path: API -> query handler -> read store, which a projection
    /// keeps up to date from the changes that the command side announces.
    pattern Cqrs "Command query responsibility segregation" {
      when-to-use: ["Different read and write patterns", "Complex querying needs", "A high ratio of reads to writes"]
      benefits: ["Each side is scaled and modelled on its own", "Reads are shaped for the screen that shows them"]
      trade-off: ["Reads lag behind writes", "Two models and a projection to keep", "The read store must be rebuildable"]
      source: "G. Young, CQRS Documents, 2010"

      service command "Command handler" { replicas: 2 }
      service query "Query handler" { replicas: 2 }
      database write "Write store" { replicas: 2, failover: automatic 60s, backup: every 1h keep 30d }
      stream changes "Changes" {
        partitions: 6, retention: 7d, delivery: at-least-once, dead-letter: unprojected, durable
      }
      worker projection "Projection" { replicas: 2 }
      queue unprojected "Changes that cannot be projected" { retention: 14d, alert: "pages the owner" }
      database read "Read store, optimised views" { derived, replicas: 2, consistency: eventual }
      command -> write { access: write, timeout: 1s, encrypted: tls }
      command ~> changes { via: outbox }
      changes ~> projection { idempotent }
      projection -> read { access: write, timeout: 1s, encrypted: tls }
      query -> read { access: read, timeout: 500ms, encrypted: tls }
      never "Queries never touch the write store" { query -> write }
      never "Commands do not write what the projection owns" { command -> read }
    }
    """#

  static let eventSourcing = #"""
    /// What happened is kept, and what is follows from it.
    ///
    /// Commands become events in an event store that is only ever appended to: nothing in it is changed or deleted.
    /// Projections read the events and build read models, which can be thrown away and built again. Snapshots keep long
    /// streams quick to load.
    pattern EventSourcing "Event sourcing" {
      when-to-use: ["Why a value is what it is must be shown later", "Several read models are built from one history"]
      benefits: ["Full audit trail", "Time travel", "Event replay", "Decoupled services"]
      trade-off: ["Events must be readable for ever", "Read models lag", "Deleting a person's data needs a design of its own"]
      source: "M. Fowler, Event Sourcing, 2005"

      service commands "Command handler" { replicas: 2 }
      database events "Event store" {
        needs: [event-sourcing, audit-trail], replicas: 3, quorum: 2 of 3, backup: every 1h keep 30d
      }
      worker projector "Projections" { replicas: 2 }
      database models "Read models" { derived, replicas: 2, consistency: eventual }
      service queries "Query handler" { replicas: 2 }
      commands -> events "append" { access: write, timeout: 1s, encrypted: tls, idempotent }
      projector -> events "subscribe" { access: read, timeout: 5s, encrypted: tls }
      projector -> models { access: write, timeout: 1s, encrypted: tls }
      queries -> models { access: read, timeout: 500ms, encrypted: tls }
      never "Queries read models, not the event store" { queries -> events }
      never "Commands never write read models" { commands -> models }
    }
    """#

  static let materialisedView = #"""
    /// The answer to an expensive query is computed ahead, kept in a store of its own, and refreshed when the data changes.
    pattern MaterialisedView "Materialised view" {
      when-to-use: ["A query joins or adds up far more than it shows", "The answer may be a little old"]
      benefits: ["Reads cost what they show", "The store of record is left alone"]
      trade-off: ["The view lags", "More to store and to rebuild", "Each view serves its own query"]
      source: "Azure Architecture Center: Materialized View pattern"

      database records "Records" { replicas: 2, failover: automatic 60s, backup: every 1h keep 30d }
      worker builder "Builds the view" { replicas: 2 }
      database view-store "The view" { derived, replicas: 2, consistency: eventual }
      service reader "Reads the view" { replicas: 2 }
      builder -> records { access: read, timeout: 30s, encrypted: tls }
      builder -> view-store { access: write, timeout: 5s, encrypted: tls }
      reader -> view-store { access: read, timeout: 500ms, encrypted: tls }
      never "Readers never touch the records" { reader -> records }
    }
    """#

  static let cacheAside = #"""
    /// The program asks a cache first and the store only for what is not there, and keeps what it found.
    ///
    /// Whoever changes the store drops the entry from the cache, so that the next read fetches it anew; what is not dropped
    /// expires.
    pattern CacheAside "Cache-aside" {
      when-to-use: ["Many reads of the same data", "Queries that are expensive", "Data that may be a little old"]
      benefits: ["Answers in a millisecond", "Takes reads off the store"]
      trade-off: ["Stale data until it expires", "The store must survive an empty cache", "Expiry and eviction to choose"]
      source: "Azure Architecture Center: Cache-Aside pattern"

      service app "Program" { replicas: 2 }
      cache copies "Cache" { derived, hit-rate: 90% assumed, ttl: 10min, eviction: lru, replicas: 2 }
      database store "Store" { replicas: 2, failover: automatic 60s, backup: every 1h keep 30d }
      app -> copies { timeout: 100ms, encrypted: tls }
      app -> store { on-miss: copies, access: read, timeout: 1s, encrypted: tls }
      never "The cache does not read the store itself" { copies -> store }
      never "The store does not know the cache" { store -> copies }
    }
    """#

  static let readReplicas = #"""
    /// Copies of a database answer reads; the primary alone is written.
    pattern ReadReplicas "Read replicas" {
      when-to-use: ["A read-heavy database", "Reads that may lag by the replication delay"]
      benefits: ["Reads scale with the copies", "Reports do not slow down writes"]
      trade-off: ["Reads lag", "Writes do not scale", "A read after one's own write needs the primary"]
      source: "AWS documentation: Working with DB instance read replicas"

      service writer "Writes" { replicas: 2 }
      service reader "Reads" { replicas: 2 }
      database primary "Primary" { replicas: 2, failover: automatic 60s, backup: every 1h keep 30d }
      database copy "Read replicas" { derived, replicas: 2, consistency: eventual }
      writer -> primary { access: read-write, timeout: 1s, encrypted: tls }
      primary => copy { lag: 1s, encrypted: tls }
      reader -> copy { access: read, timeout: 1s, encrypted: tls }
      never "Copies are not written" { writer -> copy }
      never "Copies do not write back" { copy => primary }
    }
    """#

  static let sharding = #"""
    /// Data and load are spread over stores by a key; each holds its part and answers for it alone.
    pattern Sharding "Sharding" {
      when-to-use: ["Large datasets, or more writes than one primary takes", "Requests that name one key, such as a user"]
      benefits: ["Writes and data grow with the number of shards", "A lost shard concerns its keys alone"]
      trade-off: ["Queries over all shards are slow", "Moving keys is work", "No transaction over shards without a protocol"]
      source: "Azure Architecture Center: Sharding pattern"

      service app "Program" { replicas: 2 }
      service router "Router: key to shard" { replicas: 2 }
      database shard "Shards" {
        shards: 4, shard-key: "hash of the user id", replicas: 2, failover: automatic 60s, backup: every 1h keep 30d
      }
      app -> router { timeout: 2s, encrypted: tls }
      router -> shard "user id % N" { access: read-write, timeout: 1s, encrypted: tls }
      never "Nobody reaches a shard past the router" { app -> shard }
    }
    """#
}
