import ArchAnalysis
import ArchModel
import TestSupport
import Testing

/// The figures that the example of the report's design states.
@Suite struct TicketingTests {
  private let month = 730.0 * 3_600

  @Test func utilisationAtPeak() throws {
    let ticketing = try ResourceProgram.ticketing()
    #expect(isClose(ticketing.value("Api", .utilization, .peak), 0.4875))
    #expect(isClose(ticketing.value("Orders", .utilization, .peak), 700 / 3_600))
    #expect(isClose(ticketing.value("OrdersDB", .utilization, .peak), 0.325))
    #expect(isClose(ticketing.value("OrdersDB", .utilization, ticketing.failing("Shows", .peak)), 1.15))
    #expect(isClose(ticketing.value("Catalog", .utilization, .peak), 11 / 24.0))
    #expect(ticketing.value("Static", .utilization, .peak) == nil)
    #expect(ticketing.missing("Events", .utilization, .peak) == [.capacity])
    let state = ticketing.state(.peak)
    let api = ticketing.program.element("Api")
    #expect(isClose(ticketing.analysis.utilizationWithoutReplica(api, state).value, 0.73125))
    #expect(isClose(ticketing.value("Api", .utilization, ticketing.failing("Api", .peak, oneReplica: true)), 0.73125))
  }

  @Test func runwaysAndHorizons() throws {
    let ticketing = try ResourceProgram.ticketing()
    func months(_ name: String, _ conditions: Conditions = .peak) -> Double? {
      ticketing.value(name, .runway, conditions).map { $0 / month }
    }
    #expect(isClose(months("Api"), 12.33, within: 1e-3))
    #expect(isClose(months("Api", ticketing.failing("Api", .peak, oneReplica: true)), 5.37, within: 1e-3))
    #expect(isClose(months("Cashier"), 9.25, within: 1e-3))
    #expect(months("OrdersDB", ticketing.failing("Shows", .peak)) == 0)
    #expect(isClose(ticketing.value("Api", .utilization, Conditions(.halfYear)), 0.692, within: 1e-3))
    #expect(isClose(ticketing.value("Api", .utilization, Conditions(.year)), 0.981, within: 1e-3))
    #expect(isClose(ticketing.value("", .rate, .peak), 11_700))
    #expect(isClose(ticketing.value("", .rate, Conditions(.halfYear)), 16_597, within: 1e-4))
    #expect(isClose(ticketing.value("", .rate, Conditions(.year)), 23_543, within: 1e-4))
    #expect(isClose(ticketing.value("", .users), 2e6))
    #expect(isClose(ticketing.value("", .users, Conditions(.halfYear)), 2.837e6, within: 1e-4))
    #expect(isClose(ticketing.value("", .users, Conditions(.year)), 4.0244e6, within: 1e-4))
  }

  @Test func dataGrowsInTwoCopies() throws {
    let ticketing = try ResourceProgram.ticketing()
    #expect(isClose(ticketing.value("OrdersDB", .size), 800e9))
    let data = ticketing.figure("", .data)
    #expect(data?.bound == .atLeast)
    #expect(isClose(data?.value.value, 800e9))
    #expect(isClose(ticketing.value("", .data, Conditions(.halfYear)), 2.11e12, within: 2e-3))
    #expect(isClose(ticketing.value("", .data, Conditions(.year)), 3.97e12, within: 1e-3))
  }

  @Test func connectionsOfPools() throws {
    let ticketing = try ResourceProgram.ticketing()
    #expect(isClose(ticketing.value("OrdersDB", .connections), 0.88))
  }

  @Test func costsAddUp() throws {
    let ticketing = try ResourceProgram.ticketing()
    let cost = ticketing.figure("", .cost)
    #expect(isClose(cost?.value.value, 5_931))
    #expect(cost?.bound == .atLeast)
    #expect(cost?.currency == .dollar)
    #expect(isClose(ticketing.value("OrdersDB", .cost), 2_200))
    #expect(isClose(ticketing.value("Orders", .cost), 280))
    #expect(isClose(ticketing.value("Orders", .worstCost), 1_400))
    #expect(isClose(ticketing.value("", .cost, Conditions(.year)), 5_931))
    #expect(ticketing.missing("Vault", .cost) == [.size])
    let explanation = ticketing.analysis.explanation(.system, .cost, ticketing.state(.now))
    let top = try #require(explanation?.contributions(limit: 3))
    #expect(top.map(\.name) == ["OrdersDB.cost", "Events.cost", "Static.cost"])
    #expect(explanation?.notCounted == ["Vault: no `size`"])
  }

  @Test func variantsCostWhatTheyChange() throws {
    let dynamo = try ResourceProgram.ticketing(
      variants: [VariantSelection(kinds: [.option], name: "D1.Dynamo")])
    #expect(isClose(dynamo.value("", .cost), 3_831))
    // What was stated for the old technology is an assumption about the new one.
    let database = dynamo.program.element("OrdersDB")
    #expect(dynamo.program.inputs[database, .capacity]?.confidence == .assumed)
    #expect(dynamo.program.inputs.prices(of: database).map(\.input.confidence) == [.stated])
    let first = try ResourceProgram.ticketing(variants: [VariantSelection(kinds: [.phase], name: "P1")])
    #expect(isClose(first.value("", .cost), 4_250))
    #expect(first.figure("", .cost)?.bound == .atLeast)
  }

  @Test func theWholeSampleHasAnExactCost() throws {
    let sample = ResourceProgram(AnalysisProgram.clean(try Repository.text("samples/ticketing/ticketing.arch")))
    let cost = sample.figure("", .cost)
    #expect(isClose(cost?.value.value, 5_931 + 600 * 0.023))
    #expect(cost?.bound == .exact)
  }
}
