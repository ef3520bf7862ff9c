extension StandardLibrary {
  /// Service level agreements of Google Cloud, and what its documentation states.
  static let gcp = #"""
    // What Google Cloud promises in its service level agreements, each for the configuration that it names, and
    // latencies and limits that its documentation states. An agreement is a price, not a measurement.
    defaults {
      // Compute
      tech "Cloud Run" {
        availability: 99.95% total sla "https://cloud.google.com/run/sla, 2019-12-23"
        max-duration: 60min assumed "https://cloud.google.com/run/docs/configuring/request-timeout, 2024"
      }
      tech "Compute Engine" {
        availability: 99.9% sla "one instance: https://cloud.google.com/compute/sla, 2024"
      }
      tech "App Engine" {
        availability: 99.95% total sla "https://cloud.google.com/appengine/sla, 2024"
      }
      // Edge
      tech "Cloud DNS" {
        availability: 100% total sla "https://cloud.google.com/dns/sla, 2024"
      }
      tech "Cloud Load Balancing" {
        availability: 99.99% total sla "https://cloud.google.com/load-balancing/sla, 2024"
      }
      tech "Google API Gateway" {
        availability: 99.95% total sla "https://cloud.google.com/api-gateway/sla, 2024"
      }
      // Data
      tech "Cloud Storage" {
        availability: 99.9% total sla "Standard in one region: https://cloud.google.com/storage/sla, 2021-06-24"
        cost: $0.020/GB/month assumed "Standard in us-central1, https://cloud.google.com/storage/pricing, 2025"
      }
      tech "Cloud SQL" {
        availability: 99.95% total sla "Enterprise edition with HA: https://cloud.google.com/sql/sla, 2024"
        failover: automatic 60s assumed "https://cloud.google.com/sql/docs/postgres/high-availability, 2024"
      }
      tech "Spanner" {
        availability: 99.99% total sla "one region: https://cloud.google.com/spanner/sla, 2019-09-25"
        p50: 5ms assumed "single-digit milliseconds, https://cloud.google.com/spanner/docs/latency-points, 2024"
        p99: 50ms assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
      }
      tech "Bigtable" {
        availability: 99.9% total sla "one cluster: https://cloud.google.com/bigtable/sla, 2024"
        p50: 6ms assumed "under 10 ms, https://cloud.google.com/bigtable/docs/performance, 2024"
      }
      tech "Firestore" {
        availability: 99.99% total sla "one region: https://cloud.google.com/firestore/sla, 2024"
      }
      tech "BigQuery" {
        availability: 99.99% total sla "https://cloud.google.com/bigquery/sla, 2024"
      }
      tech "Memorystore" {
        availability: 99.9% total sla "Redis, standard tier: https://cloud.google.com/memorystore/sla, 2024"
      }
      // Messaging
      tech "Google Pub/Sub" {
        availability: 99.95% total sla "https://cloud.google.com/pubsub/sla, 2024"
        p50: 100ms assumed "https://cloud.google.com/pubsub/architecture, 2024"
        p99: 1s assumed "The Tail at Scale, CACM 56(2), 2013-02: p99 is ten times p50"
        retention: 7d assumed "https://cloud.google.com/pubsub/docs/subscription-properties, 2024"
        max-message: 10MB assumed "https://cloud.google.com/pubsub/quotas, 2024"
      }
      tech "Cloud Tasks" {
        availability: 99.95% total sla "https://cloud.google.com/tasks/sla, 2024"
      }
      // Platform
      tech "Secret Manager" {
        availability: 99.95% total sla "https://cloud.google.com/secret-manager/sla, 2024"
      }
      tech "Identity Platform" {
        availability: 99.95% total sla "https://cloud.google.com/identity-platform/sla, 2024"
      }
    }
    """#
}
