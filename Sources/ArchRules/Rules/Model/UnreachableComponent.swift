import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let unreachableComponent = Rule(
    "MOD002", "unreachable-component", .warning, needsWholeProgram: true,
    summary: "A component that nothing from outside, no flow and no schedule ever reaches.",
    why: """
      No request, message or schedule starts it, so no load comes to it and every figure of it is that of an idle part. \
      Mostly the call that starts it was forgotten, or it is dead.
      """,
    fix: """
      Add the call or message that starts it, give it a `schedule`, mark it `public` where callers outside the model \
      use it, or delete it.
      """,
    remedy: "add what starts it",
    sources: ["E. F. Moore, The Shortest Path Through a Maze, 1959 (the search)"],
    bad: [
      """
      client Web { -> Api }
      service Api { -> Ledger }
      database Ledger {}
      service Reports { -> Ledger }
      """,
      """
      client Web { -> Api }
      service Api {}
      service Sync { -> [Left, Right] }
      service Left { -> Right }
      service Right { ~> Left }
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api { -> Ledger }
      database Ledger {}
      job Reports { schedule: every 1d, -> Ledger }
      """,
      """
      client Web { -> Api }
      service Api { ~> Mails }
      queue Mails { dead-letter: Refused }
      queue Refused { alert: "pages the owner" }
      worker Mailer { -> Mails }
      """,
      """
      client Web { -> Shop }
      service Shop { -> Ledger }
      database Ledger {}
      worker Relay { -> Ledger { access: read }, -> Turns }
      worker Spare { -> Turns }
      registry Turns {}
      """,
    ],
    check: { context in UnreachedParts(context).findings() })
}

/// The components that nothing reaches, in groups of which one reaches the others.
private struct UnreachedParts {
  private static let subjects: KindSet =
    KindSet.edge | KindSet.compute | KindSet.stores | KindSet.messaging | [.registry, .identity, .secrets]

  let context: RuleContext
  private let model: Model
  private var edges: [(source: Int, target: Int)] = []

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    for relation in model.liveRelations {
      let data = model[relation]
      join(data.source, data.target)
      if data.arrow == .twoWay { join(data.target, data.source) }
      if data.arrow.isSynchronous, takesWork(relation) { join(data.target, data.source) }
    }
    for pair in PartReferences(model).pairs { join(pair.holder, pair.target) }
    for component in model.components where KindSet.components.contains(model[model[component].parent].kind) {
      join(model[component].parent, component)
      join(component, model[component].parent)
    }
  }

  /// Whether a call is one by which a program finds what it has to do: any program that calls a queue; a worker that
  /// reads a store, as a relay reads its outbox, or that waits at a registry for its turn.
  private func takesWork(_ relation: RelationID) -> Bool {
    let data = model[relation]
    let kind = model[data.target].kind
    if KindSet.messaging.contains(kind) { return KindSet.compute.contains(model[data.source].kind) }
    guard model[data.source].kind == .worker else { return false }
    if KindSet.stores.contains(kind) {
      let access = model.stated(.access, of: relation).flatMap { model.word($0.value) }
      return access == "read" || access == "read-write"
    }
    return kind == .registry
  }

  private mutating func join(_ source: ElementID, _ target: ElementID) {
    edges.append((Int(source.index), Int(target.index)))
  }

  private var starts: [Int] {
    var starts: [Int] = []
    for component in model.components {
      let isStart =
        switch model[component].kind {
        case .actor, .client, .external, .job, .pipeline: true
        default:
          model.stated(.schedule, of: component) != nil || isTrue(.public, of: component)
            || model.children(component, of: .endpoint).contains { isTrue(.public, of: $0) }
        }
      if isStart { starts.append(Int(component.index)) }
    }
    for flow in model.flows {
      if let first = flow.steps.first { starts.append(Int(model[first.relation].source.index)) }
    }
    return starts
  }

  private func isTrue(_ name: PropertyName, of element: ElementID) -> Bool {
    model.stated(name, of: element)?.value == .flag(true)
  }

  func findings() -> [Finding] {
    let starts = starts
    guard !starts.isEmpty else { return [] }
    // What `defaults` name is in use without anybody who calls it: the program reaches it.
    let graph = Digraph(vertexCount: model.elements.count, edges: edges)
    let reached = Reachability(in: graph, from: starts + [Int(ElementID.program.index)])
    let joined = JoinedParts(model)
    let unreached = context.elements(of: Self.subjects).filter { !reached.reaches($0) && joined.contains($0) }
    guard !unreached.isEmpty else { return [] }

    // One cause, one finding: what an unreached part calls hangs on it; a cycle counts as one part.
    var place = [Int](repeating: -1, count: model.elements.count)
    for (index, element) in unreached.enumerated() { place[Int(element.index)] = index }
    let inner = edges.compactMap { edge in
      place[edge.source] < 0 || place[edge.target] < 0 || edge.source == edge.target
        ? nil : (source: place[edge.source], target: place[edge.target])
    }
    let groupGraph = Digraph(vertexCount: unreached.count, edges: inner)
    let groups = StronglyConnected(groupGraph)
    var isRoot = [Bool](repeating: true, count: groups.components.count)
    for edge in inner where groups.componentOf[edge.source] != groups.componentOf[edge.target] {
      isRoot[groups.componentOf[edge.target]] = false
    }
    var findings: [Finding] = []
    for (index, members) in groups.components.enumerated() where isRoot[index] {
      guard let first = members.first else { continue }
      let hanging = Reachability(in: groupGraph, from: members)
      let others = unreached.indices.filter { $0 != first && hanging.reaches($0) }
      findings.append(finding(unreached[first], others: others.prefix(4).map { unreached[$0] }, count: others.count))
      if findings.count == Self.limit { break }
    }
    return findings
  }

  /// Each finding costs a search of its own; a model with more of them has one cause, which the first ones show.
  private static let limit = 200

  private func finding(_ element: ElementID, others: [ElementID], count: Int) -> Finding {
    Finding(
      .element(element), "nothing ever reaches \(Wording.name(element, in: model))", at: model.nameSpan(element),
      label: "no call, message or schedule starts it",
      labels: others.prefix(3).map { Label(model.nameSpan($0), "hangs on it") },
      note: count > 3 ? "\(Wording.count(count, "part")) hang on it" : nil,
      help: "add what starts it, or delete the \(model[element].kind.rawValue)")
  }
}
