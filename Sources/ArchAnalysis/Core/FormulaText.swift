import ArchModel

/// Prints formulas as people write them, with names (`Api.rate at peak / (Api.replicas × Api.capacity)`) or with numbers
/// in the spelling of the language (`11.7k/s / (3 × 8k/s)`).
public struct FormulaText: Sendable {
  public enum Style: Sendable, Hashable {
    /// The names of terms and figures, and what constants mean.
    case names
    /// What they are.
    case numbers
  }

  private let model: Model
  private let currency: Currency
  private let limit: Int

  /// - Parameters:
  ///   - currency: that of figures which are money.
  ///   - limit: the most operands of one sum, product or path that are printed; the rest are counted.
  public init(_ model: Model, currency: Currency = .none, limit: Int = 12) {
    self.model = model
    self.currency = currency
    self.limit = max(1, limit)
  }

  public func text(_ formula: Formula, _ style: Style) -> String { print(formula, style, depth: 0).text }

  /// A latency by itself: `Api + max(Tax, Rates)`.
  public func text(_ latency: LatencyExpression, _ style: Style) -> String {
    ExpressionText(style, limit: limit).text(latency)
  }

  /// A condition of success by itself: `Api (2 of 3) × (Cache or OrdersDB)`.
  public func text(_ success: SuccessExpression, _ style: Style) -> String {
    ExpressionText(style, limit: limit).text(success)
  }

  /// How an input is called: `Api.capacity`, `Api->Db.retry`.
  public func name(of term: Term) -> String {
    switch term.subject {
    case .system: return term.property.rawValue
    case .relation(let relation):
      return "\(model.identity(relation, naming: model.shortName)).\(term.property.rawValue)"
    case .element(let element):
      let kind = model[element].kind
      let name = model[element].name == .none && kind == .constraints ? kind.rawValue : model.shortName(element)
      return "\(name).\(term.property.rawValue)"
    }
  }

  // MARK: Printing

  /// How strongly the outermost sign of a text binds.
  private enum Strength: Int {
    case sum, product, power, atom
  }

  private struct Printed {
    let text: String
    let strength: Strength
  }

  private func print(_ formula: Formula, _ style: Style, depth: Int) -> Printed {
    guard depth < Formula.depthLimit else { return Printed(text: "…", strength: .atom) }
    func part(_ formula: Formula, above strength: Strength, _ isStrict: Bool = false) -> String {
      let printed = print(formula, style, depth: depth + 1)
      let (inner, outer) = (printed.strength.rawValue, strength.rawValue)
      let needs = isStrict ? inner <= outer : inner < outer
      return needs ? "(\(printed.text))" : printed.text
    }
    func list(_ parts: [Formula], above strength: Strength, _ sign: String) -> String {
      var texts = parts.prefix(limit).map { part($0, above: strength) }
      if parts.count > limit { texts.append("\(parts.count - limit) more") }
      return texts.joined(separator: sign)
    }
    switch formula {
    case .term(let term):
      let text = style == .names ? name(of: term) : QuantityFormatter.text(term.quantity)
      return Printed(text: text, strength: .atom)
    case .figure(let name, let value, let dimension):
      return Printed(text: style == .names ? name : figure(value, dimension), strength: .atom)
    case .constant(let value, let meaning):
      return Printed(
        text: style == .names && !meaning.isEmpty ? meaning : ExpressionText.number(value), strength: .atom)
    case .sum(let parts):
      if parts.count == 1 { return print(parts[0], style, depth: depth + 1) }
      if parts.isEmpty { return Printed(text: "0", strength: .atom) }
      return Printed(text: list(parts, above: .sum, " + "), strength: .sum)
    case .product(let parts):
      if parts.count == 1 { return print(parts[0], style, depth: depth + 1) }
      if parts.isEmpty { return Printed(text: "1", strength: .atom) }
      return Printed(text: list(parts, above: .product, " × "), strength: .product)
    case .difference(let a, let b):
      return Printed(text: "\(part(a, above: .sum)) - \(part(b, above: .sum, true))", strength: .sum)
    case .quotient(let a, let b):
      return Printed(text: "\(part(a, above: .product)) / \(part(b, above: .product, true))", strength: .product)
    case .power(let a, let b):
      return Printed(text: "\(part(a, above: .power, true))^\(part(b, above: .power, true))", strength: .power)
    case .maximum(let parts): return Printed(text: "max(\(list(parts, above: .sum, ", ")))", strength: .atom)
    case .minimum(let parts): return Printed(text: "min(\(list(parts, above: .sum, ", ")))", strength: .atom)
    case .ceiling(let inner): return Printed(text: "⌈\(part(inner, above: .sum))⌉", strength: .atom)
    case .call(let function, let arguments):
      return Printed(text: "\(function.rawValue)(\(list(arguments, above: .sum, ", ")))", strength: .atom)
    case .quantile(let share, let latency):
      return Printed(text: "p\(ExpressionText.percent(share)) of (\(text(latency, style)))", strength: .atom)
    case .probability(let success):
      return Printed(text: text(success, style), strength: .product)
    }
  }

  private func figure(_ value: Double, _ dimension: Dimension) -> String {
    let isMoney = dimension == .money || dimension == .moneyRate
    let quantity = Quantity(value, dimension, currency: isMoney ? currency : .none)
    let isWhole = isMoney && abs(value) >= 100 && abs(value) < 1e15
    return isWhole
      ? QuantityFormatter.text(Quantity(value.rounded(), dimension, currency: quantity.currency))
      : QuantityFormatter.text(quantity, .significant(3))
  }
}
