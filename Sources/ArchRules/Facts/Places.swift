import ArchModel

/// How far the inside of a place is trusted, the least first.
public enum Trust: String, Sendable, Hashable, CaseIterable, Comparable {
  case `public`, dmz, `private`, restricted

  private var rank: Int {
    switch self {
    case .public: 0
    case .dmz: 1
    case .private: 2
    case .restricted: 3
    }
  }

  public static func < (a: Trust, b: Trust) -> Bool { a.rank < b.rank }
}

/// Where each element stands: in which process, zone and region, and how far that is trusted. One walk, since parents
/// stand before their children.
struct Places {
  var processes: [ElementID]
  var trusts: [Trust?]
  var zones: [ElementID?]
  var regions: [ElementID?]

  init(_ model: Model) {
    processes = model.elements.indices.map { ElementID($0) }
    trusts = [Trust?](repeating: nil, count: model.elements.count)
    zones = [ElementID?](repeating: nil, count: model.elements.count)
    regions = zones
  }

  mutating func walk(_ model: Model) {
    for index in model.elements.indices.dropFirst() {
      let element = ElementID(index)
      let data = model[element]
      let parent = Int(data.parent.index)
      guard parent < index else { continue }
      let isStated = KindSet.boundaries.contains(data.kind)
      let own = isStated ? model.stated(.trust, of: element).flatMap { model.word($0.value) } : nil
      trusts[index] = own.flatMap(Trust.init) ?? trusts[parent]
      zones[index] = data.kind == .zone ? element : zones[parent]
      regions[index] = data.kind == .region ? element : regions[parent]
      if KindSet.components.contains(data.kind), KindSet.components.contains(model[data.parent].kind) {
        processes[index] = processes[parent]
      }
    }
  }
}

extension ModelFacts {
  /// The program that a component is part of: of a module the service that holds it, else itself.
  public func process(of element: ElementID) -> ElementID { processes[Int(element.index)] }

  /// How far the place of an element is trusted, by the innermost boundary that states `trust`; nil where none does.
  public func trust(of element: ElementID) -> Trust? { trusts[Int(element.index)] }

  /// The innermost `zone` around an element, or nil.
  public func zone(of element: ElementID) -> ElementID? { zones[Int(element.index)] }

  /// The innermost `region` around an element, or nil.
  public func region(of element: ElementID) -> ElementID? { regions[Int(element.index)] }

  /// Whether an element is outside of what the system controls: an actor, client or external that does not stand in a
  /// boundary of private or restricted trust.
  public func isOutside(_ element: ElementID) -> Bool {
    KindSet.outside.contains(model[element].kind) && (trust(of: element).map { $0 < .private } ?? true)
  }

  /// Whether a relation leaves the zone or region that it starts in, or joins what is outside with what is inside.
  public func leavesItsZone(_ relation: RelationID) -> Bool {
    let data = model[relation]
    return isOutside(data.source) != isOutside(data.target) || zone(of: data.source) != zone(of: data.target)
      || region(of: data.source) != region(of: data.target)
  }
}
