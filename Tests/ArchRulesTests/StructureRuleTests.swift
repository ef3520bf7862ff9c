import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// Rules about maintainability, patterns and technology at their edges; their pages hold the plain cases.
@Suite struct StructureRuleTests {
  // MARK: MNT

  @Test func aHubIsCalledByManyAndCallsMany() {
    func system(_ inward: Int, _ outward: Int) -> String {
      var text = "service Hub\n"
      for index in 0..<inward { text += "service In\(index) { -> Hub }\n" }
      for index in 0..<outward { text += "database Out\(index)\nHub -> Out\(index)\n" }
      return text
    }
    #expect(findings("MNT001", in: system(6, 6)).count == 1)
    #expect(findings("MNT001", in: system(5, 20)).isEmpty)
    #expect(findings("MNT001", in: system(20, 5)).isEmpty)
    #expect(findings("MNT001", in: system(4, 4) + "rule MNT001 { threshold: 4 }").count == 1)
  }

  @Test(arguments: [
    ("-> A", true), ("<-> A", true), ("~> A", false), ("-> A { usage: operations }", false), ("-> C", false),
    ("-> D", false),
  ]) func layersPointInward(relation: String, isFound: Bool) {
    let text = """
      system X { layers: [edge, app, data] }
      service A { layer: edge }
      service B { layer: app, \(relation) }
      service C { layer: data }
      service D
      """
    #expect(findings("MNT002", in: text).isEmpty == !isFound)
  }

  @Test func oneStatementOutwardIsOneFinding() {
    let text = """
      system X { layers: [edge, app] }
      zone Z { layer: edge, service A, service B }
      service C { layer: app, -> [A, B] }
      """
    #expect(findings("MNT002", in: text).count == 1)
    #expect(findings("MNT002", in: text.replacing("system X { layers: [edge, app] }", with: "")).isEmpty)
  }

  @Test func ownersAreCountedOnce() {
    let text = "service A { owner: \"T\" }\nservice B\nqueue C\nexternal D\nmonitor E"
    let found = findings("MNT004", in: text)
    #expect(found.map(\.message) == ["nobody answers for 2 components"])
    #expect(findings("MNT004", in: "system S { owner: \"T\" }\nservice B\nqueue C").isEmpty)
    #expect(findings("MNT004", in: "service B\nqueue C").map(\.severity) == [.info])
    #expect(Program("service B").run().diagnostics.filter { $0.id == "MNT004" } == [])
  }

  @Test func anAllowTakesOnePartOut() {
    let text = "service A { owner: \"T\" }\nservice B { allow ownerless \"it is leaving\" }\nqueue C"
    #expect(findings("MNT004", in: text).map(\.message) == ["nobody answers for `C`"])
  }

  @Test(arguments: [
    ("style: modular-monolith", "service P { module A { -> B }, module B { -> A } }", true),
    ("style: modular-monolith", "service P { module A { -> B }, module B { ~> A } }", false),
    ("style: microservices", "service P { module A { -> B }, module B { -> A } }", false),
    ("style: microservices", "service A { -> D }\nservice B { -> D }\ndatabase D", true),
    ("style: microservices", "service A { -> D }\nservice B { -> [D, E] }\ndatabase D\ndatabase E", false),
    ("style: microservices", "service A { -> D }\nworker B { -> D }\ndatabase D", false),
    ("style: serverless", "function A { -> D { pool: 5 } }\ndatabase D", true),
    ("style: serverless", "function A { runtime: container, -> D { pool: 5 } }\ndatabase D", false),
    ("style: serverless", "function A { -> D }\ndatabase D", false),
    ("style: serverless", "service A { runtime: vm }", true),
    ("style: serverless", "worker A { runtime: physical }\nfunction B", true),
    ("style: serverless", "service A { runtime: container }\nfunction B", false),
    ("style: microservices", "service A { runtime: vm }", false),
    ("style: monolith", "service A\nservice B\nservice C", false),
    ("style: monolith", "service A\nservice B\nservice C\nservice D", true),
    ("style: monolith", "service A\nworker B\nworker C\nworker D\njob E", false),
    ("style: event-driven", "service A { -> B }\nservice B", true),
    ("style: event-driven", "service A { ~> B }\nservice B", false),
  ]) func stylesAndStructures(style: String, text: String, isFound: Bool) {
    #expect(findings("MNT005", in: "system S { \(style) }\n\(text)").isEmpty == !isFound)
    #expect(findings("MNT005", in: "domain K { \(style)\n\(text) }").isEmpty == !isFound)
    #expect(findings("MNT005", in: text).isEmpty)
  }

  /// Modules that are not stated are unknown, and no contradiction.
  @Test func modulesThatAreNotStated() {
    let text = "system S { style: modular-monolith }\nservice A { -> B }\nservice B"
    let found = Program(text).run(RuleSelection(strict: true)).diagnostics.filter { $0.id == "MNT005" }
    #expect(found.map(\.severity) == [.info])
    #expect(found.map(\.message) == ["the modules of the modular monolith are not stated"])
    let whole = text.replacing("service B", with: "service B { module C }")
    #expect(findings("MNT005", in: whole).isEmpty)
  }

  @Test(arguments: [
    ("deprecated", true), ("deprecated: false", false), ("deprecated: 2026-11-23", true),
    ("deprecated: 2026-11-24", false), ("deprecated: \"use New\"", true),
  ]) func whatIsNotToBeUsed(property: String, isFound: Bool) {
    #expect(findings("MNT007", in: "service A { -> Old }\nservice Old { \(property) }").isEmpty == !isFound)
    #expect(findings("MNT007", in: "monitor A { -> Old }\nservice Old { \(property) }").isEmpty)
    #expect(findings("MNT007", in: "service A { deprecated, -> Old }\nservice Old { \(property) }").isEmpty)
  }

  @Test func deprecatedRelationsThatAFlowTakes() {
    let text = "client A { -> B { deprecated } }\nservice B"
    #expect(findings("MNT007", in: text).isEmpty)
    #expect(findings("MNT007", in: text + "\nflow F { A -> B }").count == 1)
  }

  @Test(arguments: [
    ("affects: A", 0), ("affects: B", 1), ("affects: Z", 0), ("status: rejected, affects: A", 1),
    ("status: proposed, affects: [A]", 0),
  ]) func decisionsAndTechnologies(decision: String, count: Int) {
    let text = """
      decision D "x" { \(decision) }
      zone Z { database A { tech: MySQL } }
      service B { tech: Go }
      cache C { tech: Redis }
      database E { tech: MySQL, derived }
      database F
      """
    #expect(findings("MNT008", in: text).count == count)
  }

  @Test func oneFindingForATechnology() {
    let text =
      "decision D \"x\"\ndatabase A { tech: Postgres 15 }\ndatabase B { tech: PostgreSQL 16 }\nqueue C { tech: SQS }"
    #expect(findings("MNT008", in: text).count == 2)
  }

  @Test func callsToOneOfSeveralInstances() {
    let text = "service A { -> B CALL }\nservice B { replicas: 3 CALLEE }"
    func count(_ call: String = "", _ callee: String = "", _ rest: String = "") -> Int {
      findings("MNT006", in: text.replacing(" CALLEE", with: callee).replacing(" CALL", with: call) + rest).count
    }
    #expect(count() == 1)
    #expect(count("", ", load-balancing") == 0)
    #expect(count("", ", discovery") == 0)
    #expect(count("", "", "\nregistry R") == 0)
    #expect(count(" { protocol: in-process }") == 0)
    #expect(findings("MNT006", in: "service A { -> B }\nservice B { replicas: 1 }\nservice C { -> B }").isEmpty)
  }

  // MARK: PAT

  @Test func gatewaysSayWhatTheyDo() {
    func severities(_ properties: String) -> [Severity] {
      findings("PAT001", in: "service S { -> G }\ngateway G { \(properties) }").map(\.severity)
    }
    #expect(severities("auth: mtls, rate-limit: 9/s, routing, load-balancing, discovery") == [])
    #expect(severities("auth: none, rate-limit: 9/s, routing, load-balancing, discovery") == [.warning])
    #expect(severities("auth: mtls") == [.info])
    let entry = "client C { -> G }\ngateway G { auth: none, routing, load-balancing, discovery }"
    #expect(findings("PAT001", in: entry).isEmpty)
  }

  private static let sides = """
    pattern P {
      service does
      service asks
      worker builds
      topic tells { delivery: at-most-once }
      database truth
      database shown
      does -> truth { access: write }
      does ~> tells ~> builds -> shown { access: write }
      asks -> shown { access: read }
      never "apart" { asks -> truth }
    }
    service Does
    service Asks
    service Other
    database Truth
    database Shown
    use P U { does: Does, asks: Asks, truth: Truth, shown: Shown }

    """

  @Test(arguments: [
    ("", []), ("Asks -> Shown \"mark\" { access: write }", ["PAT002"]),
    ("Other -> Shown { access: write }", ["PAT002"]),
    ("Other -> Shown { access: read }", []), ("Other -> Shown", []),
    // The pattern's own `never` says it already.
    ("Asks -> Truth { access: write }", ["PAT006"]), ("Does -> Shown { access: read }", []),
  ]) func commandsAndQueries(relation: String, ids: [String]) {
    let found = Program(Self.sides + relation).run().diagnostics.map(\.id).filter { $0.hasPrefix("PAT") }
    #expect(found == ids)
  }

  @Test(arguments: [
    ("retention: 7d", true), ("retention: unlimited", false), ("retention: 10y", false), ("ttl: 1d", true),
    ("eviction: lru", true), ("eviction: none", false), ("retention: 1TB", true), ("", false),
  ]) func logsKeepTheirEvents(property: String, isFound: Bool) {
    #expect(findings("PAT003", in: "database L { needs: event-sourcing\n \(property) }").isEmpty == !isFound)
    #expect(
      findings("PAT003", in: "stream L { tech: Kafka\n \(property.contains("t") ? "retention: 1d" : "") }").isEmpty)
  }

  @Test func readersOfALogThatBuildSomething() {
    let text =
      "service W { -> L { access: write } }\nservice R { -> L { access: read }REST }\ndatabase L { needs: event-sourcing }\ndatabase V { derived }"
    #expect(findings("PAT004", in: text.replacing("REST", with: "")).count == 1)
    #expect(findings("PAT004", in: text.replacing("REST", with: ", -> V { access: write }")).isEmpty)
    #expect(findings("PAT004", in: text.replacing("REST", with: ", -> V")).isEmpty)
    #expect(findings("PAT004", in: text.replacing("REST", with: "") + "\nL ~> R").isEmpty)
  }

  @Test(arguments: [
    ("circuit-breaker", 1), ("circuit-breaker: none", 0), ("circuit-breaker: false", 0),
    ("circuit-breaker: 50% over 10s open 30s half-open 5", 0), ("circuit-breaker: 50% over 10s open 30s", 1),
    ("circuit-breaker: 50% over 10s open 0s half-open 1", 1), ("timeout: 1s", 0),
  ]) func breakers(property: String, count: Int) {
    #expect(findings("PAT005", in: "service A { -> B { \(property) } }\nservice B").count == count)
    #expect(
      findings("PAT005", in: "defaults { service { \(property) } }\nservice A { -> B }\nservice C { -> B }\nservice B")
        .count == count)
  }

  @Test(arguments: [
    ("access: write", true), ("access: read", false), ("", false),
  ]) func copiesAreNotWritten(access: String, isFound: Bool) {
    let text = "database A { => B }\ndatabase B\nservice S { -> B { \(access) } }"
    #expect(findings("PAT008", in: text).isEmpty == !isFound)
    #expect(findings("PAT008", in: text + "\nB => A").isEmpty)
    #expect(findings("PAT008", in: text.replacing("database B", with: "database B { type: warehouse }")).isEmpty)
    #expect(findings("PAT008", in: text.replacing("database B", with: "storage B")).isEmpty)
    #expect(findings("PAT008", in: text + "\ndatabase C { => B }").isEmpty)
  }

  @Test func cachesThatAreNeverFilled() {
    #expect(findings("PAT007", in: "service A { -> C { access: read } }\ncache C").count == 1)
    #expect(findings("PAT007", in: "service A { -> C { access: read } }\nservice B { -> C }\ncache C").isEmpty)
    #expect(findings("PAT007", in: "service A { -> C { access: read } }\ncache C { -> D }\ndatabase D").isEmpty)
    #expect(findings("PAT007", in: "cache C").isEmpty)
    let aside = "service A { module M { -> C }, module N { -> D { on-miss: C } } }\ncache C\ndatabase D"
    #expect(findings("PAT007", in: aside).isEmpty)
  }

  // MARK: TEC

  @Test(arguments: [
    ("database A { tech: PostgreSQL, needs: transactions }", false), ("database A { tech: Redis, needs: graph }", true),
    ("database A { tech: Unheard, needs: graph }", false), ("database A { needs: graph }", false),
    ("queue A { tech: Kafka, needs: replay }", false),
    ("queue A { tech: RabbitMQ, needs: [work-queue, replay] }", true),
  ]) func needsAndTechnologies(text: String, isFound: Bool) throws {
    let found = findings("TEC001", in: text)
    #expect(found.isEmpty == !isFound)
    if isFound { #expect(try #require(found.first?.help).hasPrefix("what fits: ")) }
  }

  @Test(arguments: [
    ("provider: gcp", "queue A { tech: SQS }", 1), ("provider: aws", "queue A { tech: SQS }", 0),
    ("provider: gcp", "queue A { tech: SQS }\nfunction B { tech: Lambda }", 1), ("", "queue A { tech: SQS }", 0),
    ("provider: gcp", "zone Z { provider: aws, queue A { tech: SQS } }", 0),
    ("provider: aws", "zone Z { provider: on-premises, queue A { tech: SQS } }", 1),
    ("provider: gcp", "cdn A { tech: CloudFront }", 0), ("provider: gcp", "external A { tech: S3 }", 0),
    ("provider: gcp", "database A { tech: PostgreSQL }", 0),
  ]) func providers(system: String, text: String, count: Int) {
    #expect(findings("TEC002", in: "system S { \(system) }\n\(text)").count == count)
  }

  @Test(arguments: [
    ("cache A { tech: Kafka }", true), ("queue A { tech: Kafka }", false), ("service A { tech: PostgreSQL }", true),
    ("client A { tech: Java }", false), ("gateway A { tech: Go }", false), ("monitor A { tech: Python }", false),
    ("database A { tech: Java }", true), ("external A { tech: Kafka }", false), ("queue A { tech: Sidekiq }", false),
    ("module A { tech: Lambda }", false), ("stream A { tech: React }", true), ("cluster A { tech: Kafka }", false),
  ]) func kindsAndTechnologies(text: String, isFound: Bool) {
    #expect(findings("TEC003", in: text).isEmpty == !isFound)
  }

  @Test(arguments: [
    ("tech: MySQL, type: graph", true), ("tech: MySQL, type: sql", false), ("tech: PostgreSQL, cap: AP", true),
    ("tech: CouchDB, consistency: strong", true), ("tech: MongoDB, cap: AP", false), ("type: graph, cap: AP", false),
    ("tech: CouchDB, consistency: strong, cap: CP", true),
  ]) func statementsAgainstTheCatalogue(properties: String, isFound: Bool) {
    #expect(findings("TEC005", in: "database A { \(properties) }").count == (isFound ? 1 : 0))
  }

  @Test func technologiesOfOnePurpose() {
    let text = "service A { tech: Java }\nservice B { tech: Go }\nservice C { tech: Rust }\nworker D { tech: Python }"
    #expect(findings("TEC004", in: text).count == 1)
    #expect(findings("TEC004", in: text + "\nrule TEC004 { threshold: 4 }").isEmpty)
    #expect(findings("TEC004", in: "queue A { tech: SQS }\nqueue B { tech: SNS }\nqueue C { tech: Kinesis }").isEmpty)
  }
}
