import ArchModel

/// All numbers of a model that analyses read, each with its place, inherited ones included.
///
/// A figure of a what-if or of a sensitivity is computed from a copy with one number changed; the model stays as it is.
/// Where an `extend` puts another technology in place of the declared one, what was stated for the old one stays and
/// counts as assumed.
public struct Inputs: Sendable {
  public let model: Model
  private var elementSlots: [Input?]
  private var relationSlots: [Input?]
  /// The position of an element in the slots, by element; -1 for what states no numbers.
  private let slotOfElement: [Int32]
  /// The `constraints` of the program; the first that states a number wins.
  public let constraints: [ElementID]
  /// All prices, those of elements first; each with what it is the price of.
  public private(set) var prices: [Price]
  /// Where the prices of an element begin, by element; those of relations stand behind the last.
  private let firstPrice: [Int32]
  /// The statement that a sensitivity moved, and by which factor.
  private(set) var moved: (property: Int32, factor: Double)?

  private static let holders: KindSet =
    KindSet.components | KindSet.boundaries | [.flow, .alternative, .constraints]

  /// Takes O(elements + relations + statements).
  public init(_ model: Model) {
    self.model = model
    let holders = model.elements(of: Self.holders)
    var slots = [Int32](repeating: -1, count: model.elements.count)
    for (slot, element) in holders.enumerated() { slots[Int(element.index)] = Int32(truncatingIfNeeded: slot) }
    slotOfElement = slots
    constraints = holders.filter { model[$0].kind == .constraints }
    var elementSlots = [Input?](repeating: nil, count: holders.count * InputName.count)
    var relationSlots = [Input?](repeating: nil, count: model.relations.count * RelationInputName.count)

    var prices: [Price] = []
    var pricesOf = [Int32](repeating: 0, count: model.elements.count + 1)

    let inheritance = InputInheritance(model)
    for (slot, element) in holders.enumerated() {
      let start = slot * InputName.count
      inheritance.forEachProperty(of: element) { place, name, confidence in
        if name == .cost {
          prices += Price.all(of: .element(element), at: place, isOld: confidence, in: model)
          return
        }
        InputReading.read(model.properties[place], named: name, at: place, confidence: confidence, in: model) {
          elementSlots[start + Int($0.rawValue)] = $1
        }
      }
    }
    for price in prices {
      if case .element(let element) = price.subject { pricesOf[Int(element.index) + 1] += 1 }
    }
    for index in model.elements.indices { pricesOf[index + 1] += pricesOf[index] }
    firstPrice = pricesOf
    for index in model.relations.indices where !model.relations[index].isRemoved {
      if let place = model.index(of: .cost, in: model.relations[index].properties) {
        prices += Price.all(of: .relation(RelationID(index)), at: place, isOld: nil, in: model)
      }
      let start = index * RelationInputName.count
      inheritance.forEachProperty(of: RelationID(index)) { place, name in
        InputReading.read(model.properties[place], ofRelation: name, at: place, in: model) {
          relationSlots[start + Int($0.rawValue)] = $1
        }
      }
    }
    self.elementSlots = elementSlots
    self.relationSlots = relationSlots
    self.prices = prices
  }

  /// What an element costs, by its own statement or by default.
  public func prices(of element: ElementID) -> ArraySlice<Price> {
    prices[Int(firstPrice[Int(element.index)])..<Int(firstPrice[Int(element.index) + 1])]
  }

  /// What the calls of relations cost, in the order of the relations.
  public var relationPrices: ArraySlice<Price> { prices[Int(firstPrice.last ?? 0)...] }

  /// What an element states or inherits, or nil.
  public subscript(element: ElementID, name: InputName) -> Input? {
    get {
      guard let start = start(of: element) else { return nil }
      return elementSlots[start + Int(name.rawValue)]
    }
    set {
      guard let start = start(of: element) else { return }
      elementSlots[start + Int(name.rawValue)] = newValue
    }
  }

  public subscript(relation: RelationID, name: RelationInputName) -> Input? {
    get { relationSlots[Int(relation.index) * RelationInputName.count + Int(name.rawValue)] }
    set { relationSlots[Int(relation.index) * RelationInputName.count + Int(name.rawValue)] = newValue }
  }

  /// The number, or that it is missing.
  public func known(_ element: ElementID, _ name: InputName) -> Known<Double> {
    self[element, name].map { .known($0.value) } ?? .unknown(Missing(.element(element), name.property))
  }

  public func known(_ relation: RelationID, _ name: RelationInputName) -> Known<Double> {
    self[relation, name].map { .known($0.value) } ?? .unknown(Missing(.relation(relation), name.property))
  }

  /// A number of the `constraints`, with the element that states it.
  public func constraint(_ name: InputName) -> (element: ElementID, input: Input)? {
    for element in constraints {
      if let input = self[element, name] { return (element, input) }
    }
    return nil
  }

  /// A number of the `constraints`, or that it is missing.
  public func knownConstraint(_ name: InputName) -> Known<Double> {
    constraint(name).map { .known($0.input.value) }
      ?? .unknown(Missing(constraints.first.map { .element($0) } ?? .system, name.property))
  }

  /// A copy in which every number that one statement gives is multiplied; for "what if this assumption is off by half".
  public func scaling(property: Int32, by factor: Double) -> Inputs {
    var copy = self
    for index in copy.elementSlots.indices where copy.elementSlots[index]?.property == property {
      copy.elementSlots[index]?.value *= factor
    }
    for index in copy.relationSlots.indices where copy.relationSlots[index]?.property == property {
      copy.relationSlots[index]?.value *= factor
    }
    for index in copy.prices.indices where copy.prices[index].input.property == property {
      copy.prices[index].input.value *= factor
    }
    return copy
  }

  /// A copy in which a statement is off by a factor, as far as a number of its kind can be: of an availability the share
  /// that it lacks is multiplied, other shares stay within one.
  public func moving(property: Int32, by factor: Double) -> Inputs {
    func moved(_ input: Input, isAvailability: Bool) -> Input {
      var result = input
      if isAvailability {
        result.value = min(1, max(0, 1 - (1 - input.value) * factor))
      } else {
        result.value = input.value * factor
        if input.dimension == .ratio { result.value = min(max(1, input.value), result.value) }
      }
      return result
    }
    var copy = self
    copy.moved = (property, factor)
    for index in elementSlots.indices {
      guard let input = elementSlots[index], input.property == property else { continue }
      let name = InputName(rawValue: UInt8(truncatingIfNeeded: index % InputName.count))
      copy.elementSlots[index] = moved(input, isAvailability: name == .availability)
    }
    for index in relationSlots.indices {
      guard let input = relationSlots[index], input.property == property else { continue }
      copy.relationSlots[index] = moved(input, isAvailability: false)
    }
    for index in copy.prices.indices where copy.prices[index].input.property == property {
      copy.prices[index].input = moved(copy.prices[index].input, isAvailability: false)
    }
    return copy
  }

  /// What is not sure: the first subject that reads each statement that is assumed, aimed at or promised by somebody
  /// else, in the order of elements and relations.
  public var unsure: [Term] {
    var seen: Set<Int32> = []
    var result: [Term] = []
    func add(_ input: Input?, _ subject: FigureSubject, _ property: PropertyName) {
      guard let input, input.property >= 0, [.assumed, .target, .sla].contains(input.confidence),
        seen.insert(input.property).inserted
      else { return }
      result.append(Term(subject, property, input.quantity, input))
    }
    for index in slotOfElement.indices where slotOfElement[index] >= 0 {
      let start = Int(slotOfElement[index]) * InputName.count
      for name in InputName.allCases {
        add(elementSlots[start + Int(name.rawValue)], .element(ElementID(index)), name.property)
      }
    }
    for relation in model.liveRelations {
      let start = Int(relation.index) * RelationInputName.count
      for name in RelationInputName.allCases {
        add(relationSlots[start + Int(name.rawValue)], .relation(relation), name.property)
      }
    }
    for price in prices { add(price.input, price.subject, .cost) }
    return result
  }

  private func start(of element: ElementID) -> Int? {
    let slot = slotOfElement[Int(element.index)]
    return slot < 0 ? nil : Int(slot) * InputName.count
  }
}
