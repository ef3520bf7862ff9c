import ArchAnalysis
import ArchDiagram
import ArchModel
import ArchViews

/// What failures do, as an overlay.
extension FigureOverlay {
  /// What the loss of one part or boundary does to all others at peak, as `whatif --down` computes it.
  func blast(of element: ElementID) -> OverlayPaint {
    let failures = [FailureCondition(element: element, isOneReplica: false)]
    return paint(
      figures.failures(.peak).outcome(of: failures), under: Conditions(.peak, failures: failures),
      called: "Loss of \(model.shortName(element))")
  }

  /// What some failures come to.
  ///
  /// - Parameters:
  ///   - conditions: those under which parts serve what they still serve.
  ///   - title: what the drawing says of it.
  func paint(_ outcome: FailureOutcome, under conditions: Conditions, called title: String) -> OverlayPaint {
    var paint = OverlayPaint(
      title: title,
      scale: ["goes on", "serves 90% and more", "serves 50% to 90%", "serves less than half", "fails"])
    let down = Set(outcome.down)
    let causes = conditions.failures.filter { !$0.isOneReplica }.map(\.element)
    let names = Self.list(causes.map { model.shortName($0) })
    var overloaded: [ElementID: Double] = [:]
    for overload in outcome.overloaded { overloaded[overload.element] = overload.utilization }
    let entered = flowsByEntrance(outcome)
    for component in model.components {
      let path = model.path(component)
      if down.contains(component) {
        paint.heats[path] = Diagram.Heat(level: 4, text: "down")
        paint.hovers[path] = [causes.contains(component) ? "it is what fails" : "it fails with \(names)"]
        continue
      }
      if let utilization = overloaded[component] {
        paint.heats[path] = Diagram.Heat(level: 4, text: "fails")
        let isFinite = utilization.isFinite && utilization < 1e6
        let full = isFinite ? QuantityFormatter.text(Quantity(utilization, .ratio), .significant(3)) : "more than all"
        paint.hovers[path] = ["it fails too, at \(full) of its capacity"]
        continue
      }
      if let effects = entered[component], let worst = worst(of: effects) {
        // Those who use the system fare as its flows do.
        paint.heats[path] = heat(ofServed: worst)
        paint.hovers[path] = effects.prefix(8).map { effect in
          "\(model.shortName(effect.subject)) \(Self.words[effect.kind] ?? effect.kind.rawValue)"
        }
        continue
      }
      guard let figure = figures.figure(.element(component), .available, conditions) else { continue }
      switch figure.value {
      case .known(let share):
        let heat = heat(ofServed: share)
        paint.heats[path] = heat
        paint.hovers[path] = [share >= 1 ? "it goes on" : share <= 0 ? "it needs what fails" : "it serves \(heat.text)"]
      case .unknown(let missing): paint.hovers[path] = ["unknown: \(FigureTexts(model: model).missing(missing))"]
      }
    }
    let flows = outcome.effects.filter { model[$0.subject].kind == .flow }
    let words: [(FailureEffect.Kind, String)] = [
      (.breaks, "Breaks"), (.degrades, "Degrades"), (.delayed, "Delays"), (.unknown, "Unknown for"),
      (.survives, "Spares"),
    ]
    let told = words.compactMap { kind, word -> String? in
      let names = flows.filter { $0.kind == kind }.map { model.shortName($0.subject) }
      return names.isEmpty ? nil : "\(word) \(Self.list(names))."
    }
    paint.summary = told.joined(separator: " ")
    return paint
  }

  /// Marks the parts whose loss alone breaks a flow and that have no second replica to take over.
  func markSinglePoints(_ paint: inout OverlayPaint) {
    var flows: [ElementID: [String]] = [:]
    var order: [ElementID] = []
    for flow in model.flows {
      for member in figures.cutSets(of: flow.element).single {
        let element = member.element
        let replicas = figures.inputs[element, .replicasLower]?.value ?? 1
        guard KindSet.components.contains(model[element].kind), replicas <= 1 || member.isPrimary else { continue }
        if flows[element] == nil { order.append(element) }
        let name = model.shortName(flow.element)
        if flows[element]?.contains(name) != true { flows[element, default: []].append(name) }
      }
    }
    for element in order {
      let message = "its loss alone breaks \(Self.list(flows[element] ?? []))"
      paint.chips[model.path(element)] = [Diagram.Chip(id: "SPOF", severity: .warning, message: message)]
    }
    guard !order.isEmpty else { return }
    let names = Self.list(order.map { model.shortName($0) })
    paint.summary = order.count == 1 ? "\(names) is a single point of failure." : "Single points of failure: \(names)."
  }

  private static let words: [FailureEffect.Kind: String] = [
    .breaks: "breaks", .degrades: "goes on for a share", .delayed: "is answered; the rest waits", .survives: "goes on",
    .unknown: "is unknown",
  ]

  /// The effects on the flows that begin at each part outside of the system.
  private func flowsByEntrance(_ outcome: FailureOutcome) -> [ElementID: [FailureEffect]] {
    var effects: [ElementID: FailureEffect] = [:]
    for effect in outcome.effects { effects[effect.subject] = effect }
    var entered: [ElementID: [FailureEffect]] = [:]
    for flow in model.flows {
      guard let first = flow.steps.first, let effect = effects[flow.element] else { continue }
      let source = model[first.relation].source
      if KindSet.outside.contains(model[source].kind) { entered[source, default: []].append(effect) }
    }
    return entered
  }

  /// The smallest share that is served; nil where one is unknown.
  private func worst(of effects: [FailureEffect]) -> Double? {
    var worst: Double? = 1
    for effect in effects {
      guard let share = effect.available.value, let known = worst else { return nil }
      worst = min(known, share)
    }
    return worst
  }

  private func heat(ofServed share: Double) -> Diagram.Heat {
    let level = share >= 1 ? 0 : share >= 0.9 ? 1 : share >= 0.5 ? 2 : share > 0 ? 3 : 4
    let text = share >= 1 ? "100%" : QuantityFormatter.text(Quantity(share, .ratio), .significant(3))
    return Diagram.Heat(level: level, share: share > 0 && share < 1 ? share : nil, text: text)
  }

  /// `A, B and C`; the rest of long lists as a number.
  private static func list(_ names: [String]) -> String {
    let shown = Array(names.prefix(8))
    let rest = names.count - shown.count
    if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
