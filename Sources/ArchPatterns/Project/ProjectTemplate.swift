import ArchModel
import ArchSyntax

/// Writes the root file of a new project: a shop in the style, on the provider and of the scale that were asked for, to be
/// changed into what the reader has.
struct ProjectTemplate {
  let plan: ProjectPlan
  let name: String

  /// The file, laid out as `archc fmt` does.
  var text: String {
    let body =
      switch plan.style {
      case "monolith": monolith
      case "modular-monolith": modularMonolith
      case "serverless": serverless
      case "event-driven": eventDriven
      default: microservices
      }
    let parts = [imports, header, body, uses, allowances, records].filter { !$0.isEmpty }
    let written = parts.joined(separator: "\n")
    let laidOut = format(parse(SourceFile(path: "new.arch", text: written)))
    return String(decoding: laidOut.text, as: UTF8.self)
  }

  // MARK: What depends on the provider and the scale

  /// The technologies of a provider.
  struct Technologies {
    let gateway, balancer, sql, documents, cache, queue, stream, storage, function, monitor: String
  }

  var tech: Technologies {
    switch plan.provider {
    case "aws":
      Technologies(
        gateway: "Amazon API Gateway", balancer: "AWS ALB", sql: "Amazon RDS", documents: "DynamoDB",
        cache: "ElastiCache",
        queue: "Amazon SQS", stream: "Amazon MSK", storage: "Amazon S3", function: "AWS Lambda", monitor: "CloudWatch")
    case "gcp":
      Technologies(
        gateway: "Apigee", balancer: "Cloud Load Balancing", sql: "Cloud SQL", documents: "Firestore",
        cache: "Memorystore",
        queue: "Cloud Tasks", stream: "Kafka", storage: "Cloud Storage", function: "Cloud Functions",
        monitor: "Cloud Monitoring")
    case "azure":
      Technologies(
        gateway: "Azure API Management", balancer: "Azure Application Gateway", sql: "Azure Database for PostgreSQL",
        documents: "Cosmos DB", cache: "Azure Managed Redis", queue: "Azure Service Bus", stream: "Event Hubs",
        storage: "Azure Blob Storage",
        function: "Azure Functions", monitor: "Azure Monitor")
    default:
      Technologies(
        gateway: "Kong", balancer: "HAProxy", sql: "PostgreSQL 16", documents: "MongoDB", cache: "Redis",
        queue: "RabbitMQ",
        stream: "Kafka", storage: "MinIO", function: "Knative", monitor: "Prometheus")
    }
  }

  struct Size {
    let users, data, store, budget: String
    let team: Int
    /// Requests a second, on average and at peak, and those that one replica takes.
    let mean, peak, capacity: Int
  }

  var size: Size {
    switch plan.scale {
    case .small:
      Size(users: "5k", data: "50GB", store: "20GB", budget: "$5k", team: 4, mean: 10, peak: 50, capacity: 100)
    case .medium:
      Size(users: "200k", data: "500GB", store: "200GB", budget: "$12k", team: 9, mean: 200, peak: 800, capacity: 300)
    case .large:
      Size(users: "5M", data: "5TB", store: "2TB", budget: "$90k", team: 30, mean: 2000, peak: 8000, capacity: 800)
    }
  }

  /// A rate as the language writes it: `50/s`, `1.6k/s`.
  static func rate(_ count: Int) -> String {
    guard count >= 1000 else { return "\(count)/s" }
    let rest = count % 1000 / 100
    return rest == 0 ? "\(count / 1000)k/s" : "\(count / 1000).\(rest)k/s"
  }

  /// A fifth of the requests change something.
  var writes: (mean: String, peak: String) {
    (Self.rate(max(1, size.mean / 5)), Self.rate(writePeak))
  }

  var reads: (mean: String, peak: String) {
    (Self.rate(size.mean - max(1, size.mean / 5)), Self.rate(readPeak))
  }

  /// As many replicas as carry a rate at peak, and two to spare; by default that of all requests.
  func scaling(for peak: Int? = nil) -> String {
    let lower = max(3, ((peak ?? size.peak) + size.capacity - 1) / size.capacity + 2)
    return "replicas: \(lower)..\(lower * 3), autoscale: cpu 60%, capacity: \(Self.rate(size.capacity)) assumed, "
      + "availability: 99.5% assumed"
  }

  var gatewayCapacity: String { Self.rate(size.peak * 2) }
  var storeCapacity: String { Self.rate(max(1000, size.peak * 2)) }
  var storeWrites: String { Self.rate(max(500, size.peak)) }
  var streamCapacity: String { Self.rate(max(5000, size.peak * 4)) }
  var workerCapacity: String { Self.rate(max(50, size.capacity / 2)) }

  /// The requests a second at peak that change something, and those that do not.
  var writePeak: Int { max(1, size.peak / 5) }
  var readPeak: Int { size.peak - writePeak }

  /// How a call of the entry ends: how long it waits, and the rest. What patterns add may take longer than the
  /// template's own calls.
  func entry(_ rest: String) -> String { "{ timeout: \(plan.patterns.isEmpty ? "700ms" : "3s"), \(rest) }" }

  /// What functions have in common.
  var function: String {
    """
    tech: "\(tech.function)", runtime: serverless, max-duration: 29s, capacity: \(Self.rate(size.peak * 3)) total assumed
    availability: 99.95% total assumed, cost: $3/1M assumed
    """
  }

  // MARK: Parts that several styles share

  private var imports: String { plan.patterns.map { "import \"\($0.module)\"\n" }.joined() }

  private var header: String {
    let provider = plan.provider == "any" ? "" : "provider: \(plan.provider), "
    // Modules and functions of nobody's cloud state no replicas, and so no queues in front of them at peak.
    let isPlain = plan.style == "modular-monolith" || plan.style == "serverless" && plan.provider == "any"
    return """
      /// What it does and for whom, in a sentence or two.
      system \(name) "\(escapedTitle)" {
        language: 1, style: \(plan.style), \(provider)version: v0.1, status: proposed, owner: "Platform"
      }

      // Figures that end in `assumed` are placeholders: put what you measured, and `measured "where"` behind it.
      constraints {
        users: \(size.users)
        load: \(Self.rate(size.mean)) peak \(Self.rate(size.peak))
        data: \(size.data)
        growth: 3%/month
        budget: \(size.budget)/month
        team: \(size.team) "Say here what they know well"
        timeline: "Say here what has to be there by when"
      }
      \(defaults)

      requirement R1 "A customer can order" { type: functional, priority: must, satisfied-by: Order }
      requirement R2 "Ordering stays quick" {
        type: non-functional, priority: must, verify: Order.p99 < 800ms\(isPlain ? "" : " at peak")
      }
      requirement R3 "The bill stays within the budget" {
        type: non-functional, priority: should, verify: cost < \(size.budget)/month
      }

      """
  }

  /// Only many programs that call one another have traces to take part in.
  private var defaults: String {
    let made = madeKinds
    guard made.isEmpty else {
      return """
        // What the patterns brought says no more of itself than this: say it of each part, with `extend`.
        defaults {
          common-cause: 5% assumed
          \(patternDefaults(made))
        }
        """
    }
    guard plan.style == "microservices" else { return "defaults { common-cause: 5% assumed }" }
    return """
      defaults {
        common-cause: 5% assumed
        gateway { traces }
        service { traces, discovery }
        worker { traces }
      }
      """
  }

  private var escapedTitle: String {
    plan.title.filter { !$0.isNewline && $0 != "\t" }.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  var mail: String {
    "external Mail \"Mail provider\" { availability: 99.9% total sla, p50: 150ms assumed, p99: 900ms assumed }\n"
  }

  var client: String { "client Web \"Web shop\" { users: \(size.users) }\n\n" }

  /// A gateway that the provider runs is billed by requests and has no instances to count.
  private var gatewaySize: String {
    if plan.style == "serverless", TechnologyCatalogue.find(tech.gateway)?.managed == .yes {
      return "capacity: \(gatewayCapacity) total assumed\navailability: 99.95% total assumed, cost: $3.50/1M assumed"
    }
    return """
      replicas: 3..9, autoscale: cpu 60%
      capacity: \(gatewayCapacity) assumed, availability: 99.9% assumed, cost: $120/month assumed
      """
  }

  func gateway(_ placing: String, _ listing: String) -> String {
    """
    zone Edge {
      trust: dmz
      gateway Api "API gateway" {
        tech: "\(tech.gateway)", p50: 3ms assumed, p99: 15ms assumed, \(gatewaySize)
        auth: oidc, authorization: "Customers see their own orders"
        rate-limit: 50/s, routing, load-balancing, discovery, waf
        health-check: "GET /status"
        endpoint PlaceOrder "POST /v1/orders" {
          to: \(placing), purpose: "Order the basket", rate-limit: 30/min, idempotent, validates, schema: "openapi.yaml"
        }
        endpoint ListOrders "GET /v1/orders" {
          to: \(listing), purpose: "Orders of a customer", rate-limit: 120/min, paginated, validates, schema: "openapi.yaml"
        }
      }
    }

    """
  }

  /// The patterns that put a gateway before the program.
  private static let gatewayPatterns: Set<String> = ["api-gateway", "strangler-fig"]

  /// Whether the front of a monolith has to be a gateway, because a pattern binds it.
  var isGatewayFront: Bool { plan.patterns.contains { Self.gatewayPatterns.contains($0.slug) } }

  var balancer: String {
    let size = "capacity: \(gatewayCapacity) assumed, p50: 1ms assumed, p99: 5ms assumed, availability: 99.95% assumed"
    if isGatewayFront {
      return """
        zone Edge {
          trust: dmz
          gateway Front "Gateway" {
            tech: "\(tech.gateway)", replicas: 2..6, autoscale: cpu 60%, \(size)
            cost: $80/month assumed, auth: session, authorization: "Customers see their own orders"
            rate-limit: 50/s, routing, load-balancing, discovery, waf, health-check: "GET /status"
          }
        }

        """
    }
    return """
      zone Edge {
        trust: dmz
        load-balancer Front "Load balancer" {
          tech: "\(tech.balancer)", replicas: 2..6, autoscale: cpu 60%, \(size)
          cost: $40/month assumed, load-balancing, rate-limit: 50/s, waf, health-check: "GET /status"
        }
      }

      """
  }

  /// What the one program of a monolith asks of those who call it.
  var programEntry: String {
    """
    auth: session, authorization: "Customers see their own orders"
    rate-limit: 50/s, health-check: "GET /status"
    """
  }

  func endpoints(_ target: String) -> String {
    """
    endpoint PlaceOrder "POST /v1/orders" {
      \(target)purpose: "Order the basket", rate-limit: 30/min, idempotent, validates, schema: "openapi.yaml"
    }
    endpoint ListOrders "GET /v1/orders" {
      \(target)purpose: "Orders of a customer", rate-limit: 120/min, paginated, validates, schema: "openapi.yaml"
    }

    """
  }

  func database(_ name: String, _ title: String) -> String {
    """
      database \(name) "\(title)" {
        tech: "\(tech.sql)", replicas: 2, failover: automatic 60s, replication: sync, lag: 0s, mttr: 30min
        consistency: strong, p50: 4ms assumed, p99: 25ms assumed, availability: 99.9% assumed
        capacity: \(storeCapacity) assumed, write-capacity: \(storeWrites) assumed, max-connections: 2000
        size: \(size.store), growth: 100MB/d assumed, cost: $300/month assumed, backup: every 5min keep 30d to Backups
        encrypted: at-rest, holds: [orders, pii], retention: 10y, rpo: 10min, rto: 1h, restore: 40min
      }

    """
  }

  /// The end of the inner zone.
  var watch: String {
    let kinds =
      "gateway, load-balancer, service, function, worker, module, database, cache, storage, queue, stream, registry, secrets"
    return """
        monitor Watch "Metrics and alerts" {
          tech: "\(tech.monitor)"
          watches: [\(kinds)]
          cost: $60/month total assumed
        }
      \(insideUses)}

      """
  }

  var backups: String {
    """
    storage Backups "Copies in another region" {
      tech: "\(tech.storage)", derived, size: \(size.store), encrypted: at-rest, cost: $0.02/GB/month assumed
    }

    """
  }

  private var stores: String {
    switch plan.style {
    case "monolith", "modular-monolith": "ShopDB, Backups"
    case "serverless": "Orders, Jobs, Failed, Backups"
    case "event-driven": "Ledger, Views, Events, Unread, Backups"
    default: "OrdersDB, CatalogDB, Hot, Events, Unread, Backups"
    }
  }

  /// The failure that people ask for first; check holds the claim against what is computed.
  private var failure: String {
    switch plan.style {
    case "monolith", "modular-monolith":
      return """
        failure StoreDown "The database is down" {
          of: ShopDB, breaks: [Order, Browse], likelihood: low, severity: high, owner: "Platform"
          impact: "Nobody can order or browse", mitigation: "The standby takes over within a minute"
          detection: "Alert on failed requests"
        }
        """
    default:
      return """
        failure MailDown "The mail provider is down" {
          of: Mail, survives: [Order, Browse], likelihood: medium, severity: low, owner: "Platform"
          impact: "Letters come late", mitigation: "Messages wait and are sent when it is back"
          detection: "Alert on the age of what waits"
        }
        """
    }
  }

  private var records: String {
    """
    decision D1 "Stores and brokers" {
      status: proposed, affects: [\(stores)]
      context: "Say here what made a choice necessary."
      option Chosen "What is in this file" { pros: ["say why"], cons: ["say what it costs"] }
      option Other  "What else was weighed" { pros: ["say why"], cons: ["say why not"] }
      chosen: Chosen, rationale: "Say what decided it"
      positive: ["say what gets better"], negative: ["say what gets worse"]
    }

    \(failure)
    security {
      authorization: "Customers see their own orders"
      input-validation: "Schemas where requests come in"
      encryption: "TLS on every way, volumes at rest"
    }
    next "Replace what is assumed by what is measured" { owner: "Platform" }
    view Everything "The way of an order" { flow: Order, direction: right }

    """
  }
}
