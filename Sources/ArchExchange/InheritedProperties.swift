import ArchModel

/// Finds what components and relations have without stating it.
///
/// Only names that something in the program hands down are asked for, so that a model without `defaults` costs nothing.
struct InheritedProperties {
  private let model: Model
  private let ofElements: [Kind: [PropertyName]]
  private let ofRelations: [PropertyName]

  init(_ model: Model) {
    self.model = model
    var handed: Set<PropertyName> = []
    for entry in model.defaults { Self.insert(model.properties[entry.properties], into: &handed) }
    for element in model.elements(of: KindSet.boundaries | [.system, .mesh]) {
      Self.insert(model.properties(of: element), into: &handed)
    }
    // Relations also inherit from the components at their ends.
    var handedToRelations = handed
    for element in model.components { Self.insert(model.properties(of: element), into: &handedToRelations) }

    let names = PropertyName.allCases
    var ofElements: [Kind: [PropertyName]] = [:]
    for kind in KindSet.components.kinds {
      ofElements[kind] = names.filter { handed.contains($0) && Schema.row($0, on: kind) != nil }
    }
    self.ofElements = ofElements
    ofRelations = names.filter { handedToRelations.contains($0) && Schema.row($0, on: .relation) != nil }
  }

  private static func insert(_ properties: some Sequence<StatedProperty>, into names: inout Set<PropertyName>) {
    for property in properties { if let name = property.name { names.insert(name) } }
  }

  /// What is in effect on a component and not stated on it, in the order of the schema.
  func properties(of element: ElementID) -> [EffectiveProperty] {
    (ofElements[model[element].kind] ?? []).compactMap { name in
      guard let effective = model.effective(name, of: element), effective.origin != .own else { return nil }
      return effective
    }
  }

  func properties(of relation: RelationID) -> [EffectiveProperty] {
    ofRelations.compactMap { name in
      guard let effective = model.effective(name, of: relation), effective.origin != .own else { return nil }
      return effective
    }
  }
}
