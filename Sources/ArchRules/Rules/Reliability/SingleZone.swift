import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let singleZone = Rule(
    "REL010", "single-zone", .warning, isDefault: true,
    summary: "A boundary that fails as one and holds all replicas of a part that a flow cannot do without.",
    why:
      "Replicas in one zone survive the loss of a machine, not of the zone. Its power, network and control plane are one instance.",
    fix: """
      Spread the replicas over several: `replicas: 3 across [A, B, C]`. A boundary fails as one where it states \
      `availability`; only the innermost of such boundaries are judged.
      """,
    remedy: "spread over zones",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL10-BP01 Deploy the workload to multiple locations",
      "Azure Well-Architected Framework, Reliability: Recommendations for using availability zones and regions",
    ],
    bad: [
      """
      client Web { -> Shop }
      cluster First { availability: 99.95%, service Shop { replicas: 3 } }
      flow Buy { Web -> Shop }
      """,
      """
      client Web { -> Shop }
      region Europe {
        availability: 99.99%
        cluster First { availability: 99.95%, service Shop { replicas: 3 across [First, Second], timeout: 1s, -> Stock } }
        cluster Second { availability: 99.95%, database Stock { replicas: 2 } }
      }
      flow Buy { Web -> Shop -> Stock }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      region Europe {
        availability: 99.99%
        cluster First { availability: 99.95%, service Shop { replicas: 3 across [First, Second] } }
        cluster Second { availability: 99.95% }
      }
      flow Buy { Web -> Shop }
      """,
      """
      client Web { -> Shop }
      cluster First { service Shop { replicas: 3, -> Mail { timeout: 1s, optional } } }
      cluster Second { availability: 99.9%, service Mail { replicas: 2 } }
      flow Buy { Web -> Shop }
      """,
    ],
    check: { context in
      let model = context.model
      let inputs = context.figures.inputs
      var flows: [ElementID: [ElementID]] = [:]
      for (flow, cuts) in zip(model.flows, context.computed.cutSets) {
        guard context.isSound(flow.element), !flow.isBroken, !flow.isCut else { continue }
        for member in cuts.single where KindSet.boundaries.contains(model[member.element].kind) {
          flows[member.element, default: []].append(flow.element)
        }
      }
      guard !flows.isEmpty else { return [] }
      let parts = ConfinedParts(context)
      return flows.keys.sorted().compactMap { boundary in
        guard context.isSound(boundary), inputs[boundary, .availability] != nil, !parts.isSplit(boundary) else {
          return nil
        }
        let own = parts.inside(boundary)
        // Where every part is one instance anyway, that is the cause.
        let several = own.filter { inputs[$0, .replicasUpper].map { $0.value >= 2 } ?? true }
        let broken = flows[boundary] ?? []
        return Finding(
          .element(boundary),
          "all replicas of \(Wording.names(several.isEmpty ? own : several, in: model)) are in "
            + "\(Wording.name(boundary, in: model)), and \(Wording.names(broken, in: model)) cannot do without",
          at: model.nameSpan(boundary), label: "fails as one",
          labels: (several.isEmpty ? own : several).prefix(3).map { Label(model.nameSpan($0), "only here") },
          why:
            "the loss of \(Wording.name(boundary, in: model)) stops \(broken.count == 1 ? "the flow" : "these flows")",
          help: "spread the replicas: `replicas: 3 across […]`"
        ).caused(by: several.isEmpty ? own.map { .element($0) } : [])
      }
    })
}

/// What lies wholly in a boundary that fails as one.
private struct ConfinedParts {
  private let context: RuleContext
  private let model: Model
  /// The parts that single cuts of flows name, and so are needed.
  private let needed: Set<ElementID>
  /// The boundaries over which something is spread, and what is.
  private let spread: Set<ElementID>
  private let spreadParts: Set<ElementID>
  /// What is needed and lives `on` a boundary.
  private let guests: [ElementID: [ElementID]]

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    var needed: Set<ElementID> = []
    for cuts in context.computed.cutSets { for member in cuts.single { needed.insert(member.element) } }
    self.needed = needed
    var spread: Set<ElementID> = []
    var spreadParts: Set<ElementID> = []
    var guests: [ElementID: [ElementID]] = [:]
    for element in model.components {
      let replicas = context.facts.value(.replicas, of: element).flatMap { context.model.replicas($0) }
      if let across = replicas?.across, !across.isEmpty {
        spread.formUnion(across)
        spreadParts.insert(element)
      }
      guard needed.contains(element),
        case .element(let host)? = context.facts.effective(.on, of: element)?.property.stated.value
      else { continue }
      guests[host, default: []].append(element)
    }
    self.spread = spread
    self.spreadParts = spreadParts
    self.guests = guests
  }

  /// Whether the boundary holds others that fail as one and that parts lie in or are spread over.
  func isSplit(_ boundary: ElementID) -> Bool {
    var queue = [boundary]
    while let place = queue.popLast() {
      for child in model.children(place) where KindSet.boundaries.contains(model[child].kind) {
        if context.figures.inputs[child, .availability] != nil {
          let holds = model.children(child).contains { KindSet.parts.contains(model[$0].kind) }
          if holds || spread.contains(child) { return true }
        }
        queue.append(child)
      }
    }
    return false
  }

  /// The parts in the boundary or on it that flows cannot do without, in source order; itself where there are none.
  func inside(_ boundary: ElementID) -> [ElementID] {
    var result = guests[boundary] ?? []
    var queue = [boundary]
    while let place = queue.popLast() {
      for child in model.children(place) {
        if KindSet.boundaries.contains(model[child].kind) {
          queue.append(child)
        } else if needed.contains(child), !spreadParts.contains(child), !model[child].isRemoved {
          result.append(child)
        }
      }
    }
    return result.isEmpty ? [boundary] : Set(result).sorted()
  }
}
