import ArchModel

/// How much data a loss costs, and how long it lasts, as the model states it.
public struct RecoveryAnalysis: Sendable {
  let inputs: Inputs
  private let dependencies: PartDependencies
  /// By element: the longest chain of what has to recover first.
  private let times: [RecoveryFigure?]

  private var model: Model { inputs.model }

  /// - Parameter availability: of the same inputs.
  public init(_ availability: AvailabilityAnalysis) {
    inputs = availability.inputs
    dependencies = availability.dependencies
    times = Self.recoveryTimes(inputs, dependencies)
  }

  /// The data lost in a failover, or where there is one copy in a restore: seconds of work. Nil for what keeps no data.
  public func dataLoss(of element: ElementID) -> RecoveryFigure? {
    guard KindSet.stores.contains(model[element].kind) || KindSet.messaging.contains(model[element].kind) else {
      return nil
    }
    if isDerived(element) {
      return RecoveryFigure(.known(0), formula: .constant(0, "it can be built again from elsewhere"))
    }
    guard let copies = inputs[element, .replicasLower]?.value ?? inputs[element, .copies]?.value else {
      if inputs[element, .lag] != nil || isSynchronous(element) { return lag(of: element) }
      let subject = FigureSubject.element(element)
      let wanted: [MissingInput] =
        ReplicaGroup.isManaged(element, in: model)
        ? [MissingInput(subject, .lag), MissingInput(subject, .replicas)] : [MissingInput(subject, .replicas)]
      return RecoveryFigure(.unknown(Missing(wanted)))
    }
    return copies >= 2 ? lag(of: element) : restoredDataLoss(of: element)
  }

  /// The data lost where a backup is brought back: the time between two of them, and until one is elsewhere.
  public func restoredDataLoss(of element: ElementID) -> RecoveryFigure? {
    guard KindSet.stores.contains(model[element].kind) || KindSet.messaging.contains(model[element].kind) else {
      return nil
    }
    guard let found = model.effective(.backup, of: element) else {
      return RecoveryFigure(.unknown(Missing(.element(element), .backup)))
    }
    guard let backup = model.backup(found.property.stated), let interval = inputs[element, .backupInterval] else {
      return RecoveryFigure(
        .unknown(Missing(reason: "nothing brings the data of \(model.shortName(element)) back: `backup: none`")))
    }
    let every = Formula.term(Term(.element(element), .backup, Quantity(interval.value, .duration), interval))
    if let destination = backup.destination,
      let relation = model.outgoing(element).first(where: { model[$0].target == destination }),
      let found = model.effective(.lag, of: relation), let delay = model.figure(found.property.stated)
    {
      let input = Input(
        delay.value, confidence: found.property.stated.confidence, property: Int32(truncatingIfNeeded: found.index))
      return RecoveryFigure(
        .known(interval.value + delay.value),
        formula: .sum([every, .term(Term(.relation(relation), .lag, delay, input))]))
    }
    let remark =
      backup.destination.map(model.shortName).map { place in
        "at least: how long a copy takes to \(place) is not stated; state `lag` of \(model.shortName(element)) => \(place)"
      }
      ?? "at least: how long a copy takes is not stated, nor where it goes; `backup: … to Name` says where"
    return RecoveryFigure(.known(interval.value), bound: .atLeast, formula: every, remarks: [remark])
  }

  /// How long it is out: the failover, or the restore and before it the chain of what has to recover first.
  public func recoveryTime(of element: ElementID) -> RecoveryFigure? {
    guard dependencies.counts[Int(element.index)], KindSet.components.contains(model[element].kind) else { return nil }
    return times[Int(element.index)]
  }

  private func isDerived(_ element: ElementID) -> Bool {
    model[element].kind == .cache || model.stated(.derived, of: element)?.value == .flag(true)
  }

  private func isSynchronous(_ element: ElementID) -> Bool {
    model.effective(.replication, of: element).flatMap { model.word($0.property.stated.value) } == "sync"
  }

  private func lag(of element: ElementID) -> RecoveryFigure {
    if let lag = inputs[element, .lag] {
      return RecoveryFigure(
        .known(lag.value), formula: .term(Term(.element(element), .lag, Quantity(lag.value, .duration), lag)))
    }
    if isSynchronous(element) { return RecoveryFigure(.known(0), formula: .constant(0, "replication: sync")) }
    return RecoveryFigure(.unknown(Missing(.element(element), .lag)))
  }
}

/// A time of recovery, in seconds, and how it comes about.
public struct RecoveryFigure: Sendable, Hashable {
  public let value: Known<Double>
  public let bound: Bound
  public let formula: Formula?
  public let remarks: [String]

  init(_ value: Known<Double>, bound: Bound = .exact, formula: Formula? = nil, remarks: [String] = []) {
    self.value = value
    self.bound = bound
    self.formula = formula
    self.remarks = remarks
  }
}

// MARK: Recovery times

extension RecoveryAnalysis {
  /// Hosts and what is called without a choice recover first; parts that need each other in a circle recover together.
  private static func recoveryTimes(_ inputs: Inputs, _ dependencies: PartDependencies) -> [RecoveryFigure?] {
    let model = inputs.model
    var edges: [(source: Int, target: Int)] = []
    for element in model.components where dependencies.counts[Int(element.index)] {
      for clause in dependencies.clauses(of: element.index) where clause.form == .required {
        let kind = model.elements[Int(clause.target)].kind
        // What others run recovers without us, and a boundary is no work to restore.
        guard KindSet.components.contains(kind), !KindSet.outside.contains(kind) else { continue }
        edges.append((Int(element.index), Int(clause.target)))
      }
    }
    let graph = Digraph(vertexCount: model.elements.count, edges: edges)
    let strong = StronglyConnected(graph)
    var times = [RecoveryFigure?](repeating: nil, count: model.elements.count)
    for members in strong.components {
      let first = members[0]
      guard KindSet.components.contains(model.elements[first].kind), dependencies.counts[first] else { continue }
      var before: [Int] = []
      for member in members {
        for next in graph.successors(member) where strong.componentOf[next] != strong.componentOf[member] {
          if !before.contains(next), before.count < 1000 { before.append(next) }
        }
      }
      for member in members { times[member] = time(ElementID(member), after: before, times, inputs) }
    }
    return times
  }

  private static func time(
    _ element: ElementID, after before: [Int], _ times: [RecoveryFigure?], _ inputs: Inputs
  ) -> RecoveryFigure {
    let model = inputs.model
    let subject = FigureSubject.element(element)
    if (inputs[element, .replicasLower]?.value ?? 1) >= 2, let found = model.effective(.failover, of: element),
      let failover = model.failover(found.property.stated), failover.mode != .none
    {
      guard let time = inputs[element, .failoverTime] else {
        return RecoveryFigure(.unknown(Missing(subject, .failover)))
      }
      let term = Term(subject, .failover, Quantity(time.value, .duration), time)
      return RecoveryFigure(.known(time.value), formula: .term(term))
    }
    let keeps = KindSet.stores.contains(model[element].kind) || KindSet.messaging.contains(model[element].kind)
    let name: InputName = keeps ? .restore : .mttr
    var value = inputs.known(element, name)
    guard let own = inputs[element, name] else { return RecoveryFigure(value) }
    let term = Formula.term(Term(subject, name.property, Quantity(own.value, .duration), own))
    var longest: (index: Int, value: Double)?
    for index in before {
      guard let other = times[index] else { continue }
      switch other.value {
      case .known(let time): if time > longest?.value ?? 0 { longest = (index, time) }
      case .unknown(let missing): value = .unknown(value.missing.union(missing))
      }
    }
    guard case .known(let time) = value, let longest else { return RecoveryFigure(value, formula: term) }
    let other = model.shortName(ElementID(longest.index))
    return RecoveryFigure(
      .known(time + longest.value),
      formula: .sum([term, .figure("\(other).rto", longest.value, .duration)]),
      remarks: ["\(other) has to recover first"])
  }
}
