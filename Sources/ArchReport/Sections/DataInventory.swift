import ArchModel

/// Which classes of data there are, where they lie, for how long, and who else gets them.
extension ReportWriter {
  mutating func writeDataInventory() {
    writeHeading(2, "Data Inventory")
    var rows: [(data: String, holder: ElementID)] = []
    for holder in model.components {
      guard let holds = model.effective(.holds, of: holder) else { continue }
      for data in model.texts(holds.property.stated.value) where data != "none" { rows.append((data, holder)) }
    }
    let sent = sentAway(besides: Set(rows.map(\.data)))
    guard !rows.isEmpty || !sent.isEmpty else {
      writeParagraph("Nothing declared; `database Name { holds: [orders, pii] }` adds a row.")
      return
    }
    var order: [String] = []
    for row in rows where !order.contains(row.data) { order.append(row.data) }
    let assets = assetsByName()
    var table = ReportTable(
      ["Data", "Class", "Store", "Location", "Retention", "At rest", "Third parties", "Owner"])
    for data in order {
      let asset = assets[data]
      for (index, row) in rows.filter({ $0.data == data }).enumerated() {
        table.add([
          index == 0 ? MarkdownText(text: data) : "…",
          asset.flatMap { list(.class, of: $0) } ?? (asset == nil ? MarkdownText(text: data) : .unknown("class")),
          link(row.holder), location(of: row.holder),
          figure(.retention, of: row.holder) ?? asset.flatMap { figure(.retention, of: $0) } ?? .unknown("retention"),
          isEncryptedAtRest(row.holder) ? "encrypted" : atRest(row.holder),
          index == 0 ? recipients(of: data) : "",
          asset.flatMap { model.text(.owner, of: $0) }.map { MarkdownText(text: $0) } ?? ownerText(row.holder),
        ])
      }
    }
    for (data, sender) in sent {
      let asset = assets[data]
      table.add([
        MarkdownText(text: data),
        asset.flatMap { list(.class, of: $0) } ?? (asset == nil ? MarkdownText(text: data) : .unknown("class")),
        .unknown("holds"), .notApplicable, asset.flatMap { figure(.retention, of: $0) } ?? .notApplicable,
        .notApplicable, recipients(of: data),
        asset.flatMap { model.text(.owner, of: $0) }.map { MarkdownText(text: $0) } ?? ownerText(sender),
      ])
    }
    writeTable(table)
    writeParagraph(
      "Third parties: outside parts to which a relation `sends` the data, or which `receives` it from us.")
  }

  /// Data that goes to third parties and that no part is said to hold, with who sends it.
  private func sentAway(besides held: Set<String>) -> [(data: String, sender: ElementID)] {
    // An asset that is held is of a class; that class is held with it.
    let assets = assetsByName()
    let classes = Set(held.flatMap { data in assets[data].map { model.texts(.class, of: $0) } ?? [] })
    var result: [(data: String, sender: ElementID)] = []
    for relation in model.liveRelations {
      let ends = model[relation]
      for (end, other, name) in [
        (ends.target, ends.source, PropertyName.sends), (ends.source, ends.target, PropertyName.receives),
      ] where model[end].kind == .external {
        for data in model.effective(name, of: relation).map({ model.texts($0.property.stated.value) }) ?? []
        where data != "none" && !held.contains(data) && !classes.contains(data)
          && !result.contains(where: { $0.data == data }) && result.count < 100
        {
          result.append((data, other))
        }
      }
    }
    return result
  }

  private func assetsByName() -> [String: ElementID] {
    var result: [String: ElementID] = [:]
    for asset in model.elements(of: .asset) where result[model.name(asset)] == nil { result[model.name(asset)] = asset }
    return result
  }

  private func list(_ name: PropertyName, of element: ElementID) -> MarkdownText? {
    let texts = model.texts(name, of: element)
    return texts.isEmpty ? nil : .list(texts)
  }

  private func atRest(_ holder: ElementID) -> MarkdownText {
    guard let property = model.effective(.encrypted, of: holder)?.property else { return .unknown("encrypted") }
    return model.isNone(property.stated.value) ? "**not encrypted**" : MarkdownText(text: model.spelled(property))
  }

  /// Where a part stands: the location of the boundary around it, else the innermost boundary.
  private func location(of element: ElementID) -> MarkdownText {
    if let own = model.text(.location, of: element) { return MarkdownText(text: own) }
    let boundaries = model.boundaries(around: element)
    for boundary in boundaries {
      if let location = model.stated(.location, of: boundary).flatMap({ model.text($0.value) }) {
        return location == name(boundary) ? "\(location)" : "\(location) (\(name(boundary)))"
      }
    }
    // A network or a team's domain is no place on a map, and is said to be what it is.
    return boundaries.first.map { "\(model[$0].kind.rawValue) \(name($0))" } ?? .unknown("location")
  }

  /// The outside parts that a class of data goes to.
  private func recipients(of data: String) -> MarkdownText {
    var result: [String] = []
    for relation in model.liveRelations {
      let ends = model[relation]
      func carries(_ name: PropertyName) -> Bool {
        model.effective(name, of: relation).map { model.texts($0.property.stated.value).contains(data) } ?? false
      }
      for (end, name) in [(ends.target, PropertyName.sends), (ends.source, PropertyName.receives)]
      where model[end].kind == .external && carries(name) && !result.contains(self.name(end)) {
        result.append(self.name(end))
      }
    }
    for external in model.elements(of: .external) where !result.contains(name(external)) {
      let held = model.effective(.holds, of: external).map { model.texts($0.property.stated.value) } ?? []
      if held.contains(data) { result.append(name(external)) }
    }
    return result.isEmpty ? "none stated" : .shortList(result)
  }

  /// The classes of data in a part that have to be kept from others.
  func sensitiveClasses(of element: ElementID) -> [String] {
    let sensitive: Set<String> = ["payments", "pii", "health", "credentials", "secrets"]
    let held = model.effective(.holds, of: element).map { model.texts($0.property.stated.value) } ?? []
    return held.filter(sensitive.contains)
  }
}
