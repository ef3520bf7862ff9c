import ArchModel

extension ReportWriter {
  mutating func writeDataArchitecture() {
    writeHeading(3, "Data Architecture")
    var table = ReportTable(["Data Store", "Type", "Use Case", "Consistency", "CAP", "RPO, RTO", "Backup"])
    let decisions = decisionsByStore()
    var isCatalogueUsed = false
    for store in model.elements(of: KindSet.stores | KindSet.messaging) {
      let row = DataRow(store: store, model: model)
      isCatalogueUsed = isCatalogueUsed || row.isCatalogueUsed
      table.add([
        link(store), row.type, useCase(of: store) ?? .unknown("holds"), row.consistency,
        row.isCapStated ? capText(row.cap, decisions: decisions[store] ?? []) : row.cap,
        objectives(of: store), backup(of: store),
      ])
    }
    guard !table.isEmpty else {
      writeParagraph("Nothing declared; `database Name { tech: …, holds: … }` adds a row.")
      return
    }
    writeTable(table)
    if isCatalogueUsed {
      writeParagraph("*In italics*: not stated; what the technology catalogue says of the technology.")
    }
    writeConsistencyChoices()
  }

  private func capText(_ cap: MarkdownText, decisions: [String]) -> MarkdownText {
    decisions.isEmpty ? cap : "\(cap) (\(.list(decisions)))"
  }

  /// The decisions that affect each element, in their order.
  private func decisionsByStore() -> [ElementID: [String]] {
    var result: [ElementID: [String]] = [:]
    for decision in standingDecisions() {
      for element in model.references(.affects, of: decision) { result[element, default: []].append(name(decision)) }
    }
    return result
  }

  /// The data in a store; else what it is for, else the messages that go into it.
  private func useCase(of store: ElementID) -> MarkdownText? {
    let held = model.effective(.holds, of: store).map { model.texts($0.property.stated.value) } ?? []
    if !held.isEmpty { return .list(held) }
    if let purpose = purpose(of: store) { return purpose }
    var labels: [String] = []
    for relation in model.incoming(store) {
      if let label = model.label(relation), !label.isEmpty, !labels.contains(label), labels.count < 6 {
        labels.append(label)
      }
    }
    return labels.isEmpty ? nil : .list(labels)
  }

  /// Whether a store holds nothing that could be lost: a copy, or messages on their way.
  private func isPrimary(_ store: ElementID) -> Bool {
    KindSet.stores.contains(model[store].kind) && model[store].kind != .cache
      && !model.isStated(.derived, of: store)
  }

  private func objectives(of store: ElementID) -> MarkdownText {
    let rpo = figure(.rpo, of: store)
    let rto = figure(.rto, of: store)
    if rpo == nil, rto == nil { return isPrimary(store) ? "? `rpo`, `rto`" : .notApplicable }
    return .joined([rpo ?? .unknown("rpo"), rto ?? .unknown("rto")])
  }

  private func backup(of store: ElementID) -> MarkdownText {
    if let stated = figure(.backup, of: store) { return stated }
    if model.isStated(.derived, of: store) { return "– derived" }
    return isPrimary(store) ? .unknown("backup") : .notApplicable
  }
}

/// What a store states, else what the catalogue says of its technology, which is set in italics.
private struct DataRow {
  private(set) var type: MarkdownText
  private(set) var consistency: MarkdownText
  private(set) var cap: MarkdownText
  private(set) var isCatalogueUsed = false
  let isCapStated: Bool

  init(store: ElementID, model: Model) {
    let kind = model[store].kind
    let technology = model.technology(store)
    func stated(_ name: PropertyName) -> String? { model.text(name, of: store) }
    let isMessaging = KindSet.messaging.contains(kind)
    let nothing: MarkdownText = .notApplicable

    if let type = stated(.type) {
      self.type = MarkdownText(text: Self.typeText(type))
    } else if kind == .database || kind == .storage, let type = technology?.storeType {
      self.type = "*\(Self.typeText(type))*"
      isCatalogueUsed = true
    } else {
      type = kind == .database ? .unknown("type") : MarkdownText(text: kind.rawValue.capitalizedFirst)
    }

    if let consistency = stated(.consistency) {
      self.consistency = MarkdownText(text: consistency.capitalizedFirst)
    } else if let consistency = technology?.consistency {
      let strongest = technology?.strongestConsistency ?? consistency
      self.consistency =
        strongest == consistency
        ? "*\(consistency.capitalizedFirst)*" : "*\(consistency.capitalizedFirst), up to \(strongest)*"
      isCatalogueUsed = true
    } else {
      consistency = isMessaging ? nothing : .unknown("consistency")
    }

    isCapStated = stated(.cap) != nil
    if let cap = stated(.cap) {
      self.cap = MarkdownText(text: cap)
    } else if let cap = technology?.cap {
      self.cap = "*\(cap)*"
      isCatalogueUsed = true
    } else {
      cap = kind == .database ? .unknown("cap") : nothing
    }
  }

  private static func typeText(_ word: String) -> String { word == "sql" ? "SQL" : word.capitalizedFirst }
}
