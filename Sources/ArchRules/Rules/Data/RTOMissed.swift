import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let rtoMissed = Rule(
    "DAT008", "rto-missed", .warning, isDefault: true,
    summary: "A part that is out longer than its `rto` allows, by its failover or restore.",
    why: "The recovery time is what the business has prepared for. By what is stated the part comes back later.",
    fix: """
      Let another instance take over by itself (`replicas: 2, failover: automatic 60s`), restore faster from smaller or \
      incremental backups, or agree on a longer time. What has to recover first counts with it.
      """,
    remedy: "recover faster",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL13-BP01 Define recovery objectives for downtime and data loss",
      "NIST SP 800-34 Rev. 1, section 3.2: Business Impact Analysis",
    ],
    bad: [
      "database Ledger { replicas: 1, backup: every 1h, restore: 4h, rto: 1h }",
      """
      defaults { database { replicas: 2, backup: every 1h, failover: automatic 5min } }
      zone Inner { database Ledger { rto: 1min } }
      """,
    ],
    good: [
      """
      database Ledger { replicas: 2, failover: automatic 60s, restore: 4h, backup: every 1h, rto: 5min }
      database Stock { replicas: 1, restore: 30min, backup: every 1h, rto: 1h }
      """,
      """
      defaults { database { rto: 1min, backup: every 1h } }
      database Unknown {}
      database Other { replicas: 1 }
      """,
    ],
    check: { context in
      RecoveryObjectives(context, .rto).findings { element, time, limit, isLeast in
        let model = context.model
        return Finding(
          .element(element),
          "\(Wording.name(element, in: model)) is out for \(isLeast ? "at least " : "")\(time), and \(limit) is allowed",
          at: model.nameSpan(element), why: "the business has prepared for \(limit)",
          help: "let another instance take over by itself, or restore faster")
      }
    })
}
