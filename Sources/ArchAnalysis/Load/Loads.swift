import ArchModel

/// How much arrives where, under one set of conditions. All rates are in requests (or messages) a second.
public struct Loads: Sendable {
  /// By element: requests a second that reach the component, without repetitions; unknown where no source reaches it.
  public var rate: [Known<Double>]
  /// By element: the part of `rate` that reads and that writes, of stores.
  public var reads: [Known<Double>]
  public var writes: [Known<Double>]
  /// By relation: calls a second over it, without repetitions.
  public var relationRate: [Known<Double>]
  /// By element: `rate` with the expected repetitions of failed calls; what utilisation is computed from.
  public var attempts: [Known<Double>]
  /// By element: attempts with the expected repetitions, of reads and of writes.
  public var readAttempts: [Known<Double>]
  public var writeAttempts: [Known<Double>]
  /// By element and by relation: whether a source reaches it, be the rate known or not.
  public var isReached: [Bool]
  public var isRelationReached: [Bool]
  /// By element: a broker at which a flow starts, and to which others send the messages of that flow.
  var isFed: [Bool] = []
  /// By element: an outside part that nobody calls, whose rate is what it sends itself.
  var isCaller: [Bool] = []
  /// Synchronous cycles whose gain is one or more, by the components on them in file order; they have no finite load.
  public var overloadedCycles: [[ElementID]]

  public init(elements: Int, relations: Int) {
    let none = [Known<Double>](repeating: .unknown(Missing()), count: elements)
    rate = none
    reads = none
    writes = none
    attempts = none
    readAttempts = none
    writeAttempts = none
    relationRate = [Known<Double>](repeating: .unknown(Missing()), count: relations)
    isReached = [Bool](repeating: false, count: elements)
    isRelationReached = [Bool](repeating: false, count: relations)
    overloadedCycles = []
  }

  public func rate(of element: ElementID) -> Known<Double> { rate[Int(element.index)] }
  public func rate(of relation: RelationID) -> Known<Double> { relationRate[Int(relation.index)] }
  public func attempts(of element: ElementID) -> Known<Double> { attempts[Int(element.index)] }
}
