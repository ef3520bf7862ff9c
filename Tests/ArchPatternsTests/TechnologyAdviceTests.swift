import ArchModel
import ArchPatterns
import TestSupport
import Testing

/// Advice on technologies, for parts of a model and for needs.
@Suite struct TechnologyAdviceTests {
  private func advice(_ text: String, _ name: String) throws -> TechnologyAdvice {
    let model = Checked(text).model
    return try #require(TechnologyAdvice.all(in: model).first { model.name($0.element) == name })
  }

  @Test func saysWhatFitsAndWhatDoesNot() throws {
    let found = try advice(
      "system S { provider: aws }\ndatabase Ledger { tech: PostgreSQL 16, needs: [transactions, high-write-throughput] }",
      "Ledger")
    #expect(found.technology?.name == "PostgreSQL")
    #expect(found.fits.map(\.word) == ["transactions"])
    #expect(found.unfit.map(\.word) == ["high-write-throughput"])
    #expect(found.provider == "aws")
    let best = try #require(found.alternatives.first)
    #expect(best.lacks.isEmpty)
    #expect(found.alternatives.allSatisfy { $0.technology.runs(on: "aws") })
  }

  @Test func readsNeedsFromTheModel() throws {
    let text = """
      database Prices { tech: Neo4j, type: graph }
      database Till { tech: Cassandra, holds: payments }
      cache Near { tech: Redis }
      queue Letters { tech: SQS, delivery: exactly-once }
      database Plain { tech: PostgreSQL }
      database Copies { tech: Cassandra, holds: payments, derived }
      """
    #expect(try advice(text, "Prices").fits.map(\.word) == ["graph"])
    #expect(try advice(text, "Till").unfit.map(\.reason) == ["holds payments"])
    #expect(try advice(text, "Near").fits.map(\.word) == ["low-latency-cache"])
    #expect(try advice(text, "Letters").unfit.map(\.word) == ["exactly-once"])
    #expect(try advice(text, "Plain").fits.map(\.word) == ["general-purpose"])
    #expect(try advice(text, "Copies").unfit.map(\.word).contains("transactions") == false)
  }

  @Test func tellsContradictions() throws {
    let text = """
      zone Here { provider: gcp, queue Work { tech: SQS } }
      database Sums { tech: Cassandra, cap: CP }
      database Odd { tech: "Our own store", needs: graph }
      database Bare {}
      """
    #expect(try advice(text, "Work").limits == ["gcp does not offer it"])
    #expect(try advice(text, "Work").alternatives.allSatisfy { $0.technology.runs(on: "gcp") })
    #expect(try advice(text, "Sums").limits.contains { $0.contains("AP") })
    let odd = try advice(text, "Odd")
    #expect(odd.technology == nil && odd.fits.isEmpty && odd.unfit.isEmpty)
    #expect(odd.alternatives.first?.technology.name == "Neo4j")
    #expect(try advice(text, "Bare").alternatives.first?.technology.name == "PostgreSQL")
  }

  /// What has the same fault is no way out.
  @Test func alternativesBearTheUse() throws {
    let text = """
      topic Bell { tech: "Redis Pub/Sub", delivery: at-least-once }
      topic News { tech: "Redis Pub/Sub" }
      """
    let bell = try advice(text, "Bell")
    #expect(bell.limits.contains { $0.contains("keeps no message") })
    #expect(!bell.alternatives.isEmpty)
    #expect(!bell.alternatives.contains { $0.technology.name == "NATS" })
    #expect(try advice(text, "News").alternatives.first?.technology.name == "NATS")
  }

  @Test func ranksWhatMeetsMostFirst() {
    let both = SelectionGuide.candidates(
      for: ["documents", "transactions"], kind: "database", provider: nil)
    #expect(both.first?.lacks.isEmpty == true)
    let counts = both.map(\.meets.count)
    #expect(counts == counts.sorted(by: >))
    let writes = SelectionGuide.candidates(for: ["high-write-throughput"], kind: "database", provider: nil)
    #expect(writes.prefix(2).map(\.technology.name) == ["Cassandra", "ScyllaDB"])
    let aws = SelectionGuide.candidates(for: ["low-operations"], kind: "queue", provider: "aws")
    #expect(aws.first?.technology.name == "Amazon SQS")
    // What lives inside its user is for those who ask for that.
    let strong = SelectionGuide.candidates(for: ["strong-consistency"], kind: "database", provider: nil)
    #expect(strong.prefix(10).allSatisfy { !$0.technology.goodAt.contains("embedded") })
    #expect(SelectionGuide.candidates(for: ["embedded"], kind: nil, provider: nil).first?.technology.name == "SQLite")
    #expect(SelectionGuide.candidates(for: [], kind: nil, provider: nil).isEmpty)
    #expect(SelectionGuide.candidates(for: ["nonsense"], kind: nil, provider: nil).isEmpty)
  }

  /// Every line of the guide is found by its own wording, and its first recommendation comes first.
  @Test func everyLineOfTheGuideCanBeAsked() {
    for line in SelectionGuide.all {
      #expect(SelectionGuide.needs(named: line.need).contains(line.word), "\(line.need)")
      #expect(SelectionGuide.needs(named: line.word.uppercased()) == [line.word])
      for kind in line.kinds {
        let found = SelectionGuide.candidates(for: [line.word], kind: kind, provider: nil)
        guard let first = found.first else {
          Issue.record("nothing for \(line.need) as \(kind)")
          continue
        }
        let named = line.names.compactMap { TechnologyCatalogue.find($0)?.name }
        let fitting = named.filter { TechnologyCatalogue.find($0)?.kinds.contains(kind) ?? false }
        if !fitting.isEmpty, SelectionGuide.recommendations(for: line.word, kind: kind).count == 1 {
          #expect(first.technology.name == fitting[0], "\(line.need) as \(kind)")
        }
      }
    }
    #expect(SelectionGuide.needs(named: "Document storage") == ["documents"])
    #expect(SelectionGuide.needs(named: "").isEmpty)
    #expect(SelectionGuide.needs(named: "object storage") == ["large-objects"])
    #expect(SelectionGuide.needs(named: "OLAP") == ["analytics"])
  }

  @Test func adviceInWords() {
    let model = Checked("system S { provider: aws }\ndatabase Ledger { tech: PostgreSQL 16, needs: graph }").model
    let text = TechnologyAdvice.all(in: model).map { AdviceText.text($0, in: model) }.joined()
    #expect(text.hasPrefix("Ledger, a database: PostgreSQL 16\n"))
    #expect(text.contains("  fits not  graph (stated): relationships that queries follow over many hops"))
    #expect(text.contains("Amazon Neptune"))
  }

  /// The load and the use count besides what is stated.
  @Test func readsLoadAndUse() throws {
    let text = """
      system S { provider: aws }
      client Till
      service Desk
      worker Indexer
      database Clicks { tech: PostgreSQL 16 }
      database Spread { tech: PostgreSQL 16, shards: 32 }
      database Baskets { tech: Redis }
      database Words { tech: Elasticsearch }
      database Index { tech: Elasticsearch }
      database Sums { tech: BigQuery }
      database Local { tech: SQLite }
      stream News { tech: Kafka }
      stream Flood { tech: "Redis Streams" }
      topic Calls { tech: NATS, delivery: at-least-once }
      Till -> Desk
      Desk -> [Clicks, Spread, Baskets, Words, Sums, Local] { access: read-write }
      Indexer -> [Index, Local] { access: write }
      Desk ~> [News, Flood]
      flow Click { rate: 100k/s peak 300k/s, Till -> Desk -> Clicks, Desk -> Spread, Desk ~> Flood }
      flow Tell { rate: 1/s peak 5/s, Till -> Desk, Desk ~> News }
      """
    #expect(try advice(text, "Clicks").unfit.map(\.word) == ["high-write-throughput"])
    #expect(try advice(text, "Clicks").unfit.first?.reason.contains("300k/s") == true)
    #expect(try advice(text, "Clicks").alternatives.first?.technology.name == "Cassandra")
    #expect(try advice(text, "Spread").unfit.isEmpty)
    #expect(try advice(text, "Baskets").limits.contains { $0.contains("may lose what it acknowledged") })
    #expect(try advice(text, "Words").limits.contains { $0.contains("no transactions") })
    #expect(try advice(text, "Index").limits.isEmpty)
    #expect(try advice(text, "Sums").limits.contains { $0.contains("made for scans") })
    #expect(try advice(text, "Local").limits.contains("2 programs use it, and it lives inside one"))
    #expect(try advice(text, "Flood").unfit.map(\.word) == ["high-throughput"])
    #expect(try advice(text, "Calls").limits.contains { $0.contains("keeps no message") })
    #expect(try advice(text, "News").remarks.first?.contains("Amazon SQS would be less to run") == true)
    #expect(try advice(text.replacing("tech: Kafka", with: "tech: Kafka, needs: replay"), "News").remarks.isEmpty)
  }

  /// What is not stated is unknown, and no reproach.
  @Test func takesASpecialStoreForWhatItIsMadeFor() throws {
    let text = """
      database Depot { tech: TimescaleDB }
      database Graph { tech: Neo4j, needs: graph }
      database Typed { tech: InfluxDB, type: time-series }
      database Ledger { tech: PostgreSQL, holds: payments }
      """
    let depot = try advice(text, "Depot")
    #expect(depot.fits.map(\.word) == ["time-series"] && depot.unfit.isEmpty)
    #expect(depot.alternatives.first?.technology.name == "InfluxDB")
    #expect(depot.remarks.first?.contains("`needs: time-series`") == true)
    #expect(try advice(text, "Graph").remarks.isEmpty)
    #expect(try advice(text, "Typed").remarks.isEmpty)
    // What lives inside one program is no way out.
    #expect(try !advice(text, "Ledger").alternatives.contains { $0.technology.name == "SQLite" })
  }

  /// What is made for the need stands before what can also do it.
  @Test func ranksThePurposeFirst() {
    func names(_ need: String, _ kind: String) -> [String] {
      SelectionGuide.candidates(for: [need], kind: kind, provider: nil).prefix(5).map(\.technology.name)
    }
    #expect(!names("work-queue", "queue").contains("PostgreSQL"))
    #expect(!names("analytics", "database").contains("SQL Server"))
    #expect(SelectionGuide.line(named: "aws native")?.provider == "aws")
    #expect(SelectionGuide.line(named: "graph") == nil)
    // No line speaks of a first or a latter that a reader of one candidate cannot see.
    #expect(SelectionGuide.all.allSatisfy { !$0.why.contains("latter") && !$0.why.contains("first two") })
  }
}
