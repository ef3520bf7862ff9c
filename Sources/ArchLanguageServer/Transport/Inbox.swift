import Dispatch
import Synchronization

/// What the loop has to take up next, in order: messages of the client and outcomes of background work.
final class Inbox: Sendable {
  enum Item: Sendable {
    case message(IncomingMessage)
    case outcome(BackgroundOutcome)
    /// The client is gone.
    case closed
  }

  private struct State {
    var items: [Item] = []
    var first = 0
    /// The requests that waiting messages cancel.
    var cancelled: [RequestID: Int] = [:]
  }

  private let state = Mutex(State())
  private let signal = DispatchSemaphore(value: 0)

  func put(_ item: Item) {
    state.withLock { state in
      state.items.append(item)
      if case .message(let message) = item, let id = message.cancelled { state.cancelled[id, default: 0] += 1 }
    }
    signal.signal()
  }

  /// The next item, if there is one.
  func takeIfAny() -> Item? { signal.wait(timeout: .now()) == .success ? next() : nil }

  /// The next item, as soon as there is one.
  func take() -> Item {
    signal.wait()
    return next()
  }

  private func next() -> Item {
    state.withLock { state in
      // As many items as signals; one that is missing would mean that nothing comes any more.
      guard state.first < state.items.count else { return .closed }
      let item = state.items[state.first]
      state.first += 1
      if state.first == state.items.count || state.first > 4_096 {
        state.items.removeFirst(state.first)
        state.first = 0
      }
      if case .message(let message) = item, let id = message.cancelled {
        let count = state.cancelled[id] ?? 0
        state.cancelled[id] = count > 1 ? count - 1 : nil
      }
      return item
    }
  }

  /// Whether a message that waits cancels a request.
  func cancels(_ id: RequestID) -> Bool { state.withLock { $0.cancelled[id] != nil } }
}
