/// Programs that the tests report on.
enum Programs {
  /// A small shop in which each section has something to say.
  static let shop = """
    /// Sells books.
    system Shop "Book shop" { language: 1, owner: "Sales" }
    constraints {
      users: 1k, load: 100/s peak 400/s, growth: 10%/month, budget: $2k/month, team: 3 "Swift, SQL"
      regulation: "Receipts for ten years"
    }
    requirement R1 "Buy" { type: functional, priority: must, satisfied-by: Buy }
    requirement R2 "Fast" { verify: Buy.p99 < 400ms at peak }
    client Web "Web app"
    gateway Api "API gateway" {
      tech: Kong, replicas: 2, capacity: 1k/s, auth: oauth2, rate-limit: 200/s
      endpoint Order "POST /v1/orders" { to: Orders, purpose: "Buy a book", rate-limit: 300 per 3h burst 300, validates }
      endpoint List "GET /v1/books/{id}" { to: Orders }
      endpoint Odd "health"
    }
    /// Takes orders.
    service Orders { tech: Swift 6.3, replicas: 2..8, autoscale: cpu 60%, capacity: 100/s assumed }
    database OrdersDB "Ledger" {
      tech: PostgreSQL 16, replicas: 2, failover: automatic 60s, cap: CP, holds: [orders, payments]
      size: 100GB, growth: 1GB/d, capacity: 2k/s, write-capacity: 500/s, backup: every 1h keep 30d to Vault
      rpo: 1h, rto: 2h, encrypted: at-rest
    }
    storage Vault { tech: S3, derived, size: 50GB }
    queue Mails
    Web -> Api { encrypted: tls }
    Api -> Orders { timeout: 1s }
    Orders -> OrdersDB {
      timeout: 500ms, encrypted: tls
      allow plaintext-relation "Same rack" { until: 2027-01-01, owner: "Ops" }
    }
    Orders ~> Mails "Receipt"
    flow Buy { rate: 10/s peak 40/s, Web -> Api -> Orders -> OrdersDB }
    decision D1 "PostgreSQL holds the orders" {
      status: accepted, date: 2026-10-02, affects: OrdersDB, context: "Money."
      option A "PostgreSQL" { pros: ["transactions"], cons: ["one writer, no more"] }
      option B "DynamoDB" { pros: ["scale"] }
      chosen: A, rationale: "Consistency", positive: ["safe"], negative: ["slower"]
    }
    failure Down "The ledger is down" { of: OrdersDB, breaks: Buy, impact: "No sale", detection: "Alert" }
    security { authorization: "Roles", audit: "Everything is logged" }
    migration "Out of the monolith" {
      phase P2 "Orders" { adds: Orders, after: P1, duration: 4w, rollback: "Route back" }
      phase P1 "Data" { adds: OrdersDB, duration: 2w }
    }
    next "Load test" { owner: "Ops", due: 2026-12-15 }
    """
}
