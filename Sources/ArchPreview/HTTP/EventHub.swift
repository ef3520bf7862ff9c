import Synchronization

/// Hands events to all pages that listen.
public final class EventHub: Sendable {
  /// More pages than anybody has open.
  private static let limit = 64
  /// What a page that does not read may miss before the oldest is dropped.
  private static let backlog = 64

  private struct State {
    var listeners: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
    var next = 0
  }

  private let state = Mutex(State())

  public init() {}

  /// Whether a page is open; one that has just been closed may still count for a moment.
  public var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }

  public func send(_ event: PreviewEvent) { send(event.text) }

  /// Keeps quiet streams open.
  public func beat() { send(PreviewEvent.beat) }

  /// The bytes of a new stream, or nil where too many listen already.
  func listen() -> AsyncStream<[UInt8]>? {
    let (stream, continuation) = AsyncStream<[UInt8]>.makeStream(bufferingPolicy: .bufferingNewest(Self.backlog))
    let number = state.withLock { state -> Int? in
      guard state.listeners.count < Self.limit else { return nil }
      state.next += 1
      state.listeners[state.next] = continuation
      return state.next
    }
    guard let number else { return nil }
    continuation.onTermination = { [weak self] _ in self?.remove(number) }
    // A browser takes the stream for open when the first bytes come; and it shall try again soon.
    continuation.yield(Array("retry: 1000\n\n".utf8))
    return stream
  }

  private func remove(_ number: Int) {
    state.withLock { _ = $0.listeners.removeValue(forKey: number) }
  }

  private func send(_ text: String) {
    let bytes = Array(text.utf8)
    for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(bytes) }
  }
}
