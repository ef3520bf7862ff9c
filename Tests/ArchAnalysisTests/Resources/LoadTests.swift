import ArchAnalysis
import ArchModel
import TestSupport
import Testing

@Suite struct LoadTests {
  private func rate(_ program: AnalysisProgram, _ name: String, _ conditions: Conditions = .now) -> Known<Double> {
    LoadAnalysis.loads(program.inputs, conditions).rate(of: program.element(name))
  }

  /// Api, Slow and Back call one another in a circle, but the flow leaves Api over its step only.
  @Test func partsOfACircleThatAFlowNeverComesToStayWithoutARate() {
    let program = AnalysisProgram.clean(
      """
      client Web { -> Api }
      service Api { -> [Slow, Back] }
      service Slow { -> [Back, Store] }
      service Back { -> Api { share: 10% } }
      service Store
      flow F { rate: 90/s, Web -> Api -> Back }
      """)
    #expect(isClose(rate(program, "Api").value, 100))
    #expect(isClose(rate(program, "Back").value, 100))
    #expect(rate(program, "Slow").value == nil)
    #expect(rate(program, "Store").value == nil)
  }

  /// What an outside part sends is no part of what others send to it, whoever it calls in turn.
  @Test func anOutsidePartThatIsCalledHasTheRateOfItsCallers() throws {
    let program = AnalysisProgram.clean(
      """
      client Web { load: 90/s, -> Partner }
      external Partner { load: 100/s, -> Api }
      service Api
      """)
    let figures = Figures(program.inputs)
    func formula(_ name: String) throws -> String {
      let explanation = try #require(figures.explanation(.element(program.element(name)), .rate))
      return FormulaText(program.inputs.model).text(try #require(explanation.formula), .numbers)
    }
    #expect(try formula("Partner") == "90/s")
    #expect(try formula("Api") == "100/s")
    #expect(try formula("Web") == "90/s")
  }

  @Test func theTicketingSampleHasTheRatesOfItsReport() throws {
    let model = try Checked(file: "samples/ticketing/ticketing.arch").model
    let inputs = Inputs(model)
    let loads = LoadAnalysis.loads(inputs, .peak)
    func rate(_ name: String) -> Double? {
      model.components.first { model.name($0) == name }.flatMap { loads.rate(of: $0).value }
    }
    #expect(isClose(rate("Api"), 11_700))
    #expect(isClose(rate("Orders"), 700))
    #expect(isClose(rate("Catalog"), 11_000))
    #expect(isClose(rate("Shows"), 11_000))
    #expect(isClose(rate("OrdersDB"), 1_800))
    #expect(isClose(rate("Events"), 700))
    #expect(isClose(rate("Cashier"), 700))
    #expect(isClose(rate("Payments"), 700))
    #expect(rate("Static") == nil)
    let database = try #require(model.components.first { model.name($0) == "OrdersDB" })
    #expect(isClose(loads.reads[Int(database.index)].value, 1_100))
    #expect(isClose(loads.writes[Int(database.index)].value, 700))

    let shows = try #require(model.components.first { model.name($0) == "Shows" })
    let lost = LoadAnalysis.loads(
      inputs, Conditions(.peak, failures: [FailureCondition(element: shows, isOneReplica: false)]))
    #expect(isClose(lost.reads[Int(database.index)].value, 11_000))
    #expect(lost.rate(of: shows) == .known(0))
    let year = LoadAnalysis.loads(inputs, Conditions(.after(365 * 86_400)))
    let api = try #require(model.components.first { model.name($0) == "Api" })
    #expect(isClose(year.rate(of: api).value, 11_700 * 2.0121964718, within: 1e-6))
  }

  @Test func aStepLeavesOnlyOverTheFlowAndAnEndOverEverything() {
    let program = AnalysisProgram.clean(
      """
      client Web
      gateway Gate
      service A { -> Side { calls: 3 } }
      service B { -> Deep { calls: 4, share: 25% } -> Deeper { share: 50% } }
      service Side
      database Deep
      database Deeper
      Web -> Gate -> [A, B]
      flow F { rate: 100/s peak 200/s, Web -> Gate -> B }
      """)
    #expect(rate(program, "Web") == .known(100))
    #expect(rate(program, "Gate", .peak) == .known(200))
    #expect(rate(program, "B") == .known(100))
    #expect(rate(program, "Deep") == .known(100))
    #expect(rate(program, "Deeper") == .known(50))
    #expect(rate(program, "A").value == nil)
    #expect(rate(program, "Side").value == nil)
  }

  @Test func aFlowThatPassesTwiceCallsTwice() {
    let program = AnalysisProgram.clean(
      """
      client Web
      gateway Gate
      service Find
      service Buy
      database Db
      Web -> Gate -> [Find, Buy]
      Find -> Db
      Buy -> Db { calls: 2 }
      flow Trip { rate: 10/s, Web -> Gate -> Find -> Db, Web -> Gate -> Buy -> Db }
      """)
    #expect(rate(program, "Gate") == .known(20))
    #expect(rate(program, "Find") == .known(10))
    #expect(rate(program, "Buy") == .known(10))
    #expect(rate(program, "Db") == .known(30))
  }

  @Test func blocksMultiplyTheirSteps() {
    let program = AnalysisProgram.clean(
      """
      client App
      service Api
      service Loop
      service Sometimes
      service Maybe
      service Inner
      App -> Api -> [Loop, Sometimes, Maybe]
      Loop -> Inner
      flow F {
        rate: 8/s
        App -> Api
        loop 3 { Api -> Loop, alternative "odd" { share: 50%, Loop -> Inner } }
        alternative "rare" { share: 25%, Api -> Sometimes }
        optional { Api -> Maybe }
      }
      """)
    #expect(rate(program, "Loop") == .known(24))
    #expect(rate(program, "Inner") == .known(12))
    #expect(rate(program, "Sometimes") == .known(2))
    #expect(rate(program, "Maybe") == .known(8))
  }

  @Test func onlyMissesReachTheStoreBehindACache() {
    let program = AnalysisProgram.clean(
      """
      client Web
      cdn Edge { hit-rate: 75% }
      service Site { -> Hot -> Disk { } }
      cache Hot { hit-rate: 60% }
      database Disk
      storage Files
      Site -> Files { on-miss: Hot, calls: 2 }
      Web -> Edge -> Site
      flow Read { rate: 1k/s, Web -> Edge }
      """)
    // The CDN forwards a quarter; the cache misses 40 % of these, to its own store and to the files behind it.
    #expect(isClose(rate(program, "Site").value, 250))
    #expect(isClose(rate(program, "Hot").value, 250))
    #expect(isClose(rate(program, "Disk").value, 100))
    #expect(isClose(rate(program, "Files").value, 200))
  }

  @Test func aCacheWithoutHitRateLeavesItsStoreUnknown() {
    let program = AnalysisProgram.clean(
      """
      client Web
      service Site { -> Hot, -> Files { on-miss: Hot } }
      cache Hot
      storage Files
      Web -> Site
      flow Read { rate: 1k/s, Web -> Site -> Hot }
      """)
    #expect(rate(program, "Hot") == .known(1_000))
    let missing = rate(program, "Files").missing
    #expect(missing.inputs == [MissingInput(.element(program.element("Hot")), .hitRate)])
  }

  @Test func outsideLoadCountsWhereNoFlowCoversIt() {
    let text = """
      client Web { load: 30/s peak 90/s }
      client Desk LOAD
      external Bank
      service Api { -> Bank, -> Store }
      database Store
      Bank -> Store
      Web -> Api
      Desk -> Api { calls: 2 }
      flow F { rate: 7/s, Bank -> Store }
      """
    let known = AnalysisProgram.clean(text.replacing("LOAD", with: "{ load: 5/s }"))
    #expect(rate(known, "Api") == .known(40))
    #expect(rate(known, "Api", .peak) == .known(100))
    #expect(rate(known, "Bank") == .known(40))
    // What the bank receives it does not pass on.
    #expect(rate(known, "Store") == .known(47))
    let unknown = AnalysisProgram.clean(text.replacing("LOAD", with: ""))
    #expect(rate(unknown, "Api").missing.inputs == [MissingInput(.element(unknown.element("Desk")), .load)])
  }

  @Test func consumersTakeWhatIsProduced() {
    let program = AnalysisProgram.clean(
      """
      client Web
      service Api { ~> Log { calls: 2 } }
      stream Log
      worker A
      worker B
      database Db
      Log ~> A
      Log ~> B { share: 10% }
      A -> Db { access: write }
      Web -> Api
      flow F { rate: 50/s, Web -> Api }
      """)
    #expect(rate(program, "Log") == .known(100))
    #expect(rate(program, "A") == .known(100))
    #expect(isClose(rate(program, "B").value, 10))
    #expect(rate(program, "Db") == .known(100))
  }

  @Test func aFlowThatStartsAtAQueueAddsNoMessages() {
    let program = AnalysisProgram.clean(
      """
      client Web
      service Api { ~> Jobs }
      queue Jobs
      queue Alone
      worker Crew
      Jobs ~> Crew
      Alone ~> Crew
      Web -> Api
      flow F { rate: 50/s, Web -> Api }
      flow G { rate: 50/s, Jobs ~> Crew }
      flow H { rate: 3/s, Alone ~> Crew }
      """)
    #expect(rate(program, "Jobs") == .known(50))
    #expect(rate(program, "Alone") == .known(3))
    #expect(rate(program, "Crew") == .known(53))
  }

  @Test func cyclesBelowOneAreSolvedAndOthersHaveNoLoad() {
    let text = """
      client Web
      service A { -> B { calls: CALLS } }
      service B { -> A { share: 50% }, -> Db }
      database Db
      service Other
      Web -> A
      flow F { rate: 10/s, Web -> A }
      """
    let calm = AnalysisProgram.clean(text.replacing("CALLS", with: "1"))
    #expect(isClose(rate(calm, "A").value, 20))
    #expect(isClose(rate(calm, "Db").value, 20))
    let wild = AnalysisProgram.clean(text.replacing("CALLS", with: "2"))
    let loads = LoadAnalysis.loads(wild.inputs, .now)
    #expect(loads.overloadedCycles == [[wild.element("A"), wild.element("B")]])
    for name in ["A", "B", "Db"] {
      #expect(loads.rate(of: wild.element(name)).missing.reason.contains("the cycle A, B"))
    }
  }

  @Test func loadThatComesBackToAPartOfTheFlowFollowsItsSteps() {
    // The end of the flow calls Api again for a tenth of its requests; Api calls only what the flow steps to.
    let program = AnalysisProgram.clean(
      """
      client Web
      service Api { -> Orders, -> Unused }
      service Orders { -> Api { share: 10% } }
      service Unused
      Web -> Api
      flow F { rate: 90/s, Web -> Api -> Orders }
      """)
    #expect(isClose(rate(program, "Api").value, 100))
    #expect(isClose(rate(program, "Orders").value, 100))
    #expect(rate(program, "Unused").value == nil)
  }

  @Test func failuresMoveLoad() {
    let program = AnalysisProgram.clean(
      """
      client Web
      service Api { -> Prices { fallback: Old }, -> Stock }
      service Prices { -> Table }
      service Old { -> Archive }
      service Stock
      database Table
      database Archive
      zone Z { service Inside { -> Stock } }
      Web -> Api -> Inside
      flow F { rate: 10/s, Web -> Api }
      """)
    func failing(_ name: String, _ what: String) -> Double? {
      let failure = FailureCondition(element: program.element(name), isOneReplica: false)
      return rate(program, what, Conditions(.now, failures: [failure])).value
    }
    #expect(rate(program, "Table") == .known(10))
    #expect(rate(program, "Archive").value == nil)
    #expect(failing("Prices", "Prices") == 0)
    #expect(failing("Prices", "Old") == 10)
    #expect(failing("Prices", "Archive") == 10)
    #expect(failing("Prices", "Stock") == 20)
    #expect(failing("Z", "Stock") == 10)
    #expect(failing("Z", "Inside") == 0)
  }

  @Test func replicationCarriesWritesAndDoesNotComeBack() {
    let program = AnalysisProgram.clean(
      """
      client Web
      service Api { -> East { access: write }, -> East "look" { access: read, calls: 5 } }
      database East { => West }
      database West { => East, => Lake }
      storage Lake
      Web -> Api
      flow F { rate: 10/s, Web -> Api }
      """)
    #expect(rate(program, "East") == .known(60))
    #expect(rate(program, "West") == .known(10))
    #expect(rate(program, "Lake") == .known(10))
  }

  @Test func growthAndWhatIfsMultiply() {
    let text = """
      constraints { GROWTH }
      client Web
      service Api
      Web -> Api
      flow F { rate: 10/s, Web -> Api }
      """
    let year = 365 * 86_400.0
    let grown = AnalysisProgram.clean(text.replacing("GROWTH", with: "growth: 50%/y"))
    #expect(isClose(rate(grown, "Api", Conditions(.after(2 * year), loadFactor: 3)).value, 67.5))
    let still = AnalysisProgram.clean(text.replacing("GROWTH", with: "budget: $1/month"))
    #expect(rate(still, "Api", Conditions(.after(year))).missing.inputs.map(\.property) == [.growth])
    let endless = rate(grown, "Api", Conditions(.after(1e300)))
    #expect(endless.value == nil)
  }

  @Test func repetitionsAddExpectedAttempts() {
    let program = AnalysisProgram.clean(
      """
      client Web
      service Api { -> Back { retry: 2, timeout: 1s }, -> Sure }
      service Back
      service Sure
      Web -> Api
      flow F { rate: 100/s, Web -> Api }
      """)
    let loads = LoadAnalysis.loads(program.inputs, .now)
    var availability = [Known<Double>](repeating: .unknown(Missing()), count: program.model.elements.count)
    let back = program.element("Back")
    let none = LoadAnalysis.addingAttempts(to: loads, inputs: program.inputs, availability: availability)
    #expect(none.attempts[Int(back.index)].value == nil)
    #expect(none.attempts[Int(program.element("Sure").index)] == .known(100))
    availability[Int(back.index)] = .known(0.9)
    let some = LoadAnalysis.addingAttempts(to: loads, inputs: program.inputs, availability: availability)
    #expect(isClose(some.attempts[Int(back.index)].value, 111))
    #expect(some.rate(of: back) == .known(100))
  }

  /// The requests of somebody who uses a client are those of the client's flows.
  @Test func whoUsesAClientAsksNoMoreThanTheClient() {
    let text = """
      actor Reader
      client Web
      service Shop
      Reader -> Web -> Shop
      flow F { rate: 7/s, Web -> Shop }
      """
    func rate(_ text: String) -> Double? {
      Figures(AnalysisProgram.clean(text).model).figure(.system, .rate, .now)?.value.value
    }
    #expect(rate(text) == 7)
    #expect(rate(text.replacing("actor Reader", with: "actor Reader { load: 2/s }")) == 9)
    #expect(rate(text + "\nReader -> Shop") == nil)
  }
}
