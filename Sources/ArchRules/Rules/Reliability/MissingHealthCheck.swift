import ArchModel
import ArchSyntax

extension Rule {
  static let missingHealthCheck = Rule(
    "REL023", "missing-health-check", .warning, needsWholeProgram: true,
    summary: "Replicas behind a load balancer or gateway that nothing checks.",
    why: """
      Requests go on reaching a replica that no longer works: with three replicas every third fails, and nothing takes the \
      broken one out.
      """,
    fix: """
      State `health-check: "/health"` on the part, its boundary or in `defaults`. Where nothing is stated the rule leaves \
      one note for all; what a platform runs by itself (functions, `runtime: serverless`) needs none.
      """,
    remedy: "check their health",
    sources: [
      "AWS Well-Architected Framework, Reliability Pillar: REL11-BP01 Monitor all components of the workload to detect failures",
      "Azure Architecture Center: Health Endpoint Monitoring pattern",
    ],
    bad: [
      """
      load-balancer Balance { -> Shop { timeout: 1s } }
      service Shop { replicas: 3, health-check: false }
      """,
      """
      defaults { service { replicas: 2 } }
      load-balancer Balance { timeout: 1s, -> [Shop, Stock] }
      service Shop {}
      service Stock {}
      """,
    ],
    good: [
      """
      load-balancer Balance { -> Shop { timeout: 1s } }
      service Shop { replicas: 3, health-check: "/health" }
      """,
      """
      defaults { service { replicas: 2 } }
      zone Inner { health-check, service Shop {} }
      gateway Api { timeout: 1s, -> [Shop, Resize] }
      function Resize { replicas: 9 }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      return context.elements(of: [.service, .worker]).compactMap { element in
        guard let stated = facts.effective(.replicas, of: element)?.property.stated,
          let replicas = model.replicas(stated), replicas.upper > 1,
          facts.value(.runtime, of: element).flatMap({ model.word($0.value) }) != "serverless",
          let spreader = model.incoming(element).first(where: {
            [Kind.loadBalancer, .gateway].contains(model[model[$0].source].kind)
          })
        else { return nil }
        let stance = facts.stance(.healthCheck, of: element)
        if stance == .yes { return nil }
        let name = Wording.name(element, in: model)
        let before = Wording.name(model[spreader].source, in: model)
        let finding = Finding(
          .element(element), "nothing checks the replicas of \(name)", at: model.nameSpan(element),
          labels: [Label(model.span(spreader), "spreads requests over them")],
          why: "\(before) goes on sending requests to a replica that is broken",
          help: "state `health-check: \"/health\"`")
        return stance == .no
          ? finding
          : finding.gap("no `health-check` is stated for \(name)") {
            "no `health-check` is stated for \($0) replicated parts"
          }
      }
    })
}
