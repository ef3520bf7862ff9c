import ArchAnalysis
import ArchDiagram
import ArchModel

/// Utilisation at peak over the next two years, for `figures --plot` and the report.
enum UtilizationPlot {
  /// Nine moments, a quarter of a year apart.
  private static let quarter: Double = 8_760 * 3_600 / 4

  static func plot(_ figures: Figures) -> Plot {
    let texts = FigureTexts(model: figures.model)
    let moments: [Horizon] = [.peak] + (1...8).map { .after(Double($0) * quarter) }
    var rows: [Plot.Row] = []
    for component in figures.model.components {
      let subject = FigureSubject.element(component)
      let values = moments.map { figures.figure(subject, .utilization, Conditions($0))?.value.value }
      guard values[0] != nil, let first = figures.figure(subject, .utilization, .peak) else { continue }
      let runway = figures.figure(subject, .runway, .peak)?.quantity
      let note: String
      if let value = first.value.value, value >= 1 {
        note = "full now"
      } else {
        note = runway.map { "full in \(FigureTexts.text($0, of: .runway))" } ?? ""
      }
      rows.append(Plot.Row(name: texts.name(subject), values: values, text: texts.value(first), note: note))
    }
    // The fullest first: they are what one looks for.
    let order = rows.indices.sorted { a, b in
      let (x, y) = ((rows[a].values.first ?? nil) ?? 0, (rows[b].values.first ?? nil) ?? 0)
      return x == y ? a < b : x > y
    }
    return Plot(
      title: "Utilization at peak", moments: ["now"] + (1...8).map { "\($0 * 3)mo" }, rows: order.map { rows[$0] })
  }
}
