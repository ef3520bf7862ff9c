import ArchAnalysis
import ArchModel

/// Figures as people read them.
struct FigureTexts {
  let model: Model

  /// `Checkout.p99`; of the whole system the bare name.
  func name(_ subject: FigureSubject, _ name: FigureName) -> String {
    switch subject {
    case .system: name.rawValue
    default: self.name(subject) + "." + name.rawValue
    }
  }

  func name(_ subject: FigureSubject) -> String {
    switch subject {
    case .system: "system"
    case .element(let element): model.shortName(element)
    case .relation(let relation): model.identity(relation) { model.shortName($0) }
    }
  }

  /// Three significant digits, of an availability two of what it lacks; `?` where it is unknown.
  func value(_ figure: Figure) -> String {
    guard let quantity = figure.quantity else { return "?" }
    let text = Self.text(quantity, of: figure.name)
    return figure.bound == .exact || figure.name == .available ? text : "\(figure.bound.rawValue) \(text)"
  }

  static func text(_ quantity: Quantity, of name: FigureName) -> String {
    FigureText.text(quantity, of: name) + (name == .errorBudget ? "/month" : "")
  }

  /// `now`, `peak`, `6mo`; failures and what-ifs behind it.
  func conditions(_ conditions: Conditions) -> String {
    var text = Self.moment(conditions.moment)
    for failure in conditions.failures {
      text += " when \(failure.isOneReplica ? "1 of " : "")\(model.shortName(failure.element)) fails"
    }
    return text
  }

  static func moment(_ moment: Horizon) -> String {
    switch moment {
    case .now: "now"
    case .peak: "peak"
    case .after(let seconds): QuantityFormatter.text(Quantity(seconds, .duration))
    }
  }

  /// What to state: `p99 of Db`.
  func missing(_ input: MissingInput) -> String {
    switch input.subject {
    case .system: "`\(input.property.rawValue)` in `constraints`"
    default: "`\(input.property.rawValue)` of \(name(input.subject))"
    }
  }

  func missing(_ missing: Missing) -> String {
    if missing.inputs.isEmpty { return missing.reason.isEmpty ? "it has no value" : missing.reason }
    let list = missing.inputs.map(self.missing).joined(separator: ", ")
    return "state \(list)" + (missing.isCut ? " and more" : "")
  }
}
