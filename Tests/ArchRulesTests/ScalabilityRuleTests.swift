import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// Scalability rules at their edges; their pages hold the plain cases.
@Suite struct ScalabilityRuleTests {
  private static let shop = "client Web { -> Shop }\n"

  private func ids(_ text: String, _ selection: RuleSelection = RuleSelection(strict: true)) -> [String] {
    Program(text).run(selection).diagnostics.map(\.id).filter { $0.hasPrefix("SCA") || $0 == "REL011" }
  }

  // MARK: SCA001

  /// What is not known is not found.
  @Test(arguments: [
    "service Shop { capacity: 10/s }\nflow F { rate: 100/s, Web -> Shop }",
    "service Shop { replicas: 1 }\nflow F { rate: 100/s, Web -> Shop }",
    "service Shop { replicas: 1, capacity: 10/s }\nflow F { Web -> Shop }",
    "service Shop { replicas: 1, capacity: 10/s }",
    "service Shop { replicas: 1, capacity: 0/s }\nflow F { rate: 1/s, Web -> Shop }",
    "service Shop { replicas: 1, capacity: 100/s }\nflow F { rate: 100/s, Web -> Shop }",
  ]) func unknownOrEnoughCapacityIsNotExceeded(text: String) {
    #expect(findings("SCA001", in: Self.shop + text).isEmpty)
  }

  @Test(arguments: [
    "service Shop { replicas: 2, concurrency: 5, p50: 100ms }\nflow F { rate: 101/s, Web -> Shop }",
    "service Shop { replicas: 2..4, capacity: 10/s }\nflow F { rate: 41/s, Web -> Shop }",
    "defaults { service { replicas: 2, capacity: 600/min } }\nservice Shop\nflow F { rate: 1300/min, Web -> Shop }",
    "service Shop { capacity: 30/s total, replicas: 9 }\nflow F { rate: 31/s, Web -> Shop }",
  ]) func exceededCapacityHoweverItIsStated(text: String) {
    #expect(findings("SCA001", in: Self.shop + text).map(\.severity) == [.error])
  }

  /// The flow that states a rate is too much already, whatever the other one brings.
  @Test func aKnownPartThatIsTooMuchDecides() throws {
    let text = """
      service Shop { replicas: 1, capacity: 10/s }
      flow Known { rate: 20/s, Web -> Shop }
      flow Unknown { Web -> Shop }
      """
    let finding = try #require(findings("SCA001", in: Self.shop + text).first)
    #expect(finding.message == "`Shop` is asked for at least 200% of its capacity")
  }

  @Test func anAssumptionThatDecidesIsNoError() throws {
    let text = "service Shop { replicas: 1, capacity: 10/s assumed }\nflow F { rate: 14/s, Web -> Shop }"
    let finding = try #require(findings("SCA001", in: Self.shop + text).first)
    #expect(finding.severity == .warning)
    #expect(finding.note?.contains("`capacity` 10/s assumed of `Shop`") == true)
    let sure = "service Shop { replicas: 1, capacity: 10/s assumed }\nflow F { rate: 16/s, Web -> Shop }"
    #expect(findings("SCA001", in: Self.shop + sure).map(\.severity) == [.error])
    let measured = "service Shop { replicas: 1, capacity: 10/s measured }\nflow F { rate: 14/s, Web -> Shop }"
    #expect(findings("SCA001", in: Self.shop + measured).map(\.severity) == [.error])
  }

  /// What stands in for the failing calls counts: two thirds of the first attempts fail.
  @Test func expectedRepetitionsAreLoad() {
    let text = """
      service Shop { replicas: 1, availability: 50%, capacity: 14/s }
      gateway Edge { timeout: 1s, -> Shop { retry: 1 } }
      client App { -> Edge }
      flow F { rate: 10/s, App -> Edge -> Shop }
      """
    #expect(findings("SCA001", in: text).count == 1)
    #expect(findings("SCA001", in: text.replacing("retry: 1", with: "retry: none")).isEmpty)
  }

  /// A queue levels the peak, for its consumers and for all behind them.
  @Test func queuesLevelPeaks() {
    let text = """
      client Web { -> Shop }
      service Shop { timeout: 1s, ~> Work }
      queue Work { ~> Packer, dead-letter: Refused }
      queue Refused { alert }
      worker Packer { replicas: 2, capacity: 20/s, -> Db { timeout: 1s, access: write } }
      database Db { replicas: 1, capacity: 30/s }
      flow F { rate: 15/s peak 90/s, Web -> Shop ~> Work ~> Packer -> Db }
      """
    #expect(ids(text).filter { $0 == "SCA001" || $0 == "SCA005" || $0 == "REL011" } == [])
    let direct = text.replacing("~> Work }", with: "~> Work, -> Db { access: write } }")
      .replacing("-> Shop ~> Work", with: "-> Shop -> Db, Shop ~> Work")
    #expect(findings("SCA001", in: direct).map { $0.message.prefix(4) } == ["`Db`"])
  }

  @Test func writesThatFillThePrimaryAreNotMendedByReplicas() throws {
    let text = """
      service Shop { timeout: 1s, -> Db { access: write } }
      database Db { replicas: 3, capacity: 900/s, write-capacity: 100/s }
      flow F { rate: 150/s, Web -> Shop -> Db }
      """
    let finding = try #require(findings("SCA001", in: Self.shop + text).first)
    #expect(finding.message == "`Db` is asked for 150% of its capacity")
    #expect(finding.why == "150/s are written, and 100/s is what can be written, which no replica relieves")
    #expect(finding.help?.contains("shards") == true)
    // No figure is ever printed as infinite.
    let all = Program(Self.shop + text + "\nrequirement R { priority: must, verify: F.availability > 9% }").run()
    #expect(!all.diagnostics.contains { "\($0)".contains(" inf ") })
  }

  /// Parts on one host share what it can do.
  @Test func guestsAddUpOnTheirHost() {
    let text = """
      client Web { -> [A, B] }
      service A { on: Host }
      service B { on: Host }
      service Host { replicas: 1, capacity: 100/s }
      flow X { rate: 60/s, Web -> A }
      flow Y { rate: 60/s, Web -> B }
      """
    #expect(findings("SCA001", in: text).map { $0.message.prefix(6) } == ["`Host`"])
  }

  // MARK: Root causes

  @Test func aFullPartIsNotAlsoUsedTooMuch() {
    let text = "service Shop { replicas: 2, capacity: 10/s }\nflow F { rate: 30/s, Web -> Shop }"
    #expect(ids(Self.shop + text) == ["SCA001"])
    let text2 = "service Shop { replicas: 3, capacity: 10/s }\nflow F { rate: 24/s, Web -> Shop }"
    #expect(ids(Self.shop + text2).sorted() == ["REL011", "SCA002"])
  }

  @Test func consumersThatFallBehindAreOneCause() {
    let text = """
      client Web { -> Shop }
      service Shop { ~> [A, B] }
      queue A { ~> Packer, dead-letter: Refused }
      queue B { ~> Packer, dead-letter: Refused }
      queue Refused { alert }
      worker Packer { replicas: 2, capacity: 5/s }
      flow F { rate: 8/s, Web -> Shop ~> [A, B], A ~> Packer, B ~> Packer }
      """
    #expect(ids(text, RuleSelection()) == ["SCA005"])
    #expect(ids(text, RuleSelection(ignore: ["SCA005"])) == ["SCA001"])
  }

  /// A stream hands everything to each of its readers: those that keep up are not to blame.
  @Test func theReadersThatFallBehindAreNamed() {
    let text = """
      client Web { -> Shop }
      service Shop { ~> Log }
      stream Log { partitions: 9, ~> [Quick, Slow], dead-letter: Refused }
      queue Refused { alert }
      worker Quick { replicas: 4, capacity: 50/s }
      worker Slow { replicas: 2, capacity: 10/s }
      flow F { rate: 30/s, Web -> Shop ~> Log ~> [Quick, Slow] }
      """
    #expect(findings("SCA005", in: text).map(\.message) == ["`Log` gets 30/s, and `Slow` can take 20/s"])
    let queue = text.replacing("stream Log { partitions: 9,", with: "queue Log {").replacing("50/s", with: "1/s")
    #expect(findings("SCA005", in: queue).map(\.message) == ["`Log` gets 30/s, and `Quick` and `Slow` can take 24/s"])
  }

  /// What a report says of the peak and what a rule says of the levelled peak are told apart.
  @Test func whatQueuesLevelIsSaidToBeLevelled() {
    let text = """
      constraints { growth: 8%/month }
      client Web { -> Shop }
      service Shop { timeout: 1s, ~> Work }
      queue Work { ~> Packer, dead-letter: Refused }
      queue Refused { alert }
      worker Packer { replicas: 2, capacity: 20/s }
      flow F { rate: 30/s peak 90/s, Web -> Shop ~> Work ~> Packer }
      """
    #expect(
      findings("SCA003", in: text).map(\.message) == [
        "`Packer` is full in 3.74mo, at the stated growth, though queues level its peak"
      ])
    #expect(
      findings("REL011", in: text).map(\.message) == [
        "`Packer` is asked for 150% of its capacity at peak, though queues level it, when one replica is gone"
      ])
    let direct = text.replacing("~> Work }", with: "-> Packer }").replacing("~> Work ~> Packer", with: "-> Packer")
      .replacing("rate: 30/s peak 90/s", with: "rate: 30/s peak 32/s")
    #expect(findings("SCA003", in: direct).map(\.message) == ["`Packer` is full in 2.9mo, at the stated growth"])
  }

  // MARK: SCA004

  @Test(arguments: [
    ("service A { replicas: 2, -> Db { pool: 50 } }", false), ("service A { replicas: 2, -> Db { pool: 51 } }", true),
    ("service A { replicas: 1..3, -> Db { pool: 40 } }", true), ("service A { -> Db { pool: 400 } }", false),
    ("service A { replicas: 2, pool: 60, -> Db }", true), ("client A { -> Db }", false),
    ("zone Z { pool: 60, service A { replicas: 2, -> Db } }", true),
  ]) func poolsAddUp(caller: String, isFound: Bool) {
    #expect(
      findings("SCA004", in: caller + "\ndatabase Db { max-connections: 100 }").isEmpty == !isFound)
  }

  // MARK: SCA003, SCA009

  @Test func growthThatIsUnknownFillsNothing() {
    let text = "service Shop { replicas: 1, capacity: 10/s }\nflow F { rate: 9.9/s, Web -> Shop }"
    #expect(ids(Self.shop + text) == ["SCA002"])
    #expect(ids(Self.shop + text + "\nconstraints { growth: 0%/month }") == ["SCA002"])
    #expect(ids(Self.shop + text + "\nconstraints { growth: 1%/month }").sorted() == ["SCA002", "SCA003", "SCA009"])
  }

  // MARK: SCA008

  @Test func partsWithFixedReplicasAreOneFinding() throws {
    let text = """
      client Web { -> A }
      service A { replicas: 3, timeout: 1s, -> B }
      service B { replicas: 3 }
      flow F { rate: 1/s peak 9/s, Web -> A -> B }
      """
    #expect(findings("SCA008", in: text).map(\.message).first?.hasPrefix("2 parts keep") == true)
    #expect(findings("SCA008", in: text.replacing("3", with: "1..3")).isEmpty)
  }

  // MARK: SCA010

  @Test(arguments: [
    ("created_at", true), ("createdAt", true), ("timestamp", true), ("\"event.date\"", true), ("sequence", true),
    ("status", true), ("countryCode", true), ("\"is_active\"", true), ("\"status, customer\"", true),
    ("customer", false), ("birth-date", false), ("order-id", false), ("\"hash(created_at)\"", false),
    ("\"customer:created_at\"", false), ("type-id", false),
  ]) func keysThatSpreadAndKeysThatDoNot(key: String, isHot: Bool) {
    let text = "service A { -> Db { timeout: 1s } }\ndatabase Db { shards: 4, shard-key: \(key) }"
    #expect(findings("SCA010", in: text).isEmpty == !isHot)
  }

  // MARK: SCA011

  @Test func declaredLoadIsComparedAtMeanAndPeak() throws {
    let text = """
      constraints { load: 100/s peak 200/s }
      service Shop
      flow F { rate: 90/s peak 201/s, Web -> Shop }
      """
    let finding = try #require(findings("SCA011", in: Self.shop + text).first)
    #expect(finding.message == "flows bring 201/s at peak, and `load` says 200/s")
    #expect(findings("SCA011", in: Self.shop + text.replacing("201/s", with: "200/s")).isEmpty)
  }

  @Test func errorsInTheProgramSilenceWhatTheyHide() {
    let text = "service Shop { replicas: 1, capacity: 10 }\nflow F { rate: 100/s, Web -> Shop }"
    #expect(findings("SCA001", in: Self.shop + text).isEmpty)
  }
}
