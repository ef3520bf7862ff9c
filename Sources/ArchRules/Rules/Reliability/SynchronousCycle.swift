import ArchModel
import ArchSyntax

extension Rule {
  static let synchronousCycle = Rule(
    "REL014", "synchronous-cycle", .error, isPath: true,
    summary: "Programs that wait for one another in a circle.",
    why: """
      Under load each waits for a free thread of the next, until all wait and none answers; and none can be deployed, \
      tested or started without the others.
      """,
    fix: """
      Turn one call round into a message (`~>`), move what both need into a third part, or hand the data along with the \
      first call. Calls inside one program, those of monitors and registries, and calls back from outside systems are no \
      such circle.
      """,
    remedy: "break the circle",
    sources: [
      "M. Nygard, Release It!, 2nd edition, 2018: Blocked Threads",
      "R. Martin, Agile Software Development, 2002: Acyclic Dependencies Principle",
    ],
    bad: [
      """
      defaults { service { timeout: 1s } }
      service Orders { -> Stock }
      service Stock { -> Orders }
      """,
      """
      import "parts.arch"
      service Orders { timeout: 3s, -> Stock }
      // file: parts.arch
      defaults { service { timeout: 1s } }
      service Stock { module Count { -> Prices } }
      service Prices { -> Orders }
      """,
    ],
    good: [
      """
      service Orders { -> Stock { timeout: 1s }, <~ Changes }
      service Stock { ~> Changes }
      topic Changes { dead-letter: Refused }
      queue Refused { alert }
      """,
      """
      service Program { module Loans { -> Titles }, module Titles { -> Loans } }
      service Shop { timeout: 1s, -> Cards }
      external Cards { -> Shop }
      service Names { timeout: 1s, -> Watch }
      monitor Watch { -> Names }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let apart: KindSet = KindSet.outside | [.monitor, .registry, .pipeline, .repository, .mesh, .dns]
      var edges: [RelationGraph.Edge] = []
      for relation in context.relations where facts.isNetworkCall(relation) {
        let data = model[relation]
        guard !apart.contains(model[data.source].kind), !apart.contains(model[data.target].kind),
          facts.value(.usage, of: relation).flatMap({ model.word($0.value) }) != "operations"
        else { continue }
        edges.append(
          RelationGraph.Edge(
            source: Int(facts.process(of: data.source).index), target: Int(facts.process(of: data.target).index),
            relation: relation))
      }
      let graph = RelationGraph(vertexCount: model.elements.count, edges: edges)
      return graph.cyclicGroups().compactMap { finding($0, graph, in: context) }
    })

  private static func finding(_ group: [Int], _ graph: RelationGraph, in context: RuleContext) -> Finding? {
    let model = context.model
    // The first member in file order, and a shortest way round from it.
    let start = group.min { (graph.edges[$0].source, $0) < (graph.edges[$1].source, $1) }
    guard let start else { return nil }
    let cycle = graph.shortestCycle(through: start).map { graph.edges[$0] }
    guard let first = cycle.first else { return nil }
    let members = cycle.map { ElementID($0.source) }
    let shown = members.prefix(6).map { model.shortName($0) } + (members.count > 6 ? ["…"] : [])
    let path = (shown + [model.shortName(ElementID(first.source))]).joined(separator: " -> ")
    return Finding(
      .element(ElementID(first.source)), "`\(path)` wait for one another", at: model.nameSpan(ElementID(first.source)),
      label: "waits for itself in the end",
      labels: cycle.compactMap(\.relation).prefix(4).map { Label(model.span($0), "waits here") },
      why: "under load each waits for a free thread of the next, until none answers",
      help: "make one of the calls a message (`~>`)"
    ).caused(by: group.compactMap { graph.edges[$0].relation.map { .relation($0) } })
  }
}
