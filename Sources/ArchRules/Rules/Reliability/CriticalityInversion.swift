import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let criticalityInversion = Rule(
    "REL013", "criticality-inversion", .warning,
    summary: "A part or flow that cannot do without a part of lower criticality.",
    why: """
      A part is as dependable as the least of what it needs. What counts as unimportant is released, watched and repaired \
      like that, also at three in the morning when what is critical stands still because of it.
      """,
    fix: """
      Raise the criticality of the part that is needed, with all that follows from it, or make the need go: `optional`, a \
      `fallback`, a message. Parts between them that state no criticality pass the need on.
      """,
    remedy: "raise it or do without",
    sources: [
      "B. Treynor, M. Dahlin, V. Rau, B. Beyer, The Calculus of Service Availability, ACM Queue 15(2), 2017",
      "Google, Site Reliability Engineering, 2016, chapter 21: Handling Overload (criticality)",
    ],
    bad: [
      """
      service Shop { criticality: critical, -> Rates { timeout: 1s } }
      service Rates { criticality: low }
      """,
      """
      import "parts.arch"
      client Web { -> Shop }
      flow Buy { criticality: high, Web -> Shop }
      // file: parts.arch
      defaults { service { timeout: 1s } }
      domain Extras { criticality: low, service Stars {} }
      service Shop { -> Prices }
      service Prices { -> Stars }
      """,
    ],
    good: [
      """
      service Shop { criticality: critical, -> Rates { timeout: 1s, optional }, -> Stock { timeout: 1s } }
      service Rates { criticality: low }
      service Stock { criticality: critical }
      """,
      """
      service Shop { criticality: high, -> Rates { timeout: 1s, fallback: "the last ones" }, ~> Work }
      service Rates { criticality: low }
      queue Work { dead-letter: Refused, ~> Packer }
      queue Refused { alert }
      worker Packer { criticality: medium }
      """,
    ],
    check: { context in
      var needs = CriticalNeeds(context)
      return needs.findings()
    })
}

/// How critical each part has to be, as those say that cannot do without it.
private struct CriticalNeeds {
  /// Who asks for it: a part or flow that states its criticality, and the call by which the need came here.
  private struct Need {
    let level: Int
    let from: ElementID
    let relation: RelationID?
  }

  private static let levels = ["low", "medium", "high", "critical"]

  private let context: RuleContext
  private let model: Model
  private let stated: [Int?]
  private var needs: [Need?]

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    var stated = [Int?](repeating: nil, count: context.model.elements.count)
    for element in context.elements(of: KindSet.components | [.flow]) {
      let word = context.facts.value(.criticality, of: element).flatMap { context.model.word($0.value) }
      stated[Int(element.index)] = word.flatMap { Self.levels.firstIndex(of: $0) }
    }
    self.stated = stated
    needs = [Need?](repeating: nil, count: context.model.elements.count)
  }

  mutating func findings() -> [Finding] {
    guard stated.contains(where: { $0 != nil }) else { return [] }
    askOfFlows()
    let hard = hardCalls()
    let strong = StronglyConnected(
      Digraph(
        vertexCount: model.elements.count,
        edges: hard.map { (source: Int(model[$0].source.index), target: Int(model[$0].target.index)) }))
    func rank(_ relation: RelationID) -> Int { strong.componentOf[Int(model[relation].source.index)] }
    // Callers before callees; the calls of a circle stand together, and two rounds carry a need through it.
    let order = hard.sorted { (-rank($0), $0) < (-rank($1), $1) }
    for _ in 0..<2 { for relation in order { ask(relation) } }
    return model.components.compactMap { finding($0) }
  }

  /// Flows ask it of the parts that they cannot do without.
  private mutating func askOfFlows() {
    guard model.flows.contains(where: { stated[Int($0.element.index)] != nil }) else { return }
    for (flow, cuts) in zip(model.flows, context.computed.cutSets) {
      guard let level = stated[Int(flow.element.index)], !flow.isBroken, !flow.isCut else { continue }
      for member in cuts.single { ask(member.element, Need(level: level, from: flow.element, relation: nil)) }
    }
  }

  private func hardCalls() -> [RelationID] {
    context.relations.filter { relation in
      let data = model[relation]
      guard data.arrow.isSynchronous, !KindSet.outside.contains(model[data.source].kind),
        !context.facts.canDoWithout(relation), model.stated(.onMiss, of: relation) == nil,
        context.facts.value(.usage, of: relation).flatMap({ model.word($0.value) }) != "operations"
      else { return false }
      // The store behind a cache answers what the cache does not.
      return model[data.target].kind != .cache && model[data.source].kind != .monitor
    }
  }

  private mutating func ask(_ relation: RelationID) {
    let source = model[relation].source
    if let own = stated[Int(source.index)] {
      ask(model[relation].target, Need(level: own, from: source, relation: relation))
    } else if let need = needs[Int(source.index)], need.from != model[relation].target {
      ask(model[relation].target, Need(level: need.level, from: need.from, relation: relation))
    }
  }

  private mutating func ask(_ part: ElementID, _ need: Need) {
    if let known = needs[Int(part.index)], known.level >= need.level { return }
    needs[Int(part.index)] = need
  }

  private func finding(_ part: ElementID) -> Finding? {
    guard context.isSound(part), let own = stated[Int(part.index)], let need = needs[Int(part.index)],
      need.level > own
    else { return nil }
    // Back along the calls over which the need came.
    var path: [RelationID] = []
    var place = need.relation
    while let relation = place, path.count < 64, !path.contains(relation) {
      path.append(relation)
      let source = model[relation].source
      place = source == need.from ? nil : needs[Int(source.index)]?.relation
    }
    let name = Wording.name(part, in: model)
    let asker = Wording.name(need.from, in: model)
    let level = Self.levels[need.level]
    return Finding(
      .element(part),
      "\(name) is of \(Self.levels[own]) criticality, and \(asker), which is \(level), cannot do without it",
      at: model.nameSpan(part), label: Self.levels[own],
      labels: [Label(model.nameSpan(need.from), level)]
        + path.reversed().prefix(6).map { Label(model.span($0), "needs") },
      why: "\(asker) is no more dependable than \(name)",
      help: "raise the criticality of \(name), or let \(asker) do without it: `optional`, `fallback`, a message")
  }
}
