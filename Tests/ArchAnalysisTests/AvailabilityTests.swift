import ArchAnalysis
import ArchModel
import TestSupport
import Testing

@Suite struct AvailabilityTests {
  private func analysis(_ inputs: Inputs) -> AvailabilityAnalysis {
    AvailabilityAnalysis(inputs, peak: LoadAnalysis.loads(inputs, .peak))
  }

  private func availability(_ text: String, _ name: String) -> AvailabilityResult {
    let program = AnalysisProgram.clean(text)
    return analysis(program.inputs).availability(of: program.element(name))
  }

  private func cuts(_ text: String, _ name: String) -> [String] {
    let program = AnalysisProgram.clean(text)
    return analysis(program.inputs).cutSets(of: program.element(name)).sets.map { set in
      set.map { program.model.name($0.element) + ($0.isPrimary ? "'s primary" : "") }.joined(separator: "+")
    }
  }

  // MARK: Known answers

  @Test func theTicketingSampleHasTheFiguresOfItsReport() throws {
    let model = try Checked(file: "samples/ticketing/ticketing.arch").model
    let analysis = analysis(Inputs(model))
    func unavailability(_ name: String) -> Double? {
      model.elements.indices.first { model.name(ElementID($0)) == name }
        .flatMap { analysis.availability(of: ElementID($0)).value.value }.map { 1 - $0 }
    }
    func rounded(_ value: Double?) -> Double? { value.map { ($0 * 1e6).rounded() / 1e4 } }
    #expect(rounded(unavailability("Api")) == 0.0053)
    #expect(rounded(unavailability("Orders")) == 0.025)
    #expect(rounded(unavailability("OrdersDB")) == 0.0084)
    #expect(rounded(unavailability("Checkout")) == 0.0387)
    let checkout = try #require(model.flows.first { model.name($0.element) == "Checkout" })
    let downtime = analysis.availability(of: checkout.element).downtime.value ?? 0
    #expect((downtime / 60 * 10).rounded() / 10 == 16.9)
    #expect(analysis.availability(of: checkout.element).bound == .exact)
  }

  /// The report says that Checkout fails its 99.9 % from a share of common causes of 13.8 %.
  @Test func theTicketingSampleFailsFromTheStatedShareOfCommonCauses() throws {
    let model = try Checked(file: "samples/ticketing/ticketing.arch").model
    let checkout = try #require(model.flows.first { model.name($0.element) == "Checkout" }).element
    func value(_ share: Double) -> Double {
      var inputs = Inputs(model)
      for element in model.components where inputs[element, .commonCause] != nil {
        inputs[element, .commonCause] = Input(share)
      }
      return analysis(inputs).availability(of: checkout).value.value ?? 0
    }
    #expect(value(0.1375) >= 0.999)
    #expect(value(0.1385) < 0.999)
  }

  /// Azure's guide to service level agreements: two deployments behind a Traffic Manager.
  @Test func redundancyAsInTheGuideOfAzure() {
    let result = availability(
      """
      client Web
      dns Manager { availability: 99.98% total sla }
      service Region { replicas: 2, availability: 99.546% }
      Web -> Manager -> Region
      flow F { Web -> Manager -> Region }
      """, "F")
    #expect(isClose(result.value.value, 0.9998 * (1 - (1 - 0.99546) * (1 - 0.99546)), within: 1e-12))
    #expect(result.bound == .atBest)
    #expect(result.missingForExact.inputs.map(\.property).contains(.commonCause))
  }

  @Test func severalReplicasAreACountOfBinomials() {
    #expect(
      isClose(
        RedundantReplicas.availability(needed: 2, of: 3, each: 0.9, commonCause: 0), 0.9 * 0.9 * (3 - 2 * 0.9),
        within: 1e-14))
    #expect(RedundantReplicas.availability(needed: 1, of: 1, each: 0.995, commonCause: 0.3) == 0.995)
    #expect(RedundantReplicas.availability(needed: 4, of: 3, each: 0.9, commonCause: 0) == 0)
    #expect(RedundantReplicas.availability(needed: 0, of: 3, each: 0.9, commonCause: 0) == 1)
    // All outages strike at once: redundancy is worth nothing.
    #expect(
      isClose(RedundantReplicas.availability(needed: 1, of: 5, each: 0.97, commonCause: 1), 0.97, within: 1e-14))
    for count in [1e3, 1e6, 1e12] {
      let value = RedundantReplicas.availability(needed: count / 2, of: count, each: 0.9, commonCause: 0.1)
      #expect(value > 0.98 && value <= 1)
    }
  }

  // MARK: What counts

  @Test func aGatewayThatRoutesToTenDoesNotMakeAFlowNeedTen() {
    let text = """
      client Web
      gateway Gate { replicas: 1, availability: 99% }
      service A { replicas: 1, availability: 98% }
      service B { replicas: 1, availability: 97% }
      service Auth { replicas: 1, availability: 96% }
      database Db { replicas: 1, availability: 95% }
      Web -> Gate -> [A, B]
      A -> Auth
      A -> Db
      flow F { Web -> Gate -> A }
      flow G { Web -> Gate -> A -> Db }
      """
    #expect(isClose(availability(text, "F").value.value, 0.99 * 0.98 * 0.96 * 0.95, within: 1e-12))
    #expect(isClose(availability(text, "G").value.value, 0.99 * 0.98 * 0.95, within: 1e-12))
    #expect(cuts(text, "G") == ["Gate", "A", "Db"])
  }

  @Test func optionalFallbackAndMessages() {
    let text = """
      client Web
      service A { replicas: 1, availability: 99% }
      service Rates { replicas: 1, availability: 90% }
      service Old { replicas: 1, availability: 80% }
      service Hints { replicas: 1, availability: 50% }
      queue Q { replicas: 1, availability: 99.9% }
      queue Kept { replicas: 1, availability: 10% }
      worker W { replicas: 1, availability: 20% }
      Web -> A
      A -> Rates { fallback: Old }
      A -> Hints { optional }
      A ~> Q
      A ~> Kept { via: outbox }
      Q ~> W
      flow F { Web -> A }
      flow Stepped { Web -> A -> Hints }
      flow Later { Web -> A ~> Q ~> W }
      """
    #expect(isClose(availability(text, "F").value.value, 0.99 * (1 - 0.1 * 0.2) * 0.999, within: 1e-12))
    #expect(isClose(availability(text, "Stepped").value.value, 0.99 * 0.5, within: 1e-12))
    #expect(isClose(availability(text, "Later").value.value, 0.99 * (1 - 0.1 * 0.2) * 0.999, within: 1e-12))
    #expect(cuts(text, "F") == ["A", "Q", "Rates+Old"])
  }

  @Test func theStoreBehindACacheIsNeededAndTheCacheIsNot() {
    let text = """
      client Web
      service A { replicas: 1, availability: 99%, -> Hot, -> Db { on-miss: Hot } }
      cache Hot { replicas: 1, availability: 50%, hit-rate: 90% }
      database Db { replicas: 1, availability: 98% }
      Web -> A
      flow F { Web -> A -> Hot }
      flow Ends { Web -> A }
      """
    #expect(isClose(availability(text, "F").value.value, 0.99 * 0.98, within: 1e-12))
    #expect(isClose(availability(text, "Ends").value.value, 0.99 * 0.98, within: 1e-12))
  }

  @Test func hostsAndBoundariesFailTogether() {
    let text = """
      client Web
      cluster Host { replicas: 2, availability: 99% }
      zone Z {
        availability: 99.5%
        service A { replicas: 1, availability: 99%, on: Host }
        service B { replicas: 1, availability: 98%, on: Host }
      }
      Web -> A -> B
      flow F { Web -> A -> B }
      """
    #expect(isClose(availability(text, "F").value.value, 0.99 * 0.995 * 0.99 * 0.98, within: 1e-12))
    #expect(cuts(text, "F").sorted() == ["A", "B", "Host", "Z"])
  }

  @Test func replicasThatAreSpreadSurviveTheLossOfAZone() {
    let text = """
      client Web
      zone A { availability: 99% }
      zone B { availability: 98% }
      zone C { availability: 97% }
      service S { replicas: 3 across [A, B, C], quorum: 2 of 3, availability: 90%, common-cause: 0% }
      Web -> S
      flow F { Web -> S }
      """
    var sum = 0.0
    for state in 0..<64 {
      let up = (0..<6).map { state & (1 << $0) != 0 }
      let chances = [0.99, 0.98, 0.97, 0.9, 0.9, 0.9]
      let chance = (0..<6).reduce(1.0) { $0 * (up[$1] ? chances[$1] : 1 - chances[$1]) }
      if (0..<3).count(where: { up[$0] && up[$0 + 3] }) >= 2 { sum += chance }
    }
    #expect(isClose(availability(text, "F").value.value, sum, within: 1e-12))
    #expect(cuts(text, "F").sorted() == ["A+B", "A+C", "B+C", "S"])
  }

  @Test func aPrimaryThatNobodyReplacesStopsWrites() {
    let text = """
      client Web
      service A { replicas: 1, availability: 100%, -> Db { access: write } }
      service R { replicas: 1, availability: 100%, -> Db { access: read } }
      database Db { replicas: 2, availability: 99%, common-cause: 0%, failover: manual, mttr: 1h }
      Web -> [A, R]
      flow Write { Web -> A -> Db }
      flow Read { Web -> R -> Db }
      """
    #expect(isClose(availability(text, "Write").value.value, 0.99, within: 1e-12))
    #expect(isClose(availability(text, "Read").value.value, 0.9999, within: 1e-12))
    #expect(cuts(text, "Write").contains("Db's primary"))
    #expect(!cuts(text, "Read").contains("Db's primary"))
  }

  @Test func aListWithAQuorum() {
    let text = """
      client Web
      service A { replicas: 1, availability: 100%, -> [X, Y, Z] { quorum: 2 of 3 } }
      database X { replicas: 1, availability: 90% }
      database Y { replicas: 1, availability: 90% }
      database Z { replicas: 1, availability: 90% }
      Web -> A
      flow F { Web -> A -> [X, Y, Z] }
      flow Ends { Web -> A }
      """
    #expect(isClose(availability(text, "F").value.value, 0.972, within: 1e-12))
    #expect(isClose(availability(text, "Ends").value.value, 0.972, within: 1e-12))
    #expect(cuts(text, "F") == ["A", "X+Y", "X+Z", "Y+Z"])
  }

  // MARK: Unknown, and the edges

  @Test func whatIsMissingIsNamed() {
    let parts = "client Web\nservice A { replicas: 2, availability: 99%, common-cause: 5% }\n"
    let flow = "Web -> A\nflow F { rate: 10/s, Web -> A }\n"
    #expect(availability(parts + flow, "F").bound == .atBest)
    #expect(availability(parts.replacing("2,", with: "2, capacity: 5/s,") + flow, "F").bound == .exact)
    let noReplicas = availability(parts.replacing("replicas: 2, ", with: "") + flow, "F")
    #expect(noReplicas.value.missing.inputs.map(\.property) == [.replicas])
    let nothing = availability(parts.replacing("availability: 99%, ", with: "") + flow, "F")
    #expect(nothing.value.missing.inputs.map(\.property) == [.availability])
  }

  @Test func edgesAreUnknownAndNeverNonsense() {
    let flow = "client Web\nWeb -> A\nflow F { rate: 10/s peak 20/s, Web -> A }\n"
    for part in [
      "service A { replicas: 0, availability: 99% }", "service A { replicas: 2, quorum: 3 of 2, availability: 99% }",
      "service A { replicas: 2, capacity: 1/s, availability: 99% }",
      "service A { replicas: 2, capacity: 0/s, availability: 99%, common-cause: 5%, failover: automatic }",
      "service A { replicas: 2, availability: 99%, failover: automatic 60s }",
    ] {
      let result = availability(part + "\n" + flow, "F")
      if part.contains("capacity: 0/s") || part.contains("60s") || part.contains("capacity: 1/s")
        || part.contains("quorum") || part.contains("replicas: 0")
      {
        #expect(result.value.value == nil, "\(part)")
        #expect(result.value.missing != Missing(), "\(part)")
      }
    }
    for (share, expected) in [("0%", 0.0), ("100%", 1.0)] {
      let result = availability("service A { replicas: 1, availability: \(share) }\n" + flow, "F")
      #expect(result.value == .known(expected))
    }
    let empty = availability("service A { replicas: 1, availability: 99% }\nflow F { rate: 1/s }\n", "F")
    #expect(empty.value.value == nil)
    let optional = availability(
      "client Web\nexternal E { availability: 99% }\nWeb -> E\nflow F { optional { Web -> E } }\n", "F")
    #expect(optional.value.value == nil)
  }

  @Test func circlesOfCallsDoNotFailByThemselves() {
    let text = """
      client Web
      service A { replicas: 1, availability: 90%, -> B }
      service B { replicas: 1, availability: 80%, -> C }
      service C { replicas: 1, availability: 70%, -> A { fallback: B } }
      Web -> A
      flow F { Web -> A }
      """
    #expect(isClose(availability(text, "F").value.value, 0.9 * 0.8 * 0.7, within: 1e-12))
  }
}
