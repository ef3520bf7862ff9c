import ArchModel
import ArchSyntax

extension Rule {
  static let duplicateEndpoint = Rule(
    "API006", "duplicate-endpoint", .error,
    summary: "Two endpoints of one part that callers cannot tell apart.",
    why: "A request fits both, and which of them answers is decided by chance or by the order of a file.",
    fix: "Delete one, or give them different paths. `/shows/{id}` and `/shows/:name` are one path to a router.",
    remedy: "delete one of them",
    sources: ["OpenAPI Specification, version 3.1: Paths Object (identical templated paths)"],
    bad: [
      """
      service Shows { endpoint Show "GET /v1/shows/{id}" {}, endpoint Find "GET /v1/shows/{name}" {} }
      """,
      """
      import "parts.arch"
      gateway Api {
        auth: oidc, timeout: 1s, -> [Old, New]
        endpoint Buy "POST /v1/orders" { to: Old }
        endpoint Order "POST /v1/orders/" { to: New }
      }
      // file: parts.arch
      service Old {}
      service New {}
      """,
    ],
    good: [
      """
      service Shows { endpoint Show "GET /v1/shows/{id}" {}, endpoint Change "PUT /v1/shows/{id}" {} }
      """,
      """
      import "parts.arch"
      service Shows { endpoint Alive "GET /health" {} }
      // file: parts.arch
      service Orders { endpoint Well "GET /health" {} }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      var known: [String: ElementID] = [:]
      return context.elements(of: [.endpoint]).compactMap { endpoint in
        guard let operation = facts.operation(endpoint) else { return nil }
        var holder = model[endpoint].parent
        if !KindSet.components.contains(model[holder].kind) {
          guard case .element(let target) = model.stated(.to, of: endpoint)?.value else { return nil }
          holder = target
        }
        let key = "\(holder.index) \(operation.key)"
        guard let first = known[key] else {
          known[key] = endpoint
          return nil
        }
        return Finding(
          .element(endpoint),
          "\(Wording.name(endpoint, in: model)) and \(Wording.name(first, in: model)) are the same to callers",
          at: model.nameSpan(endpoint), label: "`\(operation.verb) \(operation.path)`",
          labels: [Label(model.nameSpan(first), "first here")],
          why: "which of them answers is decided by chance", help: "delete one, or give it another path")
      }
    })
}
