import ArchModel
import ArchSyntax

extension Rule {
  static let missingAuthorization = Rule(
    "SEC008", "missing-authorization", .warning, needsWholeProgram: true,
    summary: "An entry, or a call to sensitive data, for which it is not decided who may do what.",
    why: """
      Who is known may still not do everything: without a decision each user reads and changes what belongs to all others.
      """,
    fix: """
      State `authorization:` on the endpoint, the part, its boundary or the relation, such as `rbac`, `end-user` or in \
      words; or say it in `security { authorization: "…" }`. Where nothing is stated the rule leaves one note for all.
      """,
    remedy: "decide who may do what",
    sources: [
      "CWE-862: Missing Authorization",
      "OWASP API Security Top 10 2023: API1 Broken Object Level Authorization",
      "OWASP Top 10:2021 A01 Broken Access Control",
    ],
    bad: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, authorization: none, rate-limit: 9/s }
      """,
      """
      zone Inner {
        service Shop { timeout: 1s, authorization: none, -> Files { encrypted: tls } }
        database Files { holds: health, encrypted: at-rest, backup: every 1h }
      }
      """,
    ],
    good: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, authorization: "Roles, per tenant", rate-limit: 9/s }
      """,
      """
      security { authorization: "RBAC at the gateway" }
      client Web { -> Api { encrypted: tls } }
      gateway Api {
        auth: oidc, rate-limit: 9/s
        endpoint List "GET /v1/shows" { auth: none, authorization: none, receives: catalog }
      }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let isSaid = facts.isSaidInWords(.authorization)
      var findings: [Finding] = []
      for entry in facts.entries() where context.isSound(entry.element) {
        let stance = facts.stance(.authorization, of: entry.element)
        let endpoints = facts.endpoints(of: entry.element)
        if stance == .yes || (stance == .unstated && isSaid) { continue }
        if !endpoints.isEmpty, endpoints.allSatisfy({ isSettled($0, in: facts) }) { continue }
        if stance == .unstated, facts.stance(.auth, of: entry.element) != .yes { continue }
        let finding = finding(.element(entry.element), at: model.nameSpan(entry.element), entry.element, in: model)
        findings.append(
          stance == .no
            ? finding
            : finding.gap("no `authorization` is stated for \(Wording.name(entry.element, in: model))") {
              "no `authorization` is stated for \($0) parts that are reached from outside"
            })
      }
      for endpoint in facts.exposedEndpoints() where context.isSound(endpoint) {
        guard Stance(model.stated(.authorization, of: endpoint), in: model) == .no, !facts.isHarmlessRead(endpoint)
        else { continue }
        findings.append(finding(.element(endpoint), at: model.nameSpan(endpoint), endpoint, in: model))
      }
      for relation in context.relations {
        let target = model[relation].target
        let data = facts.sensitiveData(in: target)
        guard !data.isEmpty, facts.stance(.authorization, of: relation) == .no, !facts.isInProcess(relation)
        else { continue }
        findings.append(
          Finding(
            .relation(relation),
            "\(Wording.ends(relation, in: model)) may do anything with \(Wording.list(data))",
            at: model.span(relation), label: "`authorization: none`",
            why: "a fault or an intruder in the caller reaches all of it",
            help: "let the callee decide, for the user (`end-user`) or the program (`technical-user`)"))
      }
      return findings
    })

  private static func isSettled(_ endpoint: ElementID, in facts: ModelFacts) -> Bool {
    facts.stance(.authorization, ofEndpoint: endpoint) == .yes || facts.isHarmlessRead(endpoint)
  }

  private static func finding(_ subject: Subject, at span: Span, _ element: ElementID, in model: Model) -> Finding {
    Finding(
      subject, "nothing decides what callers of \(Wording.name(element, in: model)) may do", at: span,
      why: "who is known reads and changes what belongs to all others",
      help: "state `authorization:`, such as `rbac` or `\"Roles, per tenant\"`")
  }
}
