import ArchAnalysis
import ArchExchange
import ArchModel

/// Figures under several variants, side by side.
struct FigureComparison {
  struct Column {
    let name: String
    let figures: Figures
    /// The ids of the rules that find an error, in order.
    let errors: [String]

    init(name: String, model: Model, errors: [String]) {
      self.name = name
      figures = Figures(model)
      self.errors = errors
    }
  }

  struct Row {
    let name: String
    let moment: Horizon
    /// One a column; nil where the part or the figure does not exist there.
    let figures: [Figure?]
    let texts: [String]

    var differs: Bool { Set(texts).count > 1 }
  }

  let columns: [Column]

  /// Rows by the names of parts, as variants have models of their own.
  var rows: [Row] {
    var order: [String] = []
    var found: [String: [Figure?]] = [:]
    for (column, variant) in columns.enumerated() {
      let texts = FigureTexts(model: variant.figures.model)
      for figure in variant.figures.compared {
        let key = texts.name(figure.subject, figure.name) + (figure.conditions.moment == .peak ? " at peak" : "")
        if found[key] == nil {
          order.append(key)
          found[key] = [Figure?](repeating: nil, count: columns.count)
        }
        found[key]?[column] = figure
      }
    }
    return order.map { key in
      let figures = found[key] ?? []
      let texts = zip(figures, columns).map { figure, column in
        figure.map { FigureTexts(model: column.figures.model).value($0) } ?? "–"
      }
      return Row(
        name: key, moment: figures.compactMap { $0 }.first?.conditions.moment ?? .now, figures: figures, texts: texts)
    }
  }

  func text(showsAll: Bool) -> String {
    var table = TextTable(["Figure"] + columns.map(\.name), right: Set(1...columns.count))
    let rows = rows
    let shown = rows.filter { showsAll || $0.differs }
    for row in shown { table.add([row.name] + row.texts) }
    table.add(["rules with errors"] + columns.map { $0.errors.isEmpty ? "none" : $0.errors.joined(separator: ", ") })
    let same = rows.count - shown.count
    let rest = same > 0 ? "\(same) figure\(same == 1 ? " is" : "s are") the same in all; `--all` prints them\n" : ""
    return table.text + rest
  }

  var document: ComparisonDocument {
    ComparisonDocument(
      variants: columns.map(\.name), errors: columns.map(\.errors),
      rows: rows.map {
        ComparisonDocument.Row(figure: $0.name, values: $0.figures.map { $0?.value.value }, texts: $0.texts)
      })
  }
}
