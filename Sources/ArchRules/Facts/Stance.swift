import ArchModel

/// What a program says about something: that it is so, that it is not, or nothing.
public enum Stance: Sendable, Hashable {
  case yes, no, unstated

  /// What a value says: `false` and a bare `none` deny.
  init(_ stated: Stated?, in model: Model) {
    guard let stated else {
      self = .unstated
      return
    }
    if stated.value == .flag(false) {
      self = .no
      return
    }
    let items = model.items(stated)
    let denies = !items.isEmpty && items.allSatisfy { model.word($0.value) == "none" }
    self = denies ? .no : .yes
  }
}

extension ModelFacts {
  /// A property of an element with all that it inherits.
  public func effective(_ name: PropertyName, of element: ElementID) -> EffectiveProperty? {
    model.effective(name, of: element, using: inheritance)
  }

  /// A property of a relation with all that it inherits.
  public func effective(_ name: PropertyName, of relation: RelationID) -> EffectiveProperty? {
    model.effective(name, of: relation, using: inheritance)
  }

  /// The value in effect on an element; a module has what the service has that holds it.
  public func value(_ name: PropertyName, of element: ElementID) -> Stated? {
    var current = element
    while KindSet.components.contains(model[current].kind) {
      if let property = effective(name, of: current) { return property.property.stated }
      current = model[current].parent
    }
    return current == element ? effective(name, of: element)?.property.stated : nil
  }

  /// The value in effect on a relation.
  public func value(_ name: PropertyName, of relation: RelationID) -> Stated? {
    effective(name, of: relation)?.property.stated
  }

  /// What is said of an element.
  public func stance(_ name: PropertyName, of element: ElementID) -> Stance {
    Stance(value(name, of: element), in: model)
  }

  /// What is said of a relation.
  public func stance(_ name: PropertyName, of relation: RelationID) -> Stance {
    Stance(value(name, of: relation), in: model)
  }

  /// What is said of an endpoint: by itself, else by the component that holds it, else by the one that does the work.
  public func stance(_ name: PropertyName, ofEndpoint endpoint: ElementID) -> Stance {
    if let own = model.stated(name, of: endpoint) { return Stance(own, in: model) }
    let holder = model[endpoint].parent
    if KindSet.components.contains(model[holder].kind) {
      let stance = stance(name, of: holder)
      if stance != .unstated { return stance }
    }
    if case .element(let target) = model.stated(.to, of: endpoint)?.value, target != holder {
      return stance(name, of: target)
    }
    return Stance(effective(name, of: endpoint)?.property.stated, in: model)
  }

  /// Whether an element states the flag itself.
  public func isTrue(_ name: PropertyName, of element: ElementID) -> Bool {
    model.stated(name, of: element)?.value == .flag(true)
  }

  public func isTrue(_ name: PropertyName, of relation: RelationID) -> Bool {
    value(name, of: relation)?.value == .flag(true)
  }

  /// What the `security` block of the program says in words, such as where all input is checked.
  public func isSaidInWords(_ name: PropertyName) -> Bool {
    model.elements(of: .security).contains { model.stated(name, of: $0).map { Stance($0, in: model) == .yes } ?? false }
  }
}
