import ArchAnalysis
import ArchModel
import Testing

@Suite struct CostTests {
  private func shop(_ service: String, _ more: String = "", rate: String = "10/s peak 40/s") -> ResourceProgram {
    ResourceProgram(
      """
      constraints { growth: 100%/y }
      client Web { -> Api }
      service Api { \(service) }
      flow F { rate: \(rate), Web -> Api }
      \(more)
      """)
  }

  @Test func basesCountReplicasAndTotalsOnce() {
    #expect(shop("replicas: 3, cost: $70/month").value("Api", .cost) == 210)
    #expect(shop("replicas: 3, cost: $70/month total").value("Api", .cost) == 70)
    #expect(isClose(shop("replicas: 3, cost: $1/h").value("Api", .cost), 2_190))
    #expect(shop("cost: $70/month").missing("Api", .cost) == [.replicas])
    #expect(shop("replicas: 3").missing("", .cost) == [.cost])
  }

  @Test func scaledPartsCountTheirMeanAndTheirUpperEnd() {
    let scaled = shop("replicas: 1..20, autoscale: cpu 50%, capacity: 10/s, cost: $10/month")
    #expect(scaled.value("Api", .cost) == 20)
    #expect(scaled.value("Api", .cost, .peak) == 20)
    #expect(scaled.value("Api", .cost, Conditions(.year)) == 40)
    #expect(scaled.value("Api", .worstCost) == 200)
    let item = scaled.analysis.costs(scaled.state(.now)).first
    #expect(item?.scaling == 20)
    #expect(item?.fixed == 0)
  }

  @Test func sizeAndCallsHavePrices() {
    let api = shop("replicas: 1, cost: [$5/month, $0.50/1M]")
    #expect(isClose(api.value("Api", .cost), 5 + 10 * 730 * 3_600 * 0.5 / 1e6))
    let storage = shop(
      "replicas: 1, cost: $1/month, -> Files { payload: 2MB }",
      "storage Files { tech: S3, size: 1TB, growth: 1TB/y fixed, cost: [$0.02/GB/month, $0.09/GB] }")
    #expect(isClose(storage.value("Files", .cost), 20 + 10 * 730 * 3_600 * 2e6 * 0.09 / 1e9))
    #expect(isClose(storage.value("Files", .cost, Conditions(.year)), 40 + 20 * 730 * 3_600 * 2e6 * 0.09 / 1e9))
    let disks = shop("", "database Db { replicas: 2, size: 100GB, cost: [$50/month, $0.10/GB/month] }")
    #expect(isClose(disks.value("Db", .cost), 120))
  }

  @Test func copiesForReadingCostAsTheOthersDo() {
    func store(_ more: String) -> ResourceProgram {
      shop("", "database Db { replicas: 2, size: 100GB, cost: [$50/month, $0.10/GB/month], \(more) }")
    }
    #expect(isClose(store("read-replicas: 3").value("Db", .cost), 5 * 50 + 5 * 10))
    #expect(isClose(store("read-replicas: 3").value("Db", .size), 5 * 100e9))
    #expect(isClose(store("read-replicas: 3, copies: 1").value("Db", .cost), 5 * 50 + 10))
    #expect(isClose(store("read-replicas: 0").value("Db", .cost), 120))
    let whole = shop("", "database Db { replicas: 2, read-replicas: 3, cost: $50/month total }")
    #expect(whole.value("Db", .cost) == 50)
    #expect(shop("", "database Db { read-replicas: 3, cost: $50/month }").missing("Db", .cost) == [.replicas])
  }

  @Test func whatNobodySaysHowToGrowCostsAsTodayAtLeast() throws {
    let text = """
      client Web { -> Api { cost: $0.30/1k } }
      service Api { replicas: 1..9, autoscale: cpu 50%, capacity: 10/s, cost: $10/month }
      database Db { replicas: 1, size: 100GB, cost: [$50/month, $0.10/GB/month] }
      flow F { rate: 10/s, Web -> Api }
      """
    let year = Conditions(.year)
    let program = ResourceProgram(text)
    #expect(isClose(program.value("", .cost, year), try #require(program.value("", .cost))))
    #expect(program.figure("", .cost, year)?.bound == .atLeast)
    #expect(program.figure("", .cost)?.bound == .exact)
    let open = program.analysis.costs(program.state(year)).reduce(Missing()) { $0.union($1.open) }
    #expect(Set(open.inputs.map(\.property)) == [.growth])
    let load = ResourceProgram("constraints { growth: 0%/y }\n" + text)
    #expect(load.figure("Api", .cost, year)?.bound == .exact)
    #expect(load.figure("Db", .cost, year)?.bound == .atLeast)
    #expect(isClose(load.value("Db", .cost, year), 60))
    // A load that shrinks costs less.
    let less = ResourceProgram("constraints { growth: -60%/y }\n" + text)
    #expect(less.value("Api", .cost, year) == 10)
  }

  @Test func relationsAndBoundariesCost() {
    let program = shop(
      "replicas: 2, cost: $10/month, -> Pay { cost: $0.30/1k }",
      """
      external Pay
      zone Inner { cost: $100/month, worker W { replicas: 3, cost: $1/month } }
      cluster Nodes { replicas: 4, cost: $25/month }
      """)
    let fees = 10 * 730 * 3_600 * 0.30 / 1_000
    #expect(isClose(program.value("", .cost), 20 + fees + 100 + 3 + 100))
    #expect(program.figure("", .cost)?.bound == .exact)
    #expect(program.value("Inner", .cost) == 103)
    #expect(program.value("Pay", .cost) == nil)
    #expect(isClose(program.value("F", .cost), 20 + fees))
  }

  @Test func whatIsNotPricedMakesItALowerBound() {
    let program = shop("replicas: 2, cost: $10/month", "service Other { replicas: 2 }")
    #expect(program.value("", .cost) == 20)
    #expect(program.figure("", .cost)?.bound == .atLeast)
    #expect(program.analysis.unpriced() == [program.program.element("Other")])
    // What is inside a part that has a price is paid with it.
    let inside = shop("replicas: 2, cost: $10/month, module Cart")
    #expect(inside.figure("", .cost)?.bound == .exact)
  }

  @Test func aFlowPaysItsShare() {
    let program = ResourceProgram(
      """
      client Web { -> Api }
      service Api { replicas: 1, cost: $100/month, -> A, -> B }
      service A { replicas: 1, cost: $10/month }
      service B { replicas: 1, cost: $10/month }
      flow F { rate: 30/s, Web -> Api -> A }
      flow G { rate: 10/s, Web -> Api -> B }
      """)
    #expect(program.value("F", .cost) == 85)
    #expect(program.value("G", .cost) == 35)
  }

  @Test func phasesCostOnce() {
    let program = shop(
      "replicas: 1, cost: $1/month", "migration M { phase P { duration: 2w, cost: $20k, changes: Api } }")
    #expect(program.analysis.oneOffCosts().map(\.quantity.value) == [20_000])
  }
}
