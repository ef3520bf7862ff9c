import ArchAnalysis
import ArchModel

/// Finds the assumptions that findings rest on: each assumed input is halved and raised by half, and what is found then
/// is compared. A finding that goes away weighs no error.
struct AssumptionTrial {
  let inputs: Inputs

  /// Inputs tried at most. In large models fewer, as each trial computes the model twice.
  static let countLimit = 48
  private static let workLimit = 60_000

  /// For each finding an assumed input with which it goes away, and by which factor; nil where none was found.
  ///
  /// - Parameters:
  ///   - count: how many findings there are.
  ///   - near: the parts they speak of, whose own inputs are tried first.
  ///   - holds: whether each of them is still found with other inputs.
  func flips(_ count: Int, near: Set<ElementID>, holds: (Inputs) -> [Bool]) -> [Assumption?] {
    var result = [Assumption?](repeating: nil, count: count)
    let model = inputs.model
    let size = max(1, model.elements.count + model.relations.count)
    let limit = min(Self.countLimit, max(2, Self.workLimit / size))
    let assumed = inputs.unsure.filter { $0.input.confidence == .assumed && $0.property != .cost }
    func isNear(_ term: Term) -> Bool {
      switch term.subject {
      case .system: false
      case .element(let element): near.contains(element)
      case .relation(let relation): near.contains(model[relation].source) || near.contains(model[relation].target)
      }
    }
    for term in (assumed.filter(isNear) + assumed.filter { !isNear($0) }).prefix(limit) {
      for factor in [0.5, 1.5] where result.contains(where: { $0 == nil }) {
        let found = holds(inputs.moving(property: term.input.property, by: factor))
        for index in result.indices where result[index] == nil && found.indices.contains(index) && !found[index] {
          result[index] = Assumption(term: term, isFlipping: true, factor: factor)
        }
      }
    }
    return result
  }
}

extension Finding {
  /// The finding as a warning that says on which assumption it rests, where there is one.
  func resting(on flip: Assumption?, in model: Model) -> Finding {
    guard let flip else { return self }
    var finding = self
    if severity == nil || severity == .error { finding.severity = .warning }
    let share = flip.factor < 1 ? "half" : "one and a half times"
    finding.note = "it rests on \(Wording.term(flip.term, in: model)): with \(share) of it there is nothing to find"
    return finding
  }
}

extension Wording {
  /// An input with its value and how sure it is: `capacity` 900/s assumed of `Orders`.
  static func term(_ term: Term, in model: Model) -> String {
    let confidence = term.input.confidence.word
    let value = QuantityFormatter.text(term.quantity, .significant(3)) + (confidence.isEmpty ? "" : " " + confidence)
    return input(term.subject, term.property, value, in: model)
  }

  /// `p99` of `Db`; with a value `p99` 20ms of `Db`.
  static func input(_ subject: FigureSubject, _ property: PropertyName, _ value: String = "", in model: Model)
    -> String
  {
    let start = "`\(property.rawValue)`" + (value.isEmpty ? "" : " " + value)
    switch subject {
    case .system: return start + (value.isEmpty ? " in `constraints`" : "")
    case .element(let element): return start + " of " + name(element, in: model)
    case .relation(let relation): return start + " of " + ends(relation, in: model)
    }
  }

  /// A figure of a rule, as people read it.
  static func number(_ value: Double, _ dimension: Dimension, digits: Int = 3) -> String {
    QuantityFormatter.text(Quantity(value, dimension), .significant(digits))
  }

  /// A share that is compared with a limit, with enough digits to stand on its side.
  static func share(_ value: Double, against limit: Double = 1) -> String {
    FigureText.text(Quantity(value, .ratio), of: .utilization, against: Quantity(limit, .ratio))
  }
}
