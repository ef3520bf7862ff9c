import ArchAnalysis
import ArchModel
import Testing

@Suite struct FormulaTextTests {
  private let program = AnalysisProgram.clean(
    """
    service Api { replicas: 3, capacity: 8k/s, -> Db { retry: 2, timeout: 1s } }
    database Db { p50: 5ms, p99: 40ms }
    """)

  private func term(_ name: InputName, of element: String) -> Formula {
    let element = program.element(element)
    guard let input = program.inputs[element, name] else { return .constant(0, "not stated") }
    return .term(Term(.element(element), name.property, input.quantity, input))
  }

  @Test func namesAndNumbersSayTheSame() {
    let text = FormulaText(program.model)
    let formula = Formula.quotient(
      .figure("Api.rate at peak", 11_700, .rate),
      .product([term(.replicasLower, of: "Api"), term(.capacity, of: "Api")]))
    #expect(text.text(formula, .names) == "Api.rate at peak / (Api.replicas × Api.capacity)")
    #expect(text.text(formula, .numbers) == "11.7k/s / (3 × 8k/s)")
  }

  @Test func parenthesesStandWhereTheyAreNeededOnly() {
    let text = FormulaText(program.model)
    func number(_ value: Double) -> Formula { .constant(value, "") }
    let (a, b, c) = (number(2), number(3), number(4))
    #expect(text.text(.difference(.sum([a, b]), .sum([b, c])), .numbers) == "2 + 3 - (3 + 4)")
    #expect(text.text(.product([.sum([a, b]), .quotient(b, c)]), .numbers) == "(2 + 3) × 3 / 4")
    #expect(text.text(.quotient(a, .quotient(b, c)), .numbers) == "2 / (3 / 4)")
    #expect(text.text(.power(.sum([a, b]), .power(b, c)), .numbers) == "(2 + 3)^(3^4)")
    #expect(text.text(.maximum([.difference(a, b), .ceiling(.quotient(a, b))]), .numbers) == "max(2 - 3, ⌈2 / 3⌉)")
    #expect(text.text(.sum([]), .numbers) == "0")
    #expect(text.text(.product([.product([]), .sum([a])]), .numbers) == "1 × 2")
    #expect(text.text(.sum([Formula](repeating: a, count: 20)), .numbers).hasSuffix(" + 2 + 8 more"))
  }

  @Test func moneyIsWrittenInItsCurrency() {
    let text = FormulaText(program.model, currency: .euro)
    #expect(text.text(.figure("cost", 1234.56, .moneyRate), .numbers) == "€1235/month")
  }

  @Test func latenciesAndConditionsOfSuccess() {
    let text = FormulaText(program.model)
    let hop = LatencyExpression.hop(
      name: "Db", percentiles: [.init(share: 0.5, seconds: 0.005), .init(share: 0.99, seconds: 0.04)])
    let path = LatencyExpression.sequence([
      hop, .parallel([hop, .repeated(hop, 2)]),
      .mixture([.init(share: 0.9, latency: .nothing), .init(share: 0.1, latency: .capped(hop, 1))]),
    ])
    #expect(
      text.text(.quantile(0.99, path), .names)
        == "p99 of (Db + max(Db, 2 × (Db)) + {90%: nothing; 10%: min(Db, timeout 1s)})")
    #expect(text.text(hop, .numbers) == "[p50 5ms, p99 40ms]")
    let events = ["Api", "Cache", "Db"].map { SuccessExpression.Event(name: $0, availability: 0.999) }
    let success = SuccessExpression(events: events, condition: .all([.event(0), .any([.event(1), .event(2)])]))
    #expect(text.text(success, .names) == "Api × (Cache or Db)")
    #expect(text.text(success, .numbers) == "99.9% × (99.9% or 99.9%)")
  }

  /// Written out, each shared condition would stand twice in the next: 2^60 names.
  @Test func sharedConditionsEndAfterSoManyNames() {
    let shared = (0..<60).map { index -> SuccessExpression.Condition in
      index == 0 ? .event(0) : .all([.shared(index - 1), .any([.shared(index - 1), .event(0)])])
    }
    let success = SuccessExpression(
      events: [.init(name: "A", availability: 0.9)], condition: .shared(59), shared: shared)
    let text = FormulaText(program.model).text(success, .names)
    #expect(text.contains("…") && text.utf8.count < 50_000)
  }
}
