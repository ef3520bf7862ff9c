import ArchAnalysis
import ArchModel
import Testing

/// What one loss does to random small systems, against a direct simulation.
@Suite struct FailureOracleTests {
  @Test func oneLossDoesWhatTheSimulationSays() throws {
    for number in 0..<600 {
      let system = RandomSystem(seed: 3026, case: number)
      // Capacity is no question here: all parts can do far more than arrives.
      let program = AnalysisProgram.clean(
        system.text.replacing("flow F {", with: "flow F { rate: 10/s peak 20/s").replacing(
          "access: read-write", with: "access: write"))
      var inputs = program.inputs
      for element in program.model.components {
        inputs[element, .capacity] = Input(1e6)
        inputs[element, .writeCapacity] = Input(1e6)
      }
      let analysis = AvailabilityAnalysis(inputs, peak: LoadAnalysis.loads(inputs, .peak))
      let failures = FailureAnalysis(analysis, conditions: .peak)
      let flow = program.element("F")
      for (index, part) in system.parts.enumerated().dropFirst() {
        let lost = FailureCondition(element: program.element(part.name), isOneReplica: false)
        let effect = failures.effect(on: flow, of: [lost])
        // Whether a store whose relation states no `access` is read or written is not known, nor then its load.
        if effect.kind == .unknown {
          #expect(effect.available.missing != Missing())
          continue
        }
        var state = system.allUp
        state.isUp[index] = false
        let share = system.share(state)
        let message: Comment = "case \(number), \(part.name) lost, expected \(share)\n\(system.text)"
        #expect(isClose(effect.available.value, share, within: 1e-12), message)
        #expect((effect.kind == .breaks) == (share == 0), message)
        #expect([.degrades, .breaks].contains(effect.kind) || share == 1, message)
        #expect(effect.kind != .breaks || effect.path.last?.element == lost.element, message)
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
