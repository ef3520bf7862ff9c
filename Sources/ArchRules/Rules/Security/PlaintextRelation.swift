import ArchModel
import ArchSyntax

extension Rule {
  static let plaintextRelation = Rule(
    "SEC003", "plaintext-relation", .error, needsWholeProgram: true,
    summary: "A relation without encryption that carries sensitive data or leaves its zone.",
    why: "Everybody on the way can read what goes over it, and can change it unseen.",
    fix: """
      State `encrypted: tls` or `mtls` on the relation, or on a boundary, mesh or `defaults` for many; `protocol: https` \
      instead of `http`. A relation in a `vpn`, and one inside one program or zone that carries nothing sensitive, is no \
      such case. `http` without a word about encryption is a warning, where it leads to or from outside or carries sensitive \
      data. Where nothing is stated the rule leaves one note for all.
      """,
    remedy: "encrypt it",
    sources: [
      "CWE-319: Cleartext Transmission of Sensitive Information",
      "OWASP Top 10:2021 A02 Cryptographic Failures",
      "AWS Well-Architected Framework, Security Pillar: SEC09-BP02 Enforce encryption in transit",
    ],
    bad: [
      """
      service Shop { -> Ledger { timeout: 1s, encrypted: none } }
      database Ledger { backup: every 1h, holds: payments, encrypted: at-rest }
      """,
      """
      import "parts.arch"
      client Web { -> Api { protocol: http } }
      zone Edge { trust: dmz, gateway Api { auth: oidc, rate-limit: 9/s, -> Shop { timeout: 1s, encrypted: tls } } }
      // file: parts.arch
      zone Inner { trust: private, service Shop { -> Stock { timeout: 1s, protocol: http } }, service Stock {} }
      """,
    ],
    good: [
      """
      service Shop { -> Ledger { timeout: 1s, encrypted: tls } }
      database Ledger { backup: every 1h, holds: payments, encrypted: at-rest }
      """,
      """
      zone Edge {
        trust: dmz
        mesh Linkerd { encrypted: mtls, timeout: 1s }
        gateway Api { -> Shop { protocol: http } }
      }
      service Shop { -> Stock { timeout: 1s, encrypted: none } }
      service Stock {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.relations.compactMap { relation in
        if facts.isTrue(.vpn, of: relation) || facts.isInProcess(relation) { return nil }
        let data = facts.sensitiveData(on: relation)
        let leaves = facts.leavesItsZone(relation)
        guard !data.isEmpty || leaves else { return nil }
        let stated = facts.effective(.encrypted, of: relation)
        let stance = Stance(stated?.property.stated, in: model)
        if stance == .yes { return nil }
        let way = facts.value(.protocol, of: relation).flatMap { model.word($0.value) } ?? ""
        // `http` between two of our own zones may well run in a mesh or tunnel that nobody drew.
        let isOpen = facts.isOutside(model[relation].source) != facts.isOutside(model[relation].target)
        let isPlain = stance == .no || (plainProtocols.contains(way) && (isOpen || !data.isEmpty))
        let what = data.isEmpty ? "leaves its zone" : "carries \(Wording.list(data))"
        let finding = Finding(
          .relation(relation), "\(Wording.ends(relation, in: model)) \(what) without encryption",
          at: model.span(relation),
          label: stance == .no ? "`encrypted: none`" : isPlain ? "`\(way)` is plain text" : "",
          severity: stance == .no ? nil : .warning,
          why: "everybody on the way can read and change it", help: "state `encrypted: tls`",
          fix: fix(relation, stated: stance == .no ? stated?.property : nil, in: model))
        if isPlain { return finding }
        if securedProtocols.contains(way) { return nil }
        return finding.gap("no `encrypted` is stated for \(Wording.ends(relation, in: model)), which \(what)") {
          "no `encrypted` is stated for \($0) relations that leave their zone or carry sensitive data"
        }
      }
    })

  private static let plainProtocols: Set<String> = ["http", "ftp"]
  private static let securedProtocols: Set<String> = [
    "https", "tls", "http3", "quic", "ssh", "sftp", "webrtc",
  ]

  private static func fix(_ relation: RelationID, stated: StatedProperty?, in model: Model) -> Fix? {
    let edit =
      stated.map { Edit(model.span($0), "encrypted: tls") }
      ?? StatementInsertion.edit("encrypted: tls", into: model[relation].node, in: model)
    return edit.map { Fix("write `encrypted: tls`", safety: .needsReview, edits: [$0]) }
  }
}
