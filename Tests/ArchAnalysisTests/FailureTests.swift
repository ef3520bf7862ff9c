import ArchAnalysis
import ArchModel
import TestSupport
import Testing

@Suite struct FailureTests {
  private func failures(_ inputs: Inputs, _ conditions: Conditions) -> FailureAnalysis {
    FailureAnalysis(
      AvailabilityAnalysis(inputs, peak: LoadAnalysis.loads(inputs, .peak)), conditions: conditions)
  }

  private func effect(
    _ text: String, _ subject: String, lost: String, one: Bool = false, _ conditions: Conditions = .peak
  ) -> FailureEffect {
    let program = AnalysisProgram.clean(text)
    return failures(program.inputs, conditions).effect(
      on: program.element(subject),
      of: [FailureCondition(element: program.element(lost), isOneReplica: one)])
  }

  // MARK: Known answers

  /// The example of the report's design: OrdersDB reads 6k/s a replica. Without Shows both flows fail at peak, and only
  /// then; without OrdersDB Browse goes on for 90 %.
  @Test func theTicketingSampleFailsAsItsReportSays() throws {
    let model = try Checked(file: "samples/ticketing/ticketing.arch").model
    func element(_ name: String) throws -> ElementID {
      try #require(model.elements.indices.first { model.name(ElementID($0)) == name }.map { ElementID($0) })
    }
    var inputs = Inputs(model)
    let database = try element("OrdersDB")
    inputs[database, .capacity] = Input(6000)
    let peak = failures(inputs, .peak)
    let mean = failures(inputs, .now)
    let (browse, checkout) = (try element("Browse"), try element("Checkout"))
    let shows = [FailureCondition(element: try element("Shows"), isOneReplica: false)]
    let lost = peak.outcome(of: shows)
    #expect(lost.overloaded.map(\.element) == [database])
    #expect(isClose(lost.overloaded.first?.utilization, 11_000 / 12_000 + 700 / 3000))
    #expect(lost.subjects(.breaks).contains(browse) && lost.subjects(.breaks).contains(checkout))
    #expect(peak.text(lost.effect(on: browse)?.path ?? []) == "Web -> Api -> Catalog -> OrdersDB")
    #expect(mean.effect(on: browse, of: shows).kind == .degrades)
    #expect(mean.effect(on: browse, of: shows).available == .known(1))
    #expect(mean.effect(on: checkout, of: shows).kind == .survives)

    let orders = [FailureCondition(element: database, isOneReplica: false)]
    #expect(peak.effect(on: checkout, of: orders).kind == .breaks)
    #expect(peak.effect(on: browse, of: orders).kind == .degrades)
    #expect(peak.effect(on: browse, of: orders).available == .known(0.9))

    let cards = [FailureCondition(element: try element("Payments"), isOneReplica: false)]
    #expect(peak.effect(on: browse, of: cards).kind == .survives)
    #expect(peak.effect(on: checkout, of: cards).kind == .delayed)
    #expect(peak.available(checkout, when: cards).value == .known(1))
    #expect(mean.contradictions(peak: peak).isEmpty)

    // A gateway that loses one of three replicas at 11.7k/s of 8k/s each goes on; one that loses two does not.
    let api = try element("Api")
    let one = FailureCondition(element: api, isOneReplica: true)
    #expect(peak.effect(on: browse, of: [one]).kind == .survives)
    #expect(peak.effect(on: browse, of: [one, one]).kind == .breaks)
    #expect(mean.effect(on: browse, of: [one, one]).kind == .survives)
  }

  // MARK: Load that moves

  private static let fallback = """
    client Web
    service A { replicas: 2, capacity: 1k/s, availability: 99%, -> Fast { fallback: Slow } }
    service Fast { replicas: 2, capacity: 1k/s, availability: 99% }
    service Slow { replicas: 1, capacity: 150/s, availability: 99%, -> Archive }
    database Archive { replicas: 1, capacity: 500/s, write-capacity: 500/s, availability: 99% }
    Web -> A
    flow F { rate: 100/s peak 200/s, Web -> A }
    """

  @Test func whatServesInsteadHasToCarryTheLoad() {
    #expect(effect(Self.fallback, "F", lost: "Fast", .now).kind == .unknown)
    let known = Self.fallback.replacing("-> Archive", with: "-> Archive { access: read }")
    #expect(effect(known, "F", lost: "Fast", .now).kind == .degrades)
    #expect(effect(known, "F", lost: "Fast", .peak).kind == .breaks)
    #expect(effect(known, "F", lost: "Archive").kind == .degrades)
    #expect(effect(known, "F", lost: "Slow").kind == .degrades)
    #expect(effect(known, "F", lost: "A").kind == .breaks)
    // A cascade: Archive cannot carry it, so Slow does not either.
    let small = known.replacing("capacity: 150/s", with: "capacity: 1k/s").replacing(
      "capacity: 500/s, write", with: "capacity: 50/s, write")
    #expect(effect(small, "F", lost: "Fast").kind == .breaks)
    let open = known.replacing("capacity: 150/s, ", with: "")
    let unknown = effect(open, "F", lost: "Fast")
    #expect(unknown.kind == .unknown)
    #expect(unknown.available.missing.inputs.map(\.property) == [.capacity])
  }

  @Test func oneReplicaLess() {
    let text = """
      client Web
      service A { replicas: 3, capacity: 100/s, availability: 99% }
      service B { replicas: 2, availability: 99% }
      service C { replicas: 3, quorum: 3 of 3, capacity: 1k/s, availability: 99% }
      service D { availability: 99%, capacity: 1k/s }
      Web -> [A, B, C, D]
      flow F { rate: 150/s peak 250/s, Web -> A }
      flow G { rate: 10/s, Web -> B }
      flow H { rate: 10/s, Web -> C }
      flow I { rate: 10/s, Web -> D }
      """
    #expect(effect(text, "F", lost: "A", one: true, .now).kind == .survives)
    #expect(effect(text, "F", lost: "A", one: true, .peak).kind == .breaks)
    #expect(effect(text, "G", lost: "B", one: true).available.missing.inputs.map(\.property) == [.capacity])
    #expect(effect(text, "H", lost: "C", one: true).kind == .breaks)
    #expect(effect(text, "I", lost: "D", one: true).available.missing.inputs.map(\.property) == [.replicas])
    #expect(effect(text, "I", lost: "D").kind == .breaks)
  }

  @Test func aPrimaryThatNobodyReplaces() {
    let text = """
      client Web
      service W { replicas: 1, capacity: 1k/s, availability: 99%, -> Db { access: write } }
      service R { replicas: 1, capacity: 1k/s, availability: 99%, -> Db { access: read } }
      database Db {
        replicas: 2, capacity: 1k/s, write-capacity: 1k/s, availability: 99%, failover: manual, mttr: 1h
      }
      Web -> [W, R]
      flow Write { rate: 10/s, Web -> W -> Db }
      flow Read { rate: 10/s, Web -> R -> Db }
      """
    #expect(effect(text, "Write", lost: "Db", one: true).kind == .breaks)
    #expect(effect(text, "Read", lost: "Db", one: true).available == .known(1))
    let automatic = text.replacing("failover: manual", with: "failover: automatic 30s")
    #expect(effect(automatic, "Write", lost: "Db", one: true).kind == .survives)
  }

  @Test func aZoneTakesWhatIsInItAndTheReplicasThere() {
    let text = """
      client Web
      zone A { service Inside { replicas: 2, capacity: 1k/s, availability: 99% } }
      zone B
      zone C
      service Spread { replicas: 3 across [A, B, C], capacity: 100/s, availability: 99% }
      service Guest { replicas: 1, capacity: 1k/s, availability: 99%, on: Inside }
      Web -> [Inside, Spread, Guest]
      flow In { rate: 10/s, Web -> Inside }
      flow Sp { rate: 150/s peak 250/s, Web -> Spread }
      flow Gu { rate: 10/s, Web -> Guest }
      """
    #expect(effect(text, "In", lost: "A").kind == .breaks)
    #expect(effect(text, "In", lost: "B").kind == .survives)
    #expect(effect(text, "Gu", lost: "A").kind == .breaks)
    #expect(effect(text, "Sp", lost: "A", .now).kind == .survives)
    #expect(effect(text, "Sp", lost: "C", .peak).kind == .breaks)
    let program = AnalysisProgram.clean(text)
    let rows = FailureTable(failures(program.inputs, .peak)).rows
    let zones = ["A", "B", "C"].map(program.element)
    #expect(rows.filter { zones.contains($0.failure.element) }.count == 3)
  }

  @Test func alternativesLoseTheirShareOnly() {
    let text = """
      client Web
      service A { replicas: 1, capacity: 1k/s, availability: 99% }
      service Card { replicas: 1, capacity: 1k/s, availability: 99%, -> Ledger }
      service Bank { replicas: 1, capacity: 1k/s, availability: 99%, -> Ledger }
      service Ledger { replicas: 1, capacity: 1k/s, availability: 99% }
      service Notes { replicas: 1, capacity: 1k/s, availability: 99% }
      Web -> A -> [Card, Bank, Notes]
      flow F {
        rate: 10/s
        Web -> A
        alternative "card" { share: 70%, A -> Card }
        alternative "bank" { share: 20%, A -> Bank }
        optional { A -> Notes }
      }
      """
    #expect(isClose(effect(text, "F", lost: "Card").available.value, 0.3))
    #expect(isClose(effect(text, "F", lost: "Bank").available.value, 0.8))
    #expect(isClose(effect(text, "F", lost: "Ledger").available.value, 0.1))
    #expect(effect(text, "F", lost: "Notes").kind == .degrades)
    #expect(effect(text, "F", lost: "Notes").available == .known(1))
    let open = text.replacing("share: 70%, ", with: "")
    #expect(effect(open, "F", lost: "Card").available.missing.inputs.map(\.property) == [.share])
    #expect(isClose(effect(open, "F", lost: "Bank").available.value, 0.8))
  }

  // MARK: Claims

  @Test func declaredFailuresAreHeldAgainstWhatIsComputed() {
    let text = """
      client Web
      service A { replicas: 1, capacity: 1k/s, availability: 99%, -> Tax, -> Hints { optional } }
      external Tax { availability: 99% }
      service Hints { replicas: 1, capacity: 1k/s, availability: 99% }
      service Other { replicas: 1, capacity: 1k/s, availability: 99% }
      Web -> [A, Other]
      flow Buy { rate: 10/s, Web -> A }
      flow Look { rate: 10/s, Web -> Other }
      failure Wrong { of: Tax, survives: [Buy, Look] }
      failure Wronger { of: Hints, breaks: Buy }
      failure Worst { of: Tax, breaks: Look, degrades: Look }
      failure Right { of: Tax, breaks: Buy, survives: Look }
      failure RightToo { of: Hints, degrades: Buy, survives: [Look, Buy] }
      """
    let program = AnalysisProgram.clean(text)
    let found = failures(program.inputs, .now).contradictions(peak: failures(program.inputs, .peak))
    let lines = found.map {
      "\(program.model.name($0.failure)) \($0.property.rawValue) \(program.model.name($0.subject)): \($0.reason)"
    }
    #expect(
      lines == [
        "Wrong survives Buy: Web -> A -> Tax", "Wronger breaks Buy: Web -> A -> Hints, which Buy can do without",
        "Worst breaks Look: no step of Look needs Tax", "Worst degrades Look: no step of Look needs Tax",
      ])
  }

  // MARK: Recovery

  @Test func dataLossAndRecoveryTime() throws {
    let model = try Checked(file: "samples/ticketing/ticketing.arch").model
    let inputs = Inputs(model)
    let recovery = RecoveryAnalysis(AvailabilityAnalysis(inputs, peak: LoadAnalysis.loads(inputs, .peak)))
    let database = try #require(model.components.first { model.name($0) == "OrdersDB" })
    #expect(recovery.figure(database, .rpo, .now)?.value == .known(0))
    #expect(recovery.figure(database, .rto, .now)?.value == .known(60))
    #expect(recovery.restoredDataLoss(of: database)?.value == .known(300))
    #expect(recovery.restoredDataLoss(of: database)?.bound == .atLeast)

    let program = AnalysisProgram.clean(
      """
      service Host { replicas: 1, mttr: 20min }
      service A { replicas: 1, mttr: 5min, -> Db }
      database Db { replicas: 1, on: Host, restore: 10min, backup: every 1h to Vault }
      database Bare { replicas: 1, backup: none }
      database Pair { replicas: 2, replication: sync }
      database Lone
      cache Hot { replicas: 1 }
      storage Vault
      Db => Vault { lag: 2min }
      """)
    let other = RecoveryAnalysis(
      AvailabilityAnalysis(program.inputs, peak: LoadAnalysis.loads(program.inputs, .peak)))
    func figure(_ name: String, _ figure: FigureName) -> Figure? {
      other.figure(program.element(name), figure, .now)
    }
    #expect(figure("Db", .rpo)?.value == .known(3720))
    #expect(figure("Db", .rpo)?.bound == .exact)
    #expect(figure("Db", .rto)?.value == .known(1800))
    #expect(figure("A", .rto)?.value == .known(2100))
    #expect(figure("A", .rpo) == nil)
    #expect(figure("Bare", .rpo)?.value.value == nil)
    #expect(figure("Pair", .rpo)?.value == .known(0))
    #expect(figure("Hot", .rpo)?.value == .known(0))
    #expect(figure("Lone", .rpo)?.value.missing.inputs.map(\.property) == [.replicas])
    for name in ["Db", "A", "Pair", "Hot"] {
      for kind in [FigureName.rpo, .rto] {
        guard let figure = figure(name, kind), let value = figure.value.value else { continue }
        #expect(isClose(other.explanation(of: figure).formula?.evaluate(), value))
      }
    }
  }
}
