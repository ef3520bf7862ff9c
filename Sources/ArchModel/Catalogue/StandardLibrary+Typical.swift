extension StandardLibrary {
  /// Figures by kind, and what technologies state as their defaults, for any provider.
  static let typical = #"""
    // Figures for a first look at a system before anything was measured: by kind, then by technology.
    // Replace the ones that matter; `archc check` says which they are. Latencies are of a part's own work, availability
    // is of one replica. Capacity, hit rates and costs depend on the work and are assumed nowhere.
    defaults {
      common-cause: 5% assumed "beta factors of 1 % to 10 %: IEC 61508-6, annex D, 2010"

      service {
        p50: 10ms assumed "one request to a warm program: rule of thumb of this file, 2026-11"
        p99: 100ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
        timeout: 2s assumed "rule of thumb of this file, 2026-11; better the p99.9 of the callee"
      }
      function {
        p50: 20ms assumed "as a service, with the platform in front: rule of thumb of this file, 2026-11"
        p99: 200ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        timeout: 2s assumed "rule of thumb of this file, 2026-11; better the p99.9 of the callee"
      }
      worker {
        p50: 10ms assumed "one request to a warm program: rule of thumb of this file, 2026-11"
        p99: 100ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
        timeout: 2s assumed "rule of thumb of this file, 2026-11; better the p99.9 of the callee"
      }
      job {
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      gateway {
        p50: 2ms assumed "one proxy hop with authentication: rule of thumb of this file, 2026-11"
        p99: 20ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      load-balancer {
        p50: 1ms assumed "two round trips in a data centre: Dean, LADIS keynote, 2009-10"
        p99: 10ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      waf {
        p50: 1ms assumed "rules over one request: rule of thumb of this file, 2026-11"
        p99: 10ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
      }
      cdn {
        p50: 10ms assumed "a reader near a point of presence: rule of thumb of this file, 2026-11"
        p99: 100ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
      }
      database {
        p50: 5ms assumed "between a round trip (0.5 ms) and a disk seek (10 ms): Dean, LADIS keynote, 2009-10"
        p99: 50ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      cache {
        p50: 500us assumed "one round trip in a data centre: Dean, LADIS keynote, 2009-10"
        p99: 5ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      storage {
        p50: 20ms assumed "a round trip and a disk seek on each of two copies: Dean, LADIS keynote, 2009-10"
        p99: 200ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      queue {
        p50: 5ms assumed "written on two machines: rule of thumb of this file, 2026-11"
        p99: 50ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      stream {
        p50: 5ms assumed "written on two machines: rule of thumb of this file, 2026-11"
        p99: 50ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      topic {
        p50: 5ms assumed "written on two machines: rule of thumb of this file, 2026-11"
        p99: 50ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      registry {
        p50: 1ms assumed "two round trips in a data centre: Dean, LADIS keynote, 2009-10"
        p99: 10ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      identity {
        p50: 20ms assumed "a password hash or a signature: rule of thumb of this file, 2026-11"
        p99: 200ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      secrets {
        p50: 5ms assumed "as a database: rule of thumb of this file, 2026-11"
        p99: 50ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.5% assumed "what is promised for one machine: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      external {
        p50: 150ms assumed "California to the Netherlands and back: Dean, LADIS keynote, 2009-10"
        p99: 1500ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        availability: 99.9% total assumed "what public APIs promise most often: rule of thumb of this file, 2026-11"
      }
      // What the documentation of a technology states as its default or its limit.
      tech "PostgreSQL" {
        max-connections: 100 assumed "https://www.postgresql.org/docs/current/runtime-config-connection.html, 2025"
      }
      tech "MySQL" {
        max-connections: 151 assumed "https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html, 2024"
      }
      tech "MongoDB" {
        failover: automatic 12s assumed "https://www.mongodb.com/docs/manual/replication/, 2025"
      }
      tech "Redis" {
        p50: 500us assumed "one round trip in a data centre: Dean, LADIS keynote, 2009-10"
        capacity: 50k/s assumed "half of what its benchmark page shows, https://redis.io/docs/latest/, 2024"
        max-connections: 10_000 assumed "https://redis.io/docs/latest/develop/reference/clients/, 2024"
      }
      tech "Memcached" {
        max-connections: 1024 assumed "https://docs.memcached.org/serverguide/, 2024"
      }
      tech "Kafka" {
        p50: 2ms assumed "under its p99 of 5 ms: rule of thumb of this file, 2026-11"
        p99: 5ms assumed "https://www.confluent.io/blog/kafka-fastest-messaging-system/, 2020-08"
        retention: 7d assumed "log.retention.hours, https://kafka.apache.org/documentation/, 2025"
        max-message: 1MB assumed "message.max.bytes, https://kafka.apache.org/documentation/, 2025"
      }
      tech "RabbitMQ" {
        p50: 1ms assumed "under its p99: rule of thumb of this file, 2026-11"
        p99: 5ms assumed "five times https://www.confluent.io/blog/kafka-fastest-messaging-system/, 2020-08"
        max-message: 16MiB assumed "https://www.rabbitmq.com/docs/configure, 2024-09"
      }
      tech "NATS" {
        p50: 500us assumed "one round trip in a data centre: Dean, LADIS keynote, 2009-10"
        max-message: 1MB assumed "https://docs.nats.io/reference/faq, 2024"
      }
      tech "NGINX" {
        timeout: 60s assumed "proxy_read_timeout, https://nginx.org/en/docs/http/ngx_http_proxy_module.html, 2024"
      }
      tech "Envoy" {
        timeout: 15s assumed "https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts, 2024"
      }
      tech "Kong" {
        timeout: 60s assumed "https://developer.konghq.com/gateway/entities/service/, 2025"
      }
    }
    """#
}
