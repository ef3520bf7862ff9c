import ArchModel
import ArchRules
import ArchSyntax
import Synchronization
import Testing

/// Rules about costs and recovery at their edges, and the profile of a run.
@Suite struct CostRuleTests {
  // MARK: CST001

  @Test(arguments: [
    ("$100/month", "cost: $60/month, replicas: 2", Severity.error), ("$120/month", "cost: $60/month, replicas: 2", nil),
    ("$100/month", "cost: $60/month", nil), ("$100/month", "cost: $101/month total", .error),
    // What half of an assumption would mend is no error.
    ("$100/month", "cost: $60/month assumed, replicas: 2", .warning),
    ("$100/month", "cost: $600/month assumed, replicas: 2", .error),
    ("$1000", "cost: $60/month, replicas: 200", nil),
  ]) func budgets(budget: String, part: String, severity: Severity?) {
    let found = findings("CST001", in: "constraints { budget: \(budget) }\nservice A { \(part) }")
    #expect(found.map(\.severity) == (severity.map { [$0] } ?? []), "\(found.map(\.message))")
  }

  @Test func unknownPricesOnlyAdd() throws {
    let text = "constraints { budget: $100/month }\nservice A { cost: $150/month total }\nservice B"
    let finding = try #require(findings("CST001", in: text).first)
    #expect(finding.message == "the parts cost at least $150/month, and the budget is $100/month")
    #expect(finding.labels.contains { $0.text == "$150/month" })
    #expect(
      findings("CST001", in: "constraints { budget: $100/month }\nservice A { cost: $50/month total }\nservice B")
        .isEmpty)
  }

  // MARK: CST002

  @Test(arguments: [
    ("replicas: 8, capacity: 500/s", true), ("replicas: 3, capacity: 500/s", false), ("replicas: 8", false),
    ("capacity: 500/s", false), ("replicas: 8, capacity: 20/s", false), ("replicas: 2..8, capacity: 500/s", false),
    ("replicas: 8..20, autoscale: cpu 60%, capacity: 500/s", true), ("replicas: 8..20, capacity: 500/s", false),
  ]) func idleReplicas(part: String, isFound: Bool) {
    let text = "client W { -> A }\nservice A { \(part) }\nflow F { rate: 10/s peak 60/s, W -> A }"
    #expect(findings("CST002", in: text).isEmpty == !isFound)
    #expect(findings("CST002", in: text.replacing("rate: 10/s peak 60/s, ", with: "")).isEmpty)
    #expect(findings("CST002", in: text + "\nrule CST002 { threshold: 0.1% }").isEmpty)
  }

  // MARK: CST003

  @Test func pricesAreAskedForOnceWhereCostsAreCounted() {
    #expect(findings("CST003", in: "service A\nservice B\nexternal C").isEmpty)
    let found = findings("CST003", in: "constraints { budget: $9/month }\nservice A\nqueue B\nexternal C")
    #expect(found.map(\.message) == ["2 components have no price"])
    #expect(found.map(\.severity) == [.info])
    #expect(
      findings("CST003", in: "service A { cost: $1/month total, module M }\nqueue B { cost: $0/month total }").isEmpty)
  }

  // MARK: DAT007, DAT008

  @Test(arguments: [
    ("replicas: 1, backup: every 1h, rpo: 15min", Severity.error), ("replicas: 1, backup: every 1h, rpo: 1h", nil),
    ("replicas: 2, replication: sync, backup: every 1d, rpo: 1s", nil), ("backup: every 1d, rpo: 1s", nil),
    ("replicas: 2, lag: 5s, backup: every 1h, rpo: 1s", .error), ("replicas: 2, backup: every 1h, rpo: 1s", nil),
    ("replicas: 1, backup: every 1h, derived, rpo: 1s", nil), ("replicas: 1, backup: every 1h", nil),
    ("replicas: 2, lag: 5s assumed, backup: every 1h, rpo: 4s", .warning),
    ("replicas: 2, lag: 50s assumed, backup: every 1h, rpo: 4s", .error),
  ]) func pointsOfRecovery(store: String, severity: Severity?) {
    let found = findings("DAT007", in: "database A { \(store) }")
    #expect(found.map(\.severity) == (severity.map { [$0] } ?? []), "\(found.map(\.message))")
  }

  @Test func whatIsAllowedIsSpeltAsPeopleDo() {
    let found = findings("DAT007", in: "database A { replicas: 1, backup: every 1d, rpo: 5min }")
    #expect(found.map(\.message) == ["`A` can lose at least 1d of work, and 5min is allowed"])
  }

  @Test(arguments: [
    ("replicas: 1, restore: 4h, rto: 1h", 1), ("replicas: 1, restore: 4h, rto: 4h", 0), ("replicas: 1, rto: 1h", 0),
    ("replicas: 2, failover: automatic 5min, restore: 4h, rto: 1h", 0),
    ("replicas: 2, failover: automatic 5min, rto: 1min", 1), ("rto: 1min", 0),
  ]) func timesOfRecovery(store: String, count: Int) {
    #expect(findings("DAT008", in: "database A { backup: every 1h, \(store) }").count == count)
  }

  // MARK: The profile

  @Test func aRunWithAClockSaysWhatEachRuleTook() {
    let program = Program("service A\nconstraints { budget: $9/month }")
    let plain = program.run()
    #expect(plain.timings == [])
    let clock = CountingClock()
    let timed = RuleRunner.run(
      model: program.model, compiled: program.compiled, today: Program.today, imports: program.imports,
      clock: RunClock { clock.next() })
    #expect(timed.diagnostics == plain.diagnostics)
    let names = timed.timings.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(names).isSuperset(of: timed.rules.filter { RuleSet.all.find($0)?.stage == .model }))
    #expect(timed.timings.allSatisfy { $0.seconds == 1 })
  }
}

/// A clock by which each reading is a second after the last.
private final class CountingClock: Sendable {
  private let readings = Mutex(0.0)

  func next() -> Double {
    readings.withLock {
      $0 += 1
      return $0
    }
  }
}
