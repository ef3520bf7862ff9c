import ArchModel
import ArchSyntax

extension Rule {
  static let staticCredentials = Rule(
    "SEC009", "static-credentials", .warning,
    summary: "A caller that proves itself with a secret that never changes.",
    why: """
      It lies in files, variables and histories of many machines, and whoever has ever seen it can use it until somebody \
      notices.
      """,
    fix: """
      Let the platform vouch for the caller, `credentials: workload-identity`, or keep them in a `vault`, or have them \
      `rotated`.
      """,
    remedy: "rotate or replace them",
    sources: [
      "CWE-798: Use of Hard-coded Credentials",
      "AWS Well-Architected Framework, Security Pillar: SEC02-BP02 Use temporary credentials",
      "OWASP Cheat Sheet Series: Secrets Management",
    ],
    bad: [
      """
      service Shop { -> Ledger { timeout: 1s, credentials: static } }
      database Ledger { backup: every 1h }
      """,
      """
      defaults { service { timeout: 1s, credentials: static } }
      service Shop { -> [Stock, Prices] }
      service Stock { -> Prices }
      service Prices {}
      """,
    ],
    good: [
      """
      service Shop { -> Ledger { timeout: 1s, credentials: rotated } }
      database Ledger { backup: every 1h }
      """,
      """
      defaults { service { timeout: 1s, credentials: static } }
      service Shop { credentials: workload-identity, -> [Stock, Prices] }
      service Stock {}
      service Prices {}
      """,
    ],
    check: { context in
      let model = context.model
      let causes = context.facts.causes(of: .credentials, on: context.relations) { _, stated in
        model.word(stated.value) == "static"
      }
      return causes.map { cause in
        let span = model.span(cause.property)
        let what =
          cause.relations.count == 1
          ? Wording.ends(cause.relations[0], in: model) + " proves itself"
          : "the callers of \(cause.relations.count) relations prove themselves"
        return Finding(
          cause.subject, "\(what) with a secret that never changes", at: cause.place,
          labels: cause.place == span ? [] : [Label(span, "stated here")],
          why: "whoever has ever seen it can use it until somebody notices",
          help: "use `workload-identity`, a `vault`, or have it `rotated`")
      }
    })
}
