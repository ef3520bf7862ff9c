import ArchModel
import ArchSyntax

extension Rule {
  static let fixedEndpoint = Rule(
    "MNT006", "fixed-endpoint", .info, needsWholeProgram: true,
    summary: "A call to one of several instances, with nothing that says which.",
    why: """
      An address that is written down points at one instance: the others stay idle, and when that one is replaced the \
      caller has to be configured anew.
      """,
    fix: """
      Put a load balancer before the instances, or let them be found: `discovery` on the caller, the callee or the \
      boundary around them, a `registry`, a `mesh`. Orchestrators that the catalogue knows (Kubernetes and its like) do so.
      """,
    remedy: "balance or discover",
    sources: [
      "C. Richardson, Microservices Patterns, 2018: Server-side Discovery, Client-side Discovery",
      "AWS Well-Architected Framework, Reliability Pillar: REL03 Design your workload service architecture",
    ],
    bad: [
      """
      service Shop { -> Stock { timeout: 1s } }
      service Stock { replicas: 3, discovery: false }
      """,
      """
      defaults { service { replicas: 2..8, timeout: 1s } }
      service Shop { -> [Stock, Prices] }
      service Stock {}
      service Prices {}
      """,
    ],
    good: [
      """
      service Shop { -> Balance { timeout: 1s } }
      load-balancer Balance { timeout: 1s, -> Stock }
      service Stock { replicas: 3 }
      """,
      """
      defaults { service { replicas: 2..8, timeout: 1s } }
      cluster Nodes { tech: Kubernetes, service Shop { -> Stock }, service Stock {} }
      zone Inner { discovery, service Prices { -> Sums }, service Sums {} }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      if !model.elements(of: [.registry, .mesh]).isEmpty { return [] }
      var known: [ElementID: Bool] = [:]
      return context.relations.compactMap { relation in
        let data = model[relation]
        let callee = facts.process(of: data.target)
        guard KindSet.compute.contains(model[data.source].kind), KindSet.compute.contains(model[callee].kind),
          facts.isNetworkCall(relation),
          let replicas = facts.value(.replicas, of: callee).flatMap({ model.replicas($0) }), replicas.upper > 1
        else { return nil }
        let ends = [data.source, callee]
        let stances = ends.map { facts.stance(.discovery, of: $0) } + [facts.stance(.loadBalancing, of: callee)]
        let runtime = facts.value(.runtime, of: callee).flatMap { model.word($0.value) }
        if stances.contains(.yes) || runtime == "serverless" || model[callee].kind == .function { return nil }
        let isOrchestrated = known[callee] ?? orchestrates(callee, facts)
        known[callee] = isOrchestrated
        if isOrchestrated { return nil }
        let finding = Finding(
          .relation(relation),
          "\(Wording.ends(relation, in: model)) reaches one of several instances, and nothing says which",
          at: model.span(relation), labels: [Label(model.nameSpan(callee), "several instances")],
          why: "the other instances stay idle, and a replaced one is not found",
          help: "put a load balancer before them, or state `discovery`")
        if stances.contains(.no) { return finding }
        return finding.gap("how \(Wording.ends(relation, in: model)) finds an instance is not stated") {
          "how \($0) calls find an instance is not stated"
        }
      }
    })

  /// Whether the technology of a part, or of a boundary around it, is known to find and balance instances.
  private static func orchestrates(_ element: ElementID, _ facts: ModelFacts) -> Bool {
    let finding: Set<String> = ["orchestration", "service-discovery", "load-balancing"]
    let places = [element] + facts.model.boundaries(around: element)
    return places.contains { place in
      let technology = facts.technology(place) ?? facts.model.technology(place)
      return technology.map { $0.goodAt.contains(where: finding.contains) || $0.goodAt.contains("scale-to-zero") }
        ?? false
    }
  }
}
