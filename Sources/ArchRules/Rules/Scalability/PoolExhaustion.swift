import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let poolExhaustion = Rule(
    "SCA004", "pool-exhaustion", .error,
    summary: "A part whose callers may together open more connections than it takes.",
    why: """
      At the moment of most load, when all replicas run and fill their pools, the last of them get no connection, and \
      fail.
      """,
    fix: """
      Make the pools smaller, put a connection pooler between, allow fewer replicas, or raise `max-connections` if the \
      machine has the memory. What counts is Σ replicas × `pool` of all callers, with replicas at their upper end.
      """,
    remedy: "shrink the pools",
    sources: [
      "M. Nygard, Release It!, 2nd edition, 2018: Integration Points, Blocked Threads",
      "PostgreSQL documentation: Connections and Authentication (max_connections)",
    ],
    bad: [
      """
      service Shop { replicas: 4..20, -> Stock { timeout: 1s, pool: 40 } }
      database Stock { max-connections: 500 }
      """,
      """
      defaults { service { timeout: 1s, replicas: 6, pool: 50 }, database { max-connections: 500 } }
      service Shop { -> Stock }
      service Prices { -> Stock { pool: 40 } }
      database Stock {}
      """,
    ],
    good: [
      """
      service Shop { replicas: 4..20, -> Stock { timeout: 1s, pool: 20 } }
      database Stock { max-connections: 500 }
      """,
      """
      service Shop { replicas: 4, -> Stock { timeout: 1s } }
      service Prices { -> Stock { timeout: 1s, pool: 400 } }
      database Stock { max-connections: 100 }
      """,
    ],
    check: { context in
      let model = context.model
      let now = context.figures.under(.now)
      let found = context.elements(of: KindSet.components).compactMap { element -> (ElementID, Figure)? in
        guard let figure = now.figure(.element(element), .connections), let share = figure.value.value,
          share > 1 + 1e-9
        else { return nil }
        return (element, figure)
      }
      guard !found.isEmpty else { return [] }
      let flips = AssumptionTrial(inputs: context.figures.inputs).flips(found.count, near: Set(found.map(\.0))) {
        let moved = Figures($0).under(.now)
        return found.map { (moved.figure(.element($0.0), .connections)?.value.value).map { $0 > 1 + 1e-9 } ?? true }
      }
      return found.enumerated().map { index, item in
        finding(item.0, item.1, context).resting(on: flips[index], in: model)
      }
    })

  private static func finding(_ element: ElementID, _ figure: Figure, _ context: RuleContext) -> Finding {
    let model = context.model
    let inputs = context.figures.inputs
    var pools: [(relation: RelationID, replicas: Double, pool: Double)] = []
    for relation in model.incoming(element) where model[relation].arrow.isSynchronous {
      guard let pool = inputs[relation, .pool]?.value,
        let replicas = inputs[model[relation].source, .replicasUpper]?.value
      else { continue }
      pools.append((relation, replicas.rounded(.down), pool))
    }
    let limit = inputs[element, .maxConnections]?.value ?? 0
    let sum = (figure.value.value ?? 0) * limit
    let ranked = pools.enumerated().sorted { a, b in
      let (x, y) = (a.element.replicas * a.element.pool, b.element.replicas * b.element.pool)
      return x != y ? x > y : a.offset < b.offset
    }.map(\.element)
    let bound = figure.bound == .atLeast ? "at least " : ""
    return Finding(
      .element(element),
      "callers of \(Wording.name(element, in: model)) may open \(bound)\(Wording.number(sum, .count, digits: 12)) "
        + "connections, and it takes \(Wording.number(limit, .count, digits: 12))",
      at: model.nameSpan(element), label: "takes \(Wording.number(limit, .count, digits: 12))",
      labels: ranked.prefix(4).map {
        let count = Wording.count(Int(exactly: $0.replicas) ?? 0, "replica")
        return Label(model.span($0.relation), "\(count) × \(Wording.number($0.pool, .count, digits: 12))")
      },
      why: "when all replicas run, the last ones get no connection",
      help: "make the pools smaller, or put a pooler between")
  }
}
