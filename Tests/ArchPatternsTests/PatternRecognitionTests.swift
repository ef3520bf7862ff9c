import ArchModel
import ArchPatterns
import TestSupport
import Testing

/// Patterns are recognised by structure: each where it is, not where it nearly is, and with what is not as it should be.
@Suite struct PatternRecognitionTests {
  /// A program that follows a pattern, one that follows it with a slip and what is said of the slip, and one that only
  /// resembles it.
  struct Case: Sendable, CustomTestStringConvertible {
    let slug: String
    let clean: String
    let slip: String
    let says: String
    let other: String
    var testDescription: String { slug }
  }

  static let cases: [Case] = [
    Case(
      slug: "api-gateway",
      clean: """
        client Phone { -> Door }
        gateway Door { auth: oauth2, rate-limit: 9/s, -> [Rooms, Bills] }
        service Rooms
        service Bills
        """,
      slip: """
        client Phone { -> Door, -> Bills }
        gateway Door { auth: oauth2, rate-limit: 9/s, -> [Rooms, Bills] }
        service Rooms
        service Bills
        """, says: "Phone reaches Bills past Door",
      other: """
        client Phone { -> Door }
        gateway Door { auth: oauth2, -> Rooms }
        service Rooms { -> Bills }
        service Bills
        """),
    Case(
      slug: "backend-for-frontend",
      clean: """
        client Phone { -> Small }
        client Desk { -> Large }
        service Small { -> Rooms }
        service Large { -> Rooms }
        service Rooms
        """,
      slip: """
        client Phone { -> Small }
        client Desk { -> Large }
        service Small { -> Rooms }
        service Large { -> Rooms, -> Small }
        service Rooms
        """, says: "Large calls Small",
      other: """
        client Phone { -> Small, -> Large }
        service Small { -> Rooms }
        service Large { -> Rooms }
        service Rooms
        """),
    Case(
      slug: "strangler-fig",
      clean: """
        gateway Door { -> [Cobol, Rooms] }
        service Cobol { deprecated }
        service Rooms
        """,
      slip: """
        gateway Door { -> [Cobol, Rooms] }
        service Cobol { deprecated }
        service Rooms { -> Cobol }
        """, says: "the new Rooms calls the old Cobol without an adapter",
      other: """
        gateway Door { -> [Cobol, Rooms] }
        service Cobol
        service Rooms
        """),
    Case(
      slug: "service-discovery",
      clean: """
        registry Book { replicas: 3 }
        service Rooms { -> Book, -> Bills, discovery: Book }
        service Bills { -> Book }
        """,
      slip: """
        registry Book { replicas: 1 }
        service Rooms { -> Book, -> Bills, discovery: Book }
        service Bills { -> Book }
        """, says: "is a single instance",
      other: """
        registry Book { replicas: 3 }
        service Rooms { -> Bills }
        service Bills
        """),
    Case(
      slug: "service-mesh",
      clean: """
        zone Inner { mesh Web { encrypted: mtls }, service Rooms { -> Bills }, service Bills }
        """,
      slip: """
        zone Inner { mesh Web { encrypted: mtls }, service Rooms { -> Bills { encrypted: none } }, service Bills }
        """, says: "Rooms calls Bills in the clear",
      other: """
        zone Inner { mesh Web { encrypted: mtls }, service Rooms }
        service Bills
        """),
    Case(
      slug: "cqrs",
      clean: """
        service Desk { -> Ledger { access: write }, ~> News }
        database Ledger
        topic News { ~> Scribe }
        worker Scribe { -> Board { access: write } }
        database Board
        service Guide { -> Board { access: read } }
        """,
      slip: """
        service Desk { -> Ledger { access: write }, ~> News }
        database Ledger
        topic News { ~> Scribe }
        worker Scribe { -> Board { access: write } }
        database Board
        service Guide { -> Board { access: read-write } }
        """, says: "Guide, the query side, writes Board",
      other: """
        service Desk { -> Ledger { access: write } }
        database Ledger
        worker Scribe { -> Board { access: write } }
        database Board
        service Guide { -> Board { access: read } }
        """),
    Case(
      slug: "event-sourcing",
      clean: """
        service Desk { -> Past { access: write } }
        database Past { needs: event-sourcing }
        worker Scribe { -> Past { access: read }, -> Board { access: write } }
        database Board
        """,
      slip: """
        service Desk { -> Past { access: write } }
        database Past { needs: event-sourcing }
        worker Scribe { -> Past { access: read }, -> Board { access: write } }
        database Board
        service Guide { -> Past { access: read } }
        """, says: "Guide queries the events in Past itself",
      other: """
        service Desk { -> Past { access: write } }
        database Past { needs: audit-trail }
        worker Scribe { -> Past { access: read }, -> Board { access: write } }
        database Board
        """),
    Case(
      slug: "materialised-view",
      clean: """
        database Ledger
        job Nightly { -> Ledger { access: read }, -> Board { access: write } }
        database Board { derived }
        service Guide { -> Board { access: read } }
        """,
      slip: """
        database Ledger
        job Nightly { -> Ledger { access: read }, -> Board { access: write } }
        database Board { derived }
        service Guide { -> Board { access: read }, -> Ledger { access: read } }
        """, says: "Guide reads Ledger as well",
      other: """
        database Ledger
        job Nightly { -> Ledger { access: read }, -> Board { access: write } }
        database Board
        service Guide { -> Board { access: read } }
        """),
    Case(
      slug: "cache-aside",
      clean: """
        service Guide { -> Near, -> Ledger { on-miss: Near } }
        cache Near { ttl: 5min }
        database Ledger
        """,
      slip: """
        service Guide { -> Near, -> Ledger { on-miss: Near } }
        cache Near {}
        database Ledger
        """, says: "nothing in Near ever expires",
      other: """
        service Guide { -> Sessions, -> Ledger }
        cache Sessions { ttl: 5min }
        database Ledger
        """),
    Case(
      slug: "read-replicas",
      clean: """
        database Ledger { => Copy }
        database Copy
        service Guide { -> Copy { access: read } }
        """,
      slip: """
        database Ledger { => Copy }
        database Copy
        service Guide { -> Copy { access: read-write } }
        """, says: "Guide writes the copy Copy",
      other: """
        database Ledger { tech: PostgreSQL, => Sums }
        database Sums { tech: Snowflake }
        service Guide { -> Sums { access: read } }
        """),
    Case(
      slug: "sharding",
      clean: "service Desk { -> Ledger }\ndatabase Ledger { shards: 8, shard-key: \"customer\" }",
      slip: "service Desk { -> Ledger }\ndatabase Ledger { shards: 8 }", says: "does not say by which key",
      other: "service Desk { -> Ledger }\ndatabase Ledger { shards: 1, shard-key: \"customer\" }"),
    Case(
      slug: "saga",
      clean: """
        service Trip { -> Steps { access: write }, ~> Flight, ~> Hotel }
        database Steps
        service Flight { -> Seats { access: write }, ~> Trip }
        service Hotel { -> Beds { access: write }, ~> Trip }
        database Seats
        database Beds
        """,
      slip: """
        service Trip { -> Steps { access: write }, ~> Flight, ~> Hotel }
        database Steps
        service Flight { -> Seats { access: write }, ~> Trip }
        service Hotel { -> Beds { access: write } }
        database Seats
        database Beds
        """, says: "Trip never hears how Hotel fared",
      other: """
        service Trip { -> Steps { access: write }, ~> Flight, ~> Hotel }
        database Steps
        service Flight { -> Seats { access: write } }
        service Hotel { -> Beds { access: write } }
        database Seats
        database Beds
        """),
    Case(
      slug: "transactional-outbox",
      clean: """
        service Desk { -> Ledger { access: write }, ~> News { via: outbox } }
        database Ledger
        stream News
        """,
      slip: """
        service Desk { -> Ledger { access: write }, ~> News { via: outbox }, ~> Letters }
        database Ledger
        stream News
        queue Letters
        """, says: "Desk sends to Letters past the outbox",
      other: """
        service Desk { -> Ledger { access: write }, ~> News }
        database Ledger
        stream News
        """),
    Case(
      slug: "queue-based-load-levelling",
      clean: """
        service Desk { ~> Tray }
        queue Tray { ~> Clerk }
        worker Clerk
        """,
      slip: """
        service Desk { ~> Tray, -> Clerk }
        queue Tray { ~> Clerk }
        worker Clerk
        """, says: "Desk waits for Clerk all the same",
      other: """
        service Desk { ~> Tray }
        topic Tray { ~> Clerk }
        worker Clerk
        """),
    Case(
      slug: "competing-consumers",
      clean: """
        service Desk { ~> Tray }
        queue Tray { ~> Clerk { idempotent } }
        worker Clerk { replicas: 2..6 }
        """,
      slip: """
        service Desk { ~> Tray }
        queue Tray { ~> Clerk { idempotent, ordered } }
        worker Clerk { replicas: 2..6 }
        """, says: "Clerk wants the order",
      other: """
        service Desk { ~> Tray }
        queue Tray { ~> Clerk { idempotent } }
        worker Clerk { replicas: 1 }
        """),
    Case(
      slug: "circuit-breaker",
      clean: """
        service Desk { -> Bank { timeout: 1s, circuit-breaker: 50% over 10s open 30s half-open 5 } }
        external Bank
        """,
      slip: """
        service Desk { -> Bank { timeout: 1s, circuit-breaker: 50% over 10s } }
        external Bank
        """, says: "that of Desk->Bank does not say for how long, how it closes again",
      other: """
        service Desk { -> Bank { timeout: 1s, circuit-breaker: none } }
        external Bank
        """),
    Case(
      slug: "bulkhead",
      clean: """
        service Desk { -> Bank { bulkhead: 10 }, -> Rooms { bulkhead: 40 } }
        external Bank
        service Rooms
        """,
      slip: """
        service Desk { -> Bank { bulkhead: 10 }, -> Rooms }
        external Bank
        service Rooms
        """, says: "Desk calls Rooms without a share of its own",
      other: """
        service Desk { -> Bank, -> Rooms }
        external Bank
        service Rooms
        """),
    Case(
      slug: "retry-with-backoff",
      clean: "service Desk { -> Bank { retry: 3 exponential 100ms jitter, idempotent } }\nexternal Bank",
      slip: "service Desk { -> Bank { retry: 3 exponential 100ms, idempotent } }\nexternal Bank", says: "has no jitter",
      other: "service Desk { -> Bank { retry: 3 fixed 100ms, idempotent } }\nexternal Bank"),
    Case(
      slug: "leader-election",
      clean: """
        registry Votes { replicas: 3 }
        worker First { -> Votes "holds the lease", -> Plan { access: write } }
        worker Second { -> Votes "waits for the lease" }
        database Plan
        """,
      slip: """
        registry Votes { replicas: 3 }
        worker First { -> Votes "holds the lease", -> Plan { access: write } }
        worker Second { -> Votes "waits for the lease", -> Plan { access: write } }
        database Plan
        """, says: "both First and Second write Plan",
      other: """
        registry Votes { replicas: 3 }
        worker First { -> Votes "settings", -> Plan { access: write } }
        worker Second { -> Votes "settings" }
        database Plan
        """),
    Case(
      slug: "horizontal-scaling",
      clean: """
        client Phone { -> Spread }
        load-balancer Spread { -> Rooms }
        service Rooms { replicas: 2..9 }
        """,
      slip: """
        client Phone { -> Spread }
        load-balancer Spread { -> Rooms }
        service Rooms { replicas: 2..9, stateful }
        """, says: "each replica of Rooms keeps state of its own",
      other: """
        client Phone { -> Spread }
        load-balancer Spread { -> Rooms }
        service Rooms { replicas: 2 }
        """),
    Case(
      slug: "vertical-scaling",
      clean: """
        database Ledger { replicas: 2, capacity: 500/s }
        decision D1 "Which machine" { option Big "A bigger one" { extend Ledger { capacity: 2k/s } } }
        """,
      slip: """
        database Ledger { replicas: 1, capacity: 500/s }
        decision D1 "Which machine" { option Big "A bigger one" { extend Ledger { capacity: 2k/s } } }
        """, says: "making it larger means stopping it",
      other: """
        database Ledger { replicas: 2, capacity: 500/s }
        decision D1 "How many" { option More "More of them" { extend Ledger { replicas: 4, capacity: 600/s } } }
        """),
  ]

  private func found(_ text: String, _ slug: String) -> [RecognisedPattern] {
    let checked = Checked(text)
    #expect(!checked.compilation.hasErrors, "\(checked.rendered)")
    return PatternRecognition.recognised(in: checked.model).filter { $0.entry.slug == slug }
  }

  @Test func everyPatternHasItsCase() {
    #expect(Set(Self.cases.map(\.slug)) == Set(PatternLibrary.all.map(\.slug)))
  }

  @Test(arguments: cases) func isRecognised(item: Case) {
    let found = found(item.clean, item.slug)
    #expect(found.count == 1)
    #expect(found.first?.isClean == true, "\(found.map(\.sentence))")
    #expect(found.first?.sentence.hasPrefix("Reads like ") == true)
    #expect(found.first?.roles.isEmpty == false)
  }

  @Test(arguments: cases) func slipIsSaid(item: Case) {
    let found = found(item.slip, item.slug)
    #expect(found.count == 1)
    #expect(found.first?.sentence.contains(", but ") == true)
    #expect(found.first?.sentence.contains(item.says) == true, "\(found.map(\.sentence))")
  }

  @Test(arguments: cases) func nearMissIsNone(item: Case) {
    let found = found(item.other, item.slug)
    #expect(found.isEmpty, "\(found.map(\.sentence))")
  }

  /// What the samples read like, each looked at: nothing is there that is not, and nothing is said to be amiss.
  @Test(arguments: [
    ("bank", ["api-gateway", "cqrs", "transactional-outbox", "retry-with-backoff"]),
    ("beginner", ["queue-based-load-levelling"]),
    ("images", ["retry-with-backoff"]),
    (
      "mastodon",
      [
        "queue-based-load-levelling", "queue-based-load-levelling", "queue-based-load-levelling", "competing-consumers",
        "competing-consumers", "competing-consumers", "competing-consumers", "circuit-breaker",
      ]
    ),
    ("monolith", []),
    (
      "parcels",
      [
        "api-gateway", "cqrs", "transactional-outbox", "circuit-breaker", "retry-with-backoff", "horizontal-scaling",
      ]
    ),
    (
      "ticketing",
      [
        "api-gateway", "cache-aside", "transactional-outbox", "circuit-breaker", "retry-with-backoff",
        "horizontal-scaling",
      ]
    ),
  ])
  func samplesReadLikeWhatTheyAre(sample: String, slugs: [String]) throws {
    let found = PatternRecognition.recognised(in: try Checked(file: "samples/\(sample)/\(sample).arch").model)
    #expect(found.map(\.entry.slug) == slugs, "\(found.map(\.sentence))")
    #expect(found.allSatisfy { $0.isClean }, "\(found.map(\.sentence))")
  }

  /// Names never count, but those in what is said.
  @Test(arguments: cases) func renamingChangesNothing(item: Case) throws {
    func shape(_ text: String) -> [String] {
      PatternRecognition.recognised(in: Checked(text).model).map { pattern in
        "\(pattern.entry.slug) \(pattern.roles.map { "\($0.name) \($0.elements.map(\.index))" }) "
          + "\(pattern.deviations.count)"
      }
    }
    for text in [item.clean, item.slip, item.other] {
      var renamed = text
      let names = Checked(text).model.components.map { Checked(text).model.name($0) }
      for (place, name) in names.enumerated() {
        renamed.replace(try Regex("\\b\(name)\\b").wordBoundaryKind(.simple), with: "Query\(place)")
      }
      #expect(shape(text) == shape(renamed))
    }
  }

  /// What a `use` names is not said again; the parts that the library makes read like the pattern themselves.
  @Test(arguments: PatternLibrary.all.map(\.slug)) func whatIsUsedIsNotSaidAgain(slug: String) throws {
    let entry = try #require(PatternLibrary.find(slug))
    let model = Checked("import \"\(entry.module)\"\nuse \(entry.name) Whole {}\n").model
    #expect(!PatternRecognition.recognised(in: model).contains { $0.entry.slug == slug })
    // These need what a single use does not have: two services, a mesh, something deprecated, an option.
    let partial = ["api-gateway", "service-mesh", "strangler-fig", "vertical-scaling"]
    guard !partial.contains(slug) else { return }
    let found = PatternRecognition.recognised(in: model, includesUsed: true).filter { $0.entry.slug == slug }
    #expect(found.count == 1)
    #expect(found.first?.isClean == true, "\(found.map(\.sentence))")
  }

  /// A broker with very many neighbours does not make it slow, and nothing traps on an empty program.
  @Test func manyNeighbours() {
    var text = "topic Hub\n"
    for index in 0..<400 {
      text += "service S\(index) { ~> Hub, -> D\(index) { access: write } }\ndatabase D\(index)\n"
      text += "worker W\(index) { -> V\(index) { access: write } }\ndatabase V\(index)\nHub ~> W\(index)\n"
    }
    #expect(!PatternRecognition.recognised(in: Checked(text).model).contains { $0.entry.slug == "cqrs" })
    #expect(PatternRecognition.recognised(in: Checked("").model).isEmpty)
  }
}
