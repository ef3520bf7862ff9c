import Testing

@testable import ArchModel

@Suite struct CatalogueTests {
  /// Kinds that a technology may implement, as the language lists them.
  private static let kinds: Set<String> = [
    "client", "external", "dns", "cdn", "waf", "load-balancer", "gateway", "service", "function", "worker", "job",
    "module", "database", "cache", "storage", "queue", "stream", "topic", "registry", "identity", "secrets", "monitor",
    "mesh", "repository", "pipeline", "cluster",
  ]
  private static let storeTypes: Set<String> = [
    "sql", "document", "key-value", "wide-column", "time-series", "graph", "search", "vector", "warehouse", "lake",
  ]
  private static let consistencies: Set<String> = [
    "strong", "linearizable", "serializable", "causal", "session", "eventual",
  ]

  @Test func everyRowHasTenFilledColumnsAndBecomesATechnology() {
    var rows = 0
    for family in TechnologyTable.families {
      for columns in TechnologyCatalogue.rows(of: family) {
        rows += 1
        #expect(columns.count == 10, "\(columns)")
        #expect(!columns.contains(""), "\(columns)")
      }
    }
    #expect(rows >= 140)
    #expect(TechnologyCatalogue.all.count == rows)
  }

  @Test func aRowWithoutAllColumnsIsLeftOut() {
    #expect(TechnologyCatalogue.parse("A | - | cache").isEmpty)
    #expect(TechnologyCatalogue.parse("A | - | cache | - | - | - | any | - | perhaps | https://a").isEmpty)
    #expect(TechnologyCatalogue.parse("  | | |").isEmpty)
    let two = TechnologyCatalogue.parse(
      "A | a, b | code |\n  - | eventual..strong | - |\n// no\n  any | - | no | https://a")
    #expect(two.map(\.name) == ["A"])
    #expect(two.first?.aliases == ["a", "b"])
    #expect(two.first?.kinds.first == "service")
    #expect(two.first?.consistency == "eventual")
    #expect(two.first?.strongestConsistency == "strong")
    #expect(two.first?.cap == nil)
  }

  @Test func theVocabulariesDefineEachWordOnce() {
    for words in [TechnologyCatalogue.needs, TechnologyCatalogue.providers] {
      #expect(Set(words.map(\.word)).count == words.count)
      #expect(words.allSatisfy { !$0.meaning.isEmpty && !$0.word.contains(" ") })
    }
    let needs = Set(TechnologyCatalogue.needs.map(\.word))
    for word in ["high-write-throughput", "full-text-search", "time-series", "graph", "documents", "transactions"] {
      #expect(needs.contains(word), "the language names \(word)")
    }
    let used = Set(TechnologyCatalogue.all.flatMap(\.goodAt))
    #expect(needs.subtracting(used).sorted() == [], "every need is met by something")
    let offered = Set(TechnologyCatalogue.all.flatMap(\.providers))
    #expect(Set(TechnologyCatalogue.providers.map(\.word)).subtracting(offered).sorted() == [])
  }

  @Test func everyWordOfARowIsKnown() {
    let needs = Set(TechnologyCatalogue.needs.map(\.word))
    let providers = Set(TechnologyCatalogue.providers.map(\.word))
    for technology in TechnologyCatalogue.all {
      let name = technology.name
      #expect(!technology.kinds.isEmpty, "\(name)")
      #expect(Set(technology.kinds).isSubset(of: Self.kinds), "\(name): \(technology.kinds)")
      #expect(Set(technology.kinds).count == technology.kinds.count, "\(name)")
      #expect(technology.storeType.map(Self.storeTypes.contains) ?? true, "\(name)")
      #expect(technology.consistency.map(Self.consistencies.contains) ?? true, "\(name)")
      #expect(technology.strongestConsistency.map(Self.consistencies.contains) ?? true, "\(name)")
      #expect(technology.cap.map(["CP", "AP", "CA", "tunable"].contains) ?? true, "\(name)")
      #expect(!technology.providers.isEmpty && Set(technology.providers).isSubset(of: providers), "\(name)")
      #expect(!technology.goodAt.isEmpty, "\(name)")
      #expect(Set(technology.goodAt).subtracting(needs).sorted() == [], "\(name)")
      #expect(Set(technology.goodAt).count == technology.goodAt.count, "\(name)")
      #expect(technology.source.hasPrefix("https://") && !technology.source.contains(" "), "\(name)")
    }
  }

  @Test func theStrongestConsistencyIsNotWeakerThanTheDefault() {
    for technology in TechnologyCatalogue.all {
      guard let consistency = technology.consistency else { continue }
      #expect(technology.canGive(consistency: consistency), "\(technology.name)")
    }
  }

  @Test func aDatabaseSaysWhatItHolds() {
    // Object stores serve as lakes beside other things; event stores fit none of the types.
    let without = TechnologyCatalogue.all.filter { $0.kinds.first == "database" && $0.storeType == nil }.map(\.name)
    #expect(without == ["KurrentDB", "Axon Server"])
  }

  @Test func noNameOrAliasStandsForTwo() {
    var owners: [String: String] = [:]
    for technology in TechnologyCatalogue.all {
      for name in [technology.name] + technology.aliases {
        let key = TechnologyName.key(of: name)
        #expect(!key.isEmpty)
        #expect(owners[key] == nil, "\(name): \(owners[key] ?? "") and \(technology.name)")
        owners[key] = technology.name
        #expect(TechnologyName.words(of: name).count <= TechnologyName.longest, "\(name)")
      }
    }
  }

  @Test func everyNameAndAliasFindsItsOwn() {
    for technology in TechnologyCatalogue.all {
      for name in [technology.name] + technology.aliases {
        #expect(TechnologyCatalogue.find(name) == technology, "\(name)")
        #expect(TechnologyCatalogue.find(name.uppercased() + " 12.4 (managed)")?.name == technology.name, "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("PostgreSQL 16", "PostgreSQL"), ("postgres:16-alpine", "PostgreSQL"), ("postgres16", "PostgreSQL"),
    ("Amazon SQS FIFO", "Amazon SQS FIFO"), ("SQS", "Amazon SQS"), ("SQS/SNS", "Amazon SQS"),
    ("Apache Kafka 3.7", "Kafka"), ("Google Cloud SQL", "Cloud SQL"), ("Google Cloud Spanner", "Spanner"),
    ("Microsoft SQL Server 2022", "SQL Server"), ("Microsoft Azure Functions", "Azure Functions"),
    ("AWS Lambda", "AWS Lambda"), ("lambda", "AWS Lambda"), ("spring-boot 3.3", "Spring Boot"),
    ("Cloud Front", "CloudFront"), ("Node.js 22", "Node.js"), (".NET 8", ".NET"), ("C++20", "C++"), ("C#", "C#"),
    ("C", "C"), ("Go 1.23", "Go"), ("Swift", "Swift"), ("Swift/iOS", "iOS"), ("API Gateway", "Amazon API Gateway"),
    ("EC2 Auto Scaling group", "Amazon EC2"), ("Azure Redis", "Azure Managed Redis"), ("  Redis  ", "Redis"),
    ("Redis Pub/Sub", "Redis Pub/Sub"), ("Pub/Sub", "Google Pub/Sub"), ("Route53", "Route 53"), ("S3", "Amazon S3"),
  ])
  func findsWhatPeopleWrite(text: String, name: String) {
    #expect(TechnologyCatalogue.find(text)?.name == name)
  }

  @Test(arguments: [
    "", " ", "-", "16", "Homegrown", "Apache Samza", "C4", "Amazon", "Google Cloud", "PostgreSQLish", "\u{0}", "数据库",
    String(repeating: "x", count: 100_000), String(repeating: "a ", count: 100_000),
  ])
  func findsNothingInWhatIsUnknown(text: String) {
    #expect(TechnologyCatalogue.find(text) == nil)
  }

  @Test func theSeedsTechnologiesAreThere() {
    for name in [
      "PostgreSQL", "Cassandra", "ScyllaDB", "MongoDB", "DynamoDB", "Neo4j", "Neptune", "TimescaleDB", "InfluxDB",
      "Elasticsearch", "Meilisearch", "Redis", "Memcached", "RabbitMQ", "Kafka", "SQS", "SNS", "Redis Pub/Sub",
      "Redis Streams", "NATS", "Cosmos DB",
    ] {
      #expect(TechnologyCatalogue.find(name) != nil, "\(name)")
    }
  }

  @Test(arguments: [
    ("PostgreSQL", "sql", "strong", "CP"), ("Cassandra", "wide-column", "eventual", "AP"),
    ("DynamoDB", "key-value", "eventual", "tunable"), ("Cosmos DB", "document", "session", "tunable"),
    ("MongoDB", "document", "strong", "tunable"), ("etcd", "key-value", "linearizable", "CP"),
    ("Spanner", "sql", "serializable", "CP"), ("CouchDB", "document", "eventual", "AP"),
    ("SQLite", "sql", "serializable", "CA"), ("Neo4j", "graph", "causal", "CP"),
  ])
  func storesStateWhatTheyGuarantee(name: String, type: String, consistency: String, cap: String) throws {
    let technology = try #require(TechnologyCatalogue.find(name))
    #expect(technology.storeType == type)
    #expect(technology.consistency == consistency)
    #expect(technology.cap == cap)
  }

  @Test func whatContradictsAndWhatDoesNot() throws {
    let postgres = try #require(TechnologyCatalogue.find("PostgreSQL"))
    #expect(postgres.canHold(type: "sql") && postgres.canHold(type: "vector") && !postgres.canHold(type: "graph"))
    #expect(postgres.canGive(consistency: "serializable") && postgres.canGive(consistency: "eventual"))
    #expect(postgres.canTake(cap: "CP") && postgres.canTake(cap: "tunable") && !postgres.canTake(cap: "AP"))
    #expect(postgres.fits(kind: "database") && !postgres.fits(kind: "cache") && postgres.fits(kind: "external"))
    #expect(postgres.runs(on: "azure"))
    let couch = try #require(TechnologyCatalogue.find("CouchDB"))
    #expect(!couch.canGive(consistency: "strong") && couch.canGive(consistency: "eventual"))
    let cassandra = try #require(TechnologyCatalogue.find("Cassandra"))
    #expect(cassandra.canGive(consistency: "strong") && !cassandra.canTake(cap: "CP"))
    let dynamo = try #require(TechnologyCatalogue.find("DynamoDB"))
    #expect(dynamo.canTake(cap: "AP") && dynamo.canTake(cap: "CP") && dynamo.canHold(type: "document"))
    let kafka = try #require(TechnologyCatalogue.find("Kafka"))
    #expect(!kafka.fits(kind: "cache") && kafka.fits(kind: "stream") && kafka.canGive(consistency: "strong"))
    let queue = try #require(TechnologyCatalogue.find("SQS"))
    #expect(queue.runs(on: "aws") && !queue.runs(on: "gcp"))
  }
}
