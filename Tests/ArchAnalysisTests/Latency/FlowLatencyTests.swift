import ArchAnalysis
import ArchModel
import Foundation
import TestSupport
import Testing

/// The latencies of a program, by names.
struct Latencies {
  let program: AnalysisProgram
  let analysis: LatencyAnalysis

  init(_ text: String) {
    program = AnalysisProgram.clean(text)
    analysis = LatencyAnalysis(program.inputs)
  }

  func figure(_ path: String, _ name: FigureName, _ conditions: PathConditions = .today) -> Figure {
    var evaluation = LatencyEvaluation()
    return analysis.figure(program.element(path), name, path: conditions, using: &evaluation)
  }

  func seconds(_ path: String, _ name: FigureName, _ conditions: PathConditions = .today) -> Double? {
    figure(path, name, conditions).value.value
  }

  func missing(_ path: String, _ name: FigureName, _ conditions: PathConditions = .today) -> [String] {
    let missing = figure(path, name, conditions).value.missing
    return missing.inputs.map { input in
      switch input.subject {
      case .system: input.property.rawValue
      case .element(let element): program.model.shortName(element) + "." + input.property.rawValue
      case .relation(let relation):
        program.model.identity(relation, naming: program.model.shortName) + "." + input.property.rawValue
      }
    } + (missing.reason.isEmpty ? [] : [missing.reason])
  }

  func explanation(_ path: String, _ name: FigureName) -> Explanation {
    var evaluation = LatencyEvaluation()
    let figure = analysis.figure(program.element(path), name, using: &evaluation)
    return analysis.explanation(of: figure, using: &evaluation)
  }
}

@Suite struct FlowLatencyTests {
  /// Constants, so that every figure can be added up by hand.
  private static let parts = """
    client Web { -> Api }
    service Api { p50: 1ms, -> [Orders, Catalog], ~> Bus }
    service Orders { p50: 10ms, -> Db, -> Mail }
    service Catalog { p50: 100ms, -> Cache, -> Db { on-miss: Cache } }
    service Mail { p50: 1s }
    database Db { p50: 7ms }
    cache Cache { p50: 2ms, hit-rate: 90% }
    stream Bus { p50: 5ms, ~> Worker }
    worker Worker { p50: 50ms, -> Db }

    """

  private func flow(_ steps: String) -> Latencies { Latencies(Self.parts + "flow F { \(steps) }") }

  private func milliseconds(_ steps: String, _ name: FigureName = .p99) -> Double? {
    flow(steps).seconds("F", name).map { ($0 * 1e9).rounded() / 1e6 }
  }

  // MARK: Known answers

  @Test func theTicketingSampleHasItsKnownFigures() throws {
    let source = try String(contentsOf: Repository.url("samples/ticketing/ticketing.arch"), encoding: .utf8)
    let sample = Latencies(source)
    func text(_ name: FigureName) -> String {
      sample.figure("Checkout", name).quantity.map { QuantityFormatter.text($0, .significant(3)) } ?? "?"
    }
    #expect(text(.p50) == "27.3ms")
    #expect(text(.p95) == "66.6ms")
    #expect(text(.p99) == "100ms")
    #expect(text(.p99Bound) == "167ms")
    let why = sample.explanation("Checkout", .p99)
    #expect(why.notCounted == ["Api -> Catalog, required and synchronous, but no step of Checkout"])
    #expect(why.remarks.contains("at most 167ms if hops are dependent"))
    // Of requests of 100 ms, the example of the design: Orders 87.8 ms, OrdersDB 8.3 ms, Api 3.9 ms.
    var evaluation = LatencyEvaluation()
    let expression = try #require(sample.analysis.expression(of: sample.program.element("Checkout")).value)
    let list = evaluation.contributions(to: expression, at: 0.1)
    #expect(list.map(\.name) == ["Orders", "OrdersDB", "Api"])
    #expect(list.map { ($0.seconds * 1e4).rounded() / 10 } == [87.8, 8.3, 3.9])
  }

  // MARK: Paths

  @Test func sequentialStepsAdd() {
    #expect(milliseconds("Web -> Api -> Orders -> Db") == 18)
    #expect(milliseconds("Web -> Api -> Orders -> Db, Orders -> Db") == 25)
    #expect(milliseconds("Web -> Api -> Orders, Web -> Api -> Catalog -> Cache", .p50) == 114)
  }

  @Test func parallelStepsTakeTheLongest() {
    #expect(milliseconds("Web -> Api -> [Orders, Catalog]") == 101)
    #expect(milliseconds("Web -> Api, parallel { Api -> Orders -> Db, Api -> Catalog }, Api -> Orders") == 111)
    #expect(milliseconds("Web -> Api -> [Orders, Catalog] -> Db", .p50) == 108)
  }

  @Test func messagesLeaveThePath() {
    #expect(milliseconds("Web -> Api ~> Bus, Bus ~> Worker -> Db") == 1)
    #expect(milliseconds("Web -> Api ~> Bus, Bus ~> Worker -> Db", .completion) == 63)
    // The message goes on beside what follows it: 1 + max(5 + 50, 10 + 7).
    #expect(milliseconds("Web -> Api ~> Bus ~> Worker, Api -> Orders -> Db", .completion) == 56)
    #expect(milliseconds("Web -> Api ~> Bus ~> Worker, Api -> Orders -> Db") == 18)
    // Behind it: 1 + 10 + 7 + 5 + 50.
    #expect(milliseconds("Web -> Api -> Orders -> Db, Api ~> Bus ~> Worker", .completion) == 73)
  }

  @Test func aFlowMayStartAtAQueue() {
    #expect(milliseconds("Bus ~> Worker -> Db") == 62)
    #expect(milliseconds("Orders -> Db") == 17)
  }

  @Test func loopsRepeatAndAlternativesMix() {
    #expect(milliseconds("Web -> Api -> Orders, loop 3 { Orders -> Db }") == 32)
    let two = "Web -> Api, alternative { share: 98%, Api -> Orders }, alternative { share: 2%, Api -> Catalog }"
    #expect(milliseconds(two, .p50) == 11)
    #expect(milliseconds(two, .p95) == 11)
    #expect(milliseconds(two, .p99) == 101)
    // What no alternative takes goes straight on.
    #expect(milliseconds("Web -> Api, alternative { share: 40%, Api -> Orders }", .p50) == 1)
    #expect(milliseconds("Web -> Api, alternative { share: 40%, Api -> Orders }", .p90) == 11)
  }

  @Test func optionalStepsBoundTheFigure() {
    let figure = flow("Web -> Api -> Orders -> Db, optional { Orders -> Mail }").figure("F", .p99)
    #expect(isClose(figure.value.value, 1.018))
    #expect(figure.bound == .atMost)
  }

  @Test func aCacheIsAMixture() {
    // 1 + 100 + 2, and 7 more for one in ten.
    let steps = "Web -> Api -> Catalog -> Cache"
    #expect(milliseconds(steps, .p50) == 103)
    #expect(milliseconds(steps, .p90) == 103)
    #expect(milliseconds(steps, .p95) == 110)
    // The step to the store is the miss itself.
    #expect(milliseconds(steps + ", Catalog -> Db", .p50) == 103)
    #expect(milliseconds(steps + ", Catalog -> Db", .p95) == 110)
  }

  @Test func aCdnHandsOnItsMisses() {
    let text = """
      client Web { -> Edge }
      cdn Edge { p50: 2ms, hit-rate: 92%, -> Api }
      service Api { p50: 50ms }
      flow F { Web -> Edge -> Api }
      """
    #expect(Latencies(text).seconds("F", .p90) == 0.002)
    #expect(isClose(Latencies(text).seconds("F", .p95), 0.052))
    let silent = text.replacingOccurrences(of: ", hit-rate: 92%", with: "")
    #expect(Latencies(silent).missing("F", .p95) == ["Edge.hit-rate"])
    let always = text.replacingOccurrences(of: "92%", with: "100%").replacingOccurrences(of: "p50: 50ms", with: "")
    #expect(Latencies(always).seconds("F", .p999) == 0.002)
  }

  @Test func callsSharesTimeoutsAndInclusion() {
    func text(_ relation: String, _ api: String = "p50: 1ms") -> Latencies {
      Latencies(
        """
        client Web { -> Api }
        service Api { \(api), -> Db { \(relation) } }
        database Db { p50: 10ms }
        flow F { Web -> Api -> Db }
        """)
    }
    #expect(isClose(text("calls: 3").seconds("F", .p99), 0.031))
    #expect(isClose(text("calls: 3, parallel").seconds("F", .p99), 0.011))
    #expect(isClose(text("share: 20%").seconds("F", .p50), 0.001))
    #expect(isClose(text("share: 20%").seconds("F", .p90), 0.011))
    #expect(isClose(text("timeout: 4ms").seconds("F", .p99), 0.005))
    #expect(isClose(text("timeout: 1s", "p50: 20ms inclusive").seconds("F", .p99), 0.020))
  }

  // MARK: What is not known

  @Test func missingPercentilesAreNamed() {
    let text = """
      client Web { -> Api }
      service Api { -> Orders, -> Audit }
      service Orders { p99: 5ms, -> Db { calls: 3 } }
      database Db
      service Audit
      flow F { Web -> Api -> Orders -> Db }
      """
    // Most requests go through Db.
    #expect(Latencies(text).missing("F", .p95) == ["Db.p50", "Db.p99", "Api.p50", "Api.p99"])
  }

  @Test func contradictionsAreReasons() {
    let text = """
      client Web { -> Api }
      service Api { p50: 5ms, p99: 2ms }
      flow F { Web -> Api }
      """
    let program = AnalysisProgram(text)
    let analysis = LatencyAnalysis(program.inputs)
    var evaluation = LatencyEvaluation()
    let figure = analysis.figure(program.element("F"), .p99, using: &evaluation)
    #expect(figure.value.missing.reason == "of Api, p50 is above p99")
    let part = analysis.figure(program.element("Api"), .p99, using: &evaluation)
    #expect(part.value.value == nil)
  }

  @Test func anEndThatWaitsForOthersIsALowerBound() {
    let open = flow("Web -> Api -> Orders")
    #expect(open.figure("F", .p99).bound == .atLeast)
    let why = open.explanation("F", .p99)
    #expect(why.remarks.contains { $0.hasPrefix("at least: F ends in Orders, which waits for Db") })
    #expect(flow("Web -> Api -> Orders -> Db").figure("F", .p99).bound == .exact)
  }

  @Test func emptyFlowsHaveAReason() {
    let empty = Latencies("service A { p50: 1ms }\nflow F {}")
    #expect(empty.missing("F", .p99) == ["the flow F has no steps"])
  }

  // MARK: Components

  @Test func aComponentHasItsOwnPercentiles() {
    let text = "service A { p50: 10ms, p95: 30ms }\nservice B { p99: 3ms }\nservice C"
    let all = Latencies(text)
    #expect(all.seconds("A", .p95) == 0.03)
    #expect((all.seconds("A", .p99) ?? 0) > 0.03)
    #expect(all.seconds("B", .p99) == 0.003)
    #expect(all.missing("B", .p50) == ["B.p50"])
    #expect(all.missing("C", .p99) == ["C.p50", "C.p99"])
  }

  // MARK: Waiting

  private static let queued = """
    client Web { -> Api }
    service Api { p50: 10ms, p99: 20ms, concurrency: 2, capacity: 200/s, replicas: 1 }
    flow F { Web -> Api }
    """

  private func conditions(today: Double, then: Double) -> PathConditions {
    let change = QueueChange(
      today: QueueState(rate: today * 200, utilization: today, replicas: 1),
      then: QueueState(rate: then * 200, utilization: then, replicas: 1))
    return PathConditions(queue: { _ in .known(change) })
  }

  @Test func waitingIsAddedAgainstToday() throws {
    let all = Latencies(Self.queued)
    let today = try #require(all.seconds("F", .p99))
    #expect(isClose(all.seconds("F", .p99, conditions(today: 0.3, then: 0.3)), today))
    let peak = try #require(all.seconds("F", .p99, conditions(today: 0.3, then: 0.9)))
    #expect(peak > today * 1.5)
    #expect(all.seconds("F", .p99, conditions(today: 0.9, then: 0.3)) == today)
    // M/M/2 at 0.9 with 100/s each: C = 1.8²/3.8, W = C/(200 - 180).
    #expect(isClose(all.seconds("Api", .wait, conditions(today: 0.3, then: 0.9)), 1.8 * 1.8 / 3.8 / 20))
    #expect(all.missing("F", .p99, conditions(today: 0.3, then: 1.15)).first?.contains("Api is at 115%") == true)
  }

  @Test func anUnknownQueueLeavesTheFigureUnknown() {
    let missing = PathConditions(queue: { .unknown(Missing(.element($0), .capacity)) })
    #expect(Latencies(Self.queued).missing("F", .p99, missing) == ["Api.capacity"])
  }

  // MARK: Failures

  @Test func whatServesInstead() {
    let text = """
      client Web { -> Api }
      service Api { p50: 1ms, -> Prices { fallback: Old }, -> Stock, -> Near, -> Far { on-miss: Near } }
      service Prices { p50: 10ms }
      service Old { p50: 3ms }
      service Stock { p50: 7ms }
      cache Near { p50: 2ms, hit-rate: 90% }
      database Far { p50: 20ms }
      flow Price { Web -> Api -> Prices }
      flow Take { Web -> Api -> Stock }
      flow Look { Web -> Api -> Near }
      """
    let all = Latencies(text)
    func failing(_ path: String) -> PathConditions {
      var failed = [Bool](repeating: false, count: all.program.model.elements.count)
      failed[Int(all.program.element(path).index)] = true
      return PathConditions(failed: failed)
    }
    #expect(isClose(all.seconds("Price", .p99, failing("Prices")), 0.004))
    #expect(all.missing("Take", .p99, failing("Stock")) == ["Stock, which the flow needs, is out of order"])
    #expect(isClose(all.seconds("Look", .p50, failing("Near")), 0.021))
    #expect(isClose(all.seconds("Look", .p50), 0.003))
  }

  // MARK: The worst case

  @Test func theWorstCaseIsAttemptsTimesTimeout() {
    func worst(_ relation: String) -> Latencies {
      Latencies(
        """
        client Web { -> Api }
        service Api { p50: 1ms, -> Db { \(relation) } }
        database Db { p50: 10ms }
        flow F { Web -> Api -> Db }
        """)
    }
    #expect(isClose(worst("timeout: 1s").seconds("F", .worstLatency), 1.001))
    #expect(isClose(worst("timeout: 1s, retry: 2").seconds("F", .worstLatency), 3.001))
    // Pauses of 100, 200 and 400 ms.
    let exponential = worst("timeout: 1s, retry: 3 exponential 100ms")
    #expect(isClose(exponential.seconds("F", .worstLatency), 4.701))
    #expect(isClose(worst("timeout: 1s, retry: 3 linear 100ms").seconds("F", .worstLatency), 4.601))
    #expect(isClose(worst("timeout: 1s, retry: 3 fixed 100ms").seconds("F", .worstLatency), 4.301))
    #expect(worst("").missing("F", .worstLatency) == ["Api->Db.timeout"])
    #expect(worst("timeout: 1s, retry: unbounded").missing("F", .worstLatency).first?.contains("without end") == true)
    #expect(worst("timeout: 1s, retry: 5000 exponential 100ms").seconds("F", .worstLatency) == nil)
  }

  @Test func budgetsCompareACallerWithItsCallee() throws {
    let all = Latencies(
      """
      client Web { -> Api }
      service Api { p50: 1ms, -> Orders { timeout: 1s } }
      service Orders { p50: 1ms, -> Db { timeout: 600ms, retry: 1 } }
      database Db { p50: 1ms }
      flow F { Web -> Api -> Orders -> Db }
      """)
    let budgets = TimeoutBudget.all(all.program.inputs)
    #expect(budgets.count == 1)
    let budget = try #require(budgets.first)
    #expect(budget.isInverted && budget.timeout == 1 && isClose(budget.downstream, 1.2))
    let path = all.analysis.budgets(of: all.program.element("F"))
    #expect(path.count == 3)
    #expect(path[1].timeout == 1 && isClose(path[1].downstream.value, 1.2))
  }

  // MARK: Size

  @Test func aThousandHopsAreAFlow() throws {
    var text = "client Web { -> S0 }\n"
    for index in 0..<1000 {
      let next = index < 999 ? ", -> S\(index + 1) { timeout: 1h }" : ""
      text += "service S\(index) { p50: 1ms, p99: 5ms\(next) }\n"
    }
    text += "flow F { Web -> " + (0..<1000).map { "S\($0)" }.joined(separator: " -> ") + " }"
    let all = Latencies(text)
    let curve = try #require(
      LogNormal([LatencyPercentile(share: 0.5, seconds: 1e-3), LatencyPercentile(share: 0.99, seconds: 5e-3)]))
    let deviation = (Distribution(curve).variance * 1000).squareRoot()
    let p99 = try #require(all.seconds("F", .p99))
    #expect(abs(p99 / (curve.mean * 1000 + 2.3263478740408408 * deviation) - 1) < 0.01)
  }

  @Test func extremeFlowsHaveAnAnswer() {
    let parts = """
      client Web { -> A }
      service A { p50: 0s, -> B { timeout: 0s }, -> C { calls: 1000000 }, -> D, -> E, -> F { on-miss: E } }
      service B { p50: 5ms, p99: 50ms }
      service C { p50: 1ms, p99: 9ms }
      service D { p50: 30000y, p99: 300000y }
      cache E { p50: 1ns, hit-rate: 0% }
      database F { p50: 0ms, p99: 0ms }

      """
    let flows = [
      "Web -> A", "Web -> A -> B", "Web -> A -> C", "Web -> A -> D", "Web -> A -> E", "Web -> A -> [B, C, D, E]",
      "Web -> A, loop 1000000 { A -> C }", "Web -> A, loop 0 { A -> C }", "Web -> A, loop 1000000 { A -> D }",
      "Web -> A, loop 1000 { loop 1000 { loop 1000 { A -> B } } }", "loop 2 {}", "parallel { Web -> A }",
      "alternative { share: 0%, Web -> A }", "Web -> A, alternative { A -> B }", "optional { optional { Web -> A } }",
    ]
    for steps in flows {
      let all = Latencies(parts + "flow Z { \(steps) }")
      for name in LatencyAnalysis.ofFlows {
        let figure = all.figure("Z", name)
        if let value = figure.value.value {
          #expect(value.isFinite && value >= 0, "\(steps) \(name)")
        } else {
          #expect(!figure.value.missing.inputs.isEmpty || !figure.value.missing.reason.isEmpty, "\(steps) \(name)")
        }
        let why = all.explanation("Z", name)
        for line in why.remarks + why.notCounted {
          #expect(!line.contains("nan") && !line.contains("inf"), "\(line)")
        }
      }
    }
  }

  @Test func alternativesNeedTheirShares() {
    let steps = "Web -> Api, alternative { Api -> Orders }, alternative { share: 30%, Api -> Catalog }"
    let figure = flow(steps).figure("F", .p99)
    #expect(figure.value.missing.inputs.map(\.property) == [.share])
    let over = "Web -> Api, alternative { share: 80%, Api -> Orders }, alternative { share: 30%, Api -> Catalog }"
    #expect(flow(over).figure("F", .p99).value.missing.reason.contains("more than all requests"))
  }

  /// Taking a percentile, a hit rate or a share away leaves a figure unknown; it never has another value then.
  @Test func whatIsTakenAwayLeavesUnknown() {
    let whole = """
      client Web { -> Edge }
      cdn Edge { p50: 2ms, hit-rate: 60%, -> Api }
      service Api { p50: 5ms, -> Near, -> Far { on-miss: Near }, -> [A, B] }
      cache Near { p50: 1ms, hit-rate: 90% }
      database Far { p99: 20ms }
      service A { p95: 7ms }
      service B { p50: 9ms }
      flow F {
        Web -> Edge -> Api -> Near
        alternative { share: 30%, Api -> A }
        alternative { share: 70%, Api -> B }
      }
      """
    let value = Latencies(whole).seconds("F", .p99)
    #expect(value != nil)
    for statement in [
      "p50: 2ms, ", "hit-rate: 60%, ", "p50: 5ms, ", "p50: 1ms, ", ", hit-rate: 90%", "p99: 20ms", "p95: 7ms",
      "p50: 9ms", "share: 30%, ", "share: 70%, ",
    ] {
      #expect(whole.contains(statement))
      let rest = whole.replacingOccurrences(of: statement, with: "")
      #expect(Latencies(rest).seconds("F", .p99) == nil, "\(statement)")
    }
  }

  @Test func theFormulaGivesTheFigure() throws {
    let text = try String(contentsOf: Repository.url("samples/ticketing/ticketing.arch"), encoding: .utf8)
    let sample = Latencies(text)
    for name in [FigureName.p50, .p90, .p95, .p99, .p999, .completion] {
      let why = sample.explanation("Checkout", name)
      guard case .quantile(let share, let expression)? = why.formula else {
        Issue.record("\(name) has no quantile")
        continue
      }
      #expect(expression.quantile(share) == why.figure.value.value)
      #expect(why.formula?.latencyValue == why.figure.value.value)
      #expect(why.terms.count >= 6)
    }
    let bound = sample.explanation("Checkout", .p99Bound)
    #expect(bound.formula?.latencyValue == bound.figure.value.value)
  }
}
