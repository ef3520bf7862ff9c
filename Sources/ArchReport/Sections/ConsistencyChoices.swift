import ArchAnalysis
import ArchModel

/// What each store gives up when the network parts its nodes, and why.
extension ReportWriter {
  mutating func writeConsistencyChoices() {
    var table = ReportTable(["CAP choice", "Side", "When the network parts", "Reason"])
    for store in model.elements(of: .database) + model.elements(of: [.storage]) {
      let stated = model.text(.cap, of: store)
      let known = model.technology(store)?.cap
      guard let side = stated ?? known.map({ "\($0)" }) else {
        if model[store].kind == .database {
          table.add([link(store), .unknown("cap"), .notApplicable, reason(store, nil)])
        }
        continue
      }
      table.add([
        link(store), stated == nil ? "*\(side)*" : MarkdownText(text: side), consequence(side), reason(store, side),
      ])
    }
    if !table.isEmpty { writeTable(table) }
  }

  private func consequence(_ side: String) -> MarkdownText {
    switch side {
    case "CP": "refuses what it cannot agree on: consistent, not available"
    case "AP": "goes on with what it has: available, not consistent"
    case "CA": "has no answer: it runs on one node"
    case "tunable": "each request chooses"
    default: .notApplicable
    }
  }

  /// The decisions that hold or are to hold.
  func standingDecisions() -> [ElementID] {
    model.elements(of: .decision).filter { standings.isStanding($0) }
  }

  /// The decision about the store; else what the data asks for; else that nobody said.
  private func reason(_ store: ElementID, _ side: String?) -> MarkdownText {
    let decisions = standingDecisions().filter { model.references(.affects, of: $0).contains(store) }
    if let decision = decisions.first(where: { model.stated(.rationale, of: $0) != nil }),
      let rationale = model.text(.rationale, of: decision)
    {
      return "\(name(decision)): \(rationale)"
    }
    // Where nobody knows the side, a decision about something else is no reason for it.
    if side != nil, let decision = decisions.first,
      let words = model.text(.decision, of: decision) ?? model.title(decision)
    {
      let open: MarkdownText = standings.status(of: decision) == "proposed" ? " (proposed)" : ""
      return "\(name(decision)): \(words)\(open)"
    }
    let held = model.effective(.holds, of: store).map { model.texts($0.property.stated.value) } ?? []
    let strict = held.filter { ["payments", "orders", "inventory"].contains($0) }
    let loose = held.filter { ["social", "catalog", "telemetry", "public"].contains($0) }
    if side == "CP", !strict.isEmpty { return "\(.list(strict)): a wrong answer costs more than none" }
    if side == "AP", strict.isEmpty, !loose.isEmpty { return "\(.list(loose)): an old answer is better than none" }
    if model.isStated(.derived, of: store) { return "a copy: what is lost is built anew" }
    return "? a `decision` that `affects` it, with a `rationale`"
  }
}
