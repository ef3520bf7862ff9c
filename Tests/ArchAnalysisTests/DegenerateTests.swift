import TestTools
import Testing

/// Extreme figures give findings or unknowns, never no number. The oracle command tries more programs.
@Suite struct DegenerateTests {
  @Test func extremeProgramsAreComputedWithoutHarm() {
    var properties = FigureProperties()
    for number in 0..<60 {
      let text = DegenerateProgram.text(seed: 2, case: number)
      properties.tryFigures(of: text, number: number)
      properties.tryAnalyses(of: text)
      guard properties.violations.isEmpty else {
        Issue.record("case \(number): \(properties.violations.prefix(8).joined(separator: "\n"))\n\(text)")
        return
      }
    }
    #expect(properties.tried > 10_000)
    #expect(properties.known > 1_000)
  }
}
