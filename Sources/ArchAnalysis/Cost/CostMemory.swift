import Synchronization

/// What everything costs under one load, once somebody has asked: the totals of the system and of all boundaries read it.
final class CostMemory: Sendable {
  private let known: Mutex<(owner: ResourceAnalysis, items: [CostItem])?> = Mutex(nil)

  /// - Parameter owner: whose prices they are; others than those that are kept are computed again.
  func items(of owner: ResourceAnalysis, compute: () -> [CostItem]) -> [CostItem] {
    if let kept = known.withLock({ $0 }), kept.owner === owner { return kept.items }
    let result = compute()
    known.withLock { $0 = (owner, result) }
    return result
  }
}
