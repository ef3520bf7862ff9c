import ArchModel
import ArchSyntax

extension Rule {
  static let noTracing = Rule(
    "OBS003", "no-tracing", .info, needsWholeProgram: true,
    summary: "Requests that pass several programs, of which some take no part in traces.",
    why:
      "A slow answer is seen at the front, and without a trace nobody can tell which of the programs behind was slow.",
    fix: """
      State `traces` on the programs, their boundary or in `defaults { service { traces } }`. The rule leaves one note for \
      the model.
      """,
    remedy: "trace requests",
    sources: [
      "B. Sigelman et al., Dapper, a Large-Scale Distributed Systems Tracing Infrastructure, 2010",
      "AWS Well-Architected Framework, Reliability Pillar: REL06-BP07 Monitor end-to-end tracing of requests through your system",
    ],
    options: [.threshold(3, .count, "From how many programs in a row on traces are wanted.")],
    bad: [
      """
      defaults { service { timeout: 1s } }
      service Shop { -> Stock }
      service Stock { -> Prices }
      service Prices {}
      """,
      """
      import "parts.arch"
      defaults { service { timeout: 1s, traces } }
      gateway Api { timeout: 1s, -> Shop }
      // file: parts.arch
      service Shop { -> Stock }
      service Stock { traces: false }
      """,
    ],
    good: [
      """
      defaults { service { timeout: 1s, traces } }
      service Shop { -> Stock }
      service Stock { -> Prices }
      service Prices {}
      """,
      """
      defaults { service { timeout: 1s } }
      service Shop { -> Stock, module Carts { -> Bills }, module Bills {} }
      service Stock {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let lengths = ChainLengths(facts)
      let wanted = context.elements(of: KindSet.compute | [.gateway]).filter { element in
        facts.process(of: element) == element && lengths.longest(through: element) >= Int(min(context.figure(), 1e6))
          && facts.stance(.traces, of: element) != .yes
      }
      return wanted.map { element in
        Finding(
          .element(element), "\(Wording.name(element, in: model)) takes no part in traces", at: model.nameSpan(element),
          label: "`traces` is not stated", why: "nobody can tell which program of a slow request was slow",
          help: "state `traces` on it, or in `defaults { service { traces } }`"
        ).gathered(Gathering(.model) { "\($0) programs that call one another take no part in traces" })
      }
    })
}

/// How many programs stand in a row of calls. Longest paths over the groups of programs that call one another in a
/// circle, each of which counts with all its members; O(V + E).
private struct ChainLengths {
  private let before: [Int]
  private let after: [Int]
  private let facts: ModelFacts

  init(_ facts: ModelFacts) {
    self.facts = facts
    let model = facts.model
    let kinds: KindSet = KindSet.compute | [.gateway]
    var edges: [RelationGraph.Edge] = []
    for relation in model.liveRelations where facts.isNetworkCall(relation) {
      let data = model[relation]
      guard kinds.contains(model[data.source].kind), kinds.contains(model[data.target].kind) else { continue }
      edges.append(
        RelationGraph.Edge(
          source: Int(facts.process(of: data.source).index), target: Int(facts.process(of: data.target).index),
          relation: relation))
    }
    let graph = RelationGraph(vertexCount: model.elements.count, edges: edges)
    after = graph.longestChains()
    let reversed = edges.map { RelationGraph.Edge(source: $0.target, target: $0.source, relation: $0.relation) }
    before = RelationGraph(vertexCount: model.elements.count, edges: reversed).longestChains()
  }

  /// The programs of the longest row of calls that the program stands in, itself included.
  func longest(through element: ElementID) -> Int {
    let index = Int(facts.process(of: element).index)
    return before[index] + after[index] - 1
  }
}
