import ArchModel
import ArchSyntax

extension Rule {
  static let personalDataEgress = Rule(
    "SEC012", "pii-egress", .warning, needsWholeProgram: true,
    summary: "Data about people that goes to a system of others.",
    why: """
      What has left cannot be called back, corrected or deleted by us; the law asks for a purpose and a contract for each \
      such recipient.
      """,
    fix: """
      Send less, or a pseudonym. Where a contract covers it, say so on the recipient: `may-hold: [pii]`; from then on \
      SEC016 judges what else goes there.
      """,
    remedy: "send less, or say that it may",
    sources: [
      "Regulation (EU) 2016/679 (GDPR), Articles 28 and 44",
      "CWE-359: Exposure of Private Personal Information to an Unauthorized Actor",
    ],
    bad: [
      """
      service Shop { -> Mails { timeout: 1s, encrypted: tls, sends: [pii, orders] } }
      external Mails {}
      """,
      """
      asset Chart "Patient chart" { class: health }
      defaults { service { auth: oidc, rate-limit: 9/s, encrypted: tls } }
      external Insurer { -> Files { encrypted: tls, receives: Chart } }
      service Files {}
      """,
    ],
    good: [
      """
      service Shop { -> Mails { timeout: 1s, encrypted: tls, sends: [pii, orders] } }
      external Mails { may-hold: [pii, orders] }
      """,
      """
      asset Chart "Patient chart" { class: health }
      zone Clinic { may-hold: [health], trust: private, external Insurer { -> Files { encrypted: tls, receives: Chart } } }
      service Files { auth: oidc, rate-limit: 9/s }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.relations.compactMap { relation in
        let data = model[relation]
        let isSource = model[data.source].kind == .external
        let isTarget = model[data.target].kind == .external
        guard isSource != isTarget else { return nil }
        let recipient = isTarget ? data.target : data.source
        guard facts.effective(.mayHold, of: recipient) == nil else { return nil }
        let classes = (isTarget ? facts.sent(by: relation) : facts.received(by: relation))
          .filter(ModelFacts.personalClasses.contains)
        guard !classes.isEmpty else { return nil }
        return Finding(
          .relation(relation),
          "\(Wording.list(classes)) \(classes.count == 1 ? "leaves" : "leave") for \(Wording.name(recipient, in: model))",
          at: model.span(relation), labels: [Label(model.nameSpan(recipient), "a system of others")],
          why: "what has left cannot be called back, corrected or deleted",
          help: "send less, or state `may-hold: [\(classes.joined(separator: ", "))]` where a contract covers it")
      }
    })
}
