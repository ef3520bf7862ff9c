import ArchModel

/// What changes the times of parts against today: load that waits, and parts that are out of order.
public struct PathConditions: Sendable {
  /// By element: how full it is under the conditions and today; nil where today's load is asked for, whose waiting the
  /// stated percentiles contain.
  public var queue: (@Sendable (ElementID) -> Known<QueueChange>)?
  /// By element: what is wholly out of order; empty for nothing.
  public var failed: [Bool]

  public init(queue: (@Sendable (ElementID) -> Known<QueueChange>)? = nil, failed: [Bool] = []) {
    self.queue = queue
    self.failed = failed
  }

  /// Today, with everything in order.
  public static let today = PathConditions()

  func isFailed(_ element: ElementID) -> Bool {
    failed.indices.contains(Int(element.index)) && failed[Int(element.index)]
  }
}

/// How full a part is.
public struct QueueState: Sendable, Hashable {
  /// Requests a second, with the expected repetitions.
  public let rate: Double
  /// The share of its capacity.
  public let utilization: Double
  /// How many replicas run.
  public let replicas: Double

  public init(rate: Double, utilization: Double, replicas: Double) {
    self.rate = rate
    self.utilization = utilization
    self.replicas = replicas
  }
}

/// How full a part is today, and under other conditions.
public struct QueueChange: Sendable, Hashable {
  public let today: QueueState
  public let then: QueueState

  public init(today: QueueState, then: QueueState) {
    self.today = today
    self.then = then
  }
}

/// The waiting that a part's load adds to what its percentiles contain.
struct AddedWait: Sendable, Hashable {
  /// The chance that a request waits.
  let chance: Double
  /// The seconds of those that wait, on average.
  let mean: Double

  static let none = AddedWait(chance: 0, mean: 0)
  /// Fewer waiting requests than this change no percentile.
  static let leastChance = 1e-6
}

/// The queue before a part: its servers are the requests that its replicas work on at once.
struct PartQueue {
  let inputs: Inputs
  let element: ElementID

  /// Requests in work per replica: `concurrency`, else what its capacity and mean latency need (Little's law).
  private var serversOfReplica: Known<Double> {
    if let stated = inputs[element, .concurrency]?.value { return .known(max(1, stated)) }
    return inputs.known(element, .capacity).with(PartLatency(element, in: inputs).curve).map { capacity, curve in
      max(1, (capacity * curve.mean).rounded(.up))
    }
  }

  func queue(_ state: QueueState) -> Known<ServerQueue> { queue(state, serversOfReplica) }

  private func queue(_ state: QueueState, _ servers: Known<Double>) -> Known<ServerQueue> {
    servers.flatMap { servers in
      guard state.rate > 0, state.utilization > 0 else {
        return .known(ServerQueue(arrivalRate: 0, serviceRate: 1, servers: 1))
      }
      let count = min(max(1, (servers * max(1, state.replicas)).rounded()), 1e15)
      return .known(
        ServerQueue(arrivalRate: state.rate, serviceRate: state.rate / (state.utilization * count), servers: count))
    }
  }

  /// The mean wait in seconds.
  func meanWait(_ state: QueueState) -> Known<Double> { wait(queue(state), state).map(\.mean) }

  /// The chance to wait, and the mean wait of all in seconds.
  private func wait(_ queue: Known<ServerQueue>, _ state: QueueState) -> Known<(chance: Double, mean: Double)> {
    queue.flatMap { queue in
      guard let waiting = queue.meanOfWaiting else { return .unknown(overload(state)) }
      let chance = queue.waitChance
      let mean = waiting * chance
      return mean.isFinite ? .known((chance, mean)) : .unknown(overload(state))
    }
  }

  /// What waiting the change adds: with the chance to wait under the new load, an exponential time whose mean makes up
  /// the difference of the mean waits.
  func added(_ change: QueueChange) -> Known<AddedWait> {
    if change.then == change.today { return .known(.none) }
    let servers = serversOfReplica
    let today = wait(queue(change.today, servers), change.today)
    return today.with(wait(queue(change.then, servers), change.then)).map { today, then in
      let difference = then.mean - today.mean
      guard difference > 0, then.chance >= AddedWait.leastChance else { return .none }
      return AddedWait(chance: then.chance, mean: difference / then.chance)
    }
  }

  private func overload(_ state: QueueState) -> Missing {
    let name = inputs.model.shortName(element)
    let share = QuantityFormatter.text(Quantity(state.utilization, .ratio), .significant(3))
    return Missing(
      reason: "\(name) is at \(share) of its capacity, so that its queue grows without end", isOverload: true)
  }
}
