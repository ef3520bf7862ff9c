import ArchModel

/// The independent events that decide whether flows succeed: that a part's replicas carry it, that a boundary holds,
/// that a store has its primary.
struct AvailabilityEvents: Sendable {
  enum Role: Sendable, Hashable {
    /// The part itself, all replicas taken together.
    case part
    /// The part's replicas in as many of its boundaries as are there, given that fewer would not do: the events of all
    /// places up to `place` make the chance for that many.
    case spread(place: Int)
    /// Another replica has taken over as primary.
    case takeover
    /// The primary, from which nobody takes over by itself.
    case primary
  }

  struct Event: Sendable {
    let element: ElementID
    let role: Role
    let availability: Known<Double>
  }

  private(set) var events: [Event] = []
  /// By element: its event, the first one where replicas are spread over boundaries; -1 for none.
  private(set) var event: [Int32]
  /// By element: the event that it has its primary; -1 for none.
  private(set) var primary: [Int32]
  /// By element, where replicas are spread over boundaries that can fail: the numbers of replicas that the events stand
  /// for, ascending; one for each event.
  private(set) var spreadCounts: [Int32: [Double]] = [:]
  /// By element: its group; nil for what has none.
  private(set) var groups: [ReplicaGroup?]

  /// - Parameters:
  ///   - peak: the load that replicas have to carry.
  ///   - outages: what is out of order for certain.
  init(_ dependencies: PartDependencies, _ resources: ResourceAnalysis, peak: Loads, outages: Outages) {
    let inputs = dependencies.inputs
    let model = inputs.model
    event = [Int32](repeating: -1, count: model.elements.count)
    primary = event
    groups = [ReplicaGroup?](repeating: nil, count: model.elements.count)
    for index in model.elements.indices where dependencies.counts[index] {
      let element = ElementID(index)
      let group = ReplicaGroup(of: element, in: resources, peak: peak, lost: outages.replicasLost[element] ?? 0)
      groups[index] = group
      event[index] = Int32(truncatingIfNeeded: events.count)
      if outages.down.contains(element) {
        events.append(Event(element: element, role: .part, availability: .known(0)))
        continue
      }
      let spread = Self.spread(of: Int32(truncatingIfNeeded: index), group, dependencies)
      if spread.isEmpty {
        events.append(Event(element: element, role: .part, availability: group.reading))
      } else {
        addSpread(group, counts: spread, inputs)
      }
      addPrimary(group, isDown: outages.withoutPrimary.contains(element))
    }
  }

  /// The numbers of replicas that may be left, ascending, as boundaries over which they are spread fail; empty where
  /// none of them can.
  private static func spread(
    of element: Int32, _ group: ReplicaGroup, _ dependencies: PartDependencies
  ) -> [Double] {
    guard !group.isWhole, group.availability.value != nil,
      let clause = dependencies.fixedClauses(of: element).first(where: { $0.form == .spread })
    else { return [] }
    let zones = clause.members.map { dependencies.members[Int($0)] }
    guard zones.count <= ReplicaPlacement.zoneLimit, zones.contains(where: { dependencies.canFail($0) }) else {
      return []
    }
    return ReplicaPlacement(replicas: group.running, zones: zones.count).counts.filter { $0 >= group.needed }
  }

  private mutating func addSpread(_ group: ReplicaGroup, counts: [Double], _ inputs: Inputs) {
    spreadCounts[group.element.index] = counts
    let each = inputs[group.element, .availability]?.value ?? 0
    let common = inputs[group.element, .commonCause]?.value ?? 0
    var above = 1.0
    // The most replicas first: each further event is the chance of fewer, given that of more.
    for (place, count) in counts.reversed().enumerated() {
      let chance = RedundantReplicas.availability(
        needed: group.needed, of: count, each: each, commonCause: common)
      events.append(
        Event(
          element: group.element, role: .spread(place: place),
          availability: .known(above > 0 ? min(1, chance / above) : 0)))
      above = chance
    }
  }

  private mutating func addPrimary(_ group: ReplicaGroup, isDown: Bool) {
    guard group.primary != .none || isDown else { return }
    let share: Known<Double> =
      isDown
      ? .known(0)
      : group.reading.with(group.availability).map { reading, writing in
        reading > 0 ? min(1, writing / reading) : 0
      }
    guard share.value != 1 else { return }
    primary[Int(group.element.index)] = Int32(truncatingIfNeeded: events.count)
    events.append(
      Event(
        element: group.element, role: group.primary == .automatic ? .takeover : .primary, availability: share))
  }
}

/// How replicas lie in the boundaries over which they are spread: as evenly as can be, the first ones one more.
struct ReplicaPlacement: Sendable {
  static let zoneLimit = 16
  let replicas: Double
  let zones: Int

  /// How many lie in a boundary, by its place in the list.
  func count(in zone: Int) -> Double {
    guard zones > 0 else { return 0 }
    let even = (replicas / Double(zones)).rounded(.down)
    return even + (Double(zone) < replicas - even * Double(zones) ? 1 : 0)
  }

  /// All sums of what may be left, ascending.
  var counts: [Double] {
    var sums: Set<Double> = [0]
    for zone in 0..<min(zones, Self.zoneLimit) {
      let here = count(in: zone)
      sums.formUnion(sums.map { $0 + here })
    }
    return sums.sorted()
  }
}

/// What is out of order for certain.
struct Outages: Sendable, Hashable {
  var down: Set<ElementID> = []
  /// How many replicas are gone, of parts that go on with the rest.
  var replicasLost: [ElementID: Double] = [:]
  /// Stores without a primary, which nobody replaces by itself.
  var withoutPrimary: Set<ElementID> = []

  static let none = Outages()
  var isEmpty: Bool { down.isEmpty && replicasLost.isEmpty && withoutPrimary.isEmpty }
}

extension PartDependencies {
  /// Whether a boundary, or one around it, fails as one.
  func canFail(_ boundary: Int32) -> Bool {
    counts[Int(boundary)] || !clauses(of: boundary).isEmpty
  }
}
