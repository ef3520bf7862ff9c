import ArchModel
import ArchViews
import ArgumentParser

/// The options that draw what happens over time instead of the structure.
struct FlowOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Draw this flow as a sequence diagram.", valueName: "name"))
  var flow: String?

  @Flag(help: "Draw the structure instead, with the steps of --flow highlighted and numbered.")
  var numbered = false

  @Option(
    help: ArgumentHelp(
      "Draw the states of this relation's circuit breaker, such as 'Cashier->Payments'.", valueName: "relation"))
  var state: String?

  var isStated: Bool { flow != nil || state != nil }

  func check() throws {
    if flow != nil, state != nil { throw ValidationError("--flow and --state exclude each other") }
    if numbered, flow == nil { throw ValidationError("--numbered numbers the steps of a flow; name it with --flow") }
  }
}

extension Model {
  func findFlow(_ name: String) throws(CommandFailure) -> Flow {
    let element = try find(name, of: [.flow], called: "flow")
    guard let flow = flows.first(where: { $0.element == element }), !flow.steps.isEmpty else {
      throw CommandFailure("the flow `\(name)` has no steps", help: "add some, such as `Web -> Api`")
    }
    return flow
  }

  /// The relation with a circuit breaker that people write as `Cashier->Payments`, with short names or paths.
  func findBreaker(_ name: String) throws(CommandFailure) -> RelationID {
    let wanted = name.filter { $0 != " " }
    let known = BreakerProjection.relations(of: self)
    func isMeant(_ relation: RelationID) -> Bool {
      [shortName, self.name, path].contains { naming in
        let data = self[relation]
        let whole = identity(relation, naming: naming).filter { $0 != " " }
        return whole == wanted || naming(data.source) + data.arrow.rawValue + naming(data.target) == wanted
      }
    }
    let found = known.filter(isMeant)
    if let relation = found.first, found.count == 1 { return relation }
    func list(_ relations: [RelationID]) -> String {
      relations.prefix(10).map { "`\(identity($0, naming: shortName))`" }.joined(separator: ", ")
    }
    if found.count > 1 {
      throw CommandFailure("`\(name)` is the name of \(found.count) relations", help: "name one of \(list(found))")
    }
    let help =
      known.isEmpty
      ? "no relation has one; state it as `circuit-breaker: 50% over 10s open 30s half-open 5`"
      : "those with one are \(list(known))"
    let isThere = liveRelations.contains(where: isMeant)
    throw CommandFailure(
      isThere ? "the relation `\(name)` has no circuit breaker" : "the program has no relation `\(name)`", help: help)
  }
}
