import ArchModel
import ArchSyntax

extension Rule {
  static let unsafeGet = Rule(
    "API007", "unsafe-get", .warning,
    summary: "An endpoint that changes something although its verb promises only to read.",
    why: """
      Browsers, caches, crawlers and retries send a GET whenever they like: a link in a mail or a search engine may delete \
      what it leads to.
      """,
    fix: "Use POST, PUT or DELETE for what changes something.",
    remedy: "use another verb",
    sources: [
      "RFC 9110, HTTP Semantics, section 9.2.1: Safe Methods",
      "CWE-650: Trusting HTTP Permission Methods on the Server Side",
    ],
    bad: [
      """
      service Shows { endpoint Drop "GET /v1/shows/{id}/delete" {} }
      """,
      """
      import "parts.arch"
      gateway Api { auth: oidc, timeout: 1s, -> Carts, endpoint Add "GET /v1/carts/{id}" { to: Carts, idempotent: false } }
      // file: parts.arch
      service Carts {}
      """,
    ],
    good: [
      """
      service Shows { endpoint Drop "DELETE /v1/shows/{id}" {}, endpoint List "GET /v1/shows" {} }
      """,
      """
      import "parts.arch"
      gateway Api { auth: oidc, timeout: 1s, -> Carts, endpoint Add "POST /v1/carts/{id}" { to: Carts } }
      // file: parts.arch
      service Carts { endpoint Show "GET /v1/carts/{id}" { idempotent } }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: [.endpoint]).compactMap { endpoint in
        guard let operation = facts.operation(endpoint), operation.isSafe, operation.verb != "subscription" else {
          return nil
        }
        let isDenied = Stance(model.stated(.idempotent, of: endpoint), in: model) == .no
        let action = operation.isHTTP ? operation.segments.first { actions.contains(String($0)) } : nil
        guard isDenied || action != nil else { return nil }
        let reason = action.map { "`\($0)` in its path" } ?? "it is not idempotent"
        return Finding(
          .element(endpoint), "\(Wording.name(endpoint, in: model)) changes something by \(operation.verb)",
          at: model.nameSpan(endpoint), label: reason,
          why: "browsers, caches and crawlers send it whenever they like", help: "use POST, PUT or DELETE")
      }
    })

  /// Segments of paths that order a change, and are the name of nothing.
  private static let actions: Set<String> = [
    "create", "delete", "update", "remove", "insert", "save", "purchase",
  ]
}
