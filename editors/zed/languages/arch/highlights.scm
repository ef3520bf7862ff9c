; The lists of words are derived from the compiler's schema: `UPDATE_GOLDEN=1 swift test` rewrites them.
; Where several patterns match, the later one wins.

(name) @variable

(path (name) @variable)

; Declarations.
(declaration kind: (kind) @type)
((declaration kind: (kind) @keyword)
  (#any-of? @keyword
    ; derived: kinds
    "actor" "allow" "alternative" "asset" "cache" "capacity" "cdn" "client" "cluster" "constraints"
    "database" "decision" "defaults" "dns" "domain" "endpoint" "environment" "event" "extend" "external"
    "failure" "flow" "function" "gateway" "group" "identity" "job" "load-balancer" "loop" "mesh" "metadata"
    "migration" "module" "monitor" "never" "next" "objective" "option" "optional" "parallel" "pattern"
    "phase" "pipeline" "queue" "region" "registry" "remove" "repository" "require" "requirement" "rule"
    "scenario" "secrets" "security" "service" "storage" "stream" "system" "tech" "topic" "tradeoff" "use"
    "view" "waf" "worker" "zone"
    ; derived: end
  ))
(declaration name: (path (name) @type.definition))
(declaration as: (name) @type.definition)
((declaration kind: (kind) @_kind name: (path (name) @variable))
  (#any-of? @_kind "extend" "remove"))
((declaration kind: (kind) @_kind name: (path (name) @function))
  (#any-of? @_kind "use" "allow" "rule" "never" "require"))

; Relations.
(arrow) @operator
(relation from: (path (name) @variable))
(relation to: (path (name) @variable))

; Properties.
(property key: (key) @property)
(flag) @property
((property key: (key) @attribute)
  (#any-of? @attribute
    ; derived: properties
    "accepts" "access" "adds" "affects" "after" "alert" "audit" "auth" "authentication" "authorization"
    "autoscale" "availability" "backup" "benefits" "breaks" "budget" "bulkhead" "calls" "cap" "capacity"
    "changes" "chosen" "circuit-breaker" "class" "collapse" "common-cause" "completion" "concurrency"
    "cons" "consistency" "consistent" "context" "copies" "cost" "credentials" "criticality" "data" "date"
    "dead-letter" "deadline" "deciders" "decision" "degrades" "delivery" "deprecated" "depth" "derived"
    "description" "detection" "direction" "discovery" "done" "due" "durable" "duration" "encrypted"
    "encryption" "eviction" "evidence" "exclude" "exit" "expertise" "failover" "fails" "fallback" "flow"
    "focus" "growth" "health-check" "help" "hit-rate" "holds" "horizons" "icon" "idempotency-key"
    "idempotent" "impact" "include" "input-validation" "invalidation" "jitter" "lag" "language" "layer"
    "layers" "likelihood" "link" "load" "load-balancing" "location" "logs" "max-connections" "max-depth"
    "max-duration" "max-message" "may-hold" "metrics" "mitigation" "mttr" "multi-tenant" "needs" "negative"
    "of" "on" "on-miss" "optional" "options" "ordered" "ordering" "owner" "p50" "p90" "p95" "p99" "p999"
    "paginated" "parallel" "partitions" "payload" "pool" "positive" "priority" "pros" "protocol" "provider"
    "public" "purpose" "quorum" "rank" "rate" "rate-limit" "rate-limiting" "rationale" "read"
    "read-replicas" "receives" "redelivery" "removes" "replicas" "replication" "require" "restore"
    "retention" "retry" "reversible" "rollback" "routing" "rpo" "rto" "runtime" "satisfied-by" "scale-up"
    "schedule" "schema" "secrets" "security" "segmented" "sends" "severity" "shard-key" "shards" "share"
    "size" "source" "stateful" "status" "style" "supersedes" "survives" "tags" "team" "tech" "threshold"
    "timeline" "timeout" "title" "tls" "to" "traces" "trade-off" "trust" "ttl" "type" "unbounded-result"
    "until" "usage" "users" "validates" "verify" "version" "via" "visibility" "vpn" "waf" "was" "watches"
    "when-to-use" "why" "write-capacity"
    ; derived: end
  ))
((flag) @attribute
  (#any-of? @attribute
    ; derived: properties
    "accepts" "access" "adds" "affects" "after" "alert" "audit" "auth" "authentication" "authorization"
    "autoscale" "availability" "backup" "benefits" "breaks" "budget" "bulkhead" "calls" "cap" "capacity"
    "changes" "chosen" "circuit-breaker" "class" "collapse" "common-cause" "completion" "concurrency"
    "cons" "consistency" "consistent" "context" "copies" "cost" "credentials" "criticality" "data" "date"
    "dead-letter" "deadline" "deciders" "decision" "degrades" "delivery" "deprecated" "depth" "derived"
    "description" "detection" "direction" "discovery" "done" "due" "durable" "duration" "encrypted"
    "encryption" "eviction" "evidence" "exclude" "exit" "expertise" "failover" "fails" "fallback" "flow"
    "focus" "growth" "health-check" "help" "hit-rate" "holds" "horizons" "icon" "idempotency-key"
    "idempotent" "impact" "include" "input-validation" "invalidation" "jitter" "lag" "language" "layer"
    "layers" "likelihood" "link" "load" "load-balancing" "location" "logs" "max-connections" "max-depth"
    "max-duration" "max-message" "may-hold" "metrics" "mitigation" "mttr" "multi-tenant" "needs" "negative"
    "of" "on" "on-miss" "optional" "options" "ordered" "ordering" "owner" "p50" "p90" "p95" "p99" "p999"
    "paginated" "parallel" "partitions" "payload" "pool" "positive" "priority" "pros" "protocol" "provider"
    "public" "purpose" "quorum" "rank" "rate" "rate-limit" "rate-limiting" "rationale" "read"
    "read-replicas" "receives" "redelivery" "removes" "replicas" "replication" "require" "restore"
    "retention" "retry" "reversible" "rollback" "routing" "rpo" "rto" "runtime" "satisfied-by" "scale-up"
    "schedule" "schema" "secrets" "security" "segmented" "sends" "severity" "shard-key" "shards" "share"
    "size" "source" "stateful" "status" "style" "supersedes" "survives" "tags" "team" "tech" "threshold"
    "timeline" "timeout" "title" "tls" "to" "traces" "trade-off" "trust" "ttl" "type" "unbounded-result"
    "until" "usage" "users" "validates" "verify" "version" "via" "visibility" "vpn" "waf" "was" "watches"
    "when-to-use" "why" "write-capacity"
    ; derived: end
  ))

; Values.
((phrase (path . (name) @constant .))
  (#any-of? @constant
    ; derived: values
    "AP" "CA" "CP" "abac" "accepted" "access-policies" "acl" "alerting" "amqp" "analytics" "any" "api-key"
    "api-management" "approved" "archive" "artifact-hosting" "async" "at-least-once" "at-most-once"
    "at-rest" "audit-trail" "authentication" "automatic" "avro" "aws" "azure" "basic" "batch-processing"
    "binary" "biometric" "block" "block-storage" "build-and-test" "business" "catalog" "causal" "cdc"
    "change-feed" "cloudflare" "concurrency" "confidential" "configuration" "connections" "container"
    "coordination" "could" "cpu" "cql" "credentials" "critical" "csv" "customer-accounts" "dashboards"
    "data-lake" "data-science" "ddos-protection" "delayed-delivery" "deployment" "deprecated" "desktop-ui"
    "development" "device-messaging" "dmz" "dns" "document" "documents" "down" "draft" "edge-compute"
    "email" "embedded" "encryption-keys" "end-to-end" "end-user" "error" "error-tracking" "event-driven"
    "event-log" "event-sourcing" "events" "eventual" "exactly-once" "explicit" "exponential"
    "feature-flags" "fifo" "file" "files" "financial" "fly" "form" "ftp" "full-text-search" "functional"
    "gcp" "general-purpose" "geospatial" "global" "global-distribution" "graph" "graphql" "grpc" "health"
    "heroku" "high" "high-concurrency" "high-throughput" "high-write-throughput" "horizontal-scaling"
    "html" "http" "http2" "http3" "https" "iam" "image" "imap" "in-process" "info" "infrastructure-as-code"
    "internal" "inventory" "ipc" "jdbc" "jms" "json" "jwt" "kafka" "kerberos" "key" "key-value" "lag"
    "lake" "large-objects" "ldap" "lfu" "lightweight" "linear" "linearizable" "load-balancing" "location"
    "logs" "long-running" "low" "low-latency" "low-latency-cache" "low-latency-messaging" "low-operations"
    "lru" "manual" "medium" "memcached" "memory" "metrics" "mfa" "microservices" "mobile-ui" "modbus"
    "model-inference" "modular-monolith" "mongodb" "monolith" "mqtt" "mtls" "must" "mutual-tls"
    "name-resolution" "namespace" "nats" "netlify" "network" "nfs" "non-functional" "notifications"
    "oauth2" "objects" "odbc" "off" "offline-sync" "oidc" "on-premises" "opc-ua" "operations"
    "orchestration" "ordering" "orders" "outbox" "partition" "passkey" "password" "payments" "pdf"
    "physical" "pii" "planned" "primary" "private" "production" "proposed" "protobuf" "pub-sub" "public"
    "queue-depth" "quic" "random" "rapid-development" "rate-limiting" "rbac" "read" "read-write" "redis"
    "rejected" "relational" "replay" "replica" "request-filtering" "request-reply" "requests" "rest"
    "restricted" "retired" "review" "right" "rotated" "routing" "rpc" "rtmp" "runtime" "s3" "saga" "saml"
    "scale-to-zero" "schedule" "scheduling" "scopes" "search" "secret-storage" "secrets" "semi-sync"
    "serializable" "serialized" "server-rendering" "serverless" "service-discovery" "session" "sftp"
    "shared-files" "should" "signature" "single-sign-on" "smb" "smtp" "soap" "social" "source-hosting"
    "sql" "sse" "ssh" "ssh-key" "static" "static-content" "stomp" "stream-processing" "strong"
    "strong-consistency" "superseded" "sync" "systems-programming" "tcp" "technical-user" "telemetry"
    "text" "thrift" "time-series" "tls" "tls-termination" "traces" "traffic-splitting" "transactions" "ttl"
    "tunable" "udp" "vault" "vector" "vector-search" "vercel" "vm" "warehouse" "warning" "web-ui" "webhook"
    "webrtc" "websocket" "websockets" "wide-column" "wont" "work-queue" "workflows" "workload-identity"
    "write" "write-behind" "write-through" "xml" "yaml"
    ; derived: end
  ))
((phrase (path . (name) @keyword .))
  (#any-of? @keyword
    ; derived: words
    "across" "assumed" "at" "boundary" "burst" "call" "component" "every" "fails" "fixed" "half-open" "has"
    "in" "inclusive" "jitter" "keep" "lacks" "measured" "message" "no" "none" "now" "of" "open" "over"
    "passes" "path" "peak" "per" "relation" "sla" "store" "target" "to" "total" "unbounded" "under"
    "unlimited" "when" "with"
    ; derived: end
  ))
((phrase (path (name) (name) @function.builtin .))
  (#any-of? @function.builtin
    ; derived: metrics
    "availability" "available" "completion" "cost" "data" "drain" "p50" "p90" "p95" "p99" "p999" "rate"
    "replicas-needed" "rpo" "rto" "size" "users" "utilization"
    ; derived: end
  ))
((path . (name) @boolean .)
  (#any-of? @boolean "true" "false"))
(operator) @operator
(operator ["and" "or" "not"] @keyword.operator)

(number) @number
(quantity) @number
(range) @number
(date) @string.special
(version) @string.special
(tag) @tag

(string) @string
(text) @string
(escape_sequence) @string.escape

"import" @keyword.import
"{" @punctuation.bracket
"}" @punctuation.bracket
"[" @punctuation.bracket
"]" @punctuation.bracket
"(" @punctuation.bracket
")" @punctuation.bracket
"," @punctuation.delimiter
";" @punctuation.delimiter
":" @punctuation.delimiter
"." @punctuation.delimiter

(comment) @comment
(block_comment) @comment
(doc_comment) @comment.documentation
