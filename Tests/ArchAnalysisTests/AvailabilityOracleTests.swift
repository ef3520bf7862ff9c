import ArchAnalysis
import TestTools
import Testing

/// Random small systems against an enumeration of all their states. The oracle command runs more of them.
@Suite struct AvailabilityOracleTests {
  private func compare(seed: Int, cases: Int, _ body: (inout AvailabilityComparison) -> Void) {
    for number in 0..<cases {
      var comparison = AvailabilityComparison(RandomSystem(seed: seed, case: number))
      body(&comparison)
      #expect(comparison.compared > 0)
      guard comparison.disagreements.isEmpty else {
        Issue.record("case \(number): \(comparison.disagreements.prefix(5))\n\(comparison.system.text)")
        return
      }
    }
  }

  @Test func availabilityIsThatOfAllStates() { compare(seed: 2026, cases: 100) { $0.compareAvailability() } }

  @Test func theTermsThatWhyPrintsGiveTheFigure() { compare(seed: 2027, cases: 100) { $0.tryTerms() } }

  @Test func cutSetsAreThoseOfAllLosses() { compare(seed: 2028, cases: 60) { $0.compareCutSets() } }

  @Test func whatIsTakenAwayLeavesUnknown() { compare(seed: 2029, cases: 50) { $0.tryRemovals() } }

  @Test func oneLossDoesWhatTheSimulationSays() { compare(seed: 3026, cases: 100) { $0.compareLosses() } }

  @Test func theTableSaysWhatEachFailureSaysAlone() {
    for number in 0..<40 {
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
