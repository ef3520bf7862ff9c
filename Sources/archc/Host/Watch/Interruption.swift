import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ends a command that runs until somebody stops it.
final class Interruption: Sendable {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  // The sources live as long as this value; they are made once and only then kept.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

  /// - Parameter end: runs on a thread of its own at the first signal, before the process ends with status 0.
  init(_ end: @escaping @Sendable () -> Void = {}) {
    let queue = DispatchQueue(label: "interruption")
    sources = Self.signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        end()
        leave(0)
      }
      source.resume()
      return source
    }
    signal(SIGPIPE, SIG_IGN)
  }
}
