import ArchModel
import ArchSyntax

extension Rule {
  static let missingInputValidation = Rule(
    "SEC007", "missing-input-validation", .warning, needsWholeProgram: true,
    summary: "Input from outside, or in a format that is risky to read, that nobody checks.",
    why: """
      Input that nobody checks reaches the query, the page or the parser that it was made for. Most of what attackers do \
      begins so.
      """,
    fix: """
      Check it where it comes in, and state `validates` on the endpoint or on the part that holds it; or say in \
      `security { input-validation: "…" }` where it is done. Where nothing is stated the rule leaves one note for all.
      """,
    remedy: "check the input",
    sources: [
      "CWE-20: Improper Input Validation", "CWE-502: Deserialization of Untrusted Data",
      "CWE-611: Improper Restriction of XML External Entity Reference",
      "OWASP Proactive Controls 2018: C5 Validate All Inputs",
    ],
    bad: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, endpoint Buy "POST /v1/orders" { validates: false } }
      """,
      """
      defaults { gateway { auth: oidc, rate-limit: 9/s } }
      client Web { -> Api { encrypted: tls } }
      gateway Api { endpoint Buy "POST /v1/orders" {}, endpoint Change "PUT /v1/orders/{id}" {} }
      """,
    ],
    good: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, endpoint Buy "POST /v1/orders" { validates } }
      """,
      """
      security { input-validation: "Schemas at the gateway" }
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, endpoint Buy "POST /v1/orders" {}, endpoint List "GET /v1/orders" {} }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let isSaid = facts.isSaidInWords(.inputValidation)
      let endpoints = facts.exposedEndpoints().compactMap { endpoint -> Finding? in
        guard context.isSound(endpoint), let operation = facts.operation(endpoint), !operation.isSafe,
          !["DELETE", "event"].contains(operation.verb)
        else { return nil }
        let stance = facts.stance(.validates, ofEndpoint: endpoint)
        if stance == .yes || (stance == .unstated && isSaid) { return nil }
        let finding = Finding(
          .element(endpoint), "\(Wording.name(endpoint, in: model)) takes input from outside that nobody checks",
          at: model.nameSpan(endpoint), label: stance == .no ? "" : "`validates` is not stated",
          why: "it reaches the query, the page or the parser that it was made for",
          help: "check it here, and state `validates`")
        return stance == .no
          ? finding
          : finding.gap("`validates` is not stated for \(Wording.name(endpoint, in: model))") {
            "`validates` is not stated for \($0) endpoints that take input"
          }
      }
      return endpoints + riskyInput(context, isSaid: isSaid)
    })

  /// Formats whose readers can be made to run code, to read files or to use up memory.
  private static let riskyFormats: Set<String> = ["serialized", "xml", "file"]

  private static func riskyInput(_ context: RuleContext, isSaid: Bool) -> [Finding] {
    let model = context.model
    let facts = context.facts
    return context.elements(of: KindSet.compute | [.gateway]).compactMap { element in
      let formats = model.stated(.accepts, of: element).map { model.words($0).filter(riskyFormats.contains) } ?? []
      let stance = facts.stance(.validates, of: element)
      guard !formats.isEmpty, stance == .no || (stance == .unstated && !isSaid) else { return nil }
      let name = Wording.name(element, in: model)
      let finding = Finding(
        .element(element), "\(name) takes \(Wording.list(formats)) that nobody checks", at: model.nameSpan(element),
        why: "readers of such formats can be made to run code, read files or use up memory",
        help: "check it before it is read, and state `validates`")
      return stance == .no
        ? finding
        : finding.gap("`validates` is not stated for \(name), which takes \(Wording.list(formats))") {
          "`validates` is not stated for \($0) parts that take serialized, xml or file input"
        }
    }
  }
}
