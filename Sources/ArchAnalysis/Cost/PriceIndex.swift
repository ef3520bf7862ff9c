import ArchModel

/// The prices of a model by what they are of and by the boundaries around it, so that a figure of one part or boundary
/// looks at its own prices only.
struct PriceIndex: Sendable {
  struct Group: Sendable {
    let subject: FigureSubject
    var prices: [Price]
  }

  /// What has a price, in the order of the source.
  let groups: [Group]
  /// Parts that have no price though they are ours.
  let unpriced: [ElementID]
  private let isUnpriced: Set<ElementID>
  private let groupOfRelation: [RelationID: Int]
  private let groupsOfElement: [ElementID: [Int]]
  private let groupsInside: [ElementID: [Int]]
  private let unpricedInside: [ElementID: [ElementID]]

  init(_ inputs: Inputs) {
    let model = inputs.model
    var groups: [Group] = []
    for price in inputs.prices {
      if groups.last?.subject == price.subject {
        groups[groups.count - 1].prices.append(price)
      } else {
        groups.append(Group(subject: price.subject, prices: [price]))
      }
    }
    self.groups = groups
    unpriced = Self.unpriced(inputs)
    isUnpriced = Set(unpriced)
    var groupsOfElement: [ElementID: [Int]] = [:]
    var groupOfRelation: [RelationID: Int] = [:]
    var groupsInside: [ElementID: [Int]] = [:]
    for (index, group) in groups.enumerated() {
      switch group.subject {
      case .system: break
      case .relation(let relation): groupOfRelation[relation] = groupOfRelation[relation] ?? index
      case .element(let element):
        groupsOfElement[element, default: []].append(index)
        for place in Self.places(around: element, model) { groupsInside[place, default: []].append(index) }
      }
    }
    var unpricedInside: [ElementID: [ElementID]] = [:]
    for element in unpriced {
      for place in Self.places(around: element, model) { unpricedInside[place, default: []].append(element) }
    }
    self.groupOfRelation = groupOfRelation
    self.groupsOfElement = groupsOfElement
    self.groupsInside = groupsInside
    self.unpricedInside = unpricedInside
  }

  func prices(of relation: RelationID) -> [Price] { groupOfRelation[relation].map { groups[$0].prices } ?? [] }

  /// What has a price of what a source reaches: positions in `groups`, ascending.
  func groups(reachedBy unit: UnitLoads) -> [Int] {
    var result = unit.elements.flatMap { groupsOfElement[$0.id] ?? [] }
    result += unit.relations.compactMap { groupOfRelation[$0.id] }
    return result.sorted()
  }

  /// Of what a source reaches, the parts that have no price though they are ours.
  func unpriced(reachedBy unit: UnitLoads) -> [ElementID] { unit.elements.map(\.id).filter(isUnpriced.contains) }

  /// What has a price inside a boundary, and the boundary itself: positions in `groups`.
  func groups(inside boundary: ElementID) -> [Int] { groupsInside[boundary] ?? [] }

  func unpriced(inside boundary: ElementID) -> [ElementID] { unpricedInside[boundary] ?? [] }

  /// The element itself and what holds it.
  private static func places(around element: ElementID, _ model: Model) -> [ElementID] {
    var result: [ElementID] = []
    var place = element
    while place != .program {
      result.append(place)
      place = model[place].parent
    }
    return result
  }

  /// Not those inside or on a part that has a price.
  private static func unpriced(_ inputs: Inputs) -> [ElementID] {
    let model = inputs.model
    let hosts = LoadAnalysis.hosts(model)
    return model.components.filter { element in
      guard inputs.prices(of: element).isEmpty, !KindSet.outside.contains(model[element].kind) else { return false }
      var place = model[element].parent
      while place != .program {
        let isCarrier = KindSet.components.contains(model[place].kind) || model[place].kind == .cluster
        if isCarrier, !inputs.prices(of: place).isEmpty { return false }
        place = model[place].parent
      }
      let host = hosts[Int(element.index)]
      return host < 0 || inputs.prices(of: ElementID(Int(host))).isEmpty
    }
  }
}
