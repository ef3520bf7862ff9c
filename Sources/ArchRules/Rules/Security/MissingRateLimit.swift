import ArchModel
import ArchSyntax

extension Rule {
  static let missingRateLimit = Rule(
    "SEC006", "missing-rate-limit", .warning, isDefault: true, needsWholeProgram: true,
    summary: "A public endpoint that holds no caller to a rate.",
    why: """
      Passwords can be tried by the million, data fetched page by page and costs driven up, all with requests that are \
      allowed one by one.
      """,
    fix: """
      State `rate-limit: 30/min` on the endpoint, on the gateway or service that holds it, on what stands before it, or \
      in `defaults`; or say in `security { rate-limiting: "…" }` how it is done.
      """,
    remedy: "limit the rate",
    sources: [
      "CWE-770: Allocation of Resources Without Limits or Throttling",
      "OWASP API Security Top 10 2023: API4 Unrestricted Resource Consumption",
    ],
    bad: [
      """
      gateway Api { auth: oidc, endpoint Buy "POST /v1/orders" { public } }
      """,
      """
      import "parts.arch"
      client Web { -> Api { encrypted: tls } }
      defaults { service { auth: oidc, timeout: 1s } }
      gateway Api { auth: oidc, -> Orders { timeout: 1s } }
      // file: parts.arch
      service Orders {
        endpoint Buy "POST /v1/orders" { public }
        endpoint List "GET /v1/orders" { public, rate-limit: none }
      }
      """,
    ],
    good: [
      """
      gateway Api { auth: oidc, rate-limit: 100/s, endpoint Buy "POST /v1/orders" { public } }
      """,
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 100/s, -> Orders { timeout: 1s } }
      service Orders { endpoint Buy "POST /v1/orders" { public } }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let isSaid = facts.isSaidInWords(.rateLimiting)
      let isGuarded = facts.guardedParts(by: .rateLimit)
      var holders: [ElementID] = []
      var open: [ElementID: [ElementID]] = [:]
      for endpoint in context.elements(of: [.endpoint]) where facts.isTrue(.public, of: endpoint) {
        let stance = facts.stance(.rateLimit, ofEndpoint: endpoint)
        let holder = model[endpoint].parent
        if stance == .yes || (stance == .unstated && (isSaid || isGuarded(holder))) { continue }
        if open[holder] == nil { holders.append(holder) }
        open[holder, default: []].append(endpoint)
      }
      return holders.compactMap { holder in
        guard let endpoints = open[holder], let first = endpoints.first else { return nil }
        let isOne = endpoints.count == 1 || !KindSet.components.contains(model[holder].kind)
        let what =
          isOne
          ? Wording.name(first, in: model) : "\(endpoints.count) public endpoints of \(Wording.name(holder, in: model))"
        let targets = endpoints.compactMap { endpoint -> ElementID? in
          if case .element(let target) = model.stated(.to, of: endpoint)?.value { return target }
          return nil
        }
        let place = isOne ? first : holder
        return Finding(
          .element(place), "\(what) \(isOne ? "holds" : "hold") no caller to a rate", at: model.nameSpan(place),
          label: isOne ? "no `rate-limit` in effect" : "",
          labels: isOne ? [] : endpoints.prefix(3).map { Label(model.nameSpan($0), "no `rate-limit` in effect") },
          why: "passwords can be tried and data fetched by the million",
          help: "state `rate-limit: …` on \(isOne ? "it" : "them") or on what holds \(isOne ? "it" : "them")"
        ).caused(by: (endpoints + [holder] + targets).map { .element($0) })
      }
    })
}
