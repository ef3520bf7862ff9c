import ArchSyntax
import Testing

@testable import ArchModel

/// The examples of the schema, through the whole compiler.
@Suite struct PropertyExampleTests {
  /// What the examples name, so that each can stand in a program of its own.
  private static let fixture = """
    group Fixture {
      client Web
      service Orders
      service Catalog
      service OldShop
      external Payments
      service Query
      database Write
      database Ledger
      database OrdersDB
      cache Shows
      storage Vault
      queue DeadLetters
      queue Mails
      database Jobs
      service Api
      service Offers
      service Vouchers
      asset Card
      zone A
      zone B
      zone C
      zone Private
      flow Checkout { Web -> Api }
      flow Browse { Web -> Api }
      Web -> Api
      Api -> [Orders, Catalog, Offers, Vouchers, Ledger]
      Orders -> Ledger
      Orders ->  Payments
      Query -> Write "allowed"
    }
    decision D1 { option Postgres, option Dynamo }
    migration M { phase P1 }
    pattern Queued { queue inbox, worker consumer, inbox ~> consumer }

    """

  /// A program in which a property of a kind is stated.
  private static func program(_ property: String, on kind: Kind) -> String {
    switch kind {
    case .program: return fixture + property + "\n"
    case .relation: return fixture + "service Subject\nSubject -> Orders { \(property) }\n"
    case .objective, .parallel, .optional, .loop, .alternative:
      return fixture + "flow Subject { Web -> Api, \(kind.rawValue) \(kind == .loop ? "3 " : ""){ \(property) } }\n"
    case .option: return fixture + "decision D2 { option Subject { \(property) } }\n"
    case .decision where property.hasPrefix("chosen"):
      return fixture + "decision D2 { option Postgres, \(property) }\n"
    case .phase: return fixture + "migration N { phase Subject { \(property) } }\n"
    case .constraints, .security, .capacity, .defaults: return fixture + "\(kind.rawValue) { \(property) }\n"
    case .tech: return fixture + "defaults { tech \"Kafka\" { \(property) } }\n"
    case .never, .require: return fixture + "\(kind.rawValue) \"Text\" { \(property), Query -> Orders }\n"
    case .allow: return fixture + "allow missing-timeout \"Legacy\" { \(property) }\n"
    case .endpoint: return fixture + "service Holder { endpoint Subject \"GET /v1/x\" { \(property) } }\n"
    default: return fixture + "\(kind.rawValue) Subject { \(property) }\n"
    }
  }

  private static func problems(_ text: String) -> [String] {
    compileWithVariants([parse(SourceFile(path: "a.arch", text: text))]).diagnostics.map { "\($0.id) \($0.message)" }
  }

  @Test func theFixtureCompiles() {
    #expect(Self.problems(Self.fixture) == [])
  }

  @Test(arguments: Schema.properties.indices)
  func theExampleReadsOnEveryFamilyOfKinds(row: Int) {
    let property = Schema.properties[row]
    var families: Set<KindFamily> = []
    for kind in property.kinds.kinds where families.insert(Schema.spec(of: kind).family).inserted || kind == .relation {
      let text = Self.program("\(property.name.rawValue): \(property.example)", on: kind)
      #expect(Self.problems(text) == [], "\(property.name.rawValue) on \(kind)")
    }
  }

  @Test(arguments: Kind.allCases)
  func theExampleOfAKindCompiles(kind: Kind) {
    let example = Schema.spec(of: kind).example
    let text: String
    switch kind {
    case .option: text = Self.fixture + "decision D2 { \(example) }\n"
    case .phase: text = Self.fixture.replacing("migration M { phase P1 }", with: "") + "migration N { \(example) }\n"
    case .objective, .parallel, .optional, .alternative, .loop:
      text = Self.fixture + "flow Subject { Web -> Api, \(example) }\n"
    case .endpoint: text = Self.fixture + "service Holder { \(example) }\n"
    case .tech: text = Self.fixture + "defaults { \(example) }\n"
    case .relation: text = "service Orders\ndatabase Ledger\n" + example + "\n"
    case .decision, .failure, .migration, .extend, .remove, .environment, .scenario, .use, .view, .never, .require,
      .rule, .allow, .requirement, .next, .tradeoff, .pattern:
      text =
        Self.fixture.replacing("decision D1 { option Postgres, option Dynamo }", with: "")
        .replacing("migration M { phase P1 }", with: "")
        .replacing(
          "pattern Queued { queue inbox, worker consumer, inbox ~> consumer }",
          with: kind == .pattern ? "" : "pattern Queued { queue inbox, worker consumer, inbox ~> consumer }") + example
        + "\n"
    case .queue: text = example + "\n"
    case .flow, .service, .database, .cache, .storage, .external, .client:
      text = example + "\n"
    default: text = example + "\n"
    }
    #expect(Self.problems(text) == [], "\(text)")
  }

  @Test func pagesYieldThemselvesAndNothing() {
    #expect(ErrorPage.types.map(\.id) == ErrorPage.types.map(\.id).sorted())
    for page in ErrorPage.types {
      let bad = compileWithVariants([parse(SourceFile(path: "a.arch", text: page.bad))]).diagnostics
      #expect(bad.map(\.id) == [page.id], "\(page.id)")
      #expect(bad.first?.severity == page.severity, "\(page.id)")
      #expect(Self.problems(page.good) == [], "\(page.id)")
      #expect(page.text.hasSuffix("."), "\(page.id)")
    }
  }

  // MARK: Fixes

  private static func fixed(_ text: String) -> String? {
    let diagnostics = compile([parse(SourceFile(path: "a.arch", text: text))]).diagnostics
    guard diagnostics.count == 1, let fix = diagnostics.first?.fix else { return nil }
    var bytes = Array(text.utf8)
    for edit in fix.edits.reversed() { bytes.replaceSubrange(edit.span.range, with: edit.text.utf8) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("service S { replicas: 3-5 }", "service S { replicas: 3..5 }"),
    ("service S { replicas: \"3\" }", "service S { replicas: 3 }"),
    ("service S { replicas: 20..4 }", "service S { replicas: 4..20 }"),
    ("service S { stateful: yes }", "service S { stateful: true }"),
    ("service S { stateful: off }", "service S { stateful: false }"),
    ("service S { owner: Sales team }", "service S { owner: \"Sales team\" }"),
    ("service S { availability: 99.9 }", "service S { availability: 99.9% }"),
    ("service S { capacity: 3k rps }", "service S { capacity: 3k/s }"),
    ("function S { max-duration: 5 ms }", "function S { max-duration: 5ms }"),
    ("function S { max-duration: 5m }", "function S { max-duration: 5min }"),
    ("service S { rate-limit: 200 qps }", "service S { rate-limit: 200/s }"),
    ("service S { p99: 90ms estimated }", "service S { p99: 90ms assumed }"),
    ("service S { criticality: hihg }", "service S { criticality: high }"),
    ("service S { tags: \"core\" }", "service S { tags: core }"),
    ("service S { holds: paymnts }", "service S { holds: payments }"),
    ("database S { backup: 1h }", "database S { backup: every 1h }"),
    ("database S { failover: auto 60s }", "database S { failover: automatic 60s }"),
    ("database S { type: \"sql\" }", "database S { type: sql }"),
    ("job S { schedule: 1h }", "job S { schedule: every 1h }"),
    ("monitor S { watches: services }", "monitor S { watches: service }"),
    ("database S { backup: every day }", "database S { backup: every 1d }"),
    ("database S { backup: every 1h kep 30d }", "database S { backup: every 1h keep 30d }"),
    ("service S { retry: 3 expontential 100ms }", "service S { retry: 3 exponential 100ms }"),
    ("service S { auth: [mfa jwt] }", "service S { auth: [mfa, jwt] }"),
    ("service S { link: www.example.org }", "service S { link: \"www.example.org\" }"),
    ("service S { cost: 70$/month }", "service S { cost: $70/month }"),
    ("next S { due: 2026-10-2 }", "next S { due: 2026-10-02 }"),
    ("next S { due: \"2026-10-02\" }", "next S { due: 2026-10-02 }"),
    ("requirement R { verify: cost < $5k/mth }", "requirement R { verify: cost < $5k/month }"),
    ("requirement R { verify: cost < $5k/month in 6mo }", "requirement R { verify: cost < $5k/month at 6mo }"),
  ])
  func slipsAreMended(bad: String, good: String) {
    #expect(Self.fixed(bad) == good)
    #expect(Self.problems(good) == [])
  }

  @Test(arguments: [
    ("cache S { ttl: 5m }", "ARC040"), ("service S { capacity: 5/m }", "ARC040"),
    ("service S { replicas: 2.5 }", "ARC041"), ("service S { replicas: three }", "ARC041"),
    ("service S { stateful: 1 }", "ARC041"), ("service S { tech: 16 }", "ARC041"),
    ("service S { criticality: urgent }", "ARC046"), ("service S { p99: 90ms 80ms }", "ARC050"),
    ("service S { p99: 90ms \"grafana\" }", "ARC050"), ("service S { rate-limit: 200 }", "ARC051"),
    ("service S { rate-limit: 300 per 3h burst }", "ARC051"), ("database S { backup: every }", "ARC051"),
    ("service S { auth: [oauth2, , mfa] }", "ARC012"), ("service S { link: \"JavaScript:alert(1)\" }", "ARC053"),
    ("service S { link: \" javascript:alert(1)\" }", "ARC053"), ("service S { link: \"data:text/html,x\" }", "ARC053"),
    ("service S { deprecated: 2026-02-30 }", "ARC045"), ("database S { growth: 3GB }", "ARC041"),
    ("service S { cost: [$70/month, 5ms] }", "ARC041"), ("service S { layer: [a] }", "ARC041"),
    ("service S { auth: ouath2 }", "MOD013"), ("requirement R { verify: p99 < 4ms }", "ARC054"),
    ("requirement R { verify: cost }", "ARC051"), ("requirement R { verify: cost < 5ms }", "ARC041"),
    ("requirement R { verify: cost < $5k }", "ARC041"), ("requirement R { verify: cost < $5k/month at }", "ARC051"),
    ("requirement R { verify: cost < $5k/month cost }", "ARC050"),
  ])
  func mistakesAreOneMessage(text: String, id: String) {
    #expect(compile([parse(SourceFile(path: "a.arch", text: text))]).diagnostics.map(\.id) == [id])
  }

  @Test(arguments: ["https://example.org", "HTTP://x", "mailto:a@b.c", "docs/a.md", "#part", "?q=a:b", "a/b:c", ""])
  func linksThatDoNoHarm(link: String) {
    #expect(Self.problems("service S { link: \"\(link)\" }") == [])
  }

  /// A broken value in any place and number is a message, in bounded time, and never a crash.
  @Test func anyTokensInAnyValueAreRead() {
    let atoms = [
      "3", "5ms", "4..20", "$3/GB", "99%", "2026-10-02", "1.2.3", "word", "A.B", "\"text\"", "[", "]", "(", ")", "and",
      "not", "<", "every", "of", "peak", "assumed", "total", "true", "none", "per", "over", "at", "when", "fails",
      "x->y",
      "5m", "-3", "1h30min", "2026-13-40", "#tag",
    ]
    var state: UInt64 = 42
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for property in Schema.properties {
      let kind = property.kinds.kinds.first { KindSet.components.contains($0) } ?? property.kinds.kinds[0]
      for _ in 0..<12 {
        let phrase = (0...random(5)).map { _ in atoms[random(atoms.count)] }.joined(separator: " ")
        let text = Self.program("\(property.name.rawValue): \(phrase)", on: kind)
        let compilation = compile([parse(SourceFile(path: "a.arch", text: text))])
        #expect(compilation.diagnostics.count < 12, "\(text)")
      }
    }
  }
}
