import ArchAnalysis
import ArchModel
import ArchSyntax

/// What may go wrong: declared, found and computed.
struct Risk {
  /// From the worst to the least, as the language grades.
  enum Grade: Int, Comparable {
    case low, medium, high, critical

    static func < (a: Grade, b: Grade) -> Bool { a.rawValue < b.rawValue }

    init?(word: String) {
      switch word {
      case "critical": self = .critical
      case "high": self = .high
      case "medium": self = .medium
      case "low": self = .low
      default: return nil
      }
    }

    var text: MarkdownText {
      switch self {
      case .low: "low"
      case .medium: "medium"
      case .high: "high"
      case .critical: "critical"
      }
    }
  }

  var text: MarkdownText
  var likelihood: Grade
  var severity: Grade
  /// What is stated of the likelihood, or why it is what it is.
  var likelihoodText: MarkdownText
  var owner: MarkdownText
  var due: MarkdownText
  var state: MarkdownText
  var isAccepted = false

  /// By which risks are ranked: likelihood × severity. It is never printed.
  var weight: Int { (likelihood.rawValue + 1) * (severity.rawValue + 1) }
}

extension ReportWriter {
  private static let riskLimit = 25

  mutating func writeRiskRegister() {
    writeHeading(2, "Risk Register")
    guard !risks.isEmpty else {
      writeParagraph(
        "None: no declared failure, no finding, no failed objective, nothing full within a year; `failure Name { likelihood: …, severity: … }` adds a row."
      )
      return
    }
    var table = ReportTable(["Risk", "Likelihood", "Severity", "Owner", "Due", "State"])
    for risk in risks.prefix(Self.riskLimit) {
      table.add([risk.text, risk.likelihoodText, risk.severity.text, risk.owner, risk.due, risk.state])
    }
    writeTable(table)
    let rest = risks.count - Self.riskLimit
    let more: MarkdownText = rest > 0 ? " \(counted(rest, "lesser risk")) \(rest == 1 ? "is" : "are") left out." : ""
    writeParagraph(
      "Ranked by likelihood × severity, as a `failure` states them. Elsewhere an error, a failed objective and a part without which a flow breaks are high, the rest medium; likely is what holds today, less so what comes within six months, a year, or after a loss.\(more)"
    )
  }

  /// Computes the risks, the largest first. Those that are accepted stand last.
  mutating func collectRisks() {
    var all =
      failedVerdictRisks() + undecidedVerdictRisks() + findingRisks() + declaredRisks() + capacityRisks() + lossRisks()
    all += connectionRisks() + restoreRisks()
    all += acceptedRisks()
    let order = all.indices.sorted { a, b in
      if all[a].isAccepted != all[b].isAccepted { return all[b].isAccepted }
      return all[a].weight == all[b].weight ? a < b : all[a].weight > all[b].weight
    }
    risks = order.map { all[$0] }
  }

  /// Who answers for an element: its owner, else that of the system.
  func ownerText(_ element: ElementID?) -> MarkdownText {
    if let element, let owner = model.text(.owner, of: element) { return MarkdownText(text: owner) }
    if let system = model.system, let owner = model.text(.owner, of: system) { return MarkdownText(text: owner) }
    return .unknown("owner")
  }

  // MARK: What is found

  private mutating func findingRisks() -> [Risk] {
    guard let check = options.check else { return [] }
    var result: [Risk] = []
    var seen: Set<String> = []
    for finding in check.findings where finding.severity != .info && finding.principle != "escalation" {
      let isLoad = isUntoldLoad(finding)
      guard !finding.restatesFigure || isLoad, seen.insert(finding.id + finding.message).inserted else { continue }
      result.append(
        Risk(
          text: "\(.prose(finding.message.capitalizedFirst)) (\(finding.id))", likelihood: isLoad ? .critical : .high,
          severity: finding.severity == .error ? .high : .medium, likelihoodText: isLoad ? "holds today" : "found",
          owner: ownerText(finding.element), due: isLoad ? "now" : .unknown("due"), state: "open"))
    }
    return result
  }

  /// Whether a finding tells of a load past a capacity of which there is no figure, only that it is at least so much.
  private func isUntoldLoad(_ finding: ReportFinding) -> Bool {
    guard finding.id == "SCA001", let element = finding.element else { return false }
    return figures.figure(.element(element), .utilization, .peak)?.value.value == nil
  }

  // MARK: What is declared

  private mutating func declaredRisks() -> [Risk] {
    model.elements(of: .failure).map { failure in
      let stated = model.text(.likelihood, of: failure)
      let severity = model.text(.severity, of: failure).flatMap { Risk.Grade(word: $0) }
      let likelihood = stated.flatMap { Risk.Grade(word: $0) } ?? rate(of: failure)
      let breaks = !model.references(.breaks, of: failure).isEmpty
      let link = link(failure)
      let title = model.title(failure) ?? ""
      let parts = names(model.references(.of, of: failure))
      let of: MarkdownText = parts.isEmpty ? "" : ": loss of \(.list(parts))"
      let isMitigated = isMitigated(failure)
      let impact = consequence(of: failure).map { ": \($0)" as MarkdownText } ?? ""
      return Risk(
        text: title.isEmpty ? "\(link)\(of)\(impact)" : "\(link) \(title)\(impact)", likelihood: likelihood ?? .medium,
        severity: severity ?? (breaks ? .high : .medium),
        likelihoodText: stated.map { MarkdownText(text: $0) } ?? .unknown("likelihood"), owner: ownerText(failure),
        due: .notApplicable, state: isMitigated ? "mitigated, as stated" : .unknown("mitigation"))
    }
  }

  /// Whether something is stated against a failure; a text that says that there is nothing does not.
  private func isMitigated(_ failure: ElementID) -> Bool {
    guard let text = model.text(.mitigation, of: failure) else { return model.stated(.mitigation, of: failure) != nil }
    return !["", "none", "no", "nothing", "-", "–"].contains(text.lowercased())
  }

  /// What a failure does, as it is stated.
  private func consequence(of failure: ElementID) -> MarkdownText? {
    var parts = [model.text(.impact, of: failure)].compactMap { $0 }.map { MarkdownText(text: $0) }
    let broken = names(model.references(.breaks, of: failure))
    if !broken.isEmpty { parts.append("breaks \(.shortList(broken, limit: 3))") }
    return parts.isEmpty ? nil : .joined(parts, by: "; ")
  }

  /// The grade of a stated frequency: once a month or more is high, once a year medium, less low.
  private func rate(of failure: ElementID) -> Risk.Grade? {
    guard let stated = model.stated(.likelihood, of: failure), let quantity = model.quantities(stated.value).first
    else { return nil }
    switch quantity.dimension {
    case .rate:
      let yearly = quantity.value * Figures.year
      return yearly >= 12 ? .high : yearly >= 1 ? .medium : .low
    case .ratio: return quantity.value >= 0.5 ? .high : quantity.value >= 0.1 ? .medium : .low
    default: return nil
    }
  }

  // MARK: What is computed

  private mutating func capacityRisks() -> [Risk] {
    var result: [Risk] = []
    let half = Figures.year / 2
    for component in model.components where result.count < 40 {
      let subject = FigureSubject.element(component)
      guard let peak = figures.figure(subject, .utilization, .peak)?.value.value, peak > 0 else { continue }
      let runway = figures.figure(subject, .runway, .peak)?.value.value
      // Where the others take no more load the loss is no second thing to tell of.
      let lost = figures.under(.peak).resources.utilizationWithoutReplica(component, figures.under(.peak).state).value
        .flatMap { Self.isMore($0, than: peak) ? $0 : nil }
      let lostRunway = lost.flatMap { figures.under(.peak).resources.runway(from: $0).value }
      let whole = peak >= 1 ? 0 : runway
      guard let time = [whole, lost.map { $0 >= 1 ? 0 : lostRunway } ?? nil].compactMap({ $0 }).min(),
        time < Figures.year
      else { continue }
      var parts: [MarkdownText] = []
      func duration(_ seconds: Double) -> String {
        QuantityFormatter.text(Quantity(seconds, .duration), .significant(3))
      }
      if peak >= 1 {
        parts.append("**\(share(peak))** of its capacity at peak")
      } else if let runway, runway < Figures.year {
        parts.append("\(share(peak)) of its capacity at peak, full in \(duration(runway))")
      } else {
        parts.append("\(share(peak)) of its capacity at peak")
      }
      if let lost, lost >= 1 {
        parts.append("with one replica lost **\(share(lost))**")
      } else if let lost, let lostRunway, lostRunway < Figures.year, peak < 1 {
        parts.append("with one replica lost \(share(lost)), full in \(duration(lostRunway))")
      }
      // One replica fewer is a second thing that has to go wrong.
      let needsLoss = time <= 0 ? peak < 1 : whole.map { $0 >= Figures.year } ?? true
      let likelihood: Risk.Grade = time <= 0 ? (needsLoss ? .high : .critical) : time <= half ? .high : .medium
      result.append(
        Risk(
          text: "\(name(component)): \(.joined(parts, by: "; "))",
          likelihood: needsLoss && time > 0 ? .medium : likelihood,
          severity: isNeeded(component) ? .high : .medium,
          likelihoodText: time <= 0 ? (needsLoss ? "at the next loss" : "holds today") : "in \(duration(time))",
          owner: ownerText(component), due: time <= 0 ? "now" : "in \(duration(time))", state: "open"))
    }
    return result
  }

  private func share(_ value: Double) -> String {
    value.isFinite ? QuantityFormatter.text(Quantity(value, .ratio), .significant(3)) : "no capacity left"
  }

  /// Whether a flow cannot do without a component.
  private func isNeeded(_ component: ElementID) -> Bool {
    peakLosses.contains { row in
      row.failure.element == component && row.effects.contains { $0.kind == .breaks && model[$0.subject].kind == .flow }
    }
  }

  /// Losses of a whole part that nothing stands in for, and losses that bring down others.
  private mutating func lossRisks() -> [Risk] {
    let declared = Set(model.elements(of: .failure).flatMap { model.references(.of, of: $0) })
    var result: [Risk] = []
    for row in peakLosses where !declared.contains(row.failure.element) && result.count < 40 {
      let element = row.failure.element
      let flows = row.subjects(.breaks).filter { model[$0].kind == .flow }
      let isSingle = (figures.inputs[element, .replicasLower]?.value ?? 2) < 2 && !row.failure.isOneReplica
      let isCascade = !row.overloaded.isEmpty
      guard !flows.isEmpty, isSingle || isCascade || model[element].kind == .external else { continue }
      let lost: MarkdownText = row.failure.isOneReplica ? "One replica of \(name(element))" : "\(name(element))"
      let then: MarkdownText =
        isCascade
        ? "; \(.shortList(row.overloaded.prefix(3).map { "\(name($0.element)) at \(share($0.utilization))" })) then"
        : ""
      result.append(
        Risk(
          text: "\(lost) lost: \(.shortList(names(flows), limit: 3)) \(flows.count == 1 ? "fails" : "fail")\(then)",
          likelihood: row.failure.isOneReplica ? .high : .medium, severity: .high,
          likelihoodText: row.failure.isOneReplica ? "at the next loss" : "when it is out of order",
          owner: ownerText(element), due: .notApplicable, state: "open"))
    }
    return result
  }

  /// Stores whose callers may open nearly all connections that they take.
  private func connectionRisks() -> [Risk] {
    // A finding on the pools tells it, or what accepts it does.
    let told = Set(
      ((options.check?.findings ?? []) + (options.check?.accepted.map(\.finding) ?? [])).filter { $0.id == "SCA004" }
        .compactMap(\.element))
    return model.components.compactMap { component in
      guard !told.contains(component), let limit = figures.inputs[component, .maxConnections]?.value, limit > 0,
        let share = figures.figure(.element(component), .connections, .now)?.value.value, share >= 0.8
      else { return nil }
      let open = QuantityFormatter.text(Quantity((share * limit).rounded(), .count))
      let all = QuantityFormatter.text(Quantity(limit, .count))
      let text: MarkdownText = "\(name(component)): callers may open \(open) of its \(all) connections"
      return Risk(
        text: text, likelihood: share >= 1 ? .high : .low, severity: .high,
        likelihoodText: "when callers scale out", owner: ownerText(component), due: .notApplicable, state: "open")
    }
  }

  /// Stores that lose more in a restore than their objective allows, or may do so for all that is known.
  private func restoreRisks() -> [Risk] {
    let analysis = RecoveryAnalysis(figures.under(.now).availability)
    return model.elements(of: KindSet.stores).compactMap { store in
      guard keepsData(store), let objective = figures.inputs[store, .rpo]?.value,
        let figure = analysis.restoredDataLoss(of: store), let lost = figure.value.value,
        lost > objective || figure.bound != .exact && lost >= objective
      else { return nil }
      func duration(_ seconds: Double) -> String {
        QuantityFormatter.text(Quantity(seconds, .duration), .significant(3))
      }
      let bound: MarkdownText = figure.bound == .exact ? "" : "\(figure.bound.rawValue) "
      let held = model.effective(.holds, of: store).map { model.texts($0.property.stated.value) } ?? []
      let data: MarkdownText = held.isEmpty ? "data" : .shortList(held, limit: 2)
      let open: MarkdownText = figure.bound == .exact ? "" : "; ? how long a copy takes"
      return Risk(
        text:
          "\(name(store)) restored: \(bound)\(duration(lost)) of \(data) gone, objective \(duration(objective))\(open)",
        likelihood: .low, severity: .high, likelihoodText: "when all copies are lost", owner: ownerText(store),
        due: .notApplicable, state: "open")
    }
  }

  // MARK: What is accepted

  private mutating func acceptedRisks() -> [Risk] {
    let places = placesOfAllows()
    return model.allows.filter { !model[$0.element].isRemoved }.compactMap { allow in
      let element = allow.element
      // What silences nothing accepts nothing.
      let accepted = self.accepted(by: element)
      guard accepted.map({ !$0.isEmpty }) ?? true else { return nil }
      let reason = model.title(element).map { ": \($0)" as MarkdownText } ?? ""
      let until = model.text(.until, of: element)
      let isError = accepted?.contains { $0.severity == .error } ?? false
      return Risk(
        text: "\(rule(of: element)) at \(places[element] ?? "?")\(reason)", likelihood: .high,
        severity: isError ? .high : .medium, likelihoodText: accepted == nil ? "accepted" : "found",
        owner: model.text(.owner, of: element).map { MarkdownText(text: $0) } ?? ownerText(nil),
        due: until.map { MarkdownText(text: $0) } ?? .unknown("until"), state: "accepted", isAccepted: true)
    }
  }
}
