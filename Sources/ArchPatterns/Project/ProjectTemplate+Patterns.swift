import ArchModel

/// The patterns of new projects: which parts of the template play their roles.
extension ProjectTemplate {
  /// The parts of the template that patterns are bound to.
  private enum Role {
    case client, gateway, service, store, backups
  }

  private func part(_ role: Role) -> String? {
    switch role {
    case .client: "Web"
    case .gateway: isOneProgram ? isGatewayFront ? "Front" : nil : "Api"
    case .backups: "Backups"
    case .service:
      switch plan.style {
      case "monolith": "App"
      case "modular-monolith": "Program"
      case "serverless": "Place"
      case "event-driven": "Intake"
      default: "Orders"
      }
    case .store:
      switch plan.style {
      case "monolith", "modular-monolith": "ShopDB"
      case "serverless": "Orders"
      case "event-driven": "Ledger"
      default: "OrdersDB"
      }
    }
  }

  private var isOneProgram: Bool { plan.style == "monolith" || plan.style == "modular-monolith" }

  /// What a pattern is bound to. The rest of its parts are made, to be bound or filled in later.
  private func bindings(of slug: String) -> [(part: String, role: Role)] {
    switch slug {
    case "api-gateway": [("caller", .client), ("entry", .gateway), ("backend", .service)]
    case "strangler-fig": [("caller", .client), ("facade", .gateway), ("modern", .service)]
    case "service-discovery": [("caller", .service)]
    case "cqrs": [("command", .service), ("write", .store)]
    case "event-sourcing": [("commands", .service)]
    case "materialised-view": [("records", .store)]
    case "cache-aside": [("app", .service), ("store", .store)]
    case "read-replicas": [("writer", .service), ("primary", .store)]
    case "sharding": [("app", .service)]
    case "saga": [("orchestrator", .service)]
    case "transactional-outbox": [("writer", .service), ("store", .store)]
    case "queue-based-load-levelling": [("intake", .service)]
    case "competing-consumers": [("producer", .service)]
    case "circuit-breaker", "bulkhead", "retry-with-backoff": [("caller", .service)]
    case "leader-election": [("state", .store)]
    case "horizontal-scaling": [("caller", .client)]
    case "vertical-scaling": [("app", .service), ("machine", .store), ("archive", .backups)]
    default: []
    }
  }

  /// Of a pattern that the style has by itself, all its parts: nothing is made a second time.
  private func ownParts(of slug: String) -> [(part: String, name: String)] {
    switch (plan.style, slug) {
    case ("event-driven", "cqrs"):
      [
        ("command", "Intake"), ("query", "Lookup"), ("write", "Ledger"), ("changes", "Events"),
        ("projection", "Projector"), ("unprojected", "Unread"), ("read", "Views"),
      ]
    default: []
    }
  }

  private func use(_ entry: PatternLibrary.Entry) -> String {
    let own = ownParts(of: entry.slug)
    let bound =
      own.isEmpty
      ? bindings(of: entry.slug).compactMap { binding in part(binding.role).map { "\(binding.part): \($0)" } }
      : own.map { "\($0.part): \($0.name)" }
    return "use \(entry.name) The\(entry.name) { \(bound.joined(separator: ", ")) }\n"
  }

  /// What a pattern makes to be asked from outside; the entry of the template leads there.
  private static let asked: [String: String] = [
    "cqrs": "query", "event-sourcing": "queries", "materialised-view": "reader", "read-replicas": "reader",
    "service-mesh": "first",
  ]

  /// The calls from the entry to what patterns add.
  var patternCalls: String {
    let front = isOneProgram ? "Front" : "Api"
    return plan.patterns.compactMap { entry in
      guard ownParts(of: entry.slug).isEmpty else { return nil }
      return Self.asked[entry.slug].map { part in
        "\(front) -> The\(entry.name).\(part) { timeout: 3s, encrypted: mtls, auth: mtls }\n"
      }
    }.joined()
  }

  /// The kinds of the parts that patterns make, for which the template has nothing.
  var madeKinds: KindSet {
    plan.patterns.reduce(into: KindSet()) { kinds, entry in
      let bound = Set(ownParts(of: entry.slug).map(\.part) + bindings(of: entry.slug).map(\.part))
      for part in PatternDescription.of(entry)?.parts ?? [] where !bound.contains(part.name) { kinds.insert(part.kind) }
    }
  }

  /// What the parts that patterns make have by default, one line for each kind.
  func patternDefaults(_ made: KindSet) -> String {
    let cost = plan.scale == .small ? 5 : 40
    let program = "cost: $\(cost)/month assumed, encrypted: tls, traces"
    let messages = "cost: $\(cost)/month assumed, alert: \"pages the owner\", encrypted: tls"
    let always: KindSet = plan.style == "microservices" ? [.gateway, .service, .worker] : [.service]
    let lines: [(Kind, String)] = [
      (.gateway, program), (.loadBalancer, "cost: $\(cost)/month assumed, encrypted: tls"),
      (.service, program + ", discovery, health-check: \"GET /status\""), (.function, program), (.worker, program),
      (.job, program), (.database, "cost: $\(cost)/month assumed, consistency: strong, encrypted: tls"),
      (.cache, "cost: $\(cost)/month assumed"), (.storage, "cost: $\(cost)/month assumed"),
      (.registry, "cost: $\(cost)/month assumed"), (.mesh, "cost: $\(cost)/month assumed"),
      (.queue, messages), (.stream, messages), (.topic, messages),
    ]
    return lines.filter { made.contains($0.0) || always.contains($0.0) }
      .map { "\($0.0.rawValue) { \($0.1) }" }.joined(separator: "\n")
  }

  /// The uses at the top level.
  var uses: String { plan.patterns.filter { !Self.isInside($0) }.map(use).joined() + patternCalls }

  /// What the rules would say of the parts that patterns bring, with the reason why it may stand for now.
  var allowances: String {
    guard !plan.patterns.isEmpty else { return "" }
    var text =
      "allow timeout-above-budget \"The patterns came with usual timeouts: lower them when they are measured\"\n"
    if plan.patterns.contains(where: Self.isInside) {
      text += "allow deep-synchronous-chain \"Two of the calls are those to sidecars on the same hosts\"\n"
    }
    return text
  }

  /// Those whose parts all belong into the inner zone.
  var insideUses: String { plan.patterns.filter(Self.isInside).map { "  " + use($0) }.joined() }

  private static func isInside(_ entry: PatternLibrary.Entry) -> Bool { entry.slug == "service-mesh" }
}
