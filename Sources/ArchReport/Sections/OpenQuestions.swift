import ArchModel

/// The register of what is not stated and would matter most.
extension ReportWriter {
  mutating func writeOpenQuestions() {
    writeHeading(2, "Open Questions")
    let questions = openQuestions().prefix(10)
    guard !questions.isEmpty else {
      writeParagraph("None that decides a figure; cells with `?` say what else is not stated.")
      return
    }
    writeNumberedList(Array(questions))
  }

  /// What is missing, the most valuable first: what the load is, what the parts can do, what is lost, who decides.
  private func openQuestions() -> [MarkdownText] {
    let flows = model.elements(of: .flow)
    let own = model.components.filter { !KindSet.outside.contains(model[$0].kind) }
    // Where flows are drawn, only what they touch has a say in their figures.
    let used = usedByFlows()
    let timed = used.isEmpty ? own : own.filter { used.contains($0) }
    let sized = timed.filter { isSized($0) && !isHosted($0) && !isManaged($0) }
    let primary = model.elements(of: KindSet.stores).filter {
      model[$0].kind != .cache && !model.isStated(.derived, of: $0)
    }
    let decisions = model.elements(of: .decision)
    let endpoints = model.elements(of: .endpoint)
    func lacking(_ elements: [ElementID], _ names: PropertyName...) -> [ElementID] {
      elements.filter { element in names.allSatisfy { model.effective($0, of: element) == nil } }
    }
    var questions: [MarkdownText] = []
    func ask(_ property: MarkdownText, _ elements: [ElementID], _ decides: MarkdownText) {
      guard !elements.isEmpty else { return }
      questions.append("\(property) of \(.shortList(names(elements))): \(decides)")
    }

    if flows.isEmpty {
      questions.append("`flow`: which ways through the system matter decides load, latency and availability")
    }
    ask("`rate`", lacking(flows, .rate), "decides load, utilisation and cost")
    if statedInConstraints(.load) == nil { questions.append("`load` in `constraints`: what the design has to bear") }
    ask("`satisfied-by` or `verify`", openRequirements(), "how the requirement is met")
    ask("`capacity`", lacking(sized, .capacity, .writeCapacity), "decides utilisation and headroom")
    ask("`replicas`", lacking(sized, .replicas), "decides availability and headroom")
    ask("`backup`", lacking(primary, .backup), "whether the data outlives the store")
    ask("`auth`", endpoints.filter { guarding(.auth, $0) == nil }, "who may call")
    ask("`p50`, `p99`", lacking(timed, .p50, .p90, .p95, .p99, .p999), "decides latency")
    ask("`availability`", lacking(timed, .availability), "decides the availability of every flow through it")
    ask("`objective`", flows.filter { model.children($0, of: .objective).isEmpty }, "what is good enough")
    if statedInConstraints(.growth) == nil { questions.append("`growth` in `constraints`: how long the design lasts") }
    if statedInConstraints(.budget) == nil { questions.append("`budget` in `constraints`: what the design may cost") }
    let optional = decisions.filter { !model.children($0, of: .option).isEmpty }
    ask("`rationale`", lacking(optional, .rationale), "why the option was chosen")
    ask("`cost`", lacking(own.filter { !isHosted($0) }, .cost), "decides the bill")
    if model.system.flatMap({ model.stated(.owner, of: $0) }) == nil {
      questions.append("`owner` of the system: who answers for it")
    }
    return questions
  }

  /// What the steps of flows touch.
  private func usedByFlows() -> Set<ElementID> {
    var result: Set<ElementID> = []
    for flow in model.flows where !model[flow.element].isRemoved {
      for step in flow.steps {
        result.insert(model[step.relation].source)
        result.insert(model[step.relation].target)
      }
    }
    return result
  }

  private func openRequirements() -> [ElementID] {
    model.elements(of: .requirement).filter {
      model.text(.priority, of: $0) != "wont" && model.stated(.verify, of: $0) == nil
        && model.references(.satisfiedBy, of: $0).isEmpty
    }
  }

  private func statedInConstraints(_ name: PropertyName) -> StatedProperty? {
    for element in model.elements(of: .constraints) {
      if let property = model.property(name, in: model[element].properties) { return property }
    }
    return nil
  }
}
