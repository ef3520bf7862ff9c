import ArchAnalysis
import ArchModel
import Foundation
import TestSupport
import Testing

@Suite struct VerifierTests {
  private static let shop = """
    client Web { -> Api }
    service Api { p50: 10ms, p99: 20ms, availability: 99.9%, -> Db, -> Old { fallback: Db } }
    database Db { p50: 4ms, p99: 30ms assumed }
    service Old { p50: 1ms, p99: 2ms }
    service Quiet
    flow Buy { rate: 10/s peak 50/s, Web -> Api -> Db }
    flow Ask { Web -> Api -> Old }
    flow Dark { Web -> Api -> Db, Api -> Old }
    scenario Slow { extend Db { p50: 40ms, p99: 300ms } }
    scenario Gone { remove Db }
    scenario Broken { fails: [Db] }

    """

  private func verdicts(_ text: String, sensitivity: Bool = false) -> [Verdict] {
    let program = AnalysisProgram.clean(Self.shop + text)
    return Verifier(PlainFigures(program.inputs)).verdicts(sensitivity: sensitivity)
  }

  private func verdict(_ phrase: String) -> Verdict? {
    verdicts("requirement R { verify: \(phrase) }").first
  }

  @Test(arguments: [
    ("Api.p99 < 21ms", "verified"), ("Api.p99 < 20ms", "failed"), ("Api.p99 <= 20ms", "verified"),
    ("Api.p99 > 19ms", "verified"), ("Api.p99 >= 20ms", "verified"), ("Api.p99 > 20ms", "failed"),
    ("Api.p99 == 20ms", "verified"), ("Api.p99 != 20ms", "failed"), ("Api.p99 == 21ms", "failed"),
    ("not Api.p99 < 21ms", "failed"), ("not not Api.p99 < 21ms", "verified"),
    ("Api.p99 < 21ms and Api.p50 < 9ms", "failed"), ("Api.p99 < 21ms or Api.p50 < 9ms", "verified"),
    ("not (Api.p99 < 21ms and Api.p50 < 9ms)", "verified"),
    ("Quiet.p99 < 1s", "unknown"), ("Quiet.p99 < 1s or Api.p99 < 1s", "verified"),
    ("Quiet.p99 < 1s or Api.p99 < 1ms", "unknown"), ("Quiet.p99 < 1s and Api.p99 < 1ms", "failed"),
    ("Quiet.p99 < 1s and Api.p99 < 1s", "unknown"), ("not Quiet.p99 < 1s", "unknown"),
    ("Buy.rate == 10/s", "verified"), ("Buy.rate == 50/s at peak", "verified"), ("Buy.rate == 10/s at now", "verified"),
    ("Buy.p99 < 100ms under Slow", "failed"), ("Buy.p99 < 100ms", "verified"),
    ("Buy.p99 < 100ms under Gone", "unknown"), ("Api.p99 == 20ms under Gone", "verified"),
    ("Buy.available", "verified"), ("Buy.available when Db fails", "failed"),
    ("Buy.available when 1 of Db fails", "verified"), ("Ask.available when Db fails", "verified"),
    ("not Buy.available when Db fails", "verified"), ("Buy.available >= 50% when Db fails", "failed"),
    ("Buy.available under Broken", "failed"), ("Ask.available under Broken", "verified"),
    ("Ask.p99 < 100ms when Old fails", "verified"), ("Buy.p99 < 100ms when Db fails", "unknown"),
    ("cost < $60/month", "verified"), ("cost < $50/month", "failed"), ("cost < €60/month", "unknown"),
    ("Api.availability >= 99.9%", "verified"), ("Buy.p99 < 100ms at 1y and Buy.p50 < 1s under Slow", "verified"),
  ])
  func comparisons(_ phrase: String, _ word: String) {
    #expect(verdict(phrase)?.state.word == word, "\(phrase)")
  }

  @Test func whatIsUndecidedNamesWhatIsMissing() throws {
    let verdict = try #require(self.verdict("Quiet.p99 < 1s"))
    #expect(verdict.missing.inputs.map(\.property) == [.p50, .p99])
    #expect(verdict.deciding?.limit?.value == 1)
  }

  @Test func aRequirementWithoutFiguresIsStated() {
    let all = verdicts("requirement R { satisfied-by: Buy }")
    #expect(all.map(\.state) == [.stated])
  }

  // MARK: Bounds

  @Test func aBoundDecidesOnItsOwnSide() {
    let text = "service Free\nconstraints { budget: "
    func state(_ budget: String) -> Verdict? { verdicts(text + budget + " }").last }
    #expect(state("$40/month")?.state == .failed)
    let open = state("$500/month")
    #expect(open?.state.word == "unknown")
    #expect(open?.missing.reason == "Free, which states no cost")
    #expect(verdict("cost > $40/month")?.state == .verified)
  }

  // MARK: Objectives and constraints

  @Test func objectivesAreJudgedAtThePeak() {
    let all = verdicts(
      """
      flow Pay { rate: 1/s peak 2/s, Web -> Api -> Db, objective { p99: 100ms, p50: 1ms, completion: 5s } }
      flow Run { rate: 1/s, Web -> Api -> Db, objective { p99: 100ms } }
      """)
    #expect(all.map(\.state.word) == ["failed", "verified", "verified", "verified"])
    #expect(all.map { $0.terms.first?.figure.conditions } == [.peak, .peak, .peak, .now])
  }

  // MARK: Phases

  @Test func aRequirementIsJudgedWhereItsPartsExist() {
    let text = """
      client Web { -> Api }
      service Api { p50: 1ms, -> Db }
      database Db { p50: 1ms }
      flow Buy { Web -> Api -> Db, objective { p99: 1s } }
      requirement R1 { verify: Api.p50 < 1s }
      requirement R2 { verify: Db.p50 < 1s }
      requirement R3 { verify: Buy.p50 < 1s }
      migration "Away" {
        phase P0 "Before" { duration: 1w }
        phase P1 "Store" { adds: [Db], after: P0 }
      }
      """
    func subjects(_ phase: String) -> Int {
      let selection = VariantSelection(kinds: [.phase], name: phase)
      return Verifier(PlainFigures(AnalysisProgram(text, variants: [selection]).inputs)).verdicts().count
    }
    #expect(subjects("P1") == 4)
    #expect(subjects("P0") == 1)
  }

  // MARK: Assumptions

  @Test func theAssumptionThatFlipsIsFound() throws {
    let verdict = try #require(
      verdicts("requirement R { verify: Buy.p99 < 45ms }", sensitivity: true).first)
    #expect(verdict.state == .verified)
    #expect(verdict.assumptions.count == 1)
    let flip = try #require(verdict.flip)
    #expect(flip.term.property == .p99 && flip.factor == 1.5)
    let loose = try #require(verdicts("requirement R { verify: Buy.p99 < 1s }", sensitivity: true).first)
    #expect(loose.assumptions.count == 1 && loose.flip == nil)
    let other = try #require(verdicts("requirement R { verify: Ask.p99 < 1s }", sensitivity: true).first)
    #expect(other.assumptions.isEmpty)
    let failed = try #require(verdicts("requirement R { verify: Buy.p99 < 30ms }", sensitivity: true).first)
    #expect(failed.state == .failed && failed.flip?.factor == 0.5)
  }

  @Test func assumptionsMoveInScenariosToo() throws {
    let text = """
      scenario Busy { extend Api { p50: 11ms } }
      requirement R { verify: Buy.p99 < 45ms under Busy }
      """
    let verdict = try #require(verdicts(text, sensitivity: true).first)
    #expect(verdict.assumptions.count == 1)
  }

  // MARK: Remedies

  @Test func theExampleOfTheDesignHasItsRemedy() throws {
    let text = try Repository.text("samples/ticketing/ticketing.arch").replacingOccurrences(
      of: "Checkout.p99 < 400ms at peak", with: "Checkout.p99 < 90ms at peak")
    let verifier = Verifier(PlainFigures(AnalysisProgram.clean(text).inputs))
    let verdict = try #require(verifier.verdicts().first { $0.state == .failed })
    let term = try #require(verdict.deciding)
    #expect(term.text == "100ms")
    let remedy = try #require(verifier.remedy(of: term))
    #expect(remedy.term.property == .p99 && remedy.value == 0.079)
    let why = try #require(verifier.figures.explanation(term.figure.subject, .p99, .peak))
    #expect(why.contributions().map(\.name) == ["Orders", "OrdersDB", "Api"])
    #expect(why.allTerms.filter { $0.input.confidence == .measured }.count == 1)
  }

  // MARK: Variants

  @Test func aFurtherVariantIsLaidOverTheFirst() throws {
    let text = """
      service Api { p50: 10ms }
      environment Staging { extend Api { p90: 20ms } }
      scenario Slow { extend Api { p50: 15ms } }
      """
    let staging = AnalysisProgram(text, variants: [VariantSelection(kinds: [.environment], name: "Staging")]).model
    let both = try #require(staging.applying(VariantSelection(kinds: [.scenario], name: "Slow")))
    let api = try #require(both.element(at: "Api", of: [.service]))
    #expect(Inputs(both)[api, .p50]?.value == 0.015)
    #expect(Inputs(both)[api, .p90]?.value == 0.020)
    #expect(staging.applying(VariantSelection(kinds: [.scenario], name: "Nowhere")) == nil)
  }
}

@Suite struct FigureTextTests {
  private func text(_ value: Double, _ limit: Double, _ name: FigureName = .p99) -> String {
    FigureText.text(Quantity(value, name.dimension), of: name, against: Quantity(limit, name.dimension))
  }

  @Test func figuresAreNotRoundedAcrossTheirLimit() {
    #expect(text(0.12345, 1) == "123ms")
    #expect(text(0.39996, 0.4) == "399.96ms")
    #expect(text(0.40004, 0.4) == "400.04ms")
    #expect(text(0.4, 0.4) == "400ms")
    #expect(text(0.39949, 0.4) == "399ms")
    #expect(text(0.99899, 0.999, .availability) == "99.899%")
    #expect(text(0.9990001, 0.999, .availability) == "99.90001%")
    #expect(text(0.99961, 0.999, .availability) == "99.961%")
    #expect(text(1.0004, 1, .utilization) == "100.04%")
  }

  @Test func everyTextStaysOnItsSide() {
    for exponent in 1...14 {
      for sign in [-1.0, 1] {
        let value = 0.4 * (1 + sign * Double.maximum(1e-11, 1 / (Double(exponent) * 10_000_000_000)))
        let text = text(value, 0.4)
        let read = Array(text.utf8).withUnsafeBufferPointer { QuantityParser.parse($0) }
        guard case .success(let quantity) = read else {
          Issue.record("\(text) is no quantity")
          continue
        }
        #expect((quantity.value < 0.4) == (value < 0.4), "\(text)")
      }
    }
  }

  @Test func moneyIsToldToTheUnitAndAvailableInWords() {
    #expect(FigureText.text(Quantity(5931.4, .moneyRate, currency: .dollar), of: .cost) == "$5931/month")
    #expect(FigureText.text(Quantity(1, .ratio), of: .available) == "yes")
    #expect(FigureText.text(Quantity(0, .ratio), of: .available) == "no")
    #expect(FigureText.text(Quantity(0.9, .ratio), of: .available) == "for 90%")
  }
}
