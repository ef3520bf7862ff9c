import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let declaredLoadExceeded = Rule(
    "SCA011", "declared-load-exceeded", .warning,
    summary: "Flows that together bring more than `load` of `constraints`.",
    why: """
      The declared load is what the system is designed, bought and tested for. Either it is too low, or a flow counts \
      requests twice.
      """,
    fix:
      "Raise `load`, or correct the rates of the flows: a request that starts at a queue other flows feed counts once.",
    remedy: "make load and rates agree",
    sources: ["Google, Site Reliability Engineering, 2016, chapter 18: Intent-Based Capacity Planning"],
    bad: [
      """
      constraints { load: 100/s }
      client Web { -> Shop }
      service Shop {}
      flow Buy { rate: 30/s, Web -> Shop }
      flow Look { rate: 90/s, Web -> Shop }
      """,
      """
      import "flows.arch"
      constraints { load: 100/s peak 300/s }
      client Web { -> Shop }
      service Shop {}
      // file: flows.arch
      flow Buy { rate: 30/s peak 250/s, Web -> Shop }
      flow Look { rate: 60/s peak 100/s, Web -> Shop }
      flow Ask { Web -> Shop }
      """,
    ],
    good: [
      """
      constraints { load: 100/s }
      client Web { -> Shop }
      service Shop {}
      flow Buy { rate: 30/s, Web -> Shop }
      flow Look { rate: 70/s, Web -> Shop }
      """,
      """
      constraints { load: 100/s peak 300/s }
      client Web { -> Shop }
      service Shop {}
      flow Buy { rate: 30/s peak 250/s, Web -> Shop }
      """,
    ],
    check: { context in
      let model = context.model
      return context.elements(of: [.constraints]).compactMap { constraints in
        guard let property = model.property(.load, in: model[constraints].properties),
          let load = model.load(property.stated)
        else { return nil }
        let limits: [(Conditions, Double?, String)] = [(.now, load.mean, ""), (.peak, load.peak, " at peak")]
        for (conditions, limit, when) in limits {
          guard let limit, let figure = context.computed.atBest.figure(.system, .rate, conditions),
            let rate = figure.value.value, rate > limit * (1 + 1e-5)
          else { continue }
          let isKnown = context.figures.figure(.system, .rate, conditions)?.value.value != nil
          let text = FigureText.text(Quantity(rate, .rate), of: .rate, against: Quantity(limit, .rate))
          return Finding(
            .element(constraints),
            "flows bring \(isKnown ? "" : "at least ")\(text)\(when), and `load` says "
              + QuantityFormatter.text(Quantity(limit, .rate)),
            at: model.nameSpan(constraints),
            labels: [Label(model.span(property), "declared")] + largest(conditions, context),
            why: "what is bought and tested for the declared load is too small",
            help: "raise `load`, or correct the rates")
        }
        return nil
      }
    })

  /// The flows that bring most.
  private static func largest(_ conditions: Conditions, _ context: RuleContext) -> [Label] {
    let model = context.model
    let now = context.figures.under(conditions)
    var rates: [(flow: ElementID, rate: Double)] = []
    for flow in model.flows {
      if let rate = now.figure(.element(flow.element), .rate)?.value.value { rates.append((flow.element, rate)) }
    }
    rates.sort { $0.rate != $1.rate ? $0.rate > $1.rate : $0.flow < $1.flow }
    return rates.prefix(3).map { Label(model.nameSpan($0.flow), "brings \(Wording.number($0.rate, .rate))") }
  }
}
