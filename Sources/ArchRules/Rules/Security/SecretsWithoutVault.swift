import ArchModel
import ArchSyntax

extension Rule {
  static let secretsWithoutVault = Rule(
    "SEC015", "secrets-without-vault", .info, needsWholeProgram: true,
    summary: "Programs that prove themselves with secrets, and no place that keeps these.",
    why: """
      Secrets that have no place of their own end up in files, images and chats; nobody can say who has them, or change \
      them in a hurry.
      """,
    fix: """
      Declare what keeps them, such as `secrets Keys { tech: Vault }`, or say it in `security { secrets: "…" }`; or do \
      without: `credentials: workload-identity`.
      """,
    remedy: "keep them in a vault",
    sources: [
      "OWASP Cheat Sheet Series: Secrets Management",
      "AWS Well-Architected Framework, Security Pillar: SEC02-BP03 Store and use secrets securely",
      "The Twelve-Factor App: III. Config",
    ],
    bad: [
      """
      service Shop { -> Cards { timeout: 1s, auth: api-key, encrypted: tls } }
      external Cards {}
      """,
      """
      defaults { service { timeout: 1s, credentials: rotated } }
      service Shop { -> [Stock, Prices] }
      service Stock {}
      service Prices {}
      """,
    ],
    good: [
      """
      service Shop { -> Cards { timeout: 1s, auth: api-key, encrypted: tls }, -> Keys { timeout: 1s } }
      external Cards {}
      secrets Keys { tech: Vault }
      """,
      """
      defaults { service { timeout: 1s, credentials: vault } }
      security { secrets: "Sealed secrets of the cluster" }
      service Shop { -> Stock, -> Cards { auth: basic, encrypted: tls, credentials: rotated } }
      service Stock {}
      external Cards {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      guard model.elements(of: .secrets).isEmpty, !facts.isSaidInWords(.secrets) else { return [] }
      let users = context.relations.filter { relation in
        if KindSet.outside.contains(model[model[relation].source].kind) { return false }
        if let stated = facts.value(.credentials, of: relation) {
          return ["static", "rotated"].contains(model.word(stated.value) ?? "")
        }
        let logins = model.stated(.auth, of: relation).map { model.words($0) } ?? []
        return !logins.isEmpty && logins.allSatisfy(sharedSecrets.contains)
      }
      guard let first = users.first else { return [] }
      return [
        Finding(
          .relation(first),
          "\(Wording.count(users.count, "relation")) \(users.count == 1 ? "needs" : "need") a secret, and nothing keeps secrets",
          at: model.span(first), label: "proves itself with a secret",
          labels: users.dropFirst().prefix(3).map { Label(model.span($0), "this too") },
          help: "declare where they are kept: `secrets Keys { tech: … }`")
      ]
    })

  /// Logins that rest on a secret which the caller keeps.
  private static let sharedSecrets: Set<String> = ["basic", "api-key", "password", "signature", "ssh-key"]
}
