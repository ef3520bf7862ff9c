import ArchAnalysis
import ArchModel
import ArchSyntax

/// What the system costs a month, by part.
extension ReportWriter {
  private static let costLimit = 10

  mutating func writeCostRegister() {
    writeHeading(2, "Cost")
    let now = figures.under(.now)
    let items = now.resources.costs(now.state).filter { $0.mean.value != nil }
    guard !items.isEmpty, Set(items.map(\.currency)).count == 1 else {
      let isPriced = !now.resources.costs(now.state).isEmpty
      writeParagraph(
        !items.isEmpty
          ? "The prices are in several currencies, which no sum holds."
          : isPriced
            ? "No price that is stated can be worked out yet."
            : "Nothing declared; `cost: $70/month` of a component adds a row.")
      if items.isEmpty, isPriced { writeCostNotes() }
      return
    }
    let horizons = horizons().prefix(6)
    let moments = horizons.map { Horizon.after($0.seconds) }
    let future = moments.map { moment -> [FigureSubject: CostItem] in
      let under = figures.under(Conditions(moment))
      return Dictionary(under.resources.costs(under.state).map { ($0.subject, $0) }) { first, _ in first }
    }
    func money(_ value: Double, _ item: CostItem) -> MarkdownText {
      guard value != 0 else { return .notApplicable }
      let text = FigureText.text(Quantity(value, .moneyRate, currency: item.currency), of: .cost)
      return item.bound == .exact ? "\(text)" : "\(item.bound.rawValue) \(text)"
    }
    let titles = horizons.map { MarkdownText(text: $0.title) }
    let priced = items.compactMap { item -> ElementID? in
      if case .element(let element) = item.subject { return element }
      return nil
    }
    let parts = columnFootnote("cost-of-parts", .cost, .now, of: priced, formula: Self.formula)
    var table = ReportTable(
      ["Part", "A month\(parts)", "Fixed", "Scaling", "At most"] + titles, right: Set(1...(4 + titles.count)))
    let order = items.indices.sorted { a, b in
      let (x, y) = (items[a].mean.value ?? 0, items[b].mean.value ?? 0)
      return x == y ? a < b : x > y
    }
    for index in order.prefix(Self.costLimit) {
      let item = items[index]
      table.add(
        [
          name(ofCost: item.subject), money(item.mean.value ?? 0, item), money(item.fixed, item),
          money(item.scaling, item), item.worst.value.map { money($0, item) } ?? "?",
        ] + future.map { costs in costs[item.subject].map { later($0, money) } ?? "?" })
    }
    let rest = order.dropFirst(Self.costLimit).map { items[$0] }
    if let first = rest.first {
      /// At least the sum where one of them is a bound or not known.
      func sum(_ value: (CostItem) -> Double?, _ isWhole: (CostItem) -> Bool = { $0.bound == .exact }) -> MarkdownText {
        let sum = rest.reduce(0) { $0 + (value($1) ?? 0) }
        guard sum != 0 else { return .notApplicable }
        let text = FigureText.text(Quantity(sum, .moneyRate, currency: first.currency), of: .cost)
        let isSum = rest.allSatisfy { value($0) != nil && isWhole($0) }
        return isSum ? "\(text)" : "\(Bound.atLeast.rawValue) \(text)"
      }
      table.add(
        [
          "\(counted(rest.count, "other"))", sum { $0.mean.value }, sum { $0.fixed }, sum { $0.scaling },
          sum { $0.worst.value },
        ]
          + future.map { costs in
            sum({ costs[$0.subject]?.mean.value }, { costs[$0.subject]?.bound == .exact })
          })
    }
    let worst = figures.figure(.system, .worstCost, .now)
    let fixed = items.reduce(0) { $0 + $1.fixed }
    let scaling = items.reduce(0) { $0 + $1.scaling }
    let plain = items[0]
    func total(_ figure: Figure?) -> MarkdownText {
      figure.map { $0.value.value == nil ? missing($0.value.missing) : "\(FigureText.text($0))" } ?? "?"
    }
    func spelled(_ value: Double) -> MarkdownText {
      "\(FigureText.text(Quantity(value, .moneyRate, currency: plain.currency), of: .cost))"
    }
    let system = figures.figure(.system, .cost, .now)
    let sign = system.flatMap { $0.value.value == nil ? nil : computed($0) }
    table.add(
      ["**Together**", sign ?? "?", spelled(fixed), spelled(scaling), total(worst)]
        + moments.map { total(figures.figure(.system, .cost, Conditions($0))) })
    writeTable(table)
    writeCostNotes()
  }

  private static let formula: MarkdownText =
    "Price × replicas, of autoscaled ones as many as the mean load needs, at most all of them; or price × size, or price × calls a month"

  /// The cost at a later moment, or what to state before there is one.
  private func later(_ item: CostItem, _ money: (Double, CostItem) -> MarkdownText) -> MarkdownText {
    switch item.mean {
    case .known(let value): money(value, item)
    case .unknown(let missing): missing.inputs.first.map { "? \(.code($0.property.rawValue))" } ?? "?"
    }
  }

  private mutating func name(ofCost subject: FigureSubject) -> MarkdownText {
    if case .element(let element) = subject { return link(element) }
    return MarkdownText(text: name(of: subject))
  }

  private mutating func writeCostNotes() {
    var notes: [MarkdownText] = []
    let now = figures.under(.now)
    let uncounted = now.resources.costs(now.state).compactMap { item -> MarkdownText? in
      guard case .unknown(let missing) = item.mean else { return nil }
      return "\(name(of: item.subject)) (\(self.missing(missing)))"
    }
    if !uncounted.isEmpty { notes.append("Priced and not counted: \(.joined(Array(uncounted.prefix(8))))") }
    let unpriced = figures.under(.now).resources.unpriced()
    if !unpriced.isEmpty {
      notes.append("No price stated: \(.shortList(names(unpriced), limit: 8)); `cost` of each would complete the sum")
    }
    let once = figures.under(.now).resources.oneOffCosts()
    for cost in once.prefix(8) {
      notes.append("Once: \(name(of: cost.subject)) \(QuantityFormatter.text(cost.quantity))")
    }
    if let budget = verdicts.first(where: { if case .constraint(_, .budget) = $0.subject { true } else { false } }),
      let term = budget.terms.first, let limit = term.limit
    {
      let text = FigureText.text(limit, of: .cost)
      switch budget.state {
      case .failed: notes.append("✘ above the budget of \(text)")
      case .verified: notes.append("✔ within the budget of \(text)")
      default: notes.append("? against the budget of \(text)")
      }
    }
    if !notes.isEmpty { writeList(notes) }
  }
}
