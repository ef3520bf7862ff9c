import ArchModel
import ArchSyntax

extension Rule {
  static let noBackup = Rule(
    "DAT006", "no-backup", .error, needsWholeProgram: true,
    summary: "A durable store of primary data without a backup.",
    why: """
      Replicas copy a wrong delete within a second. What a bug, an attacker or an operator destroys is gone for good \
      unless a copy lies apart.
      """,
    fix: """
      State how often it is saved, for how long that is kept, and where: `backup: every 1h keep 30d to Vault`, here or in \
      `defaults { database { … } }`. Say `derived` where it can be built again from elsewhere. Caches, what takes the \
      backups of others, and copies that `=>` fills need none; an index for search is an error only where it says `none`.
      """,
    remedy: "state the backup",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL09 How do you back up data?",
      "Site Reliability Engineering, 2016, chapter 26: Data Integrity",
      "NIST SP 800-34 Rev. 1, section 3.4.1: Backup and Recovery",
    ],
    bad: [
      "database Ledger { backup: none }",
      """
      defaults { database { backup: every 1h to Vault } }
      zone Inner { database Ledger {}, storage Pictures {} }
      storage Vault {}
      """,
    ],
    good: [
      """
      database Ledger { backup: every 1h keep 30d to Vault }
      storage Vault {}
      database Views { derived }
      cache Sessions { ttl: 1h }
      """,
      """
      defaults { database { backup: every 1h } }
      database Ledger { => Mart }
      database Mart { backup: none }
      database Words { type: search }
      cluster Disks {}
      database Small { on: Ledger }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: [.database, .storage]).compactMap { store in
        guard facts.holdsPrimaryData(store) else { return nil }
        // A copy of another store can be made again, unless somebody else writes it.
        if !facts.replicationSources(of: store).isEmpty, facts.writers(of: store).isEmpty { return nil }
        let name = Wording.name(store, in: model)
        if let stated = facts.effective(.backup, of: store)?.property {
          guard Stance(stated.stated, in: model) == .no else { return nil }
          return Finding(
            .element(store), "\(name) has no backup", at: model.nameSpan(store),
            labels: [Label(model.span(stated), "says none")],
            why: "what is deleted by mistake is deleted on every replica",
            help: "save it elsewhere, `backup: every 1h keep 30d to …`, or say `derived`")
        }
        let host = facts.host(of: store)
        if host != store, facts.stance(.backup, of: host) == .yes { return nil }
        let type = facts.storeType(of: store)
        if type == "search" || type == "vector" { return nil }
        return Finding(
          .element(store), "no backup of \(name) is stated", at: model.nameSpan(store), severity: .warning,
          why: "what is deleted by mistake is deleted on every replica",
          help: "state `backup: every 1h keep 30d to …`, or `derived` where it can be built again")
      }
    })
}

extension ModelFacts {
  /// The type of a store, as stated or as the catalogue knows its technology; nil where neither says.
  func storeType(of store: ElementID) -> String? {
    model.stated(.type, of: store).flatMap { model.word($0.value) } ?? technology(store)?.storeType
  }
}
