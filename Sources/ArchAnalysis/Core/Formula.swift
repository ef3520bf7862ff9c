import ArchModel

/// How a figure comes about: an expression whose leaves are what the model states, or other figures.
///
/// It is built only when somebody asks why; `evaluate()` gives the figure again from the terms, which a test holds
/// against the figure itself.
public indirect enum Formula: Sendable, Hashable {
  /// What the model states.
  case term(Term)
  /// Another figure, by its name (`Api.rate at peak`), which has a formula of its own.
  case figure(String, Double, Dimension)
  /// A number that is no input, with what it means (`hours a month`).
  case constant(Double, String)
  case sum([Formula])
  case product([Formula])
  case difference(Formula, Formula)
  case quotient(Formula, Formula)
  case power(Formula, Formula)
  case maximum([Formula])
  case minimum([Formula])
  /// The least whole number that is not below.
  case ceiling(Formula)
  case call(FormulaFunction, [Formula])
  case quantile(Double, LatencyExpression)
  case probability(SuccessExpression)
}

/// An input as a leaf of a formula.
public struct Term: Sendable, Hashable {
  public let subject: FigureSubject
  public let property: PropertyName
  /// In base units.
  public let quantity: Quantity
  public let input: Input

  public init(_ subject: FigureSubject, _ property: PropertyName, _ quantity: Quantity, _ input: Input) {
    self.subject = subject
    self.property = property
    self.quantity = quantity
    self.input = input
  }
}

/// What `why` says of a figure.
public struct Explanation: Sendable, Hashable {
  public let figure: Figure
  /// Nil where the figure is unknown.
  public let formula: Formula?
  /// What one might expect to be counted, and why it is not: "Api -> Auth, required and synchronous, but no step of
  /// Checkout".
  public var notCounted: [String]
  /// What the formula reads besides its terms, such as the percentiles, hit rates and timeouts of a path.
  public var terms: [Term] = []
  /// Further lines: the independence that is assumed, the percentiles beside it.
  public var remarks: [String]

  public init(_ figure: Figure, formula: Formula?, notCounted: [String] = [], remarks: [String] = []) {
    self.figure = figure
    self.formula = formula
    self.notCounted = notCounted
    self.remarks = remarks
  }
}
