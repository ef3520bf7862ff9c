import ArchModel
import ArchSyntax

extension Rule {
  static let endpointWithoutTarget = Rule(
    "API005", "endpoint-without-target", .error, needsWholeProgram: true,
    summary: "An endpoint that stands in no component and leads to none.",
    why: "Nothing answers it, so that no load, latency or protection can be told for it.",
    fix: "Say what does the work, `to: Orders`, or declare the endpoint inside that component.",
    remedy: "say what answers it",
    sources: ["OpenAPI Specification, version 3.1: Paths Object and Server Object"],
    bad: [
      """
      service Orders {}
      endpoint Place "POST /v1/orders" {}
      """,
      """
      import "parts.arch"
      service Orders {}
      // file: parts.arch
      domain Sales { endpoint Place "POST /v1/orders" { purpose: "Buy" } }
      """,
    ],
    good: [
      """
      service Orders { endpoint Place "POST /v1/orders" {} }
      """,
      """
      import "parts.arch"
      service Orders {}
      // file: parts.arch
      domain Sales { endpoint Place "POST /v1/orders" { to: Orders } }
      """,
    ],
    check: { context in
      let model = context.model
      return context.elements(of: [.endpoint]).compactMap { endpoint in
        var holder = model[endpoint].parent
        // What belongs to a pattern is judged where it is used.
        while holder != .program {
          if KindSet.components.contains(model[holder].kind) || model[holder].kind == .pattern { return nil }
          holder = model[holder].parent
        }
        guard model.stated(.to, of: endpoint) == nil else { return nil }
        return Finding(
          .element(endpoint), "nothing answers \(Wording.name(endpoint, in: model))", at: model.nameSpan(endpoint),
          label: "in no component, and without `to`",
          help: "state `to: …`, or move it into the component that answers")
      }
    })
}
