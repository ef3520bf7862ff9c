import ArchModel

/// Which components are named by a property of another one or of a relation: `dead-letter`, `backup … to`, `fallback`,
/// `on`, `on-miss`, an endpoint's `to` and their like. Each is a use of what it names.
///
/// What a monitor watches is no use of the watched part, and records and views only speak about parts.
struct PartReferences {
  /// The pairs of what refers and what it refers to, in source order. What refers is a component or a boundary: of a
  /// relation its source, of an endpoint its holder; the program for `defaults`.
  private(set) var pairs: [(holder: ElementID, target: ElementID)] = []
  /// The monitors that watch something.
  private(set) var watching: Set<ElementID> = []

  init(_ model: Model) {
    for index in model.elements.indices.dropFirst() {
      let data = model.elements[index]
      guard !data.isRemoved, !data.properties.isEmpty else { continue }
      let element = ElementID(index)
      if KindSet.parts.contains(data.kind) {
        add(model.properties(of: element), from: element, in: model)
      } else if data.kind == .endpoint || data.kind == .event {
        add(model.properties(of: element), from: data.parent, in: model)
      }
    }
    for relation in model.liveRelations where !model[relation].properties.isEmpty {
      add(model.properties(of: relation), from: model[relation].source, in: model)
    }
    for entry in model.defaults { add(model.properties[entry.properties], from: .program, in: model) }
  }

  private mutating func add(_ properties: ArraySlice<StatedProperty>, from holder: ElementID, in model: Model) {
    for property in properties {
      if property.name == .watches {
        watching.insert(holder)
        continue
      }
      for target in model.references(property.stated.value)
      where target != holder && KindSet.parts.contains(model[target].kind) {
        pairs.append((holder, target))
      }
    }
  }
}
