import ArchModel
import ArchSyntax

extension Rule {
  static let replicatedLocalState = Rule(
    "REL020", "replicated-local-state", .warning,
    summary: "A program with several replicas that keeps data of its own between calls.",
    why: """
      A request that comes to another replica does not find what the last one left, and a replica that is replaced takes \
      its data with it.
      """,
    fix:
      "Keep the state in a cache or database that all replicas share, or hand it to the client; then drop `stateful`.",
    remedy: "move the state out",
    sources: [
      "The Twelve-Factor App: VI. Processes",
      "AWS Well-Architected Framework, Reliability Pillar: REL05-BP06 Make systems stateless where possible",
    ],
    bad: [
      "service Shop { replicas: 3, stateful }",
      """
      defaults { service { replicas: 2..8 } }
      service Shop { module Carts { stateful } }
      """,
    ],
    good: [
      "service Shop { replicas: 1, stateful }",
      """
      defaults { service { replicas: 2..8 } }
      service Shop { stateful: false, -> Carts { timeout: 100ms } }
      cache Carts { ttl: 1h }
      """,
    ],
    check: { context in
      let model = context.model
      return context.elements(of: KindSet.compute).compactMap { element in
        guard context.facts.stance(.stateful, of: element) == .yes,
          let stated = context.facts.value(.replicas, of: element), let replicas = model.replicas(stated),
          replicas.upper > 1
        else { return nil }
        // A module takes it from its service, which has the finding then.
        let parent = model[element].parent
        if KindSet.compute.contains(model[parent].kind), context.facts.stance(.stateful, of: parent) == .yes {
          return nil
        }
        return Finding(
          .element(element), "\(Wording.name(element, in: model)) is replicated and keeps state of its own",
          at: model.nameSpan(element), why: "another replica does not find it, and a replacement loses it",
          help: "keep it in a store that all replicas share")
      }
    })
}
