/// The bodies of new projects, one for each style.
extension ProjectTemplate {
  var microservices: String {
    mail + client + gateway("Orders", "Orders")
      + """

      zone Private {
        trust: private
        /// Takes orders and keeps them.
        service Orders {
          \(scaling(for: writePeak))
          p50: 15ms assumed, p99: 80ms assumed, cost: $60/month assumed, health-check: "GET /status"
          -> OrdersDB { timeout: 400ms, access: read-write, pool: 20, encrypted: tls }
          -> Catalog { timeout: 300ms, encrypted: mtls, auth: mtls }
          ~> Events "OrderPlaced" { via: outbox, encrypted: tls }
        }
        /// Knows what is sold and for how much.
        service Catalog {
          \(scaling())
          p50: 6ms assumed, p99: 30ms assumed, cost: $60/month assumed, health-check: "GET /status"
          -> Hot { timeout: 50ms, encrypted: tls }
          -> CatalogDB { on-miss: Hot, timeout: 200ms, access: read, encrypted: tls }
        }
        /// Writes the letters that nobody waits for.
        worker Mailer {
          replicas: 2..8, autoscale: queue-depth 100, capacity: \(workerCapacity) assumed, p50: 10ms assumed, p99: 60ms assumed
          availability: 99.5% assumed, cost: $40/month assumed
          -> Mail {
            timeout: 3s, retry: 2 exponential 500ms jitter, idempotent, idempotency-key, encrypted: tls
            circuit-breaker: 50% over 30s open 60s half-open 3
          }
        }

      """
      + database("OrdersDB", "Order ledger")
        + """
          database CatalogDB "Catalogue" {
            tech: "\(tech.sql)", replicas: 2, failover: automatic 60s, mttr: 30min, p50: 3ms assumed, p99: 15ms assumed
            availability: 99.9% assumed, capacity: \(storeCapacity) assumed, write-capacity: 200/s assumed, size: 5GB
            growth: 10MB/d assumed, cost: $150/month assumed, backup: every 1h keep 30d to Backups, encrypted: at-rest
            holds: catalog, rpo: 2h, rto: 4h, restore: 30min
          }
          cache Hot "What is asked for most" {
            tech: "\(tech.cache)", replicas: 2, hit-rate: 90% assumed, ttl: 10min, eviction: lru, p50: 1ms assumed, p99: 4ms assumed
            availability: 99.9% assumed, capacity: \(storeCapacity) assumed, cost: $60/month assumed
          }
          stream Events "What has happened" {
            tech: "\(tech.stream)", replicas: 3, partitions: 12, ordering: partition, delivery: at-least-once, retention: 7d
            dead-letter: Unread, alert: "lag above 1 min", capacity: \(streamCapacity) assumed, p50: 5ms assumed, p99: 30ms assumed
            availability: 99.95% assumed, cost: $200/month assumed
          }
          queue Unread "Events nobody could read" {
            tech: "\(tech.queue)", retention: 14d, alert: "pages the owner", cost: $5/month total assumed
          }

        """
      + watch
      + backups
        + """

        Web -> Api { protocol: https, encrypted: tls }
        Api -> Orders \(entry("encrypted: mtls, auth: mtls"))
        Api -> Catalog { timeout: 300ms, encrypted: mtls, auth: mtls }
        Events ~> Mailer "OrderPlaced" { idempotent, encrypted: tls }

        flow Order "Place an order" {
          rate: \(writes.mean) peak \(writes.peak)
          objective { availability: 99.5%, p99: 800ms }
          Web -> Api -> Orders -> Catalog -> Hot
          Orders -> OrdersDB
          Orders ~> Events "OrderPlaced"
          Events ~> Mailer -> Mail
        }
        flow Browse "Look at the catalogue" {
          rate: \(reads.mean) peak \(reads.peak)
          objective { availability: 99.5%, p99: 400ms }
          Web -> Api -> Catalog -> Hot
        }

        """
  }

  var monolith: String {
    client + balancer
      + """

      zone Private {
        trust: private
        /// The whole shop in one program.
        service App "The shop" {
          \(scaling())
          p50: 30ms assumed, p99: 180ms assumed, cost: $80/month assumed, \(programEntry)
      \(endpoints(""))    -> ShopDB "writes" { timeout: 500ms, access: read-write, pool: 20, encrypted: tls }
          -> ShopDB "reads" { timeout: 500ms, access: read, encrypted: tls }
        }

      """
      + database("ShopDB", "Everything the shop knows")
      + watch
      + backups
        + """

        Web -> Front { protocol: https, encrypted: tls }
        Front -> App \(entry("encrypted: tls"))

        flow Order "Place an order" {
          rate: \(writes.mean) peak \(writes.peak)
          objective { availability: 99.5%, p99: 800ms }
          Web -> Front -> App -> ShopDB "writes"
        }
        flow Browse "Look at the catalogue" {
          rate: \(reads.mean) peak \(reads.peak)
          objective { availability: 99.5%, p99: 800ms }
          Web -> Front -> App -> ShopDB "reads"
        }

        """
  }

  var modularMonolith: String {
    client + balancer
      + """

      zone Private {
        trust: private
        /// One program; its modules call each other in one direction only.
        service Program "The shop" {
          \(scaling())
          cost: $80/month assumed, \(programEntry)
          module Orders   "Baskets and orders"  { p50: 15ms assumed, p99: 90ms assumed }
          module Catalog  "What is sold"        { p50: 6ms assumed, p99: 40ms assumed }
          module Accounts "Customers and login" { p50: 4ms assumed, p99: 25ms assumed }
      \(endpoints("to: Orders, "))    Orders -> [Catalog, Accounts]
        }

      """
      + database("ShopDB", "Everything the shop knows")
      + watch
      + backups
        + """

        Web -> Front { protocol: https, encrypted: tls }
        Front -> [Orders, Catalog] \(entry("encrypted: tls"))
        Orders -> ShopDB { timeout: 500ms, access: read-write, pool: 10, encrypted: tls }
        [Catalog, Accounts] -> ShopDB { timeout: 500ms, access: read, pool: 10, encrypted: tls }

        never "The catalogue knows nothing of orders" { Catalog ->+ Orders }
        never "Accounts know nothing of orders" { Accounts ->+ Orders }

        flow Order "Place an order" {
          rate: \(writes.mean) peak \(writes.peak)
          objective { availability: 99.5%, p99: 800ms }
          Web -> Front -> Orders -> Catalog -> ShopDB
          Orders -> ShopDB
        }
        flow Browse "Look at the catalogue" {
          rate: \(reads.mean) peak \(reads.peak)
          objective { availability: 99.5%, p99: 800ms }
          Web -> Front -> Catalog -> ShopDB
        }

        """
  }

  var serverless: String {
    mail + client + gateway("Place", "List")
      + """

      zone Account "Cloud account" {
        trust: private
        /// Takes an order; starts when somebody orders and costs nothing when nobody does.
        function Place "Place an order" {
          \(function)
          p50: 40ms assumed, p99: 300ms assumed
          -> Orders { timeout: 500ms, access: write, encrypted: tls, credentials: workload-identity }
        }
        function List "List orders" {
          \(function)
          p50: 25ms assumed, p99: 200ms assumed
          -> Orders { timeout: 500ms, access: read, encrypted: tls, credentials: workload-identity }
        }
        /// Starts for each message, once the order is stored.
        function Notify "Tell the customer" {
          \(function)
          p50: 30ms assumed, p99: 250ms assumed
          -> Mail {
            timeout: 5s, retry: 2 exponential 500ms jitter, idempotent, idempotency-key, encrypted: tls
            circuit-breaker: 50% over 30s open 60s half-open 3
          }
        }
        database Orders "Orders" {
          tech: "\(tech.documents)", consistency: strong, capacity: \(storeCapacity) total assumed, write-capacity: \(storeWrites) assumed
          p50: 5ms assumed, p99: 25ms assumed, availability: 99.99% total assumed, size: \(size.store)
          growth: 100MB/d assumed, cost: [$0.25/GB/month assumed, $1/1M assumed], encrypted: at-rest, holds: [orders, pii]
          retention: 10y, backup: every 5min keep 35d to Backups, rpo: 10min, rto: 4h, restore: 2h
          ~> Jobs "OrderPlaced" { via: cdc, encrypted: tls }
        }
        queue Jobs "What is to be told" {
          tech: "\(tech.queue)", delivery: at-least-once, retention: 4d, dead-letter: Failed, visibility: 3min, max-depth: 1M
          alert: "age above 10 min", p50: 20ms assumed, p99: 100ms assumed, availability: 99.9% total assumed
          cost: $0.40/1M assumed
        }
        queue Failed "What failed again and again" {
          tech: "\(tech.queue)", retention: 14d, alert: "pages the owner", cost: $1/month total assumed
        }

      """
      + watch
      + backups
        + """

        Web -> Api { protocol: https, encrypted: tls }
        Api -> [Place, List] \(entry("encrypted: tls, auth: signature, credentials: workload-identity"))
        Jobs ~> Notify "OrderPlaced" { idempotent, encrypted: tls }

        flow Order "Place an order" {
          rate: \(writes.mean) peak \(writes.peak)
          objective { availability: 99.5%, p99: 800ms }
          Web -> Api -> Place -> Orders
          Orders ~> Jobs "OrderPlaced"
          Jobs ~> Notify -> Mail
        }
        flow Browse "Look at orders" {
          rate: \(reads.mean) peak \(reads.peak)
          objective { availability: 99.5%, p99: 800ms }
          Web -> Api -> List -> Orders
        }

        """
  }

  var eventDriven: String {
    mail + client + gateway("Intake", "Lookup")
      + """

      zone Private {
        trust: private
        /// Takes orders and announces them; knows nothing of who listens.
        service Intake "Order intake" {
          \(scaling(for: writePeak))
          p50: 15ms assumed, p99: 80ms assumed, cost: $60/month assumed, health-check: "GET /status"
          -> Ledger { timeout: 400ms, access: write, pool: 20, encrypted: tls }
          ~> Events "OrderPlaced" { via: outbox, ordered, encrypted: tls }
        }

      """
      + database("Ledger", "Order ledger")
        + """
          stream Events "What has happened" {
            tech: "\(tech.stream)", replicas: 3, partitions: 12, ordering: partition, delivery: at-least-once, retention: 14d
            dead-letter: Unread, alert: "lag above 30 s pages the owner", capacity: \(streamCapacity) assumed, p50: 5ms assumed
            p99: 30ms assumed, availability: 99.95% assumed, encrypted: at-rest, cost: $200/month assumed
          }
          queue Unread "Events nobody could read" {
            tech: "\(tech.queue)", retention: 14d, alert: "pages the owner", max-depth: 1M, cost: $5/month total assumed
          }
          /// Builds the pages of customers from events; can be thrown away and built again.
          worker Projector "Builds the views" {
            replicas: 3, capacity: \(Self.rate(size.capacity * 2)) assumed, p50: 8ms assumed, p99: 50ms assumed, availability: 99.5% assumed
            cost: $60/month assumed
            -> Views { timeout: 500ms, access: write, encrypted: tls }
          }
          database Views "Order views" {
            tech: "\(tech.documents)", derived, replicas: 2, failover: automatic 30s, mttr: 30min, p50: 5ms assumed, p99: 30ms assumed
            availability: 99.9% assumed, capacity: \(storeCapacity) assumed, write-capacity: \(storeWrites) assumed, size: 20GB
            growth: 20MB/d assumed, encrypted: at-rest, holds: [orders, pii], retention: 1y, cost: $150/month assumed
          }
          service Lookup "Answers customers" {
            \(scaling(for: readPeak))
            p50: 8ms assumed, p99: 45ms assumed, cost: $60/month assumed, health-check: "GET /status"
            -> Views { timeout: 300ms, access: read, encrypted: tls }
          }
          /// Tells the customer.
          worker Notifier "Tells customers" {
            replicas: 2..8, autoscale: queue-depth 100, capacity: \(workerCapacity) assumed, p50: 10ms assumed, p99: 60ms assumed
            availability: 99.5% assumed, cost: $40/month assumed
            -> Mail {
              timeout: 3s, retry: 2 exponential 500ms jitter, idempotent, idempotency-key, encrypted: tls
              circuit-breaker: 50% over 30s open 60s half-open 3
            }
          }

        """
      + watch
      + backups
        + """

        Web -> Api { protocol: https, encrypted: tls }
        Api -> [Intake, Lookup] \(entry("encrypted: mtls, auth: mtls"))
        Events ~> [Projector, Notifier] "OrderPlaced" { idempotent, ordered, encrypted: tls }

        flow Order "Place an order" {
          rate: \(writes.mean) peak \(writes.peak)
          objective { availability: 99.5%, p99: 800ms }
          Web -> Api -> Intake -> Ledger
          Intake ~> Events "OrderPlaced"
          Events ~> Projector -> Views
          optional { Events ~> Notifier -> Mail }
        }
        flow Browse "Look at orders" {
          rate: \(reads.mean) peak \(reads.peak)
          objective { availability: 99.5%, p99: 800ms }
          Web -> Api -> Lookup -> Views
        }

        """
  }
}
