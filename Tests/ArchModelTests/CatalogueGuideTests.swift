import Testing

@testable import ArchModel

@Suite struct CatalogueGuideTests {
  @Test func everyRecommendationResolvesAndIsGoodAtWhatItIsRecommendedFor() {
    let needs = Set(TechnologyCatalogue.needs.map(\.word))
    for line in SelectionGuide.all {
      #expect(needs.contains(line.word), "\(line.need)")
      #expect(!line.topic.isEmpty && !line.need.isEmpty && !line.why.isEmpty && !line.kinds.isEmpty)
      #expect(!line.names.isEmpty, "\(line.need)")
      for name in line.names {
        let technology = TechnologyCatalogue.find(name)
        #expect(technology != nil, "\(name)")
        #expect(technology?.goodAt.contains(line.word) ?? false, "\(name) for \(line.word)")
        #expect(line.kinds.contains { technology?.kinds.contains($0) ?? false }, "\(name) as \(line.kinds)")
      }
    }
  }

  @Test(arguments: [
    ("Databases", "General purpose", ["PostgreSQL"]),
    ("Databases", "High write throughput", ["Cassandra", "ScyllaDB"]),
    ("Databases", "Document storage", ["MongoDB", "DynamoDB"]),
    ("Databases", "Graph relationships", ["Neo4j", "Neptune"]),
    ("Databases", "Time series", ["TimescaleDB", "InfluxDB"]),
    ("Databases", "Search", ["Elasticsearch", "Meilisearch"]),
    ("Databases", "Cache", ["Redis", "Memcached"]),
    ("Message queues", "General purpose", ["RabbitMQ"]),
    ("Message queues", "High throughput", ["Kafka"]),
    ("Message queues", "AWS native", ["SQS", "SNS"]),
    ("Message queues", "Simple pub/sub", ["Redis Pub/Sub", "NATS"]),
    ("Message queues", "Lightweight", ["NATS"]),
  ])
  func theSeedsTablesAreInTheGuide(topic: String, need: String, names: [String]) throws {
    let line = try #require(SelectionGuide.all.first { $0.topic == topic && $0.need == need })
    #expect(Array(line.names.prefix(names.count)) == names)
  }

  @Test func recommendedOnesComeFirstAndNobodyTwice() {
    let graph = SelectionGuide.technologies(for: "graph", kind: "database").map(\.name)
    #expect(graph.prefix(2) == ["Neo4j", "Amazon Neptune"])
    #expect(graph.contains("Cosmos DB"))
    #expect(Set(graph).count == graph.count)
    let general = SelectionGuide.technologies(for: "general-purpose", kind: "queue").map(\.name)
    #expect(general.first == "RabbitMQ")
    #expect(SelectionGuide.technologies(for: "no-such-need", kind: "database").isEmpty)
    #expect(SelectionGuide.recommendations(for: "graph", kind: "cache").isEmpty)
  }
}
