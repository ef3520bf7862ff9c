import ArchModel
import ArchSyntax

extension Rule {
  static let unthrottledIngress = Rule(
    "REL018", "unthrottled-ingress", .warning, isDefault: true, needsWholeProgram: true,
    summary: "A gateway or program that is reached from outside and holds no caller to a rate.",
    why: """
      One caller with a fault in its loop, or with bad intent, takes all the capacity there is, and everybody else finds \
      the system down.
      """,
    fix: """
      State `rate-limit: 200/s` on the part, on the edge part or relation before it, on all its endpoints or in \
      `defaults`; or say in `security { rate-limiting: "…" }` how it is done. \
      Who comes through a `vpn` is known.
      """,
    remedy: "limit the rate",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL05-BP02 Throttle requests",
      "Site Reliability Engineering, 2016, chapter 21: Handling Overload",
      "Azure Architecture Center: Throttling pattern",
    ],
    bad: [
      """
      client Web { -> Api }
      gateway Api { auth: jwt }
      """,
      """
      import "parts.arch"
      client Web { -> Balance }
      gateway Api { auth: jwt, rate-limit: 100/s }
      // file: parts.arch
      load-balancer Balance { timeout: 1s, -> Shop }
      service Shop { auth: jwt }
      """,
    ],
    good: [
      """
      client Web { -> Api }
      gateway Api { auth: jwt, rate-limit: 100/s, -> Shop { timeout: 1s } }
      service Shop {}
      """,
      """
      defaults { gateway { rate-limit: 100/s } }
      client Web { -> [Api, Shield, Shop] }
      gateway Api { auth: jwt }
      waf Shield { rate-limit: 2k per 5min, timeout: 1s, -> Pages }
      service Pages { auth: session }
      service Shop { auth: jwt, endpoint List "GET /v1/shows" { rate-limit: 9/s } }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let isSaid = facts.isSaidInWords(.rateLimiting)
      let entries = facts.entries(
        blocks: { facts.stance(.rateLimit, of: $0) == .yes },
        blocksRelation: {
          Stance(model.stated(.rateLimit, of: $0), in: model) == .yes || facts.isTrue(.vpn, of: $0)
        })
      return entries.compactMap { entry in
        guard context.isSound(entry.element) else { return nil }
        let stance = facts.stance(.rateLimit, of: entry.element)
        if stance == .yes || (stance == .unstated && isSaid) { return nil }
        let endpoints = facts.endpoints(of: entry.element)
        if !endpoints.isEmpty, endpoints.allSatisfy({ facts.stance(.rateLimit, ofEndpoint: $0) == .yes }) { return nil }
        return Finding(
          .element(entry.element), "\(Wording.name(entry.element, in: model)) holds no caller to a rate",
          at: model.nameSpan(entry.element),
          labels: entry.relation.map { [Label(model.span($0), "reached from outside")] } ?? [],
          why: "one caller can take all the capacity there is",
          help: "state `rate-limit:` on it, or on what stands before it")
      }
    })
}
