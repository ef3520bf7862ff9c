import ArchModel
import ArchSyntax

extension Rule {
  static let trustBoundaryCrossedUnprotected = Rule(
    "SEC011", "trust-boundary-crossed-unprotected", .warning, needsWholeProgram: true,
    summary: "A call into a zone of higher trust that does not prove who makes it.",
    why: """
      The inner zone is only as safe as its border: whoever takes over one part outside of it walks in as if at home.
      """,
    fix: """
      State `auth:` on the relation or on the part that is called (`mtls`, `jwt`), or encrypt with `mtls`. Calls from \
      outside are judged by SEC002. Where nothing is stated the rule leaves one note for all.
      """,
    remedy: "authenticate the call",
    sources: [
      "NIST SP 800-207, Zero Trust Architecture, 2020",
      "A. Shostack, Threat Modeling, 2014: trust boundaries",
    ],
    bad: [
      """
      zone Edge { trust: dmz, gateway Api { timeout: 1s, -> Orders { auth: none, encrypted: tls } } }
      zone Inner { trust: private, service Orders {} }
      """,
      """
      defaults { gateway { timeout: 1s, encrypted: tls } }
      zone Edge { trust: dmz, gateway Api { -> [Orders, Stock] } }
      zone Inner { trust: private, service Orders {}, zone Deep { trust: restricted, service Stock {} } }
      """,
    ],
    good: [
      """
      zone Edge { trust: dmz, gateway Api { timeout: 1s, -> Orders { encrypted: mtls } } }
      zone Inner { trust: private, service Orders {} }
      """,
      """
      zone Edge { trust: dmz, gateway Api { timeout: 1s, -> Orders { encrypted: tls } } }
      zone Inner { trust: private, auth: jwt, service Orders { timeout: 1s, -> Stock }, service Stock {} }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.relations.compactMap { relation in
        let data = model[relation]
        guard data.arrow != .replication, !facts.isOutside(data.source), let from = facts.trust(of: data.source),
          let into = facts.trust(of: data.target), from < into, !facts.isInProcess(relation)
        else { return nil }
        // What a queue hands out goes to the consumer that has logged in to it.
        if KindSet.messaging.contains(model[data.source].kind) { return nil }
        let proofs = [
          facts.stance(.auth, of: relation), facts.stance(.auth, of: data.target),
          facts.value(.encrypted, of: relation).flatMap { model.word($0.value) } == "mtls" ? .yes : .unstated,
          facts.stance(.credentials, of: relation),
        ]
        if Stance(model.stated(.auth, of: relation), in: model) != .no, proofs.contains(.yes) { return nil }
        let finding = Finding(
          .relation(relation),
          "\(Wording.ends(relation, in: model)) enters a \(into.rawValue) zone without authentication",
          at: model.span(relation), label: "from \(from.rawValue) to \(into.rawValue)",
          why: "whoever takes over \(Wording.name(data.source, in: model)) walks in as if at home",
          help: "state `auth: mtls`, or what the callee asks for")
        if proofs.contains(.no) { return finding }
        return finding.gap(
          "no `auth` is stated for \(Wording.ends(relation, in: model)), which enters a \(into.rawValue) zone"
        ) { "no `auth` is stated for \($0) relations into zones of higher trust" }
      }
    })
}
