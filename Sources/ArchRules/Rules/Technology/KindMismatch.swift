import ArchModel
import ArchSyntax

extension Rule {
  static let kindMismatch = Rule(
    "TEC003", "kind-mismatch", .warning,
    summary: "A technology that is no such part as it is declared.",
    why:
      "Who reads the drawing expects what the kind promises; figures, rules and the shape on the drawing rest on it.",
    fix: """
      Declare the kind that the technology is, or name the technology that does the work. What programs are written in \
      can be any program; outside systems may be anything.
      """,
    remedy: "correct kind or technology",
    sources: [
      "S. Brown, The C4 Model for Visualising Software Architecture: technology of containers",
      "Azure Architecture Center: Technology choices",
    ],
    bad: [
      "cache Prices { tech: Kafka, ttl: 1h }",
      """
      defaults { database { backup: every 1h } }
      zone Inner { database Orders { tech: React }, service Shop { tech: Java } }
      """,
    ],
    good: [
      """
      cache Prices { tech: Redis, ttl: 1h }
      queue Jobs { tech: PostgreSQL, delivery: at-most-once }
      """,
      """
      defaults { monitor { tech: Go } }
      zone Inner { monitor Watch {}, registry Names { tech: Java }, worker Mailer { tech: Kubernetes } }
      external Bank { tech: Kafka }
      client Till { tech: Swift }
      """,
    ],
    check: { context in
      let model = context.model
      return context.elements(of: KindSet.components).compactMap { element in
        let kind = model[element].kind
        guard let technology = context.facts.technology(element), !technology.kinds.isEmpty,
          !fits(technology, kind), let usual = technology.kinds.compactMap(Kind.init(rawValue:)).first
        else { return nil }
        let text = model.technologyText(element) ?? technology.name
        return Finding(
          .element(element),
          "\(technology.name) is \(Schema.article(usual)), and \(Wording.name(element, in: model)) is declared \(Schema.article(kind))",
          at: model.nameSpan(element),
          labels: model.property(.tech, in: model[element].properties).map {
            [Label(model.span($0), text == technology.name ? "" : technology.name)]
          } ?? [],
          why: "rules and figures take it for \(Schema.article(kind))",
          help: "declare \(Schema.article(usual)), or name the technology that does the work")
      }
    })

  /// Whether a technology can be a part of a kind. What programs are written in, or run on, can be any program.
  private static func fits(_ technology: Technology, _ kind: Kind) -> Bool {
    if technology.fits(kind: kind.rawValue) || kind == .client && technology.kinds.contains("service") { return true }
    let programs: KindSet = KindSet.compute | KindSet.edge | KindSet.platform
    guard programs.contains(kind) else { return false }
    let kinds = technology.kinds.compactMap(Kind.init(rawValue:))
    if KindSet.compute.contains(kind) { return kinds.contains(where: KindSet.compute.contains) }
    return kinds.contains(.service) && kinds.contains(.worker)
  }
}
