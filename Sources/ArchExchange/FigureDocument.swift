import ArchAnalysis
import ArchModel
import ArchSyntax

/// One computed figure as other programs read it, so that anyone can compute it again.
public struct FigureDocument: Codable, Sendable, Hashable, DirectlyEncodable {
  /// The id of the part in the same export; `system` of the whole.
  public var subject: String
  /// The figure, as `verify:` names it.
  public var metric: String
  /// `current`, `peak`, or a time from today.
  public var at: String
  /// What is out of order: ids, with `1 of ` before a single replica.
  public var failures: [String]
  /// The variants that are laid over the program, or null.
  public var variant: String?
  /// In base units; null where it is unknown.
  public var value: Double?
  public var unit: String
  /// `exact`, `at least`, `at most` or `at best`.
  public var bound: String
  /// How many inputs of each confidence it rests on; `stated` where the author says nothing.
  public var confidence: [String: Int]
  /// What would have to be stated, as `ID.property`.
  public var missing: [String]
  /// Why it is unknown where no input is missing, or null.
  public var reason: String?
  /// The formula in words, or null.
  public var formula: String?
  /// The formula with numbers in place of names, or null.
  public var calculation: String?
  public var terms: [TermDocument]
  public var notCounted: [String]
  public var remarks: [String]

  /// - Parameter variant: what is laid over the program, or nil.
  public init(_ explanation: Explanation, in identities: FigureIdentities, variant: String?) {
    let figure = explanation.figure
    subject = identities.name(figure.subject)
    metric = figure.name.rawValue
    at = FigureIdentities.moment(figure.conditions.moment)
    failures = figure.conditions.failures.map { failure in
      (failure.isOneReplica ? "1 of " : "") + identities.name(.element(failure.element))
    }
    self.variant = variant
    value = figure.value.value
    unit = ValueReader.unit(of: Quantity(0, figure.name.dimension, currency: figure.currency))
    bound = figure.bound.rawValue
    let found = explanation.allTerms
    confidence = found.reduce(into: [:]) { counts, term in
      let word = term.input.confidence.word
      counts[word.isEmpty ? "stated" : word, default: 0] += 1
    }
    let lacking = figure.value.missing
    missing = lacking.inputs.map { identities.name($0.subject) + "." + $0.property.rawValue }
    reason = lacking.reason.isEmpty ? nil : lacking.reason
    let printer = FormulaText(identities.model, currency: figure.currency, limit: .max)
    formula = explanation.formula.map { printer.text($0, .names) }
    calculation = explanation.formula.map { printer.text($0, .numbers) }
    terms = found.map { TermDocument($0, in: identities) }
    notCounted = explanation.notCounted
    remarks = explanation.remarks
  }

  enum CodingKeys: String, CodingKey {
    case subject, metric, at, failures, variant, value, unit, bound, confidence, missing, reason, formula, calculation,
      terms
    case notCounted, remarks
  }

  func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encode(subject, forKey: .subject)
    try container.encode(metric, forKey: .metric)
    try container.encode(at, forKey: .at)
    try container.encode(failures, forKey: .failures)
    try container.encode(variant, forKey: .variant)
    try container.encode(value, forKey: .value)
    try container.encode(unit, forKey: .unit)
    try container.encode(bound, forKey: .bound)
    try container.encode(confidence, forKey: .confidence)
    try container.encode(missing, forKey: .missing)
    try container.encode(reason, forKey: .reason)
    try container.encode(formula, forKey: .formula)
    try container.encode(calculation, forKey: .calculation)
    try container.encode(terms, forKey: .terms)
    try container.encode(notCounted, forKey: .notCounted)
    try container.encode(remarks, forKey: .remarks)
  }
}

/// An input of a figure, with its place.
public struct TermDocument: Codable, Sendable, Hashable {
  public var subject: String
  public var property: String
  /// In base units.
  public var value: Double
  public var unit: String
  public var confidence: String
  /// Where the author has it from, or null.
  public var source: String?
  public var file: String?
  /// The line of the statement, from 1; null for what a what-if states.
  public var line: Int?

  init(_ term: Term, in identities: FigureIdentities) {
    subject = identities.name(term.subject)
    property = term.property.rawValue
    value = term.quantity.value.isFinite ? term.quantity.value : 0
    unit = ValueReader.unit(of: term.quantity)
    confidence = term.input.confidence.word.isEmpty ? "stated" : term.input.confidence.word
    let model = identities.model
    guard term.input.property >= 0, Int(term.input.property) < model.properties.count else { return }
    let statement = model.properties[Int(term.input.property)]
    source = statement.stated.source.map { model.string($0) }
    let span = model.span(statement)
    file = model.trees[Int(span.file.index)].source.path
    line = identities.line(of: span)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(subject, forKey: .subject)
    try container.encode(property, forKey: .property)
    try container.encode(value, forKey: .value)
    try container.encode(unit, forKey: .unit)
    try container.encode(confidence, forKey: .confidence)
    try container.encode(source, forKey: .source)
    try container.encode(file, forKey: .file)
    try container.encode(line, forKey: .line)
  }

  enum CodingKeys: String, CodingKey {
    case subject, property, value, unit, confidence, source, file, line
  }
}

/// Figures alone: `archc figures --format json`.
public struct FiguresDocument: Codable, Sendable, Hashable {
  public var version: Int
  public var figures: [FigureDocument]

  public init(_ figures: Figures, chosen: [Figure], variant: String?) {
    version = 1
    let identities = FigureIdentities(figures.model)
    self.figures = chosen.map { figure in
      let explanation = figures.explanation(figure.subject, figure.name, figure.conditions)
      return FigureDocument(explanation ?? Explanation(figure, formula: nil), in: identities, variant: variant)
    }
  }
}

/// What figures are called in documents, and where their inputs stand.
public struct FigureIdentities: Sendable {
  let model: Model
  private let identities: Identities
  private let lines: [LineIndex]

  public init(_ model: Model) {
    self.model = model
    identities = Identities(model)
    lines = model.trees.map { LineIndex($0.source) }
  }

  public func name(_ subject: FigureSubject) -> String {
    switch subject {
    case .system: "system"
    case .element(let element): identities.elements[Int(element.index)]
    case .relation(let relation): identities.relations[Int(relation.index)]
    }
  }

  /// From 1.
  func line(of span: Span) -> Int { lines[Int(span.file.index)].line(at: span.start) + 1 }

  public static func moment(_ moment: Horizon) -> String {
    switch moment {
    case .now: "current"
    case .peak: "peak"
    case .after(let seconds): QuantityFormatter.text(Quantity(seconds, .duration))
    }
  }
}
