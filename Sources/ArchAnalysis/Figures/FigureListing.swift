import ArchModel

extension Figures {
  /// The figures that a subject has, in the order in which they are listed.
  public func names(of subject: FigureSubject) -> [FigureName] {
    switch subject {
    case .system: return [.rate, .users, .data, .availability, .cost, .worstCost]
    case .relation(let relation):
      return model[relation].arrow.isSynchronous ? [.rate, .attempts] : [.rate]
    case .element(let element):
      let kind = model[element].kind
      if kind == .endpoint { return [.availability, .errorBudget, .available] }
      if kind == .flow {
        return [
          .rate, .p50, .p90, .p95, .p99, .p999, .p99Bound, .worstLatency, .completion, .availability, .available,
          .errorBudget, .worstAttempts, .drain,
        ]
      }
      if KindSet.boundaries.contains(kind) { return [.availability, .cost, .worstCost] }
      guard KindSet.components.contains(kind) else { return [] }
      // People and programs of theirs are not ours to size; of what others run only what they promise is known.
      if kind == .actor || kind == .client { return [.rate] }
      if kind == .external {
        let stated: [FigureName] = inputs[element, .capacity] == nil ? [] : [.utilization, .runway]
        return [.rate] + stated + [.p50, .p90, .p95, .p99, .p999, .availability, .available, .errorBudget]
      }
      var names: [FigureName] = [.rate, .utilization, .replicasNeeded, .runway]
      if inputs[element, .maxConnections] != nil { names.append(.connections) }
      if KindSet.messaging.contains(kind) { names += [.backlog, .timeToFull, .drain] }
      names += [.p50, .p90, .p95, .p99, .p999, .wait, .availability, .available, .errorBudget]
      if KindSet.stores.contains(kind) || KindSet.messaging.contains(kind) { names += [.size, .rpo, .rto] }
      return names + [.cost, .worstCost]
    }
  }

  /// Today, the peak, and the horizons of `capacity { horizons: … }`, else half a year and a year.
  public var moments: [Horizon] {
    var times: [Double] = []
    for element in model.elements(of: .capacity) {
      guard let stated = model.stated(.horizons, of: element) else { continue }
      for item in model.items(stated) {
        if let quantity = model.figure(item), quantity.dimension == .duration, quantity.value > 0 {
          times.append(quantity.value)
        }
      }
    }
    if times.isEmpty { times = [Self.year / 2, Self.year] }
    var moments: [Horizon] = [.now, .peak]
    for time in times.prefix(24) where !moments.contains(.after(time)) { moments.append(.after(time)) }
    return moments
  }

  /// A year of 8,760 hours, in seconds.
  public static let year: Double = 8_760 * 3_600

  /// Every figure of every part, in a stable order: the system, flows, components, boundaries, relations; each name with
  /// its moments.
  public func all(at moments: [Horizon]) -> [Figure] {
    let circumstances = moments.map { (moment: $0, under: under(Conditions($0))) }
    let flows = model.flows.filter { !model[$0.element].isRemoved }.map { FigureSubject.element($0.element) }
    let subjects =
      [FigureSubject.system] + flows + model.components.map { .element($0) } + model.boundaries.map { .element($0) }
      + model.liveRelations.map { .relation($0) }
    var result: [Figure] = []
    for subject in subjects {
      let names = names(of: subject)
      // All figures of a moment are computed together, and listed by their names.
      let columns = circumstances.map { moment, under in
        let varying = names.filter { $0.varies(at: moment) }
        return (names: varying, figures: under.figures(subject, varying))
      }
      var next = [Int](repeating: 0, count: columns.count)
      for name in names {
        for (place, column) in columns.enumerated()
        where next[place] < column.names.count && column.names[next[place]] == name {
          if let figure = column.figures[next[place]] { result.append(figure) }
          next[place] += 1
        }
      }
    }
    return result
  }

  /// The figures by which variants are compared: cost, and of each flow its p99 and availability, of each component its
  /// utilisation and availability.
  public var compared: [Figure] {
    var result: [Figure] = []
    func add(_ subject: FigureSubject, _ names: [(FigureName, Conditions)]) {
      result += names.compactMap { figure(subject, $0, $1) }
    }
    add(.system, [(.cost, .now), (.worstCost, .now)])
    for flow in model.flows where !model[flow.element].isRemoved {
      add(.element(flow.element), [(.rate, .peak), (.p50, .now), (.p99, .peak), (.availability, .now)])
    }
    for component in model.components {
      add(.element(component), [(.utilization, .peak), (.availability, .now), (.cost, .now)])
    }
    return result
  }

  /// The missing inputs that most figures wait for, the most wanted first.
  public func mostWanted(limit: Int) -> [(input: MissingInput, figures: Int)] {
    var counts: [MissingInput: Int] = [:]
    var order: [MissingInput] = []
    for figure in all(at: [.now, .peak]) {
      for input in figure.value.missing.inputs {
        if counts[input] == nil { order.append(input) }
        counts[input, default: 0] += 1
      }
    }
    let ranked = order.enumerated().sorted { a, b in
      let (x, y) = (counts[a.element] ?? 0, counts[b.element] ?? 0)
      return x == y ? a.offset < b.offset : x > y
    }
    return ranked.prefix(limit).map { ($0.element, counts[$0.element] ?? 0) }
  }
}

extension FigureName {
  /// Whether a figure is listed for a moment: what depends on neither load nor time is listed once, what grows with time
  /// alone has no peak.
  public func varies(at moment: Horizon) -> Bool {
    switch self {
    case .rate, .utilization, .replicasNeeded, .p50, .p90, .p95, .p99, .p999, .p99Bound, .wait, .completion, .backlog:
      true
    case .size, .users, .data, .cost, .worstCost: moment != .peak
    case .runway, .timeToFull: moment == .peak
    case .connections, .drain, .attempts, .worstAttempts, .worstLatency, .availability, .available, .errorBudget, .rpo,
      .rto:
      moment == .now
    }
  }
}
