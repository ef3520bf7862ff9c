import ArchModel

/// A figure before and after a change.
public struct FigureDifference: Sendable, Hashable {
  public let name: FigureName
  public let conditions: Conditions
  /// Nil where the part or the figure does not exist.
  public let before: Figure?
  public let after: Figure?
}

/// A part whose loss alone breaks flows, and did not before, or does not any more.
public struct SinglePointDifference: Sendable, Hashable {
  /// In the newer model where it was added, in the older one where it went.
  public let element: ElementID
  /// The flows, in the same model.
  public let flows: [ElementID]
}

/// What a change of the architecture does to its figures.
public struct Consequences: Sendable {
  public let comparison: ModelComparison
  public let figures: (before: Figures, after: Figures)

  public init(_ comparison: ModelComparison) {
    self.comparison = comparison
    figures = (Figures(comparison.before), Figures(comparison.after))
  }

  /// The figures that variants are compared by, where they read otherwise than before; in the order of the newer model,
  /// what is gone last.
  public var changes: [FigureDifference] {
    struct Key: Hashable {
      let subject: FigureSubject
      let name: FigureName
      let conditions: Conditions
    }
    let old = Self.compared(figures.before)
    let known = Dictionary(
      old.map { (Key(subject: $0.subject, name: $0.name, conditions: $0.conditions), $0) }
    ) { first, _ in first }
    var kept: Set<Key> = []
    var result: [FigureDifference] = []
    for figure in Self.compared(figures.after) {
      let key = former(figure.subject).map { Key(subject: $0, name: figure.name, conditions: figure.conditions) }
      if let key { kept.insert(key) }
      let before = key.flatMap { known[$0] }
      // What is new and unknown tells nothing.
      if before?.value.value == nil, figure.value.value == nil { continue }
      if before.map({ FigureText.text($0) }) != FigureText.text(figure) {
        result.append(
          FigureDifference(name: figure.name, conditions: figure.conditions, before: before, after: figure))
      }
    }
    for figure in old
    where figure.value.value != nil
      && !kept.contains(Key(subject: figure.subject, name: figure.name, conditions: figure.conditions))
    {
      result.append(FigureDifference(name: figure.name, conditions: figure.conditions, before: figure, after: nil))
    }
    return result
  }

  /// What variants are compared by, and where the p99 at peak is unknown that of today.
  private static func compared(_ figures: Figures) -> [Figure] {
    figures.compared.flatMap { figure -> [Figure] in
      guard figure.name == .p99, figure.value.value == nil else { return [figure] }
      return [figure] + [figures.figure(figure.subject, .p99, .now)].compactMap { $0 }
    }
  }

  private func former(_ subject: FigureSubject) -> FigureSubject? {
    switch subject {
    case .system: .system
    case .element(let element): comparison.former(element).map { .element($0) }
    case .relation: nil
    }
  }

  /// What came into the flows that were there before as a single point of failure.
  public var newSinglePoints: [SinglePointDifference] {
    singlePoints(figures.after, figures.before) { comparison.former($0) }
  }

  /// What is no single point of failure any more.
  public var goneSinglePoints: [SinglePointDifference] {
    singlePoints(figures.before, figures.after) { comparison.successor($0) }
  }

  /// The single points of one side that the other one lacks in the same flow.
  private func singlePoints(
    _ figures: Figures, _ others: Figures, _ counterpart: (ElementID) -> ElementID?
  ) -> [SinglePointDifference] {
    var flows: [ElementID: [ElementID]] = [:]
    var order: [ElementID] = []
    for flow in figures.model.flows where !figures.model[flow.element].isRemoved {
      guard let other = counterpart(flow.element) else { continue }
      let known = Set(Self.singlePoints(of: other, in: others))
      for element in Self.singlePoints(of: flow.element, in: figures) {
        if let same = counterpart(element), known.contains(same) { continue }
        if flows[element] == nil { order.append(element) }
        flows[element, default: []].append(flow.element)
      }
    }
    return order.map { SinglePointDifference(element: $0, flows: flows[$0] ?? []) }
  }

  /// The parts of ours that have one instance and whose loss breaks a flow. What a platform runs has no instances.
  private static func singlePoints(of flow: ElementID, in figures: Figures) -> [ElementID] {
    figures.cutSets(of: flow).single.filter { member in
      guard !KindSet.outside.contains(figures.model[member.element].kind) else { return false }
      if member.isPrimary { return true }
      if let replicas = figures.inputs[member.element, .replicasLower] { return replicas.value <= 1 }
      return !figures.under(.now).resources.isWhole(member.element)
    }.map(\.element)
  }
}

extension Consequences {
  /// What matters of it, a phrase each: `Checkout availability 99.95% → 99.72%`, `new single point of failure: Redis`,
  /// `cost + $340/month`.
  public var headlines: [String] {
    var result: [String] = []
    let changes = changes
    for (name, word) in [(FigureName.availability, "availability"), (.p99, "p99")] {
      for change in changes where change.name == name {
        guard let after = change.after, let before = change.before?.quantity, let now = after.quantity,
          case .element(let element) = after.subject, comparison.after[element].kind == .flow
        else { continue }
        let peak = change.conditions.moment == .peak ? " at peak" : ""
        result.append(
          "\(comparison.after.shortName(element)) \(word)\(peak) \(FigureText.text(before, of: name)) → "
            + FigureText.text(now, of: name))
      }
    }
    for (points, model, word) in [
      (newSinglePoints, comparison.after, "new single point of failure"),
      (goneSinglePoints, comparison.before, "no single point of failure any more"),
    ] where !points.isEmpty {
      let isMany = points.count > 1 && word.hasPrefix("new")
      result.append(
        (isMany ? "new single points of failure" : word) + ": "
          + points.map { model.shortName($0.element) }.joined(separator: ", "))
    }
    for change in changes where change.name == .utilization {
      guard let after = change.after, case .element(let element) = after.subject, let now = after.quantity,
        now.value > 1, (change.before?.quantity?.value ?? 0) <= 1
      else { continue }
      result.append(
        "\(comparison.after.shortName(element)) over its capacity at peak: \(FigureText.text(now, of: .utilization))")
    }
    if let cost = costDifference { result.append("cost " + Self.signed(cost)) }
    return result
  }

  /// What the whole costs more a month, negative for less; nil where it is unknown or the same.
  public var costDifference: Quantity? {
    guard let before = figures.before.figure(.system, .cost), let after = figures.after.figure(.system, .cost),
      let old = before.quantity, let new = after.quantity, before.currency == after.currency || old.value == 0
    else { return nil }
    let difference = new.value - old.value
    guard difference.isFinite, !FigureText.isSame(new.value, old.value) else { return nil }
    return Quantity(difference, .moneyRate, currency: after.currency)
  }

  /// `+ $340/month`, `- $20/month`.
  public static func signed(_ quantity: Quantity) -> String {
    var size = quantity
    size.value = abs(quantity.value)
    return (quantity.value < 0 ? "- " : "+ ") + FigureText.text(size, of: .cost)
  }
}
