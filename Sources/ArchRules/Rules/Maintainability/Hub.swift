import ArchModel
import ArchSyntax

extension Rule {
  static let hub = Rule(
    "MNT001", "hub", .warning,
    summary: "A program that many depend on and that depends on many.",
    why: """
      Every change around it reaches it, and every change of it reaches all around it. It is in each release, each review \
      and each outage.
      """,
    fix: """
      Split it along what its callers want of it; turn some of its calls into messages that others take by themselves. A \
      program that many call and that calls few is stable, and one that calls many and is called by few is easy to \
      change: neither is a hub. Gateways, brokers and stores are there to be shared and do not count.
      """,
    remedy: "split it",
    sources: [
      "F. Arcelli Fontana and others, Arcan: A Tool for Architectural Smells Detection, ICSA 2017: Hub-Like Dependency",
      "R. Martin, Clean Architecture, 2017, chapter 14: Component Coupling",
    ],
    options: [.threshold(6, .count, "From so many callers and so many callees on it is a hub.")],
    bad: [
      """
      defaults { service { timeout: 1s }, worker { timeout: 1s } }
      service Core { -> [G, H, I], ~> [J, K, L] }
      [A, B, C, D, E, F] -> Core
      service A
      service B
      service C
      service D
      worker E
      worker F
      service G
      service H
      service I
      queue J
      queue K
      topic L
      """,
      """
      rule hub { threshold: 2 }
      defaults { service { timeout: 1s } }
      service Core { module Inner { -> [C, D] } }
      [A, B] -> Inner
      service A
      service B
      service C
      service D
      """,
    ],
    good: [
      """
      defaults { service { timeout: 1s } }
      service Names {}
      [A, B, C, D, E, F] -> Names
      service A
      service B
      service C
      service D
      service E
      service F
      """,
      """
      defaults { gateway { timeout: 1s }, client { encrypted: tls } }
      client Web { -> Api }
      client Phone { -> Api }
      gateway Api { auth: jwt, rate-limit: 9/s, -> [A, B, C, D, E, F] }
      service A
      service B
      service C
      service D
      service E
      service F
      rule hub { threshold: 2 }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let apart: KindSet = [.monitor, .registry, .secrets, .pipeline, .repository, .mesh, .dns]
      var callers: [ElementID: Set<ElementID>] = [:]
      var callees: [ElementID: Set<ElementID>] = [:]
      for relation in context.relations {
        let source = facts.process(of: model[relation].source)
        let target = facts.process(of: model[relation].target)
        guard source != target, !apart.contains(model[source].kind), !apart.contains(model[target].kind),
          facts.value(.usage, of: relation).flatMap({ model.word($0.value) }) != "operations"
        else { continue }
        callees[source, default: []].insert(target)
        callers[target, default: []].insert(source)
      }
      let limit = context.figure()
      return context.elements(of: [.service, .function, .worker, .job, .module]).compactMap { element in
        guard facts.process(of: element) == element else { return nil }
        let inward = callers[element]?.count ?? 0
        let outward = callees[element]?.count ?? 0
        guard Double(min(inward, outward)) >= limit else { return nil }
        return Finding(
          .element(element),
          "\(Wording.name(element, in: model)) is a hub: \(inward) parts depend on it, and it depends on \(outward)",
          at: model.nameSpan(element), why: "every change around it reaches it, and every change of it reaches all",
          help: "split it along what its callers want of it")
      }
    })
}
