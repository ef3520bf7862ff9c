import ArchModel
import ArchSyntax

extension Rule {
  static let flowWithoutObjective = Rule(
    "OBS002", "flow-without-objective", .warning, needsWholeProgram: true,
    summary: "Flows of which nobody has said how fast and how sure they have to be.",
    why: """
      Without an objective nobody can tell whether the design is good enough, whether an outage matters, or when to stop \
      improving.
      """,
    fix: """
      State it: `objective { availability: 99.9%, p99: 400ms }`. The rule speaks where another flow has one or the flow \
      is critical; else it leaves one note for all.
      """,
    remedy: "state an objective",
    sources: [
      "Site Reliability Engineering, 2016, chapter 4: Service Level Objectives",
      "AWS Well-Architected Framework, Operational Excellence Pillar: OPS08 on understanding the health of a workload",
    ],
    bad: [
      """
      client Web { -> Shop { encrypted: tls } }
      service Shop { auth: oidc, rate-limit: 9/s }
      flow Buy { criticality: critical, Web -> Shop }
      """,
      """
      import "parts.arch"
      flow Buy { objective { p99: 1s }, Web -> Shop }
      flow Browse { Web -> Shop }
      flow Return { Web -> Shop }
      // file: parts.arch
      client Web { -> Shop { encrypted: tls } }
      service Shop { auth: oidc, rate-limit: 9/s }
      """,
    ],
    good: [
      """
      client Web { -> Shop { encrypted: tls } }
      service Shop { auth: oidc, rate-limit: 9/s }
      flow Buy { criticality: critical, objective { availability: 99% }, Web -> Shop }
      """,
      """
      import "parts.arch"
      flow Buy { objective { p99: 1s }, Web -> Shop }
      // file: parts.arch
      client Web { -> Shop { encrypted: tls } }
      service Shop { auth: oidc, rate-limit: 9/s }
      """,
    ],
    check: { context in
      let model = context.model
      let flows = context.elements(of: [.flow])
      let bare = flows.filter { model.children($0, of: .objective).isEmpty }
      let isUsual = bare.count < flows.count
      return bare.map { flow in
        let word = model.stated(.criticality, of: flow).flatMap { model.word($0.value) }
        let isCritical = word == "critical" || word == "high"
        let finding = Finding(
          .element(flow), "\(Wording.name(flow, in: model)) has no objective", at: model.nameSpan(flow),
          label: isCritical ? "\(word ?? "") and without one" : "",
          why: "nobody can tell whether the design is good enough for it",
          help: "state it: `objective { availability: 99.9%, p99: 400ms }`")
        return finding.gathered(
          Gathering(.kindAndFile, isGap: !isUsual && !isCritical) { "\($0) flows have no objective" })
      }
    })
}
