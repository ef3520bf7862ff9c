import ArchAnalysis
import ArchExchange
import ArchModel

/// What fails with what: losses, single points of failure, cut sets, retries, timeouts, and what the program says of them.
struct FailureReport {
  let figures: Figures
  let conditions: Conditions

  private var model: Model { figures.model }
  private var texts: FigureTexts { FigureTexts(model: figures.model) }
  private var flows: [ElementID] { model.flows.map(\.element).filter { !model[$0].isRemoved } }

  var text: String {
    [losses, cuts, retries, timeouts, claims].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: Losses

  private var losses: String {
    let table = figures.failureTable(conditions)
    let moment = FigureTexts.moment(conditions.moment)
    var rows = TextTable(["Lost at \(moment)", "breaks", "degrades", "waits", "unknown", "spares", "fails too"])
    for row in table.rows {
      let touched = Set(row.effects.map(\.subject))
      let spared = flows.filter { !touched.contains($0) }
      rows.add([
        name(row.failure), list(row.subjects(.breaks)), list(row.subjects(.degrades)), list(row.subjects(.delayed)),
        list(row.subjects(.unknown)), spared.count == flows.count ? "all" : list(spared),
        list(row.overloaded.map(\.element)),
      ])
    }
    if rows.isEmpty { return "" }
    let rest = table.notComputed
    return rows.text
      + (rest.isEmpty
        ? "" : "\(rest.count) losses that move load are beyond the budget; `archc whatif --down NAME` computes one\n")
  }

  private func name(_ failure: FailureCondition) -> String {
    (failure.isOneReplica ? "1 of " : "") + model.shortName(failure.element)
  }

  /// Names of parts; more than some are counted.
  private func list(_ elements: [ElementID]) -> String {
    let shown = elements.prefix(6).map { model.shortName($0) }.joined(separator: ", ")
    return elements.count > 6 ? "\(shown) and \(elements.count - 6) more" : shown
  }

  // MARK: Cut sets

  private var cuts: String {
    var table = TextTable(["Flow", "breaks when", "or when both", "or when all three"])
    var notes: [String] = []
    for flow in flows {
      let cuts = figures.cutSets(of: flow)
      func sets(_ count: Int) -> String {
        let found = cuts.sets.filter { $0.count == count }
        let shown = found.prefix(5).map { set in set.map(member).joined(separator: " + ") }.joined(separator: ", ")
        return found.count > 5 ? "\(shown) and \(found.count - 5) more" : shown
      }
      table.add([model.shortName(flow), sets(1), sets(2), sets(3)])
      if !cuts.isComplete { notes.append("\(model.shortName(flow)): the search was cut off; there may be more sets") }
    }
    return table.isEmpty ? "" : table.text + notes.map { "note: \($0)\n" }.joined()
  }

  private func member(_ member: CutMember) -> String {
    (member.isPrimary ? "the primary of " : "") + model.shortName(member.element)
  }

  // MARK: Retries and timeouts

  private var retries: String {
    var table = TextTable(["Flow", "worst", "at", "over"], right: [1])
    for flow in flows {
      switch figures.under(.now).resources.amplification(of: flow) {
      case .known(let found) where found.attempts > 1:
        for (index, path) in found.paths.prefix(3).enumerated() {
          table.add([
            index == 0 ? model.shortName(flow) : "",
            QuantityFormatter.text(Quantity(path.attempts, .count), .significant(4)) + " attempts",
            model.shortName(found.element), self.path(path.relations),
          ])
        }
      case .known: break
      case .unknown(let missing): table.add([model.shortName(flow), "?", "", texts.missing(missing)])
      }
    }
    return table.isEmpty ? "" : table.text
  }

  private func path(_ relations: [RelationID]) -> String {
    guard let first = relations.first else { return "" }
    return relations.reduce(model.shortName(model[first].source)) { text, relation in
      "\(text) \(model[relation].arrow.rawValue) \(model.shortName(model[relation].target))"
    }
  }

  private var timeouts: String {
    var table = TextTable(["Call", "timeout", "its callee waits up to", "for", ""], right: [1, 2])
    for budget in TimeoutBudget.all(figures.inputs) {
      table.add([
        path([budget.relation]), FigureTexts.text(Quantity(budget.timeout, .duration), of: .p99),
        FigureTexts.text(Quantity(budget.downstream, .duration), of: .p99), path([budget.through]),
        budget.isInverted ? "gives up first" : "",
      ])
    }
    return table.isEmpty ? "" : table.text
  }

  // MARK: Claims

  private var claims: String {
    var table = TextTable(["Declared failure", "says", "but", "why"])
    for claim in figures.contradictions {
      table.add([
        model.shortName(claim.failure), "\(claim.property.rawValue) \(model.shortName(claim.subject))",
        claim.effect.kind.rawValue, claim.reason,
      ])
    }
    return table.isEmpty ? "" : table.text
  }
}

// MARK: For programs

extension FailureReport {
  func document(variant: String?) -> FailuresDocument {
    let identities = FigureIdentities(model)
    func id(_ element: ElementID) -> String { identities.name(.element(element)) }
    func path(_ relations: [RelationID]) -> [String] { relations.map { identities.name(.relation($0)) } }
    let table = figures.failureTable(conditions)
    var document = FailuresDocument(variant: variant, at: FigureIdentities.moment(conditions.moment))
    document.losses = table.rows.map { row in
      let touched = Set(row.effects.map(\.subject))
      func ids(_ kind: FailureEffect.Kind) -> [String] { row.subjects(kind).map(id) }
      return FailuresDocument.Loss(
        part: id(row.failure.element), isOneReplica: row.failure.isOneReplica, breaks: ids(.breaks),
        degrades: ids(.degrades), waits: ids(.delayed), unknown: ids(.unknown),
        spares: flows.filter { !touched.contains($0) }.map(id), failsToo: row.overloaded.map { id($0.element) })
    }
    document.notComputed = table.notComputed.map { id($0.element) }
    document.cutSets = flows.map { flow in
      let cuts = figures.cutSets(of: flow)
      return FailuresDocument.Cuts(
        flow: id(flow), order: cuts.order, isComplete: cuts.isComplete,
        sets: cuts.sets.map { set in set.map { ($0.isPrimary ? "primary of " : "") + id($0.element) } })
    }
    document.retries = flows.compactMap { flow in
      guard let found = figures.under(.now).resources.amplification(of: flow).value else { return nil }
      return FailuresDocument.Retries(
        flow: id(flow), part: id(found.element), attempts: found.attempts, paths: found.paths.map { path($0.relations) }
      )
    }
    document.timeouts = TimeoutBudget.all(figures.inputs).map { budget in
      FailuresDocument.Timeout(
        call: identities.name(.relation(budget.relation)), timeout: budget.timeout, downstream: budget.downstream,
        through: identities.name(.relation(budget.through)), isInverted: budget.isInverted)
    }
    document.contradictions = figures.contradictions.map { claim in
      FailuresDocument.Contradiction(
        failure: id(claim.failure), says: claim.property.rawValue, subject: id(claim.subject),
        computed: claim.effect.kind.rawValue, path: claim.effect.path.map { id($0.element) }, reason: claim.reason)
    }
    return document
  }
}
