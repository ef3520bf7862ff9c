import ArchDiagram
import ArchModel

/// Projects the circuit breaker of a relation into a diagram of its states.
public enum BreakerProjection {
  /// The states and what leads from one to the next; nil where no circuit breaker is in effect.
  public static func diagram(of relation: RelationID, in model: Model) -> Diagram? {
    guard let stated = model.effective(.circuitBreaker, of: relation)?.property.stated,
      let breaker = model.circuitBreaker(stated)
    else { return nil }
    let states = [
      state("closed", "Closed", "calls pass"),
      state("open", "Open", rejection(relation, in: model)),
      state("half-open", "Half-open", trials(breaker)),
    ]
    var diagram = Diagram(
      title: model.system.map { model.displayName($0) } ?? "",
      subtitle: "circuit breaker of \(model.identity(relation, naming: model.shortName))", direction: .right,
      nodes: states,
      edges: [
        transition(0, 1, threshold(breaker)),
        transition(1, 2, pause(breaker)),
        transition(2, 0, success(breaker)),
        transition(2, 1, breaker.trialCalls == 1 ? "it fails" : "one fails"),
      ])
    diagram.content = .states
    return diagram
  }

  /// The relations whose circuit breaker is in effect, in source order.
  public static func relations(of model: Model) -> [RelationID] {
    model.liveRelations.filter { relation in
      model.effective(.circuitBreaker, of: relation).flatMap { model.circuitBreaker($0.property.stated) } != nil
    }
  }

  private static func state(_ id: String, _ title: String, _ detail: String) -> Diagram.Node {
    Diagram.Node(
      id: id, title: title, kind: id == "closed" ? "initial-state" : "state", family: .outside, details: [detail])
  }

  private static func transition(_ source: Int, _ target: Int, _ label: String) -> Diagram.Edge {
    let names = ["closed", "open", "half-open"]
    return Diagram.Edge(
      id: "\(names[source])->\(names[target])", source: source, target: target, arrow: .call, label: label)
  }

  private static func rejection(_ relation: RelationID, in model: Model) -> String {
    if let fallback = model.effective(.fallback, of: relation)?.property.stated {
      if let target = model.references(fallback.value).first {
        return "calls go to \(model.shortName(target)) instead"
      }
      if let text = model.text(fallback.value) { return "fallback: \(text)" }
    }
    return "calls fail at once"
  }

  private static func trials(_ breaker: CircuitBreaker) -> String {
    guard let calls = breaker.trialCalls else { return "some calls pass on trial" }
    return calls == 1 ? "1 call passes on trial" : "\(number(calls)) calls pass on trial"
  }

  private static func threshold(_ breaker: CircuitBreaker) -> String {
    guard let threshold = breaker.threshold else { return "failures (threshold not stated)" }
    let share = QuantityFormatter.text(threshold)
    let failures = "\(share) failure\(threshold.dimension == .count && threshold.value == 1 ? "" : "s")"
    guard let window = breaker.window else { return failures + " (over which time is not stated)" }
    let length = QuantityFormatter.text(window)
    guard window.dimension == .count else { return "\(failures) over \(length)" }
    return "\(failures) over \(length) call\(window.value == 1 ? "" : "s")"
  }

  private static func pause(_ breaker: CircuitBreaker) -> String {
    guard let time = breaker.openTime else { return "after a pause (not stated)" }
    return "after \(QuantityFormatter.text(Quantity(time, .duration)))"
  }

  private static func success(_ breaker: CircuitBreaker) -> String {
    guard let calls = breaker.trialCalls else { return "trial calls succeed (number not stated)" }
    return calls == 1 ? "1 trial call succeeds" : "\(number(calls)) trial calls succeed"
  }

  private static func number(_ value: Double) -> String { QuantityFormatter.text(Quantity(value, .count)) }
}
