extension TechnologyTable {
  /// Document, key-value, wide-column, graph and time-series stores, caches and coordination stores.
  static let stores = #"""
    MongoDB | Mongo | database | document | strong..linearizable | tunable | any |
      documents, transactions, horizontal-scaling, geospatial, time-series, change-feed | both |
      https://www.mongodb.com/docs/manual/core/read-isolation-consistency-recency/
    MongoDB Atlas | Atlas | database | document | strong..linearizable | tunable | aws, gcp, azure |
      documents, transactions, horizontal-scaling, geospatial, time-series, full-text-search, vector-search,
      change-feed, global-distribution, low-operations | yes | https://www.mongodb.com/docs/atlas/
    Amazon DocumentDB | DocumentDB | database | document | strong | CP | aws |
      documents, transactions, change-feed, low-operations | yes |
      https://docs.aws.amazon.com/documentdb/latest/developerguide/how-it-works.html
    Couchbase | Couchbase Server, Couchbase Capella | database, cache | document | strong..serializable | CP | any |
      documents, key-value, transactions, low-latency-cache, horizontal-scaling, offline-sync, full-text-search | both |
      https://docs.couchbase.com/server/current/learn/clusters-and-availability/replication-architecture.html
    CouchDB | - | database | document | eventual | AP | any | documents, offline-sync, change-feed | both |
      https://docs.couchdb.org/en/stable/intro/consistency.html
    ArangoDB | Arango | database | document | strong | CP | any | documents, graph, key-value | both |
      https://docs.arangodb.com/stable/deploy/cluster/
    Firestore | Cloud Firestore, Firebase Firestore | database | document | serializable | CP | gcp |
      documents, transactions, strong-consistency, horizontal-scaling, offline-sync, change-feed, low-operations,
      scale-to-zero | yes | https://firebase.google.com/docs/firestore/transaction-data-contention
    Firebase Realtime Database | Firebase Database, Firebase RTDB | database | document | eventual | - | gcp |
      documents, offline-sync, change-feed, low-operations | yes | https://firebase.google.com/docs/database
    DynamoDB | Dynamo, DDB | database | key-value | eventual..serializable | tunable | aws |
      key-value, documents, wide-column, transactions, high-write-throughput, horizontal-scaling,
      global-distribution, change-feed, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
    Cosmos DB | - | database | document | session..strong | tunable | azure |
      documents, key-value, graph, vector-search, transactions, high-write-throughput, horizontal-scaling,
      global-distribution, change-feed, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/cosmos-db/consistency-levels
    // Cassandra's levels reach from ONE (the drivers' default is LOCAL_ONE) to ALL, and to SERIAL for compare-and-set.
    Cassandra | - | database | wide-column | eventual..linearizable | AP | any |
      wide-column, key-value, high-write-throughput, horizontal-scaling, time-series, global-distribution | both |
      https://cassandra.apache.org/doc/latest/cassandra/architecture/guarantees.html
    ScyllaDB | Scylla | database | wide-column | eventual..linearizable | AP | any |
      wide-column, key-value, high-write-throughput, horizontal-scaling, time-series, global-distribution | both |
      https://docs.scylladb.com/manual/stable/architecture/architecture-fault-tolerance.html
    DataStax Astra DB | Astra DB, Astra, DataStax | database | wide-column | eventual..linearizable | AP |
      aws, gcp, azure |
      wide-column, key-value, vector-search, high-write-throughput, horizontal-scaling, global-distribution,
      low-operations, scale-to-zero | yes | https://docs.datastax.com/en/astra-db-serverless/
    Amazon Keyspaces | Keyspaces | database | wide-column | eventual..strong | tunable | aws |
      wide-column, high-write-throughput, horizontal-scaling, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/keyspaces/latest/devguide/consistency.html
    // Within one cluster reads are strong; between replicated clusters they are eventual, as the app profile decides.
    Bigtable | Cloud Bigtable | database | wide-column | strong | tunable | gcp |
      wide-column, key-value, high-write-throughput, horizontal-scaling, time-series, global-distribution,
      change-feed, low-operations | yes | https://cloud.google.com/bigtable/docs/replication-overview
    HBase | - | database | wide-column | strong | CP | any |
      wide-column, key-value, high-write-throughput, horizontal-scaling | both | https://hbase.apache.org/book.html
    FoundationDB | - | database | key-value | serializable | CP | any |
      key-value, transactions, strong-consistency, horizontal-scaling | no |
      https://apple.github.io/foundationdb/consistency.html
    Aerospike | - | database, cache | key-value | eventual..linearizable | tunable | any |
      key-value, low-latency-cache, high-write-throughput, horizontal-scaling | both |
      https://aerospike.com/docs/database/learn/architecture/clustering/consistency-modes
    Riak KV | Riak | database | key-value | eventual..strong | AP | any |
      key-value, high-write-throughput, horizontal-scaling | no |
      https://docs.riak.com/riak/kv/latest/learn/concepts/eventual-consistency/
    RocksDB | - | database | key-value | strong | CA | any | key-value, embedded, high-write-throughput | no |
      https://github.com/facebook/rocksdb/wiki
    // Replication is asynchronous, so acknowledged writes can be lost in a failover, and the smaller side of a cluster
    // stops after a while: neither C nor A in the sense of CAP.
    Redis | Redis OSS, Redis Stack, Redis Cluster, Redis Sentinel, Redis Enterprise, Redis Cloud |
      cache, database, stream, queue, topic | key-value | eventual | - | any |
      low-latency-cache, key-value, vector-search, geospatial, pub-sub, work-queue, low-latency-messaging,
      rate-limiting, lightweight | both |
      https://redis.io/docs/latest/operate/oss_and_stack/management/scaling/
    Valkey | - | cache, database, stream, queue, topic | key-value | eventual | - | any |
      low-latency-cache, key-value, geospatial, pub-sub, work-queue, low-latency-messaging, rate-limiting,
      lightweight | both | https://valkey.io/topics/cluster-tutorial/
    KeyDB | - | cache, database | key-value | eventual | - | any | low-latency-cache, key-value | no |
      https://docs.keydb.dev/docs/
    Dragonfly | DragonflyDB | cache, database | key-value | eventual | - | any | low-latency-cache, key-value | both |
      https://www.dragonflydb.io/docs
    Memcached | memcache | cache | key-value | - | - | any | low-latency-cache, key-value, lightweight | both |
      https://docs.memcached.org/
    Hazelcast | Hazelcast IMDG | cache, database | key-value | eventual..linearizable | tunable | any |
      low-latency-cache, key-value, stream-processing, coordination, embedded | both |
      https://docs.hazelcast.com/hazelcast/latest/architecture/architecture
    Ignite | - | cache, database | key-value | strong..serializable | - | any |
      low-latency-cache, key-value, relational, transactions, horizontal-scaling | no |
      https://ignite.apache.org/docs/latest/
    Caffeine | - | cache | key-value | - | - | any | low-latency-cache, embedded | no |
      https://github.com/ben-manes/caffeine/wiki
    Ehcache | - | cache | key-value | - | - | any | low-latency-cache, embedded | no |
      https://www.ehcache.org/documentation/
    ElastiCache | ElastiCache for Redis, ElastiCache for Valkey, ElastiCache for Memcached, ElastiCache Redis,
      ElastiCache Serverless | cache | key-value | eventual | - | aws |
      low-latency-cache, key-value, pub-sub, low-operations | yes |
      https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html
    MemoryDB | MemoryDB for Redis, MemoryDB for Valkey | database, cache | key-value | strong | CP | aws |
      key-value, low-latency-cache, strong-consistency, vector-search, low-operations | yes |
      https://docs.aws.amazon.com/memorydb/latest/devguide/consistency.html
    DynamoDB Accelerator | DAX, DynamoDB DAX | cache | key-value | eventual | - | aws |
      low-latency-cache, low-operations | yes |
      https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.consistency.html
    Memorystore | Memorystore for Redis, Memorystore for Valkey, Memorystore for Memcached, Cloud Memorystore | cache |
      key-value | eventual | - | gcp | low-latency-cache, key-value, pub-sub, low-operations | yes |
      https://cloud.google.com/memorystore/docs
    Azure Managed Redis | Azure Cache for Redis, Azure Redis, Azure Redis Cache, Redis Cache | cache | key-value |
      eventual | - | azure | low-latency-cache, key-value, pub-sub, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/redis/overview
    Workers KV | Cloudflare KV, Cloudflare Workers KV | database, cache | key-value | eventual | AP | cloudflare |
      key-value, global-distribution, low-operations, scale-to-zero | yes |
      https://developers.cloudflare.com/kv/concepts/how-kv-works/
    Durable Objects | Cloudflare Durable Objects | database | key-value | serializable | CP | cloudflare |
      key-value, transactions, strong-consistency, coordination, websockets, low-operations, scale-to-zero | yes |
      https://developers.cloudflare.com/durable-objects/
    etcd | - | registry, database | key-value | linearizable | CP | any |
      coordination, configuration, service-discovery, key-value, strong-consistency, change-feed | both |
      https://etcd.io/docs/v3.5/learning/api_guarantees/
    // Writes are linearizable, reads sequentially consistent unless preceded by sync; the latter implies causal order.
    ZooKeeper | - | registry, database | key-value | causal..linearizable | CP | any |
      coordination, configuration, service-discovery | both |
      https://zookeeper.apache.org/doc/current/zookeeperInternals.html
    Neo4j | Neo4j Aura, AuraDB | database | graph | causal..strong | CP | any | graph, transactions, vector-search |
      both | https://neo4j.com/docs/operations-manual/current/clustering/introduction/
    Amazon Neptune | Neptune | database | graph | strong | CP | aws | graph, transactions, low-operations | yes |
      https://docs.aws.amazon.com/neptune/latest/userguide/transactions-neptune.html
    JanusGraph | - | database | graph | - | - | any | graph, horizontal-scaling | no |
      https://docs.janusgraph.org/advanced-topics/eventual-consistency/
    Memgraph | - | database | graph | strong | - | any | graph, transactions, low-latency | both |
      https://memgraph.com/docs
    InfluxDB | Influx | database, monitor | time-series | eventual | AP | any |
      time-series, high-write-throughput, metrics | both |
      https://docs.influxdata.com/influxdb/v2/reference/key-concepts/design-principles/
    Amazon Timestream | Timestream | database | time-series | eventual | - | aws |
      time-series, high-write-throughput, metrics, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/timestream/latest/developerguide/what-is-timestream.html
    QuestDB | - | database | time-series | eventual | - | any | time-series, high-write-throughput, analytics | both |
      https://questdb.com/docs/
    KurrentDB | EventStoreDB, Event Store | database, stream | - | strong | CP | any |
      event-sourcing, event-log, replay, ordering, audit-trail | both | https://docs.kurrent.io/
    Axon Server | Axon, Axon Framework | database, stream | - | strong | CP | any |
      event-sourcing, event-log, replay, routing | both | https://docs.axoniq.io/
    immudb | - | database | key-value | serializable | - | any | audit-trail, key-value, transactions | both |
      https://docs.immudb.io/
    """#
}
