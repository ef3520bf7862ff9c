import ArchModel

/// Judges the requirements, objectives and constraints of a model by its figures.
///
/// A scenario behind `under` is a variant of its own: its model is bound once and kept for all that ask for it.
public struct Verifier<Source: FigureSource>: Sendable {
  public let figures: Source
  private var model: Model { figures.inputs.model }

  public init(_ figures: Source) {
    self.figures = figures
  }

  /// Everything that is judged, in the order of the source: requirements, then objectives, then constraints. What reads
  /// a part that is not there is left out.
  ///
  /// - Parameter sensitivity: whether the assumptions are tried, each at half and at one and a half.
  public func verdicts(sensitivity: Bool = true) -> [Verdict] {
    let cases = cases
    var book = ScenarioBook(figures)
    var verdicts = cases.map { judge($0, &book) }
    if sensitivity { tryAssumptions(cases, &verdicts) }
    return zip(cases, verdicts).filter { $0.0.isWhole }.map(\.1)
  }

  private func tryAssumptions(_ cases: [VerdictCase], _ verdicts: inout [Verdict]) {
    Sensitivity(figures).fill(&verdicts, terms: cases.map(\.terms)) { source in
      var book = ScenarioBook(source)
      return cases.map { judge($0, &book) }
    }
  }

  // MARK: What is judged

  /// One thing to judge: its comparisons and how they are joined.
  struct VerdictCase {
    let subject: VerdictSubject
    var terms: [TermCase]
    /// Nil where all comparisons have to hold.
    var verification: Verification?
    /// Whether every part that it reads is there.
    var isWhole = true
  }

  struct TermCase {
    var tokens: TokenRef?
    let subject: FigureSubject
    let name: FigureName
    let conditions: Conditions
    var scenario: ElementID?
    let comparison: Comparison?
    let limit: Quantity?
    /// Whether it holds what flows add up to against what is stated of the load.
    var isLoad = false
  }

  private var cases: [VerdictCase] {
    let byElement = Dictionary(model.verifications.map { ($0.element, $0) }) { first, _ in first }
    var result: [VerdictCase] = []
    for requirement in model.elements(of: .requirement) {
      guard let verification = byElement[requirement] else {
        result.append(VerdictCase(subject: .requirement(requirement), terms: []))
        continue
      }
      result.append(self.case(verification))
    }
    for flow in model.flows where !model[flow.element].isRemoved && !flow.isCut { result += objectives(of: flow) }
    return result + constraints
  }

  private func `case`(_ verification: Verification) -> VerdictCase {
    var isWhole = true
    func check(_ element: ElementID?) {
      guard let element else { return }
      if model[element].isRemoved { isWhole = false }
      if let flow = model.flows.first(where: { $0.element == element }), flow.isCut { isWhole = false }
    }
    let terms = verification.terms.map { term in
      check(term.subject)
      check(term.failure?.element)
      return TermCase(
        tokens: term.tokens, subject: term.subject.map { .element($0) } ?? .system, name: FigureName(term.metric),
        conditions: Conditions(term.horizon, failures: term.failure.map { [$0] } ?? []), scenario: term.scenario,
        comparison: term.comparison, limit: term.limit)
    }
    return VerdictCase(
      subject: .requirement(verification.element), terms: terms, verification: verification, isWhole: isWhole)
  }

  /// Objectives are judged at the peak where the flow states one.
  private func objectives(of flow: Flow) -> [VerdictCase] {
    let names: [(PropertyName, FigureName)] = [
      (.availability, .availability), (.p50, .p50), (.p90, .p90), (.p95, .p95), (.p99, .p99), (.p999, .p999),
      (.completion, .completion),
    ]
    let hasPeak = figures.inputs[flow.element, .ratePeak] != nil
    return model.children(flow.element, of: .objective).flatMap { objective in
      names.compactMap { property, name -> VerdictCase? in
        guard let stated = model.stated(property, of: objective), let limit = model.figure(stated) else { return nil }
        let isAvailability = name == .availability
        let term = TermCase(
          tokens: tokens(of: property, in: objective), subject: .element(flow.element), name: name,
          conditions: hasPeak && !isAvailability ? .peak : .now,
          comparison: isAvailability ? .greaterOrEqual : .lessOrEqual, limit: limit)
        return VerdictCase(subject: .objective(flow: flow.element, name), terms: [term])
      }
    }
  }

  private var constraints: [VerdictCase] {
    model.elements(of: .constraints).flatMap { constraints -> [VerdictCase] in
      var result: [VerdictCase] = []
      if let budget = model.stated(.budget, of: constraints).flatMap({ model.figure($0) }),
        budget.dimension == .moneyRate
      {
        let term = TermCase(
          tokens: tokens(of: .budget, in: constraints), subject: .system, name: .cost, conditions: .now,
          comparison: .lessOrEqual, limit: budget)
        result.append(VerdictCase(subject: .constraint(constraints, .budget), terms: [term]))
      }
      if let load = model.stated(.load, of: constraints).flatMap({ model.load($0) }) {
        var terms = [rate(.now, load.mean)]
        if let peak = load.peak { terms.append(rate(.peak, peak)) }
        result.append(VerdictCase(subject: .constraint(constraints, .load), terms: terms))
      }
      return result
    }
  }

  /// The statement of a property.
  private func tokens(of name: PropertyName, in element: ElementID) -> TokenRef? {
    guard let property = model.property(name, in: model[element].properties) else { return nil }
    return TokenRef(property.node.file, model.tree(of: property.node).nodes[property.node.node].tokens)
  }

  private func rate(_ conditions: Conditions, _ limit: Double) -> TermCase {
    TermCase(
      subject: .system, name: .rate, conditions: conditions, comparison: .lessOrEqual, limit: Quantity(limit, .rate),
      isLoad: true)
  }

  // MARK: Judging

  private func judge(_ item: VerdictCase, _ book: inout ScenarioBook<Source>) -> Verdict {
    guard !item.terms.isEmpty, item.isWhole else { return Verdict(subject: item.subject, state: .stated, terms: []) }
    let terms = item.terms.map { judge($0, &book) }
    let state: VerdictState
    if let verification = item.verification {
      state = Judgement.state(verification, terms.map(\.state))
    } else {
      state = Self.all(terms.map(\.state))
    }
    return Verdict(subject: item.subject, state: state, terms: terms)
  }

  private static func all(_ states: [VerdictState]) -> VerdictState {
    if states.contains(.failed) { return .failed }
    return states.first { $0 != .verified } ?? .verified
  }

  private func judge(_ term: TermCase, _ book: inout ScenarioBook<Source>) -> TermVerdict {
    let found = book.figure(term)
    // What a bound leaves open is told by what it does not count.
    let open: Missing
    if found.figure.bound != .exact, found.figure.value.value != nil {
      open = book.open(term)
    } else {
      open = Missing()
    }
    let state =
      isEndless(term, found.figure)
      ? .failed
      : Judgement.state(
        found.figure, term.comparison, term.limit, open: open, tolerance: term.isLoad ? Judgement.loadTolerance : 0)
    return TermVerdict(
      tokens: term.tokens, figure: found.figure, scenario: term.scenario, comparison: term.comparison,
      limit: term.limit, state: state)
  }

  /// Whether a time passes every limit though it has no figure: each request of the flow waits for a part that is asked
  /// for more than it can take, so that its queue grows without end. What else is not known only adds to it.
  private func isEndless(_ term: TermCase, _ figure: Figure) -> Bool {
    guard case .unknown(let missing) = figure.value, missing.isOverload,
      term.comparison == .less || term.comparison == .lessOrEqual,
      term.name.quantile != nil || term.name == .completion, case .element(let element) = term.subject,
      let flow = model.flows.first(where: { $0.element == element })
    else { return false }
    return !hasOtherWays(flow)
  }

  /// Whether some requests of a flow may be answered past the part that cannot take its load.
  private func hasOtherWays(_ flow: Flow) -> Bool {
    if flow.blocks.contains(where: { $0.kind == .alternative || $0.kind == .optional }) { return true }
    return flow.steps.contains { step in
      let ends = model[step.relation]
      return model[ends.target].kind == .cdn
        || model.outgoing(ends.source).contains { model.effective(.onMiss, of: $0) != nil }
    }
  }
}
