import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let sloUnreachable = Rule(
    "REL009", "slo-unreachable", .error,
    summary: "A flow whose objective is above the availability that its parts give it.",
    why: """
      The objective is spent before anything unusual happens. Whoever relies on it plans with what the system cannot give, \
      and the error budget is empty from the first day.
      """,
    fix: """
      Give the parts that take most away a second instance, let the flow do without them (`optional`, `fallback`, a queue), \
      or lower the objective. `archc why` prints the terms.
      """,
    remedy: "meet or lower the objective",
    sources: [
      "Google, Site Reliability Engineering, 2016, chapter 4: Service Level Objectives",
      "B. Treynor, M. Dahlin, V. Rau, B. Beyer, The Calculus of Service Availability, ACM Queue 15(2), 2017",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop { replicas: 2, availability: 99.9%, common-cause: 5%, timeout: 1s, -> Cards }
      external Cards { availability: 99.5% total sla }
      flow Buy { objective { availability: 99.9% }, Web -> Shop -> Cards }
      """,
      """
      defaults { service { replicas: 3, timeout: 1s } }
      client Web { -> Shop }
      service Shop { -> [Stock, Cards] }
      service Stock { availability: 99% }
      external Cards { availability: 98% total sla }
      flow Buy { objective { availability: 99% }, Web -> Shop -> [Stock, Cards] }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { replicas: 2, availability: 99.9%, common-cause: 5%, timeout: 1s, -> Cards { fallback: "invoice" } }
      external Cards { availability: 99.5% total sla }
      flow Buy { objective { availability: 99.9% }, Web -> Shop -> Cards }
      """,
      """
      client Web { -> Shop }
      service Shop { replicas: 3, timeout: 1s, -> Cards }
      external Cards { availability: 99.95% total sla }
      flow Buy { objective { availability: 99.9% }, Web -> Shop -> Cards }
      """,
    ],
    check: { context in
      let model = context.model
      let wording = VerdictWording(context)
      return context.computed.verdicts.compactMap { verdict in
        guard case .objective(let flow, .availability) = verdict.subject, context.isSound(flow),
          let term = verdict.deciding, let limit = term.limit
        else { return nil }
        let property = model.children(flow, of: .objective).lazy.compactMap {
          model.property(.availability, in: model[$0].properties)
        }.first
        let labels = property.map { [Label(model.span($0), "the objective")] } ?? []
        let text = FigureText.text(limit, of: .availability)
        switch verdict.state {
        case .failed:
          let finding = Finding(
            .element(flow),
            "\(Wording.name(flow, in: model)) is available \(term.text) of the time, and its objective is \(text)",
            at: model.nameSpan(flow), label: term.text, labels: labels,
            why: "its parts are not available more often",
            help: "a second instance of what takes most away, a way to do without it, or a lower objective")
          return wording.failure(verdict, term, finding)
        case .undecided(let missing):
          let best = context.computed.atBest
          guard let value = most(flow, best), value < limit.value else { return nil }
          let figure = FigureText.text(Quantity(value, .ratio), of: .availability, against: limit)
          let flips = AssumptionTrial(inputs: best.inputs).flips(1, near: []) {
            [most(flow, Figures($0)).map { $0 < limit.value } ?? true]
          }
          return Finding(
            .element(flow),
            "\(Wording.name(flow, in: model)) is available at most \(figure) of the time, and its objective is \(text)",
            at: model.nameSpan(flow), label: "at most \(figure)", labels: labels,
            why: "the parts whose figures are known take so much away already",
            help: "replace or double these parts, let the flow do without them, or lower the objective"
          ).noting(wording.missing(missing)).resting(on: flips[0], in: model)
        case .verified, .stated: return nil
        }
      }
    })

  /// The availability of a flow; nil where only a lower bound is known.
  private static func most(_ flow: ElementID, _ figures: Figures) -> Double? {
    guard let figure = figures.figure(.element(flow), .availability), figure.bound != .atLeast else { return nil }
    return figure.value.value
  }
}

extension Finding {
  func noting(_ note: String) -> Finding {
    var finding = self
    finding.note = note
    return finding
  }
}
