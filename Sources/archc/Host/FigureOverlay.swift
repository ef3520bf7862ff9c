import ArchAnalysis
import ArchDiagram
import ArchModel
import ArchViews

/// Overlays of computed figures: a level and a number for each box, and what a hover tells besides.
struct FigureOverlay {
  let figures: Figures
  var model: Model { figures.model }
  private var texts: FigureTexts { FigureTexts(model: figures.model) }

  /// How full each part is at peak.
  var load: OverlayPaint {
    var paint = OverlayPaint(
      title: "Load at peak", scale: ["below 25%", "25% to 50%", "50% to 70%", "70% to 90%", "90% and more"])
    for component in model.components {
      let path = model.path(component)
      let rate = line(component, .rate, .peak, "at peak")
      if let (value, text) = known(component, .utilization, .peak) {
        let level = OverlayPaint.level(of: value, limits: [0.25, 0.5, 0.7, 0.9])
        paint.heats[path] = Diagram.Heat(level: level, share: min(1, value), text: Self.short(text))
        paint.hovers[path] = ["\(text) full at peak", rate, line(component, .runway, .peak)].compactMap { $0 }
      } else {
        // What nobody says the limit of has no level, but what arrives there may still be known.
        if let (_, text) = known(component, .rate, .peak) {
          paint.heats[path] = Diagram.Heat(level: nil, text: Self.short(text))
        }
        paint.hovers[path] = [rate, unknown(component, .utilization, .peak)].compactMap { $0 }
      }
    }
    return paint
  }

  /// The 99th percentile of the time that each part takes to answer.
  var latency: OverlayPaint {
    var paint = OverlayPaint(
      title: "Latency, p99", scale: ["below 10 ms", "10 to 50 ms", "50 to 200 ms", "200 ms to 1 s", "1 s and more"])
    for component in model.components {
      let path = model.path(component)
      if let (value, text) = known(component, .p99, .now) {
        let level = OverlayPaint.level(of: value, limits: [0.01, 0.05, 0.2, 1])
        paint.heats[path] = Diagram.Heat(level: level, text: Self.short(text))
        let atPeak = known(component, .p99, .peak).flatMap { $0.text == text ? nil : "p99 \($0.text) at peak" }
        paint.hovers[path] = ["p99 \(text)", line(component, .p50, .now), atPeak].compactMap { $0 }
      } else {
        paint.hovers[path] = [unknown(component, .p99, .now)].compactMap { $0 }
      }
    }
    return paint
  }

  /// How available each part is, and which parts are single points of failure.
  var availability: OverlayPaint {
    var paint = OverlayPaint(
      title: "Availability",
      scale: ["99.99% and more", "99.9% to 99.99%", "99.5% to 99.9%", "99% to 99.5%", "below 99%"])
    for component in model.components {
      let path = model.path(component)
      if let (value, text) = known(component, .availability, .now) {
        // What rounding took from a limit does not count.
        let level = OverlayPaint.level(of: 1 - value, limits: [0.0001, 0.001, 0.005, 0.01].map { $0 * (1 + 1e-9) })
        paint.heats[path] = Diagram.Heat(level: level, text: Self.short(text))
        let budget = known(component, .errorBudget, .now).map { "down \($0.text)" }
        paint.hovers[path] = ["available \(text)", budget].compactMap { $0 }
      } else {
        paint.hovers[path] = [unknown(component, .availability, .now)].compactMap { $0 }
      }
    }
    markSinglePoints(&paint)
    return paint
  }

  /// What each part costs a month, by its share of the whole.
  var cost: OverlayPaint {
    var paint = OverlayPaint(
      title: "Cost", scale: ["below 2%", "2% to 5%", "5% to 15%", "15% to 30%", "30% and more"])
    // The sum of what is drawn: the system may state a price of its own.
    var costs: [(element: ElementID, value: Double, text: String)] = []
    for component in model.components {
      guard let (value, text) = known(component, .cost, .now), value.isFinite, value >= 0 else {
        paint.hovers[model.path(component)] = [unknown(component, .cost, .now)].compactMap { $0 }
        continue
      }
      costs.append((component, value, text))
    }
    let sum = costs.reduce(0) { $0 + $1.value }
    for (component, value, text) in costs {
      let share = sum > 0 ? value / sum : 0
      let level = OverlayPaint.level(of: share, limits: [0.02, 0.05, 0.15, 0.3])
      paint.heats[model.path(component)] = Diagram.Heat(level: level, share: share, text: Self.short(text))
      let part = QuantityFormatter.text(Quantity(share, .ratio), .significant(2))
      paint.hovers[model.path(component)] = [
        "\(text), \(part) of what is priced", line(component, .worstCost, .now, "scaled up"),
      ].compactMap { $0 }
    }
    for boundary in model.boundaries {
      // A box for many parts costs as much as all of them.
      guard let (value, text) = known(boundary, .cost, .now), value.isFinite, value >= 0 else { continue }
      let share = sum > 0 ? min(1, value / sum) : 0
      let level = OverlayPaint.level(of: share, limits: [0.02, 0.05, 0.15, 0.3])
      paint.heats[model.path(boundary)] = Diagram.Heat(level: level, share: share, text: Self.short(text))
      paint.hovers[model.path(boundary)] = [text]
    }
    if let total = figures.figure(.system, .cost, .now), total.value.value != nil {
      paint.summary = "All of it costs \(texts.value(total))."
    }
    return paint
  }

  // MARK: Words

  private func known(
    _ element: ElementID, _ name: FigureName, _ conditions: Conditions
  ) -> (value: Double, text: String)? {
    guard let figure = figures.figure(.element(element), name, conditions), let value = figure.value.value else {
      return nil
    }
    return (value, texts.value(figure))
  }

  /// How a figure stands in a box, which has less room than a hover: `≤ 99.95%` for `at best 99.95%`.
  private static func short(_ text: String) -> String {
    for (bound, sign) in [(Bound.atBest, "≤"), (.atMost, "≤"), (.atLeast, "≥")] where text.hasPrefix(bound.rawValue) {
      return sign + text.dropFirst(bound.rawValue.count)
    }
    return text
  }

  /// `p50 4ms`, or nil where it is unknown.
  private func line(
    _ element: ElementID, _ name: FigureName, _ conditions: Conditions, _ suffix: String = ""
  ) -> String? {
    known(element, name, conditions).map {
      [name.rawValue, $0.text, suffix].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// What is missing to tell, or nil where the figure does not apply.
  private func unknown(_ element: ElementID, _ name: FigureName, _ conditions: Conditions) -> String? {
    guard let figure = figures.figure(.element(element), name, conditions),
      case .unknown(let missing) = figure.value
    else { return nil }
    return "\(name.rawValue) unknown: \(texts.missing(missing))"
  }
}
