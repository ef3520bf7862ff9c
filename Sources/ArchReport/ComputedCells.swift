import ArchAnalysis
import ArchModel
import ArchSyntax

/// Computed figures as cells: each says with a footnote how it comes about, and `†` that it rests on an assumption.
extension ReportWriter {
  /// In larger models no cell of a column is traced to its assumptions, as that explains every figure.
  private static let tracedParts = 500
  /// More lines than this are counted.
  private static let lineLimit = 12
  /// A footnote of a column lists no more parts.
  private static let partLimit = 16

  /// The figure with a footnote; what to state where it is unknown.
  ///
  /// - Parameters:
  ///   - limit: what it is held against, from which its text stays apart.
  ///   - scenario: under which it was taken, where that is not the program as it stands.
  mutating func computed(
    _ figure: Figure, against limit: Quantity? = nil, scenario: ElementID? = nil
  ) -> MarkdownText {
    guard figure.value.value != nil else { return missing(figure.value.missing) }
    let text = MarkdownText(text: FigureText.text(figure, against: limit))
    guard let source = source(of: figure, under: scenario), let explanation = source.explanation else { return text }
    var label = name(of: figure)
    if let scenario { label += " under \(name(scenario))" }
    return "\(text)\(mark(explanation))\(footnote(explanation, label, of: source.figures))"
  }

  /// The figure as a cell of a column whose head carries the footnote; empty where it does not apply or is unknown.
  func computedCell(_ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions) -> MarkdownText? {
    guard let figure = figures.figure(subject, name, conditions), let value = figure.value.value else { return nil }
    let text = MarkdownText(text: FigureText.text(figure))
    var isAssumed = false
    if model.components.count <= Self.tracedParts,
      let explanation = figures.explanation(subject, name, conditions)
    {
      isAssumed = Self.isAssumed(explanation)
    }
    let shown: MarkdownText = name == .utilization && value >= 1 ? "**\(text)**" : text
    return isAssumed ? "\(shown)†" : shown
  }

  /// The sign of a footnote for a whole column: the formula, and of each part the lines that its figure rests on.
  mutating func columnFootnote(
    _ label: String, _ name: FigureName, _ conditions: Conditions, of parts: [ElementID], formula: MarkdownText
  ) -> MarkdownText {
    var lines: [MarkdownText] = []
    var more = 0
    if parts.count <= Self.tracedParts {
      for part in parts {
        guard figures.figure(.element(part), name, conditions)?.value.value != nil,
          let explanation = figures.explanation(.element(part), name, conditions)
        else { continue }
        let places = places(explanation.allTerms.map(\.input.property), in: model)
        if places.isEmpty { continue }
        if lines.count < Self.partLimit {
          lines.append("\(self.name(part)): \(places.lowercasedFirst)")
        } else {
          more += 1
        }
      }
    }
    let rest: MarkdownText = more > 0 ? "; \(more) more" : ""
    let of: MarkdownText = lines.isEmpty ? "" : ". \(.joined(lines, by: "; "))\(rest)"
    return footnotes.sign(
      label, text: "\(formula)\(of). `archc why FILE NAME.\(name.rawValue)` has each one’s own terms.")
  }

  /// What has to be stated before there is a figure, the most valuable input first.
  func missing(_ missing: Missing) -> MarkdownText {
    let reason = missingReason(missing)
    return reason.isEmpty ? "?" : "? \(reason)"
  }

  /// What is missing, or why there is no figure, to stand within a sentence.
  func missingReason(_ missing: Missing) -> MarkdownText {
    guard !missing.inputs.isEmpty else { return .prose(missing.reason) }
    let inputs = missing.inputs.prefix(3).map { input -> MarkdownText in
      "\(MarkdownText.code(input.property.rawValue)) of \(name(of: input.subject))"
    }
    let isCut = missing.inputs.count > inputs.count || missing.isCut
    return isCut ? "\(.joined(inputs)) and more" : .joined(inputs)
  }

  func name(of subject: FigureSubject) -> String {
    switch subject {
    case .system: "the system"
    case .element(let element): name(element)
    case .relation(let relation): model.identity(relation, naming: name)
    }
  }

  /// `Checkout.p99 at peak`.
  func name(of figure: Figure) -> String {
    var text: String
    switch figure.subject {
    case .system: text = figure.name.rawValue
    default: text = name(of: figure.subject) + "." + figure.name.rawValue
    }
    switch figure.conditions.moment {
    case .now: break
    case .peak: text += " at peak"
    case .after(let seconds): text += " at " + QuantityFormatter.text(Quantity(seconds, .duration))
    }
    for failure in figure.conditions.failures {
      text += ", \(failure.isOneReplica ? "1 of " : "")\(name(failure.element)) down"
    }
    return text
  }

  private func mark(_ explanation: Explanation) -> MarkdownText { Self.isAssumed(explanation) ? "†" : "" }

  static func isAssumed(_ explanation: Explanation) -> Bool {
    explanation.allTerms.contains { $0.input.confidence == .assumed }
  }

  /// The sign of the footnote of a figure that stands at the head of a row or a column.
  mutating func columnSign(of explanation: Explanation) -> MarkdownText {
    footnote(explanation, name(of: explanation.figure), of: figures)
  }

  /// The sign of a footnote that says how a figure comes about.
  private mutating func footnote(
    _ explanation: Explanation, _ label: String, of figures: Figures
  ) -> MarkdownText {
    let model = figures.model
    var text: [MarkdownText] = []
    if let formula = explanation.formula, !formula.isConstant {
      let printer = FormulaText(model, currency: explanation.figure.currency, limit: 8)
      let named = printer.text(formula, .names)
      let numbers = printer.text(formula, .numbers)
      text.append(numbers == named ? "\(named)" : "\(named) = \(numbers)")
    }
    if !explanation.notCounted.isEmpty {
      text.append("Not counted: \(.joined(explanation.notCounted.prefix(4).map { MarkdownText.prose($0) }, by: "; "))")
    }
    text += explanation.remarks.prefix(4).map { MarkdownText.prose($0.capitalizedFirst) }
    var places = self.places(explanation.allTerms.map(\.input.property), in: model)
    if places.isEmpty { places = self.places(of: explanation.figure, in: figures) }
    if !places.isEmpty { text.append(places) }
    return footnotes.sign(label, text: "\(.joined(text, by: ". ")).")
  }

  /// The lines that a figure rests on whose terms are figures themselves.
  func places(of figure: Figure, in figures: Figures) -> MarkdownText {
    let model = figures.model
    switch (figure.subject, figure.name) {
    case (.system, .cost), (.system, .worstCost):
      let prices = figures.inputs.prices.map(\.input.property)
      guard model.components.count <= Self.tracedParts else { return places(prices, in: model) }
      let terms = model.components.flatMap { part in
        figures.explanation(.element(part), figure.name, figure.conditions)?.allTerms.map(\.input.property) ?? []
      }
      return places(terms + prices, in: model)
    case (.system, .data):
      let sizes = model.elements(of: KindSet.stores).flatMap { store in
        [InputName.size, .growth].compactMap { figures.inputs[store, $0]?.property }
      }
      return places(sizes, in: model)
    case (.system, .rate):
      return places(
        model.flows.compactMap {
          (figures.inputs[$0.element, .ratePeak] ?? figures.inputs[$0.element, .rateMean])?.property
        }, in: model)
    case (.element(let element), _):
      return "Line \(lineNumber(model.nameSpan(element)))"
    default: return ""
    }
  }

  /// The lines that state some properties of the program, or of a variant of it, which has the same sources.
  func places(_ properties: [Int32], in model: Model) -> MarkdownText {
    places(
      of: properties.filter { $0 >= 0 && Int($0) < model.properties.count }.map {
        model.span(model.properties[Int($0)])
      })
  }

  /// "Line 7", "Lines 7, 9 and 3 more": each once, with the file where that is not the root.
  func places(of spans: [Span]) -> MarkdownText {
    var lines: [(file: String, line: Int)] = []
    for span in spans where Int(span.file.index) < model.trees.count {
      let tree = model.trees[Int(span.file.index)]
      let place = (tree.source.path, lineNumber(span))
      if !lines.contains(where: { $0 == place }) { lines.append(place) }
    }
    guard !lines.isEmpty else { return "" }
    let root = model.trees.first?.source.path
    let shown = lines.prefix(Self.lineLimit).map { place -> String in
      place.file == root ? "\(place.line)" : "\(place.file.split(separator: "/").last ?? ""):\(place.line)"
    }
    let rest = lines.count - shown.count
    let list: MarkdownText = rest > 0 ? "\(.list(shown)) and \(rest) more" : "\(.list(shown))"
    return lines.count == 1 ? "Line \(list)" : "Lines \(list)"
  }
}

extension Formula {
  /// Whether it says no more than its value.
  fileprivate var isConstant: Bool {
    if case .constant = self { return true }
    return false
  }
}

/// The footnotes of a report, by names, so that a new figure moves no other line.
struct Footnotes {
  private var texts: [String: MarkdownText] = [:]

  /// The sign of the footnote with a name, which is added where it is new.
  mutating func sign(_ name: String, text: MarkdownText) -> MarkdownText {
    let label = Self.label(name)
    if texts[label] == nil { texts[label] = text }
    return MarkdownText(footnote: label)
  }

  /// The texts by name, in the order of the names.
  var all: [(label: String, text: MarkdownText)] {
    texts.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
      .map { ($0.key, $0.value) }
  }

  /// What may stand in the name of a footnote: letters, digits, points and hyphens.
  private static func label(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      let isPlain =
        scalar.isASCII ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "." : false
      if isPlain || scalar.properties.isAlphabetic {
        result.unicodeScalars.append(scalar)
      } else if result.last != "-" {
        result += "-"
      }
    }
    return result
  }
}
