import ArchModel
import ArchSyntax

extension Rule {
  static let providerMismatch = Rule(
    "TEC002", "provider-mismatch", .warning,
    summary: "A technology that the stated provider does not offer.",
    why:
      "Either it runs elsewhere, with another bill, another login and a way over the Internet, or it is not what will be built.",
    fix: """
      Choose what the provider offers; or state `provider` on the part, or on a boundary around it, if it is meant to run \
      elsewhere. What outside systems use is theirs, and name service, CDN and filters stand before any provider.
      """,
    remedy: "name provider or technology anew",
    sources: [
      "AWS Well-Architected Framework, Cost Optimization Pillar: COST08 Plan for data transfer",
      "Azure Architecture Center: AWS to Azure services comparison",
    ],
    bad: [
      """
      system Shop { provider: gcp }
      queue Mails { tech: SQS }
      """,
      """
      defaults { function { provider: azure } }
      zone Inner {
        provider: on-premises
        database Words { tech: DynamoDB, backup: every 1h }
        function Resize { tech: Azure Functions }
      }
      """,
    ],
    good: [
      """
      system Shop { provider: aws }
      queue Mails { tech: SQS }
      database Ledger { tech: PostgreSQL, backup: every 1h }
      cdn Pages { tech: Cloudflare }
      """,
      """
      system Shop { provider: gcp }
      zone Abroad { provider: aws, queue Mails { tech: SQS } }
      external Pictures { tech: Amazon S3 }
      queue Ours { tech: "Our own queue" }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let subjects =
        KindSet.compute | KindSet.stores | KindSet.messaging | KindSet.platform | [.gateway, .loadBalancer]
      let ofSystem = model.system.flatMap { system in model.property(.provider, in: model[system].properties) }
      var order: [NodeRef] = []
      var found: [NodeRef: (property: StatedProperty, parts: [ElementID])] = [:]
      for element in context.elements(of: subjects) {
        guard let technology = facts.technology(element), !technology.providers.isEmpty,
          let property = facts.effective(.provider, of: element)?.property ?? ofSystem,
          let provider = model.word(property.stated.value), !technology.runs(on: provider)
        else { continue }
        if found[property.node] == nil { order.append(property.node) }
        found[property.node, default: (property, [])].parts.append(element)
      }
      return order.compactMap { node in
        guard let (property, parts) = found[node], let first = parts.first,
          let technology = facts.technology(first), let provider = model.word(property.stated.value)
        else { return nil }
        let others = parts.dropFirst()
        let rest =
          others.isEmpty
          ? "" : ", nor what \(Wording.names(Array(others), in: model)) \(others.count == 1 ? "is" : "are") made of"
        return Finding(
          .element(first),
          "\(provider) does not offer \(technology.name), the technology of \(Wording.name(first, in: model))\(rest)",
          at: model.nameSpan(first), label: technology.name,
          labels: [Label(model.span(property), "runs here")]
            + others.prefix(3).map { Label(model.nameSpan($0), facts.technology($0)?.name ?? "") },
          note: "\(technology.name) is offered by \(Wording.list(technology.providers.map(name(of:))))",
          help: "choose what \(provider) offers, or state `provider` on the part"
        ).caused(by: others.map { .element($0) })
      }
    })

  private static func name(of provider: String) -> String {
    TechnologyCatalogue.providers.first { $0.word == provider }?.meaning ?? provider
  }
}
