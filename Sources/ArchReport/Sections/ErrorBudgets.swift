import ArchAnalysis
import ArchModel

/// How long each flow may be out and how long it is, in minutes a month.
extension ReportWriter {
  mutating func writeErrorBudgets() {
    writeHeading(2, "Error Budgets")
    var table = ReportTable(
      ["Flow", "Objective", "Budget a month", "Availability", "Used a month", "Left"], right: [1, 2, 3, 4])
    for flow in model.flows where !model[flow.element].isRemoved {
      let objective = verdicts.first { $0.subject == .objective(flow: flow.element, .availability) }?.terms.first?.limit
      let figure = figures.figure(.element(flow.element), .availability, .now)
      let value = figure?.value.value
      let name = link(flow.element)
      // What would state the objective stands in its own column.
      var left: MarkdownText = objective == nil ? .notApplicable : "?"
      if let objective, let value {
        let allowed = (1 - objective.value) * AvailabilityAnalysis.secondsAMonth
        let used = (1 - value) * AvailabilityAnalysis.secondsAMonth
        let outage = figure.map { Self.bound(ofOutage: $0.bound) } ?? .exact
        left =
          used > allowed
          ? "**\(outage.prefix)\(time(used - allowed)) too much**"
          : "\(outage.opposite.prefix)\(time(allowed - used))"
      }
      table.add([
        name, objective.map { MarkdownText(text: FigureText.text($0, of: .availability)) } ?? .unknown("objective"),
        objective.map { MarkdownText(text: time((1 - $0.value) * AvailabilityAnalysis.secondsAMonth)) }
          ?? .notApplicable,
        figure.map { computed($0, against: objective) } ?? .notApplicable,
        outage(figure) ?? "?", left,
      ])
    }
    guard !table.isEmpty else {
      writeParagraph("Nothing declared; `flow Name { objective { availability: 99.9% }, … }` adds a row.")
      return
    }
    writeTable(table)
  }

  private func time(_ seconds: Double) -> String {
    QuantityFormatter.text(Quantity(max(0, seconds), .duration), .significant(3))
  }

  /// How long a part with an availability is out in a month.
  func outage(_ availability: Double?) -> MarkdownText? {
    availability.map { MarkdownText(text: time((1 - $0) * AvailabilityAnalysis.secondsAMonth)) }
  }

  /// How long a part with a computed availability is out in a month: at least so long where that is what it has at best.
  func outage(_ availability: Figure?) -> MarkdownText? {
    guard let availability, let time = outage(availability.value.value) else { return nil }
    return "\(Self.bound(ofOutage: availability.bound).prefix)\(time)"
  }

  /// How the time out of order relates to the truth where the share of time in order relates to it so.
  private static func bound(ofOutage availability: Bound) -> Bound {
    switch availability {
    case .exact: .exact
    case .atBest, .atMost: .atLeast
    case .atLeast: .atMost
    }
  }
}

extension Bound {
  /// Before a figure: "at least ".
  fileprivate var prefix: MarkdownText {
    switch self {
    case .exact: ""
    case .atLeast: "at least "
    case .atMost: "at most "
    case .atBest: "at best "
    }
  }

  /// That of what is left of something, of which so much is used.
  fileprivate var opposite: Bound {
    switch self {
    case .exact, .atBest: self
    case .atLeast: .atMost
    case .atMost: .atLeast
    }
  }
}
