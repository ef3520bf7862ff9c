import Synchronization

/// Tells work in the background that nobody waits for it any more.
public final class CancellationFlag: Sendable {
  private let raised = Atomic(false)

  public init() {}

  public var isCancelled: Bool { raised.load(ordering: .relaxed) }

  public func cancel() { raised.store(true, ordering: .relaxed) }
}
