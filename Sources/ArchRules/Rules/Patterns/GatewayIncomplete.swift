import ArchModel
import ArchSyntax

extension Rule {
  static let gatewayIncomplete = Rule(
    "PAT001", "gateway-incomplete", .warning, needsWholeProgram: true,
    summary: "A gateway that lacks what gateways are there for.",
    why: """
      What the gateway does not do once, each service behind it does again, in its own way, or nobody does: limiting, \
      recognising callers, finding and balancing instances.
      """,
    fix: """
      State what it does: `auth`, `rate-limit`, `routing`, `load-balancing`, `discovery`; or where else it is done: on an \
      edge part before it, by a load balancer behind it, by a registry or mesh. What is denied is a warning, what is \
      merely unstated one note. Authentication and limits of a gateway that is reached from outside are the matter of \
      SEC002 and REL018.
      """,
    remedy: "complete the gateway",
    sources: [
      "Azure Architecture Center: Gateway Routing, Gateway Offloading and Gateway Aggregation patterns",
      "C. Richardson, Microservices Patterns, 2018: API gateway",
    ],
    bad: [
      """
      client Web { -> Api }
      gateway Api { auth: jwt, rate-limit: 9/s, routing: false, load-balancing: false, discovery }
      """,
      """
      defaults { gateway { routing } }
      service Shop { -> Api { timeout: 1s } }
      gateway Api { auth: mtls, discovery }
      gateway Other { discovery }
      """,
    ],
    good: [
      """
      client Web { -> Api }
      gateway Api { auth: jwt, rate-limit: 9/s, routing, load-balancing, discovery }
      """,
      """
      defaults { gateway { routing, auth: oidc, timeout: 1s } }
      client Web { -> Shield }
      waf Shield { rate-limit: 9/s, timeout: 1s, -> Api }
      gateway Api { -> Balance, -> Names }
      load-balancer Balance { timeout: 1s, -> Shop }
      registry Names
      service Shop
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let gateways = context.elements(of: [.gateway])
      guard !gateways.isEmpty else { return [] }
      let entries = Set(facts.entries().map(\.element))
      let isLimited = facts.guardedParts(by: .rateLimit)
      let isKnown = facts.guardedParts(by: .auth)
      let finds = !model.elements(of: [.registry, .mesh]).isEmpty
      return gateways.compactMap { gateway in
        var denied: [String] = []
        var unstated: [String] = []
        for duty in duties {
          if entries.contains(gateway), duty.name == .auth || duty.name == .rateLimit { continue }
          switch facts.stance(duty.name, of: gateway) {
          case .yes: continue
          case .no: denied.append(duty.word)
          case .unstated:
            let isDone =
              switch duty.name {
              case .rateLimit: isLimited(gateway) || facts.isSaidInWords(.rateLimiting)
              case .auth: isKnown(gateway) || facts.isSaidInWords(.authentication)
              case .discovery: finds
              case .loadBalancing: finds || balancesBehind(gateway, model)
              default: false
              }
            if !isDone { unstated.append(duty.word) }
          }
        }
        let name = Wording.name(gateway, in: model)
        if !denied.isEmpty {
          return Finding(
            .element(gateway), "\(name) does without \(Wording.list(denied))", at: model.nameSpan(gateway),
            note: unstated.isEmpty ? nil : "not stated: \(Wording.list(unstated))",
            help: "let it do so, or state what does it instead")
        }
        guard !unstated.isEmpty else { return nil }
        return Finding(
          .element(gateway), "", at: model.nameSpan(gateway), label: "\(Wording.list(unstated))?",
          help: "state what it does: `auth`, `rate-limit`, `routing`, `load-balancing`, `discovery`"
        ).gap("it is not stated whether \(name) does \(Wording.list(unstated))") {
          "it is not stated of \($0) gateways what they do"
        }
      }
    })

  private static let duties: [(name: PropertyName, word: String)] = [
    (.rateLimit, "rate limiting"), (.auth, "authentication"), (.loadBalancing, "load balancing"),
    (.routing, "routing"), (.discovery, "discovery"),
  ]

  /// Whether all that a gateway leads to are load balancers, or functions that their provider spreads.
  private static func balancesBehind(_ gateway: ElementID, _ model: Model) -> Bool {
    let targets = model.outgoing(gateway).map { model[model[$0].target].kind }
      .filter { KindSet.compute.contains($0) || $0 == .loadBalancer }
    return !targets.isEmpty && targets.allSatisfy { $0 == .loadBalancer || $0 == .function }
  }
}
