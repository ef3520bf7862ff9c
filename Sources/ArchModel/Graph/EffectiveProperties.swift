/// From where an element or relation has a property.
public enum PropertyOrigin: Sendable, Hashable {
  /// It states it itself.
  case own
  case boundary(ElementID)
  case system(ElementID)
  case mesh(ElementID)
  case gateway(ElementID)
  /// The component at an end of the relation.
  case end(ElementID)
  /// An entry of `defaults`, by position in `Model.defaults`.
  case defaults(Int)
}

/// A property that is in effect, with its origin.
public struct EffectiveProperty: Sendable {
  /// Its position in `Model.properties`.
  public let index: Int
  public let property: StatedProperty
  public let origin: PropertyOrigin
}

/// Inheritance, in the order of the language: the element, its boundaries from the inside out, `system`, a `mesh` in the
/// boundary, a gateway for the calls to what it routes to, `defaults`.
///
/// Who asks for many properties passes an `InheritanceIndex`, which makes each answer cheap.
extension Model {
  public func effective(
    _ name: PropertyName, of element: ElementID, using prepared: InheritanceIndex? = nil
  ) -> EffectiveProperty? {
    let data = self[element]
    if let index = index(of: name, in: data.properties) { return effective(index, .own) }
    if inheritance(name, on: data.kind) == .`self` {
      for boundary in boundaries(around: element) {
        if let index = index(of: name, in: self[boundary].properties), reaches(properties[index], kind: data.kind) {
          return effective(index, .boundary(boundary))
        }
      }
      if name == .owner, let system, let index = index(of: name, in: self[system].properties) {
        return effective(index, .system(system))
      }
    }
    return defaultProperty(name, for: element, kind: data.kind, using: prepared)
  }

  public func effective(
    _ name: PropertyName, of relation: RelationID, using prepared: InheritanceIndex? = nil
  ) -> EffectiveProperty? {
    let data = self[relation]
    if let index = index(of: name, in: data.properties) { return effective(index, .own) }
    switch inheritance(name, on: .relation) {
    case .none, .`self`: return nil
    case .outgoing:
      if let index = index(of: name, in: self[data.source].properties), reaches(properties[index], kind: .relation) {
        return effective(index, .end(data.source))
      }
    case .incoming:
      if let index = index(of: name, in: self[data.target].properties), reaches(properties[index], kind: .relation) {
        return effective(index, .end(data.target))
      }
    }
    for boundary in boundaries(around: data.source) {
      if let index = index(of: name, in: self[boundary].properties), reaches(properties[index], kind: .relation) {
        return effective(index, .boundary(boundary))
      }
      for mesh in meshes(in: boundary) {
        if let index = index(of: name, in: self[mesh].properties), reaches(properties[index], kind: .relation) {
          return effective(index, .mesh(mesh))
        }
      }
    }
    return defaultProperty(name, for: data.source, kind: .relation, using: prepared)
  }

  private func effective(_ index: Int, _ origin: PropertyOrigin) -> EffectiveProperty {
    EffectiveProperty(index: index, property: properties[index], origin: origin)
  }

  /// The boundaries around an element, the innermost first.
  public func boundaries(around element: ElementID) -> [ElementID] {
    var result: [ElementID] = []
    var current = self[element].parent
    while current != .program {
      if KindSet.boundaries.contains(self[current].kind) { result.append(current) }
      current = self[current].parent
    }
    return result
  }

  private func inheritance(_ name: PropertyName, on kind: Kind) -> Inheritance {
    Schema.row(name, on: kind).map { Schema.properties[$0].inheritance } ?? .none
  }

  /// Only `at-rest` reaches stores and other components, only `tls` and `mtls` reach relations.
  private func reaches(_ property: StatedProperty, kind: Kind) -> Bool {
    guard property.name == .encrypted else { return true }
    let words = texts(property.stated.value)
    return words.contains { word in
      let isTransport = word == "tls" || word == "mtls"
      return kind == .relation ? isTransport : !isTransport
    }
  }

  /// The first entry that speaks of the element and has the property: by tag, by technology, by kind, of everything.
  private func defaultProperty(
    _ name: PropertyName, for element: ElementID, kind: Kind, using prepared: InheritanceIndex?
  ) -> EffectiveProperty? {
    guard !defaults.isEmpty else { return nil }
    let entries: [Int]
    if let prepared {
      entries = prepared.entries(of: element)
    } else {
      guard defaults.contains(where: { index(of: name, in: $0.properties) != nil }) else { return nil }
      var matcher = DefaultMatcher(self)
      entries = matcher.entries(of: element)
    }
    for entry in entries {
      guard let index = index(of: name, in: defaults[entry].properties), reaches(properties[index], kind: kind) else {
        continue
      }
      return effective(index, .defaults(entry))
    }
    return nil
  }

  /// What the catalogue knows of an element's `tech:`; nil where it is not stated or not known.
  public func technology(_ element: ElementID) -> Technology? {
    technologyText(element).flatMap { TechnologyCatalogue.find($0) }
  }

  /// `tech:` as it is written, with its version: `PostgreSQL 16`.
  public func technologyText(_ element: ElementID) -> String? {
    stated(.tech, of: element).flatMap { text($0.value) }
  }
}
