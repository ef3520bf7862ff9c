import ArchModel
import ArchSyntax

extension Rule {
  static let missingContract = Rule(
    "API002", "missing-contract", .info, needsWholeProgram: true,
    summary: "Endpoints for callers from outside of which no contract is named.",
    why: "Callers learn by trying what is promised, and what they have found becomes the promise.",
    fix: "Name it: `schema: \"openapi.yaml\"` on the endpoint. The rule leaves one note for all.",
    remedy: "name the contract",
    sources: [
      "OpenAPI Specification, version 3.1",
      "H. Wright, Hyrum's Law, in Software Engineering at Google, 2020",
    ],
    bad: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, endpoint List "GET /v1/shows" {} }
      """,
      """
      import "parts.arch"
      // file: parts.arch
      service Shows {
        auth: oidc, rate-limit: 9/s
        endpoint List "GET /v1/shows" { public }
        endpoint Find "query shows" { public, schema: "shows.graphql" }
        endpoint Show "GET /v1/shows/{id}" { public }
      }
      """,
    ],
    good: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, endpoint List "GET /v1/shows" { schema: "openapi.yaml" } }
      """,
      """
      defaults { service { auth: oidc } }
      service Shows { endpoint List "GET /v1/shows" {} }
      """,
    ],
    check: { context in
      context.facts.exposedEndpoints().compactMap { endpoint in
        guard context.isSound(endpoint), context.model.stated(.schema, of: endpoint) == nil else { return nil }
        return Finding(
          .element(endpoint), "no contract is named for \(Wording.name(endpoint, in: context.model))",
          at: context.model.nameSpan(endpoint), help: "name it: `schema: \"openapi.yaml\"`"
        ).gap("no contract is named for \(Wording.name(endpoint, in: context.model))") {
          "no contract is named for \($0) endpoints"
        }
      }
    })
}
