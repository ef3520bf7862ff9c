import ArchModel
import ArchSyntax

extension Rule {
  static let exposedDatastore = Rule(
    "SEC001", "exposed-datastore", .error, needsWholeProgram: true,
    summary: "A database or cache that is reached from outside without a program of ours in between.",
    why: """
      Whoever finds its address tries passwords and known faults of the product, and one success is all the data. No \
      program checks who asks for what.
      """,
    fix: """
      Let callers go through a service or gateway. An object store may be read from outside unless it is `public` and \
      holds sensitive data. Operators who come through a `vpn`, and databases that a provider runs for clients and that \
      state their `auth`, are no such case.
      """,
    remedy: "put a service before it",
    sources: [
      "CWE-668: Exposure of Resource to Wrong Sphere",
      "OWASP Top 10:2021 A05 Security Misconfiguration",
      "AWS Well-Architected Framework, Security Pillar: SEC05-BP01 Create network layers",
    ],
    bad: [
      """
      client Desktop { -> Ledger { encrypted: tls } }
      database Ledger { backup: every 1h }
      """,
      """
      import "parts.arch"
      external Partner { -> Balance { encrypted: tls } }
      // file: parts.arch
      zone Inner { trust: private, load-balancer Balance { timeout: 1s, -> Sessions }, cache Sessions { ttl: 1h } }
      """,
    ],
    good: [
      """
      client Desktop { -> Api { encrypted: tls } }
      gateway Api { auth: oidc, rate-limit: 9/s, -> Ledger { timeout: 1s } }
      database Ledger { backup: every 1h }
      """,
      """
      client App { -> [Profiles, Pictures] { encrypted: tls } }
      actor Operator { -> Profiles { usage: operations, vpn } }
      database Profiles { tech: Firestore, auth: oidc, backup: every 1d }
      storage Pictures { tech: S3, public, derived, holds: catalog }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let reached = facts.reachedFromOutside(blocksRelation: { facts.isTrue(.vpn, of: $0) })
      return context.elements(of: KindSet.stores).compactMap { store in
        let isPublic = facts.isTrue(.public, of: store) || facts.trust(of: store) == .public
        let name = Wording.name(store, in: model)
        if model[store].kind == .storage {
          let data = facts.sensitiveData(in: store)
          let hasAuth = facts.stance(.auth, of: store) == .yes
          guard facts.isTrue(.public, of: store), !data.isEmpty, !hasAuth else { return nil }
          return Finding(
            .element(store), "\(name) is public and holds \(Wording.list(data))", at: model.nameSpan(store),
            why: "whoever knows the address reads it",
            help: "drop `public` and hand out signed links, or state its `auth`")
        }
        let relation = reached[store]
        guard relation != nil || isPublic else { return nil }
        // A provider's database with logins of its own is made to be asked by clients.
        if facts.technology(store)?.managed == .yes, facts.stance(.auth, of: store) == .yes { return nil }
        return Finding(
          .element(store), "\(name) is reached from outside", at: model.nameSpan(store),
          label: relation == nil ? "stands in public" : "",
          labels: relation.map { [Label(model.span($0), "no program of ours in between")] } ?? [],
          why: "nothing but its own login stands between the data and everybody",
          help: "let callers go through a service or a gateway")
      }
    })
}
