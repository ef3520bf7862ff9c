import ArchAnalysis
import ArchModel

/// What others run for us: what they promise, and what is lost without them.
extension ReportWriter {
  mutating func writeThirdParties() {
    writeHeading(2, "Third Parties")
    let parties = model.elements(of: .external)
    guard !parties.isEmpty else {
      writeParagraph("Nothing declared; `external Name { availability: 99.9% total sla }` adds a row.")
      return
    }
    var table = ReportTable(["Third party", "Purpose", "SLA", "Out a month", "Used by", "Lost without it", "Data sent"])
    for party in parties {
      let availability = model.effective(.availability, of: party)?.property
      let isPromised = availability.map { model.confidences($0.stated).contains { $0.confidence == .sla } } ?? false
      let stated = availability.map { figure($0) }
      let callers = model.incoming(party).map { model[$0].source }
      var users: [String] = []
      for caller in callers where !users.contains(name(caller)) { users.append(name(caller)) }
      table.add([
        link(party), purpose(of: party) ?? .unknown("///"),
        stated.map { isPromised ? $0 : "\($0), no SLA stated" } ?? .unknown("availability"),
        outage(figures.inputs[party, .availability]?.value) ?? .notApplicable,
        users.isEmpty ? withoutCaller(party) : .shortList(users), losses(without: party), sent(to: party),
      ])
    }
    writeTable(table)
  }

  /// What the flows do without a part, at peak.
  private func losses(without party: ElementID) -> MarkdownText {
    guard !model.flows.isEmpty else { return "? `flow`" }
    guard let row = peakLosses.first(where: { $0.failure.element == party && !$0.failure.isOneReplica }) else {
      return "no flow needs it"
    }
    let kinds: [(FailureEffect.Kind, MarkdownText)] = [
      (.breaks, "breaks"), (.degrades, "degrades"), (.delayed, "delays"), (.unknown, "? for"),
    ]
    let parts = kinds.compactMap { kind, verb -> MarkdownText? in
      let flows = row.subjects(kind).filter { model[$0].kind == .flow }
      guard kind == .degrades else { return flows.isEmpty ? nil : "\(verb) \(.shortList(names(flows)))" }
      // What answers all requests by other means goes on; what answers some of them is degraded.
      let whole = flows.filter { isAnswered($0, without: party) }
      let some = flows.filter { !whole.contains($0) }
      var sides: [MarkdownText] = some.isEmpty ? [] : ["\(verb) \(.shortList(names(some)))"]
      if !whole.isEmpty {
        sides.append("\(.shortList(names(whole))) \(whole.count == 1 ? "goes" : "go") on without it")
      }
      return sides.isEmpty ? nil : .joined(sides, by: "; ")
    }
    let started = model.flows.filter { flow in
      !model[flow.element].isRemoved && flow.steps.first.map { model[$0.relation].source == party } ?? false
    }.map(\.element)
    guard !started.isEmpty else {
      guard parts.isEmpty else { return .joined(parts, by: "; ") }
      return isReached(party) ? "every flow survives" : "no flow reaches it"
    }
    // Nothing of ours is out of order then; nobody asks.
    return .joined(parts + ["no requests of \(.shortList(names(started))), which it starts"], by: "; ")
  }

  /// Whether a flow steps to a part, or brings load to it.
  private func isReached(_ party: ElementID) -> Bool {
    if figures.under(.now).state.mean.isReached[Int(party.index)] { return true }
    return model.flows.contains { flow in
      !model[flow.element].isRemoved && flow.steps.contains { model[$0.relation].target == party }
    }
  }

  /// What an outside part that nobody calls has to do with us.
  private func withoutCaller(_ party: ElementID) -> MarkdownText {
    var called: [String] = []
    for relation in model.outgoing(party) where !called.contains(name(model[relation].target)) {
      called.append(name(model[relation].target))
    }
    return called.isEmpty ? "no relation" : "nobody; it calls \(.shortList(called))"
  }

  /// Whether a flow answers all requests while a part is lost.
  private func isAnswered(_ flow: ElementID, without party: ElementID) -> Bool {
    let lost = Conditions(.peak, failures: [FailureCondition(element: party, isOneReplica: false)])
    return figures.figure(.element(flow), .available, lost)?.value.value == 1
  }

  private func sent(to party: ElementID) -> MarkdownText {
    var result: [String] = []
    for relation in model.incoming(party) {
      let classes = model.effective(.sends, of: relation).map { model.texts($0.property.stated.value) } ?? []
      for name in classes where !result.contains(name) { result.append(name) }
    }
    return result.isEmpty ? .unknown("sends") : .list(result)
  }
}
