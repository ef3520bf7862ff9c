import Synchronization

/// The loads of some moments with everything in order, without repetitions: today and its peak are asked for by the
/// figures of both, by what replicas have to carry and by failures. It only saves time.
final class CalmLoads: Sendable {
  /// All that a load depends on where nothing fails.
  private struct Key: Hashable {
    let time: Double
    let factor: Double
    let isPeak: Bool
  }

  /// The mean and the peak of today and of a few horizons or what-ifs; more are computed again.
  private static let limit = 8

  private let kept: Mutex<[Key: Loads]> = Mutex([:])

  /// - Parameter conditions: without failures.
  func loads(_ conditions: Conditions, isPeak: Bool, compute: () -> Loads) -> Loads {
    let key = Key(time: conditions.time, factor: conditions.loadFactor, isPeak: isPeak)
    if let known = kept.withLock({ $0[key] }) { return known }
    let result = compute()
    kept.withLock { memory in
      if memory.count < Self.limit { memory[key] = result }
    }
    return result
  }
}
