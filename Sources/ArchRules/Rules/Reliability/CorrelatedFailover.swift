import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let correlatedFailover = Rule(
    "REL022", "correlated-failover", .error,
    summary: "A fallback or a second replica that fails together with what it is to stand in for.",
    why: """
      It is paid for, drawn and counted on, and it is gone in the same second: both hang on one host, lie in one zone, or \
      the one calls the other.
      """,
    fix: """
      Put the replicas on hosts and into zones of their own (`replicas: 2 across [A, B]`), and let the fallback need \
      nothing of what it replaces.
      """,
    remedy: "separate the two",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL10 How do you use fault isolation to protect your workload?",
      "IEC 61508-6, annex D: common cause failures",
    ],
    bad: [
      """
      service Shop { -> Rates { timeout: 1s, fallback: Old } }
      service Rates {}
      service Old { -> Rates { timeout: 1s } }
      """,
      """
      defaults { database { replicas: 2, failover: automatic 30s, on: Host } }
      service Shop { -> Orders { timeout: 1s } }
      database Orders {}
      service Host { replicas: 1 }
      """,
    ],
    good: [
      """
      service Shop { -> Rates { timeout: 1s, fallback: Old } }
      service Rates {}
      service Old { -> Copy { timeout: 1s }, -> Rates { timeout: 1s, optional } }
      database Copy {}
      """,
      """
      cluster First { availability: 99.9% }
      cluster Second { availability: 99.9% }
      service Shop { -> Orders { timeout: 1s } }
      database Orders { replicas: 2 across [First, Second], failover: automatic 30s, on: Host }
      service Host { replicas: 3 }
      """,
    ],
    check: { context in FateSharing(context).findings() })
}

/// What shares the fate of what it stands in for.
private struct FateSharing {
  private let context: RuleContext
  private let model: Model
  private let facts: ModelFacts

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    facts = context.facts
  }

  func findings() -> [Finding] { fallbacks() + replicas() }

  // MARK: Fallbacks

  private func fallbacks() -> [Finding] {
    var seen: Set<[ElementID]> = []
    var needs: [ElementID: Set<ElementID>] = [:]
    return context.relations.compactMap { relation in
      let target = model[relation].target
      guard let property = model.property(.fallback, in: model[relation].properties),
        case .element(let fallback) = property.stated.value, !model[fallback].isRemoved
      else { return nil }
      if needs[fallback] == nil { needs[fallback] = needed(by: fallback) }
      guard let (reason, place) = reason(fallback, target, needs[fallback] ?? []),
        seen.insert([fallback, target]).inserted
      else { return nil }
      let name = Wording.name(fallback, in: model)
      return Finding(
        .relation(relation), "\(name) stands in for \(Wording.name(target, in: model)), and \(reason)",
        at: model.span(relation), labels: [Label(model.span(property), "fails with it"), Label(place, "shared")],
        why: "when \(Wording.name(target, in: model)) fails, \(name) is gone as well",
        help: "let the fallback need nothing of what it replaces"
      ).caused(by: [.element(target), .element(fallback)])
    }
  }

  private func reason(_ fallback: ElementID, _ target: ElementID, _ needs: Set<ElementID>) -> (String, Span)? {
    if fallback == target { return ("is the same part", model.nameSpan(target)) }
    if facts.process(of: fallback) == facts.process(of: target) {
      return (
        "both run in \(Wording.name(facts.process(of: target), in: model))", model.nameSpan(facts.process(of: target))
      )
    }
    if needs.contains(target) { return ("cannot do without it", model.nameSpan(fallback)) }
    let own = Set(hosts(of: fallback))
    if let host = hosts(of: target).first(where: own.contains) {
      return ("both are on \(Wording.name(host, in: model))", model.nameSpan(host))
    }
    if own.contains(target) { return ("lives on it", model.nameSpan(fallback)) }
    return nil
  }

  /// The components that a part lives on; a boundary holds many machines.
  private func hosts(of element: ElementID) -> [ElementID] {
    var result: [ElementID] = []
    var place = element
    while result.count < 8, case .element(let host)? = facts.effective(.on, of: place)?.property.stated.value,
      host != element, !result.contains(host)
    {
      if KindSet.components.contains(model[host].kind) { result.append(host) }
      place = host
    }
    return result
  }

  /// All that a part cannot do without, over required calls.
  private func needed(by element: ElementID) -> Set<ElementID> {
    var seen: Set<ElementID> = [element]
    var queue = [element]
    var next = 0
    while next < queue.count, queue.count < 2000 {
      let part = queue[next]
      next += 1
      guard !KindSet.outside.contains(model[part].kind) else { continue }
      for relation in model.outgoing(part) where model[relation].arrow.isSynchronous && context.isSound(relation) {
        guard !facts.canDoWithout(relation), model[model[relation].target].kind != .cache,
          model.stated(.onMiss, of: relation) == nil
        else { continue }
        if seen.insert(model[relation].target).inserted { queue.append(model[relation].target) }
      }
    }
    seen.remove(element)
    return seen
  }

  // MARK: Replicas

  private func replicas() -> [Finding] {
    let inputs = context.figures.inputs
    var onHost: [ElementID: [ElementID]] = [:]
    var findings: [Finding] = []
    for element in context.elements(of: KindSet.components) {
      guard let effective = facts.effective(.replicas, of: element),
        let replicas = model.replicas(effective.property.stated), replicas.lower >= 2
      else { continue }
      if let finding = nested(element, replicas, effective.property) { findings.append(finding) }
      guard replicas.across.isEmpty, let host = hosts(of: element).first,
        inputs[host, .replicasUpper]?.value.rounded(.down) == 1
      else { continue }
      onHost[host, default: []].append(element)
    }
    for host in onHost.keys.sorted() {
      let guests = onHost[host] ?? []
      guard let first = guests.first, context.isSound(host) else { continue }
      let isAssumed = inputs[host, .replicasUpper]?.confidence == .assumed
      findings.append(
        Finding(
          .element(first),
          "all replicas of \(Wording.names(guests, in: model)) are on \(Wording.name(host, in: model)), which is one instance",
          at: model.nameSpan(first), label: "fail together",
          labels: [Label(model.nameSpan(host), "one instance")]
            + guests.dropFirst().prefix(3).map { Label(model.nameSpan($0), "on it too") },
          severity: isAssumed ? .warning : nil,
          why: "the loss of the host takes all of them", help: "run them on several hosts"
        ).caused(by: guests.map { .element($0) } + [.element(host)]))
    }
    return findings
  }

  /// Replicas that are spread over one boundary, or over boundaries of which one holds the others.
  private func nested(_ element: ElementID, _ replicas: Replicas, _ property: StatedProperty) -> Finding? {
    guard !replicas.across.isEmpty else { return nil }
    let distinct = Set(replicas.across)
    let name = Wording.name(element, in: model)
    if distinct.count == 1 {
      guard replicas.across.count > 1 else { return nil }
      return Finding(
        .element(element),
        "the replicas of \(name) are spread over one place, \(Wording.name(replicas.across[0], in: model))",
        at: model.nameSpan(element), labels: [Label(model.span(property), "the same one")],
        why: "its loss takes all of them", help: "name boundaries that fail apart")
    }
    for place in distinct.sorted() {
      let around = model.boundaries(around: place)
      guard let outer = around.first(where: distinct.contains) else { continue }
      return Finding(
        .element(element),
        "the replicas of \(name) are spread over \(Wording.name(outer, in: model)) and \(Wording.name(place, in: model)), "
          + "which lies in it",
        at: model.nameSpan(element), labels: [Label(model.nameSpan(outer), "holds the other")],
        why: "the loss of \(Wording.name(outer, in: model)) takes both", help: "name boundaries that fail apart")
    }
    return nil
  }
}
