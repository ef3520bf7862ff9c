import ArchModel
import ArchSyntax

extension Rule {
  static let missingWAF = Rule(
    "SEC010", "missing-waf", .info, needsWholeProgram: true,
    summary: "Entries from outside before which nothing filters attacks.",
    why: "Known attacks and floods reach the programs themselves, which have to be patched before the first of them.",
    fix: """
      Put a `waf` on the way, or state `waf` on the gateway, load balancer or CDN that filters. The rule leaves one note \
      for all entries of a kind.
      """,
    remedy: "filter attacks",
    sources: [
      "AWS Well-Architected Framework, Security Pillar: SEC05-BP03 Implement inspection-based protection",
      "OWASP: Web Application Firewall",
    ],
    bad: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, waf: false }
      """,
      """
      defaults { service { auth: oidc, rate-limit: 9/s } }
      client Web { -> Balance { encrypted: tls } }
      load-balancer Balance { timeout: 1s, -> [Shop, Pages] }
      service Shop {}
      service Pages {}
      """,
    ],
    good: [
      """
      client Web { -> Shield { encrypted: tls } }
      waf Shield { timeout: 1s, -> Api }
      gateway Api { auth: oidc, rate-limit: 9/s }
      """,
      """
      defaults { service { auth: oidc, rate-limit: 9/s } }
      client Web { -> Static { encrypted: tls } }
      cdn Static { waf, timeout: 1s, -> [Shop, Pages] }
      service Shop {}
      service Pages {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let entries = facts.entries(
        blocks: { model[$0].kind == .waf || facts.stance(.waf, of: $0) == .yes },
        blocksRelation: { facts.isTrue(.vpn, of: $0) })
      return entries.compactMap { entry in
        let element = entry.element
        let stance = facts.stance(.waf, of: element)
        guard context.isSound(element), stance != .yes else { return nil }
        // It filters requests of the Web; what talks otherwise passes by.
        let way = entry.relation.flatMap { facts.value(.protocol, of: $0) }.flatMap { model.word($0.value) }
        if let way, !webProtocols.contains(way) { return nil }
        let finding = Finding(
          .element(element), "nothing filters attacks on \(Wording.name(element, in: model))",
          at: model.nameSpan(element), label: "no `waf` on the way",
          help: "put a `waf` before it, or state `waf` on what filters"
        )
        return stance == .no
          ? finding
          : finding.gap("no `waf` is stated before \(Wording.name(element, in: model))") {
            "no `waf` is stated before \($0) entries"
          }
      }
    })

  private static let webProtocols: Set<String> = [
    "http", "https", "http2", "http3", "rest", "graphql", "soap", "websocket", "sse", "webhook", "grpc",
  ]
}
