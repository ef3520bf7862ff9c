import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let longTermTechnology = Rule(
    "ESC002", "long-term-technology", .info,
    summary: "A store, a broker or a provider of a technology that the system did not have before.",
    why: "Data and messages stay for years where they once lie; whoever runs the system has to learn it.",
    fix: "Write down as a `decision` what else was considered, and let whoever runs it agree.",
    remedy: "have the technology decided",
    sources: [
      "M. Nygard, Documenting Architecture Decisions, 2011", "D. McKinley, Choose Boring Technology, 2015",
    ],
    bad: [
      """
      service Api { -> Events { timeout: 1s } }
      database Events { tech: Cassandra, backup: every 1h keep 30d }
      // file: before.arch
      service Api { -> Events { timeout: 1s } }
      database Events { tech: PostgreSQL 16, backup: every 1h keep 30d }
      """,
      """
      service Api { ~> [Orders, Mails] }
      queue Orders { tech: RabbitMQ }
      queue Mails { tech: RabbitMQ 4 }
      // file: before.arch
      service Api
      """,
    ],
    good: [
      """
      service Api { -> [Events, Sales] { timeout: 1s } }
      database Events { tech: PostgreSQL 17, backup: every 1h keep 30d }
      database Sales { tech: PostgreSQL 17, backup: every 1h keep 30d }
      // file: before.arch
      service Api { -> Events { timeout: 1s } }
      database Events { tech: PostgreSQL 16, backup: every 1h keep 30d }
      """,
      """
      service Api { tech: Go }
      // file: before.arch
      service Api { tech: Swift }
      """,
    ],
    check: { context in
      guard let comparison = context.comparison else { return [] }
      var known = Set(comparison.before.components.flatMap { technologies(of: $0, in: comparison.before) })
      var findings: [Finding] = []
      for element in context.elements(of: KindSet.components) {
        for name in technologies(of: element, in: context.model) where known.insert(name).inserted {
          guard isLasting(context.model[element].kind) || name.hasPrefix(providerMark) else { continue }
          let shown = name.hasPrefix(providerMark) ? String(name.dropFirst(providerMark.count)) : name
          findings.append(
            Finding(
              .element(element), "\(shown) is new to the system", at: context.model.nameSpan(element),
              label: "the first of it", help: "write down what else was considered, as a `decision`"))
        }
      }
      return findings
    })

  private static let providerMark = "provider "

  private static func isLasting(_ kind: Kind) -> Bool {
    (KindSet.stores | KindSet.messaging | [.identity, .secrets, .gateway, .mesh]).contains(kind)
  }

  /// What an element is made with, without versions, and who provides it.
  private static func technologies(of element: ElementID, in model: Model) -> [String] {
    var names: [String] = []
    if let text = model.technologyText(element) {
      // What the catalogue does not know is told apart by its words; a version is a number.
      let words = text.split(separator: " ").filter { $0.first?.isNumber != true }.joined(separator: " ")
      names.append(TechnologyCatalogue.find(text)?.name ?? words)
    }
    if let provider = model.stated(.provider, of: element).flatMap({ model.text($0.value) }) {
      names.append(providerMark + provider)
    }
    return names
  }
}
