import ArchModel
import ArchSyntax

extension Rule {
  static let unfitTechnology = Rule(
    "TEC001", "unfit-technology", .warning, isDefault: true,
    summary: "A part whose technology is not made for what the part states that it needs.",
    why: """
      A technology that is stretched beyond what it is made for works in the first year; then the missing part is built by \
      hand, badly, around it.
      """,
    fix: """
      Choose one that the selection guide names for the need, or take the need away if it is none. The rule compares \
      `needs` with what the catalogue says the technology is good at; technologies and needs that it does not know are \
      not judged.
      """,
    remedy: "choose what fits",
    sources: [
      "M. Stonebraker and U. Çetintemel, \"One Size Fits All\": An Idea Whose Time Has Come and Gone, ICDE 2005",
      "AWS Well-Architected Framework, Performance Efficiency Pillar: PERF03-BP01 Use a purpose-built data store",
      "Azure Architecture Center: Understand data store models",
    ],
    bad: [
      "database Words { tech: MySQL, needs: graph, backup: every 1h }",
      """
      defaults { queue { dead-letter: Refused } }
      zone Inner {
        queue Clicks { tech: SQS, needs: [work-queue, replay] }
        queue Refused { alert }
      }
      """,
    ],
    good: [
      """
      database Words { tech: Elasticsearch, needs: full-text-search, derived }
      database Ledger { tech: PostgreSQL 16, needs: [transactions, relational], backup: every 1h }
      """,
      """
      defaults { database { backup: every 1h } }
      database Ours { tech: "Our own store", needs: graph }
      database Theirs { needs: graph }
      stream Clicks { tech: Kafka, needs: [event-log, replay], delivery: at-most-once }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: KindSet.components).compactMap { element in
        guard let stated = facts.effective(.needs, of: element)?.property, let technology = facts.technology(element)
        else { return nil }
        let kind = model[element].kind.rawValue
        let needs = model.words(stated.stated)
        let unmet = needs.filter { need in
          !technology.goodAt.contains(need) && !SelectionGuide.technologies(for: need, kind: kind).isEmpty
        }
        guard let first = unmet.first else { return nil }
        return Finding(
          .element(element),
          "\(Wording.name(element, in: model)) needs \(Wording.list(unmet)), which \(technology.name) is not made for",
          at: model.nameSpan(element), label: technology.name, labels: [Label(model.span(stated), "stated here")],
          why: meaning(of: first),
          help: "what fits: \(fitting(needs, unmet, kind, provider: provider(of: element, context)))")
      }
    })

  private static func meaning(of need: String) -> String? {
    TechnologyCatalogue.needs.first { $0.word == need }.map {
      "\(need): \($0.meaning.prefix(1).lowercased() + $0.meaning.dropFirst())"
    }
  }

  /// The technologies that are good at all needs, else those for the first that is not met; those that run where the
  /// part runs, where there are any, and the recommended ones first.
  private static func fitting(_ needs: [String], _ unmet: [String], _ kind: String, provider: String?) -> String {
    func complete(_ provider: String?) -> [Technology] {
      SelectionGuide.candidates(for: needs, kind: kind, provider: provider).filter(\.lacks.isEmpty).map(\.technology)
    }
    func partial(_ provider: String?) -> [Technology] {
      SelectionGuide.candidates(for: [unmet[0]], kind: kind, provider: provider).map(\.technology)
    }
    let found = [complete(provider), complete(nil), partial(provider), partial(nil)]
    guard let place = found.firstIndex(where: { !$0.isEmpty }) else { return "nothing that is known" }
    let text = Wording.list(found[place].prefix(3).map(\.name), joined: "or")
    return place > 1 && needs.count > 1 ? "\(text) for \(unmet[0]); nothing known is good at all of it" : text
  }

  /// The provider that is in effect for a part, where the catalogue knows it.
  private static func provider(of element: ElementID, _ context: RuleContext) -> String? {
    let model = context.model
    let ofSystem = model.system.flatMap { model.property(.provider, in: model[$0].properties) }
    let property = context.facts.effective(.provider, of: element)?.property ?? ofSystem
    let word = property.flatMap { model.word($0.stated.value) }
    return TechnologyCatalogue.providers.contains { $0.word == word } ? word : nil
  }
}
