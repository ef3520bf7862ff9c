import ArchModel
import ArchSyntax

/// Makes the document of a model in a few walks over its arrays.
struct ModelExport {
  /// The kinds that stand in `others`.
  private static let others: KindSet = [
    .constraints, .security, .capacity, .event, .asset, .tradeoff, .migration, .next, .pattern, .use, .environment,
    .scenario, .rule,
  ]

  private let model: Model
  private let identities: Identities
  private let values: ValueReader
  private let inherited: InheritedProperties
  private let positions: SourcePositions

  init(_ model: Model) {
    self.model = model
    identities = Identities(model)
    values = ValueReader(model: model, identities: identities)
    inherited = InheritedProperties(model)
    var spans: [Span] = []
    spans.reserveCapacity(model.elements.count + model.relations.count)
    for index in model.elements.indices.dropFirst() where !model.elements[index].isRemoved {
      spans.append(model.nameSpan(ElementID(index)))
    }
    for relation in model.liveRelations { spans.append(model.span(relation)) }
    for rule in model.customRules { spans.append(rule.span) }
    positions = SourcePositions(model.trees.map(\.source), spans: spans)
  }

  func document() -> ModelDocument {
    var document = ModelDocument(files: model.trees.map(\.source.path))
    document.relations = model.liveRelations.map(relation)
    for index in model.elements.indices.dropFirst() where !model.elements[index].isRemoved {
      let id = ElementID(index)
      switch model.elements[index].kind {
      case .system where id == model.system: document.system = element(id)
      case .requirement: document.requirements.append(element(id))
      case .decision: document.decisions.append(decision(id))
      case .failure: document.failures.append(element(id))
      case .phase: document.phases.append(element(id))
      case .endpoint: document.endpoints.append(element(id))
      case .view: document.views.append(element(id))
      case let kind where KindSet.components.contains(kind): document.components.append(element(id))
      case let kind where KindSet.boundaries.contains(kind): document.boundaries.append(element(id))
      case let kind where Self.others.contains(kind): document.others.append(element(id))
      default: break
      }
    }
    document.flows = model.flows.filter { !model[$0.element].isRemoved }.map(flow)
    let rules = model.customRules.filter { !$0.clauses.isEmpty }.map(rule)
    if !rules.isEmpty { document.rules = rules }
    return document
  }

  private func rule(_ rule: CustomRule) -> CustomRuleDocument {
    CustomRuleDocument(
      id: rule.id, title: rule.title, severity: rule.severity ?? Severity.error.rawValue, why: rule.why,
      help: rule.help, demands: model.demands(of: rule), file: positions.path(rule.span.file),
      range: positions.range(rule.span))
  }

  private func element(_ id: ElementID) -> ElementDocument {
    let data = model[id]
    let documentation = model.documentation(id)
    let span = model.nameSpan(id)
    var metadata: [String: String] = [:]
    for child in model.children(id, of: .metadata) {
      for property in model.properties(of: child) {
        metadata[model.interner.text(property.key)] = model.text(property.stated.value) ?? model.phrase(property)
      }
    }
    return ElementDocument(
      id: identities[id], name: data.name == .none ? nil : model.name(id), title: model.title(id),
      kind: data.kind.rawValue, path: data.name == .none ? "" : identities[id],
      boundary: model.boundary(of: id).map { identities[$0] },
      parent: data.parent == .program ? nil : identities[data.parent],
      description: documentation.isEmpty ? nil : documentation, tags: tags(id),
      madeBy: data.madeBy.map { identities[$0] }, file: positions.path(span.file), range: positions.range(span),
      properties: values.documents(model.properties(of: id)),
      effective: KindSet.components.contains(data.kind) ? effective(inherited.properties(of: id)) : [:],
      metadata: metadata)
  }

  /// Each tag once, in the order of the source.
  private func tags(_ id: ElementID) -> [String] {
    var result: [String] = []
    for tag in model.tags(id) {
      let text = model.interner.text(tag)
      if !result.contains(text) { result.append(text) }
    }
    return result
  }

  private func relation(_ id: RelationID) -> RelationDocument {
    let data = model[id]
    let span = model.span(id)
    return RelationDocument(
      id: identities[id], source: identities[data.source], target: identities[data.target], arrow: data.arrow.rawValue,
      label: model.label(id), madeBy: data.madeBy.map { identities[$0] }, file: positions.path(span.file),
      range: positions.range(span), properties: values.documents(model.properties(of: id)),
      effective: effective(inherited.properties(of: id)))
  }

  private func flow(_ flow: Flow) -> FlowDocument {
    var fans: [Int: Int] = [:]
    let steps = flow.steps.map { step in
      let relation = model[step.relation]
      var fan: Int?
      if step.fan > 0 {
        let known = fans[step.fan] ?? fans.count + 1
        fans[step.fan] = known
        fan = known
      }
      return FlowDocument.Step(
        source: identities[relation.source], target: identities[relation.target], arrow: relation.arrow.rawValue,
        relation: identities[step.relation], label: step.label.map { model.string($0) }, block: step.block, fan: fan)
    }
    let blocks = flow.blocks.map { block in
      FlowDocument.Block(
        kind: block.kind.rawValue, title: model.title(block.element), parent: block.parent, count: block.count,
        properties: values.documents(model.properties(of: block.element)))
    }
    let objective = model.children(flow.element, of: .objective).first
    return FlowDocument(
      element: element(flow.element), steps: steps, blocks: blocks,
      objective: objective.map { values.documents(model.properties(of: $0)) })
  }

  private func decision(_ id: ElementID) -> DecisionDocument {
    DecisionDocument(element: element(id), options: model.children(id, of: .option).map(element))
  }

  private func effective(_ properties: [EffectiveProperty]) -> [String: ValueDocument] {
    var result: [String: ValueDocument] = [:]
    for property in properties {
      guard let origin = origin(property.origin) else { continue }
      var document = values.document(property.property)
      document.origin = origin
      result[model.interner.text(property.property.key)] = document
    }
    return result
  }

  /// Where a property comes from; nil for what the part states itself.
  private func origin(_ origin: PropertyOrigin) -> OriginDocument? {
    switch origin {
    case .own: nil
    case .boundary(let element): OriginDocument(from: .boundary, id: identities[element], selector: nil)
    case .system(let element): OriginDocument(from: .system, id: identities[element], selector: nil)
    case .mesh(let element): OriginDocument(from: .mesh, id: identities[element], selector: nil)
    case .gateway(let element): OriginDocument(from: .gateway, id: identities[element], selector: nil)
    case .end(let element): OriginDocument(from: .end, id: identities[element], selector: nil)
    case .defaults(let entry): OriginDocument(from: .defaults, id: nil, selector: selector(entry))
    }
  }

  private func selector(_ entry: Int) -> String {
    switch model.defaults[entry].selector {
    case .everything: "*"
    case .kind(let kind): kind.rawValue
    case .tag(let tag): "#" + model.interner.text(tag)
    case .technology(let name): name
    }
  }
}
