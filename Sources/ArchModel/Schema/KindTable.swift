extension Schema {
  /// All kinds, in the order of `Kind.allCases`.
  public static let kinds: [KindSpec] =
    headerKinds + componentKinds + boundaryKinds + behaviourKinds + recordKinds + reuseKinds + controlKinds

  public static func spec(of kind: Kind) -> KindSpec { kinds[kind.index] }

  /// What may stand at top level and in every boundary.
  private static let modelParts: KindSet = KindSet.parts | [.endpoint, .event, .asset, .flow, .metadata]
  /// What says how the model is judged.
  private static let judgements: KindSet = [.allow, .never, .rule, .require]
  /// What may stand in a component.
  private static let componentParts: KindSet = [.module, .endpoint, .event, .asset, .metadata] | judgements
  /// What changes a model.
  private static let changes: KindSet = modelParts | judgements | [.extend, .remove, .use]

  private static let headerKinds: [KindSpec] = [
    KindSpec(
      .system, .header, naming: .optional, holds: [.metadata, .allow],
      "The whole that a program describes; at most one.", example: "system Shop { language: 1, style: microservices }"),
    KindSpec(
      .constraints, .header, naming: .none, "What the design has to fit: load, data, growth, budget, team and time.",
      example: "constraints { load: 300/s peak 1k/s, budget: $2k/month }"),
    KindSpec(
      .security, .header, naming: .none, "In words, how the system is secured as a whole.",
      example: "security { authorization: \"Roles at the gateway\" }"),
    KindSpec(
      .capacity, .header, naming: .none, "For which points in time capacity is planned.",
      example: "capacity { horizons: [6mo, 1y] }"),
    KindSpec(
      .defaults, .header, naming: .none, holds: KindSet.components | [.tech, .allow],
      "What components and relations have that do not state it themselves, by kind, tag or technology.",
      example: "defaults { service { timeout: 2s } }"),
  ]

  private static func component(
    _ kind: Kind, _ family: KindFamily, holds: KindSet = [], _ documentation: String, example: String
  ) -> KindSpec {
    KindSpec(kind, family, holds: componentParts | holds, relations: true, documentation, example: example)
  }

  private static let componentKinds: [KindSpec] = [
    component(.actor, .outside, "A person or a role outside the system.", example: "actor Clerk \"Clerk at the desk\""),
    component(
      .client, .outside, "A program of the users: a web page, an app, a device.", example: "client Web { tech: React }"),
    component(
      .external, .outside, "A system of others that this one uses or serves.",
      example: "external Payments { availability: 99.95% total sla }"),
    component(.dns, .edge, "Turns names into addresses.", example: "dns Names { availability: 99.99% }"),
    component(.cdn, .edge, "Serves copies near the users.", example: "cdn Static { hit-rate: 92%, ttl: 1d }"),
    component(.waf, .edge, "Filters requests that attack.", example: "waf Shield { capacity: 10k/s }"),
    component(
      .loadBalancer, .edge, "Spreads requests over instances.", example: "load-balancer Balance { replicas: 2 }"),
    component(
      .gateway, .edge, "The entry of an API: authenticates, limits and routes.",
      example: "gateway Api { auth: oauth2, rate-limit: 200/s }"),
    component(
      .service, .compute, "A program that answers calls.",
      example: "service Orders { tech: Swift, replicas: 4..20, capacity: 900/s }"),
    component(
      .function, .compute, "Code that a platform runs per event or call.",
      example: "function Resize { runtime: serverless, max-duration: 30s }"),
    component(
      .worker, .compute, "A program that takes work from a queue or stream.",
      example: "worker Mailer { capacity: 50/s }"),
    component(.job, .compute, "Work that runs on a schedule.", example: "job Nightly { schedule: \"0 3 * * *\" }"),
    component(.module, .compute, "A part of a program, inside a monolith.", example: "module Loans { layer: app }"),
    component(
      .database, .data, "Stores records and answers queries about them.",
      example: "database Ledger { tech: PostgreSQL 16, backup: every 1h keep 30d }"),
    component(.cache, .data, "Keeps copies of data for speed.", example: "cache Shows { hit-rate: 90%, ttl: 10min }"),
    component(.storage, .data, "Stores objects, files or blocks.", example: "storage Vault { tech: S3, size: 600GB }"),
    component(
      .queue, .messaging, "Hands each message to one consumer.",
      example: "queue Mails { dead-letter: Mails, retention: 4d }"),
    component(
      .stream, .messaging, "A log of messages that consumers read at their pace.",
      example: "stream Events { partitions: 12 }"),
    component(
      .topic, .messaging, "Hands each message to all subscribers.", example: "topic News { delivery: at-least-once }"),
    component(
      .registry, .platform, "Knows where instances of services run.", example: "registry Catalog { tech: Consul }"),
    component(
      .identity, .platform, "Knows users and programs, and issues their tokens.",
      example: "identity Login { tech: Keycloak }"),
    component(.secrets, .platform, "Keeps keys and passwords.", example: "secrets Keys { tech: Vault }"),
    component(
      .monitor, .platform, "Watches others and calls people.", example: "monitor Watch { watches: [service, database] }"
    ),
    component(
      .mesh, .platform, "Carries the calls of a boundary's services.",
      example: "mesh Linkerd { timeout: 2s, encrypted: mtls }"),
    component(
      .repository, .platform, "Keeps source code or built artefacts.", example: "repository Source { tech: GitHub }"),
    component(.pipeline, .platform, "Builds, tests and delivers.", example: "pipeline Delivery { tech: Jenkins }"),
  ]

  private static func boundary(_ kind: Kind, _ documentation: String, example: String) -> KindSpec {
    KindSpec(kind, .boundary, holds: modelParts | judgements | [.use], relations: true, documentation, example: example)
  }

  private static let boundaryKinds: [KindSpec] = [
    boundary(.zone, "A network zone of one level of trust.", example: "zone Private { trust: private }"),
    boundary(
      .region, "A place: a region, data centre or availability zone.", example: "region Ireland { provider: aws }"),
    boundary(.cluster, "Machines or nodes that components share.", example: "cluster Nodes { tech: Kubernetes }"),
    boundary(.domain, "A bounded context with an owner.", example: "domain Sales { owner: \"Sales\" }"),
    boundary(.group, "A frame in the drawing; it means nothing else.", example: "group Backoffice {}"),
  ]

  private static let behaviourKinds: [KindSpec] = [
    KindSpec(
      .endpoint, .behaviour, holds: [.allow, .metadata, .rule],
      "An operation that others may call; its title is `VERB /path`, `query name`, `rpc Name`, `event name` or `ws /path`.",
      example: "endpoint ListShows \"GET /v1/shows\" { purpose: \"Browse\", paginated }"),
    KindSpec(
      .event, .behaviour, holds: [.allow, .metadata], "Something that happened and is announced.",
      example: "event OrderPlaced { version: 1 }"),
    KindSpec(
      .asset, .behaviour, holds: [.allow, .metadata], "Data that matters: its class says how it is to be kept.",
      example: "asset Booking { class: payments, retention: 10y }"),
    KindSpec(
      .flow, .behaviour, holds: [.objective, .parallel, .optional, .alternative, .loop, .allow, .metadata],
      relations: true, "A way through the model, step by step.", example: "flow Browse { rate: 20/s peak 90/s }"),
    KindSpec(
      .objective, .behaviour, naming: .none, "What a flow has to reach.",
      example: "objective { availability: 99.9%, p99: 400ms }"),
  ]

  private static let recordKinds: [KindSpec] = [
    KindSpec(
      .requirement, .record, holds: [.allow, .metadata], "What the system must do or be.",
      example: "requirement R1 \"A visitor can buy seats\" { type: functional, priority: must }"),
    KindSpec(
      .decision, .record, holds: [.option, .allow, .metadata], "A decision, with its options and consequences.",
      example: "decision D1 \"PostgreSQL holds the orders\" { status: accepted, date: 2026-10-02 }"),
    KindSpec(
      .option, .record, holds: changes, relations: true, "One way to decide, with what it changes in the model.",
      example: "option Postgres \"PostgreSQL\" { pros: [\"transactions\"], cons: [\"one writer\"] }"),
    KindSpec(
      .tradeoff, .record, naming: .optional, holds: [.metadata], "What is given up for what.",
      example: "tradeoff \"Consistency over availability\" { rationale: \"Money\" }"),
    KindSpec(
      .failure, .record, holds: [.allow, .metadata], "A failure, what it breaks and what helps.",
      example: "failure CardsDown \"The card processor is down\" { impact: \"Charges wait\" }"),
    KindSpec(
      .migration, .record, naming: .optional, holds: [.phase, .metadata], "The way from what is to what is wanted.",
      example: "migration \"From the monolith\" { phase P1 { duration: 6w } }"),
    KindSpec(
      .phase, .record, holds: changes, relations: true, "A step of a migration that leaves the system working.",
      example: "phase P1 \"Reads move out\" { duration: 6w, rollback: \"route back\" }"),
    KindSpec(
      .next, .record, naming: .optional, holds: [.metadata], "Something to do next.",
      example: "next \"Load-test the checkout\" { owner: \"Sales\", due: 2026-12-15 }"),
    KindSpec(
      .metadata, .record, naming: .none, "Facts for other tools, under names of their own.",
      example: "metadata { cost-centre: \"4711\" }"),
  ]

  private static let reuseKinds: [KindSpec] = [
    KindSpec(
      .pattern, .reuse, holds: modelParts | [.allow, .never], relations: true,
      "A part of a model with roles, to be used with components in these roles.",
      example: "pattern Queued { queue inbox, worker consumer, inbox ~> consumer }"),
    KindSpec(
      .use, .reuse, holds: KindSet.parts, relations: true, "Puts components into the roles of a pattern.",
      example: "use Queued Mailing { inbox: Mails }"),
    KindSpec(
      .extend, .reuse,
      holds: changes | [.objective, .parallel, .optional, .alternative, .loop, .option, .phase],
      relations: true, "Changes or adds to what a name stands for.", example: "extend Orders { replicas: 2 }"),
    KindSpec(
      .remove, .reuse, "Takes a part away, with all that hangs on it.", example: "remove Orders"),
    KindSpec(
      .environment, .reuse, holds: changes, relations: true, "The model as it runs in one environment.",
      example: "environment Staging { extend Orders { replicas: 2 } }"),
    KindSpec(
      .scenario, .reuse, holds: changes, relations: true, "The model under other load, or with parts failed.",
      example: "scenario Sale \"Ten times the visitors\" { extend Browse { rate: 100/s } }"),
  ]

  private static let controlKinds: [KindSpec] = [
    KindSpec(
      .view, .control, holds: [.metadata, .allow], "A drawing of a part of the model.",
      example: "view Money { focus: Payments, depth: 2, direction: right }"),
    KindSpec(
      .allow, .control, "Accepts what one rule finds here, with a reason.",
      example: "allow missing-timeout \"Legacy client\" { until: 2027-01-01 }"),
    KindSpec(
      .never, .control, naming: .optional, relations: true,
      "Relations between parts or kinds of parts that the model must not have.",
      example: "never \"Queries never write\" { Query -> Write }"),
    KindSpec(
      .rule, .control, naming: .optional, holds: [.never, .require, .metadata],
      "The options of a rule, or a rule of this program: what must never be, what is required.",
      example: "rule SCA002 { threshold: 80% }"),
    KindSpec(
      .require, .control, naming: .optional, relations: true,
      "Relations between parts or kinds of parts that the model must have.",
      example: "require \"Orders are charged\" { Orders ->+ Payments }"),
    KindSpec(
      .parallel, .control, naming: .optional, holds: flowBlocks, relations: true, "Steps that run at the same time.",
      example: "parallel { Api -> Orders, Api -> Catalog }"),
    KindSpec(
      .optional, .control, naming: .optional, holds: flowBlocks, relations: true,
      "Steps that a flow does without if need be.",
      example: "optional { Api -> Offers }"),
    KindSpec(
      .alternative, .control, naming: .optional, holds: flowBlocks, relations: true,
      "Steps that only a share of the requests takes.",
      example: "alternative \"with a voucher\" { share: 20%, Api -> Vouchers }"),
    KindSpec(
      .loop, .control, naming: .optional, holds: flowBlocks, relations: true, "Steps that are repeated.",
      example: "loop 3 { Api -> Catalog }"),
    KindSpec(
      .tech, .control, "Defaults of all components of a technology.",
      example: "tech Kafka { availability: 99.95% assumed }"),
    KindSpec(
      .program, .control, naming: .none,
      holds: modelParts | judgements | [
        .system, .constraints, .security, .capacity, .defaults, .requirement, .decision, .tradeoff, .failure,
        .migration, .next, .pattern, .use, .extend, .remove, .environment, .scenario, .view,
      ], relations: true, "The program: what stands at top level.", example: "service Orders"),
    KindSpec(
      .relation, .control, naming: .none, holds: [.allow, .metadata], "A relation between two components.",
      example: "Orders -> Ledger { timeout: 500ms }"),
  ]

  private static let flowBlocks: KindSet = [.parallel, .optional, .alternative, .loop]

  /// A kind with its article: "a service", "an endpoint".
  public static func article(_ kind: Kind) -> String {
    switch kind {
    case .program: "the program"
    case .relation: "a relation"
    // Kinds whose words are no countable nouns.
    case .constraints, .defaults, .metadata, .secrets: kind == .secrets ? "a `secrets`" : "`\(kind.rawValue)`"
    case .extend, .remove, .allow, .never, .require, .use: "`\(kind.rawValue)`"
    case .parallel, .optional: "`\(kind.rawValue)`"
    case .next: "a next step"
    case .loadBalancer: "a load balancer"
    case .tradeoff: "a trade-off"
    case .dns: "a DNS"
    case .cdn: "a CDN"
    case .waf: "a WAF"
    case .tech: "a technology"
    default: ("aeiou".contains(kind.rawValue.prefix(1)) ? "an " : "a ") + kind.rawValue
    }
  }

  /// Several of a kind: "services", "registries".
  public static func plural(_ kind: Kind) -> String {
    switch kind {
    case .constraints, .defaults, .metadata, .secrets, .capacity, .security: kind.rawValue
    case .extend, .remove, .allow, .never, .require, .use, .parallel, .optional: "`\(kind.rawValue)` blocks"
    case .program: "programs"
    case .relation: "relations"
    case .next: "next steps"
    case .loadBalancer: "load balancers"
    case .tradeoff: "trade-offs"
    case .dns: "DNS"
    case .cdn: "CDNs"
    case .waf: "WAFs"
    case .tech: "technologies"
    case .registry: "registries"
    case .identity: "identities"
    case .repository: "repositories"
    case .cache: "caches"
    case .mesh: "meshes"
    default: kind.rawValue + "s"
    }
  }

  /// What messages call a set of kinds: "a component", "a queue, a stream or a topic".
  public static func noun(of kinds: KindSet) -> String {
    if kinds == KindSet.components { return "a component" }
    if kinds == KindSet.boundaries { return "a boundary" }
    let list = kinds.kinds
    if list.count <= 4 {
      let nouns = list.map { article($0) }
      guard let last = nouns.last, nouns.count > 1 else { return nouns.first ?? "a name" }
      return nouns.dropLast().joined(separator: ", ") + " or " + last
    }
    return list.allSatisfy(KindSet.parts.contains) ? "a component or boundary" : "a name"
  }
}
