import ArchModel
import ArchSyntax

extension Rule {
  static let plaintextStore = Rule(
    "SEC004", "plaintext-store", .warning, isDefault: true, needsWholeProgram: true,
    summary: "A store of sensitive data that is not encrypted at rest.",
    why: "A disk that is sold, a copy that is lost or a backup that is taken gives away all that lies on it.",
    fix: """
      State `encrypted: at-rest` on the store, its zone or in `defaults { database { encrypted: at-rest } }`. Caches \
      count only where they say `none`; what takes the backups of such a store counts like the store.
      """,
    remedy: "encrypt it at rest",
    sources: [
      "CWE-311: Missing Encryption of Sensitive Data",
      "OWASP Top 10:2021 A02 Cryptographic Failures",
      "AWS Well-Architected Framework, Security Pillar: SEC08-BP02 Enforce encryption at rest",
    ],
    bad: [
      "database Ledger { backup: every 1h, holds: [orders, payments] }",
      """
      asset Card "Card data" { class: payments }
      defaults { database { encrypted: at-rest, backup: every 1h to Vault } }
      database Ledger { holds: Card }
      storage Vault { encrypted: none }
      """,
    ],
    good: [
      "database Ledger { backup: every 1h, holds: [orders, payments], encrypted: at-rest }",
      """
      zone Inner {
        encrypted: [at-rest, tls]
        database Ledger { backup: every 1h, holds: payments }
        database Shows { backup: every 1d, holds: catalog, encrypted: none }
      }
      cache Sessions { ttl: 1h, holds: credentials }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      var backedUp: [ElementID: [String]] = [:]
      let keepers = context.elements(of: [.database, .storage, .cache, .queue, .stream, .topic])
      for store in keepers {
        let data = facts.sensitiveData(in: store)
        guard !data.isEmpty, let policy = facts.effective(.backup, of: store),
          let target = model.backup(policy.property.stated)?.destination
        else { continue }
        for word in data where backedUp[target]?.contains(word) != true { backedUp[target, default: []].append(word) }
      }
      return keepers.compactMap { store in
        let own = facts.sensitiveData(in: store)
        let data = own.isEmpty ? backedUp[store] ?? [] : own
        guard !data.isEmpty else { return nil }
        let stated = facts.value(.encrypted, of: store)
        let words = stated.map { model.words($0) } ?? []
        if words.contains("at-rest") || words.contains("end-to-end") { return nil }
        let saysNone = words.contains("none")
        // Of a cache, and of a copy, only what is known counts.
        if !saysNone, own.isEmpty || model[store].kind == .cache { return nil }
        let verb = own.isEmpty ? "keeps backups of" : "holds"
        return Finding(
          .element(store), "\(Wording.name(store, in: model)) \(verb) \(Wording.list(data)) without encryption at rest",
          at: model.nameSpan(store), label: saysNone ? "`encrypted: none`" : "no `encrypted: at-rest` in effect",
          why: "a disk, a copy or a backup that gets lost gives it all away",
          help: "encrypt it, and state `encrypted: at-rest` here or in `defaults`")
      }
    })
}
