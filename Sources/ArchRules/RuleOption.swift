import ArchModel

/// A figure of a rule that a program may set: `rule SCA002 { threshold: 80% }`.
public struct RuleOption: Sendable, Hashable {
  /// The word that sets it.
  public let name: PropertyName
  /// What it is when nobody sets it. What is set has its dimension.
  public let standard: Quantity
  /// What it decides, in a sentence.
  public let summary: String

  public init(_ name: PropertyName, _ standard: Quantity, _ summary: String) {
    self.name = name
    self.standard = standard
    self.summary = summary
  }

  /// The usual option: from which figure on the rule speaks.
  public static func threshold(_ value: Double, _ dimension: Dimension, _ summary: String) -> RuleOption {
    RuleOption(.threshold, Quantity(value, dimension), summary)
  }
}

/// The figures that are set for rules, by rule id and option.
public struct RuleOptions: Sendable, Hashable {
  private struct Key: Sendable, Hashable {
    let rule: String
    let name: PropertyName
  }

  private var values: [Key: Quantity] = [:]

  public init() {}

  /// The figure that is set, or nil.
  public subscript(_ rule: String, _ name: PropertyName) -> Quantity? {
    get { values[Key(rule: rule, name: name)] }
    set { values[Key(rule: rule, name: name)] = newValue }
  }

  /// What the program's own `rule` declarations set, which wins over what was set before. A figure of another dimension
  /// than the option's sets nothing.
  mutating func read(_ model: Model, _ rules: RuleSet) {
    for element in model.elements(of: .rule) {
      guard let rule = rules.find(model.name(element)) else { continue }
      for option in rule.options {
        guard let stated = model.stated(option.name, of: element), case .quantity(let quantity) = stated.value,
          quantity.dimension == option.standard.dimension
        else { continue }
        self[rule.id, option.name] = quantity
      }
    }
  }
}
