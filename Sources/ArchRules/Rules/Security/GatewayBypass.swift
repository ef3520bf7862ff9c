import ArchModel
import ArchSyntax

extension Rule {
  static let gatewayBypass = Rule(
    "SEC005", "gateway-bypass", .warning, needsWholeProgram: true,
    summary: "A way from outside to what lies behind a gateway that does not pass the gateway.",
    why: """
      What the gateway does for all (authentication, limits, filters, logs) it does not do for those who come the other \
      way, and that is the way that will be tried.
      """,
    fix: """
      Lead the way through the gateway, or close it: a `vpn` for operators. A part with an `auth` of its own that the \
      gateway does not route to is an entry in its own right.
      """,
    remedy: "go through the gateway",
    sources: [
      "T. Lengauer and R. Tarjan, A Fast Algorithm for Finding Dominators in a Flowgraph, 1979 (the notion)",
      "CWE-288: Authentication Bypass Using an Alternate Path or Channel",
      "Azure Architecture Center: Gatekeeper pattern",
    ],
    bad: [
      """
      client Web { -> [Api, Orders] { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, -> Orders { timeout: 1s } }
      service Orders { auth: jwt, rate-limit: 9/s }
      """,
      """
      import "parts.arch"
      client Web { -> [Api, Balance] { encrypted: tls } }
      defaults { service { timeout: 1s, rate-limit: 9/s } }
      gateway Api { auth: oidc, rate-limit: 9/s, -> Orders { timeout: 1s } }
      // file: parts.arch
      load-balancer Balance { timeout: 1s, -> Pages }
      service Pages { -> Orders }
      service Orders {}
      """,
    ],
    good: [
      """
      client Web { -> Api { encrypted: tls } }
      actor Operator { -> Orders { usage: operations, vpn, encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, -> Orders { timeout: 1s } }
      service Orders { auth: jwt, rate-limit: 9/s }
      """,
      """
      defaults { service { timeout: 1s, rate-limit: 9/s } }
      client Web { -> [Api, Live] { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, -> Orders { timeout: 1s } }
      service Live { auth: oidc, -> Orders }
      service Orders {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let isPrivate = { (relation: RelationID) in
        facts.isTrue(.vpn, of: relation)
          || facts.value(.usage, of: relation).flatMap { model.word($0.value) } == "operations"
      }
      let entries = facts.entries(blocksRelation: isPrivate)
      // Which gateway leads to each program, for the gateways that are entries.
      var gatewayOf: [ElementID: RelationID] = [:]
      for entry in entries where model[entry.element].kind == .gateway {
        for relation in model.outgoing(entry.element) where model[relation].arrow.isSynchronous {
          let target = model[relation].target
          if KindSet.compute.contains(model[target].kind), gatewayOf[target] == nil { gatewayOf[target] = relation }
        }
      }
      guard !gatewayOf.isEmpty else { return [] }
      let behind = partsBehind(gatewayOf, in: model)
      return entries.compactMap { entry in
        let element = entry.element
        guard let way = entry.relation, model[element].kind != .gateway, context.isSound(element) else { return nil }
        let isRouted = gatewayOf[element] != nil
        guard isRouted || facts.stance(.auth, of: element) != .yes, let target = behind[element],
          let route = gatewayOf[target]
        else { return nil }
        let gateway = Wording.name(model[route].source, in: model)
        let name = Wording.name(element, in: model)
        let message =
          isRouted
          ? "\(name) is reached past \(gateway)"
          : "\(Wording.name(target, in: model)) is reached through \(name), past \(gateway)"
        return Finding(
          .element(element), message, at: model.nameSpan(element),
          labels: [Label(model.span(way), "past the gateway"), Label(model.span(route), "through the gateway")],
          why: "what \(gateway) checks and limits is not done on this way",
          help: "lead the way through \(gateway), or close it")
      }
    })

  /// For each program the nearest one that a gateway routes to and that its calls reach without passing a gateway; a
  /// breadth-first search against the arrows from all of them at once.
  private static func partsBehind(_ gatewayOf: [ElementID: RelationID], in model: Model) -> [ElementID: ElementID] {
    var nearest: [ElementID: ElementID] = [:]
    var queue = gatewayOf.keys.sorted()
    for element in queue { nearest[element] = element }
    var next = 0
    while next < queue.count {
      let element = queue[next]
      next += 1
      for relation in model.incoming(element) where model[relation].arrow.isSynchronous {
        let source = model[relation].source
        guard nearest[source] == nil, KindSet.compute.contains(model[source].kind) else { continue }
        nearest[source] = nearest[element]
        queue.append(source)
      }
    }
    return nearest
  }
}
