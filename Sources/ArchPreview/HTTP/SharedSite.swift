import NIOCore
import Synchronization

/// What all connections share.
final class SharedSite: Sendable {
  /// More connections than any browser and editor open.
  static let limit = 256

  private struct Connection {
    let channel: any Channel
    /// Since when it waits for a request, or for the rest of one, as a turn; nil while it is answered.
    var waitingSince: Int?
  }

  private struct State {
    var connections: [Int: Connection] = [:]
    /// Counts connections and turns, so that each has a number of its own.
    var turn = 0
  }

  /// Nil until the port is known, which is a part of what requests are checked against.
  let site: Mutex<PreviewSite?> = Mutex(nil)
  let events: EventHub
  let answer: @Sendable (PreviewQuestion) async -> PreviewResponse
  private let state = Mutex(State())

  init(events: EventHub, answer: @escaping @Sendable (PreviewQuestion) async -> PreviewResponse) {
    self.events = events
    self.answer = answer
  }

  /// Counts a connection and gives its number, or refuses it. Where there are too many, the one that has waited longest
  /// is closed for it: who opens many and says nothing keeps nobody out.
  func open(_ channel: any Channel) -> Int? {
    let (number, closed) = state.withLock { state -> (Int?, (any Channel)?) in
      var closed: (any Channel)?
      if state.connections.count >= Self.limit {
        let waiting = state.connections.filter { $0.value.waitingSince != nil }
        guard let oldest = waiting.min(by: { $0.value.waitingSince ?? 0 < $1.value.waitingSince ?? 0 }) else {
          return (nil, nil)
        }
        closed = oldest.value.channel
        state.connections[oldest.key] = nil
      }
      state.turn += 1
      state.connections[state.turn] = Connection(channel: channel, waitingSince: state.turn)
      return (state.turn, closed)
    }
    closed?.close(promise: nil)
    return number
  }

  /// Says whether a connection waits for its client.
  func setWaiting(_ isWaiting: Bool, _ number: Int) {
    state.withLock { state in
      state.turn += 1
      state.connections[number]?.waitingSince = isWaiting ? state.turn : nil
    }
  }

  func close(_ number: Int) {
    state.withLock { _ = $0.connections.removeValue(forKey: number) }
  }
}
