import ArchModel
import ArchSyntax

extension Rule {
  static let personalDataInTelemetry = Rule(
    "SEC013", "pii-in-telemetry", .warning,
    summary: "Sensitive data that goes to a monitor or lies in one.",
    why: """
      Logs and traces are read by many, copied to tools of others, kept for long, and left out when data has to be \
      deleted.
      """,
    fix: "Mask or leave out such fields before they are sent; then state what remains: `sends: telemetry`.",
    remedy: "mask it first",
    sources: [
      "CWE-532: Insertion of Sensitive Information into Log File",
      "OWASP Cheat Sheet Series: Logging",
    ],
    bad: [
      """
      service Shop { ~> Watch { sends: [telemetry, pii] } }
      monitor Watch { watches: service }
      """,
      """
      asset Card { class: payments }
      defaults { monitor { holds: [telemetry, Card] } }
      service Shop {}
      monitor Watch { watches: service }
      """,
    ],
    good: [
      """
      service Shop { ~> Watch { sends: telemetry } }
      monitor Watch { watches: service }
      """,
      """
      asset Card { class: payments }
      defaults { monitor { holds: telemetry } }
      service Shop { holds: Card }
      monitor Watch { watches: service }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      var findings: [Finding] = []
      var known: Set<ElementID> = []
      for relation in context.relations where model[model[relation].target].kind == .monitor {
        let classes = facts.sent(by: relation).filter(ModelFacts.sensitiveClasses.contains)
        guard !classes.isEmpty else { continue }
        known.insert(model[relation].target)
        findings.append(
          Finding(
            .relation(relation),
            "\(Wording.list(classes)) \(classes.count == 1 ? "goes" : "go") to \(Wording.name(model[relation].target, in: model))",
            at: model.span(relation), why: "logs and traces are read by many and kept for long",
            help: "mask such fields before they are sent"))
      }
      for monitor in context.elements(of: [.monitor]) where !known.contains(monitor) {
        let classes = facts.sensitiveData(in: monitor)
        guard !classes.isEmpty else { continue }
        findings.append(
          Finding(
            .element(monitor), "\(Wording.name(monitor, in: model)) holds \(Wording.list(classes))",
            at: model.nameSpan(monitor), why: "logs and traces are read by many and kept for long",
            help: "mask such fields before they are sent"))
      }
      return findings
    })
}
