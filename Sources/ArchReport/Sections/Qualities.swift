import ArchAnalysis
import ArchModel
import ArchSyntax

/// The -ilities: what speaks for each, from rules and figures, and what it costs.
extension ReportWriter {
  mutating func writeQualities() {
    writeHeading(2, "Qualities")
    var table = ReportTable(["Quality", "Evidence", "Findings", "Trade-off"])
    table.add(["Scalability: handle growth", scalability(), findings("scalability"), complexity()])
    table.add(["Reliability: stay available", reliability(), findings("reliability"), redundancy()])
    table.add(["Maintainability: easy to change", maintainability(), findings("maintainability"), effort()])
    table.add(["Performance: fast response", performance(), findings("performance"), optimisation()])
    table.add(["Security: protect data", security(), findings("security"), friction()])
    table.add(["Observability: understand state", observability(), findings("observability"), overhead()])
    writeTable(table)
  }

  /// What the rules of a principle found, never without how many ran.
  private func findings(_ principle: String) -> MarkdownText {
    guard let check = options.check else { return "not checked" }
    let rules = check.ruleCounts[principle] ?? 0
    guard rules > 0 else { return "no rule ran" }
    let found = check.findings.filter { $0.principle == principle }
    guard !found.isEmpty else { return "none of \(counted(rules, "rule"))" }
    var ids: [String] = []
    for finding in found where !ids.contains(finding.id) { ids.append(finding.id) }
    return "\(counted(found.count, "finding")) of \(counted(rules, "rule")): \(.shortList(ids, limit: 4))"
  }

  // MARK: Evidence

  private func scalability() -> MarkdownText {
    let known = model.components.compactMap { component -> (ElementID, Double)? in
      figures.figure(.element(component), .utilization, .peak)?.value.value.map { (component, $0) }
    }
    guard let fullest = known.max(by: { $0.1 < $1.1 }) else {
      let rateless = model.flows.map(\.element).filter {
        !model[$0].isRemoved && figures.inputs[$0, .rateMean] == nil
      }
      let weightless = model.components.filter { isSized($0) && model.effective(.capacity, of: $0) == nil }
      var wanted: [MarkdownText] = []
      if model.flows.isEmpty { wanted.append("`flow`") }
      if !rateless.isEmpty { wanted.append("`rate` of \(.shortList(names(rateless), limit: 3))") }
      if !weightless.isEmpty { wanted.append("`capacity` of \(.shortList(names(weightless), limit: 3))") }
      guard wanted.isEmpty else { return "? \(.joined(wanted))" }
      for component in model.components where model.effective(.capacity, of: component) != nil {
        // A flow meets it, and something else leaves open how much it asks for.
        guard let figure = figures.figure(.element(component), .utilization, .peak) else { continue }
        let missing = figure.value.missing
        let isUnused = missing.inputs.allSatisfy { $0.property == .flow }
        if !isUnused || missing.inputs.isEmpty && !missing.reason.isEmpty { return self.missing(missing) }
      }
      return "no flow meets a stated `capacity`"
    }
    let share = QuantityFormatter.text(Quantity(fullest.1, .ratio), .significant(3))
    var text: MarkdownText = "fullest at peak: \(name(fullest.0)) \(share)"
    let runways = known.compactMap { component, _ in
      figures.figure(.element(component), .runway, .peak)?.value.value.map { (component, $0) }
    }
    if let first = runways.min(by: { $0.1 < $1.1 }), first.1 > 0 {
      let time = QuantityFormatter.text(Quantity(first.1, .duration), .significant(3))
      text = "\(text); first full: \(name(first.0)) in \(time)"
    }
    return text
  }

  private func reliability() -> MarkdownText {
    guard !model.flows.isEmpty else { return "? `flow`" }
    // The worst first: that is the one to look at.
    var parts = worst(.availability, .now) { $0 < $1 }
    let single = peakLosses.filter { row in
      !row.failure.isOneReplica && !KindSet.outside.contains(model[row.failure.element].kind)
        && (figures.inputs[row.failure.element, .replicasLower]?.value ?? 2) < 2
        && row.effects.contains { $0.kind == .breaks && model[$0.subject].kind == .flow }
    }
    let breaking = peakLosses.filter { row in
      !row.failure.isOneReplica && !KindSet.outside.contains(model[row.failure.element].kind)
        && row.effects.contains { $0.kind == .breaks && model[$0.subject].kind == .flow }
    }.map(\.failure.element)
    let boundaries = breaking.filter { KindSet.boundaries.contains(model[$0].kind) }
    let uncounted = breaking.filter {
      figures.inputs[$0, .replicasLower] == nil && !isManaged($0) && !isHosted($0) && !boundaries.contains($0)
    }
    let primaries = primariesAlone(besides: single.map(\.failure.element))
    if !single.isEmpty {
      parts.append("single instances that break a flow: \(.shortList(names(single.map(\.failure.element)), limit: 4))")
    } else if uncounted.isEmpty, primaries.isEmpty {
      parts.append("no single instance breaks a flow")
    }
    if !primaries.isEmpty {
      parts.append("nobody takes over by itself from the primary of \(.shortList(names(primaries), limit: 3))")
    }
    if !boundaries.isEmpty {
      parts.append("a flow breaks with the whole of \(.shortList(names(boundaries), limit: 3))")
    }
    if !uncounted.isEmpty {
      parts.append("? `replicas` of \(.shortList(names(uncounted), limit: 3)), without which a flow breaks")
    }
    return .joined(parts, by: "; ")
  }

  /// Stores whose primary is a single point of failure though they have replicas, be it an accepted one.
  private func primariesAlone(besides single: [ElementID]) -> [ElementID] {
    guard let check = options.check else { return [] }
    let found = check.findings + check.accepted.map(\.finding)
    return found.compactMap { finding in
      guard finding.id == "REL008", let element = finding.element, !single.contains(element),
        KindSet.stores.contains(model[element].kind), (figures.inputs[element, .replicasLower]?.value ?? 0) >= 2
      else { return nil }
      return element
    }
  }

  /// The three worst values of a figure among the flows, and of how many it is not known.
  private func worst(
    _ figure: FigureName, _ conditions: Conditions, isWorse: (Double, Double) -> Bool
  ) -> [MarkdownText] {
    // Nobody waits for a flow of messages alone.
    let flows = model.flows.filter { !model[$0.element].isRemoved && (figure != .p99 || hasRequestPath($0.element)) }
      .map(\.element)
    let known = flows.compactMap { flow -> (figure: Figure, value: Double)? in
      guard let found = figures.figure(.element(flow), figure, conditions), let value = found.value.value else {
        return nil
      }
      return (found, value)
    }
    let order = known.indices.sorted { a, b in
      known[a].value == known[b].value ? a < b : isWorse(known[a].value, known[b].value)
    }
    var parts = order.prefix(3).map { index -> MarkdownText in
      let found = known[index].figure
      let name = figure == .availability ? self.name(of: found.subject) : self.name(of: found)
      return "\(name) \(FigureText.text(found))"
    }
    if known.count > 3 { parts.append("\(counted(known.count - 3, "other flow")) no worse") }
    let unknown = flows.count - known.count
    if unknown > 0 { parts.append("? \(figure.rawValue) of \(counted(unknown, "flow"))") }
    return parts
  }

  private func maintainability() -> MarkdownText {
    let own = model.components.filter { !KindSet.outside.contains(model[$0].kind) }
    guard !own.isEmpty else { return .unknown("service") }
    let owned = own.filter { model.effective(.owner, of: $0) != nil }.count
    let technologies = Set(own.compactMap { model.technologyText($0) }).count
    let decisions = model.elements(of: .decision).count
    return
      "\(owned) of \(counted(own.count, "component")) owned; \(counted(decisions, "decision")) recorded; \(counted(technologies, "technology", plural: "technologies"))"
  }

  private func performance() -> MarkdownText {
    let parts = worst(.p99, .peak) { $0 > $1 }
    guard parts.isEmpty else { return .joined(parts, by: "; ") }
    return model.flows.isEmpty ? "? `flow`" : "no flow has somebody wait for an answer"
  }

  private func security() -> MarkdownText {
    let relations = model.liveRelations.filter { !isInProcess($0) }
    let wired = relations.filter { isEncryptedInTransit($0) }.count
    let sensitive = model.elements(of: KindSet.stores | KindSet.messaging).filter { !sensitiveClasses(of: $0).isEmpty }
    var text: MarkdownText = "encrypted in transit \(wired) of \(counted(relations.count, "relation"))"
    if !sensitive.isEmpty {
      let resting = sensitive.filter { isEncryptedAtRest($0) }.count
      text = "\(text); at rest \(resting) of \(counted(sensitive.count, "store")) with sensitive data"
    }
    return text
  }

  private func observability() -> MarkdownText {
    let own = model.components.filter {
      !KindSet.outside.contains(model[$0].kind) && model[$0].kind != .monitor
    }
    let monitors = model.elements(of: .monitor)
    guard !monitors.isEmpty else { return .unknown("monitor") }
    let watched = Set(monitors.flatMap { watchedParts($0) })
    let seen = own.filter { watched.contains($0) }.count
    return "watched: \(seen) of \(counted(own.count, "component"))"
  }

  /// The parts that a monitor names, by themselves, their boundary or their kind.
  private func watchedParts(_ monitor: ElementID) -> [ElementID] {
    guard let stated = model.stated(.watches, of: monitor) else { return [] }
    var result = model.references(stated.value).filter { !model[$0].isRemoved }
    let boundaries = Set(result.filter { KindSet.boundaries.contains(model[$0].kind) })
    let words = Set(model.texts(stated.value))
    for component in model.components {
      if words.contains(model[component].kind.rawValue) {
        result.append(component)
      } else if !boundaries.isEmpty, model.boundaries(around: component).contains(where: boundaries.contains) {
        result.append(component)
      }
    }
    return result
  }

  // MARK: Trade-offs

  private func complexity() -> MarkdownText {
    guard let mean = figures.figure(.system, .cost, .now), let worst = figures.figure(.system, .worstCost, .now),
      let low = mean.value.value, let high = worst.value.value, high > low
    else { return "complexity, cost" }
    let more = FigureText.text(Quantity(high - low, .moneyRate, currency: mean.currency), of: .cost)
    return "complexity, cost: up to \(more) more at the upper ends"
  }

  /// What instances beyond the first of each part cost.
  private func redundancy() -> MarkdownText {
    let state = figures.under(.now).state
    var sum = 0.0
    var currency = Currency.none
    for item in figures.under(.now).resources.costs(state) {
      guard case .element(let element) = item.subject, let value = item.mean.value,
        let replicas = figures.inputs[element, .replicasLower]?.value, replicas > 1,
        figures.inputs.prices(of: element).allSatisfy({ !$0.input.isTotal && $0.input.dimension == .moneyRate })
      else { continue }
      guard currency == .none || currency == item.currency else { return "redundancy cost" }
      currency = item.currency
      sum += value * (replicas - 1) / replicas
    }
    guard sum > 0 else { return "redundancy cost" }
    let text = FigureText.text(Quantity(sum, .moneyRate, currency: currency), of: .cost)
    return "redundancy cost: \(text) for replicas beyond the first"
  }

  private func effort() -> MarkdownText {
    let open = model.elements(of: .decision).filter { standings.status(of: $0) == "proposed" }.count
    return open == 0 ? "initial effort" : "initial effort: \(counted(open, "decision")) open"
  }

  private func optimisation() -> MarkdownText {
    let caches = model.components.filter { model[$0].kind == .cache || model[$0].kind == .cdn }
    return caches.isEmpty
      ? "optimization effort" : "optimization effort: \(.shortList(names(caches), limit: 4)) to keep fresh"
  }

  private func friction() -> MarkdownText {
    var methods: [String] = []
    for element in model.components + model.elements(of: .endpoint) {
      guard let stated = model.stated(.auth, of: element), !model.isNone(stated.value) else { continue }
      for method in model.texts(stated.value) where !methods.contains(method) { methods.append(method) }
    }
    return methods.isEmpty ? "user friction" : "user friction: \(.shortList(methods)) for callers"
  }

  private func overhead() -> MarkdownText {
    let monitors = model.elements(of: .monitor)
    let costs = monitors.compactMap { figures.figure(.element($0), .cost, .now)?.quantity }
    guard let first = costs.first, costs.allSatisfy({ $0.currency == first.currency }) else {
      return monitors.isEmpty ? "overhead" : "overhead: ? `cost` of \(.shortList(names(monitors), limit: 3))"
    }
    let sum = Quantity(costs.reduce(0) { $0 + $1.value }, .moneyRate, currency: first.currency)
    return "overhead: \(FigureText.text(sum, of: .cost))"
  }
}
