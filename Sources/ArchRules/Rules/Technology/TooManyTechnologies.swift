import ArchModel
import ArchSyntax

extension Rule {
  static let tooManyTechnologies = Rule(
    "TEC004", "too-many-technologies", .info,
    summary: "More technologies than one purpose, or the team, can bear.",
    why: """
      Each technology wants somebody who knows its upgrades, its limits and its failures at night. Two that do the same \
      cost twice and help nobody.
      """,
    fix: """
      Settle on one for each purpose, and keep the others as a stated exception. Counted are the technologies that the \
      team runs itself: of programs, of each type of database, of caches, of brokers and of object stores; and all of \
      them together for each head of `constraints { team: … }`.
      """,
    remedy: "settle on fewer",
    sources: [
      "D. McKinley, Choose Boring Technology, 2015",
      "S. Newman, Building Microservices, 2nd edition, 2021, chapter 4: technology heterogeneity",
    ],
    options: [
      .threshold(
        3, .count, "So many technologies for one purpose, and so many for each head of the team, are not too many.")
    ],
    bad: [
      """
      defaults { database { backup: every 1h } }
      database A { tech: PostgreSQL 16 }
      database B { tech: MySQL }
      database C { tech: Oracle }
      database D { tech: SQL Server }
      database E { tech: PostgreSQL 15 }
      """,
      """
      constraints { team: 1 }
      rule TEC004 { threshold: 2 }
      defaults { database { backup: every 1h } }
      service Shop { tech: Java }
      database Ledger { tech: PostgreSQL }
      cache Pages { tech: Redis, ttl: 1h }
      """,
    ],
    good: [
      """
      defaults { database { backup: every 1h } }
      database Ledger { tech: PostgreSQL }
      database Words { tech: Elasticsearch, derived }
      database Friends { tech: Neo4j }
      database Clicks { tech: ClickHouse }
      """,
      """
      constraints { team: 2 }
      service A { tech: Java }
      service B { tech: Java 21 }
      service C { tech: Go }
      service D { tech: Python }
      queue E { tech: SQS, delivery: at-most-once }
      """,
    ],
    check: { context in
      let model = context.model
      let limit = context.figure()
      var technologies = UsedTechnologies()
      for element in context.elements(of: KindSet.compute | KindSet.stores | KindSet.messaging) {
        guard let text = model.technologyText(element) else { continue }
        let known = context.facts.technology(element)
        if known?.managed == .yes { continue }
        let purpose = purpose(of: element, known, context.facts)
        technologies.add(known?.name ?? text, for: purpose, at: element)
      }
      let crowded = technologies.purposes.filter { Double(technologies.names(for: $0).count) > limit }
      let result = crowded.compactMap { purpose -> Finding? in
        let uses = technologies.uses[purpose] ?? []
        return finding(
          "\(uses.count) technologies serve as \(purpose): \(Wording.list(uses.map(\.name)))", uses,
          "each wants somebody who knows it at night", context)
      }
      if !result.isEmpty { return result }
      let all = technologies.all
      guard let constraints = model.elements(of: .constraints).first,
        let team = model.stated(.team, of: constraints).flatMap({ model.figure($0)?.value }), team >= 1,
        Double(all.count) > limit * team
      else { return [] }
      let heads = Wording.count(Int(min(team, 1e6)), "person", plural: "people")
      return [
        finding(
          "\(all.count) technologies for a team of \(heads)", all, "each wants somebody who knows it at night", context)
      ].compactMap { $0 }
    })

  private static func finding(
    _ message: String, _ uses: [UsedTechnologies.Use], _ why: String, _ context: RuleContext
  ) -> Finding? {
    guard let last = uses.last else { return nil }
    let model = context.model
    return Finding(
      .element(last.element), message, at: model.nameSpan(last.element), label: last.name,
      labels: uses.dropLast().prefix(4).map { Label(model.nameSpan($0.element), $0.name) }, why: why,
      help: "settle on fewer, or a service that somebody else runs")
  }

  private static func purpose(of element: ElementID, _ technology: Technology?, _ facts: ModelFacts) -> String {
    switch facts.model[element].kind {
    case .database: (facts.storeType(of: element).map { "databases of type \($0)" }) ?? "databases"
    case .cache: "caches"
    case .storage: "storage"
    case .queue, .stream, .topic: "brokers"
    default: "languages and frameworks of programs"
    }
  }
}

/// The technologies of a model by purpose, each with the first part that uses it.
private struct UsedTechnologies {
  struct Use {
    let name: String
    let element: ElementID
  }

  private(set) var purposes: [String] = []
  private(set) var uses: [String: [Use]] = [:]
  private(set) var all: [Use] = []
  private var seen: Set<String> = []
  private var seenFor: Set<[String]> = []

  mutating func add(_ name: String, for purpose: String, at element: ElementID) {
    let use = Use(name: name, element: element)
    if seen.insert(name).inserted { all.append(use) }
    guard seenFor.insert([purpose, name]).inserted else { return }
    if uses[purpose] == nil { purposes.append(purpose) }
    uses[purpose, default: []].append(use)
  }

  func names(for purpose: String) -> [String] { (uses[purpose] ?? []).map(\.name) }
}
