import ArchModel
import ArchSyntax

extension Rule {
  static let mixedTrustBoundary = Rule(
    "SEC014", "mixed-trust-boundary", .warning, needsWholeProgram: true,
    summary: "A zone or cluster in which what is reached from outside stands beside stores of sensitive data.",
    why: """
      The part that is attacked first and the data that is wanted most have no border between them: who takes over the \
      one is beside the other.
      """,
    fix: """
      Move the stores to a zone of their own, or the entry to a `dmz`; or state `segmented` where the parts of the zone \
      cannot reach one another freely.
      """,
    remedy: "put a border between them",
    sources: [
      "AWS Well-Architected Framework, Security Pillar: SEC05-BP01 Create network layers",
      "CWE-653: Improper Isolation or Compartmentalization",
    ],
    bad: [
      """
      client Web { -> Shop { encrypted: tls } }
      zone Inner {
        trust: private
        service Shop { auth: oidc, rate-limit: 9/s, -> Ledger { timeout: 1s, encrypted: tls } }
        database Ledger { holds: payments, encrypted: at-rest, backup: every 1h }
      }
      """,
      """
      import "parts.arch"
      cluster Nodes { tech: Kubernetes }
      // file: parts.arch
      zone Edge { trust: dmz, service Pages { on: Nodes } }
      zone Core { trust: restricted, service Vault { on: Nodes } }
      """,
    ],
    good: [
      """
      client Web { -> Api { encrypted: tls } }
      zone Edge { trust: dmz, gateway Api { auth: oidc, rate-limit: 9/s, timeout: 1s, encrypted: tls, -> Shop } }
      zone Inner {
        trust: private
        service Shop { -> Ledger { timeout: 1s, encrypted: tls } }
        database Ledger { holds: payments, encrypted: at-rest, backup: every 1h }
      }
      """,
      """
      client Web { -> Shop { encrypted: tls } }
      defaults { database { encrypted: at-rest, backup: every 1h } }
      zone Inner {
        segmented, trust: private
        service Shop { auth: oidc, rate-limit: 9/s, -> Ledger { timeout: 1s, encrypted: tls } }
        database Ledger { holds: payments }
      }
      """,
    ],
    check: { context in zones(context) + clusters(context) })

  private static func zones(_ context: RuleContext) -> [Finding] {
    let model = context.model
    let facts = context.facts
    var entryOf: [ElementID: RelationID] = [:]
    for relation in context.relations where facts.isOutside(model[relation].source) && !facts.isTrue(.vpn, of: relation)
    {
      let target = model[relation].target
      guard ModelFacts.entryKinds.contains(model[target].kind), let zone = facts.zone(of: target) else { continue }
      if entryOf[zone] == nil { entryOf[zone] = relation }
    }
    guard !entryOf.isEmpty else { return [] }
    var storeOf: [ElementID: ElementID] = [:]
    for store in context.elements(of: [.database, .storage]) {
      guard let zone = facts.zone(of: store), entryOf[zone] != nil, storeOf[zone] == nil,
        !facts.sensitiveData(in: store).isEmpty
      else { continue }
      storeOf[zone] = store
    }
    return context.elements(of: [.zone]).compactMap { zone in
      guard let relation = entryOf[zone], let store = storeOf[zone], !facts.isTrue(.segmented, of: zone) else {
        return nil
      }
      let entry = model[relation].target
      let data = Wording.list(facts.sensitiveData(in: store))
      return Finding(
        .element(zone),
        "an entry from outside stands beside \(data) in \(Wording.name(zone, in: model))",
        at: model.nameSpan(zone),
        labels: [
          Label(model.nameSpan(entry), "reached from outside"), Label(model.nameSpan(store), "holds sensitive data"),
        ],
        why: "who takes over \(Wording.name(entry, in: model)) stands beside \(Wording.name(store, in: model))",
        help: "give the store a zone of its own, or state `segmented`")
    }
  }

  /// Hosts that parts of far different trust share.
  private static func clusters(_ context: RuleContext) -> [Finding] {
    let model = context.model
    let facts = context.facts
    var hosts: [ElementID] = []
    var guests: [ElementID: (low: ElementID, high: ElementID)] = [:]
    for component in context.elements(of: KindSet.components) {
      guard let stated = model.stated(.on, of: component), case .element(let host) = stated.value,
        model[host].kind == .cluster, let trust = facts.trust(of: component)
      else { continue }
      guard let known = guests[host] else {
        hosts.append(host)
        guests[host] = (component, component)
        continue
      }
      if let low = facts.trust(of: known.low), trust < low { guests[host]?.low = component }
      if let high = facts.trust(of: known.high), high < trust { guests[host]?.high = component }
    }
    return hosts.compactMap { host in
      guard let (low, high) = guests[host], let lowest = facts.trust(of: low), let highest = facts.trust(of: high),
        lowest <= .dmz, highest > .dmz, !facts.isTrue(.segmented, of: host), context.isSound(host)
      else { return nil }
      return Finding(
        .element(host),
        "\(Wording.name(host, in: model)) runs parts of \(lowest.rawValue) and \(highest.rawValue) zones",
        at: model.nameSpan(host),
        labels: [Label(model.nameSpan(low), lowest.rawValue), Label(model.nameSpan(high), highest.rawValue)],
        why: "who breaks out of \(Wording.name(low, in: model)) stands beside \(Wording.name(high, in: model))",
        help: "give them clusters of their own, or state `segmented`")
    }
  }
}
