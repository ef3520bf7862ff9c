import ArchModel
import ArchSyntax

extension Rule {
  static let unversionedContract = Rule(
    "API001", "unversioned-contract", .warning, needsWholeProgram: true,
    summary: "Endpoints for callers from outside whose paths bear no version.",
    why: """
      Callers that we do not deploy cannot change on the same day as we do. Without a version every change has to fit all \
      callers for ever, or breaks some.
      """,
    fix: """
      Put the version into the path, `GET /v1/shows`, or state `version:` where a header carries it. Paths that every \
      server has (`/health`, `/metrics`, `/.well-known/…`) need none.
      """,
    remedy: "version the contract",
    sources: [
      "Microsoft Azure Architecture Center: Best practices for RESTful web API design, versioning",
      "Google AIP-185: API Versioning",
    ],
    bad: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, endpoint List "GET /shows" {} }
      """,
      """
      import "parts.arch"
      client Web { -> Api { encrypted: tls } }
      // file: parts.arch
      gateway Api {
        auth: oidc, rate-limit: 9/s, timeout: 1s, -> Shows
        endpoint List "GET /shows" { to: Shows }
        endpoint Buy "POST /orders" { to: Shows }
      }
      service Shows {}
      """,
    ],
    good: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, endpoint List "GET /v1/shows" {}, endpoint Alive "GET /health" {} }
      """,
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, timeout: 1s, -> Shows, endpoint Ask "query shows" {} }
      service Shows { endpoint List "GET /shows" {}, endpoint Buy "POST /orders" { version: v2 } }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      var holders: [ElementID] = []
      var bare: [ElementID: [ElementID]] = [:]
      for endpoint in facts.exposedEndpoints() where context.isSound(endpoint) {
        guard let operation = facts.operation(endpoint), operation.isHTTP,
          model.stated(.version, of: endpoint) == nil, !operation.segments.contains(where: isVersion),
          !(operation.segments.first.map { common.contains(String($0)) } ?? false)
        else { continue }
        let holder = model[endpoint].parent
        if bare[holder] == nil { holders.append(holder) }
        bare[holder, default: []].append(endpoint)
      }
      return holders.compactMap { holder in
        guard let endpoints = bare[holder], let first = endpoints.first else { return nil }
        let isOne = endpoints.count == 1
        let what = isOne ? Wording.name(first, in: model) : Wording.count(endpoints.count, "endpoint")
        let owner = KindSet.components.contains(model[holder].kind) ? " of \(Wording.name(holder, in: model))" : ""
        return Finding(
          .element(first), "\(what)\(owner) \(isOne ? "has" : "have") no version", at: model.nameSpan(first),
          labels: endpoints.dropFirst().prefix(3).map { Label(model.nameSpan($0), "no version either") },
          why: "callers that we do not deploy break on every change",
          help: "put it into the path (`/v1/…`), or state `version:`")
      }
    })

  /// What every server has under an agreed name.
  private static let common: Set<String> = [
    ".well-known", "health", "healthz", "livez", "readyz", "metrics", "status", "ping", "robots.txt", "favicon.ico",
  ]

  /// `v1`, `v2.1`, `2026-11-01`.
  private static func isVersion(_ segment: Substring) -> Bool {
    let digits = segment.first == "v" || segment.first == "V" ? segment.dropFirst() : segment
    return !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 45 }
      && (digits.count != segment.count || digits.contains("-")) && (digits.utf8.first.map { $0 >= 48 } ?? false)
  }
}
