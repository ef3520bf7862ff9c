import ArchModel
import ArchSyntax

extension Rule {
  static let crossRegionCall = Rule(
    "PER007", "cross-region-call", .warning,
    summary: "A call that waits for an answer from another region.",
    why: """
      Light alone takes tens of milliseconds to another region and back, and the way there fails more often than a way \
      inside: the caller's region no longer works by itself.
      """,
    fix: """
      Call what lies in the same region and replicate its data (`=>`), or send a message (`~>`) where the answer is not \
      needed at once. Regions in the same `location`, copies, and what operators use are left out.
      """,
    remedy: "stay in the region",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL10-BP01 Deploy the workload to multiple locations",
      "P. Bailis et al., Highly Available Transactions: Virtues and Limitations, VLDB 2013 (latencies between regions)",
    ],
    bad: [
      """
      region Europe { service Shop { -> Stock { timeout: 1s } } }
      region America { service Stock {} }
      """,
      """
      import "america.arch"
      region Europe {
        cluster Blue { service Shop { timeout: 1s, -> [Stock, Prices] } }
      }
      // file: america.arch
      region America { service Stock {}, database Prices {} }
      """,
    ],
    good: [
      """
      region Europe { service Shop { -> Stock { timeout: 1s } }, database Stock { => Copy } }
      region America { service Store { -> Copy { timeout: 1s } }, database Copy { derived } }
      """,
      """
      region Europe {
        region First { service Shop { -> Stock { timeout: 1s } } }
        region Second { service Stock { ~> Work } }
      }
      region America { queue Work { dead-letter: Refused }, worker Packer { <~ Work }, queue Refused { alert } }
      """,
    ],
    check: { context in
      let model = context.model
      let calls = context.relations.filter { relation in
        let data = model[relation]
        return context.facts.isNetworkCall(relation) && !KindSet.outside.contains(model[data.source].kind)
          && context.facts.value(.usage, of: relation).flatMap { model.word($0.value) } != "operations"
          && isCrossing(relation, context.facts)
      }
      return CallStatement.grouped(calls, in: model).compactMap { statement in
        guard let first = statement.relations.first,
          let here = context.facts.outermostRegion(of: statement.source),
          let there = context.facts.outermostRegion(of: model[first].target)
        else { return nil }
        let targets = statement.relations.map { model[$0].target }
        return Finding(
          .relation(first),
          "\(Wording.name(statement.source, in: model)) waits for \(Wording.names(targets, in: model)) in another region",
          at: model.span(first), label: "from \(Wording.name(here, in: model)) to \(Wording.name(there, in: model))",
          labels: targets.prefix(3).map { Label(model.nameSpan($0), "far away") },
          why: "each request pays for the distance, and neither region works without the other",
          help: "keep a copy in the region, or send a message"
        ).caused(by: statement.relations.map { .relation($0) })
      }
    })

  private static func isCrossing(_ relation: RelationID, _ facts: ModelFacts) -> Bool {
    let data = facts.model[relation]
    guard let here = facts.outermostRegion(of: data.source), let there = facts.outermostRegion(of: data.target),
      here != there
    else { return false }
    let model = facts.model
    func location(_ region: ElementID) -> String? {
      model.stated(.location, of: region).flatMap { model.texts($0.value).first }
    }
    guard let from = location(here), let to = location(there) else { return true }
    return from != to
  }
}

extension ModelFacts {
  /// The outermost `region` around an element, or nil: regions inside a region are its data centres.
  func outermostRegion(of element: ElementID) -> ElementID? {
    guard var region = region(of: element) else { return nil }
    while let outer = self.region(of: model[region].parent) { region = outer }
    return region
  }
}
