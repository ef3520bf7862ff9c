import ArchAnalysis
import ArchModel
import Testing

@Suite struct CapacityTests {
  private func shop(_ service: String, rate: String = "1k/s", more: String = "") -> ResourceProgram {
    ResourceProgram(
      """
      constraints { growth: 10%/month }
      client Web { -> Api }
      service Api { \(service) }
      flow F { rate: \(rate), Web -> Api }
      \(more)
      """)
  }

  @Test func replicasFollowTheLoad() {
    let scaled = shop("replicas: 2..6, autoscale: cpu 50%, capacity: 400/s")
    #expect(scaled.value("Api", .replicasNeeded) == 5)
    #expect(isClose(scaled.value("Api", .utilization), 0.5))
    let idle = shop("replicas: 4..6, autoscale: cpu 50%, capacity: 4k/s")
    #expect(isClose(idle.value("Api", .utilization), 1 / 16.0))
    #expect(idle.value("Api", .replicasNeeded) == 1)
    let full = shop("replicas: 2..4, autoscale: cpu 50%, capacity: 400/s")
    #expect(full.analysis.isSaturated(full.program.element("Api"), full.state(.now)))
    #expect(isClose(full.value("Api", .utilization), 0.625))
    // Keeping up is all that a depth of a queue asks for; requests a second are per replica.
    #expect(
      isClose(shop("replicas: 1..9, autoscale: queue-depth 100, capacity: 400/s").value("Api", .utilization), 1 / 1.2))
    #expect(
      isClose(shop("replicas: 1..9, autoscale: requests 250/s, capacity: 400/s").value("Api", .utilization), 0.625))
    #expect(shop("replicas: 2..6, capacity: 400/s").missing("Api", .utilization) == [.autoscale])
    #expect(shop("capacity: 400/s").missing("Api", .utilization) == [.replicas])
    #expect(shop("replicas: 2").missing("Api", .utilization) == [.capacity])
  }

  @Test func capacityOfTheWholeAndByLittlesLaw() {
    #expect(isClose(shop("replicas: 3, capacity: 4k/s total").value("Api", .utilization), 0.25))
    // 20 requests at once, each 10 ms: 2,000 a second in each of two replicas.
    let little = shop("replicas: 2, concurrency: 20, p50: 10ms")
    #expect(isClose(little.value("Api", .utilization), 0.25))
    #expect(shop("replicas: 2, concurrency: 20").missing("Api", .utilization).contains(.p50))
  }

  @Test func runwayEndsWhereAllIsUsed() {
    let api = shop("replicas: 2, capacity: 1k/s")
    #expect(isClose(api.value("Api", .runway, .peak), 7.2725408973 * 730 * 3_600))
    // Replicas that scale run out at their upper end.
    let scaled = shop("replicas: 1..4, autoscale: cpu 50%, capacity: 1k/s")
    #expect(isClose(scaled.value("Api", .runway, .peak), 14.545081795 * 730 * 3_600))
    #expect(shop("replicas: 2, capacity: 400/s").value("Api", .runway, .peak) == 0)
  }

  @Test func writesGoToThePrimary() {
    func database(_ properties: String) -> ResourceProgram {
      ResourceProgram(
        """
        client Web { -> Api }
        service Api { -> Db { access: read, calls: 9 }, -> Db "save" { access: write } }
        database Db { \(properties) }
        flow F { rate: 100/s, Web -> Api }
        """)
    }
    #expect(
      isClose(database("replicas: 3, capacity: 1k/s, write-capacity: 500/s").value("Db", .utilization), 0.5))
    #expect(
      isClose(
        database("replicas: 3, read-replicas: 6, shards: 2, capacity: 1k/s, write-capacity: 500/s")
          .value("Db", .utilization), 0.2))
    #expect(isClose(database("replicas: 1, capacity: 2k/s").value("Db", .utilization), 0.5))
    #expect(database("replicas: 3, capacity: 1k/s").missing("Db", .utilization) == [.writeCapacity])
    #expect(
      database("replicas: 3, capacity: 1k/s, write-capacity: 200/s").value("Db", .replicasNeeded) == 2)
    #expect(database("replicas: 3, capacity: 1k/s, write-capacity: 100/s").value("Db", .replicasNeeded) == nil)
  }

  @Test func whatLivesOnAHostAddsUpThere() {
    let host = ResourceProgram(
      """
      client Web { -> Api }
      service Api { ~> A, ~> B }
      queue A { on: Broker }
      queue B { on: Broker }
      queue Unused { on: Broker }
      stream Broker { replicas: 2, capacity: 1k/s }
      flow F { rate: 300/s, Web -> Api }
      """)
    #expect(isClose(host.value("Broker", .utilization), 0.3))
  }

  @Test func lossOfAZone() {
    let api = shop(
      "replicas: 5 across [A, B], capacity: 400/s", more: "zone A { service X }\nzone B { service Y }")
    let element = api.program.element("Api")
    #expect(isClose(api.value("Api", .utilization), 0.5))
    #expect(isClose(api.analysis.utilizationWithoutZone(element, api.state(.now)).value, 1.25))
    #expect(shop("replicas: 5, capacity: 400/s").analysis.utilizationWithoutZone(element, api.state(.now)).value == nil)
  }

  @Test func degenerateFiguresAreUnknownOrZero() {
    #expect(shop("replicas: 0, capacity: 1k/s").value("Api", .utilization) == nil)
    #expect(shop("replicas: 1, capacity: 0/s").value("Api", .utilization) == nil)
    #expect(shop("replicas: 1, capacity: 1k/s", rate: "0/s").value("Api", .utilization) == 0)
    #expect(shop("replicas: 1, capacity: 1k/s", rate: "0/s").value("Api", .runway, .peak) == nil)
    let huge = shop("replicas: 1, capacity: 1/y", rate: "1000000000000/s")
    #expect(huge.value("Api", .utilization)?.isFinite == true)
    #expect(huge.value("Api", .utilization, Conditions(.after(1e12))) == nil)
    #expect(shop("replicas: 1..3, autoscale: cpu 0%, capacity: 1k/s").value("Api", .utilization) == nil)
  }

  @Test func queuesFillAndDrain() {
    let queue = ResourceProgram(
      """
      client Web { -> Api }
      service Api { ~> Jobs, ~> Log }
      queue Jobs { max-depth: 90k }
      stream Log { partitions: 2 }
      worker Slow { replicas: 2, capacity: 35/s, mttr: 10min }
      worker Quick { replicas: 8, capacity: 100/s, mttr: 10min }
      Jobs ~> Slow
      Log ~> Quick
      flow F { rate: 100/s peak 900/s, Web -> Api ~> Jobs, Api ~> Log }
      """)
    #expect(isClose(queue.value("Jobs", .backlog), 30))
    #expect(isClose(queue.value("Jobs", .backlog, .peak), 30))
    #expect(isClose(queue.value("Jobs", .timeToFull), 3_000))
    #expect(queue.value("Jobs", .drain) == nil)
    #expect(queue.value("Log", .backlog) == 0)
    #expect(queue.value("Log", .timeToFull) == nil)
    // 60,000 messages wait; two of eight replicas can read, 200 a second, while 100 arrive.
    #expect(isClose(queue.value("Log", .drain), 600))
    #expect(isClose(queue.value("Quick", .drain), 600))
    #expect(queue.value("F", .drain) == nil)
    #expect(isClose(queue.value("Jobs", .backlog, queue.failing("Slow")), 100))
  }

  @Test func sizesGrowAndAreCapped() {
    func size(_ properties: String, _ moment: Horizon, growth: String = "constraints { growth: 0%/y }") -> Double? {
      ResourceProgram("\(growth)\ndatabase Db { \(properties) }").value("Db", .size, Conditions(moment))
    }
    #expect(size("size: 10GB, replicas: 2", .now) == 20e9)
    #expect(size("size: 10GB, replicas: 2, copies: 5", .now) == 50e9)
    #expect(size("size: 10GB", .now) == nil)
    #expect(size("size: 10GB, tech: DynamoDB", .now) == 10e9)
    #expect(isClose(size("size: 10GB, copies: 1, growth: 1GB/d", .year), 375e9))
    #expect(size("size: 10GB, copies: 1", .year) == nil)
    #expect(size("size: 10GB, copies: 1, growth: 1GB/d", .year, growth: "") == nil)
    #expect(isClose(size("size: 10GB, copies: 1, growth: 1GB/d fixed", .year, growth: ""), 375e9))
    #expect(isClose(size("size: 10GB, copies: 1, growth: 50%/y", .year, growth: ""), 15e9))
    #expect(isClose(size("size: 10GB, copies: 2, growth: 1GB/d fixed, retention: 30d", .year, growth: ""), 60e9))
    #expect(isClose(size("size: 10GB, copies: 2, growth: 1GB/d fixed, retention: 100GB", .year, growth: ""), 200e9))
    // The integral of growth that itself doubles in a year: (2 - 1) / ln 2 years of today's.
    #expect(
      isClose(
        size("size: 0GB, copies: 1, growth: 1GB/d", .year, growth: "constraints { growth: 100%/y }"),
        365e9 / 0.693147180559945))
  }

  @Test(arguments: [
    // What came in since is too old at the end; what is there today is not, and may be more than what came in.
    ("retention: 30d", 30e9), ("retention: 2y", 1_000e9), ("retention: 500d", 1_000e9), ("retention: 4y", 1_365e9),
  ])
  func whatIsKeptLongerThanTheHorizonDoesNotShrink(_ retention: String, _ expected: Double) throws {
    let program = ResourceProgram("database Db { size: 1TB, copies: 1, growth: 1GB/d fixed, \(retention) }")
    let year = Conditions(.year)
    let explanation = try #require(
      program.analysis.explanation(.element(program.program.element("Db")), .size, program.state(year)))
    #expect(isClose(program.value("Db", .size, year), expected))
    #expect(isClose(explanation.formula?.evaluate(), expected))
  }

  @Test func threeLayersOfThreeRetriesAre64Attempts() {
    let layers = ResourceProgram(
      """
      client Web { -> A }
      service A { -> B { retry: 3, timeout: 1s } }
      service B { -> C { retry: 3, timeout: 1s } }
      service C { -> D { retry: 3, timeout: 1s } }
      database D
      flow F { rate: 1/s, Web -> A -> B -> C -> D }
      """)
    #expect(layers.value("F", .worstAttempts) == 64)
    #expect(layers.value("D", .worstAttempts) == 64)
    #expect(layers.value("C", .worstAttempts) == 16)
    let paths = layers.analysis.amplifiedPaths(above: 10)
    #expect(paths.map(\.attempts) == [64])
    #expect(paths.first?.relations.count == 3)
    // Sums over paths, however many there are: 2^40 of them.
    var text = "client Web { -> S0a }\nservice S0a { -> S1a, -> S1b }\n"
    for layer in 1..<40 {
      for side in ["a", "b"] { text += "service S\(layer)\(side) { -> S\(layer + 1)a, -> S\(layer + 1)b }\n" }
    }
    text += "service S40a\nservice S40b\nflow F { rate: 1/s, Web -> S0a }"
    #expect(ResourceProgram(text).value("F", .worstAttempts) == 549_755_813_888)
  }

  @Test func attemptsWithoutBoundOrInACircleAreUnknown() {
    let endless = ResourceProgram(
      """
      client Web { -> A }
      service A { -> B { retry: unbounded, timeout: 1s } }
      service B
      flow F { rate: 1/s, Web -> A -> B }
      """)
    #expect(endless.figure("F", .worstAttempts)?.value.missing.reason.contains("without bound") == true)
    let circle = ResourceProgram(
      """
      client Web { -> A }
      service A { -> B }
      service B { -> A { share: 1% } }
      flow F { rate: 1/s, Web -> A -> B }
      """)
    #expect(circle.figure("F", .worstAttempts)?.value.missing.reason.contains("circle") == true)
  }
}
