import ArchAnalysis
import ArchModel

extension ReportWriter {
  mutating func writeCapacity() {
    writeHeading(3, "Capacity Planning")
    let growth = constraint(.growth)
    let load = growth.flatMap { loadGrowth($0.stated) }
    let horizons = self.horizons()
    var table = ReportTable(
      ["Resource", "Current"] + horizons.map { MarkdownText(text: $0.title) }, right: Set(1...horizons.count + 1))
    let isGrowthAssumed = growth.map { model.isAssumed($0.stated) } ?? false
    let rows =
      constraintRows(load: load, isGrowthAssumed: isGrowthAssumed, horizons) + storeRows(horizons)
    for row in rows { table.add(row) }
    writeTable(table)
    writeGrowthNote(growth, isUsed: load != nil)
    writeUtilization(horizons.map { ($0.title, $0.seconds) })
    writeConnections()
    writeComponentCapacities()
  }

  /// Parts whose callers may open most of the connections that they take, and queues that fill.
  private mutating func writeConnections() {
    var items: [MarkdownText] = []
    for component in model.components where items.count < 20 {
      let subject = FigureSubject.element(component)
      if let limit = figures.inputs[component, .maxConnections]?.value, limit > 0,
        let figure = figures.figure(subject, .connections, .now), let share = figure.value.value
      {
        let open = QuantityFormatter.text(Quantity(share * limit, .count), .significant(3))
        let text: MarkdownText =
          "\(name(component)): callers may open \(open) of \(QuantityFormatter.text(Quantity(limit, .count))) connections, \(computed(figure))"
        items.append(share >= 1 ? "**\(text)**" : text)
      }
      // Queues level peaks: what piles up does so at the mean load.
      if let backlog = figures.figure(subject, .backlog, .now), let rate = backlog.value.value, rate > 0 {
        let full = figures.figure(subject, .timeToFull, .now)
        let time: MarkdownText =
          full.flatMap { $0.value.value == nil ? nil : ", full in \(FigureText.text($0))" } ?? ""
        items.append("\(name(component)): grows by \(computed(backlog)) at the mean load\(time)")
      }
    }
    for row in peakLosses where items.count < 40 {
      for overload in row.overloaded.prefix(3) where overload.element != row.failure.element {
        let share =
          overload.utilization.isFinite
          ? QuantityFormatter.text(Quantity(overload.utilization, .ratio), .significant(3)) : "no capacity left"
        let lost: MarkdownText = row.failure.isOneReplica ? "one replica of " : ""
        items.append("\(name(overload.element)), \(lost)\(name(row.failure.element)) lost, at peak: **\(share)**")
      }
    }
    if !items.isEmpty { writeList(items) }
  }

  struct PlannedHorizon {
    let title: String
    let seconds: Double
  }

  /// Half a year, a year, and what `capacity { horizons: … }` asks for besides.
  func horizons() -> [PlannedHorizon] {
    var result = [
      PlannedHorizon(title: "6 months", seconds: 6 * UnitTable.month),
      PlannedHorizon(title: "1 year", seconds: 12 * UnitTable.month),
    ]
    for element in model.elements(of: .capacity) {
      guard let stated = model.stated(.horizons, of: element) else { continue }
      for quantity in model.quantities(stated.value).prefix(12) where quantity.value > 0 {
        guard !result.contains(where: { $0.seconds == quantity.value }) else { continue }
        result.append(PlannedHorizon(title: Self.title(quantity), seconds: quantity.value))
      }
    }
    return result.sorted { $0.seconds < $1.seconds }
  }

  private static func title(_ quantity: Quantity) -> String {
    let months = quantity.value / UnitTable.month
    guard months == months.rounded(), months < 1200 else { return QuantityFormatter.text(quantity) }
    let isYears = months.truncatingRemainder(dividingBy: 12) == 0
    let count = Int(isYears ? months / 12 : months)
    return "\(count) " + (isYears ? "year" : "month") + (count == 1 ? "" : "s")
  }

  private func constraint(_ name: PropertyName) -> StatedProperty? {
    for element in model.elements(of: .constraints) {
      if let property = model.property(name, in: model[element].properties) { return property }
    }
    return nil
  }

  private func loadGrowth(_ stated: Stated) -> Growth? {
    guard let quantity = model.quantities(stated.value).first, quantity.dimension == .growth else { return nil }
    return Growth(share: quantity.value, period: Double(quantity.period))
  }

  /// Load and users, which grow as `constraints` say.
  private mutating func constraintRows(load: Growth?, isGrowthAssumed: Bool, _ horizons: [PlannedHorizon])
    -> [[MarkdownText]]
  {
    func row(
      _ title: MarkdownText, _ quantity: Quantity?, _ property: StatedProperty?, unknown: MarkdownText
    ) -> [MarkdownText] {
      guard let quantity, let property else { return [title, unknown] + horizons.map { _ in "?" } }
      let isAssumed = model.isAssumed(property.stated)
      let later = horizons.map { horizon -> MarkdownText in
        guard let load else { return .unknown("growth") }
        var grown = quantity
        grown.value *= load.factor(after: horizon.seconds)
        return Self.rounded(grown, isAssumed: isAssumed || isGrowthAssumed)
      }
      return [title, Self.rounded(quantity, isAssumed: isAssumed)] + later
    }
    let rate = constraint(.load)
    let rates = rate.map { model.quantities($0.stated.value) } ?? []
    let users = constraint(.users)
    // What is not stated of the load the flows add up to.
    var rows: [[MarkdownText]] = []
    if rates.isEmpty, let row = flowRow("Requests/sec", .now, load, horizons) {
      rows.append(row)
    } else {
      rows.append(row("Requests/sec", rates.first, rate, unknown: .unknown("load")))
    }
    if rates.count > 1 {
      rows.append(row("Requests/sec at peak", rates[1], rate, unknown: "?"))
    } else if let row = flowRow("Requests/sec at peak", .peak, load, horizons) {
      rows.append(row)
    }
    rows.append(
      row("Users", users.flatMap { model.quantities($0.stated.value).first }, users, unknown: .unknown("users")))
    rows.insert(dataRow(horizons), at: rows.count - 1)
    return rows
  }

  /// What the flows ask for together, now and at each horizon; nil where that is not known, or where they state no peak.
  private mutating func flowRow(
    _ title: MarkdownText, _ conditions: Conditions, _ load: Growth?, _ horizons: [PlannedHorizon]
  ) -> [MarkdownText]? {
    guard let figure = figures.figure(.system, .rate, conditions), let value = figure.value.value, value > 0,
      let today = computedCell(.system, .rate, conditions)
    else { return nil }
    if conditions == .peak, figures.figure(.system, .rate, .now)?.value.value == value { return nil }
    let sign = figures.explanation(.system, .rate, conditions).map { columnSign(of: $0) } ?? ""
    let isAssumed = figures.explanation(.system, .rate, conditions).map(Self.isAssumed) ?? false
    let later = horizons.map { horizon -> MarkdownText in
      guard let load else { return .unknown("growth") }
      return Self.rounded(Quantity(value * load.factor(after: horizon.seconds), .rate), isAssumed: isAssumed)
    }
    return ["\(title), by the flows\(sign)", today] + later
  }

  /// All copies of all stores; where no store states a size, today's volume.
  private mutating func dataRow(_ horizons: [PlannedHorizon]) -> [MarkdownText] {
    let moments = [Conditions.now] + horizons.map { Conditions(.after($0.seconds)) }
    let cells = moments.map { computedCell(.system, .data, $0) }
    guard cells.contains(where: { $0 != nil }) else {
      let data = constraint(.data).map { figure($0) } ?? .unknown("data")
      return ["Data storage", data] + horizons.map { _ in "?" }
    }
    // The last moment says best what is not counted.
    let moment = moments.last { figures.figure(.system, .data, $0)?.value.value != nil } ?? .now
    let sign = figures.explanation(.system, .data, moment).map { columnSign(of: $0) } ?? ""
    return ["Data storage, all copies\(sign)"] + cells.map { $0 ?? "?" }
  }

  private mutating func storeRows(_ horizons: [PlannedHorizon]) -> [[MarkdownText]] {
    var rows: [[MarkdownText]] = []
    for store in model.elements(of: KindSet.stores | KindSet.messaging) {
      guard let today = copySize(of: store, .now) else { continue }
      let isAssumed = [InputName.size, .growth].contains { figures.inputs[store, $0]?.confidence == .assumed }
      rows.append(
        ["\(link(store)), one copy", Self.rounded(Quantity(today, .size), isAssumed: isAssumed)]
          + horizons.map { horizon in
            copySize(of: store, Conditions(.after(horizon.seconds))).map {
              Self.rounded(Quantity($0, .size), isAssumed: isAssumed)
            } ?? .unknown("growth")
          })
    }
    return rows
  }

  private func copySize(of store: ElementID, _ conditions: Conditions) -> Double? {
    let under = figures.under(conditions)
    return under.resources.sizeOfCopy(store, under.state).value
  }

  /// What the rows grow by, and on which lines that stands.
  private mutating func writeGrowthNote(_ growth: StatedProperty?, isUsed: Bool) {
    guard let growth, isUsed else { return }
    var stated = [growth, constraint(.load), constraint(.users)].compactMap { $0 }.map { model.span($0) }
    for store in model.elements(of: KindSet.stores | KindSet.messaging) {
      for name in [PropertyName.size, .growth, .retention] {
        if let property = model.effective(name, of: store)?.property { stated.append(model.span(property)) }
      }
    }
    let sign = footnotes.sign(
      "growth",
      text:
        "Load, users: today's × (1 + growth)^t. One copy of a store: size + gain a day × the days, the gain growing with the load, less what is older than `retention`. \(places(of: stated))."
    )
    writeParagraph(
      "Load and users grow by \(figure(growth))\(sign); what a store gains in a day grows along, unless it is `fixed`."
    )
  }

  private static func rounded(_ quantity: Quantity, isAssumed: Bool) -> MarkdownText {
    let text = MarkdownText(text: QuantityFormatter.text(quantity, .significant(3)))
    return isAssumed ? "\(text)†" : text
  }
}

// MARK: What components can do

extension ReportWriter {
  private mutating func writeComponentCapacities() {
    var table = ReportTable(["Component", "Replicas", "Capacity of one", "Together"], right: [1, 2, 3])
    let candidates = model.components.filter { isSized($0) }
    var without: [ElementID] = []
    for component in candidates {
      if let row = capacityRow(of: component) { table.add(row) } else { without.append(component) }
    }
    guard !candidates.isEmpty else { return }
    guard !table.isEmpty else {
      writeParagraph("No component states a `capacity`.")
      return
    }
    writeTable(table)
    let stated = candidates.count - without.count
    let missing: MarkdownText = without.isEmpty ? "" : "; ? `capacity` of \(.shortList(names(without)))"
    let verb: MarkdownText = stated == 1 ? "states" : "state"
    writeParagraph("\(stated) of \(counted(candidates.count, "component")) \(verb) a capacity\(missing).")
  }

  /// Whether load meets the component and somebody has to see that it can bear it: a provider does for what it runs.
  func isSized(_ component: ElementID) -> Bool {
    guard (KindSet.edge | KindSet.compute | KindSet.stores | [.identity]).contains(model[component].kind) else {
      return false
    }
    return model.effective(.capacity, of: component) != nil || !isManaged(component) && !isHosted(component)
  }

  /// Whether an element lives in or on another one, which has the instances.
  func isHosted(_ element: ElementID) -> Bool {
    model[element].kind == .module || model.effective(.on, of: element) != nil
  }

  /// Whether a provider sees to the instances, so that nobody has to state them.
  func isManaged(_ element: ElementID) -> Bool {
    model.technology(element)?.managed == .yes || model.text(.runtime, of: element) == "serverless"
  }

  private mutating func capacityRow(of component: ElementID) -> [MarkdownText]? {
    let capacity = model.effective(.capacity, of: component)?.property
    let writes = model.effective(.writeCapacity, of: component)?.property
    guard capacity != nil || writes != nil else { return nil }
    let replicas = model.effective(.replicas, of: component)?.property
    let counts = replicas.map { model.quantities($0.stated.value).filter { $0.dimension == .count }.map(\.value) } ?? []
    let shards = model.effective(.shards, of: component)?.property
    let shardCount = shards.flatMap { model.quantities($0.stated.value).first?.value }
    var one: [MarkdownText] = []
    var together: [MarkdownText] = []
    func add(_ property: StatedProperty?, times counts: [Double], noun: MarkdownText, isAssumed: Bool) {
      guard let property, let rate = model.quantities(property.stated.value).first else { return }
      let isTotal = property.stated.isTotal
      if !isTotal { one.append("\(figure(property))\(noun)") }
      let factors = isTotal ? [1] : counts
      guard !factors.isEmpty else {
        together.append("? `replicas`")
        return
      }
      let isAssumed = model.isAssumed(property.stated) || (!isTotal && isAssumed)
      let ends = factors.map { factor -> String in
        QuantityFormatter.text(Quantity(rate.value * factor, .rate), .significant(3))
      }
      together.append("\(ends.joined(separator: ".."))\(isAssumed ? "†" : "")\(noun)")
    }
    let isSplit = writes != nil && capacity != nil
    // Copies that only serve reads add to what is read together.
    let readers = figures.inputs[component, .readReplicas]?.value ?? 0
    let isCountAssumed = replicas.map { model.isAssumed($0.stated) } ?? false
    add(capacity, times: counts.map { $0 + max(0, readers) }, noun: isSplit ? " reads" : "", isAssumed: isCountAssumed)
    add(
      writes, times: [shardCount ?? 1], noun: " writes", isAssumed: shards.map { model.isAssumed($0.stated) } ?? false)
    return [
      link(component),
      replicas.map { readers > 0 ? "\(figure($0)) and \(Int(min(readers, 1e9))) to read" : figure($0) }
        ?? .notApplicable, one.isEmpty ? .notApplicable : .joined(one),
      .joined(together),
    ]
  }
}
