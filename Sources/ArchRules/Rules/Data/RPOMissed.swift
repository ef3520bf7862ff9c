import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let rpoMissed = Rule(
    "DAT007", "rpo-missed", .error,
    summary: "A store that loses more than its `rpo` allows, by its own backups or replicas.",
    why:
      "The recovery point is a promise to the business about how much work may be gone. By what is stated it cannot be kept.",
    fix: """
      Save it more often, ship the log continuously, or keep a second copy that is written in time (`replicas: 2, \
      replication: sync`). With replicas the lag of the one that takes over counts; with one copy the time between two \
      backups and until one has arrived elsewhere.
      """,
    remedy: "save it more often",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL13-BP01 Define recovery objectives for downtime and data loss",
      "ISO 22301:2019, business continuity: recovery point objective",
    ],
    bad: [
      "database Ledger { replicas: 1, backup: every 1h, rpo: 15min }",
      """
      defaults { database { rpo: 10s, backup: every 1h } }
      zone Inner { database Ledger { replicas: 3, replication: async, lag: 1min } }
      """,
    ],
    good: [
      """
      database Ledger { replicas: 1, backup: every 5min, rpo: 15min }
      database Stock { replicas: 2, replication: sync, backup: every 1d, rpo: 1s }
      """,
      """
      defaults { database { rpo: 1s, backup: every 1h } }
      database Views { derived, replicas: 1 }
      database Unknown {}
      """,
    ],
    check: { context in
      RecoveryObjectives(context, .rpo).findings { element, time, limit, isLeast in
        let model = context.model
        let replicas = context.figures.inputs[element, .replicasLower]?.value ?? 1
        let cause =
          replicas >= 2 ? "the copy that takes over is that far behind" : "what came after the last backup is gone"
        return Finding(
          .element(element),
          "\(Wording.name(element, in: model)) can lose \(isLeast ? "at least " : "")\(time) of work, and \(limit) is allowed",
          at: model.nameSpan(element), why: cause, help: "save it more often, or keep a copy that is written in time")
      }
    })
}
