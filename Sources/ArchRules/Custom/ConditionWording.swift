import ArchModel
import ArchSyntax

/// Says in words why a part does not meet a condition.
struct ConditionWording {
  /// What is wrong, as it goes on behind a name; the place of what is stated instead; what to do.
  struct Text {
    let message: String
    var label: Label?
    let help: String
  }

  private let selection: PartSelection
  private let context: RuleContext
  private let model: Model
  private let parts: [(condition: RuleCondition, test: ConditionTest)]

  init(_ condition: RuleCondition, in selection: PartSelection) {
    self.selection = selection
    context = selection.context
    model = selection.model
    let all: [RuleCondition] = if case .and(let all) = condition { all } else { [condition] }
    parts = all.map { ($0, ConditionTest($0, in: selection)) }
  }

  func text(_ element: ElementID) -> Text {
    let failed = parts.first { !$0.test.holds(element) } ?? parts[0]
    return text(failed.condition) { context.model.effective($0, of: element, using: context.facts.inheritance) }
  }

  func text(_ relation: RelationID) -> Text {
    let failed = parts.first { !$0.test.holds(relation) } ?? parts[0]
    return text(failed.condition) { context.model.effective($0, of: relation, using: context.facts.inheritance) }
  }

  private func text(_ condition: RuleCondition, _ effective: (PropertyName) -> EffectiveProperty?) -> Text {
    switch condition {
    case .term(let term): return text(term, effective)
    case .not(.term(let term)):
      let words = model.words(term.tokens)
      let label = property(of: term).flatMap(effective).map { Label(model.span($0.property), "stated here") }
      return Text(message: "has `\(words)`, which it must not", label: label, help: "take `\(words)` away")
    case .and, .or, .not:
      let words = words(condition)
      return Text(message: "does not have `\(words)`", help: "state one of them")
    }
  }

  private func text(_ term: RuleTerm, _ effective: (PropertyName) -> EffectiveProperty?) -> Text {
    let words = model.words(term.tokens)
    switch term.test {
    case .stated(let name):
      let word = name.rawValue
      guard let found = effective(name) else {
        return Text(message: "has no `\(word)`", help: "state `\(example(name))`")
      }
      return Text(
        message: "has `\(word): \(model.phrase(found.property))`, which is none",
        label: Label(model.span(found.property), "stated here"), help: "state another `\(word)`")
    case .value(let name, let comparison, let wanted):
      let word = name.rawValue
      let value = self.wanted(term, name, comparison)
      guard let found = effective(name) else {
        let help =
          comparison == nil || comparison == .equal
          ? "state `\(word): \(value)`" : "state `\(word)`; it has to be \(value)"
        return Text(
          message: "states no `\(word)`, which has to be `\(value)`",
          help: wanted.value == .flag(true) ? "state `\(word)`" : help)
      }
      return Text(
        message: "has `\(word): \(model.phrase(found.property))`, and it has to be `\(value)`",
        label: Label(model.span(found.property), "stated here"), help: "change it, or what the rule demands")
    case .holds(let kind):
      return Text(message: "holds no `\(kind.rawValue)`", help: "as in `\(Schema.spec(of: kind).example)`")
    case .tag: return Text(message: "does not bear `\(words)`", help: "write `\(words)` behind its name")
    case .inside: return Text(message: "does not lie `\(words)`", help: "move it there")
    }
  }

  /// What is wanted of a property, with its sign.
  private func wanted(_ term: RuleTerm, _ name: PropertyName, _ comparison: Comparison?) -> String {
    let words = model.words(term.tokens)
    let rest = words.dropFirst(name.rawValue.count).drop { $0 == " " || $0 == ":" }
    if rest.isEmpty { return "true" }
    if comparison == .equal { return String(rest.dropFirst(2).drop { $0 == " " }) }
    return String(rest)
  }

  private func property(of term: RuleTerm) -> PropertyName? {
    switch term.test {
    case .stated(let name), .value(let name, _, _): name
    default: nil
    }
  }

  /// A way to state a property.
  private func example(_ name: PropertyName) -> String {
    let example = Schema.properties.first { $0.name == name }?.example ?? ""
    return example.isEmpty ? name.rawValue : "\(name.rawValue): \(example)"
  }

  private func words(_ condition: RuleCondition) -> String {
    switch condition {
    case .term(let term): model.words(term.tokens)
    case .not(let inner): "not \(words(inner))"
    case .and(let all): all.map { words($0) }.joined(separator: " and ")
    case .or(let all): all.map { words($0) }.joined(separator: " or ")
    }
  }
}
