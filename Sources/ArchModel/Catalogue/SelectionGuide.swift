/// What to choose for a need, as the compiler recommends it: data for the rule on unfit technologies, for reports and
/// for documentation.
public enum SelectionGuide {
  /// One line of the guide.
  public struct Recommendation: Sendable, Hashable {
    /// The heading that the line stands under, such as `Databases`.
    public var topic: String
    /// The need in a few words, such as `High write throughput`.
    public var need: String
    /// The same need as a word of `TechnologyCatalogue.needs`.
    public var word: String
    /// The kinds of parts that the line is about.
    public var kinds: [String]
    /// The recommended technologies, the first one first, by their names in the catalogue.
    public var names: [String]
    /// Why, in one sentence.
    public var why: String
    /// The provider that the line speaks of; nil where it speaks of any.
    public var provider: String?
  }

  /// Every line, by topic.
  public static let all: [Recommendation] = databases + messageQueues + edge + platform

  /// The lines that speak of a need for a part of one kind, in their order.
  public static func recommendations(for word: String, kind: String) -> [Recommendation] {
    all.filter { $0.word == word && $0.kinds.contains(kind) }
  }

  /// The technologies that are good at a need in a part of one kind: the recommended ones first, then the rest of the
  /// catalogue in its order. Empty for a word that `TechnologyCatalogue.needs` lacks.
  public static func technologies(for word: String, kind: String) -> [Technology] {
    var names: Set<String> = []
    let recommended = recommendations(for: word, kind: kind).flatMap(\.names).compactMap(TechnologyCatalogue.find)
    let others = TechnologyCatalogue.all.filter { $0.goodAt.contains(word) && $0.kinds.contains(kind) }
    return (recommended + others).filter { names.insert($0.name).inserted }
  }

  private static func line(
    _ topic: String, _ need: String, _ word: String, _ kinds: [String], _ names: [String], _ why: String,
    provider: String? = nil
  ) -> Recommendation {
    Recommendation(topic: topic, need: need, word: word, kinds: kinds, names: names, why: why, provider: provider)
  }

  private static let databases: [Recommendation] = {
    let topic = "Databases"
    let kinds = ["database"]
    return [
      line(
        topic, "General purpose", "general-purpose", kinds, ["PostgreSQL"],
        "Transactions, joins, documents and extensions in one well-known system; leave it only for a stated need."),
      line(
        topic, "Transactions", "transactions", kinds, ["PostgreSQL", "MySQL", "CockroachDB", "Spanner"],
        "Isolation up to serializable; distributed ones keep it over many nodes."),
      line(
        topic, "Strong consistency", "strong-consistency", kinds, ["PostgreSQL", "CockroachDB", "Spanner"],
        "One primary answers what must be up to date; the others agree over their nodes before they answer."),
      line(
        topic, "High write throughput", "high-write-throughput", kinds, ["Cassandra", "ScyllaDB"],
        "Writes go to a log and to memory on any replica, and nodes add throughput nearly in proportion."),
      line(
        topic, "Document storage", "documents", kinds, ["MongoDB", "DynamoDB"],
        "Nested data without a schema that has to be migrated; as a service where nobody shall run servers."),
      line(
        topic, "Graph relationships", "graph", kinds, ["Neo4j", "Neptune"],
        "Following relationships costs by what is visited and not by the size of the tables."),
      line(
        topic, "Time series", "time-series", kinds, ["TimescaleDB", "InfluxDB"],
        "Partitioned by time and compressed, with downsampling and expiry built in."),
      line(
        topic, "Search", "full-text-search", kinds, ["Elasticsearch", "Meilisearch"],
        "Inverted indexes with ranking, language analysis and typing errors forgiven; feed them from the primary."
      ),
      line(
        topic, "Vector search", "vector-search", kinds, ["pgvector", "Qdrant", "Milvus"],
        "pgvector next to the data that it describes; a store of its own for hundreds of millions of vectors."),
      line(
        topic, "Analytics", "analytics", kinds, ["ClickHouse", "BigQuery", "Snowflake"],
        "Columns are stored apart, so a sum reads only what it adds up, and off the operational store."),
      line(
        topic, "Data lake", "data-lake", kinds + ["storage"], ["Iceberg", "S3", "Cloud Storage"],
        "Open files on object storage stay readable by every engine; a table format adds transactions."),
      line(
        topic, "Key-value access", "key-value", kinds, ["DynamoDB", "Redis"],
        "One key, one answer, at any size; Redis where all of it fits in memory and some loss can be borne."),
      line(
        topic, "Strong consistency over regions", "global-distribution", kinds,
        ["Spanner", "CockroachDB", "Cosmos DB", "DynamoDB"],
        "Some stay consistent over regions at the price of latency; others let each request choose."
      ),
      line(
        topic, "Cache", "low-latency-cache", ["cache"], ["Redis", "Memcached"],
        "Memory on the network: Redis with structures, expiry and replicas, Memcached with nothing but speed."),
      line(
        topic, "Event sourcing", "event-sourcing", kinds + ["stream"], ["KurrentDB", "Axon Server"],
        "Streams per aggregate with a check of the expected version, subscriptions and projections."),
      line(
        topic, "Embedded", "embedded", kinds, ["SQLite", "RocksDB", "DuckDB"],
        "In the process of its user, with nothing to run: rows, keys or columns."),
      line(
        topic, "Large objects", "large-objects", ["storage"], ["S3", "Cloud Storage", "Azure Blob Storage", "MinIO"],
        "Files by name at any size and little cost, outside the database."),
    ]
  }()

  private static let messageQueues: [Recommendation] = {
    let topic = "Message queues"
    let queues = ["queue", "topic", "stream"]
    return [
      line(
        topic, "General purpose", "general-purpose", queues, ["RabbitMQ"],
        "Queues, topics, routing, priorities and delays behind standard protocols."),
      line(
        topic, "High throughput", "high-throughput", queues, ["Kafka"],
        "A partitioned log that is written and read in sequence and that consumers can read again."),
      line(
        topic, "AWS native", "low-operations", queues, ["SQS", "SNS"],
        "Nothing to run: SNS hands each message to many, SQS keeps it for one of many workers.", provider: "aws"),
      line(
        topic, "Simple pub/sub", "pub-sub", ["topic"], ["Redis Pub/Sub", "NATS"],
        "Delivered at most once to whoever listens now; nothing is kept."),
      line(
        topic, "Lightweight", "lightweight", queues, ["NATS"],
        "One small program without dependencies; JetStream adds persistence."),
      line(
        topic, "Event log and replay", "replay", ["stream"], ["Kafka", "Redpanda", "Kinesis"],
        "Consumers keep their own position and can go back; new ones start from the beginning."),
      line(
        topic, "Order per key", "ordering", queues, ["Kafka", "SQS FIFO", "Azure Service Bus"],
        "One partition, message group or session keeps the messages of a key in order."),
      line(
        topic, "Work queue", "work-queue", ["queue"], ["RabbitMQ", "SQS", "Cloud Tasks"],
        "Acknowledgement, redelivery and a place for what fails again and again."),
      line(
        topic, "Devices", "device-messaging", ["topic"], ["EMQX", "Mosquitto", "AWS IoT Core"],
        "MQTT: small packets, sessions that survive lost connections, a last will."),
      line(
        topic, "Long processes", "workflows", ["service", "worker", "function", "job"],
        ["Temporal", "Step Functions", "Camunda"],
        "The state of each step survives crashes; retries, timers and compensation are declared and not hand-written."),
      line(
        topic, "Stream processing", "stream-processing", ["worker", "job", "service"], ["Flink", "Kafka Streams"],
        "State with checkpoints; Kafka Streams as a library where Kafka is there already."),
    ]
  }()

  private static let edge: [Recommendation] = {
    let topic = "Edge"
    return [
      line(
        topic, "API management", "api-management", ["gateway"],
        ["Kong", "Amazon API Gateway", "Apigee", "Azure API Management"],
        "Keys, quotas, versions and a portal in one place; the provider's own where nobody shall run it."),
      line(
        topic, "Load balancing", "load-balancing", ["load-balancer", "gateway"], ["Envoy", "NGINX", "HAProxy"],
        "Health checks, retries and draining, with figures for each instance behind them."),
      line(
        topic, "Static content", "static-content", ["cdn"], ["CloudFront", "Cloudflare", "Fastly"],
        "Answers from near the reader keep load and distance away from the origin."),
      line(
        topic, "Request filtering", "request-filtering", ["waf"], ["AWS WAF", "Cloudflare WAF", "Cloud Armor"],
        "Maintained rules against known attacks, ahead of everything that parses requests."),
    ]
  }()

  private static let platform: [Recommendation] = {
    let topic = "Platform"
    return [
      line(
        topic, "Service discovery", "service-discovery", ["registry"], ["Kubernetes", "Consul", "Eureka"],
        "What the orchestrator has built in; Consul across clusters and machines."),
      line(
        topic, "Login of the public", "customer-accounts", ["identity"], ["Keycloak", "Auth0", "Cognito"],
        "OpenID Connect from a product: passwords, resets and second factors are not for home-made code."),
      line(
        topic, "Secrets", "secret-storage", ["secrets"],
        ["Vault", "AWS Secrets Manager", "Secret Manager", "Azure Key Vault"],
        "Handed out to identities, rotated and logged, instead of lying in files."),
      line(
        topic, "Metrics", "metrics", ["monitor"], ["Prometheus", "Datadog", "CloudWatch"],
        "Figures with labels, and alerts on them."),
      line(
        topic, "Traces", "traces", ["monitor"], ["OpenTelemetry", "Jaeger", "Grafana Tempo"],
        "Instrument with OpenTelemetry, so that the store behind it stays exchangeable."),
      line(
        topic, "Mutual TLS between services", "mutual-tls", ["mesh"], ["Linkerd", "Istio"],
        "Identities and encryption without touching the services; Linkerd for little upkeep, Istio for much policy."),
      line(
        topic, "Build and test", "build-and-test", ["pipeline"], ["GitHub Actions", "GitLab CI", "Jenkins"],
        "Next to where the source is hosted."),
    ]
  }()
}
