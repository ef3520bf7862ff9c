import ArchModel
import ArchSyntax

extension Rule {
  static let styleContradicted = Rule(
    "MNT005", "style-contradicted", .warning,
    summary: "A structure that is not of the style that the system or domain declares.",
    why:
      "Readers expect what the style promises, parts that can be changed, deployed and scaled as it says, and do not find it.",
    fix: """
      Change the structure, or declare the style that it has. Modules of a modular monolith do not call each other in a \
      circle, and there are some; a monolith is few services; microservices do not all keep their data in one database; \
      functions hold no connections between calls, and nothing serverless has a machine of its own; an event-driven \
      system has messages.
      """,
    remedy: "change structure or style",
    sources: [
      "S. Newman, Monolith to Microservices, 2019, chapter 1: the modular monolith",
      "M. Richards and N. Ford, Fundamentals of Software Architecture, 2020, part II: Architecture Styles",
      "AWS Well-Architected Framework, Serverless Applications Lens: connections to relational databases",
    ],
    options: [.threshold(3, .count, "A monolith has no more services than this.")],
    bad: [
      """
      system Library { style: modular-monolith }
      service Program {
        module Loans { -> Readers }
        module Readers { -> Fees }
        module Fees { -> Loans }
      }
      """,
      """
      system Shop { style: microservices }
      defaults { service { timeout: 1s }, database { backup: every 1h } }
      service Orders { -> Ledger }
      service Stock { module Counts { -> Ledger { access: write } } }
      database Ledger
      """,
      """
      domain Pictures {
        style: serverless
        function Resize { -> Names { timeout: 1s, pool: 5 } }
        database Names { type: sql, backup: every 1h }
      }
      """,
      """
      system Pictures { style: serverless }
      defaults { service { runtime: vm } }
      function Resize
      service Proxy
      """,
      """
      system Shop { style: monolith }
      service A
      service B
      service C
      service D
      """,
    ],
    good: [
      """
      system Library { style: modular-monolith }
      service Program {
        module Loans { -> [Readers, Fees] }
        module Readers { ~> Loans }
        module Fees
      }
      """,
      """
      system Shop { style: microservices }
      defaults { service { timeout: 1s }, database { backup: every 1h } }
      service Orders { -> Ledger }
      service Stock { -> Bottles, -> Ledger { access: read } }
      domain Old { style: monolith, service A, service B, service C }
      database Ledger
      database Bottles
      """,
      """
      system Pictures { style: serverless }
      function Resize { -> Names { timeout: 1s } }
      service Proxy { -> Names { timeout: 1s, pool: 5 } }
      database Names { type: sql, backup: every 1h }
      """,
    ],
    check: { context in
      let model = context.model
      let declared = model.elements(of: [.system, .domain]).filter {
        context.isSound($0) && model.stated(.style, of: $0) != nil
      }
      guard !declared.isEmpty else { return [] }
      let scopes = StyleScopes(declared, context)
      return declared.flatMap { holder -> [Finding] in
        let check = StyleCheck(holder, parts: scopes.parts[holder] ?? [], context)
        return check.findings()
      }
    })
}

/// Which components each style speaks of: those of the innermost domain that declares one, else of the system.
private struct StyleScopes {
  private(set) var parts: [ElementID: [ElementID]] = [:]

  init(_ declared: [ElementID], _ context: RuleContext) {
    let model = context.model
    let holders = Set(declared)
    let system = model.system.flatMap { holders.contains($0) ? $0 : nil }
    for element in context.elements(of: KindSet.components) {
      let domain = model.boundaries(around: element).first(where: holders.contains)
      if let holder = domain ?? system { parts[holder, default: []].append(element) }
    }
  }
}

private struct StyleCheck {
  let holder: ElementID
  let parts: [ElementID]
  let context: RuleContext
  private let model: Model
  private let facts: ModelFacts

  init(_ holder: ElementID, parts: [ElementID], _ context: RuleContext) {
    self.holder = holder
    self.parts = parts
    self.context = context
    model = context.model
    facts = context.facts
  }

  func findings() -> [Finding] {
    let style = model.stated(.style, of: holder).flatMap { model.word($0.value) } ?? ""
    switch style {
    case "modular-monolith": return manyServices(style) + noModules() + moduleCycles()
    case "monolith": return manyServices(style)
    case "microservices": return oneDatabase()
    case "serverless": return heldConnections() + ownMachines()
    case "event-driven": return noMessages()
    default: return []
    }
  }

  private func finding(_ message: String, labels: [Label], why: String, help: String) -> Finding {
    let name = model[holder].kind == .system ? "the system" : Wording.name(holder, in: model)
    return Finding(
      .element(holder), "\(name) \(message)", at: model.nameSpan(holder), labels: labels, why: why, help: help)
  }

  private func manyServices(_ style: String) -> [Finding] {
    let services = parts.filter { model[$0].kind == .service }
    guard Double(services.count) > context.figure() else { return [] }
    return [
      finding(
        "is declared a \(style) and has \(services.count) services",
        labels: services.prefix(4).map { Label(model.nameSpan($0), "a service of its own") },
        why: "what is deployed in several pieces has the costs of distribution", help: "declare the style that it has")
    ]
  }

  private func noModules() -> [Finding] {
    let services = parts.filter { model[$0].kind == .service }
    guard let first = services.first, !parts.contains(where: { model[$0].kind == .module }) else { return [] }
    return [
      finding(
        "is declared a modular-monolith and has no module",
        labels: [Label(model.nameSpan(first), "what is inside?")],
        why: "without named modules nobody can see, or check, where their borders are",
        help: "declare its modules: `module Orders`, or the style `monolith`"
      ).gap("the modules of the modular monolith are not stated") {
        "the modules of \($0) modular monoliths are not stated"
      }
    ]
  }

  /// Programs on machines that somebody has to size and patch.
  private func ownMachines() -> [Finding] {
    let owned = parts.filter { part in
      guard KindSet.compute.contains(model[part].kind) else { return false }
      let runtime = facts.value(.runtime, of: part).flatMap { model.word($0.value) }
      return runtime == "vm" || runtime == "physical"
    }
    guard let first = owned.first else { return [] }
    return [
      finding(
        "is declared serverless, and \(Wording.name(first, in: model)) runs on a machine of its own",
        labels: owned.prefix(4).map { Label(model.nameSpan($0), "has to be sized, patched and paid for when idle") },
        why: "what is always there neither scales with the use nor costs nothing without it",
        help: "let the platform run it, or declare the style that it has")
    ]
  }

  private func moduleCycles() -> [Finding] {
    let modules = Set(parts.filter { model[$0].kind == .module })
    var edges: [RelationGraph.Edge] = []
    for module in parts where modules.contains(module) {
      for relation in model.outgoing(module) {
        let target = model[relation].target
        guard model[relation].arrow.isSynchronous, context.isSound(relation), modules.contains(target) else { continue }
        edges.append(
          RelationGraph.Edge(source: Int(module.index), target: Int(target.index), relation: relation))
      }
    }
    guard !edges.isEmpty else { return [] }
    let graph = RelationGraph(vertexCount: model.elements.count, edges: edges)
    return graph.cyclicGroups().compactMap { group in
      guard let start = group.min(by: { (graph.edges[$0].source, $0) < (graph.edges[$1].source, $1) }) else {
        return nil
      }
      let cycle = graph.shortestCycle(through: start).map { graph.edges[$0] }
      guard let first = cycle.first else { return nil }
      let shown = cycle.prefix(6).map { model.shortName(ElementID($0.source)) } + (cycle.count > 6 ? ["…"] : [])
      let path = (shown + [model.shortName(ElementID(first.source))]).joined(separator: " -> ")
      return Finding(
        .element(ElementID(first.source)), "modules need each other in a circle: `\(path)`",
        at: model.nameSpan(ElementID(first.source)),
        labels: cycle.compactMap(\.relation).prefix(4).map { Label(model.span($0), "needs it") }
          + [Label(model.nameSpan(holder), "a modular monolith")],
        why: "none of them can be changed, tested or taken out alone",
        help: "turn one call round, make it a message (`~>`), or move what both need into a third module")
    }
  }

  private func oneDatabase() -> [Finding] {
    let services = Set(parts.filter { model[$0].kind == .service })
    var stores: [ElementID: RelationID] = [:]
    var programs: Set<ElementID> = []
    for element in parts where KindSet.compute.contains(model[element].kind) {
      let program = facts.process(of: element)
      for relation in model.outgoing(element) where model[relation].arrow.isSynchronous && context.isSound(relation) {
        let target = model[relation].target
        guard model[target].kind == .database, !facts.isRead(relation), !facts.isTrue(.derived, of: target) else {
          continue
        }
        if stores[target] == nil { stores[target] = relation }
        if services.contains(program) { programs.insert(program) }
      }
    }
    guard stores.count == 1, let store = stores.keys.first, programs.count > 1 else { return [] }
    return [
      finding(
        "is declared microservices, and \(programs.count) of them keep their data in one database",
        labels: [Label(model.nameSpan(store), "shared by all")]
          + programs.sorted().prefix(3).map { Label(model.nameSpan($0), "has no store of its own") },
        why: "they can be neither changed nor scaled nor lost one by one",
        help: "give each its own data, or declare the style that it has")
    ]
  }

  private func heldConnections() -> [Finding] {
    var held: [RelationID] = []
    for element in parts where KindSet.compute.contains(model[element].kind) {
      let runtime = facts.value(.runtime, of: element).flatMap { model.word($0.value) }
      guard runtime == "serverless" || runtime == nil && model[element].kind == .function else { continue }
      for relation in model.outgoing(element) where context.isSound(relation) {
        let pool = facts.value(.pool, of: relation).flatMap { model.figure($0)?.value } ?? 0
        let isHeld = model[relation].arrow == .call && pool > 0 && model[model[relation].target].kind == .database
        if isHeld || model[relation].arrow == .twoWay { held.append(relation) }
      }
    }
    guard let first = held.first else { return [] }
    return [
      finding(
        "is declared serverless, and \(Wording.name(model[first].source, in: model)) holds connections",
        labels: held.prefix(4).map { Label(model.span($0), "stays open between calls") },
        why: "every new instance opens its own, and a burst exhausts what the other end takes",
        help: "go through a proxy that pools them, or call over HTTP")
    ]
  }

  private func noMessages() -> [Finding] {
    let members = Set(parts)
    let joined = parts.flatMap { model.outgoing($0) }
    guard !joined.isEmpty, joined.allSatisfy({ model[$0].arrow.isSynchronous }),
      !parts.contains(where: { KindSet.messaging.contains(model[$0].kind) }),
      !parts.flatMap({ model.incoming($0) }).contains(where: { model[$0].arrow == .message }),
      joined.contains(where: {
        KindSet.compute.contains(model[model[$0].source].kind) && members.contains(model[$0].target)
      })
    else { return [] }
    return [
      finding(
        "is declared event-driven and has no message",
        labels: joined.prefix(3).map { Label(model.span($0), "waits for an answer") },
        why: "where every part waits for the next none can go on alone", help: "declare the style that it has")
    ]
  }
}
