import ArchRules
import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal, or what stands in its place.
enum Console {
  /// Standard output or standard error.
  enum Stream {
    case output, error

    var descriptor: Int32 {
      switch self {
      case .output: STDOUT_FILENO
      case .error: STDERR_FILENO
      }
    }

    var isTerminal: Bool { isatty(descriptor) != 0 }
  }

  static func write(_ text: String, to stream: Stream = .output) throws(CommandFailure) {
    try write(Array(text.utf8), to: stream)
  }

  static func write(_ bytes: [UInt8], to stream: Stream = .output) throws(CommandFailure) {
    if let code = OutputFiles.write(bytes, to: stream.descriptor) {
      // Whoever read has heard enough, as with `| head`.
      if code == EPIPE { throw CommandFailure(quietWithStatus: 0) }
      throw CommandFailure("the output cannot be written: \(String(cString: strerror(code)).lowercased())")
    }
  }

  /// A line for people on standard error.
  static func note(_ text: String) {
    _ = OutputFiles.write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  /// Whether to colour a stream: on a terminal, unless `NO_COLOR` or a dumb terminal says otherwise.
  static func usesColour(_ choice: ColourChoice, on stream: Stream) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      stream.isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The columns of the terminal on standard output; nil when there is none.
  static var width: Int? {
    guard Stream.output.isTerminal else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Today, in days since 1970, in universal time.
  static var today: Int32 { Int32(truncatingIfNeeded: time(nil) / 86_400) }

  /// Tells how time goes by, in seconds since the first reading. It never goes back.
  static var clock: RunClock {
    let beginning = ContinuousClock.now
    return RunClock {
      let passed = beginning.duration(to: .now).components
      return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }
  }

  /// A progress line on a terminal's standard error; empty text wipes it.
  static func progress(_ text: String) {
    guard Stream.error.isTerminal else { return }
    _ = OutputFiles.write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
  }
}

enum ColourChoice: String, WordChoice {
  case auto, always, never
}
