import ArchAnalysis
import ArchModel

/// Losses that nobody declared and that break or degrade a flow.
extension ReportWriter {
  /// More rows than a reader takes in; `archc failures` lists all.
  private static let derivedLimit = 30

  struct DerivedFailure {
    let name: MarkdownText
    let impact: MarkdownText
    let mitigation: MarkdownText
  }

  /// - Returns: the rows, and how many more there are.
  mutating func derivedFailures() -> (rows: [DerivedFailure], more: Int) {
    guard !model.flows.isEmpty else { return ([], 0) }
    let declared = Set(model.elements(of: .failure).flatMap { model.references(.of, of: $0) })
    let mean = figures.failureTable(.now)
    var atMean: [FailureCondition: FailureTable.Row] = [:]
    for row in mean.rows { atMean[row.failure] = row }
    let primaries = flowsOfManualPrimaries()
    var rows: [DerivedFailure] = []
    var more = 0
    func add(_ row: DerivedFailure) {
      if rows.count < Self.derivedLimit { rows.append(row) } else { more += 1 }
    }
    for row in peakLosses {
      let element = row.failure.element
      let flows = row.effects.filter { model[$0.subject].kind == .flow }
      guard !declared.contains(element), flows.contains(where: { $0.kind == .breaks || $0.kind == .degrades }) else {
        continue
      }
      // One replica is told where the loss of all does not say it already.
      if !row.failure.isOneReplica || !row.overloaded.isEmpty {
        let link = link(element)
        add(
          DerivedFailure(
            name: row.failure.isOneReplica ? "one replica of \(link), derived" : "\(link), derived",
            impact: impact(row, atMean[row.failure]), mitigation: mitigation(of: element)))
      }
      // Whichever replica of a store is lost first may be the one that writes.
      guard !row.failure.isOneReplica, let stopped = primaries[element] else { continue }
      add(
        DerivedFailure(
          name: "primary of \(link(element)), derived",
          impact: "breaks \(.shortList(names(stopped))), until somebody makes another replica the primary",
          mitigation: mitigation(of: element)))
    }
    return (rows, more)
  }

  /// The flows that cannot do without the primary of a store from which only a person takes over, by the store.
  private func flowsOfManualPrimaries() -> [ElementID: [ElementID]] {
    let availability = figures.under(.now).availability
    let stores = model.elements(of: KindSet.stores)
    guard stores.contains(where: { availability.group(of: $0)?.primary == .manual }) else { return [:] }
    var result: [ElementID: [ElementID]] = [:]
    for flow in model.flows where !model[flow.element].isRemoved {
      for member in figures.cutSets(of: flow.element).single where member.isPrimary {
        result[member.element, default: []].append(flow.element)
      }
    }
    return result
  }

  private func impact(_ row: FailureTable.Row, _ mean: FailureTable.Row?) -> MarkdownText {
    func flows(_ row: FailureTable.Row, _ kind: FailureEffect.Kind) -> [ElementID] {
      row.subjects(kind).filter { model[$0].kind == .flow }
    }
    var parts: [MarkdownText] = []
    let broken = flows(row, .breaks)
    if !broken.isEmpty {
      let isPeakOnly = mean.map { flows($0, .breaks).isEmpty } ?? false
      let flows = MarkdownText.shortList(names(broken))
      parts.append(isPeakOnly ? "breaks \(flows), but only at peak" : "breaks \(flows)")
    }
    let degraded = flows(row, .degrades)
    if !degraded.isEmpty { parts.append("degrades \(.shortList(names(degraded)))") }
    if !row.overloaded.isEmpty {
      parts.append("\(.shortList(names(row.overloaded.map(\.element)))) then over capacity")
    }
    return .joined(parts, by: "; ")
  }

  private func mitigation(of element: ElementID) -> MarkdownText {
    var parts: [MarkdownText] = []
    if let replicas = figures.inputs[element, .replicasLower]?.value, replicas > 1 {
      parts.append("\(QuantityFormatter.text(Quantity(replicas, .count))) replicas")
    }
    if let failover = figure(.failover, of: element) { parts.append("failover \(failover)") }
    return parts.isEmpty ? .unknown("mitigation") : .joined(parts)
  }
}
