import ArchExchange
import ArchModel
import ArchRules
import ArchSyntax

/// A program of one file with its documents.
struct Sample {
  let model: Model
  let compiled: [Diagnostic]

  init(_ text: String, path: String = "main.arch") {
    self.init([(path, text)])
  }

  init(_ files: [(path: String, text: String)]) {
    let parsed = files.enumerated().map { index, file in
      parse(SourceFile(id: FileID(index), path: file.path, text: file.text))
    }
    let compilation = compile(parsed)
    model = compilation.model
    compiled = compilation.diagnostics
  }

  var document: ModelDocument { ModelDocument(model) }

  func findings(strict: Bool = false) -> FindingsDocument {
    let today = CalendarDate.days(year: 2026, month: 11, day: 23) ?? 0
    let run = RuleRunner.run(
      model: model, compiled: compiled, today: today, selection: RuleSelection(strict: strict))
    return FindingsDocument(model: model, compiled: compiled, run: run)
  }

  /// A program with figures, of which one requirement fails.
  static let figures = """
    client Web { -> Api { timeout: 2s } }
    service Api { replicas: 2, capacity: 200/s, p50: 10ms, p99: 90ms assumed, availability: 99.9% }
    flow Buy { rate: 50/s peak 300/s, Web -> Api }
    requirement R1 "Quick" { verify: Buy.p99 < 50ms }

    """

  /// One of everything that the document has a shape for.
  static let rich = """
    /// Sells tickets.
    system Shop "The shop" { language: 1, style: microservices, layers: [edge, app] }
    constraints { load: 3k/s peak 12k/s, growth: 6%/month, budget: $18k/month, team: 9 "Swift", colour: "green" }
    defaults {
      service { timeout: 2s assumed "a guess" }
      #core { mttr: 30min }
    }
    requirement R1 "Buy" { type: functional, priority: must, satisfied-by: Buy }
    requirement R2 "Fast" { verify: Buy.p99 < 400ms at peak }
    client Web "Web" { load: 20/s }
    zone Private "VPC" {
      owner: "Sales"
      gateway Api { endpoint Place "POST /v1/orders" { to: Orders, rate-limit: 300 per 3h burst 300 } }
      service Orders "Takes \\"orders\\" ✓" #core {
        tech: Swift 6, replicas: 4..20, autoscale: cpu 60%, availability: 99.5%, p99: 90ms measured "load test 2026-09"
        cost: [$70/month, $0.20/1M], public: false
        metadata { centre: "4711" }
        -> Ledger "read" { protocol: sql, retry: 3 exponential 100ms jitter, circuit-breaker: 50% over 10s open 30s }
        -> Ledger "write" { protocol: tcp, retry: none, timeout: 1s }
      }
      database Ledger { backup: every 5min keep 30d to Vault, failover: automatic 60s, quorum: 2 of 3, growth: 3GB/d fixed }
    }
    storage Vault { size: 600GB }
    queue Jobs { redelivery: 3 60s, retention: 7d, dead-letter: Dead }
    queue Dead {}
    monitor Watch { watches: [service, Private, Vault] }
    Web -> Api -> Orders { encrypted: tls }
    Orders ~> Jobs
    flow Buy "Buy seats" {
      rate: 120/s
      objective { availability: 99.9%, p99: 400ms }
      Web -> Api -> Orders
      alternative "paid" { share: 20%, Orders -> Ledger "read" }
      loop 3 { Orders -> Ledger "write" }
      Orders ~> Jobs
    }
    decision D1 "Swift" {
      status: accepted, date: 2026-10-02, affects: [Orders]
      option Swift "Swift" { pros: ["fast"] }
      option Java "Java" { cons: ["slow"] }
      chosen: Swift
    }
    failure Down "Ledger down" { of: Ledger, breaks: Buy }
    migration "From the monolith" {
      phase P1 "Reads" { adds: [Ledger], duration: 6w }
      phase P2 "Writes" { after: P1 }
    }
    next "Load-test checkout at 3x peak" { due: 2026-12-15 }
    next "Load-test checkout at 3x peak" { due: 2026-12-16 }
    view Close "Around" { focus: Orders, depth: 2, rank: [[Orders], [Ledger]] }

    """
}
