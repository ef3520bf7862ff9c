import ArchAnalysis
import ArchModel

/// How full components are at peak, now and later, and when they are full.
extension ReportWriter {
  /// Components below this share of their capacity at the last moment, with one replica lost too, are no risk.
  private static let leastShare = 0.5
  private static let rowLimit = 40

  mutating func writeUtilization(_ moments: [(title: String, seconds: Double)]) {
    let conditions = [Conditions.peak] + moments.map { Conditions(.after($0.seconds)) }
    let known = model.components.filter { figures.figure(.element($0), .utilization, .peak)?.value.value != nil }
    guard !known.isEmpty else { return }
    var table = ReportTable(
      ["Peak utilization", "Current"] + moments.map { MarkdownText(text: $0.title) } + ["Full in"],
      right: Set(1...moments.count + 1))
    var calm = 0
    var rows = 0
    for component in known {
      let whole = conditions.map { figures.figure(.element(component), .utilization, $0)?.value.value }
      let lost = conditions.map {
        figures.under($0).resources.utilizationWithoutReplica(component, figures.under($0).state).value
      }
      let worst = (whole + lost).compactMap { $0 }.max() ?? 0
      guard worst >= Self.leastShare else {
        calm += 1
        continue
      }
      rows += 1
      guard rows <= Self.rowLimit else { continue }
      let runway = figures.figure(.element(component), .runway, .peak)
      table.add(
        [link(component)]
          + zip(conditions, whole).map { condition, share in
            share == nil
              ? lacking(component, condition) : computedCell(.element(component), .utilization, condition) ?? "?"
          } + [self.runway(whole[0], runway?.value.value)])
      let isHarder = zip(whole, lost).contains { whole, lost in
        lost.map { $0 >= 1 && Self.isMore($0, than: whole ?? 0) } ?? false
      }
      if isHarder {
        table.add(
          ["\(name(component)), one replica lost"]
            + zip(conditions, lost).map { condition, share in
              share.map(Self.share) ?? lacking(component, condition)
            } + [
              self.runway(lost[0], lost[0].flatMap { figures.under(.peak).resources.runway(from: $0).value })
            ])
      }
    }
    let sign = columnFootnote("utilization-over-time", .utilization, .peak, of: known, formula: Self.formula)
    if table.isEmpty {
      writeParagraph(
        "Peak utilization\(sign) is below 50% now and at each horizon, with one replica lost too: \(counted(calm, "component")), \(.shortList(names(known), limit: 3))."
      )
    } else {
      writeTable(table)
      var note: MarkdownText = "Computed\(sign) at the peak of the moment; **bold** is past the capacity."
      if rows > Self.rowLimit {
        note = "\(note) \(counted(rows - Self.rowLimit, "further component")) in `archc figures`."
      }
      if known.contains(where: isAutoscaled) {
        note = "\(note) What scales by itself runs with as many replicas as hold its target, up to the upper end."
      }
      if calm > 0 { note = "\(note) Below 50% throughout: \(counted(calm, "component"))." }
      writeParagraph(note)
    }
    if !options.isTextOnly {
      for plot in options.plots {
        writePicture(plot.title, path: plot.path)
      }
    }
  }

  /// Whether the loss of a replica leaves the others more to do; of a part that is one whole, or one writer that another
  /// one follows, it does not.
  static func isMore(_ lost: Double, than whole: Double) -> Bool { lost > whole * 1.0001 }

  private func isAutoscaled(_ component: ElementID) -> Bool {
    guard let lower = figures.inputs[component, .replicasLower]?.value,
      let upper = figures.inputs[component, .replicasUpper]?.value
    else { return false }
    return lower < upper
  }

  private static let formula: MarkdownText =
    "Rate at peak × (1 + growth)^t × attempts / (replicas × capacity); full where that is one"

  /// - Parameter share: how full it is now; what is full already is that whatever the growth.
  private func runway(_ share: Double?, _ seconds: Double?) -> MarkdownText {
    if let share, share >= 1 { return "**now**" }
    guard let seconds else { return .notApplicable }
    return seconds <= 0
      ? "**now**" : MarkdownText(text: QuantityFormatter.text(Quantity(seconds, .duration), .significant(3)))
  }

  /// What to state before there is a figure at a moment.
  private func lacking(_ component: ElementID, _ conditions: Conditions) -> MarkdownText {
    let missing = figures.figure(.element(component), .utilization, conditions)?.value.missing
    return missing?.inputs.first.map { "? \(.code($0.property.rawValue))" } ?? "?"
  }

  private static func share(_ value: Double) -> MarkdownText {
    let text = MarkdownText(text: QuantityFormatter.text(Quantity(value, .ratio), .significant(3)))
    return value >= 1 ? "**\(text)**" : text
  }
}
