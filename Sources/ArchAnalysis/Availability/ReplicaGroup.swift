import ArchModel

/// A component's own replicas as one thing that works or not: how many have to work, of how many, and how surely.
public struct ReplicaGroup: Sendable, Hashable {
  /// Who takes over from the one replica that writes.
  public enum Primary: Sendable, Hashable {
    /// There is no such replica, or nothing says so.
    case none
    /// Another replica takes over after so many seconds.
    case automatic
    /// A person makes another replica the primary; for writes the primary is a single point of failure.
    case manual
  }

  public let element: ElementID
  /// Whether the stated availability is that of the whole part: `total`, outside, managed, or a boundary.
  public let isWhole: Bool
  /// How many replicas have to work: the quorum, or what carries the peak. 1 of what is whole.
  public let needed: Double
  /// How many run at that load. 1 of what is whole.
  public let running: Double
  /// How many of `needed` the peak asks for; nil where rate or capacity is not known.
  public let neededForLoad: Double?
  public let primary: Primary
  /// The share of time that the part serves reads that need no primary.
  public let reading: Known<Double>
  /// The share of time that the part works: `reading`, less the time without a primary.
  public let availability: Known<Double>
  /// `.atBest` where the share of common causes, the capacity or the rate is not stated.
  public let bound: Bound
  /// What would make it exact.
  public let missingForExact: [MissingInput]
  /// The largest share of calls that can be answered where the load is more than all replicas carry, which leaves
  /// `availability` without a value; nil otherwise.
  public let answeredAtBest: Double?

  /// How many replicas have to fail at once before the part fails; nil of what is whole, where that is not known.
  public var failuresNeeded: Double? { isWhole ? nil : max(0, running - needed + 1) }
}

extension ReplicaGroup {
  /// The group of a component, or of a boundary that states `availability`.
  ///
  /// - Parameters:
  ///   - peak: the load that it has to carry.
  ///   - lost: how many of its replicas are out of order.
  init(of element: ElementID, in resources: ResourceAnalysis, peak: Loads, lost: Double = 0) {
    let inputs = resources.inputs
    let stated = inputs[element, .availability]
    let subject = FigureSubject.element(element)
    let model = inputs.model
    let kind = model[element].kind
    let isBoundary = KindSet.boundaries.contains(kind)
    let replicas = isBoundary ? nil : inputs[element, .replicasLower]

    guard let stated else {
      // Whoever writes is one of several, whether or not it is known how often it fails.
      let hasOthers = (replicas?.value ?? 0) > 1
      self.init(
        element, whole: .unknown(Missing(subject, .availability)),
        primary: hasOthers ? Self.primary(of: element, in: model) : .none)
      return
    }
    guard (0...1).contains(stated.value) else {
      let reason = "the availability of \(model.shortName(element)) is no share between 0% and 100%"
      self.init(element, whole: .unknown(Missing(reason: reason)))
      return
    }
    if stated.isTotal || isBoundary || replicas == nil && Self.isManaged(element, in: model) {
      self.init(element, whole: .known(stated.value))
      return
    }
    guard replicas != nil else {
      self.init(element, whole: .unknown(Missing(subject, .replicas)))
      return
    }

    let sizing = ReplicaSizing(of: element, in: resources, loads: peak)
    let running = max(0, sizing.running - lost)
    let common = inputs[element, .commonCause]
    var missing: [MissingInput] = []
    if running > 1 || sizing.limit > 1, sizing.neededForLoad == nil { missing += sizing.missing.inputs }
    if running > 1 {
      if common == nil { missing.append(MissingInput(subject, .commonCause)) }
    }
    let group = Replicas(
      needed: sizing.needed, running: running, each: stated.value, commonCause: common?.value ?? 0)
    let primary = running > 1 ? Self.primary(of: element, in: model) : .none
    let reading: Known<Double>
    let availability: Known<Double>
    if sizing.isScalingUnknown {
      reading = .unknown(Missing(subject, .autoscale))
      availability = reading
    } else if let reason = group.problem(of: model.shortName(element)) {
      reading = .unknown(Missing(reason: reason))
      availability = reading
    } else {
      reading = .known(group.availability)
      availability = group.availability(primary, reading: group.availability, of: element, in: inputs)
    }
    self.init(
      element: element, isWhole: false, needed: sizing.needed, running: running, neededForLoad: sizing.neededForLoad,
      primary: primary, reading: reading, availability: availability, bound: missing.isEmpty ? .exact : .atBest,
      missingForExact: missing,
      answeredAtBest: Self.answeredAtBest(sizing, running: running, of: element, resources, peak))
  }

  private init(_ element: ElementID, whole: Known<Double>, primary: Primary = .none) {
    self.init(
      element: element, isWhole: true, needed: 1, running: 1, neededForLoad: nil, primary: primary, reading: whole,
      availability: whole, bound: .exact, missingForExact: [], answeredAtBest: nil)
  }

  /// Whoever gets ρ times what it can carry answers at most 1/ρ of it.
  private static func answeredAtBest(
    _ sizing: ReplicaSizing, running: Double, of element: ElementID, _ resources: ResourceAnalysis, _ peak: Loads
  ) -> Double? {
    guard let needed = sizing.neededForLoad, running >= 1, needed > running, needed >= sizing.needed else { return nil }
    guard let full = resources.demand(element, peak).value?.utilization(replicas: running) else { return nil }
    return full > 1 && full.isFinite ? 1 / full : nil
  }

  /// Parts whose replicas are somebody else's business: outside, sold as a service only, or without servers.
  static func isManaged(_ element: ElementID, in model: Model) -> Bool {
    let kind = model[element].kind
    if KindSet.outside.contains(kind) { return true }
    if let runtime = model.effective(.runtime, of: element), let word = model.word(runtime.property.stated.value) {
      return word == "serverless"
    }
    if kind == .function { return true }
    return model.technology(element)?.managed == .yes
  }

  private static func primary(of element: ElementID, in model: Model) -> Primary {
    guard let found = model.effective(.failover, of: element), let failover = model.failover(found.property.stated)
    else { return .none }
    return failover.mode == .automatic ? .automatic : .manual
  }
}

/// The numbers of a group, from which its availability follows.
private struct Replicas {
  let needed: Double
  let running: Double
  let each: Double
  let commonCause: Double

  var availability: Double {
    RedundantReplicas.availability(needed: needed, of: running, each: each, commonCause: commonCause)
  }

  /// Why there is no availability, or nil.
  func problem(of name: @autoclosure () -> String) -> String? {
    if !(0...1).contains(commonCause) { return "the common-cause of \(name()) is no share between 0% and 100%" }
    if running < 1 { return "\(name()) has no replica" }
    if !needed.isFinite { return "no number of replicas of \(name()) carries its load" }
    if needed > running {
      return "\(name()) needs \(Self.text(needed)) replicas, and \(Self.text(running)) run"
    }
    return nil
  }

  /// Less the time without a primary: the failures of a replica, availability and repair time give how many there are,
  /// times the time until another one writes. Where nobody takes over, the primary itself has to work.
  func availability(
    _ primary: ReplicaGroup.Primary, reading: Double, of element: ElementID, in inputs: Inputs
  ) -> Known<Double> {
    let time = inputs[element, .failoverTime]
    switch (primary, time) {
    case (.none, _): return .known(reading)
    case (.manual, nil):
      return .known(
        RedundantReplicas.availabilityWithPrimary(
          needed: needed, of: running, each: each, commonCause: commonCause))
    case (.automatic, nil): return .unknown(Missing(.element(element), .failover))
    case (_, let time?):
      if time.value <= 0 || each >= 1 { return .known(reading) }
      return inputs.known(element, .mttr).flatMap { repair in
        guard repair > 0 else { return .known(reading) }
        return .known(max(0, reading - (1 - each) / repair * time.value))
      }
    }
  }

  private static func text(_ number: Double) -> String {
    number.rounded() == number && abs(number) < 1e15 ? String(Int64(number)) : String(number)
  }
}
