import ArchModel
import ArchSyntax

extension Rule {
  static let unauthenticatedEntry = Rule(
    "SEC002", "unauthenticated-entry", .error, needsWholeProgram: true,
    summary: "A gateway, program or public endpoint that takes requests from outside without knowing whose they are.",
    why: """
      Without knowing who asks nothing can be allowed, limited or traced: whoever finds the address may do what any user \
      may.
      """,
    fix: """
      State `auth:` on the endpoint, the part that holds it, its zone, an edge part before it, or in `defaults`; or say \
      in `security { authentication: "…" }` how it is done. `auth: none` is meant where an endpoint only reads what harms \
      nobody; else accept it with an `allow`, as for a login.
      """,
    remedy: "authenticate callers",
    sources: [
      "CWE-306: Missing Authentication for Critical Function",
      "OWASP API Security Top 10 2023: API2 Broken Authentication",
    ],
    bad: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { auth: none, rate-limit: 9/s }
      """,
      """
      import "parts.arch"
      gateway Api {
        rate-limit: 9/s, -> Orders { timeout: 1s }
        endpoint Place "POST /v1/orders" { to: Orders, public }
        endpoint Cancel "DELETE /v1/orders/{id}" { to: Orders, public }
      }
      // file: parts.arch
      service Orders {}
      """,
    ],
    good: [
      """
      client Web { -> Api { encrypted: tls } }
      gateway Api { rate-limit: 9/s, endpoint Place "POST /v1/orders" { auth: oidc, public } }
      """,
      """
      defaults { gateway { auth: oidc, rate-limit: 9/s, timeout: 1s } }
      client Web { -> Api { encrypted: tls } }
      gateway Api { -> Orders, endpoint Shows "GET /v1/shows" { auth: none, receives: catalog } }
      service Orders { endpoint Place "POST /v1/orders" { public } }
      """,
    ],
    check: { context in
      UnauthenticatedEntries(context).findings()
    })
}

private struct UnauthenticatedEntries {
  let context: RuleContext
  let model: Model
  let facts: ModelFacts
  private let isSaid: Bool
  private let isGuarded: (ElementID) -> Bool

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    facts = context.facts
    isSaid = facts.isSaidInWords(.authentication)
    isGuarded = facts.guardedParts(by: .auth)
  }

  func findings() -> [Finding] {
    let entries = facts.entries(
      blocks: { facts.stance(.auth, of: $0) == .yes },
      blocksRelation: { Stance(model.stated(.auth, of: $0), in: model) == .yes })
    var open: Set<ElementID> = []
    var findings: [Finding] = []
    for entry in entries where context.isSound(entry.element) {
      guard let finding = finding(entry) else { continue }
      open.insert(entry.element)
      findings.append(finding)
    }
    return findings + endpointFindings(except: open)
  }

  /// A part that takes requests from outside as a whole.
  private func finding(_ entry: Entry) -> Finding? {
    let stance = facts.stance(.auth, of: entry.element)
    let endpoints = facts.endpoints(of: entry.element)
    let labels = entry.relation.map { [Label(model.span($0), "reached from outside")] } ?? []
    if stance == .yes { return nil }
    // Endpoints that say it themselves leave nothing to the part.
    if !endpoints.isEmpty, endpoints.allSatisfy({ isSettled($0) }) { return nil }
    let name = Wording.name(entry.element, in: model)
    let finding = Finding(
      .element(entry.element), "\(name) takes requests from outside without authentication",
      at: model.nameSpan(entry.element), label: stance == .no ? "`auth: none`" : "no `auth` in effect", labels: labels,
      why: "whoever finds the address may do what any user may", help: "state how callers prove who they are: `auth: …`"
    )
    if stance == .no { return finding }
    if isSaid { return nil }
    // What is declared public has to say it; what is merely reached may have left it out.
    if facts.isTrue(.public, of: entry.element) { return finding }
    if endpoints.contains(where: { facts.isTrue(.public, of: $0) && !isSettled($0) }) { return nil }
    return finding.gap("\(name) is reached from outside, and no `auth` is stated") {
      "no `auth` is stated for \($0) parts that are reached from outside"
    }
  }

  /// Whether an endpoint says itself that it authenticates, or reads only what harms nobody.
  private func isSettled(_ endpoint: ElementID) -> Bool {
    switch facts.stance(.auth, ofEndpoint: endpoint) {
    case .yes: true
    case .no: facts.isHarmlessRead(endpoint)
    case .unstated: false
    }
  }

  /// Public endpoints of which nothing is said, and exposed ones that say `none`; one finding for each part.
  private func endpointFindings(except open: Set<ElementID>) -> [Finding] {
    var holders: [ElementID] = []
    var offenders: [ElementID: [ElementID]] = [:]
    for endpoint in facts.exposedEndpoints() where context.isSound(endpoint) {
      let holder = model[endpoint].parent
      if open.contains(holder) || isSettled(endpoint) { continue }
      let stance = facts.stance(.auth, ofEndpoint: endpoint)
      if stance == .unstated {
        var target = holder
        if case .element(let worker) = model.stated(.to, of: endpoint)?.value { target = worker }
        let isCovered = isGuarded(holder) || (holder == .program && isGuarded(target))
        if !facts.isTrue(.public, of: endpoint) || isSaid || isCovered { continue }
      }
      if offenders[holder] == nil { holders.append(holder) }
      offenders[holder, default: []].append(endpoint)
    }
    return holders.compactMap { holder in
      guard let endpoints = offenders[holder], let first = endpoints.first else { return nil }
      let isOne = endpoints.count == 1 || !KindSet.components.contains(model[holder].kind)
      let what =
        isOne ? Wording.name(first, in: model) : "\(endpoints.count) endpoints of \(Wording.name(holder, in: model))"
      let place = isOne ? first : holder
      return Finding(
        .element(place), "\(what) \(isOne ? "takes" : "take") requests from outside without authentication",
        at: model.nameSpan(place), label: isOne ? "no `auth` in effect" : "",
        labels: isOne ? [] : endpoints.prefix(3).map { Label(model.nameSpan($0), "no `auth` in effect") },
        why: "whoever finds the address may do what any user may",
        help: "state how callers prove who they are: `auth: …`")
    }
  }
}
