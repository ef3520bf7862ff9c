import ArchProject
import ArgumentParser

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented file to start from.",
    discussion: """
      Examples:
        archc init
        archc init shop.arch
      """)

  @Argument(
    help: ArgumentHelp("The file to make, or - for standard output.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file = "architecture.arch"

  @Flag(help: "Replace a file that exists.")
  var force = false

  func run() throws {
    if file == "-" {
      try Console.write(Starter.text)
      return
    }
    if !force, FileSystem.disk.resolve(file) != nil {
      throw CommandFailure("`\(file)` exists", help: "name another file, or `--force` to replace it")
    }
    var files = OutputFiles()
    files.add(file, Starter.text)
    try files.write()
    let word = Console.shellWord(file)
    try Console.write(
      """
      \(file)
      Next: archc check \(word), archc diagram \(word), archc build \(word) -o out

      """)
  }
}

/// The file that `archc init` makes.
enum Starter {
  static let text = """
    // A small shop. Change it into your system, then:
    //   archc check FILE      what is wrong or unknown
    //   archc diagram FILE    a drawing in the terminal
    //   archc build FILE -o out   drawings and the report

    /// Sells things and never loses an order.
    system Shop "Shop" {
      language: 1
      style: microservices
      owner: "Platform"
    }

    constraints {
      users: 50k
      load: 200/s peak 800/s
      growth: 5%/month
    }

    // What everybody gets who does not say otherwise.
    defaults {
      service { timeout: 2s }
      worker { timeout: 5s }
      gateway { timeout: 3s }
    }

    // What it must do. `verify:` is computed; `satisfied-by:` is stated.
    requirement R1 "A customer can order" { type: functional, priority: must, satisfied-by: Order }

    client Web "Web shop" { tech: React }

    zone Edge {
      trust: dmz
      gateway Api "API gateway" {
        tech: Kong, replicas: 2, auth: oauth2, rate-limit: 100/s
        endpoint PlaceOrder "POST /v1/orders" { to: Orders, rate-limit: 30/min, purpose: "Order the basket" }
      }
    }

    zone Private {
      trust: private

      /// Takes orders and keeps them.
      service Orders {
        tech: Go, replicas: 2..6, autoscale: cpu 60%
        -> OrdersDB { access: read-write, encrypted: tls }
        ~> Jobs "OrderPlaced" { via: outbox }
      }

      /// Sends the letters that nobody waits for.
      worker Mailer {
        tech: Go, replicas: 2
        -> Mail { retry: 3 exponential 200ms jitter, idempotent }
      }

      database OrdersDB "Orders" {
        tech: PostgreSQL 16, replicas: 2, failover: automatic 60s
        backup: every 1h keep 30d, encrypted: at-rest, holds: [orders, pii]
      }
      queue Jobs   { tech: RabbitMQ, replicas: 2, dead-letter: Failed, delivery: at-least-once }
      queue Failed { tech: RabbitMQ, replicas: 2, alert: "pages the owner" }
    }

    external Mail "Mail provider" { availability: 99.9% total sla }

    Web -> Api { protocol: https, encrypted: tls }
    Api -> Orders { protocol: http }
    Jobs ~> Mailer { idempotent }

    // What happens, step by step. Each step needs its relation.
    flow Order "Order the basket" {
      rate: 20/s peak 80/s
      objective { availability: 99.9%, p99: 500ms }
      Web -> Api -> Orders -> OrdersDB
      Orders ~> Jobs
      Jobs ~> Mailer -> Mail
    }

    decision D1 "PostgreSQL holds the orders" {
      status: accepted, date: 2026-01-15, affects: OrdersDB
      context: "An order must never be lost."
      option Postgres "PostgreSQL" { pros: ["transactions"], cons: ["one writer"] }
      option Mongo    "MongoDB"    { pros: ["documents"], cons: ["transactions cost more"] }
      chosen: Postgres
      rationale: "The team runs it already."
    }
    decision D2 "Letters wait in RabbitMQ" {
      status: accepted, date: 2026-01-22, affects: Jobs
      decision: "Nobody waits for a letter; what cannot be sent goes to Failed."
    }

    failure MailDown "The mail provider is down" {
      of: Mail, survives: [Order]
      impact: "Letters wait", mitigation: "The queue keeps them"
    }

    next "Load-test ordering at twice the peak" { owner: "Platform", due: 2026-12-15 }

    """
}
