import ArchAnalysis
import ArchModel
import Testing

/// What one loss does to random small systems, against a direct simulation.
@Suite struct FailureOracleTests {
  @Test func oneLossDoesWhatTheSimulationSays() throws {
    for number in 0..<700 {
      let system = RandomSystem(seed: 3026, case: number)
      // Capacity is no question here: all parts can do far more than arrives.
      let text = system.text.replacing("availability:", with: "capacity: 1M/s, availability:").replacing(
        "zone Z0 { capacity: 1M/s,", with: "zone Z0 {"
      ).replacing("zone Z1 { capacity: 1M/s,", with: "zone Z1 {")
        .replacing("flow F {", with: "flow F { rate: 10/s peak 20/s").replacing("access: ,", with: "")
      let program = AnalysisProgram.clean(text)
      let analysis = AvailabilityAnalysis(program.inputs, peak: LoadAnalysis.loads(program.inputs, .peak))
      let failures = FailureAnalysis(analysis, conditions: .peak)
      let flow = program.element("F")
      for (index, part) in system.parts.enumerated().dropFirst() {
        let lost = FailureCondition(element: program.element(part.name), isOneReplica: false)
        let effect = failures.effect(on: flow, of: [lost])
        // A store that states no write-capacity may or may not carry what comes to it.
        if effect.kind == .unknown {
          #expect(effect.available.missing != Missing())
          continue
        }
        var state = system.allUp
        state.isUp[index] = false
        if system.succeeds(state) {
          #expect(effect.available == .known(1), "case \(number), \(part.name) lost\n\(text)")
          #expect(effect.kind != .breaks)
        } else {
          #expect((effect.available.value ?? 1) < 1, "case \(number), \(part.name) lost\n\(text)")
          // What a cache answers itself goes on where what it asks is lost.
          let servesHits = system.links.contains { $0.onMiss != nil || system.parts[$0.source].kind == "cache" }
          if !servesHits { #expect(effect.kind == .breaks, "case \(number), \(part.name) lost\n\(text)") }
        }
      }
    }
  }

  @Test func theTableSaysWhatEachFailureSaysAlone() {
    for number in 0..<60 {
      let system = RandomSystem(seed: 3027, case: number)
      let program = AnalysisProgram.clean(system.text)
      let analysis = AvailabilityAnalysis(program.inputs, peak: LoadAnalysis.loads(program.inputs, .peak))
      for conditions in [Conditions.now, .peak] {
        let failures = FailureAnalysis(analysis, conditions: conditions)
        let table = FailureTable(failures)
        #expect(table.notComputed.isEmpty)
        for row in table.rows {
          let outcome = failures.outcome(of: [row.failure])
          #expect(outcome.effects.filter { $0.kind != .survives } == row.effects, "case \(number)\n\(system.text)")
        }
      }
    }
  }
}
