import ArchAnalysis
import ArchModel
import Testing

/// Random small systems against an enumeration of all their states.
@Suite struct AvailabilityOracleTests {
  private static let cases = 600

  private func analysis(_ inputs: Inputs) -> AvailabilityAnalysis {
    AvailabilityAnalysis(inputs, peak: LoadAnalysis.loads(inputs, .peak))
  }

  @Test func availabilityTermsAndCutsAreThoseOfAllStates() throws {
    for number in 0..<Self.cases {
      let system = RandomSystem(seed: 2026, case: number)
      let program = AnalysisProgram.clean(system.text)
      let analysis = analysis(program.inputs)
      expectAvailability(system, program, analysis, number)
      try expectTerms(system, program, analysis, number)
      expectCuts(system, program, analysis, number)
    }
  }

  /// Whether anything that can fail is required; without it the figure is unknown.
  private func needsSomething(_ system: RandomSystem) -> Bool {
    var none = system.allUp
    none.isUp = none.isUp.map { _ in false }
    none.hasPrimary = none.isUp
    none.zoneIsUp = none.zoneIsUp.map { _ in false }
    none.hostIsUp = false
    return !system.succeeds(none)
  }

  private func expectAvailability(
    _ system: RandomSystem, _ program: AnalysisProgram, _ analysis: AvailabilityAnalysis, _ number: Int
  ) {
    let result = analysis.availability(of: program.element("F"))
    guard needsSomething(system) else {
      #expect(result.value.value == nil, "case \(number)\n\(system.text)")
      return
    }
    let expected = system.availability
    #expect(
      abs((result.value.value ?? -1) - expected) <= 1e-12,
      "case \(number): \(String(describing: result.value)), expected \(expected)\n\(system.text)")
  }

  /// The terms that `why` prints give the figure.
  private func expectTerms(
    _ system: RandomSystem, _ program: AnalysisProgram, _ analysis: AvailabilityAnalysis, _ number: Int
  ) throws {
    for element in [program.element("F")] + program.model.components {
      for name in [FigureName.availability, .errorBudget] {
        let figure = try #require(analysis.figure(.element(element), name, .now))
        let formula = analysis.explanation(of: figure).formula
        guard let value = figure.value.value else {
          #expect(formula == nil)
          continue
        }
        let again = formula?.evaluate() ?? -1
        #expect(
          abs(again - value) <= 1e-12 * max(1, value), "case \(number): \(again), figure \(value)\n\(system.text)")
      }
    }
  }

  private func expectCuts(
    _ system: RandomSystem, _ program: AnalysisProgram, _ analysis: AvailabilityAnalysis, _ number: Int
  ) {
    let found = analysis.cutSets(of: program.element("F"))
    #expect(found.isComplete)
    let names = found.sets.map { set in
      set.map { program.model.name($0.element) + ($0.isPrimary ? "'" : "") }.sorted()
    }
    #expect(Set(names) == Set(cuts(system)), "case \(number)\n\(system.text)")
    #expect(Set(names).count == names.count)
  }

  /// All minimal sets of up to three losses that break the flow.
  private func cuts(_ system: RandomSystem) -> [[String]] {
    var losses: [(name: String, lose: (inout SystemState) -> Void)] = []
    for (index, part) in system.parts.enumerated().dropFirst() {
      losses.append((part.name, { $0.isUp[index] = false }))
      let isReplicated = part.failover == .manual && !part.isTotal && part.replicas > 1 && part.availability < 1
      if isReplicated, system.chances(part, system.allUp).writing < system.chances(part, system.allUp).reading {
        losses.append((part.name + "'", { $0.hasPrimary[index] = false }))
      }
    }
    for index in system.zones.indices { losses.append(("Z\(index)", { $0.zoneIsUp[index] = false })) }
    if system.host != nil { losses.append(("Host", { $0.hostIsUp = false })) }
    func breaks(_ chosen: [Int]) -> Bool {
      var state = system.allUp
      for index in chosen { losses[index].lose(&state) }
      // Replicas that are spread: what is left in the zones that are there has to be enough.
      for (index, part) in system.parts.enumerated() where part.isSpread {
        var left = 0
        for zone in system.zones.indices where state.zoneIsUp[zone] {
          let count = system.zones.count
          left += part.replicas / count + (zone < part.replicas % count ? 1 : 0)
        }
        if left < part.quorum { state.isUp[index] = false }
      }
      return !system.succeeds(state)
    }
    var result: [[Int]] = []
    func consider(_ chosen: [Int]) {
      if !result.contains(where: { $0.allSatisfy(chosen.contains) }), breaks(chosen) { result.append(chosen) }
    }
    let all = losses.indices
    for a in all { consider([a]) }
    for a in all { for b in all where a < b { consider([a, b]) } }
    for a in all { for b in all where a < b { for c in all where b < c { consider([a, b, c]) } } }
    return result.map { $0.map { losses[$0].name }.sorted() }
  }

  @Test func whatIsTakenAwayLeavesUnknown() {
    for number in 0..<100 {
      let system = RandomSystem(seed: 2029, case: number)
      let program = AnalysisProgram.clean(system.text)
      let flow = program.element("F")
      let whole = analysis(program.inputs).availability(of: flow)
      for element in program.model.components {
        for name in [InputName.availability, .replicasLower, .mttr, .failoverTime] {
          var inputs = program.inputs
          guard inputs[element, name] != nil else { continue }
          inputs[element, name] = nil
          let less = analysis(inputs).availability(of: flow)
          guard less.value != whole.value else { continue }
          #expect(less.value.value == nil, "case \(number): without \(name)\n\(system.text)")
        }
      }
    }
  }
}
