import ArchAnalysis
import ArchModel
import Testing

/// Parts that get more than they can carry, and whose callers repeat what is left unanswered.
@Suite struct OverloadTests {
  private func figure(_ name: FigureName, load: String, retry: String, service: String = "") -> Figure? {
    let program = AnalysisProgram.clean(
      """
      client Phone { -> Track { timeout: 1s, \(retry) } }
      service Track { replicas: 3, capacity: 60/s, availability: 99.9%, common-cause: 5%, \(service) }
      flow Lookup { rate: \(load), Phone -> Track }
      """)
    return Figures(program.model).figure(.element(program.element("Track")), name)
  }

  @Test func callersRepeatWhatIsLeftUnanswered() {
    // A third of 540/s is answered at best: 1 + 2/3 + 4/9 attempts of each call that is repeated twice.
    let full = figure(.utilization, load: "540/s", retry: "retry: 2")
    #expect(isClose(full?.value.value, 3 * (1 + 2 / 3.0 + 4 / 9.0)))
    #expect(full?.bound == .atLeast)
    #expect(isClose(figure(.attempts, load: "540/s", retry: "retry: 2")?.value.value, 1 + 2 / 3.0 + 4 / 9.0))
    // Without repetitions nothing is added.
    let plain = figure(.utilization, load: "540/s", retry: "")
    #expect(isClose(plain?.value.value, 3))
    #expect(plain?.bound == .exact)
  }

  @Test func repetitionsOfTooFewReplicasNeedNoReplicas() {
    #expect(figure(.replicasNeeded, load: "540/s", retry: "retry: 2")?.value == .known(9))
    #expect(figure(.replicasNeeded, load: "540/s", retry: "")?.value == .known(9))
  }

  @Test func howOftenItWorksStaysUnknown() {
    #expect(figure(.availability, load: "540/s", retry: "retry: 2")?.value.value == nil)
    // A quorum that is not there is no overload.
    #expect(figure(.utilization, load: "40/s", retry: "retry: 2", service: "quorum: 4")?.value.value == nil)
  }

  @Test func whatIsTooMuchAtPeakAloneIsNotAtTheMean() {
    // 540/s is three times too much, and 60/s a third of what the replicas carry.
    let mean = figure(.attempts, load: "60/s peak 540/s", retry: "retry: 2")
    #expect(isClose(mean?.value.value, 1, within: 1e-3))
    let full = figure(.utilization, load: "60/s peak 540/s", retry: "retry: 2")
    #expect(isClose(full?.value.value, 1 / 3.0, within: 1e-3))
    #expect(full?.bound == .exact)
  }
}
