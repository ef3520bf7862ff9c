import ArchModel
import ArchSyntax

extension Rule {
  static let backupInSameDomain = Rule(
    "DAT009", "backup-in-same-domain", .warning,
    summary: "A backup that lies where its original can be lost: the same part, host, cluster or region.",
    why: "What destroys the original, a fire, a lost account, a broken cluster, takes the backup with it.",
    fix: """
      Keep the backups in another region, with access of its own. The same counts for a boundary that states its \
      `availability`: its parts fail together. Where neither stands in a region or cluster, nothing is said.
      """,
    remedy: "keep it elsewhere",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL09-BP02 Secure and encrypt backups",
      "AWS Well-Architected Framework, Reliability Pillar: REL13-BP02 Use defined recovery strategies",
      "NIST SP 800-34 Rev. 1, section 3.4.2: offsite storage",
    ],
    bad: [
      """
      region Ireland {
        database Ledger { backup: every 1h to Vault }
        storage Vault {}
      }
      """,
      """
      defaults { database { backup: every 1h to Vault } }
      zone Inner {
        availability: 99.99%
        database Ledger {}
        database Stock {}
        storage Vault {}
      }
      """,
    ],
    good: [
      """
      region Ireland { database Ledger { backup: every 1h to Vault } }
      region Sweden { storage Vault {} }
      """,
      """
      region Ireland { zone Inner { database Ledger { backup: every 1h to Vault }, database Stock { backup: every 1d } } }
      storage Vault {}
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      var order: [ElementID] = []
      var found: [ElementID: [(store: ElementID, place: SharedPlace)]] = [:]
      for store in context.elements(of: KindSet.stores | KindSet.messaging) {
        // What can be built again loses nothing with its backup.
        guard !facts.isTrue(.derived, of: store), model[store].kind != .cache,
          let property = facts.effective(.backup, of: store)?.property,
          let target = model.backup(property.stated)?.destination, context.isSound(target),
          let place = SharedPlace(store, target, in: facts)
        else { continue }
        if found[target] == nil { order.append(target) }
        found[target, default: []].append((store, place))
      }
      return order.compactMap { target in
        guard let pairs = found[target], let first = pairs.first else { return nil }
        let stores = pairs.map(\.store)
        return Finding(
          .element(target),
          "\(Wording.name(target, in: model)) keeps the backups of \(Wording.names(stores, in: model)) where they can be lost together",
          at: model.nameSpan(target), label: first.place.text(model),
          labels: stores.prefix(3).filter { $0 != target }.map { Label(model.nameSpan($0), "saved there") },
          why: "what destroys the original takes the backup with it", help: "keep the backups in another region")
      }
    })
}

/// What a store and its backup have in common.
private enum SharedPlace {
  case itself
  case host(ElementID)
  case boundary(ElementID)

  /// Nil where they are not known to fail together.
  init?(_ store: ElementID, _ target: ElementID, in facts: ModelFacts) {
    let model = facts.model
    if store == target {
      self = .itself
      return
    }
    let host = facts.host(of: store)
    if host == facts.host(of: target), host != store || host != target {
      self = .host(host)
      return
    }
    let around = Set(model.boundaries(around: target))
    let shared = model.boundaries(around: store).first { boundary in
      around.contains(boundary) && Self.fails(boundary, model)
        // Of regions the innermost counts: a region may hold regions.
        && !(model[boundary].kind == .region && facts.region(of: store) != facts.region(of: target))
    }
    guard let shared else { return nil }
    self = .boundary(shared)
  }

  private static func fails(_ boundary: ElementID, _ model: Model) -> Bool {
    [.region, .cluster].contains(model[boundary].kind) || model.stated(.availability, of: boundary) != nil
  }

  func text(_ model: Model) -> String {
    switch self {
    case .itself: "the same part"
    case .host(let host): "both live on \(Wording.name(host, in: model))"
    case .boundary(let boundary): "both in \(Wording.name(boundary, in: model))"
    }
  }
}
