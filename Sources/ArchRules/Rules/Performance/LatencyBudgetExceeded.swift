import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let latencyBudgetExceeded = Rule(
    "PER001", "latency-budget-exceeded", .error,
    summary: "A flow that takes longer than its objective, by the percentiles of its parts.",
    why: """
      The objective is what users and callers rely on. By the figures of its own parts the flow cannot keep it, before \
      anything goes wrong.
      """,
    fix: """
      `archc why` prints what the figure is made of. Speed up the part that takes most, run steps at once, answer from a \
      cache, or move what need not be waited for behind a message.
      """,
    remedy: "speed up the flow",
    sources: [
      "Google, Site Reliability Engineering, 2016, chapter 4: Service Level Objectives",
      "J. Dean, L. A. Barroso, The Tail at Scale, Communications of the ACM 56(2), 2013",
    ],
    bad: [
      """
      client Web { -> Api }
      service Api { p50: 40ms, p99: 120ms }
      flow Buy { objective { p99: 100ms }, Web -> Api }
      """,
      """
      defaults { service { p50: 20ms, p99: 80ms, timeout: 1s } }
      client Web { -> Api }
      service Api { -> Stock, ~> Bus }
      service Stock {}
      queue Bus { p50: 3s, alert }
      flow Buy { objective { completion: 2s, p99: 1s }, Web -> Api -> Stock, Api ~> Bus }
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api { p50: 40ms, p99: 120ms }
      flow Buy { objective { p99: 200ms }, Web -> Api }
      """,
      """
      client Web { -> Api }
      service Api {}
      flow Buy { objective { p99: 1ms }, Web -> Api }
      """,
    ],
    check: { context in
      let model = context.model
      let wording = VerdictWording(context)
      let found = context.computed.verdicts.compactMap { verdict -> Finding? in
        guard case .objective(let flow, let name) = verdict.subject, name != .availability, context.isSound(flow),
          let term = verdict.deciding
        else { return nil }
        let property = objective(name, of: flow, in: model)
        switch verdict.state {
        // What cannot take its load is told where it is (SCA001).
        case .failed where term.isEndless: return nil
        case .failed:
          let finding = Finding(
            .element(flow), "\(Wording.name(flow, in: model)) misses its objective: \(wording.outcome(term))",
            at: model.nameSpan(flow), labels: property.map { [Label(model.span($0), term.text)] } ?? [])
          return wording.failure(verdict, term, finding)
        case .undecided(let missing):
          guard let limit = term.limit, let least = least(flow, name, context), least > limit.value else { return nil }
          let text = FigureText.text(Quantity(least, .duration), of: name, against: limit)
          let flip = AssumptionTrial(inputs: context.computed.atBest.inputs).flips(1, near: []) {
            [(Figures($0).figure(.element(flow), name)?.value.value).map { $0 > limit.value } ?? true]
          }
          return Finding(
            .element(flow),
            "\(Wording.name(flow, in: model)) misses its objective: \(wording.figure(term)) is at least \(text), limit "
              + FigureText.text(limit, of: name),
            at: model.nameSpan(flow), labels: property.map { [Label(model.span($0), "at least \(text)")] } ?? [],
            why: "the parts whose figures are known take so long already", help: wording.missing(missing)
          ).resting(on: flip[0], in: model)
        case .verified, .stated: return nil
        }
      }
      return onePerFlow(found)
    })

  /// A flow that misses several of its objectives is slow once: the gravest finding, the others as places of it.
  private static func onePerFlow(_ found: [Finding]) -> [Finding] {
    var places: [Subject: Int] = [:]
    var result: [Finding] = []
    for finding in found {
      guard let place = places[finding.subject] else {
        places[finding.subject] = result.count
        result.append(finding)
        continue
      }
      let isGraver = result[place].severity == .warning && finding.severity != .warning
      let others = isGraver ? result[place].labels : finding.labels
      if isGraver { result[place] = finding }
      result[place].labels += others
    }
    return result
  }

  /// The time of a flow if all parts without figures took none. Unknown shares of alternatives leave it open.
  private static func least(_ flow: ElementID, _ name: FigureName, _ context: RuleContext) -> Double? {
    let blocks = context.model.flows.first { $0.element == flow }?.blocks ?? []
    guard !blocks.contains(where: { context.figures.inputs[$0.element, .share] == nil && $0.kind == .alternative })
    else { return nil }
    return context.computed.atBest.figure(.element(flow), name)?.value.value
  }

  private static func objective(_ name: FigureName, of flow: ElementID, in model: Model) -> StatedProperty? {
    guard let property = PropertyName(rawValue: name.rawValue) else { return nil }
    return model.children(flow, of: .objective).lazy.compactMap { model.property(property, in: model[$0].properties) }
      .first
  }
}
