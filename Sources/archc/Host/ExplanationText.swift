import ArchAnalysis
import ArchModel
import ArchSyntax

/// What `why` prints: the figure, how it is computed, from what, what was not counted, what is missing.
struct ExplanationText {
  let model: Model
  /// More than anybody reads.
  private static let termLimit = 60
  private var texts: FigureTexts { FigureTexts(model: model) }

  init(model: Model) {
    self.model = model
  }

  func text(_ explanation: Explanation) -> String {
    let figure = explanation.figure
    var conditions = texts.conditions(figure.conditions)
    conditions = conditions == "now" ? "" : " at " + conditions.replacingPrefix("now ", with: "")
    var lines = ["\(texts.name(figure.subject, figure.name))\(conditions) = \(texts.value(figure))"]
    if case .unknown(let missing) = figure.value { lines.append("  unknown: \(texts.missing(missing))") }
    if let formula = explanation.formula {
      let printer = FormulaText(model, currency: figure.currency)
      let named = printer.text(formula, .names)
      let numbers = printer.text(formula, .numbers)
      lines += ["", "formula", "  " + named]
      if numbers != named { lines.append("  = " + numbers) }
    }
    let terms = explanation.allTerms
    if !terms.isEmpty {
      lines += ["", "terms"]
      var table = TextTable(["input", "value", "from", "line"], right: [1])
      for term in terms.prefix(Self.termLimit) {
        table.add([
          texts.name(term.subject) + "." + term.property.rawValue, QuantityFormatter.text(term.quantity),
          source(term), place(term.input),
        ])
      }
      lines += table.text.split(separator: "\n").dropFirst().map { "  \($0)" }
      if terms.count > Self.termLimit {
        lines.append("  and \(terms.count - Self.termLimit) more; `--format json` prints them all")
      }
    }
    if !explanation.notCounted.isEmpty {
      lines.append("")
      lines.append("not counted")
      lines += explanation.notCounted.map { "  \($0)" }
    }
    if !explanation.remarks.isEmpty {
      lines.append("")
      lines += explanation.remarks.map { "note: \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How sure its author is, and where it comes from: `measured "load test 2026-09"`.
  private func source(_ term: Term) -> String {
    guard term.input.property >= 0, Int(term.input.property) < model.properties.count else { return "what-if" }
    let stated = model.properties[Int(term.input.property)].stated
    let quoted = stated.source.map { " \"\(model.string($0))\"" } ?? ""
    return term.input.confidence.word.isEmpty ? "stated" : term.input.confidence.word + quoted
  }

  /// `shop.arch:12`
  private func place(_ input: ArchAnalysis.Input) -> String {
    guard input.property >= 0, Int(input.property) < model.properties.count else { return "" }
    let property = model.properties[Int(input.property)]
    let span = model.span(property)
    let file = model.trees[Int(span.file.index)].source
    return "\(file.path):\(LineIndex(file).line(at: span.start) + 1)"
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
    hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
  }
}
