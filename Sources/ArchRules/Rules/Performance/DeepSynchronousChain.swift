import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let deepSynchronousChain = Rule(
    "PER002", "deep-synchronous-chain", .warning, isPath: true,
    summary: "More than four synchronous calls over the network, each waiting for the next.",
    why: """
      Their latencies add up and their availabilities multiply: five parts of 99.9 % are together 99.5 %. The part at the \
      end stops all that wait for it.
      """,
    fix: """
      Shorten the chain: let the caller ask both, keep a copy of what is read at each request, or send a message where \
      the answer is not needed at once.
      """,
    remedy: "shorten the chain",
    sources: [
      "S. Newman, Building Microservices, 2nd edition, 2021, chapter 4: Styles of Microservice Communication",
      "Azure Architecture Center: Design interservice communication for microservices",
    ],
    options: [.threshold(4, .count, "Up to how many calls in a row are fine.")],
    bad: [
      """
      defaults { service { timeout: 1s } }
      service A { -> B }
      service B { -> C }
      service C { -> D }
      service D { -> E }
      service E { -> F }
      service F {}
      """,
      """
      defaults { service { timeout: 1s }, gateway { timeout: 1s } }
      client Web { -> Edge }
      gateway Edge { -> [Shop, Help] }
      service Shop { -> Prices }
      service Prices { -> Rates }
      service Rates { -> Banks }
      service Help { -> Prices }
      external Banks {}
      """,
    ],
    good: [
      """
      defaults { service { timeout: 1s } }
      service A { -> B }
      service B { -> C }
      service C { -> D }
      service D { -> E }
      service E {}
      """,
      """
      defaults { service { timeout: 1s } }
      service A { -> B }
      service B { -> C }
      service C { -> D }
      service D { ~> Q }
      queue Q { ~> E, alert }
      service E { -> F }
      service F {}
      """,
    ],
    check: { context in
      let model = context.model
      let calls = context.relations.filter { context.facts.isNetworkCall($0) }
      var chains = SynchronousChains(calls, in: model)
      return chains.longest(above: context.figure(), limit: 10).map { chain in
        let first = chain.map { model[$0].source }.min() ?? .program
        let names = (chain.prefix(1).map { model[$0].source } + chain.map { model[$0].target }).map {
          Wording.name($0, in: model)
        }
        return Finding(
          .element(first), "\(chain.count) calls wait for one another, from \(names[0]) to \(names[names.count - 1])",
          at: model.nameSpan(first), labels: chain.prefix(8).map { Label(model.span($0), "waits") },
          why: "latencies add up along \(Wording.list(names.count > 8 ? Array(names.prefix(8)) + ["…"] : names))",
          help: "ask side by side, keep a copy, or send a message"
        ).caused(by: chain.map { .relation($0) })
      }
    })
}

/// The longest chains of calls, cycles left out: by one walk over the parts in the order in which calls lead.
private struct SynchronousChains {
  private let model: Model
  private var next: [ElementID: (length: Int, relation: RelationID)] = [:]

  init(_ calls: [RelationID], in model: Model) {
    self.model = model
    let graph = Digraph(
      vertexCount: model.elements.count,
      edges: calls.map { (Int(model[$0].source.index), Int(model[$0].target.index)) })
    let groups = StronglyConnected(graph)
    var outgoing: [ElementID: [RelationID]] = [:]
    for call in calls { outgoing[model[call].source, default: []].append(call) }
    // A group stands after all that it leads to.
    for members in groups.components {
      for member in members {
        let source = ElementID(member)
        for call in outgoing[source] ?? [] {
          let target = model[call].target
          guard groups.componentOf[Int(target.index)] != groups.componentOf[member] else { continue }
          let length = 1 + (next[target]?.length ?? 0)
          if length > next[source]?.length ?? 0 { next[source] = (length, call) }
        }
      }
    }
  }

  /// The longest chains above a length that share no call with one another, the longest first.
  mutating func longest(above threshold: Double, limit: Int) -> [[RelationID]] {
    var used: Set<RelationID> = []
    var result: [[RelationID]] = []
    let starts = next.filter { Double($0.value.length) > threshold }.sorted {
      $0.value.length != $1.value.length ? $0.value.length > $1.value.length : $0.key < $1.key
    }
    for start in starts {
      guard result.count < limit else { break }
      var chain: [RelationID] = []
      var place = start.key
      while let step = next[place], !used.contains(step.relation) {
        chain.append(step.relation)
        place = model[step.relation].target
      }
      guard Double(chain.count) > threshold, next[place] == nil else { continue }
      used.formUnion(chain)
      result.append(chain)
    }
    return result
  }
}
