import ArchModel

/// The figures of a model and of its scenarios, each bound once, when it is asked for.
struct ScenarioBook<Source: FigureSource> {
  private let base: Source
  private var scenarios: [ElementID: Source?] = [:]
  /// Statements that a sensitivity moved are moved in scenarios too, by their place in the source.
  private var model: Model { base.inputs.model }

  init(_ base: Source) {
    self.base = base
  }

  /// The figure of a term, of the model under its scenario.
  mutating func figure(_ term: Verifier<Source>.TermCase) -> (figure: Figure, source: Source?) {
    func unknown(_ missing: Missing) -> Figure {
      Figure(term.subject, term.name, term.conditions, value: .unknown(missing))
    }
    guard let place = place(of: term) else {
      return (unknown(Missing(reason: "\(name(term.subject)) is not there under \(scenarioName(term))")), nil)
    }
    guard let figure = place.source.figure(place.subject, term.name, place.conditions) else {
      return (unknown(Missing(reason: "\(name(term.subject)) has no \(term.name.rawValue)")), nil)
    }
    // The figure is that of the base, whatever its positions in the scenario's model.
    let result = Figure(
      term.subject, term.name, term.conditions, value: figure.value, bound: figure.bound, currency: figure.currency)
    return (result, place.source)
  }

  /// What a bound leaves open, in words.
  mutating func open(_ term: Verifier<Source>.TermCase) -> Missing {
    guard let place = place(of: term),
      let explanation = place.source.explanation(place.subject, term.name, place.conditions)
    else { return Missing() }
    if let remark = explanation.remarks.first(where: { $0.hasPrefix("at least: ") || $0.hasPrefix("at most: ") }) {
      return Missing(reason: String(remark.drop { $0 != ":" }.dropFirst(2)))
    }
    return Missing(reason: explanation.notCounted.prefix(3).joined(separator: "; "))
  }

  private struct Place {
    let source: Source
    let subject: FigureSubject
    let conditions: Conditions
  }

  private mutating func place(of term: Verifier<Source>.TermCase) -> Place? {
    guard let scenario = term.scenario else {
      return Place(source: base, subject: term.subject, conditions: term.conditions)
    }
    guard let source = source(under: scenario) else { return nil }
    let other = source.inputs.model
    func moved(_ element: ElementID) -> ElementID? {
      other.element(at: model.path(element), of: [model[element].kind])
    }
    var subject = term.subject
    if case .element(let element) = subject {
      guard let found = moved(element) else { return nil }
      subject = .element(found)
    }
    var conditions = term.conditions
    conditions.failures = []
    for failure in term.conditions.failures {
      guard let found = moved(failure.element) else { return nil }
      conditions.failures.append(FailureCondition(element: found, isOneReplica: failure.isOneReplica))
    }
    // What a scenario says fails, is out of order in all its figures.
    if let stated = model.stated(.fails, of: scenario) {
      for element in model.references(stated.value) {
        guard let found = moved(element) else { continue }
        let failure = FailureCondition(element: found, isOneReplica: false)
        if !conditions.failures.contains(failure) { conditions.failures.append(failure) }
      }
    }
    return Place(source: source, subject: subject, conditions: conditions)
  }

  private mutating func source(under scenario: ElementID) -> Source? {
    if let known = scenarios[scenario] { return known }
    let selection = VariantSelection(kinds: [model[scenario].kind], name: model.path(scenario))
    let source = model.applying(selection).map { Source(base.inputs.carried(to: Inputs($0))) }
    scenarios[scenario] = .some(source)
    return source
  }

  private func name(_ subject: FigureSubject) -> String {
    switch subject {
    case .system: "the system"
    case .element(let element): model.shortName(element)
    case .relation(let relation): model.identity(relation, naming: model.shortName)
    }
  }

  private func scenarioName(_ term: Verifier<Source>.TermCase) -> String {
    term.scenario.map { model.shortName($0) } ?? "these conditions"
  }
}

extension Inputs {
  /// The inputs of another variant with the statements moved that a sensitivity moved here, found by their places in the
  /// source.
  func carried(to other: Inputs) -> Inputs {
    guard let moved else { return other }
    let node = model.properties[Int(moved.property)].node
    var result = other
    for (index, property) in other.model.properties.enumerated() where property.node == node {
      result = result.moving(property: Int32(truncatingIfNeeded: index), by: moved.factor)
    }
    return result
  }
}
