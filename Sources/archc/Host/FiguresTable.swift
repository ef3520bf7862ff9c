import ArchAnalysis
import ArchModel

/// The figures that matter most, as tables for a terminal.
struct FiguresTable {
  let figures: Figures
  let moments: [Horizon]
  private var model: Model { figures.model }
  private var texts: FigureTexts { FigureTexts(model: figures.model) }

  init(figures: Figures, moments: [Horizon]) {
    self.figures = figures
    self.moments = moments
  }

  var text: String {
    var parts = [system, flows, components].filter { !$0.isEmpty }
    if let missing { parts.append(missing) }
    return parts.joined(separator: "\n")
  }

  private var system: String {
    var table = TextTable(["System"] + moments.map(FigureTexts.moment), right: Set(1...moments.count))
    for name in figures.names(of: .system) {
      let cells = moments.map { moment -> String in
        name.varies(at: moment) ? cell(.system, name, Conditions(moment)) : ""
      }
      if cells.contains(where: { !$0.isEmpty && $0 != "?" }) { table.add([name.rawValue] + cells) }
    }
    return table.isEmpty ? "" : table.text
  }

  private var flows: String {
    var table = TextTable(
      ["Flow", "rate", "at peak", "p50", "p99", "p99 at peak", "availability", "error budget"],
      right: [1, 2, 3, 4, 5, 6, 7])
    for flow in model.flows where !model[flow.element].isRemoved {
      let subject = FigureSubject.element(flow.element)
      table.add([
        texts.name(subject), cell(subject, .rate, .now), cell(subject, .rate, .peak), cell(subject, .p50, .now),
        cell(subject, .p99, .now), cell(subject, .p99, .peak), cell(subject, .availability, .now),
        cell(subject, .errorBudget, .now),
      ])
    }
    return table.isEmpty ? "" : table.text
  }

  private var components: String {
    let later = moments.filter { $0 != .now && $0 != .peak }
    var table = TextTable(
      ["Component", "rate at peak", "utilization", "at peak"] + later.map { "in " + FigureTexts.moment($0) }
        + ["full in", "availability", "cost"], right: Set(1..<(7 + later.count)))
    for component in model.components {
      let subject = FigureSubject.element(component)
      let cells =
        [
          cell(subject, .rate, .peak), cell(subject, .utilization, .now), cell(subject, .utilization, .peak),
        ] + later.map { cell(subject, .utilization, Conditions($0)) } + [
          cell(subject, .runway, .peak), cell(subject, .availability, .now), cell(subject, .cost, .now),
        ]
      // What has nothing to say fills no line.
      if cells.contains(where: { !$0.isEmpty && $0 != "?" }) { table.add([texts.name(subject)] + cells) }
    }
    return table.isEmpty ? "" : table.text
  }

  /// The inputs that would decide most of what is unknown, the one that decides most first.
  private var missing: String? {
    let inputs = figures.mostWanted(limit: 3)
    guard !inputs.isEmpty else { return nil }
    return inputs.map { wanted in
      "? state \(texts.missing(wanted.input)): decides \(wanted.figures) figure\(wanted.figures == 1 ? "" : "s")\n"
    }.joined()
  }

  /// The figure as text; empty where it does not apply.
  private func cell(_ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions) -> String {
    figures.figure(subject, name, conditions).map { texts.value($0) } ?? ""
  }
}

extension FiguresTable {
  /// One figure a line, its moments side by side.
  static func list(_ chosen: [Figure], figures: Figures) -> String {
    let texts = FigureTexts(model: figures.model)
    var moments: [Horizon] = []
    for figure in chosen where !moments.contains(figure.conditions.moment) { moments.append(figure.conditions.moment) }
    guard !moments.isEmpty else { return "no figure fits\n" }
    var table = TextTable(["Figure"] + moments.map(FigureTexts.moment), right: Set(1...moments.count))
    var index = 0
    while index < chosen.count {
      let first = chosen[index]
      var cells = [String](repeating: "", count: moments.count)
      while index < chosen.count, chosen[index].subject == first.subject, chosen[index].name == first.name {
        if let column = moments.firstIndex(of: chosen[index].conditions.moment) {
          cells[column] = texts.value(chosen[index])
        }
        index += 1
      }
      table.add([texts.name(first.subject, first.name)] + cells)
    }
    return table.text
  }

  /// Comma-separated values with a head line (RFC 4180), in base units; an unknown value is empty and says what to state.
  static func csv(_ chosen: [Figure], figures: Figures, variant: String?) -> String {
    let texts = FigureTexts(model: figures.model)
    var text = "subject,metric,at,variant,value,unit,bound,missing\r\n"
    for figure in chosen {
      let fields = [
        texts.name(figure.subject), figure.name.rawValue, FigureTexts.moment(figure.conditions.moment), variant ?? "",
        figure.value.value.map { "\($0)" } ?? "", unit(figure), figure.bound.rawValue,
        figure.value.value == nil ? texts.missing(figure.value.missing) : "",
      ]
      text += fields.map(field).joined(separator: ",") + "\r\n"
    }
    return text
  }

  /// A field in quotes where it has to be. One that a spreadsheet would run as a formula gets an apostrophe before it.
  private static func field(_ text: String) -> String {
    var text = text
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      text = "'" + text
    case UInt8(ascii: "-") where Double(text) == nil: text = "'" + text
    default: break
    }
    let isQuoted = text.utf8.contains {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n")
    }
    guard isQuoted else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  private static func unit(_ figure: Figure) -> String {
    switch figure.name.dimension {
    case .duration: "s"
    case .size: "B"
    case .rate: "1/s"
    case .ratio: "ratio"
    case .moneyRate: figure.currency.sign + "/month"
    default: "1"
    }
  }
}
