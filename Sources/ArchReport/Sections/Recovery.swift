import ArchAnalysis
import ArchModel
import ArchSyntax

/// What is lost and how long it is out when a store is: the objectives against what is computed.
extension ReportWriter {
  mutating func writeRecovery() {
    writeHeading(2, "Recovery")
    let analysis = RecoveryAnalysis(figures.under(.now).availability)
    let stores = model.elements(of: KindSet.stores | KindSet.messaging).filter { store in
      keepsData(store) || figures.inputs[store, .rpo] != nil || figures.inputs[store, .rto] != nil
    }
    var table = ReportTable(
      ["Store", "RPO", "Computed RPO", "RPO of a restore\(restoreSign(stores))", "RTO", "Computed RTO", "Verdict"])
    for store in stores {
      let subject = FigureSubject.element(store)
      let rpo = figures.figure(subject, .rpo, .now)
      let rto = figures.figure(subject, .rto, .now)
      table.add([
        link(store), objective(.rpo, of: store), rpo.map { computed($0) } ?? .notApplicable,
        restored(analysis.restoredDataLoss(of: store)), objective(.rto, of: store),
        rto.map { computed($0) } ?? .notApplicable,
        verdict(store, rpo, rto),
      ])
    }
    guard !table.isEmpty else {
      writeParagraph("No store keeps primary data; `database Name { rpo: …, rto: …, backup: … }` adds a row.")
      return
    }
    writeTable(table)
    writeParagraph(
      "The computed RPO is the lag of a failover where there are replicas, else that of a restore.\(leftOut(stores))")
  }

  /// The footnote on what a restore loses: the interval of the backups.
  private mutating func restoreSign(_ stores: [ElementID]) -> MarkdownText {
    let lines = stores.compactMap { store -> MarkdownText? in
      guard let backup = model.effective(.backup, of: store)?.property else { return nil }
      return "\(name(store)): \(places(of: [model.span(backup)]).lowercasedFirst)"
    }
    guard !lines.isEmpty else { return "" }
    return footnotes.sign(
      "rpo-of-a-restore",
      text:
        "Time between two backups + how long a copy takes; at least that where the latter is not stated. \(.joined(Array(lines.prefix(16)), by: "; "))."
    )
  }

  /// The stores that the table does not hold, with the reason.
  private func leftOut(_ shown: [ElementID]) -> MarkdownText {
    let others = model.elements(of: KindSet.stores).filter { !shown.contains($0) }
    guard !others.isEmpty else { return "" }
    let noun: MarkdownText = others.count == 1 ? "is a copy and is" : "are copies and are"
    return " Not in the table: \(.conjoined(names(others))), which \(noun) built anew (`derived`, or a cache)."
  }

  /// Whether a store holds data that exists nowhere else.
  func keepsData(_ store: ElementID) -> Bool {
    KindSet.stores.contains(model[store].kind) && model[store].kind != .cache && !model.isStated(.derived, of: store)
  }

  private func objective(_ name: InputName, of store: ElementID) -> MarkdownText {
    figure(name.property, of: store) ?? (name == .rpo ? .unknown("rpo") : .unknown("rto"))
  }

  private func restored(_ figure: RecoveryFigure?) -> MarkdownText {
    guard let figure else { return .notApplicable }
    switch figure.value {
    case .known(let seconds):
      let text = QuantityFormatter.text(Quantity(seconds, .duration), .significant(3))
      return figure.bound == .exact ? "\(text)" : "\(figure.bound.rawValue) \(text)"
    case .unknown(let missing): return self.missing(missing)
    }
  }

  private func verdict(_ store: ElementID, _ rpo: Figure?, _ rto: Figure?) -> MarkdownText {
    func judge(_ name: MarkdownText, _ limit: Double?, _ figure: Figure?) -> MarkdownText? {
      guard let limit else { return nil }
      guard let figure, let value = figure.value.value else { return "? \(name)" }
      guard value <= limit else { return "✘ \(name)" }
      // What is lost at least may be more.
      return figure.bound == .atLeast ? "? \(name)" : "✔ \(name)"
    }
    let parts = [
      judge("RPO", figures.inputs[store, .rpo]?.value, rpo), judge("RTO", figures.inputs[store, .rto]?.value, rto),
    ].compactMap { $0 }
    return parts.isEmpty ? "no objective stated" : .joined(parts)
  }
}
