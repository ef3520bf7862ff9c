import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// The reliability rules that read computed figures, at their edges; their pages hold the plain cases.
@Suite struct FailureRuleTests {
  private func run(_ text: String, _ ids: Set<String>, _ selection: RuleSelection = RuleSelection(strict: true))
    -> [Diagnostic]
  {
    Program(text).run(selection).diagnostics.filter { ids.contains($0.id) }
  }

  // MARK: REL005

  private static func chain(_ first: String, _ second: String) -> String {
    """
    service A { -> B { timeout: 9s, \(first) } }
    service B { -> C { timeout: 1s, \(second) } }
    service C {}
    """
  }

  @Test(arguments: [
    ("retry: 3 exponential 1ms jitter", "retry: 2 exponential 1ms jitter", true),
    ("retry: 1 exponential 1ms jitter", "retry: 4 exponential 1ms jitter", false),
    ("retry: 10 exponential 1ms jitter", "retry: none", true), ("retry: 9 exponential 1ms jitter", "calls: 9", false),
    ("retry: none", "calls: 50", false),
  ]) func attemptsMultiply(first: String, second: String, isFound: Bool) {
    #expect(findings("REL005", in: Self.chain(first, second)).isEmpty == !isFound)
  }

  @Test func pathsEndAtMessagesAndOutsideParts() {
    let text = """
      defaults { service { timeout: 1s, retry: 3 exponential 1ms jitter } }
      service A { -> Q1 }
      service Q1 { ~> Q }
      queue Q { ~> W, dead-letter: D }
      queue D { alert }
      worker W { timeout: 1s, retry: 3 exponential 1ms jitter, -> X }
      external X { -> Y { retry: 3 } }
      service Y {}
      """
    #expect(findings("REL005", in: text).isEmpty)
  }

  @Test func oneStatementIsOneCause() throws {
    let text = """
      defaults { service { timeout: 1s, retry: 3 exponential 1ms jitter } }
      service A { -> B { timeout: 100s } }
      service B { -> [C, D, E] { timeout: 20s } }
      service C { -> F }
      service D { -> F }
      service E { -> F }
      service F {}
      """
    let finding = try #require(findings("REL005", in: text).first)
    #expect(findings("REL005", in: text).count == 1)
    #expect(finding.message == "one request can become 64 attempts along `A -> B -> C -> F`")
    #expect(finding.labels.count == 3)
  }

  @Test func repetitionWithoutBoundIsTheCause() {
    let text = Self.chain("retry: unbounded", "retry: 3 exponential 1ms jitter")
    #expect(run(text, ["REL002", "REL005"]).map(\.id) == ["REL002"])
    #expect(run(text, ["REL005"], RuleSelection(strict: true, ignore: ["REL002"])).count == 1)
  }

  @Test func theLimitIsAnOption() {
    let text = Self.chain("retry: 3 exponential 1ms jitter", "retry: 2 exponential 1ms jitter")
    #expect(findings("REL005", in: "rule REL005 { threshold: 12 }\n" + text).isEmpty)
  }

  // MARK: REL008, REL010, REL022

  private static func shop(_ parts: String, objective: String = "objective { availability: 99% }, ") -> String {
    "client Web { -> Shop }\n\(parts)\nflow Buy { \(objective)Web -> Shop }"
  }

  @Test(arguments: [
    ("service Shop { replicas: 1 }", true), ("service Shop { replicas: 2 }", false), ("service Shop {}", false),
    ("service Shop { replicas: 1..4, autoscale: cpu 60% }", false), ("function Shop {}", false),
    ("defaults { service { replicas: 1 } }\nservice Shop {}", true),
    ("service Shop { replicas: 3, on: Host }\nservice Host { replicas: 1 }", false),
    ("service Shop { replicas: 3, timeout: 1s, -> Db { optional } }\ndatabase Db { replicas: 1 }", false),
    ("service Shop { replicas: 3, timeout: 1s, -> Db }\ndatabase Db { replicas: 1 }", true),
    ("service Shop { replicas: 3, timeout: 1s, <-> Db }\ndatabase Db { replicas: 1 }", true),
    ("service Shop { replicas: 3, ~> Db { via: outbox } }\nqueue Db { replicas: 1 }", false),
  ]) func onePartIsOnePoint(parts: String, isFound: Bool) {
    #expect(findings("REL008", in: Self.shop(parts)).map(\.severity) == (isFound ? [.error] : []), "\(parts)")
  }

  @Test func withoutAnObjectiveItIsAWarning() {
    #expect(
      findings("REL008", in: Self.shop("service Shop { replicas: 1 }", objective: "")).map(\.severity) == [.warning])
    #expect(
      findings("REL008", in: Self.shop("service Shop { replicas: 1 assumed }")).map(\.severity) == [.warning])
  }

  @Test func aPrimaryThatNobodyReplacesIsOne() {
    let text = Self.shop(
      "service Shop { replicas: 2, timeout: 1s, -> Db { access: write } }\n"
        + "database Db { replicas: 2, availability: 99.9%, failover: manual }")
    #expect(findings("REL008", in: text).map(\.severity) == [.warning])
    #expect(findings("REL008", in: text.replacing("access: write", with: "access: read")).isEmpty)
  }

  @Test func modulesAreTheProgramThatHoldsThem() {
    let text = """
      client Web { -> Loans }
      service Program { replicas: 1, module Loans { -> Titles }, module Titles {} }
      flow Borrow { objective { availability: 99% }, Web -> Loans -> Titles }
      """
    #expect(findings("REL008", in: text).map { $0.message.prefix(9) } == ["`Program`"])
  }

  @Test func replicasOnOneHostAreOneInstance() {
    let text = Self.shop("service Shop { replicas: 3, on: Host }\nservice Host { replicas: 1 }")
    #expect(run(text, ["REL008", "REL022"]).map(\.id) == ["REL022"])
    #expect(
      run(text, ["REL008", "REL022"], RuleSelection(strict: true, ignore: ["REL022"])).map(\.id) == ["REL008"])
  }

  @Test func aSinglePointSilencesItsZone() {
    func text(_ replicas: Int) -> String {
      Self.shop("cluster One { availability: 99.9%, service Shop { replicas: \(replicas) } }")
    }
    #expect(run(text(1), ["REL008", "REL010"]).map(\.id) == ["REL008"])
    #expect(run(text(2), ["REL008", "REL010"]).map(\.id) == ["REL010"])
    // Another part of the zone has replicas, so that there are two causes.
    let both = text(1)
      .replacing("replicas: 1 }", with: "replicas: 1, timeout: 1s, -> Db }, database Db { replicas: 2 }")
    #expect(run(both, ["REL008", "REL010"]).map(\.id).sorted() == ["REL008", "REL010"])
  }

  @Test(arguments: [
    ("service A { timeout: 1s, -> B { fallback: C } }\nservice B {}\nservice C { timeout: 1s, -> B }", true),
    ("service A { timeout: 1s, -> B { fallback: C } }\nservice B {}\nservice C { timeout: 1s, -> D }", false),
    ("service A { timeout: 1s, -> B { fallback: B } }\nservice B {}\nservice C {}\nservice D {}", true),
    ("service A { timeout: 1s, -> B { fallback: C } }\nservice B { on: D }\nservice C { on: D }", true),
    ("service A { timeout: 1s, -> B { fallback: C } }\nservice B {}\nservice C { ~> B }", false),
    ("database A { replicas: 2 across [X, Y] }\nregion X { cluster Y {} }\nservice D {}", true),
    ("database A { replicas: 2 across [X, Y] }\ncluster X {}\ncluster Y {}\nservice D {}", false),
    ("database A { replicas: 2, on: D }", false),
  ]) func whatStandsInMustNotFailToo(text: String, isFound: Bool) {
    let all = text.contains("service D") ? text : text + "\nservice D {}"
    #expect(findings("REL022", in: all).isEmpty == !isFound, "\(text)")
  }

  // MARK: REL009

  @Test func knownPartsCanDecideAnObjective() throws {
    let text = """
      client Web { -> Shop }
      service Shop { timeout: 1s, -> Cards }
      external Cards { availability: 98% total }
      flow Buy { objective { availability: 99% }, Web -> Shop -> Cards }
      """
    let finding = try #require(findings("REL009", in: text).first)
    #expect(finding.message == "`Buy` is available at most 98% of the time, and its objective is 99%")
    #expect(finding.severity == .error)
    #expect(findings("REL009", in: text.replacing("98% total", with: "99.5% total")).isEmpty)
    #expect(
      findings("REL009", in: text.replacing("98% total", with: "98.9% total assumed")).map(\.severity) == [.warning])
  }

  // MARK: REL011

  @Test(arguments: [
    ("replicas: 2, capacity: 100/s", 100, false), ("replicas: 2, capacity: 100/s", 101, true),
    ("replicas: 1, capacity: 100/s", 90, false), ("replicas: 2..4, autoscale: cpu 60%, capacity: 100/s", 290, false),
    ("replicas: 2..4, autoscale: cpu 60%, capacity: 100/s", 310, true), ("replicas: 2", 500, false),
    ("replicas: 2, capacity: 100/s", 201, false), ("replicas: 2, capacity: 100/s total", 90, false),
  ]) func oneReplicaLess(part: String, rate: Int, isFound: Bool) {
    let text = "client Web { -> Shop }\nservice Shop { \(part) }\nflow F { rate: \(rate)/s, Web -> Shop }"
    #expect(findings("REL011", in: text).isEmpty == !isFound)
  }

  // MARK: REL013

  @Test func needsPassThroughPartsThatSayNothing() throws {
    let text = """
      service A { criticality: critical, timeout: 1s, -> B }
      service B { timeout: 1s, -> C }
      service C { criticality: medium, timeout: 1s, -> D }
      service D { criticality: low }
      """
    let found = findings("REL013", in: text)
    #expect(found.map { $0.message.prefix(3) } == ["`C`", "`D`"])
    #expect(found.first?.message.contains("`A`, which is critical") == true)
    #expect(findings("REL013", in: text.replacing("-> C", with: "-> C { optional }")).count == 1)
  }

  // MARK: REL019

  @Test func severalCachesAreTriedByThemselves() {
    let text = """
      client Web { -> Shop }
      service Shop {
        timeout: 1s
        -> Hot, -> Titles "a" { on-miss: Hot, access: read }
        -> Warm, -> Titles "b" { on-miss: Warm, access: read }
      }
      cache Hot { ttl: 1min, hit-rate: 90% }
      cache Warm { ttl: 1min, hit-rate: 50% }
      database Titles { replicas: 1, capacity: 150/s }
      flow Look { rate: 100/s, Web -> Shop -> Hot }
      flow Find { rate: 100/s, Web -> Shop -> Warm }
      """
    // Each alone leaves the store 150 or less a second.
    #expect(findings("REL019", in: text).isEmpty)
    #expect(findings("REL019", in: text.replacing("150/s", with: "120/s")).count == 1)
  }

  @Test func anAssumedCapacityIsNoError() {
    let text = """
      client Web { -> Shop }
      service Shop { timeout: 1s, -> Hot, -> Titles { on-miss: Hot, access: read } }
      cache Hot { ttl: 1min, hit-rate: 90% }
      database Titles { replicas: 1, capacity: 90/s assumed }
      flow Look { rate: 100/s, Web -> Shop -> Hot }
      """
    #expect(findings("REL019", in: text).map(\.severity) == [.warning])
    #expect(findings("REL019", in: text.replacing(" assumed", with: "")).map(\.severity) == [.error])
  }

  // MARK: REL021

  @Test func oneRecordIsOneFinding() throws {
    let text = """
      client Web { -> Shop }
      service Shop { timeout: 1s, -> Db }
      database Db {}
      flow Buy { Web -> Shop -> Db }
      flow Look { Web -> Shop -> Db }
      failure DbDown { of: Db, survives: [Buy, Look] }
      """
    let finding = try #require(findings("REL021", in: text).first)
    #expect(findings("REL021", in: text).count == 1)
    #expect(finding.message == "`DbDown` says that `Buy` survives, but it breaks; the same for `Look`")
    #expect(finding.why == "Web -> Shop -> Db")
  }

  @Test func failuresThatMoveLoadContradictToo() {
    let text = """
      client Web { -> Shop }
      service Shop { timeout: 1s, -> Hot, -> Titles { on-miss: Hot, access: read } }
      cache Hot { ttl: 1min, hit-rate: 90% }
      database Titles { replicas: 1, capacity: 50/s }
      flow Look { rate: 100/s, Web -> Shop -> Hot }
      failure HotDown { of: Hot, survives: Look }
      """
    #expect(findings("REL021", in: text).count == 1)
    #expect(findings("REL021", in: text.replacing("50/s", with: "500/s")).isEmpty)
    #expect(findings("REL021", in: text.replacing("50/s", with: "90/s assumed")).map(\.severity) == [.warning])
  }
}
