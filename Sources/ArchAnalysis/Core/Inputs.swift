import ArchModel

/// All numbers of a model that analyses read, each with its place, inherited ones included.
///
/// A figure of a what-if or of a sensitivity is computed from a copy with one number changed; the model stays as it is.
public struct Inputs: Sendable {
  public let model: Model
  private var componentSlots: [Input?]
  private var relationSlots: [Input?]
  /// The position of a component in the slots, by element; -1 for what is none.
  private let slotOfElement: [Int32]

  public init(_ model: Model) {
    self.model = model
    let holders = model.elements(of: KindSet.components | KindSet.boundaries)
    var slots = [Int32](repeating: -1, count: model.elements.count)
    for (slot, element) in holders.enumerated() { slots[Int(element.index)] = Int32(slot) }
    slotOfElement = slots
    componentSlots = [Input?](repeating: nil, count: holders.count * InputName.allCases.count)
    relationSlots = [Input?](repeating: nil, count: model.relations.count * RelationInputName.allCases.count)
    for (slot, element) in holders.enumerated() {
      let start = slot * InputName.allCases.count
      for (name, input) in InputReading.inputs(of: element, in: model) {
        componentSlots[start + Int(name.rawValue)] = input
      }
    }
    for relation in model.liveRelations {
      let start = Int(relation.index) * RelationInputName.allCases.count
      for (name, input) in InputReading.inputs(of: relation, in: model) {
        relationSlots[start + Int(name.rawValue)] = input
      }
    }
  }

  /// What a component or boundary states or inherits, or nil.
  public subscript(element: ElementID, name: InputName) -> Input? {
    get {
      guard let start = start(of: element) else { return nil }
      return componentSlots[start + Int(name.rawValue)]
    }
    set {
      guard let start = start(of: element) else { return }
      componentSlots[start + Int(name.rawValue)] = newValue
    }
  }

  public subscript(relation: RelationID, name: RelationInputName) -> Input? {
    get { relationSlots[Int(relation.index) * RelationInputName.allCases.count + Int(name.rawValue)] }
    set { relationSlots[Int(relation.index) * RelationInputName.allCases.count + Int(name.rawValue)] = newValue }
  }

  /// The number, or that it is missing.
  public func known(_ element: ElementID, _ name: InputName) -> Known<Double> {
    self[element, name].map { .known($0.value) } ?? .unknown(Missing(.element(element), name.property))
  }

  public func known(_ relation: RelationID, _ name: RelationInputName) -> Known<Double> {
    self[relation, name].map { .known($0.value) } ?? .unknown(Missing(.relation(relation), name.property))
  }

  /// A copy in which every number that one statement gives is multiplied; for "what if this assumption is off by half".
  public func scaling(property: Int32, by factor: Double) -> Inputs {
    var copy = self
    for index in copy.componentSlots.indices where copy.componentSlots[index]?.property == property {
      copy.componentSlots[index]?.value *= factor
    }
    for index in copy.relationSlots.indices where copy.relationSlots[index]?.property == property {
      copy.relationSlots[index]?.value *= factor
    }
    return copy
  }

  private func start(of element: ElementID) -> Int? {
    let slot = slotOfElement[Int(element.index)]
    return slot < 0 ? nil : Int(slot) * InputName.allCases.count
  }
}
