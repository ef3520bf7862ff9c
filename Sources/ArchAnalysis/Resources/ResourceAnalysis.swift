import ArchModel

/// The load of a model under one set of conditions, which its resource figures share. It never changes, and is a class so
/// that handing it on counts up one reference instead of those of all arrays.
public final class LoadState: Sendable {
  public let conditions: Conditions
  /// At peak where the conditions say so, with the expected repetitions.
  public let loads: Loads
  /// At the mean of the same moment, with the expected repetitions: what is paid for, and what queues see.
  public let mean: Loads
  /// By element: what wholly failed.
  public let failed: [Bool]
  /// Replicas that are out of order.
  public let lost: [ElementID: Double]
  /// By element: the share of time in which it works, for repetitions.
  public let availability: [Known<Double>]
  /// Of a later moment the load of today, where nobody says how load grows; else nil.
  let today: LoadState?
  let costs = CostMemory()
  /// For looks at single sources under `loads` and under `mean`.
  let units = UnitRuns()
  let meanUnits = UnitRuns()
  let shares = SourceSharesMemory()

  init(
    conditions: Conditions, loads: Loads, mean: Loads, failed: [Bool], lost: [ElementID: Double],
    availability: [Known<Double>], today: LoadState? = nil
  ) {
    self.today = today
    self.conditions = conditions
    self.loads = loads
    self.mean = mean
    self.failed = failed
    self.lost = lost
    self.availability = availability
  }
}

/// Load, capacity, growth, queues, pools, repetitions and cost: what parts are asked for, and what they take. It
/// never changes; see `LoadState` for why it is a class.
public final class ResourceAnalysis: Sendable {
  public let inputs: Inputs
  let load: LoadAnalysis
  /// What lives `on` a part, directly or not.
  let guests: [ElementID: [ElementID]]
  /// By element: whether its replicas are somebody else's business, so that none are stated and its figures are those of
  /// the whole: outside parts, and what a platform runs.
  let isWhole: [Bool]
  let prices: PriceIndex
  /// How load and users grow.
  let growth: Known<Growth>

  var model: Model { inputs.model }

  /// Seconds of a month of 730 hours.
  static let month = 730.0 * 3_600

  public init(_ inputs: Inputs) {
    self.inputs = inputs
    load = LoadAnalysis(inputs)
    growth = Growth.ofLoad(inputs)
    prices = PriceIndex(inputs)
    let model = inputs.model
    guests = Self.guests(model)
    var technologies: [String: Bool] = [:]
    isWhole = model.elements.indices.map { index in
      let element = ElementID(index)
      let kind = model[element].kind
      guard KindSet.components.contains(kind), inputs[element, .replicasLower] == nil else { return false }
      return Self.isManaged(element, in: model, &technologies)
    }
  }

  /// Outside parts, functions, what runs serverless, and technologies that exist only as a service.
  private static func isManaged(_ element: ElementID, in model: Model, _ technologies: inout [String: Bool]) -> Bool {
    let kind = model[element].kind
    if KindSet.outside.contains(kind) || kind == .function { return true }
    if let runtime = model.effective(.runtime, of: element), let word = model.word(runtime.property.stated.value) {
      return word == "serverless"
    }
    guard let text = model.technologyText(element) else { return false }
    if let known = technologies[text] { return known }
    let result = TechnologyCatalogue.find(text)?.managed == .yes
    technologies[text] = result
    return result
  }

  /// Chains of hosts are short; a circle of them ends here.
  private static let hostDepth = 64

  private static func guests(_ model: Model) -> [ElementID: [ElementID]] {
    let hosts = LoadAnalysis.hosts(model)
    var result: [ElementID: [ElementID]] = [:]
    for element in model.components {
      var host = hosts[Int(element.index)]
      var depth = 0
      while host >= 0, host != element.index, depth < hostDepth {
        result[ElementID(Int(host)), default: []].append(element)
        host = hosts[Int(host)]
        depth += 1
      }
    }
    return result
  }

  /// The load under some conditions.
  ///
  /// - Parameters:
  ///   - availability: by element, of its own group of replicas; empty where repetitions do not matter.
  ///   - failed: by element, what does not work besides the failures of the conditions.
  ///   - lost: replicas that are out of order besides those of the conditions.
  public func state(
    _ conditions: Conditions, availability: [Known<Double>], failed: [Bool] = [], lost: [ElementID: Double] = [:]
  ) -> LoadState {
    state(conditions, answering: { _ in availability }, failed: failed, lost: lost)
  }

  /// - Parameter answering: by element, the share of calls that its own replicas answer under a load without repetitions.
  func state(
    _ conditions: Conditions, answering: (Loads) -> [Known<Double>], failed: [Bool] = [],
    lost: [ElementID: Double] = [:]
  ) -> LoadState {
    let losses = lost
    var lost = lost
    for failure in conditions.failures where failure.isOneReplica { lost[failure.element, default: 0] += 1 }
    var isFailed = LoadAnalysis.failedElements(model, conditions)
    for (index, value) in failed.enumerated() where value && index < isFailed.count { isFailed[index] = true }
    func loads(isPeak: Bool) -> (loads: Loads, answered: [Known<Double>]) {
      let plain = load.loads(conditions, failed: isFailed, isPeak: isPeak)
      let answered = answering(plain)
      return (LoadAnalysis.addingAttempts(to: plain, inputs: inputs, availability: answered), answered)
    }
    let mean = loads(isPeak: false)
    let now = conditions.isPeak ? loads(isPeak: true) : mean
    var today: LoadState?
    if conditions.time > 0, growth.value == nil {
      var now = conditions
      now.moment = .now
      today = state(now, answering: answering, failed: failed, lost: losses)
    }
    return LoadState(
      conditions: conditions, loads: now.loads, mean: mean.loads, failed: isFailed, lost: lost,
      availability: now.answered, today: today)
  }

  /// One figure, or nil where it does not apply to the subject. `rate`, `utilization` and the like of components, flows,
  /// relations and the system; costs also of boundaries.
  public func figure(_ subject: FigureSubject, _ name: FigureName, _ state: LoadState) -> Figure? {
    guard let derived = derive(subject, name, state, explains: false) else { return nil }
    return derived.figure(subject, name, state.conditions)
  }

  /// How a figure comes about, or nil where it does not apply.
  public func explanation(_ subject: FigureSubject, _ name: FigureName, _ state: LoadState) -> Explanation? {
    guard let derived = derive(subject, name, state, explains: true) else { return nil }
    let figure = derived.figure(subject, name, state.conditions)
    var result = Explanation(
      figure, formula: figure.value.value == nil ? nil : derived.formula, notCounted: derived.notCounted,
      remarks: derived.remarks)
    result.terms = derived.terms
    return result
  }

  /// Computes a figure.
  ///
  /// - Parameter explains: whether the formula is wanted too; otherwise it may be nil.
  func derive(_ subject: FigureSubject, _ name: FigureName, _ state: LoadState, explains: Bool) -> Derived? {
    switch subject {
    case .system: return system(name, state, explains)
    case .relation(let relation): return ofRelation(relation, name, state, explains)
    case .element(let element):
      let kind = model[element].kind
      if kind == .flow { return ofFlow(element, name, state, explains) }
      if KindSet.boundaries.contains(kind) { return ofBoundary(element, name, state, explains) }
      return KindSet.components.contains(kind) ? ofComponent(element, name, state, explains) : nil
    }
  }

  private func system(_ name: FigureName, _ state: LoadState, _ explains: Bool) -> Derived? {
    switch name {
    case .rate: systemRate(state)
    case .users: users(inputs.constraint(.users), state)
    case .data: data(state, explains)
    case .cost, .worstCost: systemCost(state, isWorst: name == .worstCost, explains)
    default: nil
    }
  }

  private func ofFlow(_ flow: ElementID, _ name: FigureName, _ state: LoadState, _ explains: Bool) -> Derived? {
    switch name {
    case .rate: sourceRate(flow, .rateMean, .ratePeak, state)
    case .worstAttempts: worstAttempts(ofFlow: flow, state, explains)
    case .drain: drain(ofFlow: flow, state)
    case .cost: cost(ofFlow: flow, state, explains)
    default: nil
    }
  }

  private func ofBoundary(
    _ boundary: ElementID, _ name: FigureName, _ state: LoadState, _ explains: Bool
  ) -> Derived? {
    switch name {
    case .cost, .worstCost: cost(ofBoundary: boundary, state, isWorst: name == .worstCost, explains)
    case .utilization, .replicasNeeded, .runway:
      guests[boundary] == nil && inputs[boundary, .capacity] == nil ? nil : capacity(boundary, name, state, explains)
    default: nil
    }
  }

  private func ofComponent(
    _ element: ElementID, _ name: FigureName, _ state: LoadState, _ explains: Bool
  ) -> Derived? {
    let kind = model[element].kind
    switch name {
    case .rate: return rate(element, state, explains)
    case .attempts: return attempts(element, state, explains)
    case .worstAttempts: return worstAttempts(of: element, state)
    case .utilization, .replicasNeeded, .runway: return capacity(element, name, state, explains)
    case .size: return Schema.row(.size, on: kind) == nil ? nil : size(element, state)
    case .connections: return inputs[element, .maxConnections] == nil ? nil : connections(element, state, explains)
    case .users:
      return Schema.row(.users, on: kind) == nil
        ? nil : users(inputs[element, .users].map { (element, $0) }, state, element)
    case .backlog: return KindSet.messaging.contains(kind) ? backlog(element, state) : nil
    case .timeToFull: return KindSet.messaging.contains(kind) ? timeToFull(element, state) : nil
    case .drain: return KindSet.messaging.contains(kind) ? drain(element, state) : drain(ofConsumer: element, state)
    case .cost, .worstCost: return cost(element, state, isWorst: name == .worstCost, explains)
    default: return nil
    }
  }

  private func ofRelation(
    _ relation: RelationID, _ name: FigureName, _ state: LoadState, _ explains: Bool
  ) -> Derived? {
    switch name {
    case .rate: rate(relation, state, explains)
    case .attempts: attempts(relation, state, explains)
    case .worstAttempts: worstAttempts(relation)
    case .cost, .worstCost: cost(relation, state, explains)
    default: nil
    }
  }
}

/// A figure while it is computed, with how it comes about.
struct Derived {
  var value: Known<Double>
  var formula: Formula?
  var bound = Bound.exact
  var currency = Currency.none
  var notCounted: [String] = []
  var remarks: [String] = []
  /// What the formula reads besides its terms.
  var terms: [Term] = []

  init(_ value: Known<Double>, _ formula: Formula? = nil) {
    self.value = value
    self.formula = formula
  }

  static func unknown(_ missing: Missing) -> Derived { Derived(.unknown(missing)) }
  static func unknown(_ reason: String) -> Derived { Derived(.unknown(Missing(reason: reason))) }

  func figure(_ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions) -> Figure {
    Figure(subject, name, conditions, value: value, bound: bound, currency: currency)
  }
}

extension Known where Value == Double {
  /// A number that can be computed with, else unknown.
  static func finite(_ value: Double) -> Known<Double> {
    value.isFinite ? .known(value) : .unknown(Missing(reason: "it exceeds every number that can be computed with"))
  }
}

extension Inputs {
  /// A leaf of a formula.
  func term(_ element: ElementID, _ name: InputName) -> Formula? {
    self[element, name].map { .term(Term(.element(element), name.property, $0.quantity, $0)) }
  }

  func term(_ relation: RelationID, _ name: RelationInputName) -> Formula? {
    guard name == .attempts else {
      return self[relation, name].map { .term(Term(.relation(relation), name.property, $0.quantity, $0)) }
    }
    // `retry` is stated as the repetitions after the first attempt.
    return self[relation, .attempts].map { input in
      .sum([
        .constant(1, "the first"),
        .term(Term(.relation(relation), .retry, Quantity(input.value - 1, .count), input)),
      ])
    }
  }
}

extension ResourceAnalysis {
  /// The name of a figure that a formula refers to: `Api.rate at peak`.
  func name(_ subject: FigureSubject, _ figure: FigureName, _ conditions: Conditions) -> String {
    let base: String
    switch subject {
    case .system: base = figure.rawValue
    case .element(let element): base = "\(model.shortName(element)).\(figure.rawValue)"
    case .relation(let relation):
      base = "\(model.identity(relation, naming: model.shortName)).\(figure.rawValue)"
    }
    switch conditions.moment {
    case .now: return base
    case .peak: return base + " at peak"
    case .after(let time): return base + " at " + QuantityFormatter.text(Quantity(time, .duration))
    }
  }
}
