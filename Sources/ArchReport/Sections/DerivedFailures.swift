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
    var rows: [DerivedFailure] = []
    var more = 0
    for row in peakLosses {
      let element = row.failure.element
      let flows = row.effects.filter { model[$0.subject].kind == .flow }
      guard !declared.contains(element), flows.contains(where: { $0.kind == .breaks || $0.kind == .degrades }) else {
        continue
      }
      // One replica is told where the loss of all does not say it already.
      if row.failure.isOneReplica, row.overloaded.isEmpty { continue }
      guard rows.count < Self.derivedLimit else {
        more += 1
        continue
      }
      let link = link(element)
      let title: MarkdownText = row.failure.isOneReplica ? "one replica of \(link), derived" : "\(link), derived"
      rows.append(
        DerivedFailure(name: title, impact: impact(row, atMean[row.failure]), mitigation: mitigation(of: element)))
    }
    return (rows, more)
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
