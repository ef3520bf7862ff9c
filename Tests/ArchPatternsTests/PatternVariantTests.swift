import ArchModel
import ArchPatterns
import TestSupport
import Testing

/// Patterns in other clothes than those of `PatternRecognitionTests`: other technologies, other ways to say the same, and
/// programs that have nothing to do with any.
@Suite struct PatternVariantTests {
  struct Variant: Sendable, CustomTestStringConvertible {
    let slug: String
    let text: String
    /// What is said to be amiss; empty where nothing is.
    var says = ""
    var testDescription: String { "\(slug) \(says)" }
  }

  static let others: [Variant] = [
    Variant(
      slug: "cqrs",
      text: """
        // A service with data of its own that others ask.
        client Web { -> Shipping }
        service Orders { -> Sales { access: write }, ~> Bus }
        database Sales
        topic Bus { ~> Shipping }
        service Shipping { -> Parcels { access: read-write } }
        database Parcels
        service Tracking { -> Parcels { access: read } }
        """),
    Variant(
      slug: "bulkhead",
      text: """
        service Quote { -> Rates { pool: 5 }, -> Ledger { pool: 20 } }
        service Rates
        database Ledger
        """),
    Variant(
      slug: "event-sourcing",
      text: """
        // A log that forgets after a week.
        service Accounts
        stream Journal { tech: Kafka, retention: 7d }
        worker Balances
        database Views { derived }
        Accounts ~> Journal ~> Balances
        Balances -> Views { access: write }
        """),
  ]

  /// Programs without any of the patterns.
  static let plain: [String] = [
    """
    client Web
    service App
    database Db { tech: PostgreSQL }
    Web -> App -> Db
    """,
    """
    client Web
    client Admin
    service App { replicas: 3 }
    service Office
    database Db { tech: PostgreSQL, replicas: 2 }
    [Web] -> App -> Db { access: read-write }
    Admin -> Office -> Db { access: read }
    """,
    """
    client Web
    load-balancer Lb
    service App { replicas: 3 }
    cache Sessions { tech: Redis, ttl: 1h }
    database Db { tech: PostgreSQL, replicas: 2 }
    storage Files { tech: S3 }
    Web -> Lb -> App
    App -> [Sessions, Db, Files]
    """,
    """
    topic Readings
    client Sensor
    worker Ingest { replicas: 4 }
    database Series { tech: InfluxDB }
    service Dash
    client Eng
    Sensor ~> Readings ~> Ingest
    Ingest -> Series { access: write }
    Eng -> Dash -> Series { access: read }
    """,
    """
    service Hr
    service Payroll
    database People
    database Wages
    Hr -> People { access: read-write }
    Payroll -> Wages { access: read-write }
    Payroll -> Hr { timeout: 1s, retry: 2 fixed 100ms, idempotent }
    job Monthly { schedule: "0 0 1 * *" }
    Monthly -> Payroll
    """,
    """
    service Hr { replicas: 2 }
    service Mail
    topic News
    Hr ~> News
    News ~> Mail
    Mail ~> News
    database A
    database B
    Hr -> A { access: write }
    Mail -> B { access: write }
    """,
    """
    actor Clerk
    client Desk
    identity Sso { tech: Keycloak }
    service App
    registry Config { tech: Consul }
    App -> Config "settings"
    App -> Sso
    Clerk -> Desk -> App
    """,
    """
    pipeline Ci
    repository Code
    Ci -> Code
    service App { deprecated }
    service Next
    client W
    W -> App
    W -> Next
    Next -> App
    """,
    """
    database Oltp { tech: PostgreSQL }
    database Dw { tech: Snowflake, derived }
    job Etl { schedule: every 1d }
    Etl -> Oltp { access: read }
    Etl -> Dw { access: write }
    """,
    """
    client Game
    service Lobby { replicas: 2 }
    service Match { replicas: 6, stateful }
    Game -> Lobby
    Game <-> Match { protocol: websocket }
    Lobby -> Match { timeout: 300ms }
    cache Ranks { tech: Redis, ttl: 1min }
    Match -> Ranks
    """,
  ]

  private func sentences(_ text: String, _ slug: String? = nil) -> [String] {
    let checked = Checked(text)
    #expect(!checked.compilation.hasErrors, "\(checked.rendered)")
    return PatternRecognition.recognised(in: checked.model).filter { slug == nil || $0.entry.slug == slug }
      .map(\.sentence)
  }

  @Test(arguments: clean + otherWays) func isRecognised(item: Variant) {
    let found = sentences(item.text, item.slug)
    #expect(found.count == 1)
    #expect(found.allSatisfy { !$0.contains(", but ") }, "\(found)")
  }

  @Test(arguments: slips + otherSlips) func slipIsSaid(item: Variant) {
    let found = sentences(item.text, item.slug)
    #expect(found.count == 1)
    #expect(found.first?.contains(", but ") == true)
    #expect(found.first?.contains(item.says) == true, "\(found)")
  }

  @Test(arguments: others + nearMisses) func isNone(item: Variant) {
    #expect(sentences(item.text, item.slug) == [])
  }

  @Test(arguments: plain) func plainProgramReadsLikeNothing(text: String) {
    #expect(sentences(text) == [])
  }

  @Test func everyPatternHasVariants() {
    let all = Set(PatternLibrary.all.map(\.slug))
    #expect(Set(Self.clean.map(\.slug)) == all)
    // The library's other tests have the slips of the remaining ones.
    #expect(Set(Self.slips.map(\.slug)).isSubset(of: all))
  }
}
