extension Enumeration {
  // Header
  static let styles = Enumeration(
    "an architecture style",
    ["microservices", "monolith", "modular-monolith", "serverless", "event-driven"], isOpen: true)
  static let providers = Enumeration(
    "a provider", TechnologyCatalogue.providers.map(\.word) + ["on-premises"], isOpen: true)
  static let systemStates = Enumeration(
    "a status", ["draft", "review", "approved", "proposed", "planned", "development", "production", "retired"],
    isOpen: true)

  // Components
  static let criticalities = Enumeration("a criticality", ["critical", "high", "medium", "low"])
  static let runtimes = Enumeration("a runtime", ["container", "vm", "serverless", "physical"], isOpen: true)
  static let formats = Enumeration(
    "a format",
    [
      "json", "xml", "csv", "file", "image", "html", "form", "text", "binary", "protobuf", "avro", "yaml", "pdf",
      "serialized",
    ], isOpen: true)
  static let scalingMetrics = Enumeration(
    "a metric to scale by",
    ["cpu", "memory", "queue-depth", "requests", "connections", "concurrency", "lag", "schedule"], isOpen: true)
  static let failovers = Enumeration("a kind of failover", ["automatic", "manual", "none"])
  static let trusts = Enumeration("a level of trust", ["public", "dmz", "private", "restricted"])
  static let boundaryTypes = Enumeration("a type of boundary", ["network", "namespace", "runtime"], isOpen: true)

  // Data
  static let storeTypes = Enumeration(
    "a type of store",
    [
      "sql", "document", "key-value", "wide-column", "time-series", "graph", "search", "vector", "warehouse", "lake",
      "objects", "files", "block",
    ])
  static let consistencies = Enumeration(
    "a consistency", ["strong", "linearizable", "serializable", "causal", "session", "eventual"])
  static let capSides = Enumeration("a side of CAP", ["CP", "AP", "CA", "tunable"])
  static let replications = Enumeration("a kind of replication", ["sync", "async", "semi-sync", "none"])
  static let evictions = Enumeration(
    "an eviction policy", ["lru", "lfu", "fifo", "random", "ttl", "none"], isOpen: true)
  static let invalidations = Enumeration(
    "a way of invalidation", ["ttl", "events", "explicit", "write-through", "write-behind", "none"], isOpen: true)
  static let needs = Enumeration("a need", TechnologyCatalogue.needs.map(\.word), isOpen: true)
  public static let dataClasses = Enumeration(
    "a data class",
    [
      "payments", "pii", "health", "credentials", "secrets", "orders", "inventory", "social", "catalog", "telemetry",
      "public", "internal", "confidential", "financial", "location", "biometric",
    ], isOpen: true)
  static let storeEncryptions = Enumeration("an encryption", ["none", "at-rest", "tls", "mtls", "end-to-end"])

  // Security
  static let authentications = Enumeration(
    "an authentication",
    [
      "none", "basic", "api-key", "jwt", "session", "oauth2", "oidc", "saml", "mtls", "signature", "mfa", "passkey",
      "ldap", "kerberos", "iam", "password", "ssh-key",
    ], isOpen: true)
  static let componentAuthorizations = Enumeration(
    "an authorization",
    ["none", "rbac", "abac", "acl", "scopes", "technical-user", "end-user"], isOpen: true)
  static let relationAuthorizations = Enumeration(
    "an authorization of a relation", ["none", "technical-user", "end-user"])
  static let credentialKinds = Enumeration(
    "a kind of credentials", ["static", "rotated", "vault", "workload-identity"])
  static let relationEncryptions = Enumeration("an encryption of a relation", ["none", "tls", "mtls"])

  // Messaging
  static let orderings = Enumeration("an ordering", ["none", "partition", "key", "global"])
  static let deliveries = Enumeration("a delivery", ["at-most-once", "at-least-once", "exactly-once"])

  // Relations
  static let protocols = Enumeration(
    "a protocol",
    [
      "http", "https", "http2", "http3", "rest", "graphql", "grpc", "soap", "websocket", "sse", "webhook", "tcp", "udp",
      "tls", "quic", "sql", "redis", "memcached", "mongodb", "cql", "amqp", "kafka", "mqtt", "nats", "stomp", "jms",
      "smtp", "imap", "s3", "ftp", "sftp", "nfs", "smb", "ssh", "dns", "ldap", "odbc", "jdbc", "thrift", "rtmp",
      "webrtc", "opc-ua", "modbus", "rpc", "ipc", "in-process",
    ], isOpen: true)
  static let backoffs = Enumeration("a backoff", ["exponential", "linear", "fixed", "none"])
  static let accesses = Enumeration("an access", ["read", "write", "read-write"])
  static let readTargets = Enumeration("a place to read from", ["primary", "replica"])
  static let usages = Enumeration("a usage", ["business", "operations"])
  static let hints = Enumeration("a way to publish", ["outbox", "cdc", "saga"])

  // Records
  static let requirementTypes = Enumeration("a type of requirement", ["functional", "non-functional"])
  static let priorities = Enumeration("a priority", ["must", "should", "could", "wont"])
  static let decisionStates = Enumeration(
    "a status of a decision", ["proposed", "accepted", "rejected", "deprecated", "superseded"])
  static let grades = Enumeration("a grade", ["critical", "high", "medium", "low"])
  static let severities = Enumeration("a severity", ["error", "warning", "info", "off"])

  // Views
  static let directions = Enumeration("a direction", ["right", "down"])
}
