/// Writes programs that look like those of people: nested boundaries, components with figures, relations with
/// properties, flows over these relations, requirements, decisions and comments.
///
/// What it writes compiles without a diagnostic. The same count and seed give the same text on every machine.
public struct ModelGenerator {
  private var random: SeededRandom
  private let components: Int
  /// What stands below the header.
  private var body = ""
  private var indentation = ""

  /// Components written so far.
  private var made = 0
  private var domains: [Domain] = []
  private var flows: [String] = []
  private var regions: [String] = []
  /// Whether some part uses the external and the backups; a part that nothing uses would be a finding.
  private var usesPartner = false
  private var usesVault = false
  private var gateways = 0
  private var clients = 0
  /// The requests per second that the flows bring at their peak.
  private var peak = 0

  /// A domain as far as others refer to it.
  private struct Domain {
    let name: String
    let parts: Set<Part>
    /// How many domains lie below it on the longest path of calls; a call waits a second longer for each.
    let level: Int
    let gateway: Int
  }

  /// The components that a domain may have; `Api` is always there.
  private enum Part: String, CaseIterable {
    case store = "Store"
    case hot = "Hot"
    case query = "Query"
    case inbox = "Inbox"
    case runner = "Runner"
    case dead = "Dead"
    case log = "Log"
    case projector = "Projector"
    case nightly = "Nightly"
  }

  /// A program with this many components; three is the least.
  public static func text(components: Int, seed: Int) -> String {
    var generator = ModelGenerator(components: max(3, components), seed: seed)
    return generator.program()
  }

  /// A program of at least this many bytes, and hardly more.
  public static func text(bytes: Int, seed: Int) -> String {
    // The length grows with the components, so a small program tells how many it takes.
    let sample = text(components: 1_000, seed: seed).utf8.count
    var components = max(3, bytes / max(1, sample / 1_000))
    while true {
      let text = text(components: components, seed: seed)
      if text.utf8.count >= bytes { return text }
      components += max(1, components / 100)
    }
  }

  private init(components: Int, seed: Int) {
    random = SeededRandom(seed: seed)
    self.components = components
  }

  private mutating func program() -> String {
    outside()
    while made < components { region() }
    entries()
    behaviour()
    records()
    return header() + body
  }

  private mutating func line(_ text: String) {
    body += indentation
    body += text
    body += "\n"
  }

  private mutating func open(_ text: String) {
    line(text + " {")
    indentation += "  "
  }

  private mutating func close() {
    indentation.removeLast(2)
    line("}")
  }
}

// MARK: - Components

extension ModelGenerator {
  private static let nouns = [
    "Orders", "Catalog", "Shipping", "Billing", "Accounts", "Search", "Ledger", "Pricing", "Stock", "Returns",
    "Reviews", "Offers", "Tickets", "Seats", "Routes", "Fleet", "Drivers", "Claims", "Policies", "Quotes", "Invoices",
    "Payouts",
    "Profiles", "Messages", "Alerts", "Reports", "Audits", "Media", "Uploads", "Devices", "Meters", "Tariffs", "Loans",
    "Deposits", "Cards", "Disputes", "Partners", "Menus", "Tables", "Visits",
  ]

  private static let titles = [
    "keeps the records", "answers the apps", "serves what people look for", "Größe, Maß & Zahl", "注文と在庫",
    "says \\\"no\\\" early", "for 99 % of all days", "replaces the old system", "reads, never writes", "the quick path",
  ]

  private static let comments = [
    "// Measured on the busiest day of the year.",
    "// See the runbook before changing this.",
    "/* Split from the monolith; its tables were moved one by one. */",
    "// The figures come from the load test.",
  ]

  /// The name of a domain: a noun, numbered from the second round on.
  private static func domainName(_ index: Int) -> String {
    let round = index / nouns.count
    return nouns[index % nouns.count] + (round == 0 ? "" : "\(round + 1)")
  }

  private mutating func outside() {
    // A gateway for about twenty domains, and a client for about ten gateways; the rest are services and their data.
    gateways = 1 + components / 150
    clients = 1 + components / 2_000
    for number in 1...clients { line("client Web\(number) \"Web and mobile apps\" { tech: React }") }
    made += clients
    if components >= 12 {
      line("storage Vault \"Backups\" { tech: S3, derived, size: 600GB, encrypted: at-rest, cost: $0.023/GB/month }")
      made += 1
    }
    if components >= 20 {
      line("external Partner \"Card processor\" { availability: 99.95% total sla, p50: 180ms, p99: 900ms }")
      made += 1
    }
    open("zone Edge")
    line("trust: dmz")
    for number in 1...gateways {
      open("gateway Gate\(number) \"API gateway\"")
      line("tech: Kong, replicas: 3, capacity: 8k/s, p50: 3ms, p99: 12ms measured \"load test 2026-09\"")
      line("availability: 99.95%, cost: $180/month, auth: oauth2, rate-limit: 200/s, routing, load-balancing")
      close()
    }
    close()
    made += gateways
  }

  private mutating func region() {
    let number = domains.count
    regions.append("Region\(number)")
    open("region Region\(number) \"\(random.pick(["Ireland", "Frankfurt", "Zürich", "Ohio"]))\"")
    for zone in 1...3 where made < components {
      open("zone Private\(number)\(["a", "b", "c"][zone - 1]) \"Private network\"")
      line("trust: private")
      for _ in 0..<8 where made < components { domain() }
      close()
    }
    close()
  }

  private mutating func domain() {
    let name = Self.domainName(domains.count)
    let parts = pickParts()
    let callees = pickCallees()
    let level = callees.map { domains[$0].level + 1 }.max() ?? 0
    let gateway = domains.count % gateways + 1
    if random.chance(40) {
      line("/// \(name): \(random.pick(["owned by one team", "the oldest part", "**critical** on sale days"])).")
    }
    open("domain \(name) \"\(name) \(random.pick(Self.titles))\"")
    line("owner: \"Team \(domains.count % 60 + 1)\"")
    api(name, parts, callees)
    for part in Part.allCases where parts.contains(part) {
      if random.chance(8) { line(random.pick(Self.comments)) }
      write(part, parts)
    }
    if parts.contains(.inbox) { line("Inbox ~> Runner \"work\" { idempotent }") }
    if parts.contains(.log) { line("Log ~> Projector \"changes\" { idempotent, ordered }") }
    close()
    made += 1 + parts.count
    domains.append(Domain(name: name, parts: parts, level: level, gateway: gateway))
  }

  /// Parts that use each other come together, and never more than are left to write.
  private mutating func pickParts() -> Set<Part> {
    var parts: Set<Part> = []
    let groups: [([Part], Int)] = [
      ([.store], 90), ([.hot], 50), ([.inbox, .runner, .dead], 50), ([.query], 30), ([.log, .projector], 30),
      ([.nightly], 25),
    ]
    for (group, percent) in groups where random.chance(percent) {
      guard made + 1 + parts.count + group.count <= components else { continue }
      if group != [.store], group != [.inbox, .runner, .dead], !parts.contains(.store) { continue }
      parts.formUnion(group)
    }
    return parts
  }

  /// Up to three domains that exist, so that calls form no circle.
  private mutating func pickCallees() -> [Int] {
    guard !domains.isEmpty else { return [] }
    var callees: Set<Int> = []
    for _ in 0..<random.below(4) {
      let callee = domains.count - 1 - random.below(min(40, domains.count))
      if domains[callee].level < 3 { callees.insert(callee) }
    }
    return callees.sorted()
  }

  private mutating func api(_ name: String, _ parts: Set<Part>, _ callees: [Int]) {
    open("service Api \"\(name) API\" #\(random.pick(["core", "legacy", "new"]))")
    let replicas = 2 + random.below(6)
    line(
      "tech: \(random.pick(["Swift", "Go", "Java 21", "Node.js"].map { $0.contains(".") ? "\"\($0)\"" : $0 })), "
        + "replicas: \(replicas)..\(replicas * 4), autoscale: cpu 60%, capacity: \(4 + random.below(20))00/s")
    line(
      "p50: \(5 + random.below(20))ms, p99: \(60 + random.below(60))ms, availability: 99.\(90 + random.below(9))%, "
        + "cost: $\(40 + random.below(90))/month, health-check, metrics")
    if parts.contains(.store) {
      let pool = 5 + random.below(20)
      line("-> Store { protocol: sql, timeout: 400ms, pool: \(pool), access: read-write, encrypted: tls }")
    }
    if parts.contains(.hot) { line("-> Hot { protocol: redis, timeout: 100ms, access: read, encrypted: tls }") }
    if parts.contains(.inbox) {
      line("~> Inbox \"\(name)Changed\" { encrypted: tls\(parts.contains(.store) ? ", via: outbox" : "") }")
    }
    if parts.contains(.log) { line("~> Log { encrypted: tls, ordered }") }
    for callee in callees {
      let target = domains[callee]
      line(
        "-> \(target.name).Api { protocol: grpc, timeout: \(target.level + 1)s, encrypted: mtls, "
          + "circuit-breaker: 50% over 10s open 30s half-open 5, fallback: \"the last answer\" }")
    }
    close()
  }

  private mutating func write(_ part: Part, _ parts: Set<Part>) {
    switch part {
    case .store:
      open("database Store")
      line("tech: PostgreSQL 16, replicas: 2, consistency: strong, replication: sync, lag: 0s, failover: automatic 60s")
      line("mttr: 30min, p50: 4ms, p99: 25ms, availability: 99.9%, capacity: 8k/s, write-capacity: 3k/s")
      let size = 10 + random.below(400)
      line("size: \(size)GB, growth: \(1 + random.below(5))GB/d, max-connections: 1000, cost: $1.1k/month")
      let target = components >= 12 ? " to Vault" : ""
      usesVault = true
      line("backup: every 5min keep 30d\(target), encrypted: at-rest, rpo: 5min, rto: 15min, restore: 10min")
      line("holds: [\(random.pick(["orders", "catalog", "inventory", "telemetry"]))]")
      close()
    case .hot:
      line(
        "cache Hot { tech: Redis, replicas: 2, hit-rate: \(70 + random.below(29))%, ttl: 10min, eviction: lru, "
          + "capacity: 40k/s, p50: 1ms, p99: 4ms, availability: 99.9%, cost: $120/month }")
    case .query:
      open("service Query \"Reads for reports\"")
      line("tech: Go, replicas: 2, capacity: 300/s, p50: 20ms, p99: 150ms, availability: 99.9%")
      line("cost: $50/month")
      line("-> Store { protocol: sql, timeout: 300ms, pool: 5, access: read, encrypted: tls }")
      close()
    case .inbox:
      line(
        "queue Inbox { tech: SQS, retention: 4d, delivery: at-least-once, availability: 99.95% total sla, "
          + "capacity: 3k/s, p50: 5ms, p99: 30ms, cost: $10/month total, dead-letter: Dead }"
      )
    case .runner:
      open("worker Runner")
      line("tech: Go, replicas: 2, capacity: \(100 + random.below(300))/s, p50: 10ms, p99: 90ms, availability: 99.9%")
      line("cost: $50/month")
      if parts.contains(.store) {
        line("-> Store { timeout: 400ms, pool: 5, access: write, idempotent, encrypted: tls }")
      }
      if components >= 20, random.chance(30) {
        usesPartner = true
        line(
          "-> Partner { timeout: 2s, retry: 2 exponential 100ms jitter, idempotent, idempotency-key, encrypted: tls }")
      }
      close()
    case .dead: line("queue Dead { tech: SQS, alert: \"pages the owner\", retention: 14d, cost: $1/month total }")
    case .log:
      line(
        "stream Log { tech: Kafka, replicas: 3, partitions: 12, retention: 7d, \(parts.contains(.dead) ? "delivery: at-least-once, dead-letter: Dead" : "delivery: at-most-once"), "
          + "capacity: 9k/s, p50: 5ms, p99: 30ms, availability: 99.95%, cost: $400/month }")
    case .projector:
      open("worker Projector")
      line("tech: Java 21, replicas: 3, capacity: 900/s, p50: 5ms, p99: 40ms, availability: 99.9%")
      line("cost: $60/month")
      line("-> Store { timeout: 400ms, pool: 5, access: write, idempotent, encrypted: tls }")
      close()
    case .nightly:
      open("job Nightly \"Removes what is too old\"")
      line("schedule: \"\(random.below(60)) \(random.below(24)) * * *\", replicas: 1, cost: $5/month")
      line("-> Store { timeout: 400ms, pool: 1, access: write, idempotent, encrypted: tls }")
      close()
    }
  }
}

// MARK: - Everything else

extension ModelGenerator {
  /// How the outside reaches the domains.
  private mutating func entries() {
    let first = Self.domainName(0)
    if components >= 12, !usesVault {
      line("\(first).Api -> Vault { protocol: s3, timeout: 800ms, access: write, encrypted: tls }")
    }
    if components >= 20, !usesPartner {
      line("\(first).Api -> Partner { timeout: 800ms, optional, fallback: \"ask again later\", encrypted: tls }")
    }
    for gateway in 1...gateways {
      line("Web\((gateway - 1) % clients + 1) -> Gate\(gateway) { protocol: https, encrypted: tls }")
      for domain in domains where domain.gateway == gateway {
        let query = domain.parts.contains(.query)
        let targets = query ? "[\(domain.name).Api, \(domain.name).Query]" : "\(domain.name).Api"
        line("Gate\(gateway) -> \(targets) { protocol: grpc, timeout: 6s, encrypted: mtls }")
      }
    }
  }

  private mutating func behaviour() {
    for domain in domains where flows.isEmpty || random.chance(40) {
      let flow = "Use\(domain.name)"
      let rate = 1 + random.below(9)
      peak += rate * 4
      open("flow \(flow) \"Use \(domain.name)\"")
      line("rate: \(rate)/s peak \(rate * 4)/s")
      let client = (domain.gateway - 1) % clients + 1
      let end = domain.parts.contains(.store) ? " -> \(domain.name).Store" : ""
      line("Web\(client) -> Gate\(domain.gateway) -> \(domain.name).Api\(end)")
      if domain.parts.contains(.inbox) {
        line("\(domain.name).Api ~> \(domain.name).Inbox ~> \(domain.name).Runner")
      }
      close()
      flows.append(flow)
    }
  }

  private mutating func records() {
    for (index, flow) in flows.enumerated() where index % 5 == 0 {
      open("requirement R\(index + 1) \"People can do \(flow)\"")
      line("type: functional, priority: must, satisfied-by: \(flow)")
      close()
    }
    for (index, domain) in domains.enumerated() where domain.parts.contains(.store) && random.chance(15) {
      open("decision D\(index + 1) \"PostgreSQL holds \(domain.name)\"")
      line("status: accepted, date: 2026-10-\(10 + random.below(18)), affects: [\(domain.name).Store]")
      if random.chance(50) {
        line("context: \"Records must never be lost; the team runs PostgreSQL already.\"")
      } else {
        line("context: \"\"\"")
        line("  Records must never be lost.")
        line("  The team runs PostgreSQL already.")
        line("  \"\"\"")
      }
      line("option Postgres { pros: [\"serialisable transactions\"], cons: [\"one writer\"] }")
      line("option Other \"Something else\" { pros: [\"scales writes\"], cons: [\"no transactions\"] }")
      line("chosen: Postgres")
      line("rationale: \"Consistency over availability\"")
      line("positive: [\"no double sale\"], negative: [\"failover costs up to 60 s of writes\"]")
      close()
    }
    if !regions.isEmpty {
      open("decision Platform \"Stores and queues are what every team runs\"")
      line("status: accepted, date: 2026-09-01, affects: [\(regions.joined(separator: ", "))]")
      line("decision: \"One technology for each purpose, in all regions\"")
      close()
    }
    guard components >= 20 else { return }
    line("failure PartnerDown \"The card processor is down\" {")
    line("  of: Partner, impact: \"Charges wait\", mitigation: \"The queues keep them\"")
    line("}")
  }

  private func header() -> String {
    """
    /// A generated system of \(made) components.
    system Generated "Generated system" {
      language: 1
      style: microservices
      provider: aws
      owner: "Platform"
    }

    constraints {
      users: 2M
      load: \(peak / 4)/s peak \(peak)/s
      budget: $\(made + 20)k/month
      team: 9 "Swift and PostgreSQL"
      timeline: "2027-03-01"
    }
    defaults { common-cause: 5% assumed }
    rule PER002 { threshold: 20 }
    security { authorization: "RBAC at the gateway", input-validation: "Schema at the gateway" }


    """
  }
}
