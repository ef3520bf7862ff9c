import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// Rules about data at their edges; their pages hold the plain cases.
@Suite struct DataRuleTests {
  // MARK: DAT001, MNT003

  @Test(arguments: [
    ("owner: \"A\"", "owner: \"B\"", true), ("owner: \"A\"", "owner: \"A\"", false), ("owner: \"A\"", "", false),
    ("", "", false),
  ]) func writersOfOneStore(first: String, second: String, isFound: Bool) {
    let text = """
      service X { \(first)\n -> Db { access: write } }
      worker Y { \(second)\n -> Db { access: read-write } }
      database Db
      """
    #expect(findings("DAT001", in: text).isEmpty == !isFound)
  }

  @Test(arguments: ["access: read", "optional"]) func whoDoesNotWriteSharesNothing(property: String) {
    let text = """
      service X { owner: "A", -> Db { access: write } }
      service Y { owner: "B", -> Db { \(property) } }
      database Db
      """
    #expect(findings("DAT001", in: text).isEmpty)
  }

  @Test func aSharedStoreIsOneFindingAndHidesForeignWriters() {
    let text = """
      service X { owner: "A", -> Db { access: write } }
      service Y { owner: "B", -> Db { access: write } }
      service Z { owner: "C", -> Db { access: write } }
      service R { owner: "D", -> Db { access: read } }
      database Db { owner: "A" }
      """
    let ids = Program(text).run(RuleSelection(select: ["DAT001", "MNT003"])).diagnostics.map(\.id)
    #expect(ids.filter { $0 == "DAT001" }.count == 1)
    // The reader is not part of the shared writing.
    #expect(ids.filter { $0 == "MNT003" }.count == 1)
  }

  // MARK: DAT002

  private func dualWrites(_ step: String, _ relations: String, _ rest: String = "") -> Int {
    findings(
      "DAT002",
      in: """
        client C { -> S }
        service S { \(relations) }
        database Db
        storage Files
        cache Fast
        queue Q
        topic T
        flow F { C -> S, \(step) }
        \(rest)
        """
    ).count
  }

  @Test func storeAndBrokerInOneFlow() {
    #expect(dualWrites("S -> Db, S ~> Q", "-> Db { access: write }, ~> Q") == 1)
    #expect(dualWrites("S ~> Q, S -> Files", "-> Files { access: read-write }, ~> Q") == 1)
    #expect(dualWrites("S -> Db, S -> T", "-> Db { access: write }, -> T { access: write }") == 1)
    #expect(dualWrites("S -> Db, S ~> Q, S ~> T", "-> Db { access: write }, ~> [Q, T]") == 1)
  }

  @Test func whatIsNoDualWrite() {
    #expect(dualWrites("S -> Db, S ~> Q", "-> Db, ~> Q") == 0)
    #expect(dualWrites("S -> Db, S ~> Q", "-> Db { access: read }, ~> Q") == 0)
    #expect(dualWrites("S -> Fast, S ~> Q", "-> Fast { access: write }, ~> Q") == 0)
    #expect(dualWrites("S -> Db", "-> Db { access: write }, ~> Q") == 0)
    #expect(dualWrites("S -> Db, S ~> Q", "-> Db { access: write, via: saga }, ~> Q") == 0)
    #expect(dualWrites("S -> Db, S ~> Q", "-> Db { access: write }, ~> Q { via: cdc }") == 0)
    #expect(dualWrites("S -> Db, S ~> Q", "-> Db { access: write }, ~> Q", "extend Db { derived }") == 0)
  }

  @Test func alternativesExcludeEachOther() {
    let relations = "-> Db { access: write }, ~> Q"
    let apart = "alternative \"a\" { share: 20%, S -> Db }, alternative \"b\" { share: 80%, S ~> Q }"
    #expect(dualWrites(apart, relations) == 0)
    #expect(dualWrites("S -> Db, alternative \"b\" { share: 80%, S ~> Q }", relations) == 1)
  }

  @Test func twoFlowsWithHalfEachAreNone() {
    #expect(dualWrites("S -> Db", "-> Db { access: write }, ~> Q", "flow G { C -> S, S ~> Q }") == 0)
  }

  @Test func whatIsGivenOutAgainIsDoneInTheEnd() {
    let text = """
      service A { ~> Q }
      queue Q { DELIVERY, ~> W }
      worker W { -> Db { access: write }, ~> T }
      database Db
      topic T
      flow F { A ~> Q ~> W -> Db, W ~> T }
      """
    #expect(findings("DAT002", in: text.replacing("DELIVERY", with: "delivery: at-least-once")).isEmpty)
    #expect(findings("DAT002", in: text.replacing("DELIVERY", with: "delivery: at-most-once")).count == 1)
  }

  // MARK: DAT003

  @Test(
    arguments: [
      ("delivery: at-least-once", "idempotent: false", .error), ("visibility: 3min", "idempotent: false", .error),
      ("delivery: exactly-once", "idempotent: false", nil), ("delivery: at-least-once", "idempotent", nil),
      ("delivery: at-least-once", "", .info), ("", "idempotent: false", nil), ("", "", nil),
      ("delivery: at-most-once, redelivery: 3 1s", "idempotent: false", nil),
    ] as [(String, String, Severity?)])
  func consumersOfRepeatedMessages(queue: String, relation: String, severity: Severity?) {
    let text = "service S { ~> Q }\nqueue Q { \(queue)\n ~> W { \(relation) } }\nworker W"
    #expect(findings("DAT003", in: text).first?.severity == severity)
  }

  @Test func aWorkerThatAlsoAnswersCallsIsNotJudgedByItsCalls() {
    let text = """
      service S { ~> Q, -> W }
      queue Q { delivery: at-least-once, ~> W }
      worker W { -> X { idempotent: false } }
      external X
      """
    #expect(findings("DAT003", in: text).allSatisfy { $0.severity == .info })
  }

  // MARK: DAT004

  @Test(
    arguments: [
      ("cap: AP, holds: payments", .error), ("cap: AP, holds: inventory", .error), ("cap: AP, holds: social", nil),
      ("cap: CP, holds: payments", nil), ("tech: Cassandra, holds: payments", .warning),
      ("tech: Cassandra, consistency: strong, holds: payments", nil), ("tech: PostgreSQL, holds: payments", nil),
      ("consistency: eventual, holds: payments", .error), ("consistency: eventual, derived, holds: payments", nil),
      ("cap: CP, consistency: eventual, holds: payments", nil), ("cap: AP, consistency: linearizable", .error),
      ("cap: tunable, consistency: strong, holds: payments", nil), ("holds: payments", nil),
    ] as [(String, Severity?)])
  func storesOnTheWrongSide(properties: String, severity: Severity?) {
    let found = findings("DAT004", in: "database Db { \(properties) }")
    #expect(found.count == (severity == nil ? 0 : 1))
    #expect(found.first?.severity == severity)
  }

  @Test(arguments: [
    ("consistent, read: replica", "replication: async", true), ("consistent, read: replica", "lag: 2s", true),
    ("consistent, read: replica", "replication: sync, lag: 0s", false), ("consistent, read: replica", "", false),
    ("consistent", "replication: async", false), ("read: replica", "replication: async", false),
    ("read: replica", "replication: async, consistency: strong", true),
    ("consistent, read: primary", "replication: async", false),
  ]) func strongReads(relation: String, store: String, isFound: Bool) {
    let text = "service S { -> Db { \(relation) } }\ndatabase Db { \(store) }"
    #expect(findings("DAT004", in: text).isEmpty == !isFound)
  }

  @Test func strongReadsOfACopy() {
    let text = "service S { -> Copy { consistent } }\ndatabase Db { => Copy { lag: LAG } }\ndatabase Copy"
    #expect(findings("DAT004", in: text.replacing("LAG", with: "2s")).count == 1)
    #expect(findings("DAT004", in: text.replacing("LAG", with: "0s")).isEmpty)
  }

  private func keeping(_ store: String, _ verify: String, _ relation: String = "") -> [Diagnostic] {
    findings(
      "DAT004",
      in: """
        region N {}
        region S {}
        region W {}
        client C { -> A }
        service A { -> Db { \(relation) } }
        database Db { \(store) }
        flow F { C -> A -> Db }
        requirement R "Goes on" { verify: \(verify) }
        """)
  }

  @Test func storesThatHaveToAnswerFromAMinority() {
    let plain = "cap: CP, replicas: 2 across [N, S]"
    #expect(keeping(plain, "F.available when N fails").map(\.severity) == [.error])
    #expect(keeping(plain, "Db.available when S fails").count == 1)
    #expect(keeping(plain, "F.available when W fails").isEmpty)
    #expect(keeping(plain, "F.available when Db fails").isEmpty)
    #expect(keeping(plain, "F.available when N fails or F.p99 < 1s").isEmpty)
    #expect(keeping(plain, "F.available when N fails", "optional").isEmpty)
    #expect(keeping("cap: CP, replicas: 3 across [N, S, W]", "F.available when N fails").isEmpty)
    #expect(keeping("cap: CP, replicas: 3 across [N, S]", "F.available when N fails").count == 1)
    #expect(keeping("cap: CP, replicas: 3 across [N, S]", "F.available when S fails").isEmpty)
    #expect(keeping("cap: AP, replicas: 2 across [N, S]", "F.available when N fails").isEmpty)
    let catalogue = "tech: PostgreSQL, replicas: 2 across [N, S]"
    #expect(keeping(catalogue, "F.available when N fails").map(\.severity) == [.warning])
    #expect(keeping(catalogue + ", failover: automatic 60s", "F.available when N fails").isEmpty)
  }

  // MARK: DAT006

  @Test(
    arguments: [
      ("database A", .warning), ("storage A", .warning), ("database A { backup: none }", .error),
      ("storage A { backup: none }", .error), ("database A { backup: every 1h }", nil), ("database A { derived }", nil),
      ("database A { derived, backup: none }", nil), ("cache A", nil), ("queue A", nil), ("external A", nil),
      ("database A { tech: Elasticsearch }", nil), ("database A { tech: Elasticsearch, backup: none }", .error),
      ("defaults { database { backup: every 1d } }\nzone Z { database A }", nil),
      ("defaults { tech PostgreSQL { backup: none } }\ndatabase A { tech: postgres 16 }", .error),
      ("database A { backup: every 1h to B }\nstorage B", nil),
    ] as [(String, Severity?)])
  func backups(text: String, severity: Severity?) {
    let found = findings("DAT006", in: text)
    #expect(found.first?.severity == severity, "\(found.map(\.message))")
  }

  @Test func copiesNeedNoBackupUnlessOthersWriteThem() {
    let text = "database A { backup: every 1h, => B }\ndatabase B\nservice S { -> B { ACCESS } }"
    #expect(findings("DAT006", in: text.replacing("ACCESS", with: "access: read")).isEmpty)
    #expect(findings("DAT006", in: text.replacing("ACCESS", with: "access: write")).count == 1)
  }

  // MARK: DAT009

  @Test(arguments: [
    ("database A { backup: every 1h to A }", 1),
    ("region R { region N { database A { backup: every 1h to B } }, region S { storage B } }", 0),
    ("region R { zone Z { database A { backup: every 1h to B } }, storage B }", 1),
    ("cluster K { database A { backup: every 1h to B }, database C { backup: every 1h to B }, storage B }", 1),
    ("zone Z { database A { backup: every 1h to B }, storage B }", 0),
    ("database H { backup: every 1h }\ndatabase A { on: H, backup: every 1h to B }\nstorage B { on: H }", 1),
    ("defaults { database { backup: every 1h to B } }\nregion R { database A, storage B }\nregion T { database C }", 1),
  ]) func placesOfBackups(text: String, count: Int) {
    #expect(findings("DAT009", in: text).count == count)
  }

  // MARK: DAT010, DAT011, DAT013, DAT014

  @Test(arguments: [
    ("cache A", 1), ("cache A { ttl: 1h }", 0), ("cache A { invalidation: events }", 0),
    ("cache A { eviction: lru }", 1), ("cdn A", 0), ("database A { tech: Redis, derived }", 0),
    ("defaults { cache { ttl: 1h } }\nzone Z { cache A, cache B }", 0), ("cache A\ncache B", 2),
  ]) func expiryOfCaches(text: String, count: Int) {
    #expect(findings("DAT010", in: text).count == count)
  }

  @Test(arguments: [
    ("ordering: none", "ordered", true), ("ordering: false", "ordered", true), ("ordering: key", "ordered", false),
    ("ordering: global, partitions: 1", "ordered", false), ("ordering: global, partitions: 2", "ordered", true),
    ("ordering: none", "ordered: false", false), ("ordering: none", "", false), ("tech: SQS", "ordered", true),
    ("tech: Amazon SQS FIFO", "ordered", false), ("tech: Kafka, partitions: 12", "ordered", false),
    ("", "ordered", false),
  ]) func orderOfMessages(queue: String, relation: String, isFound: Bool) {
    let text = "service S { ~> Q { \(relation) } }\nqueue Q { \(queue)\n ~> W }\nworker W"
    #expect(findings("DAT011", in: text).isEmpty == !isFound)
  }

  @Test func retentionIsOneNoteForAKind() {
    #expect(findings("DAT013", in: "database A { holds: pii }\ndatabase B { holds: health }").count == 1)
    #expect(findings("DAT013", in: "database A { holds: pii, ttl: 90d }").isEmpty)
    #expect(findings("DAT013", in: "database A { holds: orders }").isEmpty)
    let asset = "asset P { class: pii, retention: 2y }\ndatabase A { holds: P }"
    #expect(findings("DAT013", in: asset).isEmpty)
    #expect(findings("DAT013", in: asset.replacing("holds: P", with: "holds: [P, pii]")).count == 1)
  }

  @Test(arguments: [
    ("replicas: 2", true), ("replicas: 1", false), ("", false), ("replicas: 2, cap: tunable", true),
    ("replicas: 2, cap: CA", false), ("replicas: 2, consistency: eventual", false), ("shards: 4", true),
    ("read-replicas: 1", true), ("replicas: 2, tech: DynamoDB", true), ("replicas: 3, tech: Cassandra", false),
  ]) func sidesThatNobodyStates(properties: String, isFound: Bool) {
    #expect(findings("DAT014", in: "database A { \(properties) }").isEmpty == !isFound)
  }

  // MARK: DAT005, DAT012, DAT015

  @Test func cachesAndStrongReads() {
    let text = "service S { -> C, -> Db { on-miss: C, consistent } }\ncache C { INV }\ndatabase Db"
    #expect(findings("DAT005", in: text.replacing("INV", with: "ttl: 1s")).count == 1)
    #expect(findings("DAT005", in: text.replacing("INV", with: "invalidation: write-through")).isEmpty)
  }

  @Test(arguments: [
    ("on-miss: C, access: write", true), ("on-miss: C, access: read-write", true), ("on-miss: C, access: read", false),
    ("on-miss: C", false), ("access: read-write", false), ("on-miss: V, access: write", false),
  ]) func writesThatOnlyMissesMake(relation: String, isFound: Bool) {
    let text = "service S { -> [C, V], -> Db { \(relation) } }\ncache C { ttl: 1h }\ndatabase V\ndatabase Db"
    #expect(findings("DAT015", in: text).isEmpty == !isFound)
  }

  @Test func severalWritersOfOneThing() {
    let asset = """
      asset P { class: pii }
      service A { -> X { access: write } }
      service B { -> Y { access: write } }
      database X { holds: P }
      database Y { holds: P Y-PROPERTY }
      """
    #expect(findings("DAT012", in: asset.replacing(" Y-PROPERTY", with: "")).count == 1)
    #expect(findings("DAT012", in: asset.replacing(" Y-PROPERTY", with: ", derived")).isEmpty)
    #expect(findings("DAT012", in: asset.replacing(" Y-PROPERTY", with: "") + "\nX => Y").isEmpty)
    let available = "service A { -> X { access: write } }\nservice B { -> X { access: write } }\ndatabase X { cap: AP }"
    #expect(findings("DAT012", in: available).count == 1)
    #expect(findings("DAT012", in: available.replacing("cap: AP", with: "cap: CP")).isEmpty)
  }
}
