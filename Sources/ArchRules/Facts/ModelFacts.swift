import ArchModel

/// What several rules ask of a model, worked out once a run in near-linear time. The files beside this one hold one
/// question each.
public final class ModelFacts: Sendable {
  public let model: Model
  /// The relations of which no compile error hides anything, nor of their ends; in source order.
  let relations: [RelationID]
  /// What is inherited, prepared for asking often.
  let inheritance: InheritanceIndex
  /// The program in which each component runs; see `process(of:)`.
  let processes: [ElementID]
  /// The trust of each element; see `trust(of:)`.
  let trusts: [Trust?]
  /// The innermost zone and region around each element; see `zone(of:)`.
  let zones: [ElementID?]
  let regions: [ElementID?]
  /// What the catalogue knows of each stated technology, by its text.
  let technologies: [String: Technology]
  /// Where messages go that nobody could handle.
  public let deadLetterTargets: Set<ElementID>
  /// Where backups go.
  public let backupTargets: Set<ElementID>
  /// The endpoints that each component answers: its own, and those that lead to it.
  let endpointsOf: [ElementID: [ElementID]]

  public init(_ model: Model) {
    self.model = model
    relations = model.liveRelations.filter { model.isSound($0) }
    inheritance = InheritanceIndex(model)
    var places = Places(model)
    places.walk(model)
    processes = places.processes
    trusts = places.trusts
    zones = places.zones
    regions = places.regions

    var technologies: [String: Technology] = [:]
    var deadLetters: Set<ElementID> = []
    var backups: Set<ElementID> = []
    var endpoints: [ElementID: [ElementID]] = [:]
    for index in model.elements.indices.dropFirst() where !model.elements[index].isRemoved {
      let element = ElementID(index)
      let kind = model.elements[index].kind
      if kind == .endpoint {
        var holders: [ElementID] = []
        if KindSet.components.contains(model[model[element].parent].kind) { holders.append(model[element].parent) }
        if case .element(let target) = model.stated(.to, of: element)?.value, !holders.contains(target) {
          holders.append(target)
        }
        for holder in holders { endpoints[holder, default: []].append(element) }
        continue
      }
      guard KindSet.components.contains(kind), !model.elements[index].properties.isEmpty else { continue }
      if let text = model.technologyText(element), technologies[text] == nil {
        technologies[text] = TechnologyCatalogue.find(text)
      }
      for property in model.properties(of: element) {
        if property.name == .deadLetter { deadLetters.formUnion(model.references(property.stated.value)) }
        if property.name == .backup, let target = model.backup(property.stated)?.destination { backups.insert(target) }
      }
    }
    for entry in model.defaults {
      for property in model.properties[entry.properties] {
        if property.name == .deadLetter { deadLetters.formUnion(model.references(property.stated.value)) }
        if property.name == .backup, let target = model.backup(property.stated)?.destination { backups.insert(target) }
      }
    }
    self.technologies = technologies
    deadLetterTargets = deadLetters
    backupTargets = backups
    endpointsOf = endpoints
  }

  public func kind(_ element: ElementID) -> Kind { model[element].kind }

  /// What the catalogue knows of an element's `tech:`; nil where it is not stated or not known.
  public func technology(_ element: ElementID) -> Technology? {
    model.technologyText(element).flatMap { technologies[$0] }
  }

  /// The endpoints that a component answers: those it holds, and those of others that lead to it; in source order.
  public func endpoints(of component: ElementID) -> [ElementID] { endpointsOf[component] ?? [] }
}
