import ArchAnalysis
import ArchModel

/// The register of what is not stated and would matter most.
extension ReportWriter {
  mutating func writeOpenQuestions() {
    writeHeading(2, "Open Questions")
    let questions = openQuestions()
    guard !questions.isEmpty else {
      writeParagraph("None that decides a figure; cells with `?` say what else is not stated.")
      return
    }
    writeNumberedList(Array(questions.prefix(Self.questionLimit)))
    let rest = questions.count - Self.questionLimit
    if rest > 0 { writeParagraph("\(counted(rest, "lesser question")) more: the cells with `?`.") }
  }

  private static let questionLimit = 15

  /// An input of a part, as a question asks for it.
  private struct Asked: Hashable {
    let property: PropertyName
    let part: FigureSubject
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
    var asked: Set<Asked> = []
    func ask(_ properties: [PropertyName], _ elements: [ElementID], _ decides: MarkdownText) {
      guard !elements.isEmpty else { return }
      let words = properties.map { MarkdownText.code($0.rawValue) }
      for element in elements {
        for name in properties { asked.insert(Asked(property: name, part: .element(element))) }
      }
      questions.append("\(.joined(words)) of \(.shortList(names(elements))): \(decides)")
    }

    if flows.isEmpty {
      questions.append("`flow`: which ways through the system matter decides load, latency and availability")
    }
    ask([.rate], lacking(flows, .rate), "decides load, utilisation and cost")
    if statedInConstraints(.load) == nil { questions.append("`load` in `constraints`: what the design has to bear") }
    let unmet = openRequirements()
    if !unmet.isEmpty {
      questions.append("`satisfied-by` or `verify` of \(.shortList(names(unmet))): how the requirement is met")
    }
    ask([.capacity], lacking(sized, .capacity, .writeCapacity), "decides utilisation and headroom")
    ask([.replicas], lacking(sized, .replicas), "decides availability and headroom")
    ask([.backup], lacking(primary, .backup), "whether the data outlives the store")
    ask([.auth], endpoints.filter { guarding(.auth, $0) == nil }, "who may call")
    ask([.p50, .p99], lacking(timed, .p50, .p90, .p95, .p99, .p999), "decides latency")
    ask([.availability], lacking(timed, .availability), "decides the availability of every flow through it")
    let aimless = flows.filter { model.children($0, of: .objective).isEmpty }
    if !aimless.isEmpty { questions.append("`objective` of \(.shortList(names(aimless))): what is good enough") }
    if statedInConstraints(.growth) == nil { questions.append("`growth` in `constraints`: how long the design lasts") }
    if statedInConstraints(.budget) == nil { questions.append("`budget` in `constraints`: what the design may cost") }
    let optional = decisions.filter { !model.children($0, of: .option).isEmpty }
    let isChosen = { (decision: ElementID) in !model.references(.chosen, of: decision).isEmpty }
    ask([.chosen], optional.filter { !isChosen($0) }, "which option is taken")
    ask([.rationale], lacking(optional.filter(isChosen), .rationale), "why the option was chosen")
    ask([.cost], lacking(own.filter { !isHosted($0) }, .cost), "decides the bill")
    if isCommonCauseOpen {
      questions.append(
        "`common-cause` in `defaults`: how often copies fail together; without it availabilities are at best")
    }
    questions += furtherQuestions(&asked)
    let irreversible = model.elements(of: .phase).filter { model.stated(.rollback, of: $0) == nil }
    if !irreversible.isEmpty {
      questions.append("`rollback` of \(.shortList(names(irreversible))): how the phase is taken back")
    }
    if model.system.flatMap({ model.stated(.owner, of: $0) }) == nil {
      questions.append("`owner` of the system: who answers for it")
    }
    return questions
  }

  /// What else verdicts, the bill and the recovery of stores lack, by property, in the order in which it comes up.
  private func furtherQuestions(_ asked: inout Set<Asked>) -> [MarkdownText] {
    var order: [PropertyName] = []
    var parts: [PropertyName: [String]] = [:]
    var uses: [PropertyName: [MarkdownText]] = [:]
    func lack(_ missing: Missing, _ use: MarkdownText) {
      for input in missing.inputs {
        guard asked.insert(Asked(property: input.property, part: input.subject)).inserted else { continue }
        if parts[input.property] == nil { order.append(input.property) }
        parts[input.property, default: []].append(name(of: input.subject))
        if !(uses[input.property] ?? []).contains(use) { uses[input.property, default: []].append(use) }
      }
    }
    for verdict in verdicts {
      guard case .undecided(let missing) = verdict.state, let term = verdict.deciding, !isRenounced(verdict),
        certainMiss(verdict) == nil
      else { continue }
      lack(missing, "\(name(of: term.figure))")
    }
    for (conditions, use) in [
      (Conditions.now, "the cost" as MarkdownText), (Conditions(.after(Figures.year)), "the cost in a year"),
    ] {
      let under = figures.under(conditions)
      for item in under.resources.costs(under.state) { lack(item.open, use) }
    }
    for store in model.elements(of: KindSet.stores) where keepsData(store) {
      for (name, objective) in [(FigureName.rpo, InputName.rpo), (.rto, .rto)]
      where figures.inputs[store, objective] != nil {
        if let figure = figures.figure(.element(store), name, .now) {
          lack(figure.value.missing, "the \(name.rawValue.uppercased()) of \(self.name(store))")
        }
      }
    }
    if let later = figures.figure(.system, .data, Conditions(.after(Figures.year))), later.bound != .exact {
      let under = figures.under(Conditions(.after(Figures.year)))
      for store in model.elements(of: KindSet.stores) where figures.inputs[store, .size] != nil {
        lack(under.resources.sizeOfCopy(store, under.state).missing, "the data in a year")
      }
    }
    return order.map { property in
      let all = uses[property] ?? []
      let more: MarkdownText = all.count > 3 ? " and \(all.count - 3) more" : ""
      return
        "`\(property.rawValue)` of \(.shortList(parts[property] ?? [])): decides \(.joined(Array(all.prefix(3))))\(more)"
    }
  }

  /// Whether an availability is a bound because nobody says how often copies fail together.
  private var isCommonCauseOpen: Bool {
    let hasCopies = model.components.contains { (figures.inputs[$0, .replicasLower]?.value ?? 0) > 1 }
    guard hasCopies else { return false }
    return model.flows.contains { flow in
      guard !model[flow.element].isRemoved,
        let explanation = figures.explanation(.element(flow.element), .availability, .now)
      else { return false }
      return explanation.remarks.contains { $0.contains("`common-cause`") }
    }
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
