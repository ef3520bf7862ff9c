import ArchModel
import ArchSyntax

extension Rule {
  static let deprecatedInUse = Rule(
    "MNT007", "deprecated-in-use", .warning,
    summary: "A part, endpoint or relation that is not to be used any more, and is.",
    why: "What is on its way out gets no care, and each of its users keeps it from going.",
    fix: """
      Move the callers to what replaces it, or take `deprecated` away if it stays after all. A date in the future means \
      that it is still in use by right; callers that are deprecated themselves go with it.
      """,
    remedy: "move the callers away",
    sources: [
      "M. Nygard, Release It!, 2nd edition, 2018: Versioning",
      "RFC 9745: The Deprecation HTTP Response Header Field",
    ],
    bad: [
      """
      service Shop { -> Old { timeout: 1s } }
      service Old { deprecated: "replaced by Stock" }
      """,
      """
      import "parts.arch"
      defaults { service { timeout: 1s } }
      service Shop { -> Stock "GET /v1/bottles/{id}" }
      // file: parts.arch
      service Stock {
        endpoint Show "GET /v1/bottles/{name}" { deprecated: 2026-01-31, paginated }
        endpoint Find "GET /v2/bottles/{name}" { paginated }
      }
      """,
    ],
    good: [
      """
      service Shop { -> [Stock, Soon] { timeout: 1s } }
      service Old { deprecated, -> Older { timeout: 1s } }
      service Older { deprecated }
      service Soon { deprecated: 2027-06-30 }
      service Stock { deprecated: false }
      """,
      """
      defaults { service { timeout: 1s } }
      service Shop { -> Stock "GET /v2/bottles/{id}" }
      service Stock { endpoint Show "GET /v1/bottles/{name}" { deprecated: 2026-01-31, paginated } }
      """,
    ],
    check: { context in
      let old = Deprecations(context)
      return old.parts() + old.endpoints() + old.relations()
    })
}

private struct Deprecations {
  let context: RuleContext
  private let model: Model
  private let facts: ModelFacts

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    facts = context.facts
  }

  private func isOld(_ stated: Stated?) -> Bool {
    guard let stated, Stance(stated, in: model) == .yes else { return false }
    if case .date(let day) = stated.value { return day <= context.today }
    return true
  }

  private func isOld(_ element: ElementID) -> Bool { isOld(model.stated(.deprecated, of: element)) }

  /// Whether a relation keeps its target in use: its source is not going away itself, and does not only look at it.
  private func isUse(_ relation: RelationID) -> Bool {
    let data = model[relation]
    return context.isSound(relation) && !isOld(data.source) && !isOld(model.stated(.deprecated, of: relation))
      && ![.monitor, .pipeline].contains(model[data.source].kind)
  }

  private func finding(_ element: ElementID, _ uses: [RelationID]) -> Finding? {
    guard let property = model.property(.deprecated, in: model[element].properties), !uses.isEmpty else { return nil }
    var users: [ElementID] = []
    for use in uses where !users.contains(model[use].source) && users.count < 50 { users.append(model[use].source) }
    return Finding(
      .element(element),
      "\(Wording.name(element, in: model)) is deprecated, and \(Wording.names(users, in: model)) still use\(users.count == 1 ? "s" : "") it",
      at: model.nameSpan(element),
      labels: [Label(model.span(property), "not to be used any more")]
        + uses.prefix(3).map { Label(model.span($0), "uses it") },
      why: "what is on its way out gets no care", help: "move them to what replaces it")
  }

  func parts() -> [Finding] {
    context.elements(of: KindSet.components).compactMap { element in
      isOld(element) ? finding(element, model.incoming(element).filter(isUse)) : nil
    }
  }

  func endpoints() -> [Finding] {
    context.elements(of: [.endpoint]).compactMap { endpoint in
      guard isOld(endpoint), let key = facts.operation(endpoint)?.key else { return nil }
      let holder = model[endpoint].parent
      var targets = KindSet.components.contains(model[holder].kind) ? [holder] : []
      if case .element(let target) = model.stated(.to, of: endpoint)?.value, target != holder { targets.append(target) }
      let uses = targets.flatMap { model.incoming($0) }.filter {
        model.label($0).flatMap(Operation.init)?.key == key && isUse($0)
      }
      return finding(endpoint, uses)
    }
  }

  /// Relations that are not to be used and that a flow takes.
  func relations() -> [Finding] {
    var takers: [RelationID: ElementID] = [:]
    for flow in model.flows where context.isSound(flow.element) && !isOld(flow.element) {
      for step in flow.steps where takers[step.relation] == nil { takers[step.relation] = flow.element }
    }
    return context.relations.compactMap { relation in
      guard let flow = takers[relation], isOld(model.stated(.deprecated, of: relation)) else { return nil }
      return Finding(
        .relation(relation),
        "\(Wording.ends(relation, in: model)) is deprecated, and \(Wording.name(flow, in: model)) still takes it",
        at: model.span(relation), labels: [Label(model.nameSpan(flow), "takes it")],
        why: "what is on its way out gets no care", help: "lead the flow over what replaces it")
    }
  }
}
